"""A clamshell trial while it is given: which side, what has been marked, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from assessments.clamshell.protocol import EFFORTS, ID, PROTOCOL
from assessments.clamshell.trial import Fault, Trial, cap_seconds, effort_due, pain_ends, rest_left
from assessments.language.protocol import Measured
from assessments.language.stopwatch import Ready, Running, Stopped
from assessments.language.value import ALL, Choice, Quantity, Ref, Side, Value

HOLD = "hold"
REPETITIONS = "repetitions"

_OF_ONE_TRIAL = ("stop_reason", "effort_end", "limiter")
"""What is asked after a trial, and so says nothing of the next one."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One trial of one side, not kept until it stops; closing the program before that loses it.

    `efforts` are (number of the prompt, rating). `last_fault` is the kind that a repeated mark means.
    """

    side: Side
    mode: str = REPETITIONS
    trial: Trial = field(default_factory=Trial)
    efforts: tuple[tuple[int, int], ...] = ()
    pain: int | None = None
    last_fault: Fault = Fault.PELVIS_ROLL

    @property
    def running(self) -> bool:
        return isinstance(self.trial.watch, Running)

    @property
    def stopped(self) -> bool:
        return isinstance(self.trial.watch, Stopped)

    @property
    def limit(self) -> float:
        """The seconds after which it ends by itself."""
        return longest(self.mode)

    def start(self, now: float) -> Attempt:
        """Begun when the key went down; the first beat to move on falls at the end of that second."""
        return replace(self, trial=self.trial.start(now))

    def stop(self, now: float) -> Attempt:
        """Stopped at the instant the key went down, and never after the cap."""
        watch = self.trial.watch
        last = watch.started + self.limit if isinstance(watch, Running) else now
        return replace(self, trial=self.trial.stop(min(now, last)))

    def overdue(self, now: float) -> bool:
        """Whether the cap is reached, so that it ends now."""
        return self.running and self.trial.watch.elapsed(now) >= self.limit

    def mark(self, what: Fault, now: float) -> Attempt:
        return replace(self, trial=self.trial.fault(what, now), last_fault=what)

    def rate(self, rating: int, now: float) -> tuple[Attempt, int]:
        """The effort felt now, and the number of the prompt it belongs to: the one that waits, else the
        last one, rated again; before the first, that one."""
        number = self.effort_due(now) or max((n for n, _ in self.efforts), default=1)
        kept = tuple((n, it) for n, it in self.efforts if n != number)
        return replace(self, efforts=(*kept, (number, rating))), number

    def effort_due(self, now: float) -> int | None:
        return effort_due(self.trial.watch, now, frozenset(n for n, _ in self.efforts))

    def suggested(self, now: float, pain_before: int | None = None) -> str | None:
        """The stop reason that a rule calls for; None while the trial may go on."""
        if self.pain is not None and pain_ends(pain_before, self.pain):
            return "pain"
        if self.mode == HOLD:
            return "cap" if self.trial.watch.elapsed(now) >= self.limit else None
        return self.trial.suggested(now)

    def rest_left(self, now: float) -> float:
        """Seconds of rest still to come after it; 0 before it has stopped."""
        watch = self.trial.watch
        return rest_left(watch, now) if isinstance(watch, Stopped) else 0.0

    def result(self, now: float) -> tuple[tuple[Ref, Value | None], ...]:
        """What the clock and the marks amount to."""
        repetitions = Quantity(Decimal(self.trial.valid(now)), "repetitions")
        return (
            (self._ref("repetitions"), None if self.mode == HOLD else repetitions),
            (self._ref("seconds"), Quantity(self.trial.seconds(now), "s")),
        )

    def kept(self, now: float) -> tuple[tuple[Ref, Value | None], ...]:
        """Everything that stands after the stop. A trial done again takes the place of the first whole."""
        rated = {n for n, _ in self.efforts}
        return (
            (self._ref("mode"), Choice(self.mode)),
            *self.result(now),
            (self._ref("corrections"), Quantity(Decimal(len(self.trial.corrections)), "")),
            *((self._ref(step), None) for step in _OF_ONE_TRIAL),
            *((self._ref("effort", n), None) for n in range(1, EFFORTS + 1) if n not in rated),
            (self._ref("pain_peak"), None if self.pain is None else Quantity(Decimal(self.pain), "")),
            (Ref(ID, ALL, self.side), None),
            (Ref(ID, ALL), None),
        )

    def _ref(self, step: str, trial: int | None = None) -> Ref:
        return Ref(ID, step, self.side, trial)


def ready(side: Side, mode: str) -> Attempt:
    return Attempt(side, mode, Trial(Ready()))


def longest(mode: str) -> float:
    """The seconds a trial may last: to the cap, or of a hold as long as can be recorded."""
    kind = PROTOCOL.step("seconds").kind
    assert isinstance(kind, Measured)
    return float(kind.high) if mode == HOLD else float(cap_seconds())
