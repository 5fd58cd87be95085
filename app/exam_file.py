"""One exam in a file of its own, encrypted: a way to keep what the disk does not take, and the way back."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.audit import Act, Entry
from app.disk import write_private
from app.examination import Examination
from app.faults import Fault, Unknown
from app.store.codec import event_text, read_event
from app.vault.sealed import SealBroken, about_sealed, open_sealed, seal
from app.workstation import Workstation
from resources.tongue import tr

ENDING = ".sagittal-exam"
LARGEST = 64 * 2**20
"""No exam comes near; what is larger is some other file."""


class NotWrittenThere(Fault):
    def __init__(self, why: OSError) -> None:
        super().__init__(
            tr(
                "The exam file was NOT written: {reason}. The answers are still here. Choose another place.",
                reason=(why.strerror or tr("not possible")).lower(),
            )
        )


class NotReadThere(Fault):
    def __init__(self, why: OSError) -> None:
        super().__init__(
            tr(
                "The file cannot be read: {reason}. Nothing was changed.",
                reason=(why.strerror or tr("not possible")).lower(),
            )
        )


class AnotherClinics(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This file belongs to the records of another clinic. Nothing was changed."))


class NotAnExamFile(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This is not an exam file. Nothing was changed."))


class NoSuchExam(Fault):
    def __init__(self) -> None:
        super().__init__(tr("The exam of this file is not in these records. Nothing was changed."))


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of an exam file."""

    exam_id: str
    patient_id: str
    added: int
    """Events that were not in the record; 0 when all were."""


def exam_file_name(at: datetime) -> str:
    """With the time and nothing of the patient."""
    return f"exam_{at:%Y-%m-%d_%H%M}{ENDING}"


def save_exam_file(workstation: Workstation, examination: Examination, file: Path) -> None:
    """Everything that happened in this exam, saved or not. Raises a `Fault`; then no half file is left."""
    body = {"exam": examination.id, "events": [event_text(event) for event in examination.events]}
    unlocked = workstation.unlocked
    about = unlocked.keyring.database_id.encode()
    try:
        write_private(file, seal(json.dumps(body).encode(), unlocked.keys.exam_file, about))
    except OSError as why:
        raise NotWrittenThere(why) from why
    # The record may be the very thing that cannot be written; then it is told when the file is taken in.
    with suppress(Fault):
        workstation.database.tell(Entry(Act.EXAM_FILE, f"exam:{examination.id}", "saved"))


def take_in_exam_file(workstation: Workstation, file: Path) -> TakenIn:
    """Add to the record what an exam file holds beyond it.

    Raises a `Fault` for a file that is not one of this clinic's, `NotAllowed` when the exam in the record
    went on differently; then nothing was changed.
    """
    exam_id, texts = _content(workstation, _read(file))
    try:
        examination = workstation.open_exam(exam_id)
    except Unknown as error:
        raise NoSuchExam from error
    added = examination.take_in([read_event(text) for text in texts])
    if added:
        workstation.database.tell(Entry(Act.EXAM_FILE, f"exam:{exam_id}", f"taken in: {added}"))
    return TakenIn(exam_id, examination.patient.id, added)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise NotAnExamFile
        return file.read_bytes()
    except OSError as why:
        raise NotReadThere(why) from why


def _content(workstation: Workstation, sealed: bytes) -> tuple[str, list[str]]:
    unlocked = workstation.unlocked
    if about_sealed(sealed) != unlocked.keyring.database_id.encode():
        raise AnotherClinics
    try:
        body = json.loads(open_sealed(sealed, unlocked.keys.exam_file))
        return str(body["exam"]), [str(text) for text in body["events"]]
    except (ValueError, KeyError, TypeError) as error:
        raise SealBroken from error
