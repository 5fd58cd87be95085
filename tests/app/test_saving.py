"""What is shown as saved is on the disk; what is not stays, in order, until it is."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.audit import Act, Author
from app.clock import SteppedClock
from app.examination import Examination
from app.faults import DiskFull, InUse, NotWritten
from app.patients import Patient
from app.saving import NotSettled, Saver
from app.store.audit import Wanted, entries
from app.workstation import Workstation
from assessments.language.exam import NotAllowed, Phase, Recorded, Signed, Undone
from assessments.language.value import Quantity, Ref, Text
from tests.disks import broken_program, busy_disk, full_disk, refusing_disk, waiting_disk

PAIN = Ref("intake", "pain_now")
GOAL = Ref("intake", "goal")
LONG = Text("walk " * 1500)
"""Needs pages of its own, so that a full disk cannot take it."""


def pain(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "")


@pytest.fixture(params=["by a thread", "in the act"])
def saver(request: pytest.FixtureRequest, clock: SteppedClock) -> Iterator[Saver]:
    made = Saver(clock, inline=request.param == "in the act")
    yield made
    made.close()


@pytest.fixture
def inline(clock: SteppedClock) -> Saver:
    return Saver(clock, inline=True)


@pytest.fixture
def exam(workstation: Workstation, patient: Patient) -> Examination:
    return workstation.start_exam(patient.id, "R. Osei")


def behind(saver: Saver, exam: Examination) -> Examination:
    exam.keep_in(lambda journal: saver.journal(journal, exam.saved_at))
    return exam


def kept(workstation: Workstation, exam: Examination) -> tuple[object, ...]:
    """What somebody finds who opens the exam after a power cut now."""
    return workstation.open_exam(exam.id).events


def conflicts(workstation: Workstation) -> list[dict[str, object]]:
    with workstation.database.reading() as session:
        rows = entries(session, Wanted(acts=(Act.CONFLICT.value,)))
    return [json.loads(row.body or "") for row in rows]


def test_a_hundred_answers_are_on_disk_in_the_order_they_were_given(
    workstation: Workstation, exam: Examination, saver: Saver
) -> None:
    behind(saver, exam)
    for amount in range(100):
        exam.record(PAIN, pain(amount % 11 if amount % 11 != (amount - 1) % 11 else 5))
    assert saver.flush()
    assert kept(workstation, exam) == exam.events
    assert saver.standing.pending == 0


def test_an_answer_counts_as_saved_when_its_commit_returned_and_not_before(
    workstation: Workstation, exam: Examination, clock: SteppedClock
) -> None:
    saver = Saver(clock)
    opened = exam.saved_at
    behind(saver, exam)
    with waiting_disk(workstation.database) as commit:
        exam.record(PAIN, pain(3))
        standing = saver.standing
        assert (standing.pending, standing.saved_at) == (1, opened)
        assert not saver.flush(timeout=0.05)
        commit.set()
        assert saver.flush()
    standing = saver.standing
    assert standing.pending == 0
    assert standing.saved_at is not None
    assert standing.saved_at > opened
    saver.close()


def test_a_full_disk_loses_nothing_and_holds_the_order(
    workstation: Workstation, exam: Examination, saver: Saver
) -> None:
    behind(saver, exam)
    exam.record(PAIN, pain(3))
    assert saver.flush()
    before = exam.events
    with full_disk(workstation.database):
        exam.record(GOAL, LONG)
        exam.record(PAIN, pain(4))
        exam.undo()
        assert not saver.flush()
        standing = saver.standing
        assert isinstance(standing.trouble, DiskFull)
        assert standing.pending == 3
        assert exam.exam.entries[GOAL] == LONG
        assert exam.exam.entries[PAIN] == pain(3)
        assert kept(workstation, exam)[: len(before)] == before
        assert GOAL not in workstation.open_exam(exam.id).exam.entries
    assert saver.flush()
    assert saver.standing.trouble is None
    assert kept(workstation, exam) == exam.events


def test_what_a_full_disk_refused_is_tried_again_by_itself(
    workstation: Workstation, exam: Examination, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.saving.RETRY_AFTER", 0.05)
    saver = Saver(clock)
    behind(saver, exam)
    heard = threading.Event()
    with full_disk(workstation.database):
        exam.record(GOAL, LONG)
        assert not saver.flush()
        saver.listen(lambda: None if saver.standing.pending else heard.set())
    assert heard.wait(10)
    assert kept(workstation, exam) == exam.events
    saver.close()


def test_a_disk_that_does_not_take_what_is_written_is_told(
    workstation: Workstation, exam: Examination, inline: Saver
) -> None:
    behind(inline, exam)
    with refusing_disk():
        exam.record(GOAL, LONG)
        assert isinstance(inline.standing.trouble, NotWritten)
    inline.retry()
    assert inline.standing.pending == 0
    assert kept(workstation, exam) == exam.events


def test_a_file_held_by_another_program_is_tried_three_times_before_it_is_told(
    workstation: Workstation, exam: Examination, inline: Saver
) -> None:
    behind(inline, exam)
    tries: list[int] = []
    inline.listen(lambda: tries.append(inline.standing.pending))
    with busy_disk(workstation):
        exam.record(PAIN, pain(3))
        assert isinstance(inline.standing.trouble, InUse)
        assert len(tries) == 3
        inline.retry()
        assert len(tries) == 4
    assert inline.flush()
    assert kept(workstation, exam) == exam.events


def test_a_signature_is_not_done_before_everything_is_on_disk(
    workstation: Workstation, exam: Examination, saver: Saver
) -> None:
    behind(saver, exam)
    with full_disk(workstation.database):
        exam.record(GOAL, LONG)
        with pytest.raises(DiskFull):
            exam.sign("R. Osei", "PT 4471")
        assert exam.exam.phase is Phase.EXAMINING
    # A try that began on the full disk may end after it: then the next one finds room.
    assert any(saver.flush() or saver.retry() for _ in range(20))
    exam.sign("R. Osei", "PT 4471")
    assert saver.standing.pending == 0
    assert isinstance(kept(workstation, exam)[-1], Signed)


def test_what_is_written_late_bears_who_gave_it(
    workstation: Workstation, exam: Examination, inline: Saver
) -> None:
    behind(inline, exam)
    giver = workstation.person.id
    with full_disk(workstation.database):
        exam.record(GOAL, LONG)
        workstation.database.author = Author("somebody else", "clinician", "")
    inline.retry()
    with workstation.database.reading() as session:
        (newest, *_) = entries(session, Wanted(acts=(Act.EVENT.value,)))
    assert newest.person == giver


@pytest.fixture
def other(workstation: Workstation, exam: Examination) -> Examination:
    """The same exam, open in another window as well."""
    return workstation.open_exam(exam.id, "B. Lee")


def parted(saver: Saver, exam: Examination, other: Examination) -> None:
    behind(saver, exam)
    exam.record(PAIN, pain(12))
    saver.flush()
    other.reload()
    other.record(PAIN, pain(15))
    exam.record(PAIN, pain(14))
    exam.undo()
    exam.record(GOAL, Text("run"))
    saver.flush()


def test_two_who_wrote_at_once_are_both_heard(saver: Saver, exam: Examination, other: Examination) -> None:
    parted(saver, exam, other)
    conflict = saver.standing.conflict
    assert conflict is not None
    assert [e.value for e in conflict.theirs if isinstance(e, Recorded)] == [pain(15)]
    assert [e.value for e in conflict.ours if isinstance(e, Recorded)] == [pain(14), Text("run")]
    assert saver.standing.pending == 3
    assert exam.exam.entries[GOAL] == Text("run")


def test_mine_is_written_after_theirs(
    workstation: Workstation, saver: Saver, exam: Examination, other: Examination
) -> None:
    parted(saver, exam, other)
    saver.keep_mine()
    exam.reload()
    assert kept(workstation, exam) == exam.events
    assert [event.number for event in exam.events] == list(range(1, len(exam.events) + 1))
    assert exam.exam.entries[PAIN] == pain(15)
    assert exam.exam.entries[GOAL] == Text("run")
    (undone,) = [event for event in exam.events if isinstance(event, Undone)]
    assert undone.takes_back == undone.number - 1
    (told,) = conflicts(workstation)
    assert told["kept"] == "ours"
    assert saver.standing.pending == 0


def test_who_settles_is_told_beside_who_gave_the_answers(
    workstation: Workstation, inline: Saver, exam: Examination, other: Examination
) -> None:
    parted(inline, exam, other)
    giver = workstation.person.id
    workstation.database.author = Author("the second", "supervisor", "the desk")
    exam.record(GOAL, Text("swim"))
    workstation.database.author = Author("the third", "supervisor", "the desk")
    inline.keep_mine()
    with workstation.database.reading() as session:
        told = [(row.act, row.person) for row in entries(session, Wanted(), most=5)]
    assert told == [
        (Act.EVENT.value, "the second"),
        *[(Act.EVENT.value, giver)] * 3,
        (Act.CONFLICT.value, "the third"),
    ]


def test_an_exam_opened_again_while_two_have_to_be_told_apart_can_be_settled(
    workstation: Workstation, inline: Saver, exam: Examination, other: Examination
) -> None:
    parted(inline, exam, other)
    again = behind(inline, workstation.open_exam(exam.id))
    again.record(GOAL, Text("swim"))
    again.undo()
    again.record(GOAL, Text("dance"))
    inline.keep_mine()
    exam.reload()
    assert kept(workstation, exam) == exam.events
    assert [event.number for event in exam.events] == list(range(1, len(exam.events) + 1))
    assert exam.exam.entries[GOAL] == Text("dance")
    undone = [event for event in exam.events if isinstance(event, Undone)]
    assert [event.takes_back for event in undone] == [event.number - 1 for event in undone]


def test_theirs_is_taken_and_mine_stays_in_the_record_of_acts(
    workstation: Workstation, saver: Saver, exam: Examination, other: Examination
) -> None:
    parted(saver, exam, other)
    saver.take_theirs()
    exam.reload()
    assert exam.events == other.events
    (told,) = conflicts(workstation)
    assert told["kept"] == "theirs"
    assert "run" in json.dumps(told["ours"])
    assert saver.standing.pending == 0
    exam.record(PAIN, pain(2))
    assert saver.flush()
    assert kept(workstation, exam) == exam.events


def test_nothing_is_added_to_an_exam_the_other_signed(
    saver: Saver, exam: Examination, other: Examination
) -> None:
    behind(saver, exam)
    other.sign("B. Lee", "")
    exam.record(PAIN, pain(3))
    saver.flush()
    with pytest.raises(NotAllowed) as refused:
        saver.keep_mine()
    assert str(refused.value) == (
        "The other one closed this exam: your answers cannot be added to it. "
        "Save this exam to USB, then take theirs."
    )
    assert saver.standing.conflict is not None
    saver.take_theirs()
    exam.reload()
    assert exam.exam.phase is Phase.SIGNED


def test_signing_waits_until_one_of_two_was_chosen(
    saver: Saver, exam: Examination, other: Examination
) -> None:
    parted(saver, exam, other)
    with pytest.raises(NotSettled) as refused:
        exam.sign("R. Osei", "PT 4471")
    assert refused.value.words == "Somebody else changed this exam: choose first which answers stand."


def test_a_commit_whose_success_was_lost_on_the_way_back_is_not_written_twice(
    workstation: Workstation, exam: Examination, inline: Saver
) -> None:
    journal = exam._journal
    behind(inline, exam)
    with full_disk(workstation.database):
        exam.record(GOAL, LONG)
    journal.append(exam.events[-1])
    inline.retry()
    assert inline.standing.pending == 0
    assert inline.standing.conflict is None
    assert kept(workstation, exam) == exam.events


def test_an_exam_read_again_while_the_disk_is_full_has_what_waits(
    workstation: Workstation, exam: Examination, inline: Saver
) -> None:
    behind(inline, exam)
    with full_disk(workstation.database):
        exam.record(GOAL, LONG)
        before = exam.events
        exam.reload()
        assert exam.events == before


def test_a_mistake_of_the_program_holds_the_answer_and_is_told(
    workstation: Workstation, exam: Examination, inline: Saver
) -> None:
    behind(inline, exam)
    with broken_program(workstation.database), pytest.raises(LookupError):
        exam.record(PAIN, pain(3))
    trouble = inline.standing.trouble
    assert trouble is not None
    assert trouble.words == (
        "A part of the program failed while saving: the last entry is NOT saved. "
        "Save this exam to USB, then start again."
    )
    assert inline.standing.pending == 1
    assert inline.flush()
