"""The verdict beside a change: beyond its error, within it, or why nothing can be said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assessments.change.errors import Error, error_of
from assessments.change.own import NO_OWN, OwnErrors
from assessments.language.finding import Measure
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.units import unit_words
from resources.tongue import tr

Code = Literal[
    "beyond_better",
    "beyond_worse",
    "beyond",
    "within",
    "unknown",
    "same_category",
    "changed_category",
    "not_comparable",
    "nothing_to_compare",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one change amounts to. `change` is how far it moved ("−3°"), empty where nothing was compared.

    `threshold` says what it was held against and whose figure that is. `direction` is "better" or "worse"
    where the words say so, else "". `important` is None where no importance is published.
    """

    code: Code
    words: str
    change: str = ""
    threshold: str = ""
    direction: str = ""
    important: bool | None = None
    standing: str = "convention"
    cites: tuple[str, ...] = ()
    changed: str = field(default="", compare=False)
    """Why nothing was compared, where it is not how it was measured: "protocol", "rater" or "unit"."""
    at_the_end: bool = field(default=False, compare=False)
    """Whether the first value lies too near an end of its scale for such a change to be shown at all."""


def verdict(
    before: Measure | None,
    now: Measure | None,
    same_rater: bool,
    own: OwnErrors = NO_OWN,
) -> Verdict:
    """What the change between two visits amounts to; a gap on either side never becomes within or beyond.

    The clinic's `own` error speaks only where no published figure does, of what was measured as its repeats
    were, and not from too few of them.
    """
    if before is None or now is None:
        return Verdict("nothing_to_compare", tr("Nothing to compare: only one visit has this."))
    error = error_of(now.code, own.of(before, now, same_rater))
    reason = _gap(before, now, error)
    if reason:
        return Verdict("nothing_to_compare", reason)
    reason = _unlike(before, now)
    if reason:
        return Verdict("not_comparable", reason, changed="unit" if before.unit != now.unit else "")
    if error.rule == "category":
        found = _by_category(before, now, error, same_rater)
    else:
        found = _by_amount(before, now, error, same_rater)
    return replace(found, standing=error.standing, cites=error.cites)


def _gap(before: Measure, now: Measure, error: Error) -> str:
    missing = []
    for sentence, measure in (
        (tr("last time “{words}”", words=_bare(before)), before),
        (tr("this time “{words}”", words=_bare(now)), now),
    ):
        value = measure.category if error.rule == "category" else measure.amount
        if value is None:
            missing.append(sentence)
    return tr("Nothing to compare: {what}.", what=", ".join(missing)) if missing else ""


def _bare(measure: Measure) -> str:
    return measure.words.rstrip(".")


def _unlike(before: Measure, now: Measure) -> str:
    if before.code != now.code or before.side != now.side:
        return tr("Not compared: these are different measures.")
    if before.unit != now.unit:
        return tr(
            "Not compared: the unit changed from {before} to {now}.",
            before=before.unit_words,
            now=now.unit_words,
        )
    was, is_now = dict(before.method.parts), dict(now.method.parts)
    changed = []
    for name in before.method.differs_from(now.method):
        if name in was and name in is_now:
            changed.append(
                tr("the {part} changed from {before} to {now}", part=name, before=was[name], now=is_now[name])
            )
        else:
            changed.append(tr("the {part} changed", part=name))
    return tr("Not compared: {what}.", what="; ".join(changed)) if changed else ""


def _by_category(before: Measure, now: Measure, error: Error, same_rater: bool) -> Verdict:
    held = tr("category, same rater")
    was, is_now = before.category_words, now.category_words
    if before.category == now.category:
        words = tr("Same category, {category}: no documented change.", category=is_now)
        return Verdict("same_category", words, "", held)
    moved = tr("from {before} to {now}", before=was, now=is_now)
    if not same_rater:
        words = tr(
            "Not compared: the rater changed. Category from {before} to {now}, no documented change.",
            before=was,
            now=is_now,
        )
        return Verdict("not_comparable", words, "", held, changed="rater")
    direction = ""
    if before.amount is not None and now.amount is not None:
        direction = _direction(Decimal(now.amount) - Decimal(before.amount), error)
    match direction:
        case "better":
            words = tr("Better: category changed from {before} to {now}.", before=was, now=is_now)
        case "worse":
            words = tr("Worse: category changed from {before} to {now}.", before=was, now=is_now)
        case _:
            words = tr("Category changed from {before} to {now}.", before=was, now=is_now)
    return Verdict("changed_category", words, moved, held, direction)


def _by_amount(before: Measure, now: Measure, error: Error, same_rater: bool) -> Verdict:
    first, moved, flipped = _movement(before, now)
    change = _change_words(first, moved, now.unit, error, flipped)
    if error.rule == "none" or error.limit is None:
        return Verdict("unknown", tr("Error unknown for this method."), change)
    if error.rule == "grade" and not same_rater:
        words = tr("Not compared: the rater changed. No documented change.")
        return Verdict("not_comparable", words, change, changed="rater")
    if error.rule == "percent" and first <= 0:
        return Verdict(
            "unknown", tr("Error unknown: the first value is zero, so there is no percentage."), change
        )
    direction = "" if flipped else _direction(moved, error)
    cannot = _cannot_show(first, direction, error)
    if cannot:
        return Verdict("unknown", cannot, change, at_the_end=True)
    held = _held_words(error, now.unit)
    beyond = _beyond(first, moved, error)
    importance = _importance(first, moved, error)
    if beyond:
        code: Code = "beyond_better" if direction == "better" else "beyond_worse" if direction else "beyond"
        words = _beyond_words(direction, _with_second(held, moved, error))
        if importance:
            words = tr("{verdict}, and important ({by})", verdict=words, by=_importance_words(error))
    elif importance:
        code = "within"
        words = _important_words(direction, importance, held)
    else:
        code = "within"
        direction = ""
        if error.second_limit is not None:
            held = tr("{held}; {limit} in one study", held=held, limit=number(error.second_limit))
        words = _within_words(moved, held, error)
        if importance is not None:
            by = _importance_words(error)
            words = tr("{verdict}, and under the published importance ({by})", verdict=words, by=by)
    important = None if importance is None else bool(importance)
    ended = tr("{verdict}; the weaker side changed.", verdict=words) if flipped else f"{words}."
    return Verdict(code, ended, change, held, direction, important)


def _beyond_words(direction: str, held: str) -> str:
    match direction:
        case "better":
            return tr("Better, beyond error ({held})", held=held)
        case "worse":
            return tr("Worse, beyond error ({held})", held=held)
        case _:
            return tr("Beyond error ({held})", held=held)


def _important_words(direction: str, by: str, held: str) -> str:
    if direction == "worse":
        return tr("Worse: important by the published {by}, but within error ({held})", by=by, held=held)
    return tr("Better: important by the published {by}, but within error ({held})", by=by, held=held)


def _within_words(moved: Decimal, held: str, error: Error) -> str:
    if error.rule == "grade":
        return tr("No documented change")
    if not moved:
        return tr("No change: within error ({held})", held=held)
    return tr("Within error ({held})", held=held)


def _movement(before: Measure, now: Measure) -> tuple[Decimal, Decimal, bool]:
    """The first value, how far it moved, and whether a side difference now has the other side weaker.

    20 % weaker on the right and then 20 % on the left is a change of 40 points, not of none.
    """
    first, last = Decimal(before.amount or 0), Decimal(now.amount or 0)
    was, is_now = before.weaker, now.weaker
    if was and is_now and was != is_now:
        return first, first + last, True
    return first, last - first, False


def _direction(moved: Decimal, error: Error) -> str:
    if not moved or not error.better:
        return ""
    return "better" if (moved > 0) == (error.better == "higher") else "worse"


def _beyond(first: Decimal, moved: Decimal, error: Error) -> bool:
    assert error.limit is not None
    # Multiplied out, because a quotient would have to be rounded before it is compared.
    size, limit = abs(moved), error.limit
    if error.rule == "percent":
        size, limit = size * 100, limit * first
    return size > limit if error.strictly else size >= limit


def _cannot_show(first: Decimal, direction: str, error: Error) -> str:
    low, high = error.no_better_under, error.no_worse_over
    if direction == "better" and low is not None and first < low:
        return tr("Unknown: a first score under {limit} cannot show improvement.", limit=number(low))
    if direction == "worse" and high is not None and first > high:
        return tr("Unknown: a first score over {limit} cannot show worsening.", limit=number(high))
    return ""


def _importance(first: Decimal, moved: Decimal, error: Error) -> str | None:
    """By which published figure the change is important; "" when by none, None when none is published."""
    points, percent = error.important_points, error.important_percent
    if points is None or percent is None:
        return None
    if abs(moved) >= points:
        return tr("{points} points", points=number(points))
    if first > 0 and abs(moved) * 100 >= percent * first:
        return f"{number(percent)} %"
    return ""


def _importance_words(error: Error) -> str:
    points, percent = error.important_points, error.important_percent
    if not points or not percent:
        return ""
    return tr("{points} points or {percent} %", points=number(points), percent=number(percent))


def _with_second(held: str, moved: Decimal, error: Error) -> str:
    if error.second_limit is None:
        return held
    limit = number(error.second_limit)
    if abs(moved) >= error.second_limit:
        return tr("{held}; also beyond the {limit} of one study", held=held, limit=limit)
    return tr("{held}; within the {limit} of one study", held=held, limit=limit)


def _held_words(error: Error, unit: str) -> str:
    assert error.limit is not None
    if error.rule == "percent":
        return tr("{limit} % of the first value, laboratory figure", limit=number(error.limit))
    if error.rule == "grade":
        return tr("1 grade, same rater")
    limit = amount_words(error.limit, unit)
    return tr("{limit}, {own}", limit=limit, own=error.own_words) if error.own_words else limit


def _change_words(first: Decimal, moved: Decimal, unit: str, error: Error, flipped: bool) -> str:
    if not moved:
        return tr("no change")
    sign = "" if flipped else "+" if moved > 0 else "\u2212"
    words = f"{sign}{amount_words(abs(moved), unit)}"
    if error.rule == "percent" and first > 0:
        words += f", {_percent_words(first, abs(moved), error)} %"
    return words


def _percent_words(first: Decimal, size: Decimal, error: Error) -> str:
    """One decimal, or as many as it takes for the print to lie on the side of the limit it decided."""
    exact = Fraction(size) * 100 / Fraction(first)
    for places in range(1, 5):
        shown = half_up(exact, places)
        if error.limit is None or shown != error.limit or exact == Fraction(error.limit):
            break
    return str(shown)


def amount_words(amount: Decimal, unit: str) -> str:
    """So much of a unit: a score moves by points, whatever its value is counted of."""
    shown = number(amount)
    match unit:
        case "deg" | "°":
            return f"{shown}°"
        case "of 10" | "of 24" | "%" | "points":
            return tr("{n} point", n=shown) if amount == 1 else tr("{n} points", n=shown)
        case "grade":
            return tr("{n} grade", n=shown) if amount <= 1 else tr("{n} grades", n=shown)
        case "":
            return shown
        case _:
            return f"{shown} {unit_words(unit)}"
