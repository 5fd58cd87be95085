"""The small plot of one row: points and straight lines at their true times, right and left told apart
by shape, line and colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.crowding import LARGEST, marks_for
from app.report.document import Trend, TrendPoint
from app.report.paper import INK, SIDE_INK
from assessments.language.value import Side

_FINER = 2.4
"""How much smaller marks are here than on the screen."""


def draw_trend(
    canvas: Any,
    trends: Sequence[Trend],
    span: tuple[date, date],
    x: float,
    y: float,
    wide: float,
    high: float,
) -> None:
    """Draw the trends in the rectangle whose lower left corner is (x, y); its width is the span of dates.

    Lines stop where the method changed, and a dashed upright stands between. The scale runs from the least
    to the greatest value of the row, and says no more than the shape: the numbers stand beside it.
    """
    amounts = [p.amount for t in trends for p in t.points]
    if not amounts:
        return
    low, top = min(amounts), max(amounts)
    days = max((span[1] - span[0]).days, 1)

    def place(point: TrendPoint) -> tuple[float, float]:
        rise = (point.amount - low) / (top - low) if top > low else 0.5
        return x + (point.at - span[0]).days / days * wide, y + rise * high

    def dodged(trend: Trend) -> Callable[[TrendPoint], tuple[float, float]]:
        """Sides that meet stand a little apart, right above left, so that neither hides the other."""
        shift = {Side.RIGHT: 1.2, Side.LEFT: -1.2}.get(trend.side, 0.0) if trend.side else 0.0
        return lambda point: (place(point)[0], place(point)[1] + shift)

    for at in sorted(
        {_middle(place, t, i) for t in trends for i, p in enumerate(t.points) if i and not p.joined}
    ):
        canvas.saveState()
        canvas.setStrokeColor("#555555")
        canvas.setLineWidth(0.6)
        canvas.setDash(2, 1.6)
        canvas.line(at, y - 3, at, y + high + 3)
        canvas.restoreState()
    size = marks_for(sorted({(p.at - span[0]).days for t in trends for p in t.points}), _FINER * wide / days)
    for trend in reversed(trends):
        _line(canvas, trend, dodged(trend), size.size / LARGEST)


def _middle(place: Any, trend: Trend, index: int) -> float:
    return float(place(trend.points[index - 1])[0] + place(trend.points[index])[0]) / 2


def _line(canvas: Any, trend: Trend, place: Any, size: float) -> None:
    """`size` is how large its marks are, of their full size; at 0 only the ends of a line have one."""
    canvas.saveState()
    colour = INK if trend.side is None else SIDE_INK[trend.side]
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth(0.9)
    if trend.side is Side.LEFT:
        canvas.setDash(3, 1.8)
    spots = [place(point) for point in trend.points]
    # As one line from change to change of method, so that its dashes go on over crowded visits.
    path = canvas.beginPath()
    for i, (px, py) in enumerate(spots):
        if i and trend.points[i].joined:
            path.lineTo(px, py)
        else:
            path.moveTo(px, py)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash()
    last = len(spots) - 1
    joined = [point.joined for point in trend.points]
    for i, (px, py) in enumerate(spots):
        if not size and 0 < i < last and joined[i] and joined[i + 1]:
            continue
        r = 1.9 * (size or 0.6)
        match trend.side:
            case Side.RIGHT:
                canvas.circle(px, py, r * 1.1, stroke=0, fill=1)
            case Side.LEFT:
                canvas.rect(px - r, py - r, 2 * r, 2 * r, stroke=0, fill=1)
            case None:
                r *= 1.4
                diamond = canvas.beginPath()
                diamond.moveTo(px, py + r)
                for dx, dy in ((r, 0), (0, -r), (-r, 0)):
                    diamond.lineTo(px + dx, py + dy)
                diamond.close()
                canvas.drawPath(diamond, stroke=0, fill=1)
    canvas.restoreState()
