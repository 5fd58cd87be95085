"""The disk full while something leaves the record for a file: the file is whole, or it is not there."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.clock import SteppedClock
from app.disk import PARTIAL
from app.exam_file import save_exam_file, take_in_exam_file
from app.examination import Examination
from app.faults import Fault
from app.file_names import save_private
from app.patients import Patient
from app.store.audit import Wanted
from app.workstation import Workstation
from assessments.language.value import Quantity, Ref, Text
from tests.clinics import open_clinic
from tests.faults.filled import FIELDS, pages
from tests.faults.paper import drawn
from tests.faults.small_disk import SmallDisk, small_disk
from tests.faults.trials import report, trials

Act = Callable[[Workstation, Examination, Path], None]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    with small_disk(tmp_path_factory.mktemp("disk") / "small") as made:
        yield made


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The page as the program prints it."""
    (made,) = pages(dict.fromkeys(FIELDS, "Acosta"), ("report",)).values()
    return made


def exported(workstation: Workstation, _: Examination, file: Path) -> None:
    save_private(file, workstation.trail.export(Wanted(), "the yearly check"))


def exam_file(workstation: Workstation, exam: Examination, file: Path) -> None:
    save_exam_file(workstation, exam, file)


@pytest.mark.parametrize("what", ["PDF", "export", "exam file"])
def test_R5_what_leaves_the_record_is_a_whole_file_or_none(
    what: str, disk: SmallDisk, tmp_path: Path, pdf: bytes
) -> None:
    acts: dict[str, Act] = {
        "PDF": lambda _, __, file: save_private(file, pdf),
        "export": exported,
        "exam file": exam_file,
    }
    act, times, chance = acts[what], trials(short=4, full=50), random.Random(what)
    outcomes = Counter[str]()
    for number in range(times):
        folder = disk.folder / f"{what} {number}"
        with open_clinic(folder, SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(5))) as opened:
            patient = opened.patients.add(Patient(family_name="Acosta"))
            exam = opened.start_exam(patient.id, opened.person.name)
            exam.record(Ref("intake", "goal"), Text("walk " * 900))
            # As long as it is when there is room: then so little that some of it fits.
            act(opened, exam, tmp_path / f"{what} {number}")
            needed = (tmp_path / f"{what} {number}").stat().st_size
            room = chance.randrange(2 * needed) if number else 0
            outcomes[_tried(act, opened, exam, folder / "taken", disk, room)] += 1
        shutil.rmtree(folder)
    broken = times - outcomes["refused"] - outcomes["done"]
    words = f"disk full while a file leaves the record ({what}, {outcomes['refused']} refused)"
    report("R5", f"{words}: half a file under its name, or an answer lost", times, broken)

    assert set(outcomes) <= {"refused", "done"}
    assert outcomes["refused"] > 0


def _tried(act: Act, opened: Workstation, exam: Examination, file: Path, disk: SmallDisk, room: int) -> str:
    """What came of it, with the disk full now and with room again."""
    told = "done"
    with disk.nearly_full(room):
        try:
            act(opened, exam, file)
        except Fault:
            told = "refused"
    if told == "refused" and file.exists():
        return "a file, though it was refused"
    if [left.name for left in file.parent.rglob(f"*{PARTIAL}")]:
        return "half a file left behind"
    if told == "refused":
        act(opened, exam, file)
    exam.record(Ref("intake", "pain_now"), Quantity(Decimal(3), ""))
    if opened.open_exam(exam.id).events != exam.events:
        return "an answer lost"
    return told if _whole(opened, file) else "a file that is not whole"


def _whole(opened: Workstation, file: Path) -> bool:
    content = file.read_bytes()
    if content.startswith(b"%PDF"):
        return "Acosta" in drawn(content)
    if b"at_utc" in content[:100]:
        # Every line has all its cells, up to the end of the last one.
        return content.endswith(b"\n")
    return take_in_exam_file(opened, file).added == 0
