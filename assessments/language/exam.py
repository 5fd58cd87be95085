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


@dataclass(frozen=True, slots=True)
class Started:
    """The exam began, under these rules and these versions of the protocols."""

    number: int
    at: datetime
    by: str
    rules_version: str
    protocols: Mapping[str, str]


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
    """The exam as it stands is signed by a clinician, for this person as known that day."""

    number: int
    at: datetime
    by: str
    licence: str
    person: Person


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


Event = Started | Recorded | Cleared | Undone | Signed | Amended | Abandoned


class Phase(StrEnum):
    EXAMINING = "examining"
    SIGNED = "signed"
    AMENDING = "amending"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Version:
    """What was signed, when and by whom; an addendum adds a version and its reason."""

    signed: Signed
    entries: Mapping[Ref, Value]
    recorded: Mapping[Ref, Recorded]
    reason: str = ""


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
    def open(self) -> bool:
        """Whether answers may be given now."""
        return self.phase in (Phase.EXAMINING, Phase.AMENDING)


class NotAllowed(Exception):
    """This cannot happen now; the message is a sentence for the clinician."""


def allow(exam: Exam, event: Event) -> None:
    """Raise `NotAllowed` when the event may not follow what has happened."""
    match event:
        case Started():
            raise NotAllowed("The exam has already begun.")
        case Recorded() | Cleared() | Undone():
            if exam.phase is Phase.SIGNED:
                raise NotAllowed("The exam is signed. Open an addendum, with its reason, to change it.")
            if exam.phase is Phase.ABANDONED:
                raise NotAllowed("The exam was abandoned. Start a new one.")
            if isinstance(event, Undone) and (
                exam.undoable is None or exam.undoable.number != event.takes_back
            ):
                raise NotAllowed("There is nothing to undo.")
            if isinstance(event, Recorded) and isinstance(event.value, NotDone) and not event.value.reason:
                raise NotAllowed("Say why it was not done.")
        case Signed():
            if not exam.open:
                signed = exam.phase is Phase.SIGNED
                raise NotAllowed("The exam is already signed." if signed else "The exam was abandoned.")
            if not event.by.strip():
                raise NotAllowed("Say who signs.")
        case Amended():
            if exam.phase is not Phase.SIGNED:
                raise NotAllowed("Only a signed exam takes an addendum.")
            if not event.reason.strip():
                raise NotAllowed("Say why the signed exam is changed.")
        case Abandoned():
            if exam.phase is not Phase.EXAMINING:
                raise NotAllowed("Only an exam that was never signed can be abandoned.")
            if not event.reason.strip():
                raise NotAllowed("Say why the exam is abandoned.")
        case _:
            assert_never(event)


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
            case Amended():
                exam = replace(_begun(exam), phase=Phase.AMENDING, amended=event, person=person)
            case Abandoned():
                exam = replace(_begun(exam), phase=Phase.ABANDONED, abandoned=event)
            case _:
                assert_never(event)
    return _standing(_begun(exam), standing, floor)


def _begun(exam: Exam | None) -> Exam:
    if exam is None:
        raise NotAllowed("The journal of this exam has no beginning.")
    return exam


def _standing(exam: Exam, standing: list[Recorded | Cleared], floor: int) -> Exam:
    entries: dict[Ref, Value] = {}
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
