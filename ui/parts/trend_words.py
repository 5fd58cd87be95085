"""The words in a plot: the reference's name, the methods beside a break, the last values, the value under the
caret; each where it hides nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.screens.trend import Break, SideLine, Spot, Trend
from assessments.language.value import Side
from ui.theme import theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_WHOLE = SideLine(None, (), "")
"""Stands for no side, where a day or an amount alone has a place."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where values stand in the widget, from where to where the plot reaches, and how large the widget is."""

    place: Callable[[SideLine, Spot], QPointF]
    left: float
    right: float
    wide: float
    high: float

    def point(self, day: float, amount: float) -> QPointF:
        return self.place(_WHOLE, Spot(day, amount, False))


@dataclass(frozen=True, slots=True)
class End:
    """The value a line ends with and the one before; `whole` is whether that is the last there is."""

    y: float
    side: Side | None
    last: str
    before: str
    whole: bool


def wide(words: str, role: str) -> float:
    return QFontMetricsF(theme().font(role)).horizontalAdvance(words)


def paint_break_words(painter: QPainter, room: Room, breaks: Sequence[Break]) -> list[tuple[float, float]]:
    """Both methods by name, at either side of the dash, over the plot; a name gives way to the next dash.

    Returned is from where to where each reaches.
    """
    look = theme()
    painter.setFont(look.font("small"))
    painter.setPen(QPen(look.colour("ink2")))
    high = QFontMetricsF(look.font("small")).height()
    left_end, taken = room.left, []
    broken_at = sorted(breaks, key=lambda broken: broken.day)
    xs = [room.point(broken.day, 0).x() for broken in broken_at]
    for n, (broken, x) in enumerate(zip(broken_at, xs, strict=True)):
        if not room.left <= x <= room.right:
            continue
        after_end = xs[n + 1] - 6 if n + 1 < len(xs) else room.wide
        before, after = wide(broken.before, "small"), wide(broken.after, "small")
        if x - 6 - before > left_end:
            painter.drawText(QRectF(x - 6 - before, 0, before + 1, high), _LEFT, broken.before)
            taken.append((x - 6 - before, x))
        if x + 6 > left_end and x + 6 + after < after_end:
            painter.drawText(QRectF(x + 6, 0, after + 1, high), _LEFT, broken.after)
            taken.append((x, x + 6 + after))
            left_end = x + 6 + after + 8
        else:
            left_end = max(left_end, x + 6)
    return taken


def band_place(room: Room, trend: Trend, taken: Sequence[tuple[float, float]]) -> QRectF:
    """Where the reference's name stands: inside it where a place is free of values, else over the plot,
    beside what is taken there. Found by trying: whoever asks keeps it until the plot changes."""
    band = trend.band
    if band is None:
        return QRectF()
    long, high = wide(band.words, "small") + 2, QFontMetricsF(theme().font("small")).height()
    floor, ceiling = room.point(0, band.low).y(), room.point(0, band.high).y()
    left, right = room.left + 8.0, room.right - long - 8.0
    lines = [[room.place(line, spot) for spot in line.spots] for line in trend.lines]
    dashes = [room.point(broken.day, 0).x() for broken in trend.breaks]
    steps = max(1, round((right - left) / 40))
    xs = [left + (right - left) * step / steps for step in range(steps, -1, -1)]
    tops = (floor - high - 1, ceiling + 1)
    inside = [QRectF(x, top, long, high) for x in xs for top in tops]
    best = max(inside, key=lambda place: (_clear(place, lines, dashes), _clear(place, lines, ())))
    if floor - ceiling >= high and _clear(best, lines, dashes) >= high / 2:
        return best
    free = [x for x in reversed(xs) if all(x > end + 8 or x + long < start - 8 for start, end in taken)]
    return QRectF(free[0], 0, long, high) if free else best


def paint_band_words(painter: QPainter, place: QRectF, trend: Trend) -> None:
    if trend.band is not None:
        painter.setFont(theme().font("small"))
        painter.setPen(QPen(theme().colour("ink2")))
        painter.drawText(place, _LEFT, trend.band.words)


def _clear(place: QRectF, lines: Sequence[Sequence[QPointF]], dashes: Sequence[float]) -> float:
    """How far the nearest mark or line is from the middle of that place, up or down; up to a limit, so that
    of many good places the first is taken."""
    if any(place.left() - 4 < x < place.right() + 4 for x in dashes):
        return 0.0
    middle, found = place.center().y(), [40.0]
    for spots in lines:
        found += [abs(s.y() - middle) for s in spots if place.left() - 8 < s.x() < place.right() + 8]
        for one, other in pairwise(spots):
            ends = _part(one, other, place.left() - 8, place.right() + 8)
            if ends is not None:
                found.append(max(min(ends) - middle, middle - max(ends), 0.0))
    return min(found)


def _part(one: QPointF, other: QPointF, left: float, right: float) -> tuple[float, float] | None:
    """How high a line from one point to the next runs over that stretch; None where it does not."""
    low, high = max(one.x(), left), min(other.x(), right)
    if low >= high:
        return None
    slope = (other.y() - one.y()) / (other.x() - one.x())
    return one.y() + (low - one.x()) * slope, one.y() + (high - one.x()) * slope


def end_role(end: End, space: float) -> str:
    """A long value takes a smaller letter."""
    roles = ("strong" if end.whole else "body", "small-strong", "small")
    return next((role for role in roles if wide(end.last, role) <= space), roles[-1])


def paint_ends(painter: QPainter, room: Room, ends: Sequence[End]) -> None:
    """The last values beside their points with the one before below, moved apart where they would touch."""
    look = theme()
    high, small = (QFontMetricsF(look.font(role)).height() - 1 for role in ("strong", "small"))
    space = room.wide - room.right - 8
    fits = [bool(end.before) and wide(end.before, "small") <= space for end in ends]
    talls = [high + (small if both else 0.0) for both in fits]
    if sum(talls) > room.high:
        # There is room for the last values alone; the line below the plots says those before.
        talls = [high] * len(ends)
    tops = _apart([end.y - high / 2 for end in ends], talls, room.high)
    for top, tall, end in zip(tops, talls, ends, strict=True):
        painter.setPen(look.colour(f"{end.side.value}-text" if end.side else "ink"))
        painter.setFont(look.font(end_role(end, space)))
        place = QRectF(room.right + 8, top, space, high)
        painter.drawText(place, _LEFT, end.last)
        if tall > high:
            painter.setPen(look.colour("ink3"))
            painter.setFont(look.font("small"))
            painter.drawText(QRectF(place.left(), top + high - 2, place.width(), small), _LEFT, end.before)


def paint_values(painter: QPainter, room: Room, here: Sequence[tuple[QPointF, Side | None, str]]) -> None:
    """The values of one visit, each in a box beside its mark."""
    look = theme()
    painter.setFont(look.font("caption-strong"))
    high = QFontMetricsF(look.font("caption-strong")).height() + 2
    marks = sorted(here, key=lambda mark: mark[0].y())
    tops = _apart([at.y() - high / 2 for at, _, _ in marks], [high + 2.0] * len(marks), room.high)
    for top, (at, side, words) in zip(tops, marks, strict=True):
        long = wide(words, "caption-strong") + 12
        x = at.x() + 14 if at.x() + 14 + long < room.right else at.x() - 14 - long
        box = QRectF(x, top, long, high)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(look.colour(f"{side.value}-text" if side else "ink"))
        painter.drawText(box, _CENTRE, words)


def _apart(tops: Sequence[float], talls: Sequence[float], high: float) -> list[float]:
    """One below the other without touching, as near to where they belong as the height allows."""
    placed: list[float] = []
    floor = 0.0
    for n, (top, tall) in enumerate(zip(tops, talls, strict=True)):
        ceiling = high - sum(talls[n:])
        placed.append(max(floor, min(top, ceiling)))
        floor = placed[-1] + tall
    return placed
