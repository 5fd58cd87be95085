"""The lateral step-down: down until the heel brushes the floor and up again, five times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi, sin

from app.figures.library import movements
from app.figures.movement import Movement, eased
from app.figures.views import View
from app.practice.observing import observing
from app.practice.scenes.course import Instant, Plain, Said, Span, Timing, instant
from app.practice.scenes.lifts import STOPS
from app.practice.truth import CLEAN, StepDown
from assessments.language.value import Ref, Side
from resources.tongue import tr

TIMING = Timing(there=1.3, stay=0.4, back=1.3, rest=0.5)
_SWAYS = 2.2
"""How often a leg that is not steady sways, in a second. A drawing choice."""
CODES = {
    "arm": ("arm",),
    "trunk": ("trunk",),
    "pelvis": ("pelvis", "pelvis_turns"),
    "knee": ("knee_1", "knee_2"),
    "steady": ("steady",),
}
"""The faults that score an item."""


@dataclass(frozen=True)
class StepDownCourse(Plain):
    """The repetitions of one side."""

    side: Side
    truth: StepDown

    @property
    def repetitions(self) -> tuple[Span, ...]:
        return TIMING.spans(len(self.truth.repetitions))

    @property
    def seconds(self) -> float:
        return self.repetitions[-1][1]

    @property
    def widest(self) -> tuple[float, ...]:
        return TIMING.peaks(len(self.truth.repetitions))

    @property
    def said(self) -> tuple[Said, ...]:
        spans = self.repetitions
        if not spans:
            return ()
        told = []
        start = spans[min(1, len(spans) - 1)][0]
        if self.truth.familiar_pain:
            told.append(Said((start + 1.0, start + 3.0), tr("That is my pain.")))
        if self.truth.stopped_by:
            told.append(Said((spans[-1][0] + 2.0, spans[-1][1]), STOPS[self.truth.stopped_by]))
        return tuple(told)

    def movement(self, repetition: int) -> Movement:
        return movements()["lateral_step_down"].on_side(self.side.value)

    def instant(self, seconds: float) -> Instant:
        number = min(int(seconds / TIMING.whole), len(self.truth.repetitions) - 1)
        faults = self.truth.repetitions[number]
        passed = seconds - number * TIMING.whole
        way = eased(TIMING.way(passed))
        growing = {"steady": way * _sway(passed)}
        counted = frozenset(code for code, share in faults.items() if share >= observing().seen)
        return instant(way, faults, counted=counted, growing=growing)

    def moment(self, ref: Ref) -> float:
        codes = CODES.get(ref.step, ())
        shares = [
            max((each.get(code, 0.0) for code in codes), default=0.0) for each in self.truth.repetitions
        ]
        number = shares.index(max(shares)) if shares else 0
        return number * TIMING.whole + TIMING.furthest

    def view(self, ref: Ref) -> View:
        return self.movement(0).view

    def clean(self) -> StepDownCourse:
        return replace(self, truth=StepDown((CLEAN,) * max(1, len(self.truth.repetitions)), False))


def _sway(passed: float) -> float:
    """To and fro, furthest out in the middle of the stay."""
    return sin(2.0 * pi * _SWAYS * (passed - TIMING.furthest) + pi / 2.0)
