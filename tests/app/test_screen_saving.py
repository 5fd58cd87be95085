"""The exact words about the disk: at the top, in the red bar, on leaving and on closing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.faults import Damaged, DiskFull, Fault, InUse, NotWritten, UnwritableFolder
from app.saving import Conflict, SavingState, Unfinished
from app.screens.conflict import conflict_screen
from app.screens.saving import closing_words, not_saved_screen, saved_mark, stay_words
from app.screens.state import State
from assessments.language.answers import Person
from assessments.language.exam import Cleared, Event, Recorded, Signed, Started, Undone
from assessments.language.value import Quantity, Ref, Text

AT = datetime(2026, 10, 16, 14, 1, 31, tzinfo=UTC)
PAIN = Ref("intake", "pain_now")
GOAL = Ref("intake", "goal")
TROUBLES = [
    (
        DiskFull(),
        "NOT SAVED: disk full",
        "NOT SAVED: disk full. Free space, or Save this exam to USB (encrypted).",
    ),
    (
        NotWritten(),
        "NOT SAVED: disk error",
        "NOT SAVED: the disk did not take it. Check the disk, or Save this exam to USB (encrypted).",
    ),
    (
        UnwritableFolder(Path("/data")),
        "NOT SAVED: folder closed",
        "NOT SAVED: the data folder cannot be written. Ask for the right to write there, "
        "or Save this exam to USB (encrypted).",
    ),
    (
        InUse(),
        "NOT SAVED: file in use",
        "NOT SAVED: another program is using the file. Close it, or Save this exam to USB (encrypted).",
    ),
    (
        Damaged(),
        "NOT SAVED: file damaged",
        "NOT SAVED: the data file is damaged (E-DAMAGE). Restore a backup, "
        "or Save this exam to USB (encrypted).",
    ),
    (
        Unfinished(),
        "NOT SAVED",
        "A part of the program failed while saving: the last entry is NOT saved. "
        "Save this exam to USB, then start again.",
    ),
]


def test_saved_is_said_with_the_second_of_the_commit() -> None:
    mark = saved_mark(SavingState(saved_at=AT), 0)
    assert (mark.words, mark.state) == ("Saved 14:01:31", State.SAVED)


@pytest.mark.parametrize(("waited", "said"), [(0.1, "Saved 14:01:31"), (0.15, "Saving...")])
def test_what_takes_longer_than_a_blink_is_said_to_be_saving(waited: float, said: str) -> None:
    assert saved_mark(SavingState(1, 100.0, AT), 100.0 + waited).words == said


@pytest.mark.parametrize(("trouble", "short", "said"), TROUBLES, ids=lambda it: type(it).__name__)
def test_each_trouble_has_its_sentence_and_what_to_do(trouble: Fault, short: str, said: str) -> None:
    standing = SavingState(1, 0.0, AT, trouble)
    mark = saved_mark(standing, 60)
    assert (mark.words, mark.state) == (short, State.STOP)
    bar = not_saved_screen(standing)
    assert bar is not None
    assert bar.said == said
    assert bar.more == "Last entry NOT saved. It stays on the screen and is tried again every 5 s."


def test_several_entries_are_counted() -> None:
    bar = not_saved_screen(SavingState(3, 0.0, AT, DiskFull()))
    assert bar is not None
    assert bar.more == "Last 3 entries NOT saved. They stay on the screen and are tried again every 5 s."


def test_while_the_disk_takes_everything_there_is_no_bar() -> None:
    assert not_saved_screen(SavingState(1, 0.0, AT)) is None


def test_leaving_an_exam_says_why_it_stays_open() -> None:
    assert stay_words(SavingState(1, 0.0)) == (
        "Still saving. The exam can be left when the disk has taken the last entry."
    )
    assert stay_words(SavingState(1, 0.0, AT, DiskFull())) == (
        "NOT SAVED: disk full. The exam stays open until it is saved, so that nothing is lost."
    )
    assert stay_words(SavingState(1, 0.0, AT, conflict=parted([given(2, 15)], [given(2, 14)]))) == (
        "NOT SAVED: choose first which answers stand, with Ctrl S."
    )


def test_closing_says_what_would_be_lost() -> None:
    assert closing_words(SavingState(1, 0.0)) == (
        "The last entry is still on its way to the disk. Close now and it may be lost."
    )
    assert closing_words(SavingState(1, 0.0, AT, DiskFull())) == (
        "The last entry is NOT saved. Close now and it is lost. Stay, or save this exam to USB first."
    )
    assert closing_words(SavingState(2, 0.0, AT, DiskFull())) == (
        "The last 2 entries are NOT saved. Close now and they are lost. Stay, or save this exam to USB first."
    )


# Two who wrote at once


def given(number: int, amount: int, by: str = "B.") -> Recorded:
    return Recorded(number, AT + timedelta(seconds=number), by, PAIN, Quantity(Decimal(amount), ""))


def parted(theirs: list[Event], ours: list[Event], before: tuple[Event, ...] = ()) -> Conflict:
    return Conflict((Started(1, AT, "A.", "1", {}), *before), tuple(theirs), tuple(ours))


def rows(conflict: Conflict) -> list[tuple[str, str]]:
    return [(row.asked, row.said) for row in conflict_screen(conflict).rows]


def test_both_answers_to_one_question_stand_in_one_sentence() -> None:
    conflict = parted([given(3, 15)], [given(3, 14, "A.")], (given(2, 12, "A."),))
    ((asked, said),) = rows(conflict)
    assert "pain" in asked.lower()
    assert said == "B. changed this answer at 14:01: 12 of 10 -> 15 of 10. Yours: 14 of 10."
    bar = not_saved_screen(SavingState(1, 0.0, AT, conflict=conflict))
    assert bar is not None
    assert bar.said == "NOT SAVED: B. changed this exam at 14:01. Choose which answers stand."
    assert bar.more == "Last entry NOT saved. It stays on the screen until you choose."
    assert bar.choose
    assert saved_mark(SavingState(1, 0.0, AT, conflict=conflict), 0).words == "NOT SAVED: changed by two"


def test_what_only_one_of_them_changed_is_said_too() -> None:
    theirs: list[Event] = [Cleared(3, AT, "B.", PAIN)]
    ours: list[Event] = [Recorded(3, AT, "A.", GOAL, Text("run"))]
    said = [row[1] for row in rows(parted(theirs, ours, (given(2, 12, "A."),)))]
    assert said == ["B. changed this answer at 14:01: 12 of 10 -> not recorded.", "Yours: “run”."]


def test_an_answer_the_other_took_back_is_theirs_to_tell() -> None:
    theirs: list[Event] = [Undone(3, AT, "B.", 2)]
    said = [row[1] for row in rows(parted(theirs, [given(3, 14, "A.")], (given(2, 12, "A."),)))]
    assert said == ["B. changed this answer at 14:01: 12 of 10 -> not recorded. Yours: 14 of 10."]


def test_a_signature_of_the_other_is_said_first() -> None:
    theirs: list[Event] = [Signed(2, AT, "B.", "", Person(40, "female"))]
    (first, second) = rows(parted(theirs, [given(2, 4, "A.")]))
    assert first == ("This exam", "B. signed it at 14:01.")
    assert second[1] == "Yours: 4 of 10."


def test_long_answers_and_many_of_them_are_cut() -> None:
    theirs: list[Event] = [
        Recorded(n, AT, "B.", Ref("intake", "pain_now", None, n), Text("x" * 5000)) for n in range(2, 20)
    ]
    shown = rows(parted(theirs, [given(2, 4, "A.")]))
    assert len(shown) == 9
    assert shown[-1] == ("", "And 11 answers more.")
    assert all(len(said) < 200 for _, said in shown)
