"""How the findings table is set: right then left, reading, plot and verdict."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Any

from reportlab.platypus.flowables import Flowable

from app.dates import write_date
from app.report.charts import draw_trend
from app.report.document import ResultRow, Results, said, strong
from app.report.paper import BADGE_INK, BODY, CAPTION, HAIR, INK, SOFT
from app.report.text import LEADING, Line, draw, fitted, lines
from assessments.language.value import SIDES, Side
from resources.tongue import tr


class ResultsTable(Flowable):  # type: ignore[misc]
    """The findings table; where it goes on overleaf its head stands again over the columns."""

    def __init__(self, results: Results) -> None:
        super().__init__()
        self.results = results
        self.parts: list[Flowable] = [
            ResultsHead(results),
            *(ResultLine(row, results) for row in results.rows),
        ]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.highs = [part.wrap(width, height)[1] for part in self.parts]
        return width, sum(self.highs)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        ends = list(accumulate(self.highs[1:], initial=self.highs[0]))
        fit = sum(end <= height for end in ends[1:])
        if not fit:
            return []
        rows = self.results.rows
        return [ResultsTable(replace(self.results, rows=part)) for part in (rows[:fit], rows[fit:])]

    def draw(self) -> None:
        y = sum(self.highs)
        for part, high in zip(self.parts, self.highs, strict=True):
            y -= high
            part.drawOn(self.canv, 0, y)


class ResultsHead(Flowable):  # type: ignore[misc]
    """The head of the findings table."""

    def __init__(self, results: Results) -> None:
        super().__init__()
        self.results = results

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.wide = width
        columns = _columns(width)
        plots = _plots(self.results)
        heads = [
            (0.0, columns.right - columns.number, tr("Test and method")),
            (columns.reading, columns.trend if plots else columns.verdict, tr("Reading today")),
            (columns.verdict, width, self.results.since),
        ]
        if plots:
            heads.append((columns.trend, columns.verdict, _span(self.results)))
        self.heads = [(x, lines(strong(text), CAPTION, end - x - 6)) for x, end, text in heads]
        self.high = 20 + (max(len(head) for _, head in self.heads) - 1) * CAPTION * LEADING
        return width, self.high

    def draw(self) -> None:
        columns = _columns(self.wide)
        canvas = self.canv
        for x, head in self.heads:
            for row, line in enumerate(head, 1):
                draw(canvas, line, x, 7 + (len(head) - row) * CAPTION * LEADING, CAPTION, SOFT)
        for side, x in zip(SIDES, (columns.right, columns.left), strict=True):
            badge(canvas, side, x - 7, 9.5)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.1)
        canvas.line(0, 0, self.wide, 0)


class ResultLine(Flowable):  # type: ignore[misc]
    """One row of the findings table."""

    def __init__(self, row: ResultRow, results: Results) -> None:
        super().__init__()
        self.row, self.results = row, results

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        at = _columns(width)
        self.wide = width
        self.name = lines(strong(self.row.name), BODY, at.right - at.number - 6)
        self.method = (
            lines(said(self.row.method), CAPTION, at.right - at.number - 6) if self.row.method else ()
        )
        room = (at.trend if _plots(self.results) else at.verdict) - at.reading - 8
        self.reading = [line for text in self.row.reading for line in lines(said(text), BODY, room)]
        self.verdict = [
            line for text in self.row.verdict for line in lines(said(text), BODY, width - at.verdict)
        ]
        both = self.row.both or ""
        self.values = [
            _number(text, room)
            for text, room in (
                (self.row.right, at.number),
                (self.row.left, at.left - at.right - 5),
                (both, at.left - at.right + at.number),
            )
        ]
        text = max(
            len(self.name) * BODY * LEADING + len(self.method) * CAPTION * LEADING,
            len(self.reading) * BODY * LEADING,
            len(self.verdict) * BODY * LEADING,
            max(len(v) * s * LEADING for v, s in self.values),
        )
        self.high = max(text + 9, 30.0)
        return width, self.high

    def draw(self) -> None:
        at, canvas, middle = _columns(self.wide), self.canv, self.high / 2
        y = middle + (len(self.name) * BODY + len(self.method) * CAPTION) * LEADING / 2
        for line in self.name:
            y -= BODY * LEADING
            draw(canvas, line, 0, y + 2.7, BODY)
        for line in self.method:
            y -= CAPTION * LEADING
            draw(canvas, line, 0, y + 2.4, CAPTION, SOFT)
        for (value, size), x in zip(self.values, (at.right, at.left, at.left), strict=True):
            for i, line in enumerate(value):
                y = middle + len(value) * size * LEADING / 2 - (i + 1) * size * LEADING + size * 0.3
                draw(canvas, line, x - line.width, y, size)
        for column, x in ((self.reading, at.reading), (self.verdict, at.verdict)):
            for i, line in enumerate(column):
                y = middle + len(column) * BODY * LEADING / 2 - (i + 1) * BODY * LEADING + 2.7
                draw(canvas, line, x, y, BODY)
        if self.results.span and self.row.trends:
            room = at.verdict - at.trend - 20
            draw_trend(canvas, self.row.trends, self.results.span, at.trend + 4, middle - 7, room, 14)
        canvas.setStrokeColor(HAIR)
        canvas.setLineWidth(0.5)
        canvas.line(0, 0, self.wide, 0)


def badge(canvas: Any, side: Side, x: float, y: float) -> None:
    """R in a disc, L in a square: told apart by letter and shape before colour."""
    canvas.saveState()
    canvas.setFillColor(BADGE_INK[side])
    if side is Side.RIGHT:
        canvas.circle(x, y, 6.4, stroke=0, fill=1)
    else:
        canvas.roundRect(x - 6, y - 6, 12, 12, 1.5, stroke=0, fill=1)
    (letter,) = lines(strong(side.letter), 8.5, 100)
    draw(canvas, letter, x - letter.width / 2, y - 3, 8.5, "#FFFFFF")
    canvas.restoreState()


class _Columns:
    """Where the columns of the findings table stand; numbers end at `right` and `left`."""

    def __init__(self, wide: float) -> None:
        self.number = wide * 0.095
        self.right = wide * 0.305
        self.left = wide * 0.400
        self.reading = wide * 0.418
        self.trend = wide * 0.612
        self.verdict = wide * 0.792


def _columns(wide: float) -> _Columns:
    return _Columns(wide)


def _number(text: str, room: float) -> tuple[tuple[Line, ...], float]:
    if not text:
        return (), 10.0
    if len(lines(strong(text), 9.0, room)) > 1:
        return lines(said(text), 8.0, room), 8.0
    line, size = fitted(text, 10.0, room, 9.0, bold=True)
    return (line,), size


def _plots(results: Results) -> bool:
    """Whether there is anything to plot; a first visit gives the room to the readings."""
    return results.span is not None and results.span[0] < results.span[1]


def _span(results: Results) -> str:
    assert results.span is not None
    first, last = results.span
    start, end = write_date(first), write_date(last)
    if first.year == last.year:
        return tr("{start} to {end}", start=start[:-5], end=end)
    # Two whole years would run into the next column.
    return tr("{start} to {end}", start=f"{start[:-4]}{start[-2:]}", end=f"{end[:-4]}{end[-2:]}")
