"""An exam saved to an encrypted file while the disk refuses it, and taken in again when it does not."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from app.audit import Act
from app.clock import SteppedClock
from app.exam_file import (
    AnotherClinics,
    NoSuchExam,
    NotAnExamFile,
    NotReadThere,
    NotWrittenThere,
    exam_file_name,
    save_exam_file,
    take_in_exam_file,
)
from app.examination import Examination
from app.faults import Fault
from app.patients import Patient
from app.places import Places
from app.saving import Saver
from app.store.audit import Wanted, entries
from app.vault.sealed import NotSealed, SealBroken, SealedNewer, seal
from app.workstation import Workstation
from assessments.language.exam import NotAllowed, Phase
from assessments.language.value import Quantity, Ref, Text
from tests.clinics import open_clinic
from tests.disks import full_disk

PAIN = Ref("intake", "pain_now")
GOAL = Ref("intake", "goal")
LONG = Text("walk " * 1500)


@pytest.fixture
def exam(workstation: Workstation, patient: Patient) -> Examination:
    exam = workstation.start_exam(patient.id, "R. Osei")
    exam.record(PAIN, Quantity(Decimal(3), ""))
    return exam


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "exam.sagittal-exam"


@pytest.fixture(autouse=True)
def stick(file: Path) -> None:
    file.parent.mkdir()


@pytest.fixture
def saved(workstation: Workstation, exam: Examination, clock: SteppedClock, file: Path) -> Path:
    """A file with an answer that a full disk did not take; the program is gone since."""
    saver = Saver(clock, inline=True)
    exam.keep_in(saver.journal)
    with full_disk(workstation.database):
        exam.record(GOAL, LONG)
        save_exam_file(workstation, exam, file)
    assert saver.standing.pending == 1
    return file


def test_what_the_disk_refused_comes_back_from_the_file(
    workstation: Workstation, exam: Examination, saved: Path
) -> None:
    assert GOAL not in workstation.open_exam(exam.id).exam.entries
    taken = take_in_exam_file(workstation, saved)
    assert (taken.exam_id, taken.patient_id, taken.added) == (exam.id, exam.patient.id, 1)
    assert workstation.open_exam(exam.id).events == exam.events
    with workstation.database.reading() as session:
        (told, *_) = entries(session, Wanted(acts=(Act.EXAM_FILE.value,)))
    assert (told.entity, told.body) == (f"exam:{exam.id}", "taken in: 1")


def test_taking_it_in_twice_adds_nothing(workstation: Workstation, exam: Examination, saved: Path) -> None:
    take_in_exam_file(workstation, saved)
    assert take_in_exam_file(workstation, saved).added == 0
    assert workstation.open_exam(exam.id).events == exam.events


def test_a_signature_in_the_file_keeps_its_scores(
    workstation: Workstation, exam: Examination, file: Path, places: Places, clock: SteppedClock
) -> None:
    """The record is an older one that was restored; the exam was signed since."""
    workstation.close()
    before = file.with_name("before")
    shutil.copytree(places.root, before)
    with open_clinic(places, clock) as later:
        again = later.open_exam(exam.id)
        again.sign("R. Osei", "PT 4471")
        save_exam_file(later, again, file)
        scores = later.history(exam.patient.id)
    with open_clinic(Places(before), clock) as restored:
        assert take_in_exam_file(restored, file).added == 1
        assert restored.open_exam(exam.id).exam.phase is Phase.SIGNED
        assert restored.history(exam.patient.id) == scores


def test_an_exam_that_went_on_differently_is_left_as_it_is(
    workstation: Workstation, exam: Examination, saved: Path
) -> None:
    other = workstation.open_exam(exam.id)
    other.record(PAIN, Quantity(Decimal(7), ""))
    with pytest.raises(NotAllowed) as refused:
        take_in_exam_file(workstation, saved)
    assert str(refused.value) == (
        "This exam was changed after the file was saved, so the file does not continue it. "
        "Nothing was changed."
    )
    assert workstation.open_exam(exam.id).events == other.events


def test_nothing_of_the_patient_can_be_read_in_the_file_or_its_name(saved: Path, clock: SteppedClock) -> None:
    assert b"walk" not in saved.read_bytes()
    assert saved.stat().st_mode & 0o077 == 0
    assert exam_file_name(clock.now()) == "exam_2026-03-02_0900.sagittal-exam"


def test_no_flipped_bit_and_no_cut_is_taken_for_the_file(workstation: Workstation, saved: Path) -> None:
    whole = saved.read_bytes()
    for at in range(0, len(whole), 97):
        saved.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Fault):
            take_in_exam_file(workstation, saved)
        saved.write_bytes(whole[:at])
        with pytest.raises(Fault):
            take_in_exam_file(workstation, saved)


def refusal(workstation: Workstation, file: Path, content: bytes, kind: type[Fault]) -> str:
    file.write_bytes(content)
    with pytest.raises(kind) as refused:
        take_in_exam_file(workstation, file)
    return refused.value.words


def test_each_file_that_is_not_one_is_refused_in_its_own_words(
    workstation: Workstation, exam: Examination, saved: Path, patient: Patient
) -> None:
    whole = saved.read_bytes()
    key = workstation.unlocked.keys.exam_file
    here = workstation.unlocked.keyring.database_id.encode()
    assert refusal(workstation, saved, b"%PDF-1.7 a letter", NotSealed) == (
        "This is not a file that Sagittal saved. Nothing was changed."
    )
    newer = whole[:8] + b"\x02" + whole[9:]
    assert refusal(workstation, saved, newer, SealedNewer) == (
        "This file was made by a newer version of Sagittal. Please update. Nothing was changed."
    )
    assert refusal(workstation, saved, whole[:-1], SealBroken) == (
        "This file is incomplete, was changed, or was saved before the clinic's keys were renewed. "
        "Nothing was taken from it."
    )
    assert refusal(workstation, saved, seal(b"{}", key, b"elsewhere"), AnotherClinics) == (
        "This file belongs to the records of another clinic. Nothing was changed."
    )
    unknown = seal(b'{"exam": "no such exam", "events": []}', key, here)
    assert refusal(workstation, saved, unknown, NoSuchExam) == (
        "The exam of this file is not in these records. Nothing was changed."
    )
    saved.unlink()
    with pytest.raises(NotReadThere) as refused:
        take_in_exam_file(workstation, saved)
    assert refused.value.words == ("The file cannot be read: no such file or directory. Nothing was changed.")
    with saved.open("wb") as large:
        large.truncate(2**27)
    with pytest.raises(NotAnExamFile) as too_large:
        take_in_exam_file(workstation, saved)
    assert too_large.value.words == "This is not an exam file. Nothing was changed."


def test_a_stick_that_was_pulled_out_leaves_no_half_file(
    workstation: Workstation, exam: Examination, file: Path
) -> None:
    file.parent.rmdir()
    with pytest.raises(NotWrittenThere) as refused:
        save_exam_file(workstation, exam, file)
    assert refused.value.words == (
        "The exam file was NOT written: no such file or directory. "
        "The answers are still here. Choose another place."
    )
    assert not file.parent.exists()
