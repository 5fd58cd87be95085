"""The lateral step-down: down until the heel brushes the floor and up again, five times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import pi, sin

from app.figures.library import movements
from app.figures.mixing import mixed
from app.figures.movement import Movement, eased
from app.figures.skeleton import body
from app.figures.views import View
from app.practice.observing import observing
from app.practice.scenes.course import POINTED_AT, Instant, Plain, Said, Span, Timing, apart, instant
from app.practice.scenes.lifts import STOPS
from app.practice.truth import CLEAN, Faults, StepDown
from assessments.language.value import Ref, Side
from resources.tongue import tr

TIMING = Timing(there=1.3, stay=0.4, back=1.3, rest=0.5)
_SWAYS = 2.2
"""How often a leg that is not steady sways, in a second. A drawing choice."""
_INWARDS = 0.15
"""How far it sways inwards, as part of how far outwards."""
CODES = {
    "arm": ("arm",),
    "trunk": ("trunk",),
    "pelvis": ("pelvis", "pelvis_turns"),
    "knee": ("knee_1", "knee_2"),
    "steady": ("steady",),
}
"""The faults that score an item."""
_ON_THE_WAIST = 0.1
"""What is drawn of an arm that does not count: the hand stays where it is held."""
_HALVINGS = 10
_CLEAN = -1.9
"""Where the shin bump is in a clean repetition, inside the second toe and in hundredths of a stature."""
_OUTSIDE, _BORDER = -0.7, 2.6
"""Still short of the toe, as far as a knee comes that scores nothing; and the inner border of the foot."""
_ONE, _TWO = (0.6, 2.0), (_BORDER + 0.7, _BORDER + 6.0)
"""From the least to the most that scores 1, and 2. The exam's rule decides where they end; how far in between
is a drawing choice."""


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
        passed = seconds - number * TIMING.whole
        way = eased(TIMING.way(passed))
        seen = observing().seen
        truth = self.truth.repetitions[number]
        counted = frozenset(code for code, share in truth.items() if share >= seen)
        growing = {"steady": way * _sway(passed)}
        now = instant(way, self._drawn[number], counted=counted, growing=growing)
        # The knee is drawn by one fault, whichever it was, and pointed at by its own.
        marked = [code for code in now.marked if not code.startswith("knee_")]
        if now.way >= POINTED_AT:
            marked += sorted(code for code in counted if code.startswith("knee_"))[-1:]
        return replace(now, marked=tuple(marked))

    @cached_property
    def _drawn(self) -> tuple[Faults, ...]:
        """The faults of each repetition as large as they are drawn."""
        return tuple(self._as_drawn(faults) for faults in self.truth.repetitions)

    def _as_drawn(self, faults: Faults) -> Faults:
        seen = observing().seen
        drawn = {
            code: apart(share, seen)
            for code, share in faults.items()
            if share and not code.startswith("knee_")
        }
        if 0.0 < faults.get("arm", 0.0) < seen:
            drawn["arm"] = faults["arm"] * _ON_THE_WAIST
        others = {code: share for code, share in drawn.items() if code != "steady"}
        drawn["knee_2"] = _knee(self.side.value, tuple(sorted(others.items())), _inside(faults, seen))
        return drawn

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


def _inside(faults: Faults, seen: float) -> float:
    """How far inside the second toe the shin bump comes, so that the drawn knee scores what it ought to."""
    one, two = faults.get("knee_1", 0.0), faults.get("knee_2", 0.0)
    if max(one, two) < seen:
        return _CLEAN + (_OUTSIDE - _CLEAN) * max(one, two) / seen
    (least, most), share = (_TWO, two) if two >= seen else (_ONE, one)
    return least + (most - least) * (share - seen) / (1.0 - seen)


@lru_cache(maxsize=256)
def _knee(side: str, others: tuple[tuple[str, float], ...], inside: float) -> float:
    """How much of the knee's fault puts the shin bump so far inside the second toe, whatever the pelvis does
    above it; found by halving."""
    movement = movements()["lateral_step_down"].on_side(side)
    inward = 1.0 if side == "right" else -1.0
    low, high = -0.6, 1.4
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        posed = body(mixed(movement, 1.0, {**dict(others), "knee_2": middle}))
        bump, toe = posed.landmark(f"{side}_shin_bump"), posed.landmark(f"{side}_second_toe")
        if (bump[0] - toe[0]) * inward < inside:
            low = middle
        else:
            high = middle
    return round((low + high) / 2.0, 4)


def _sway(passed: float) -> float:
    """To and fro, furthest out in the middle of the stay; inwards so little that the knee does not score."""
    sway = sin(2.0 * pi * _SWAYS * (passed - TIMING.furthest) + pi / 2.0)
    return sway if sway > 0.0 else sway * _INWARDS
