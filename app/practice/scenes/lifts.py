"""Prone hip extension: slowly up, held, slowly down, each lift with its own faults."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.figures.library import movements
from app.figures.movement import Movement, eased
from app.figures.views import View
from app.practice.observing import observing
from app.practice.scenes.course import Instant, Plain, Said, Span, Timing, instant
from app.practice.truth import CLEAN, Faults, Lifts
from assessments.language.value import Ref, Side
from resources.tongue import tr

TIMING = Timing(there=2.0, stay=1.0, back=2.0, rest=1.0)
_EARLY = 2.5
"""How many times faster than the leg a back or shoulder rises that leads. A drawing choice."""
_PATTERNS = {
    "lumbar_extension": ("lumbar_extension", "anterior_tilt"),
    "rotation": ("rotation",),
    "lateral_shift": ("lateral_shift",),
    "knee_flexion": ("knee_flexion",),
    "leads": ("leads",),
}


@dataclass(frozen=True)
class LiftCourse(Plain):
    """The lifts of one side."""

    side: Side
    truth: Lifts

    @property
    def repetitions(self) -> tuple[Span, ...]:
        return TIMING.spans(len(self.truth.lifts))

    @property
    def seconds(self) -> float:
        return self.repetitions[-1][1]

    @property
    def widest(self) -> tuple[float, ...]:
        return TIMING.peaks(len(self.truth.lifts))

    @property
    def said(self) -> tuple[Said, ...]:
        spans = self.repetitions
        if not spans:
            return ()
        told = []
        first, last = spans[min(1, len(spans) - 1)], spans[-1]
        if self.truth.familiar_pain:
            told.append(Said((first[0] + 1.5, first[0] + 4.5), tr("That is my pain.")))
        elif self.truth.pain:
            told.append(Said((first[0] + 1.5, first[0] + 4.5), tr("That pulls, but it is not my pain.")))
        if self.truth.stopped_by:
            told.append(Said((last[0] + 4.5, last[1]), STOPS[self.truth.stopped_by]))
        return tuple(told)

    def movement(self, repetition: int) -> Movement:
        return movements()["prone_hip_extension"].on_side(self.side.value)

    def instant(self, seconds: float) -> Instant:
        number = min(int(seconds / TIMING.whole), len(self.truth.lifts) - 1)
        faults = self.truth.lifts[number]
        passed = seconds - number * TIMING.whole
        way = eased(TIMING.way(passed))
        growing = {"leads": eased(min(1.0, TIMING.way(passed) * _EARLY))}
        counted = frozenset(code for code, share in faults.items() if share >= observing().slight)
        return instant(way, faults, counted=counted, growing=growing)

    def moment(self, ref: Ref) -> float:
        number = ref.trial - 1 if ref.trial else self._worst(ref.step)
        return number * TIMING.whole + TIMING.furthest

    def view(self, ref: Ref) -> View:
        movement = self.movement(0)
        for code in _PATTERNS.get(ref.step, ()):
            return movement.faults[code].view or movement.view
        return movement.view

    def clean(self) -> LiftCourse:
        return replace(self, truth=Lifts((CLEAN,) * max(1, len(self.truth.lifts)), False, 0))

    def _worst(self, step: str) -> int:
        def share(faults: Faults) -> float:
            return max((faults.get(code, 0.0) for code in _PATTERNS.get(step, ())), default=0.0)

        shares = [share(faults) for faults in self.truth.lifts]
        return shares.index(max(shares)) if shares else 0


STOPS = {
    "pain": tr("Stop, that hurts too much."),
    "patient": tr("I would rather stop here."),
    "examiner": tr("You stop the test here."),
}
"""What is heard when a side ends early."""
