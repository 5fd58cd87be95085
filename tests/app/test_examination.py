"""An exam as it is given: kept at once, taken back exactly, reopened as it was left."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.access.session import for_practice
from app.clock import SteppedClock
from app.evaluation import evaluate
from app.examination import Examination
from app.faults import ChangedElsewhere, Unknown
from app.journal import Scratchpad
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from assessments.language.answers import Person
from assessments.language.exam import Cleared, NotAllowed, Phase, Started
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side, Text, Value
from tests.clinics import open_clinic

HIP = Ref("thomas", "hip_angle", Side.RIGHT, 1)
PINCH = Ref("thomas", "groin_pinch", Side.RIGHT)
EIGHT_BELOW = Quantity(Decimal("-8"), "deg", "8 below")


@pytest.fixture
def examination(workstation: Workstation, patient: Patient) -> Examination:
    return workstation.start_exam(patient.id, "B. Lee")


def test_an_answer_is_there_after_closing_and_reopening(workstation: Workstation, places: Places) -> None:
    kept = workstation.patients.add(Patient(given_name="Per"))
    examination = workstation.start_exam(kept.id, "B. Lee")
    examination.record(HIP, EIGHT_BELOW)
    workstation.close()

    with open_clinic(places, workstation.clock) as again:
        reopened = again.open_exam(examination.id)

        assert reopened.exam == examination.exam
        assert reopened.events == examination.events
        assert reopened.exam.entries[HIP] == EIGHT_BELOW
        value = reopened.exam.entries[HIP]
        assert isinstance(value, Quantity)
        assert value.typed == "8 below"


def test_the_same_answer_again_is_not_another_event(examination: Examination) -> None:
    examination.record(HIP, EIGHT_BELOW)
    saved_at = examination.saved_at

    assert examination.record(HIP, Quantity(Decimal("-8.0"), "deg", "-8.0")) is None
    assert len(examination.events) == 2
    assert examination.saved_at == saved_at


def test_undo_brings_back_what_was_there_before(examination: Examination) -> None:
    examination.record(HIP, EIGHT_BELOW)
    before = examination.exam
    examination.record(HIP, Quantity(Decimal("3"), "deg", "3"))

    examination.undo()

    assert examination.exam == before


def test_undo_of_nothing_does_nothing(examination: Examination) -> None:
    assert examination.undo() is None
    assert examination.redo() is None
    assert len(examination.events) == 1


def test_redo_goes_forward_as_far_as_undo_went_back(examination: Examination) -> None:
    examination.record(HIP, EIGHT_BELOW)
    examination.record(PINCH, Choice("no"))
    examination.clear(HIP)
    entries = examination.exam.entries
    for _ in range(3):
        examination.undo()
    assert examination.exam.entries == {}

    for _ in range(3):
        assert examination.redo() is not None

    assert examination.exam.entries == entries
    assert not examination.can_redo


def test_something_else_done_after_undo_gives_redo_up(examination: Examination) -> None:
    examination.record(HIP, EIGHT_BELOW)
    examination.undo()
    examination.record(PINCH, Choice("no"))

    assert examination.redo() is None


def test_several_answers_are_kept_together(examination: Examination) -> None:
    kept = examination.record_many([(HIP, EIGHT_BELOW), (PINCH, Choice("no")), (HIP, EIGHT_BELOW)])

    assert [event.number for event in kept] == [2, 3]
    assert examination.record_many([]) == ()


def test_undo_takes_back_everything_that_one_stroke_kept(examination: Examination) -> None:
    examination.record(HIP, EIGHT_BELOW)
    before = examination.exam
    examination.record_many([(HIP, Quantity(Decimal("3"), "deg", "3")), (PINCH, Choice("no"))])
    after = examination.exam.entries

    examination.undo()
    assert examination.exam == before

    examination.redo()
    assert examination.exam.entries == after
    examination.undo()
    assert examination.exam == before


def test_clearing_says_not_recorded_again(examination: Examination) -> None:
    examination.record(PINCH, Choice("no"))

    assert isinstance(examination.clear(PINCH), Cleared)
    assert examination.exam.answers.choice("thomas", "groin_pinch", Side.RIGHT) is None
    assert examination.clear(PINCH) is None


def test_skipping_keeps_the_reason(examination: Examination) -> None:
    examination.skip("thomas", "pain", "groin", Side.LEFT)

    assert examination.exam.entries == {Ref("thomas", ALL, Side.LEFT): NotDone("pain", "groin")}
    with pytest.raises(NotAllowed, match="Say why it was not done"):
        examination.skip("clamshell", "")


def test_a_signed_exam_says_how_it_may_be_changed(examination: Examination) -> None:
    examination.record(PINCH, Choice("no"))
    examination.sign("B. Lee", "PT 1234")
    words = "The exam is signed. Open an addendum, with its reason, to change it."

    acts: list[Callable[[], object]] = [
        lambda: examination.record(HIP, EIGHT_BELOW),
        lambda: examination.record(PINCH, Choice("no")),
        lambda: examination.clear(PINCH),
        lambda: examination.clear(HIP),
    ]
    for act in acts:
        with pytest.raises(NotAllowed) as refused:
            act()
        assert str(refused.value) == words
    assert examination.undo() is None
    assert examination.exam.phase is Phase.SIGNED


def test_an_addendum_keeps_what_was_signed(examination: Examination) -> None:
    examination.record(HIP, EIGHT_BELOW)
    examination.sign("B. Lee", "PT 1234")
    examination.amend("Mistyped", "B. Lee")
    assert examination.undo() is None
    examination.record(HIP, Quantity(Decimal("-18"), "deg", "-18"))
    examination.sign("B. Lee", "PT 1234")

    first, second = examination.exam.versions
    assert first.entries[HIP] == EIGHT_BELOW
    assert second.entries[HIP] == Quantity(Decimal("-18"), "deg")
    assert second.reason == "Mistyped"


def test_an_abandoned_exam_is_neither_unfinished_nor_scored(
    workstation: Workstation, examination: Examination, patient: Patient
) -> None:
    examination.record(HIP, EIGHT_BELOW)
    examination.abandon("Called away", "B. Lee")

    assert workstation.unfinished() == []
    assert workstation.exams_of(patient.id)[0].phase is Phase.ABANDONED
    assert workstation.history(patient.id).scores == ()


def test_the_age_is_that_of_the_day_of_the_exam(workstation: Workstation, patient: Patient) -> None:
    assert workstation.start_exam(patient.id, "B. Lee").exam.person == Person(34, "female")

    unknown = workstation.patients.add(Patient(given_name="Per"))
    assert workstation.start_exam(unknown.id, "B. Lee").exam.person == Person(None, None)


def test_a_signature_fixes_the_person_as_known_that_day(
    workstation: Workstation, examination: Examination, patient: Patient
) -> None:
    examination.sign("B. Lee", "PT 1234")
    workstation.patients.correct(replace(patient, born=date(1981, 8, 14)))

    assert workstation.open_exam(examination.id).exam.person == Person(34, "female")


def test_an_exam_of_nobody_is_not_begun(workstation: Workstation) -> None:
    with pytest.raises(Unknown):
        workstation.start_exam("nobody", "B. Lee")
    with pytest.raises(Unknown):
        workstation.open_exam("nothing")
    assert workstation.unfinished() == []


def test_two_windows_on_one_exam_cannot_both_write(
    workstation: Workstation, examination: Examination
) -> None:
    other = workstation.open_exam(examination.id)
    other.record(PINCH, Choice("no"))
    before = examination.exam

    with pytest.raises(ChangedElsewhere) as changed:
        examination.record(HIP, EIGHT_BELOW)

    assert changed.value.words == (
        "This exam was changed in another window: the last entry is NOT saved here. "
        "Close the exam and open it again."
    )
    assert examination.exam == before
    assert workstation.open_exam(examination.id).exam == other.exam


def test_visits_are_counted_for_each_patient(workstation: Workstation, patient: Patient) -> None:
    other = workstation.patients.add(Patient(given_name="Per"))
    numbers = [workstation.start_exam(id, "B. Lee").number for id in (patient.id, other.id, patient.id)]

    assert numbers == [1, 1, 2]
    assert [head.number for head in workstation.exams_of(patient.id)] == [2, 1]


def test_lists_of_exams_say_what_is_known_without_opening_one(
    workstation: Workstation, examination: Examination, patient: Patient
) -> None:
    other = workstation.patients.add(Patient(given_name="Per"))
    waiting = workstation.start_exam(other.id, "C. Ong")
    examination.record(HIP, EIGHT_BELOW)

    assert [head.id for head in workstation.unfinished()] == [examination.id, waiting.id]
    assert [patient.id for patient, _ in workstation.recent()] == [patient.id, other.id]
    assert workstation.unfinished()[0].last_step == HIP

    examination.sign("B. Lee", "PT 1")
    (head,) = workstation.exams_of(patient.id)
    assert (head.phase, head.signed_by, head.signed_at) == (Phase.SIGNED, "B. Lee", examination.saved_at)
    assert head.class_code == evaluate(examination.exam.answers).classification.code


def test_the_class_in_a_list_is_the_one_the_clinician_settled_on(
    workstation: Workstation, examination: Examination, patient: Patient
) -> None:
    examination.record(Ref("review", "decision"), Choice("override"))
    examination.record(Ref("review", "override_class"), Choice("OTHER"))
    examination.sign("B. Lee", "PT 1234")

    assert workstation.exams_of(patient.id)[0].class_code == "OTHER"


def test_practice_leaves_no_trace(workstation: Workstation, patient: Patient, clock: SteppedClock) -> None:
    journal = Scratchpad([Started(1, clock.now(), "B. Lee", "1", {})])
    practice = Examination("practice", 1, patient, "B. Lee", journal, clock, evaluate, for_practice())
    practice.record(HIP, EIGHT_BELOW)
    practice.sign("B. Lee", "PT 1234")

    assert practice.exam.phase is Phase.SIGNED
    assert workstation.recent() == []


REFS = [HIP, PINCH, Ref("thomas", "stretch_site", Side.LEFT), Ref("intake", "goal")]
VALUES: list[Value] = [
    EIGHT_BELOW,
    Quantity(Decimal("3"), "deg", "3"),
    Choice("yes"),
    Choice("no"),
    Text("né"),
]


class AnExam(RuleBasedStateMachine):
    """Record, clear, undo, redo and pull the plug in any order, beside a list of what stood each time."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(seconds=1))
        self.workstation = open_clinic(Places(Path(self.folder.name)), self.clock)
        patient = self.workstation.patients.add(Patient(given_name="Per"))
        self.examination = self.workstation.start_exam(patient.id, "B. Lee")
        self.stood: list[dict[Ref, Value]] = [{}]
        self.taken_back: list[dict[Ref, Value]] = []

    @rule(ref=st.sampled_from(REFS), value=st.sampled_from(VALUES))
    def record(self, ref: Ref, value: Value) -> None:
        changes = self.stood[-1].get(ref) != value
        assert (self.examination.record(ref, value) is not None) == changes
        if changes:
            self._now({**self.stood[-1], ref: value})

    @rule(value=st.sampled_from(VALUES))
    def record_in_one_stroke(self, value: Value) -> None:
        entries = {**self.stood[-1], **dict.fromkeys(REFS, value)}
        changes = entries != self.stood[-1]
        assert bool(self.examination.record_many([(ref, value) for ref in REFS])) == changes
        if changes:
            self._now(entries)

    @rule(ref=st.sampled_from(REFS))
    def clear(self, ref: Ref) -> None:
        changes = ref in self.stood[-1]
        assert (self.examination.clear(ref) is not None) == changes
        if changes:
            self._now({r: v for r, v in self.stood[-1].items() if r != ref})

    @rule()
    def undo(self) -> None:
        changes = len(self.stood) > 1
        assert (self.examination.undo() is not None) == changes
        if changes:
            self.taken_back.append(self.stood.pop())

    @rule()
    def redo(self) -> None:
        changes = bool(self.taken_back)
        assert (self.examination.redo() is not None) == changes
        if changes:
            self.stood.append(self.taken_back.pop())

    @rule()
    def crash_and_reopen(self) -> None:
        left = self.examination
        self.workstation.close()
        self.workstation = open_clinic(self.workstation.places, self.clock)
        self.examination = self.workstation.open_exam(left.id)
        assert self.examination.exam == left.exam
        assert self.examination.events == left.events

    @invariant()
    def what_stands_is_what_should(self) -> None:
        assert dict(self.examination.exam.entries) == self.stood[-1]
        assert self.examination.can_redo == bool(self.taken_back)

    def teardown(self) -> None:
        self.workstation.close()
        self.folder.cleanup()

    def _now(self, entries: dict[Ref, Value]) -> None:
        # Doing by hand what redo would do is redo.
        if self.taken_back and self.taken_back[-1] == entries:
            self.taken_back.pop()
        else:
            self.taken_back.clear()
        self.stood.append(entries)


AnExam.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestAnExam = AnExam.TestCase


def test_two_answers_in_one_tick_of_a_coarse_clock_are_taken_back_one_by_one(tmp_path: Path) -> None:
    with open_clinic(Places(tmp_path), SteppedClock(datetime(2026, 3, 2, tzinfo=UTC))) as clinic:
        exam = clinic.start_exam(clinic.patients.add(Patient(given_name="Per")).id, "B. Lee")
        exam.record(Ref("intake", "runner"), Choice("yes"))
        exam.record(Ref("intake", "dominant_leg"), Choice("left"))
        exam.undo()
        assert dict(exam.exam.entries) == {Ref("intake", "runner"): Choice("yes")}


def urgent_with_a_reason(examination: Examination) -> None:
    examination.record(Ref("safety", "RF20"), Choice("yes"))
    examination.record(Ref("safety", "override_R2"), Text("GP saw her yesterday"))


def test_a_reason_to_go_on_does_not_cover_an_urgent_item_that_fires_later(examination: Examination) -> None:
    urgent_with_a_reason(examination)
    assert evaluate(examination.exam.answers).safety.result != "R2"

    examination.record(Ref("safety", "RF21"), Choice("no"))
    assert Ref("safety", "override_R2") in examination.exam.entries

    examination.record(Ref("safety", "RF22"), Choice("yes"))
    assert Ref("safety", "override_R2") not in examination.exam.entries
    assert evaluate(examination.exam.answers).safety.result == "R2"


def test_undo_of_the_later_item_brings_the_reason_back(examination: Examination) -> None:
    urgent_with_a_reason(examination)
    examination.record(Ref("safety", "RF22"), Choice("yes"))
    examination.undo()
    assert examination.exam.entries[Ref("safety", "override_R2")] == Text("GP saw her yesterday")
    examination.redo()
    assert Ref("safety", "override_R2") not in examination.exam.entries


def test_a_reason_does_not_outlive_the_answer_it_was_typed_for(examination: Examination) -> None:
    urgent_with_a_reason(examination)
    examination.record(Ref("safety", "RF20"), Choice("no"))
    examination.record(Ref("safety", "RF20"), Choice("yes"))
    assert evaluate(examination.exam.answers).safety.result == "R2"
