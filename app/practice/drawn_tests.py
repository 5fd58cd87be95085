"""The five tests of a generated patient: a movement for each finding that is to be there, as strong as asked.

The numbers are drawing choices of the practice: how far from a cut-off a fault lies, never what is usual in
people. No share lies nearer than 0.06 to where the perfect observer calls it otherwise, no angle within 1°.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from app.practice.dice import Dice
from app.practice.truth import CLEAN, Faults, Lifts, Opening, Push, StepDown, Strength, Thigh
from assessments.language.value import SIDES, Side
from assessments.lateral_step_down.protocol import REPETITIONS
from assessments.prone_hip_extension.protocol import LIFTS

PRESENT, MARKED, ABSENT, UNKNOWN = "present", "marked", "absent", "unknown"
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strengths:
    """How far from the cut-offs everything lies at one difficulty; spans hold both ends."""

    above: tuple[int, int]
    """Degrees of a thigh above horizontal; `below` those under it."""
    below: tuple[int, int]
    clear: Span
    slight: Span
    """The share of a lift that stays slight; (0, 0) where such lifts are clean."""
    clear_lifts: tuple[int, ...]
    few: tuple[int, int]
    """Valid repetitions of a clamshell that is a finding; `many` of one that is none."""
    many: tuple[int, int]
    weaker: tuple[int, int]
    """Per cent by which the weak side is weaker where that is a finding; `alike` where it is none."""
    alike: tuple[int, int]
    seen: Span
    unseen: Span
    seen_on: tuple[int, int]
    """On how many repetitions of the step-down a fault is seen."""


STRENGTHS: Mapping[str, Strengths] = MappingProxyType(
    {
        "easy": Strengths(
            (12, 20), (8, 14), (0.85, 1.0), (0.0, 0.0), (3,), (4, 8), (22, 30), (26, 36), (0, 4),
            (0.8, 1.0), (0.0, 0.0), (3, 5),
        ),
        "middle": Strengths(
            (6, 11), (6, 9), (0.7, 0.85), (0.26, 0.35), (2, 3), (9, 12), (18, 22), (19, 25), (4, 8),
            (0.6, 0.8), (0.0, 0.15), (2, 3),
        ),
        "borderline": Strengths(
            (2, 5), (2, 5), (0.61, 0.68), (0.38, 0.49), (2,), (13, 14), (15, 17), (16, 18), (10, 13),
            (0.42, 0.52), (0.18, 0.29), (1, 2),
        ),
    }
)  # fmt: skip


def thigh(dice: Dice, it: Strengths, state: str) -> Thigh:
    """A thigh above or below horizontal; one that stays unknown hangs with the back arched."""
    above = state == PRESENT
    hip = dice.whole(*it.above) if above else -dice.whole(*it.below)
    knee = dice.one((*range(54, 66), *range(69, 84))) if dice.often(0.3) else dice.whole(70, 84)
    drift = dice.share(0.5, 1.0) if above and dice.often(0.3) else dice.share(0.0, 0.3)
    return Thigh(Decimal(hip), Decimal(knee), state != UNKNOWN, drift)


def lifts(dice: Dice, it: Strengths, state: str, hurts: bool) -> Lifts:
    """Three lifts with one leading pattern, clear often enough or not; unknown is stopped after one."""
    lead = dice.one(("lumbar_extension", "anterior_tilt", "rotation", "lateral_shift"))
    clear = dice.one(it.clear_lifts) if state == PRESENT else 0
    clears = set(dice.some(range(LIFTS), clear))
    drawn = tuple(_lift(dice, it, lead, place in clears) for place in range(LIFTS))
    pain = dice.whole(2, 4) if hurts else dice.whole(0, 1)
    if state == UNKNOWN:
        return Lifts(drawn[:1], True, dice.whole(5, 7), "pain")
    return Lifts(drawn, hurts, pain)


def _lift(dice: Dice, it: Strengths, lead: str, clear: bool) -> Faults:
    faults = {lead: dice.share(*(it.clear if clear else it.slight))}
    if dice.often(0.25):
        faults["knee_flexion"] = dice.one((0.32, 0.4, 0.7, 0.9))
    return MappingProxyType({code: share for code, share in faults.items() if share})


_RUN = ("target_missed", "pelvis_roll", "off_beat")
"""The faults that end the trial when two follow each other after the one correction."""


def opening(dice: Dice, it: Strengths, state: str) -> Opening:
    """A trial with few or many valid repetitions; one that stays unknown is stopped by pain."""
    valid = dice.whole(*(it.few if state == PRESENT else it.many))
    tires = dice.share(0.1, 0.35)
    if state == UNKNOWN:
        before = dice.whole(1, 3)
        return Opening(
            (CLEAN,) * valid, ends_by="pain", tires=tires, pain_before=before, pain_peak=before + 3
        )
    first = dice.whole(1, valid - 1)
    ends = dice.one(("fatigue", "fatigue", "patient", "cramp", "heels_apart", *_RUN))
    limiter = dice.one(("lateral_hip", "lateral_hip", "buttock"))
    if ends == "heels_apart":
        apart = _fault(dice, ends)
        return Opening(
            (*[CLEAN] * first, apart, *[CLEAN] * (valid - first), apart), tires=tires, limiter=limiter
        )
    if ends in _RUN:
        slips = [_fault(dice, ends) for _ in range(3)]
        done = (*[CLEAN] * first, slips[0], *[CLEAN] * (valid - first), *slips[1:])
        return Opening(done, told_after=first + 1, tires=tires, limiter=limiter)
    if dice.often(0.5):
        slip = _fault(dice, dice.one(_RUN))
        done = (*[CLEAN] * first, slip, *[CLEAN] * (valid - first))
        return Opening(done, told_after=first + 1, ends_by=ends, tires=tires, limiter=limiter)
    return Opening((CLEAN,) * valid, ends_by=ends, tires=tires, limiter=limiter)


def _fault(dice: Dice, code: str) -> Faults:
    return MappingProxyType({code: dice.share(0.6, 1.0)})


def strength(dice: Dice, it: Strengths, state: str, weak: Side, strong_side: int) -> Strength:
    """Both sides of a movement; `strong_side` in newtons. Unknown is a weak side that hurts."""
    apart = dice.whole(*(it.alike if state == ABSENT else it.weaker))
    least = -(-strong_side * (100 - apart) // 100)
    # Rounded away from the cut-off: a finding keeps its per cent or gains, what is none loses.
    weak_side = least if state == ABSENT else strong_side * (100 - apart) // 100
    peaks = {weak: weak_side, weak.other: strong_side}
    trials = {side: _pushes(dice, peaks[side]) for side in SIDES}
    pain = {side: dice.whole(0, 1) for side in SIDES}
    if state == UNKNOWN:
        pain[weak] = dice.whole(4, 6)
    return Strength(MappingProxyType(trials), MappingProxyType(pain))


def _pushes(dice: Dice, peak: int) -> tuple[Push, ...]:
    """Three valid trials, the best at the peak, and now and then one more that has to be thrown out."""
    others = [peak * dice.whole(94, 99) // 100 for _ in range(2)]
    pushes = [Push(Decimal(newtons)) for newtons in dice.shuffled((peak, *others))]
    if dice.often(0.4):
        why = dice.one(("jerked", "slipped", "painful", "out_of_position"))
        # A jerk and a cheat read high, a pad that slips and a push that hurts read low.
        high = why in ("jerked", "out_of_position")
        newtons = peak * (dice.whole(106, 118) if high else dice.whole(60, 85)) // 100
        pushes.insert(dice.whole(0, len(pushes)), Push(Decimal(newtons), why))
    return tuple(pushes)


_ITEMS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        ABSENT: ((), ("arm",), ("steady",), ("trunk",), ("knee_1",), ("arm", "steady")),
        PRESENT: (
            ("pelvis", "trunk"), ("knee_1", "steady"), ("knee_2",), ("pelvis", "knee_1", "arm"),
            ("trunk", "knee_2"), ("pelvis_turns", "steady"), ("pelvis", "knee_1"),
        ),
        MARKED: (
            ("trunk", "pelvis", "knee_2"), ("arm", "pelvis", "knee_2"), ("trunk", "pelvis", "arm", "knee_1"),
            ("arm", "trunk", "pelvis", "knee_2"),
        ),
    }
)  # fmt: skip
"""Which faults of the step-down make which state: nothing or one point, two or three, four and more."""


def step_down(dice: Dice, it: Strengths, state: str, hurts: bool) -> StepDown:
    """Five repetitions with the faults of one state; unknown is stopped by pain after a few."""
    if state == UNKNOWN:
        return StepDown((CLEAN,) * dice.whole(1, 3), True, "pain")
    drawn: list[dict[str, float]] = [{} for _ in range(REPETITIONS)]
    for code in dice.one(_ITEMS[state]):
        seen_on = set(dice.some(range(REPETITIONS), dice.whole(*it.seen_on)))
        for place, faults in enumerate(drawn):
            share = dice.share(*(it.seen if place in seen_on else it.unseen))
            if share:
                faults[code] = share
    return StepDown(tuple(MappingProxyType(faults) for faults in drawn), hurts)
