"""The trials of a movement as marks on one axis of force, with the error of the value that counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from assessments.change.errors import of_one_value
from assessments.hip_strength.limb import Limb, limb
from assessments.hip_strength.protocol import FORCE, ID, TRIALS
from assessments.language.answers import Answers
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.value import SIDES, Side
from resources.tongue import listed, tr

_STEPS = (10, 20, 50, 100, 200, 500)
BAND = tr("Band: 95 % error of one value, one laboratory (Thorborg 2010).")
_MOST_TICKS = 7
"""A drawing choice: more numbers under the axis than this are not read."""


@dataclass(frozen=True, slots=True)
class TrialPoint:
    """One trial in newtons. What is not valid is shown hollow and struck."""

    amount: Decimal
    valid: bool


@dataclass(frozen=True, slots=True)
class StripSide:
    """One side's trials. `spread` is from its lowest to its highest valid trial, with two or more; `band` is
    the error round the value that counts, None where no error is known."""

    side: Side
    points: tuple[TrialPoint, ...]
    counts: Decimal | None = None
    spread: tuple[Decimal, Decimal] | None = None
    band: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class TrialStrip:
    """The axis begins at zero. Without any trial `sides` is empty and nothing is drawn."""

    sides: tuple[StripSide, ...]
    high: int
    step: int
    unit: str
    note: str
    """What the band is and who published it; empty where there is none."""
    words: str


NO_TRIALS = TrialStrip((), 1, 1, FORCE.unit, "", "")


def trial_strip(answers: Answers, movement: str) -> TrialStrip:
    """Both sides, right first."""
    sides = tuple(_side(answers, movement, side) for side in SIDES)
    if not any(side.points for side in sides):
        return NO_TRIALS
    furthest = max(
        *(point.amount for side in sides for point in side.points),
        *(side.band[1] for side in sides if side.band),
        Decimal(1),
    )
    step = next((step for step in _STEPS if furthest <= step * _MOST_TICKS), _STEPS[-1])
    high = step * int((furthest / step).to_integral_value(ROUND_CEILING))
    banded = any(side.band for side in sides)
    return TrialStrip(
        sides, high, step, FORCE.unit, BAND if banded else "", " ".join(_told(side) for side in sides)
    )


def _side(answers: Answers, movement: str, side: Side) -> StripSide:
    it = limb(answers, movement, side)
    points = tuple(
        TrialPoint(force, (answers.choice(ID, f"{movement}_valid", side, trial) or "yes") == "yes")
        for trial in range(1, TRIALS + 1)
        if (force := answers.amount(ID, f"{movement}_force", side, trial)) is not None
    )
    spread = (min(it.valid), max(it.valid)) if len(it.valid) > 1 else None
    counts = None if it.force is None else half_up(it.force, 1)
    return StripSide(side, points if it.tried else (), counts, spread, _band(it, movement))


def _band(it: Limb, movement: str) -> tuple[Decimal, Decimal] | None:
    if it.force is None:
        return None
    force = half_up(it.force, 1)
    half = of_one_value(f"{ID}.{movement}", force)
    if half is None:
        return None
    return max(Decimal(0), half_up(force - half, 1)), half_up(force + half, 1)


def _told(side: StripSide) -> str:
    """The side in a sentence for whoever hears it."""
    name = side.side.heading
    if not side.points:
        return tr("{side}: no trial yet.", side=name)
    trials = listed([_point(point) for point in side.points])
    if side.counts is None:
        return tr("{side}: {trials}; none counts.", side=name, trials=trials)
    counts = number(side.counts)
    if side.band is None:
        return tr("{side}: {trials}; {counts} N counts.", side=name, trials=trials, counts=counts)
    low, high = (number(bound) for bound in side.band)
    return tr(
        "{side}: {trials}; {counts} N counts, with its error from {low} to {high} N.",
        side=name,
        trials=trials,
        counts=counts,
        low=low,
        high=high,
    )


def _point(point: TrialPoint) -> str:
    force = number(half_up(point.amount, 1))
    if point.valid:
        return tr("{force} N", force=force)
    return tr("{force} N, not valid", force=force)
