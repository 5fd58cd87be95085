"""Stations with a clock, as an examination of skills has them: read, do, warned, time up, hand over, next.

Who runs a circuit chooses the tests and the minutes. The state is a value made from instants of the
monotonic clock, so a window that was late to look is never wrong about the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from random import Random
from uuid import uuid4

from app.practice.attempt import Attempt
from app.practice.blocks import block
from app.practice.notes import SignOff
from app.practice.share import Share
from app.practice.task import Task

MINUTES = range(1, 31)
READING = range(301)
WARNING = range(301)
"""What may be chosen: whole minutes a station, whole seconds of reading and of warning."""
MOST = 12
"""Stations of one circuit."""


@dataclass(frozen=True, slots=True)
class Station:
    """One test at one simulated patient, with its minutes of working time."""

    case: str
    task: Task
    minutes: int

    def __post_init__(self) -> None:
        if self.minutes not in MINUTES:
            raise ValueError(f"{self.minutes} min is outside {MINUTES.start} to {MINUTES[-1]} min")

    @property
    def seconds(self) -> float:
        return 60.0 * self.minutes


@dataclass(frozen=True, slots=True)
class Circuit:
    """The stations in the order in which they are gone through. `reading_seconds` come before each station's
    own minutes; the warning comes so long before their end."""

    stations: tuple[Station, ...]
    warning_seconds: int = 60
    reading_seconds: int = 60
    id: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        if not 1 <= len(self.stations) <= MOST:
            raise ValueError(f"a circuit has 1 to {MOST} stations")
        if self.reading_seconds not in READING or self.warning_seconds not in WARNING:
            raise ValueError("reading and warning are 0 to 300 s")

    def named(self, at: int) -> str:
        """What the attempt of the station at that place, from 0, is kept under."""
        return f"{self.id}/{at + 1}"


class Phase(StrEnum):
    HAND_OVER = "hand_over"
    """Before each station: nobody works, and the clock waits for who comes next."""
    READING = "reading"
    RUNNING = "running"
    WARNING = "warning"
    TIME_UP = "time_up"
    """The station has ended, by the clock or because it was finished; what was answered is committed."""
    OVER = "over"
    """All stations are done; what is left is the sign-off."""


@dataclass(frozen=True, slots=True)
class Round:
    """One learner on a circuit: at which station, from 0, and since when. `begun` is the instant at which
    reading began, `skipped` how many seconds of it were not needed, `ended` when the station was finished
    before its time."""

    circuit: Circuit
    at: int = 0
    begun: float | None = None
    skipped: float = 0.0
    ended: float | None = None

    @property
    def station(self) -> Station:
        """The one at hand; of a round that is over, the last."""
        return self.circuit.stations[min(self.at, len(self.circuit.stations) - 1)]

    @property
    def last(self) -> bool:
        return self.at >= len(self.circuit.stations) - 1

    def phase(self, now: float) -> Phase:
        if self.at >= len(self.circuit.stations):
            return Phase.OVER
        if self.begun is None:
            return Phase.HAND_OVER
        if self.ended is not None or now >= self._ends:
            return Phase.TIME_UP
        if now < self._works_from:
            return Phase.READING
        # A station shorter than its warning is not warned of from its beginning on.
        warned = 0 < self.circuit.warning_seconds < self.station.seconds
        return Phase.WARNING if warned and now >= self._ends - self.circuit.warning_seconds else Phase.RUNNING

    def left(self, now: float) -> float:
        """Seconds to the end of the phase that is counted down: of reading, then of the station."""
        match self.phase(now):
            case Phase.READING:
                return self._works_from - now
            case Phase.RUNNING | Phase.WARNING:
                return self._ends - now
            case _:
                return 0.0

    def worked(self, now: float) -> float:
        """Seconds of the station's own time that were used, never more than it has."""
        if self.begun is None:
            return 0.0
        until = min(now, self._ends) if self.ended is None else self.ended
        return max(until - self._works_from, 0.0)

    def begin(self, now: float) -> Round:
        """Whoever is next sits down: reading begins."""
        if self.phase(now) is not Phase.HAND_OVER:
            return self
        return replace(self, begun=now)

    def read(self, now: float) -> Round:
        """The task is read before the time for it is over: the station's own minutes begin now."""
        if self.phase(now) is not Phase.READING:
            return self
        return replace(self, skipped=self._works_from - now)

    def finish(self, now: float) -> Round:
        """The learner commits before the time is up."""
        if self.phase(now) not in (Phase.RUNNING, Phase.WARNING):
            return self
        return replace(self, ended=now)

    def hand_over(self, now: float) -> Round:
        """The station is done and committed; the next one waits, or the round is over."""
        if self.phase(now) is not Phase.TIME_UP:
            return self
        return Round(self.circuit, self.at + 1)

    @property
    def _works_from(self) -> float:
        assert self.begun is not None
        return self.begun + self.circuit.reading_seconds - self.skipped

    @property
    def _ends(self) -> float:
        return self._works_from + self.station.seconds


def circuit(
    chosen: Sequence[tuple[str, int]], seed: int, warning_seconds: int = 60, reading_seconds: int = 60
) -> Circuit:
    """A circuit of these tests with their minutes, each at another simulated patient where there are enough.
    A test is the kind of a block; the same seed is the same circuit but for its name."""
    random = Random(seed)
    seen: set[str] = set()
    stations = []
    for kind, minutes in chosen:
        drawn = block(kind, len(chosen), random.randrange(1_000_000))
        case, task = next((one for one in drawn if one[0].code not in seen), drawn[0])
        seen.add(case.code)
        stations.append(Station(case.code, task, minutes))
    return Circuit(tuple(stations), warning_seconds, reading_seconds)


def checklist(attempts: Sequence[Attempt]) -> Share | None:
    """The mark of a station or a circuit: how many of the items asked agree with the key. There is no mark to
    pass; that is for the supervisor to decide. None where nothing was asked."""
    asked = sum(len(one.marks) for one in attempts)
    return Share(sum(one.agreed for one in attempts), asked) if asked else None


@dataclass(frozen=True, slots=True)
class Done:
    """A circuit as the book has it: its stations in their order, and what was signed of it."""

    id: str
    at: datetime
    stations: tuple[Attempt, ...]
    sign_offs: tuple[SignOff, ...]


def circuits(attempts: Sequence[Attempt], sign_offs: Sequence[SignOff]) -> tuple[Done, ...]:
    """Every circuit of one learner, the oldest first."""
    found: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.station:
            found.setdefault(attempt.station.partition("/")[0], []).append(attempt)
    return tuple(
        Done(
            id,
            of_circuit[0].at,
            tuple(sorted(of_circuit, key=_place)),
            tuple(one for one in sign_offs if one.circuit == id),
        )
        for id, of_circuit in found.items()
    )


def _place(attempt: Attempt) -> int:
    number = attempt.station.partition("/")[2]
    return int(number) if number.isdecimal() else 0
