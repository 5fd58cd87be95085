"""An exam while it is given: every act is an event, handed to the journal before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

from app.access.rights import Right
from app.access.session import Access, Service, for_everyone, needs
from app.clock import Clock
from app.dates import age_on
from app.evaluation import Evaluation
from app.journal import Journal, Outcome
from app.patients import VOIDED, Patient
from app.scores import scores_of
from assessments.language.answers import Answers, Person
from assessments.language.exam import (
    Abandoned,
    Amended,
    Cleared,
    Countersigned,
    Event,
    Exam,
    NotAllowed,
    Recorded,
    Signed,
    Undone,
    Voided,
    allow,
    replay,
)
from assessments.language.value import ALL, NotDone, Ref, Side, Value
from assessments.plan.circumstances import counted_class
from assessments.safety.screen import OVERRIDES, not_covered
from resources.tongue import tr

_TICK = timedelta(microseconds=1)
_COARSE = timedelta(seconds=1)

Evaluate = Callable[[Answers], Evaluation]


class Examination(Service):
    """One exam of one patient; each act asks who is at the desk.

    If the journal refuses, it raises a `Fault` and nothing here has changed.
    """

    def __init__(
        self,
        id: str,
        number: int,
        patient: Patient,
        by: str,
        journal: Journal,
        clock: Clock,
        evaluate: Evaluate,
        access: Access,
    ) -> None:
        super().__init__(access)
        self.id = id
        self.number = number
        """The patient's visit number, from 1; of a rating that of the visit it scores again."""
        self.patient = patient
        self._opened = (access.session.person.id, by)
        self._journal = journal
        self._clock = clock
        self._evaluate = evaluate
        self._events = list(journal.events())
        self._person = person_on(patient, self._events[0].at)
        self.exam: Exam = replay(self._events, self._person)

    @property
    def by(self) -> str:
        """Who gives the next answer: whoever opened the exam, or who took the desk over since."""
        opener, name = self._opened
        person = self.access.session.person
        return name if person.id == opener else person.name

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened, taken back or not, in order."""
        return tuple(self._events)

    @property
    def saved_at(self) -> datetime:
        """When the last thing was kept."""
        return self._events[-1].at

    @needs(Right.EXAMINE)
    def record(self, ref: Ref, value: Value) -> Event | None:
        """Keep an answer; None when it is the one that already stands."""
        return next(iter(self.record_many([(ref, value)])), None)

    @needs(Right.EXAMINE)
    def record_many(self, pairs: Iterable[tuple[Ref, Value | None]]) -> tuple[Event, ...]:
        """Keep several answers together: all of them or none; None takes an answer away in the same stroke.
        What already stands is not kept twice."""
        answers = dict(pairs)
        new = [(ref, value) for ref, value in answers.items() if self.exam.entries.get(ref) != value]
        at, first = self._now(), self._next
        events: list[Recorded | Cleared] = [
            Cleared(first + n, at, self.by, ref)
            if value is None
            else Recorded(first + n, at, self.by, ref, value)
            for n, (ref, value) in enumerate(new)
        ]
        if not events and not self.exam.open:
            # What already stands needs no event, but a signed exam says so all the same.
            for ref in answers:
                allow(self.exam, Cleared(first, at, self.by, ref))
        events += self._overrides_withdrawn(events)
        self._keep(*events)
        return tuple(events)

    @needs(Right.EXAMINE)
    def clear(self, ref: Ref) -> Event | None:
        """Take an answer away, so that the step is "not recorded" again; None when there was none."""
        event = Cleared(self._next, self._now(), self.by, ref)
        allow(self.exam, event)
        if ref not in self.exam.entries:
            return None
        self._keep(event, *self._overrides_withdrawn([event]))
        return event

    @needs(Right.EXAMINE)
    def skip(self, assessment: str, reason: str, note: str = "", side: Side | None = None) -> Event | None:
        """Say why a whole assessment, or one side of it, is not done."""
        return self.record(Ref(assessment, ALL, side), NotDone(reason, note))

    @needs(Right.EXAMINE)
    def undo(self) -> Event | None:
        """Take the last stroke back and return where it began; None when there is none.

        A stroke is what was kept together: one answer or clearing, or all answers of one `record_many`.
        """
        at, exam = self._now(), self.exam
        stroke: list[Recorded | Cleared] = []
        undone: list[Undone] = []
        while (last := exam.undoable) is not None and (not stroke or last.at == stroke[-1].at):
            stroke.append(last)
            undone.append(Undone(self._next + len(undone), at, self.by, last.number))
            exam = replay([*self._events, *undone], self._person)
        self._keep(*undone)
        return stroke[-1] if stroke else None

    @needs(Right.EXAMINE)
    def redo(self) -> Event | None:
        """Do again the stroke that undo took back last; None when there is none, or something else was done
        since."""
        stroke = self._taken_back
        if not stroke:
            return None
        at = self._now()
        events = [replace(event, number=self._next + n, at=at, by=self.by) for n, event in enumerate(stroke)]
        self._keep(*events)
        return events[0]

    @property
    def can_redo(self) -> bool:
        return bool(self._taken_back)

    @property
    def to_undo(self) -> tuple[Ref, ...]:
        """The places that undo would change now, in the order they were given."""
        last = self.exam.undoable
        if last is None:
            return ()
        given = (
            event
            for event in reversed(self._events)
            if isinstance(event, Recorded | Cleared) and event.number <= last.number
        )
        stroke = takewhile(lambda event: event.at == last.at, given)
        return tuple(event.ref for event in stroke)[::-1]

    @property
    def to_redo(self) -> tuple[Ref, ...]:
        """The places that redo would change now, in the order they were given."""
        return tuple(event.ref for event in self._taken_back)

    @property
    def _taken_back(self) -> tuple[Recorded | Cleared, ...]:
        """The stroke that redo would do again, in order; none when the exam takes no answers."""
        again = redoable(self._events) if self.exam.open else ()
        return tuple(takewhile(lambda event: event.at == again[-1].at, reversed(again)))

    @needs(Right.SIGN)
    def sign(self, by: str, licence: str) -> Signed:
        """Sign the exam as it stands; its scores are kept in the same stroke. A resident's signature waits
        for a countersign. Nobody signs for somebody else. Signing a rating is to be done with it: it has no
        scores, and waits for nobody."""
        self._require_own(by)
        rating = self.exam.started.rates is not None
        waits = not rating and not self.access.may(Right.SIGN_ALONE)
        event = Signed(self._next, self._now(), by, licence, self._person, waits)
        allow(self.exam, event)
        signed = replay([*self._events, event], self._person)
        self._keep(event, outcome=None if rating else outcome_of(signed, self.number, self._evaluate))
        return event

    @needs(Right.COUNTERSIGN)
    def countersign(self, by: str, licence: str) -> Countersigned:
        """Stand for what a resident signed; nobody does it for themselves, or in another name."""
        self._require_own(by)
        event = Countersigned(self._next, self._now(), by, licence)
        self._keep(event)
        return event

    @needs(Right.AMEND)
    def amend(self, reason: str, by: str) -> Amended:
        """Open the signed exam for an addendum; what was signed stays readable."""
        event = Amended(self._next, self._now(), by, reason)
        self._keep(event)
        return event

    @needs(Right.ABANDON)
    def abandon(self, reason: str, by: str) -> Abandoned:
        """Give the exam up; its answers stay readable, nothing of it is scored."""
        event = Abandoned(self._next, self._now(), by, reason)
        self._keep(event)
        return event

    @needs(Right.VOID_EXAM)
    def void(self, reason: str, by: str) -> Voided:
        """Take a signed exam out of the record; it stays readable and counts nowhere."""
        event = Voided(self._next, self._now(), by, reason)
        self._keep(event)
        return event

    @needs(Right.EXAMINE)
    def take_in(self, events: Sequence[Event]) -> int:
        """Keep what a copy of this exam holds beyond it; how many events that were.

        Raises `NotAllowed` when the copy went another way, and keeps nothing.
        """
        known = len(self._events)
        if list(events[:known]) != self._events[: len(events)]:
            raise NotAllowed(
                tr(
                    "This exam was changed after the file was saved, so the file does not continue it. "
                    "Nothing was changed."
                )
            )
        exam = replay([*self._events, *events[known:]], self._person)
        scored = exam.versions and exam.started.rates is None
        outcome = outcome_of(exam, self.number, self._evaluate) if scored else None
        self._keep(*events[known:], outcome=outcome)
        return max(0, len(events) - known)

    @for_everyone
    def keep_in(self, other: Callable[[Journal], Journal]) -> None:
        """From now on keep everything through another journal of this exam, such as one with a queue."""
        self._journal = other(self._journal)

    @for_everyone
    def reload(self) -> None:
        """Take the exam as its journal has it, after somebody else wrote to it."""
        self._events = list(self._journal.events())
        self.exam = replay(self._events, self._person)

    def _require_own(self, name: str) -> None:
        if name.strip() and name != self.by:
            raise NotAllowed(
                tr("{by} is at the desk. Switch the user to sign as {name}.", by=self.by, name=name)
            )

    def _now(self) -> datetime:
        """The time of this stroke. Undo takes back all that bears one time, so no two strokes share one,
        however coarse the clock; a clock that was set back by more keeps its own time."""
        at, last = self._clock.now(), self._events[-1].at
        return last + _TICK if last - _COARSE < at <= last else at

    def _overrides_withdrawn(self, stroke: Sequence[Recorded | Cleared]) -> list[Recorded | Cleared]:
        """A typed reason lifts what had fired when it was typed. When this stroke makes something else fire,
        the reason goes with it, and comes back with undo."""
        given = {event.ref for event in stroke}
        typed = [ref for ref in OVERRIDES if ref in self.exam.entries and ref not in given]
        if not typed or not stroke or not self.exam.open or self.exam.started.rates is not None:
            return []
        before = self._evaluate(self.exam.answers).safety
        after = self._evaluate(replay([*self._events, *stroke], self._person).answers).safety
        last = stroke[-1]
        gone = [ref for ref in typed if ref in not_covered(before, after)]
        return [Cleared(last.number + n, last.at, self.by, ref) for n, ref in enumerate(gone, start=1)]

    @property
    def _next(self) -> int:
        return self._events[-1].number + 1

    def _keep(self, *events: Event, outcome: Outcome | None = None) -> None:
        if not events:
            return
        if self.patient.voided is not None:
            raise NotAllowed(VOIDED)
        exam = self.exam
        rates = exam.started.rates
        if rates is not None and not isinstance(events[0], Voided) and self.session.person.id != rates.rater:
            raise NotAllowed(tr("{by} gives this rating. Switch the user to go on.", by=exam.started.by))
        for count, event in enumerate(events, start=1):
            allow(exam, event)
            exam = replay([*self._events, *events[:count]], self._person)
        self._journal.append(*events, outcome=outcome)
        self._events.extend(events)
        self.exam = exam


def person_on(patient: Patient, at: datetime) -> Person:
    """The patient as the rules need to know them on the day of an exam."""
    age = None if patient.born is None else age_on(patient.born, at.date())
    return Person(age, patient.sex)


def outcome_of(exam: Exam, visit: int, evaluate: Evaluate) -> Outcome:
    """The class and the scores of the version signed last."""
    if not exam.versions:
        raise NotAllowed(tr("Only a signed exam has scores."))
    version = exam.versions[-1]
    evaluation = evaluate(Answers(version.signed.person, version.entries))
    signed = replace(exam, entries=version.entries, recorded=version.recorded)
    return Outcome(counted_class(evaluation), scores_of(signed, visit, evaluation))


def redoable(events: Iterable[Event]) -> tuple[Recorded | Cleared, ...]:
    """What redo would do again, the next one last.

    Read from the events themselves, so that closing and reopening an exam does not change it: doing what
    was taken back is redo, doing anything else gives it up.
    """
    done: dict[int, Recorded | Cleared] = {}
    again: list[Recorded | Cleared] = []
    half: datetime | None = None
    """When the first part of a stroke was done again, while the rest of it still waits."""
    for event in events:
        if half is not None and event.at != half:
            again.clear()
            half = None
        match event:
            case Recorded() | Cleared():
                done[event.number] = event
                if again and _act(again[-1]) == _act(event):
                    stroke = again.pop().at
                    half = event.at if again and again[-1].at == stroke else None
                else:
                    again.clear()
                    half = None
            case Undone():
                again.append(done[event.takes_back])
            case _:
                again.clear()
    if half is not None:
        again.clear()
    return tuple(again)


def _act(event: Recorded | Cleared) -> tuple[Ref, Value | None]:
    return event.ref, event.value if isinstance(event, Recorded) else None
