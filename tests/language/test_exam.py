"""The exam as its events: what may happen when, what stands after them, and what never disappears."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.language.answers import Person
from assessments.language.exam import (
    Abandoned,
    Amended,
    Cleared,
    Countersigned,
    Event,
    Exam,
    NotAllowed,
    Phase,
    Recorded,
    Signed,
    Started,
    Undone,
    Voided,
    allow,
    replay,
)
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side, Value

ELENA = Person(46, "female")
BEGIN = datetime(2026, 10, 16, 14, 32, tzinfo=UTC)
ANGLE = Ref("thomas", "hip_angle", Side.RIGHT, 1)
MODE = Ref("clamshell", "mode", Side.LEFT)


def degrees(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "deg", str(amount))


class Visit:
    """One exam at the couch: each act is allowed or refused as in the program, then kept."""

    def __init__(self) -> None:
        self.events: list[Event] = [Started(1, BEGIN, "R. Osei, PT", "1", {"thomas": "1"})]

    @property
    def exam(self) -> Exam:
        return replay(self.events, ELENA)

    def record(self, ref: Ref, value: Value) -> Visit:
        return self._keep(Recorded(self._next, self._now, "R. Osei, PT", ref, value))

    def clear(self, ref: Ref) -> Visit:
        return self._keep(Cleared(self._next, self._now, "R. Osei, PT", ref))

    def undo(self) -> Visit:
        standing = self.exam.undoable
        return self._keep(
            Undone(self._next, self._now, "R. Osei, PT", standing.number if standing else self._next)
        )

    def sign(self, by: str = "R. Osei, PT", person: Person = ELENA, countersign: bool = False) -> Visit:
        return self._keep(Signed(self._next, self._now, by, "PT-1188", person, countersign))

    def countersign(self, by: str = "D. Roy, PT", licence: str = "PT-0042") -> Visit:
        return self._keep(Countersigned(self._next, self._now, by, licence))

    def amend(self, reason: str = "Wrong side") -> Visit:
        return self._keep(Amended(self._next, self._now, "R. Osei, PT", reason))

    def abandon(self, reason: str = "Patient had to leave") -> Visit:
        return self._keep(Abandoned(self._next, self._now, "R. Osei, PT", reason))

    def void(self, reason: str = "Wrong patient") -> Visit:
        return self._keep(Voided(self._next, self._now, "D. Roy, PT", reason))

    def start_again(self) -> Visit:
        return self._keep(Started(self._next, self._now, "R. Osei, PT", "1", {}))

    @property
    def _next(self) -> int:
        return len(self.events) + 1

    @property
    def _now(self) -> datetime:
        return BEGIN + timedelta(seconds=len(self.events))

    def _keep(self, event: Event) -> Visit:
        allow(self.exam, event)
        self.events.append(event)
        return self


def test_an_exam_begins_with_nothing_recorded() -> None:
    exam = Visit().exam

    assert (exam.phase, dict(exam.entries), exam.undoable) == (Phase.EXAMINING, {}, None)
    assert exam.answers.amount("thomas", "hip_angle", Side.RIGHT, 1) is None


def test_the_last_answer_to_a_step_stands() -> None:
    visit = Visit().record(ANGLE, degrees(8)).record(ANGLE, degrees(-8))

    assert visit.exam.answers.amount("thomas", "hip_angle", Side.RIGHT, 1) == -8


def test_undo_brings_back_what_was_there_before() -> None:
    visit = Visit().record(ANGLE, degrees(8)).record(ANGLE, degrees(-8)).undo()

    assert visit.exam.entries[ANGLE] == degrees(8)
    assert visit.undo().exam.entries == {}


def test_undo_brings_back_what_was_cleared() -> None:
    visit = Visit().record(ANGLE, degrees(8)).clear(ANGLE)
    assert ANGLE not in visit.exam.entries

    assert visit.undo().exam.entries[ANGLE] == degrees(8)


def test_undo_says_when_there_is_nothing_left() -> None:
    with pytest.raises(NotAllowed, match=r"^There is nothing to undo\.$"):
        Visit().undo()


def test_what_was_undone_stays_in_the_record() -> None:
    visit = Visit().record(ANGLE, degrees(8)).undo()

    assert [type(event).__name__ for event in visit.events] == ["Started", "Recorded", "Undone"]


def test_who_gave_an_answer_is_known() -> None:
    exam = Visit().record(ANGLE, degrees(8)).exam

    assert exam.recorded[ANGLE].by == "R. Osei, PT"


def test_a_step_that_is_skipped_needs_its_reason() -> None:
    with pytest.raises(NotAllowed, match=r"^Say why it was not done\.$"):
        Visit().record(Ref("thomas", ALL), NotDone(""))

    skipped = Visit().record(Ref("thomas", ALL), NotDone("no time"))
    assert skipped.exam.answers.not_done("thomas", Side.LEFT) == NotDone("no time")


def test_a_signed_exam_takes_no_more_answers() -> None:
    visit = Visit().record(ANGLE, degrees(8)).sign()

    with pytest.raises(NotAllowed, match="Open an addendum"):
        visit.record(ANGLE, degrees(9))
    with pytest.raises(NotAllowed, match="Open an addendum"):
        visit.clear(ANGLE)
    with pytest.raises(NotAllowed, match="Open an addendum"):
        visit.undo()
    with pytest.raises(NotAllowed, match="already signed"):
        visit.sign()


def test_somebody_signs() -> None:
    with pytest.raises(NotAllowed, match=r"^Say who signs\.$"):
        Visit().sign(by="  ")


def test_an_addendum_keeps_both_versions_and_its_reason() -> None:
    visit = Visit().record(ANGLE, degrees(8)).sign().amend("Sides swapped").record(ANGLE, degrees(-8)).sign()
    first, second = visit.exam.versions

    assert (first.entries[ANGLE], first.reason) == (degrees(8), "")
    assert (second.entries[ANGLE], second.reason) == (degrees(-8), "Sides swapped")
    assert visit.exam.phase is Phase.SIGNED
    assert visit.exam.entries[ANGLE] == degrees(-8)


def test_undo_never_reaches_behind_a_signature() -> None:
    visit = Visit().record(ANGLE, degrees(8)).sign().amend()

    with pytest.raises(NotAllowed, match="nothing to undo"):
        visit.undo()
    assert visit.record(ANGLE, degrees(9)).undo().exam.entries[ANGLE] == degrees(8)


def test_an_addendum_needs_a_signed_exam_and_a_reason() -> None:
    with pytest.raises(NotAllowed, match="Only a signed exam"):
        Visit().amend()
    with pytest.raises(NotAllowed, match="Say why the signed exam is changed"):
        Visit().sign().amend(" ")


def test_an_exam_is_given_up_with_a_reason_and_only_before_it_was_signed() -> None:
    with pytest.raises(NotAllowed, match="Say why the exam is abandoned"):
        Visit().abandon("")
    for visit in (Visit().sign(), Visit().sign().amend(), Visit().abandon()):
        with pytest.raises(NotAllowed, match="never signed"):
            visit.abandon()


def test_an_abandoned_exam_stays_as_it_was_left() -> None:
    visit = Visit().record(ANGLE, degrees(8)).abandon()

    assert visit.exam.entries[ANGLE] == degrees(8)
    with pytest.raises(NotAllowed, match="Start a new one"):
        visit.record(MODE, Choice("hold"))
    with pytest.raises(NotAllowed, match="was abandoned"):
        visit.sign()


def test_an_exam_begins_once() -> None:
    with pytest.raises(NotAllowed, match="already begun"):
        Visit().start_again()


def test_a_journal_without_a_beginning_is_refused() -> None:
    with pytest.raises(NotAllowed, match="no beginning"):
        replay([], ELENA)


def test_a_signature_fixes_the_person_as_known_that_day() -> None:
    visit = Visit().sign(person=Person(46, "female"))

    assert replay(visit.events, Person(47, "female")).person.age_years == 46
    assert replay(visit.amend().events, Person(47, "female")).person.age_years == 47


refs = st.sampled_from([ANGLE, Ref("thomas", "hip_angle", Side.LEFT, 1), MODE, Ref("thomas", ALL)])
values = st.one_of(
    st.integers(-40, 60).map(degrees),
    st.sampled_from([Choice("hold"), Choice("repetitions"), NotDone("no time")]),
)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("record"), refs, values),
        st.tuples(st.just("clear"), refs, values),
        st.tuples(st.just("undo"), refs, values),
        st.tuples(st.just("sign"), refs, values),
        st.tuples(st.just("amend"), refs, values),
        st.tuples(st.just("reopen"), refs, values),
    ),
    max_size=40,
)


@given(acts)
def test_on_any_walk_undo_restores_what_was_there_and_nothing_signed_ever_changes(
    walk: list[tuple[str, Ref, Value]],
) -> None:
    visit = Visit()
    before: list[dict[Ref, Value]] = []
    signed: list[dict[Ref, Value]] = []
    for act, ref, value in walk:
        exam = visit.exam
        try:
            match act:
                case "record":
                    visit.record(ref, value)
                    before.append(dict(exam.entries))
                case "clear":
                    visit.clear(ref)
                    before.append(dict(exam.entries))
                case "undo":
                    visit.undo()
                    assert dict(visit.exam.entries) == before.pop()
                case "sign":
                    visit.sign()
                    signed.append(dict(exam.entries))
                    before.clear()
                case "amend":
                    visit.amend()
                case _:  # the program is closed and opened again: the same events, read anew
                    assert replay(list(visit.events), ELENA) == exam
        except NotAllowed:
            assert visit.exam == exam
        assert [dict(version.entries) for version in visit.exam.versions] == signed
        assert (visit.exam.undoable is not None) == (visit.exam.open and bool(before))


def test_what_a_resident_signs_waits_until_somebody_else_countersigns() -> None:
    visit = Visit().record(ANGLE, degrees(8)).sign(countersign=True)
    assert (visit.exam.phase, visit.exam.awaits_countersign) == (Phase.SIGNED, True)

    visit.countersign()

    assert not visit.exam.awaits_countersign
    standing = visit.exam.versions[-1].countersigned
    assert standing is not None
    assert (standing.by, standing.licence) == ("D. Roy, PT", "PT-0042")


def test_an_addendum_by_a_resident_waits_again_and_the_first_version_keeps_its_countersign() -> None:
    visit = Visit().sign(countersign=True).countersign().amend().sign(countersign=True)

    assert visit.exam.awaits_countersign
    assert [version.awaits_countersign for version in visit.exam.versions] == [False, True]


@pytest.mark.parametrize(
    ("by", "licence", "words"),
    [
        ("R. Osei, PT", "", "Somebody other than the one who signed has to countersign."),
        ("r.  osei, pt", "PT-0042", "Somebody other than the one who signed has to countersign."),
        ("Rose Osei", "pt-1188", "Somebody other than the one who signed has to countersign."),
        (" ", "PT-0042", "Say who countersigns."),
    ],
)
def test_nobody_countersigns_their_own_exam(by: str, licence: str, words: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        Visit().sign(countersign=True).countersign(by, licence)

    assert str(refused.value) == words


@pytest.mark.parametrize(
    "visit", [Visit(), Visit().sign(), Visit().sign(countersign=True).countersign(), Visit().abandon()]
)
def test_only_what_waits_is_countersigned(visit: Visit) -> None:
    with pytest.raises(NotAllowed, match=r"^This exam does not wait for a countersign\.$"):
        visit.countersign()


def test_a_voided_exam_stays_readable_and_takes_nothing_more() -> None:
    visit = Visit().record(ANGLE, degrees(8)).sign(countersign=True).void()

    assert (visit.exam.phase, visit.exam.awaits_countersign) == (Phase.VOIDED, False)
    assert visit.exam.voided is not None
    assert visit.exam.voided.reason == "Wrong patient"
    assert visit.exam.entries == {ANGLE: degrees(8)}
    refusals: tuple[tuple[Callable[[], Visit], str], ...] = (
        (lambda: visit.record(ANGLE, degrees(9)), "The exam was voided. Start a new one."),
        (visit.undo, "The exam was voided. Start a new one."),
        (visit.sign, "The exam was voided."),
        (visit.countersign, "This exam does not wait for a countersign."),
        (visit.amend, "Only a signed exam takes an addendum."),
        (visit.abandon, "Only an exam that was never signed can be abandoned."),
        (visit.void, "The exam is already voided."),
    )
    for act, words in refusals:
        with pytest.raises(NotAllowed) as refused:
            act()
        assert str(refused.value) == words


def test_an_addendum_that_lies_open_can_be_voided_with_its_exam() -> None:
    visit = Visit().record(ANGLE, degrees(8)).sign().amend().record(ANGLE, degrees(9)).void()

    assert visit.exam.phase is Phase.VOIDED
    assert visit.exam.versions[-1].entries == {ANGLE: degrees(8)}


@pytest.mark.parametrize(
    ("visit", "reason", "words"),
    [
        (Visit(), "Wrong patient", "Only a signed exam is voided. Abandon one that was never signed."),
        (Visit().abandon(), "x", "Only a signed exam is voided. Abandon one that was never signed."),
        (Visit().sign(), " ", "Say why the exam is voided."),
    ],
)
def test_a_void_needs_a_signed_exam_and_a_reason(visit: Visit, reason: str, words: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        visit.void(reason)

    assert str(refused.value) == words
