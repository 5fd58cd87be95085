"""Strength trials one after the other: the leg pushes as hard as its trace says, and a bad trial is seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from random import Random

from app.figures.library import movements
from app.figures.movement import Movement, eased
from app.figures.props import Prop
from app.figures.shapes import Box, Ink, Shape, Text
from app.figures.skeleton import ways
from app.figures.vectors import add, times
from app.figures.views import View
from app.practice.scenes.course import Instant, Plain, Said, Span, instant, written
from app.practice.trace import LASTS, Trace, trace
from app.practice.truth import Push, Strength
from assessments.hip_strength.protocol import VALIDITY
from assessments.language.value import Ref, Side
from resources.tongue import tr

BEFORE = 1.0
AFTER = 1.5
"""Seconds before and after a push; drawing choices, and far shorter than the rest between real trials."""
WHOLE = BEFORE + LASTS + AFTER
_THROWS = 2.4
"""How far a jerk throws the leg, and a pad that slides lets it go, of the way of a steady push."""
_BAND = 8.0
"""How high the band under the picture is in which the trial is named."""
_VALIDITY = {option.code: option.words for option in VALIDITY}


@dataclass(frozen=True)
class StrengthCourse(Plain):
    """All trials of one movement, side by side; the seed draws the traces."""

    code: str
    truth: Strength
    seed: str

    @cached_property
    def trials(self) -> tuple[tuple[Side, int, Push, Trace], ...]:
        """Side, number from 1, the push and its trace, in the order they are done."""
        return tuple(
            (side, number, push, trace(push, f"{self.seed}.{side.value}.{number}"))
            for side, pushes in self.truth.trials.items()
            for number, push in enumerate(pushes, 1)
        )

    @property
    def repetitions(self) -> tuple[Span, ...]:
        return tuple((n * WHOLE, (n + 1) * WHOLE) for n in range(len(self.trials)))

    @property
    def seconds(self) -> float:
        return len(self.trials) * WHOLE

    @property
    def widest(self) -> tuple[float, ...]:
        return tuple(
            n * WHOLE + BEFORE + 3.2 for n, (_, _, push, _) in enumerate(self.trials) if push.valid != "yes"
        ) or (BEFORE + 3.0,)

    @property
    def said(self) -> tuple[Said, ...]:
        told = []
        for n, (side, number, push, drawn) in enumerate(self.trials):
            at = n * WHOLE + BEFORE
            if push.valid == "painful":
                told.append(Said((at + drawn.peak_at, at + drawn.peak_at + 2.5), tr("Ow, that hurts.")))
            if number == len(self.truth.trials[side]) and self.truth.pain.get(side, 0):
                words = tr("Pain {n} out of 10 on that side.", n=self.truth.pain[side])
                told.append(Said((at + LASTS, at + LASTS + AFTER), words))
        return tuple(told)

    def movement(self, repetition: int) -> Movement:
        side = self.trials[repetition][0]
        return movements()[f"hip_strength_{self.code}"].on_side(side.value)

    def trace(self, seconds: float) -> tuple[Trace, float] | None:
        """The trace of the trial under way, and how many seconds of it have run."""
        number = min(int(seconds / WHOLE), len(self.trials) - 1)
        passed = seconds - number * WHOLE - BEFORE
        return self.trials[number][3], max(0.0, min(LASTS, passed))

    def instant(self, seconds: float) -> Instant:
        number = min(int(seconds / WHOLE), len(self.trials) - 1)
        _, _, push, drawn = self.trials[number]
        passed = seconds - number * WHOLE - BEFORE
        force = drawn.at(passed) / float(push.newtons) if 0.0 < passed < LASTS else 0.0
        movement = self.movement(number)
        match push.valid:
            case "jerked":
                thrown = eased(max(0.0, 1.0 - abs(passed - drawn.peak_at) / 0.35))
                return instant(force + (_THROWS - 1.0) * thrown, {}, counted=frozenset())
            case "slipped":
                gone = eased((passed - _slips_at(drawn)) / 0.25) if passed < LASTS else 0.0
                now = instant(max(force, _THROWS * gone), {}, counted=frozenset())
                return replace(now, props=_slid(movement, gone)) if gone else now
            case "out_of_position":
                fault = self._fault(number)
                moved = eased((passed - 1.4) / 1.2) * (1.0 - eased((passed - LASTS + 0.5) / 0.5))
                return instant(force, {fault: 1.0}, counted=frozenset({fault}), growing={fault: moved})
            case _:
                return instant(force, {}, counted=frozenset())

    @property
    def beneath(self) -> float:
        return _BAND

    def over(self, seconds: float, frame: Box, view: View, lines: bool) -> tuple[Shape, ...]:
        """Which trial it is; with the lines also what it is worth."""
        side, number, push, _ = self.trials[min(int(seconds / WHOLE), len(self.trials) - 1)]
        words = tr("{side}, trial {n}", side=side.heading, n=number)
        if lines:
            words = tr("{trial}: {valid}", trial=words, valid=_VALIDITY[push.valid])
        faulty = lines and push.valid != "yes"
        size = written(frame)
        at = (frame.left + 3.0 * size, frame.bottom + _BAND / 2.0 - 1.7 * size)
        return (Text(at, words, 5.0 * size, Ink.FINDING if faulty else Ink.INK2, bold=faulty),)

    def _fault(self, number: int) -> str:
        """How the body gets out of position in this trial: one of the movement's own faults."""
        movement = self.movement(number)
        return Random(f"{self.seed}.{number}").choice(sorted(movement.faults))

    def moment(self, ref: Ref) -> float:
        for number, (side, trial, push, drawn) in enumerate(self.trials):
            if side is ref.side and trial == ref.trial:
                at = number * WHOLE + BEFORE
                if push.valid == "out_of_position":
                    return at + 3.2
                return at + (_slips_at(drawn) + 0.3 if push.valid == "slipped" else drawn.peak_at)
        return BEFORE + LASTS / 2.0

    def view(self, ref: Ref) -> View:
        for number, (side, trial, push, _) in enumerate(self.trials):
            if side is ref.side and trial == ref.trial and push.valid == "out_of_position":
                movement = self.movement(number)
                return movement.faults[self._fault(number)].view or movement.view
        return self.movement(0).view

    def clean(self) -> StrengthCourse:
        trials = {
            side: tuple(Push(push.newtons) for push in pushes[:1])
            for side, pushes in self.truth.trials.items()
        }
        return replace(self, truth=Strength(trials, {}, self.truth.both_low))


def _slips_at(drawn: Trace) -> float:
    """When the force falls away: the steepest drop between two samples."""
    steps = pairwise(drawn.samples)
    return min(steps, key=lambda pair: pair[1][1] - pair[0][1])[0][0]


def _slid(movement: Movement, gone: float) -> tuple[Prop, ...]:
    """The device, come off along the limb and tilted."""
    along, _ = ways(movement.end.pose.base)
    tilt = times(along, 1.6 * gone)
    return tuple(replace(prop, away=add(prop.away, tilt)) for prop in movement.end.props)
