"""The values of one visit in a line of words, with those of the visit before: what the caret or the mouse
points out in a plot."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from app.screens.progress import ProgressRow, ProgressScreen, Tick
from app.screens.trend import Spot
from assessments.language.reading import number
from resources.tongue import tr


def visit_line(screen: ProgressScreen, row: ProgressRow, day: float) -> str:
    """ "Abduction strength, 14-Aug-2026, week 12: R 129 N ± 12.7, L 148 N ± 14.5. Visit before, …". A visit
    without a value says so."""
    visits = {tick.day: tick for tick in screen.ticks}
    here = _at(row, day)
    sentences = [_told(row.name, visits[day], here)]
    earlier = max((s.day for line in row.trend.lines for s in line.spots if s.day < day), default=None)
    if here and earlier is not None:
        before = ", ".join(spot.words for spot in _at(row, earlier))
        sentences.append(tr("Visit before, {date}: {values}.", date=visits[earlier].whole, values=before))
        sentences += [
            tr(
                "In between {before} became {after}, so the two are not compared.",
                before=b.before,
                after=b.after,
            )
            for b in row.trend.breaks
            if earlier < b.day < day
        ]
    if any(spot.error is not None for spot in here):
        sentences.append(tr("± is the 95 % error of one value."))
    return " ".join(sentences)


def _told(name: str, visit: Tick, here: Iterable[Spot]) -> str:
    values = ", ".join(_with_error(spot) for spot in here)
    fields = {"test": name, "date": visit.whole, "when": visit.about}
    if not values:
        return tr("{test}, {date}, {when}: no value.", **fields)
    return tr("{test}, {date}, {when}: {values}.", values=values, **fields)


def _with_error(spot: Spot) -> str:
    if spot.error is None:
        return spot.words
    return f"{spot.words} ± {number(Decimal(str(round(spot.error, 1))))}"


def _at(row: ProgressRow, day: float) -> list[Spot]:
    return [spot for line in row.trend.lines for spot in line.spots if spot.day == day]
