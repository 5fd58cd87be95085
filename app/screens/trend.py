"""One measure over the visits as it is drawn: its scale, its lines, where the method broke them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from itertools import pairwise
from math import ceil, floor, inf, isfinite, log10

from app.history import Point
from app.report.wording import amount as value_words
from app.report.wording import side_name
from assessments.change.errors import error_of, of_one_value
from assessments.language.catalogue import catalogue
from assessments.language.conventions import conventions
from assessments.language.finding import Measure, category_words
from assessments.language.reading import number
from assessments.language.reference import references
from assessments.language.value import Side
from resources.tongue import tr

_FIXED = {"of 10": (0, 10), "of 6": (0, 6), "of 5": (0, 5), "grade": (0, 5)}
"""Scales that are shown whole."""
_CATEGORIES = ("negative", "positive")
"""Where a measure has no number, its categories from below upward."""
CATEGORY_TICKS = tuple(category_words(code) for code in _CATEGORIES)
"""The same in words: the longest that ever stand before a plot."""
_STEPS = (1.0, 2.0, 5.0, 10.0)
_MOST_STEPS = 3
_BESIDE, _FOR_ITS_NAME = 5.0, 0.2
"""What is seen beside a reference, in its unit, and the part of the plot kept free for its name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One visit's value: `day` counts from the first visit, `error` is half the bar, None without one;
    `words` are as it is written: "R 132 N"."""

    day: float
    amount: float
    joined: bool
    error: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SideLine:
    """The values of one side, or of the person; the last and the one before it as they are written."""

    side: Side | None
    spots: tuple[Spot, ...]
    last: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """Between two visits the method changed: no line crosses it."""

    day: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Band:
    """A published reference; it reaches from `low` to `high`, and its words name whose it is."""

    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """`band` is the one reference that is drawn, of as many as `references` says there are: never two."""

    lines: tuple[SideLine, ...]
    breaks: tuple[Break, ...]
    scale: Scale
    band: Band | None = None
    references: int = 0


def trend(
    code: str, sides: Sequence[tuple[Side | None, tuple[Point, ...]]], start: datetime, reference: int = 0
) -> Trend:
    """How the values of one measure are drawn, the sides in one picture. `reference` counts through the
    published ones, the cut-off first; after the last comes none."""
    lines = tuple(_line(side, found, start) for side, found in sides if found)
    known = published(code)
    band = (*known, None)[reference % (len(known) + 1)]
    scale = _scale(next(found[0].measure for _, found in sides if found), lines, band)
    breaks: dict[float, Break] = {}
    for _, found in sides:
        for before, now in pairwise(found):
            if now.breaks:
                broken = _break(before, now, start)
                breaks.setdefault(broken.day, broken)
    if band is not None:
        band = replace(band, low=max(band.low, scale.low))
    return Trend(lines, tuple(breaks.values()), scale, band, len(known))


def days_from(start: datetime, at: datetime) -> float:
    return (at - start).total_seconds() / 86400


def _line(side: Side | None, found: tuple[Point, ...], start: datetime) -> SideLine:
    spots = tuple(
        Spot(
            days_from(start, point.at),
            _height(point.measure),
            n > 0 and not point.breaks,
            _half_bar(point),
            f"{side_name(side)}{value_words(point.measure)}",
        )
        for n, point in enumerate(found)
    )
    before = tr("before {value}", value=value_words(found[-2].measure)) if len(found) > 1 else ""
    return SideLine(side, spots, spots[-1].words, before)


def _height(measure: Measure) -> float:
    if measure.amount is not None:
        return float(measure.amount)
    return float(_CATEGORIES.index(measure.category)) if measure.category in _CATEGORIES else 0.0


def _half_bar(point: Point) -> float | None:
    measure = point.measure
    if measure.amount is None:
        return None
    own = point.own.of(measure, measure, same_rater=True)
    error = of_one_value(measure.code, Decimal(measure.amount), own)
    return None if error is None else float(error)


def _break(before: Point, now: Point, start: datetime) -> Break:
    day = (days_from(start, before.at) + days_from(start, now.at)) / 2
    name = now.breaks[0]
    return Break(day, _method_words(before.measure, name), _method_words(now.measure, name, True))


def _method_words(measure: Measure, name: str, after: bool = False) -> str:
    """What that part of the method was: "goniometer", "lever 0.40 m", "right weaker"."""
    if name == tr("weaker side") and measure.weaker:
        return tr("{side} weaker", side=measure.weaker.words)
    parts = dict(measure.method.parts)
    if name in parts:
        return parts[name]
    length = next((length for part, length, _ in measure.method.lengths if part == name), None)
    if length is not None:
        return f"{name} {number(length)} m"
    return tr("new {name}", name=name) if after else tr("old {name}", name=name)


def _scale(measure: Measure, lines: tuple[SideLine, ...], band: Band | None) -> Scale:
    if measure.amount is None and measure.category is not None:
        ticks = tuple((float(n), words) for n, words in enumerate(CATEGORY_TICKS))
        return Scale(-0.4, 1.4, ticks)
    spots = [spot for line in lines for spot in line.spots]
    least = min(s.amount for s in spots)
    low = min(s.amount - (s.error or 0) for s in spots)
    if least >= 0:
        low = max(low, 0.0)
    high = max(s.amount + (s.error or 0) for s in spots)
    if measure.unit in _FIXED:
        whole_low, whole_high = _FIXED[measure.unit]
        step = 5.0 if whole_high == 10 else 2.0 if whole_high == 6 else 1.0
        ticks = _ticks(whole_low, whole_high, step, measure.code)
        # A bar may reach beyond the scale: half a step shows where it ends.
        return Scale(min(low, whole_low) - 0.3, max(high, whole_high) + 0.3, ticks)
    if band is not None:
        # The whole reference; of one without an end so much that its name stands inside, below every value.
        high = max(high, band.high + _BESIDE)
        low = min(low, band.low if isfinite(band.low) else band.high - _BESIDE)
        low -= 0.0 if isfinite(band.low) else (high - low) * _FOR_ITS_NAME
    elif low >= 0 and (low <= high / 2 or high <= 30):
        low = 0.0
    step = _step(high - low)
    bottom, top = floor(low / step) * step, ceil(high / step) * step
    if bottom == top:
        bottom, top = bottom - step, top + step
    return Scale(bottom, top, _ticks(bottom, top, step, measure.code))


def _step(span: float) -> float:
    """1, 2 or 5 times a power of ten, so that few lines stand behind the values."""
    if span <= 0:
        return 1.0
    power = 10.0 ** floor(log10(span / _MOST_STEPS))
    return next(s * power for s in _STEPS if span / (s * power) <= _MOST_STEPS)


def _ticks(low: float, high: float, step: float, code: str) -> tuple[tuple[float, str], ...]:
    count = round((high - low) / step)
    return tuple((at, _tick(at, code)) for at in (low + n * step for n in range(count + 1)))


def _tick(at: float, code: str) -> str:
    words = number(Decimal(str(round(at, 6))))
    match code:
        case "thomas.hip_angle":
            return f"{'+' if at > 0 else ''}{words}°"
        case "thomas.knee_angle":
            return f"{words}°"
        case _:
            return words


@cache
def published(code: str) -> tuple[Band, ...]:
    """The cut-off that is published for this very measure, then each population with a mean and a spread, as
    its source gives them; none of ours, and nothing reckoned from either. A knee angle is noted and not read
    against others, so it has none."""
    rule = conventions().rules["THOMAS_CUT"]
    if code != "thomas.hip_angle" or rule.standing != "published":
        return ()
    words = tr("at or below {number}°: published cut-off", number=number(rule.amount))
    found = [Band(-inf, float(rule.amount), words)]
    for one in references("assessments.thomas"):
        if one.measure == code and one.mean is not None and one.sd is not None:
            words = tr("{population}, n {n}: mean ± 1 SD", population=one.population, n=one.n)
            found.append(Band(float(one.mean - one.sd), float(one.mean + one.sd), words))
    return tuple(found)


def row_name(measure: Measure) -> str:
    """The measure's own name; an angle carries the name of its test."""
    test, _, _ = measure.code.partition(".")
    if measure.unit == "deg":
        return next((part.protocol.name for part in catalogue() if part.protocol.id == test), measure.name)
    return measure.name


def about(code: str, measure: Measure, scale: Scale) -> tuple[str, ...]:
    """Unit, which way is better, and where the axis starts when not at zero; each on a line of its own."""
    unit = {"deg": tr("degrees"), "of 10": tr("0 to 10"), "of 6": tr("faults, 0 to 6"), "": ""}.get(
        measure.unit, measure.unit_words
    )
    if code == "thomas.hip_angle":
        unit = tr("0° = horizontal")
    if measure.name != row_name(measure):
        unit = tr("{measure}, {unit}", measure=measure.name.lower(), unit=unit)
    better = {"higher": tr("higher is better"), "lower": tr("lower is better")}.get(error_of(code).better, "")
    lines = [unit, better]
    if measure.amount is not None and measure.unit not in _FIXED and scale.low > 0:
        start = number(Decimal(str(round(scale.low, 6))))
        if measure.unit == "deg":
            lines.append(tr("axis starts at {start}°", start=start))
        else:
            lines.append(tr("axis starts at {start} {unit}", start=start, unit=measure.unit_words))
    return tuple(line for line in lines if line)
