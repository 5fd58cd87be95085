"""One exam as its events: what may happen when, and what the events amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from assessments.language.answers import Answers, Person
from assessments.language.value import NotDone, Ref, Value
from resources.tongue import tr


class ExamKind(StrEnum):
    """A visit, or some tests of one scored again: blind by somebody else, or by the same rater."""

    VISIT = "visit"
    SECOND_RATER = "second_rater"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Rates:
    """What an exam that is no visit scores again.

    The first scores are those of event `upto` and before: what is done to that exam later changes no pair.
    """

    exam: str
    upto: int
    tests: tuple[str, ...]
    rater: str
    """Who rates, by the id of the person: a name may be corrected."""
    facts: Mapping[Ref, Value] = field(default_factory=lambda: MappingProxyType({}))
    """History and safety as the first rater took them, which the tests' cautions need. They are given here
    and not scored again."""


@dataclass(frozen=True, slots=True)
class Started:
    """The exam began, under these rules and these versions of the protocols."""

    number: int
    at: datetime
    by: str
    rules_version: str
    protocols: Mapping[str, str]
    kind: ExamKind = ExamKind.VISIT
    rates: Rates | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer was given, or a step (with `NotDone`) was skipped with its reason."""

    number: int
    at: datetime
    by: str
    ref: Ref
    value: Value


@dataclass(frozen=True, slots=True)
class Cleared:
    """An answer was taken away: the step is "not recorded" again."""

    number: int
    at: datetime
    by: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Undone:
    """The standing event of that number no longer counts; both stay in the record."""

    number: int
    at: datetime
    by: str
    takes_back: int


@dataclass(frozen=True, slots=True)
class Signed:
    """The exam as it stands is signed, for this person as known that day."""

    number: int
    at: datetime
    by: str
    licence: str
    person: Person
    countersign: bool = False
    """Signed in training: it counts, and waits for somebody else to countersign it."""


@dataclass(frozen=True, slots=True)
class Countersigned:
    """Somebody other than the signer stands for what a resident signed."""

    number: int
    at: datetime
    by: str
    licence: str


@dataclass(frozen=True, slots=True)
class Amended:
    """A signed exam was opened for an addendum, for a reason; what was signed stays readable."""

    number: int
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The exam was given up, for a reason; nothing of it is scored."""

    number: int
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Voided:
    """A signed exam was taken out of the record, for a reason; it stays readable and counts nowhere."""

    number: int
    at: datetime
    by: str
    reason: str


Event = Started | Recorded | Cleared | Undone | Signed | Countersigned | Amended | Abandoned | Voided

ChangeOfPhase = Signed | Countersigned | Amended | Abandoned | Voided
"""What the lists of exams have to be told of."""


class Phase(StrEnum):
    EXAMINING = "examining"
    SIGNED = "signed"
    AMENDING = "amending"
    ABANDONED = "abandoned"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Version:
    """What was signed, when and by whom; an addendum adds a version and its reason."""

    signed: Signed
    entries: Mapping[Ref, Value]
    recorded: Mapping[Ref, Recorded]
    reason: str = ""
    countersigned: Countersigned | None = None

    @property
    def awaits_countersign(self) -> bool:
        return self.signed.countersign and self.countersigned is None


@dataclass(frozen=True)
class Exam:
    """What the events amount to. `entries` are the standing values, `recorded` who gave them and when."""

    phase: Phase
    started: Started
    person: Person
    entries: Mapping[Ref, Value] = field(default_factory=lambda: MappingProxyType({}))
    recorded: Mapping[Ref, Recorded] = field(default_factory=lambda: MappingProxyType({}))
    versions: tuple[Version, ...] = ()
    amended: Amended | None = None
    abandoned: Abandoned | None = None
    voided: Voided | None = None
    undoable: Recorded | Cleared | None = None
    """The event that undo would take back now."""

    @property
    def answers(self) -> Answers:
        return Answers(self.person, self.entries)

    @property
    def signed(self) -> Signed | None:
        """The latest signature; None before the first."""
        return self.versions[-1].signed if self.versions else None

    @property
    def awaits_countersign(self) -> bool:
        """Whether it stands as a resident signed it, and nobody has countersigned yet."""
        return self.phase is Phase.SIGNED and self.versions[-1].awaits_countersign

    @property
    def open(self) -> bool:
        """Whether answers may be given now."""
        return self.phase in (Phase.EXAMINING, Phase.AMENDING)


class NotAllowed(Exception):
    """This cannot happen now; the message is a sentence for the clinician."""


def allow(exam: Exam, event: Event) -> None:
    """Raise `NotAllowed` when the event may not follow what has happened."""
    match event:
        case Started():
            raise NotAllowed(tr("The exam has already begun."))
        case Recorded() | Cleared() | Undone():
            if not exam.open:
                raise NotAllowed(_REVEALED if exam.started.rates else _CLOSED_TO_ANSWERS[exam.phase])
            if isinstance(event, Recorded | Cleared):
                _allow_scored_again(exam, event.ref)
            if isinstance(event, Undone) and (
                exam.undoable is None or exam.undoable.number != event.takes_back
            ):
                raise NotAllowed(tr("There is nothing to undo."))
            if isinstance(event, Recorded) and isinstance(event.value, NotDone) and not event.value.reason:
                raise NotAllowed(tr("Say why it was not done."))
        case Signed():
            if not exam.open:
                raise NotAllowed(_CLOSED_TO_SIGNING[exam.phase])
            if not event.by.strip():
                raise NotAllowed(tr("Say who signs."))
        case Countersigned():
            _allow_countersign(exam, event)
        case Amended():
            if exam.started.rates is not None:
                raise NotAllowed(_REVEALED)
            if exam.phase is not Phase.SIGNED:
                raise NotAllowed(tr("Only a signed exam takes an addendum."))
            if not event.reason.strip():
                raise NotAllowed(tr("Say why the signed exam is changed."))
        case Abandoned():
            if exam.phase is not Phase.EXAMINING:
                raise NotAllowed(tr("Only an exam that was never signed can be abandoned."))
            if not event.reason.strip():
                raise NotAllowed(tr("Say why the exam is abandoned."))
        case Voided():
            if exam.phase is Phase.VOIDED:
                raise NotAllowed(tr("The exam is already voided."))
            if exam.phase not in (Phase.SIGNED, Phase.AMENDING):
                raise NotAllowed(tr("Only a signed exam is voided. Abandon one that was never signed."))
            if not event.reason.strip():
                raise NotAllowed(tr("Say why the exam is voided."))
        case _:
            assert_never(event)


_REVEALED = tr("This rating is closed: after both scores were shown neither is changed for it.")

_CLOSED_TO_ANSWERS = {
    Phase.SIGNED: tr("The exam is signed. Open an addendum, with its reason, to change it."),
    Phase.ABANDONED: tr("The exam was abandoned. Start a new one."),
    Phase.VOIDED: tr("The exam was voided. Start a new one."),
}

_CLOSED_TO_SIGNING = {
    Phase.SIGNED: tr("The exam is already signed."),
    Phase.ABANDONED: tr("The exam was abandoned."),
    Phase.VOIDED: tr("The exam was voided."),
}


def _allow_scored_again(exam: Exam, ref: Ref) -> None:
    """A rating takes answers of the tests that it scores again, and of nothing else."""
    rates = exam.started.rates
    if rates is not None and ref.assessment not in rates.tests:
        raise NotAllowed(tr("A rating takes answers of the tests that were chosen for it, and of no other."))


def _allow_countersign(exam: Exam, event: Countersigned) -> None:
    if not exam.awaits_countersign:
        raise NotAllowed(tr("This exam does not wait for a countersign."))
    if not event.by.strip():
        raise NotAllowed(tr("Say who countersigns."))
    signed = exam.versions[-1].signed
    # A name may have been corrected since; a licence is still that of one person.
    if _fold(event.by) == _fold(signed.by) or _fold(event.licence) == _fold(signed.licence) != "":
        raise NotAllowed(tr("Somebody other than the one who signed has to countersign."))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def replay(events: Iterable[Event], person: Person) -> Exam:
    """What the events amount to, for this person; a signature fixes the person as known that day.

    The first event must be `Started`. Events taken back do not count, and undo never reaches behind a
    signature or an addendum's opening.
    """
    exam: Exam | None = None
    standing: list[Recorded | Cleared] = []
    floor = 0
    for event in events:
        match event:
            case Started():
                exam = Exam(Phase.EXAMINING, event, person)
            case Recorded() | Cleared():
                standing.append(event)
            case Undone():
                standing = [e for e in standing if e.number != event.takes_back]
            case Signed():
                exam = _standing(_begun(exam), standing, floor)
                reason = exam.amended.reason if exam.amended else ""
                version = Version(event, exam.entries, exam.recorded, reason)
                floor = len(standing)
                exam = replace(
                    exam, phase=Phase.SIGNED, person=event.person, versions=(*exam.versions, version)
                )
            case Countersigned():
                exam = _begun(exam)
                version = replace(exam.versions[-1], countersigned=event)
                exam = replace(exam, versions=(*exam.versions[:-1], version))
            case Amended():
                exam = replace(_begun(exam), phase=Phase.AMENDING, amended=event, person=person)
            case Abandoned():
                exam = replace(_begun(exam), phase=Phase.ABANDONED, abandoned=event)
            case Voided():
                exam = replace(_begun(exam), phase=Phase.VOIDED, voided=event)
            case _:
                assert_never(event)
    return _standing(_begun(exam), standing, floor)


def _begun(exam: Exam | None) -> Exam:
    if exam is None:
        raise NotAllowed(tr("The journal of this exam has no beginning."))
    return exam


def _standing(exam: Exam, standing: list[Recorded | Cleared], floor: int) -> Exam:
    rates = exam.started.rates
    entries: dict[Ref, Value] = dict(rates.facts) if rates else {}
    recorded: dict[Ref, Recorded] = {}
    for event in standing:
        if isinstance(event, Recorded):
            entries[event.ref] = event.value
            recorded[event.ref] = event
        else:
            entries.pop(event.ref, None)
            recorded.pop(event.ref, None)
    undoable = standing[-1] if len(standing) > floor and exam.open else None
    return replace(
        exam, entries=MappingProxyType(entries), recorded=MappingProxyType(recorded), undoable=undoable
    )
