"""The verdict beside a change: beyond its error, within it, or why nothing can be said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assessments.change.errors import Error, error_of, pairs_needed
from assessments.language.finding import Measure
from assessments.language.reading import number
from assessments.language.rounding import half_up

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


def verdict(
    before: Measure | None,
    now: Measure | None,
    same_rater: bool,
    own_mdc: Decimal | None = None,
    own_pairs: int | None = None,
) -> Verdict:
    """What the change between two visits amounts to; a gap on either side never becomes within or beyond.

    `own_mdc` is the clinic's own 95 % change error in the measure's unit. It speaks only where no published
    figure does, and not while its repeat pairs (`own_pairs`) are too few.
    """
    if before is None or now is None:
        return Verdict("nothing_to_compare", "Nothing to compare: only one visit has this.")
    error = _with_own(error_of(now.code), own_mdc, own_pairs)
    reason = _gap(before, now, error)
    if reason:
        return Verdict("nothing_to_compare", reason)
    reason = _unlike(before, now)
    if reason:
        return Verdict("not_comparable", reason)
    if error.rule == "category":
        found = _by_category(before, now, error, same_rater)
    else:
        found = _by_amount(before, now, error, same_rater, own_pairs)
    return replace(found, standing=error.standing, cites=error.cites)


def _with_own(error: Error, mdc: Decimal | None, pairs: int | None) -> Error:
    if not error.own or mdc is None or (pairs is not None and pairs < pairs_needed()):
        return error
    return replace(error, rule="points", limit=mdc, strictly=True, standing="computed", cites=())


def _gap(before: Measure, now: Measure, error: Error) -> str:
    missing = []
    for when, measure in (("last time", before), ("this time", now)):
        value = measure.category if error.rule == "category" else measure.amount
        if value is None:
            missing.append(f"{when} “{measure.words.rstrip('.')}”")
    return f"Nothing to compare: {', '.join(missing)}." if missing else ""


def _unlike(before: Measure, now: Measure) -> str:
    if before.code != now.code or before.side != now.side:
        return "Not compared: these are different measures."
    if before.unit != now.unit:
        return f"Not compared: the unit changed from {before.unit} to {now.unit}."
    was, is_now = dict(before.method.parts), dict(now.method.parts)
    changed = []
    for name in before.method.differs_from(now.method):
        if name in was and name in is_now:
            changed.append(f"the {name} changed from {was[name]} to {is_now[name]}")
        else:
            changed.append(f"the {name} changed")
    return f"Not compared: {'; '.join(changed)}." if changed else ""


def _by_category(before: Measure, now: Measure, error: Error, same_rater: bool) -> Verdict:
    held = "category, same rater"
    if before.category == now.category:
        return Verdict("same_category", f"Same category, {now.category}: no documented change.", "", held)
    moved = f"from {before.category} to {now.category}"
    if not same_rater:
        words = f"Not compared: the rater changed. Category {moved}, no documented change."
        return Verdict("not_comparable", words, "", held)
    direction = ""
    if before.amount is not None and now.amount is not None:
        direction = _direction(Decimal(now.amount) - Decimal(before.amount), error)
    words = f"{direction.capitalize()}: c" if direction else "C"
    return Verdict("changed_category", f"{words}ategory changed {moved}.", moved, held, direction)


def _by_amount(
    before: Measure, now: Measure, error: Error, same_rater: bool, own_pairs: int | None
) -> Verdict:
    first, moved, flipped = _movement(before, now)
    change = _change_words(first, moved, now.unit, error, flipped)
    if error.rule == "none" or error.limit is None:
        return Verdict("unknown", "Error unknown for this method.", change)
    if error.rule == "grade" and not same_rater:
        return Verdict("not_comparable", "Not compared: the rater changed. No documented change.", change)
    if error.rule == "percent" and first <= 0:
        return Verdict(
            "unknown", "Error unknown: the first value is zero, so there is no percentage.", change
        )
    direction = "" if flipped else _direction(moved, error)
    cannot = _cannot_show(first, direction, error)
    if cannot:
        return Verdict("unknown", cannot, change)
    held = _held_words(error, now.unit, own_pairs)
    beyond = _beyond(first, moved, error)
    importance = _importance(first, moved, error)
    if beyond:
        code: Code = "beyond_better" if direction == "better" else "beyond_worse" if direction else "beyond"
        words = f"{direction.capitalize()}, beyond" if direction else "Beyond"
        words += f" error ({held}{_second(moved, error)})"
        if importance:
            words += f", and important ({_importance_words(error)})"
    elif importance:
        code = "within"
        words = (
            f"{direction.capitalize()}: important by the published {importance}, but within error ({held})"
        )
    else:
        code = "within"
        direction = ""
        held += f"; {number(error.second_limit)} in one study" if error.second_limit is not None else ""
        words = f"Within error ({held})" if moved else f"No change: within error ({held})"
        words = "No documented change" if error.rule == "grade" else words
        if importance is not None:
            words += f", and under the published importance ({_importance_words(error)})"
    important = None if importance is None else bool(importance)
    ending = "; the weaker side changed." if flipped else "."
    return Verdict(code, words + ending, change, held, direction, important)


def _movement(before: Measure, now: Measure) -> tuple[Decimal, Decimal, bool]:
    """The first value, how far it moved, and whether a side difference now has the other side weaker.

    20 % weaker on the right and then 20 % on the left is a change of 40 points, not of none.
    """
    first, last = Decimal(before.amount or 0), Decimal(now.amount or 0)
    was, is_now = _weaker(before), _weaker(now)
    if was and is_now and was != is_now:
        return first, first + last, True
    return first, last - first, False


def _weaker(measure: Measure) -> str:
    """Which side a difference calls weaker; its words name it first, and only they do."""
    start = measure.words.lower()
    if not measure.code.endswith(".asymmetry"):
        return ""
    return next((side for side in ("right", "left") if start.startswith(f"{side} weaker")), "")


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
        return f"Unknown: a first score under {number(low)} cannot show improvement."
    if direction == "worse" and high is not None and first > high:
        return f"Unknown: a first score over {number(high)} cannot show worsening."
    return ""


def _importance(first: Decimal, moved: Decimal, error: Error) -> str | None:
    """By which published figure the change is important; "" when by none, None when none is published."""
    points, percent = error.important_points, error.important_percent
    if points is None or percent is None:
        return None
    if abs(moved) >= points:
        return f"{number(points)} points"
    if first > 0 and abs(moved) * 100 >= percent * first:
        return f"{number(percent)} %"
    return ""


def _importance_words(error: Error) -> str:
    points, percent = error.important_points, error.important_percent
    return f"{number(points)} points or {number(percent)} %" if points and percent else ""


def _second(moved: Decimal, error: Error) -> str:
    if error.second_limit is None:
        return ""
    reach = "also beyond" if abs(moved) >= error.second_limit else "within"
    return f"; {reach} the {number(error.second_limit)} of one study"


def _held_words(error: Error, unit: str, own_pairs: int | None) -> str:
    assert error.limit is not None
    if error.rule == "percent":
        return f"{number(error.limit)} % of the first value, laboratory figure"
    if error.rule == "grade":
        return "1 grade, same rater"
    words = f"{number(error.limit)}{_unit_words(unit, error.limit)}"
    if error.own:
        words += f", own {own_pairs} repeats" if own_pairs is not None else ", own repeats"
    return words


def _change_words(first: Decimal, moved: Decimal, unit: str, error: Error, flipped: bool) -> str:
    if not moved:
        return "no change"
    sign = "" if flipped else "+" if moved > 0 else "\u2212"
    words = f"{sign}{number(abs(moved))}{_unit_words(unit, abs(moved))}"
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


def _unit_words(unit: str, amount: Decimal) -> str:
    match unit:
        case "deg" | "°":
            return "°"
        case "of 10" | "of 24" | "%" | "points":
            return " point" if amount == 1 else " points"
        case "grade":
            return " grade" if amount <= 1 else " grades"
        case "":
            return ""
        case _:
            return f" {unit}"
