"""The book of the practice: what was committed is there after a kill, and nothing in it is ever changed."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.practice.attempt import Attempt, Unreadable, attempt_table, read_attempt
from app.practice.book import FORMAT, LeftOut, NotKept, PracticeBook, named
from app.practice.library import cases
from app.practice.notes import Note, SignOff
from app.practice.task import Task, tasks
from assessments.language.value import Side
from tests.disks import refusing_disk
from tests.practice.learners import committed, right_answers

STEP = Task("lateral_step_down", Side.RIGHT)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def book(tmp_path: Path) -> PracticeBook:
    return PracticeBook(tmp_path / "data" / "practice")


def attempt(number: int = 1, learner: str = "") -> Attempt:
    case = cases()["a01"]
    return committed(case, STEP, right_answers(case, STEP), number, learner=learner)


def test_what_was_committed_is_there_for_the_next_program(book: PracticeBook) -> None:
    case = cases()["a01"]
    done = [committed(case, task, right_answers(case, task), n) for n, task in enumerate(tasks(case))]
    for one in done:
        book.add(one)
    assert PracticeBook(book.folder).attempts() == tuple(done)


def test_a_book_that_was_never_opened_is_empty(book: PracticeBook) -> None:
    assert (book.attempts(), book.learners(), book.sign_offs()) == ((), (), ())
    assert not book.folder.exists()


def test_only_its_owner_may_look_inside(book: PracticeBook) -> None:
    book.add(attempt())
    rights = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (book.folder, *book.folder.iterdir())}
    assert rights == {"practice": 0o700, "practice.jsonl": 0o600, "practice.jsonl.lock": 0o600}
    assert stat.S_IMODE(book.folder.parent.stat().st_mode) == 0o700


def test_each_learner_has_their_own_attempts_and_a_name_may_be_left_out(book: PracticeBook) -> None:
    for number, name in enumerate(("J. Lindqvist", "", "J. Lindqvist", "Ёлка =1+1"), 1):
        book.add(attempt(number, name))
    assert [one.id for one in book.attempts("J. Lindqvist")] == ["attempt-1", "attempt-3"]
    assert [one.id for one in book.attempts()] == ["attempt-2"]
    assert book.learners() == ("Ёлка =1+1", "J. Lindqvist", "")


def test_a_name_is_the_same_name_with_a_space_too_many() -> None:
    assert named("  J.   Lindqvist ") == "J. Lindqvist"


def test_sign_offs_and_notes_stand_in_the_same_book(book: PracticeBook) -> None:
    signed = SignOff("s1", AT, "J. Lindqvist", "R. Osei", "c1", "again", "Look at the belt line. ✓")
    noted = Note("n1", AT, "J. Lindqvist", "attempt-1", "the pelvis, again")
    book.add(attempt(1, "J. Lindqvist"))
    book.add_sign_off(signed)
    book.add_note(noted)
    assert book.sign_offs("J. Lindqvist") == (signed,)
    assert book.notes("J. Lindqvist") == (noted,)
    assert book.sign_offs() == book.notes() == ()


def test_nothing_that_stands_is_ever_changed(book: PracticeBook) -> None:
    before = b""
    for number in range(1, 5):
        book.add(attempt(number))
        now = book.file.read_bytes()
        assert now.startswith(before)
        assert now.endswith(b"\n")
        before = now


def test_a_last_line_cut_anywhere_is_left_out_and_told(book: PracticeBook) -> None:
    book.add(attempt(1))
    whole = book.file.stat().st_size
    book.add(attempt(2))
    content = book.file.read_bytes()
    for cut in range(whole + 1, len(content) - 1):
        book.file.write_bytes(content[:cut])
        found = book.read()
        assert [one.id for one in found.attempts] == ["attempt-1"]
        assert found.left_out == (LeftOut(2, torn=True),)
    assert "cut short (line 2)" in found.left_out[0].words


def test_after_a_torn_line_the_next_one_is_whole_and_the_torn_one_stays(book: PracticeBook) -> None:
    book.add(attempt(1))
    book.add(attempt(2))
    torn = book.file.read_bytes()[:-40]
    book.file.write_bytes(torn)
    book.add(attempt(3))
    assert book.file.read_bytes().startswith(torn + b"\n")
    found = book.read()
    assert [one.id for one in found.attempts] == ["attempt-1", "attempt-3"]
    assert found.left_out == (LeftOut(2, torn=False),)


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        '"text"',
        "{}",
        '{"format": "sagittal-practice", "version": 2, "kind": "attempt"}',
        '{"format": "sagittal-exam", "version": 1, "kind": "attempt"}',
        '{"format": "sagittal-practice", "version": 1, "kind": "exam"}',
        '{"format": "sagittal-practice", "version": 1, "kind": "attempt", "id": "1"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_left_as_it_is(book: PracticeBook, line: str) -> None:
    book.add(attempt(1))
    with book.file.open("a", encoding="utf-8") as opened:
        opened.write(line + "\n")
    book.add(attempt(2))
    found = book.read()
    assert [one.id for one in found.attempts] == ["attempt-1", "attempt-2"]
    assert found.left_out == (LeftOut(2, torn=False),)
    assert book.file.read_text("utf-8").splitlines()[1] == line


def changed(**what: object) -> dict[str, object]:
    return {**attempt_table(attempt()), **what}


@pytest.mark.parametrize(
    "table",
    [
        changed(patient="Anna"),
        {name: value for name, value in attempt_table(attempt()).items() if name != "seconds"},
        changed(seconds=-1),
        changed(seconds=True),
        changed(seconds=float("nan")),
        changed(at="2026-03-02T09:30:00"),
        changed(at="yesterday"),
        changed(learner=7),
        changed(task="thomas.middle"),
        changed(task="hip_strength.sideways"),
        changed(given={"thomas/hip_angle/right/1": {"amount": "14"}}),
        changed(given={"thomas/hip_angle/right/1": {"amount": "NaN", "unit": "deg", "typed": ""}}),
        changed(given={"no path": {"choice": "yes"}}),
        changed(given=[]),
        changed(marks=[["thomas/hip_angle/right/1", "14", "14", True, "over"]]),
        changed(marks=[["thomas/hip_angle/right/1", "14", "14", True, "perhaps"]]),
        changed(marks=[["thomas/hip_angle/right/1", "14", "14", True]]),
        changed(marks=7),
    ],
)
def test_an_attempt_that_nobody_wrote_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(Unreadable):
        read_attempt(json.loads(json.dumps(table)))


def test_a_surrogate_that_was_pasted_into_a_name_does_not_stop_the_commit(book: PracticeBook) -> None:
    book.add(attempt(1, "half \ud83d a smile"))
    assert [one.learner for one in book.read().attempts] == ["half ? a smile"]


def test_every_line_names_the_format_of_practice(book: PracticeBook) -> None:
    book.add(attempt())
    assert [json.loads(line)["format"] for line in book.file.read_text("utf-8").splitlines()] == [FORMAT]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "practice").write_text("a file lies where the folder should be")
    with pytest.raises(NotKept, match="NOT kept"):
        PracticeBook(tmp_path / "practice").add(attempt())


def test_a_disk_that_takes_nothing_is_said_and_the_book_stays_as_it_was(book: PracticeBook) -> None:
    book.add(attempt(1))
    before = book.file.read_bytes()
    with refusing_disk(), pytest.raises(NotKept, match="NOT kept"):
        book.add(attempt(2))
    assert book.file.read_bytes() == before
    book.add(attempt(2))
    assert [one.id for one in book.attempts()] == ["attempt-1", "attempt-2"]


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from app.practice.book import PracticeBook
from tests.practice.test_book import attempt

book = PracticeBook(Path(sys.argv[1]))
for number in range(25):
    book.add(replace(attempt(), id=f"{sys.argv[2]}-{number}"))
"""


def test_two_programs_at_once_lose_nothing_of_each_other(book: PracticeBook) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(book.folder), name], cwd=ROOT)
        for name in ("one", "two", "three")
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    found = book.read()
    assert found.left_out == ()
    for name in ("one", "two", "three"):
        of_one = [one.id for one in found.attempts if one.id.startswith(f"{name}-")]
        assert of_one == [f"{name}-{number}" for number in range(25)]


def test_what_was_judged_stays_judged_when_a_case_is_rewritten(book: PracticeBook) -> None:
    book.add(replace(attempt(), case="a case that is no longer written"))
    assert book.attempts()[0].agreed == 5
