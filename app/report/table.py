"""How a table of words is set: heads that stand again overleaf, and rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from reportlab.platypus.flowables import Flowable

from app.report.document import Table, Words, strong
from app.report.paper import BODY, CAPTION, HAIR, INK, SOFT
from app.report.text import LEADING, draw, lines

_BETWEEN = 8.0
_PAD = 3.0
MOST = 36
"""Lines of one cell: a row cannot go on overleaf."""


class WordTable(Flowable):  # type: ignore[misc]
    """It parts between rows; a head never stands without a row under it."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.parts = [
            TableRow([strong(head) for head in self.table.heads], self.table.shares, head=True),
            *(TableRow(row, self.table.shares) for row in self.table.rows),
        ]
        self.highs = [part.wrap(width, height)[1] for part in self.parts]
        return width, sum(self.highs)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        ends = list(accumulate(self.highs))[1:]
        fit = sum(end <= height for end in ends)
        if not fit:
            return []
        rows = self.table.rows
        return [WordTable(replace(self.table, rows=part)) for part in (rows[:fit], rows[fit:])]

    def draw(self) -> None:
        y = sum(self.highs)
        for part, high in zip(self.parts, self.highs, strict=True):
            y -= high
            part.drawOn(self.canv, 0, y)


class TableRow(Flowable):  # type: ignore[misc]
    """One row, its cells side by side from the top; a head is smaller and has the heavier line under it."""

    def __init__(self, cells: Sequence[Words], shares: Sequence[float], head: bool = False) -> None:
        super().__init__()
        self.cells, self.shares, self.head = cells, shares, head
        self.size = CAPTION if head else BODY

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.wide = width
        unit = width / sum(self.shares)
        self.starts = list(accumulate((share * unit for share in self.shares), initial=0.0))
        self.set = [
            lines(cell, self.size, share * unit - _BETWEEN, most=MOST)
            for cell, share in zip(self.cells, self.shares, strict=True)
        ]
        tallest = max(len(cell) for cell in self.set)
        return width, tallest * self.size * LEADING + 2 * _PAD

    def draw(self) -> None:
        tallest = max(len(cell) for cell in self.set)
        high = tallest * self.size * LEADING + 2 * _PAD
        for x, cell in zip(self.starts, self.set, strict=False):
            # Heads stand on their line, values begin at the top of their row.
            y = len(cell) * self.size * LEADING + _PAD if self.head else high - _PAD
            for line in cell:
                y -= self.size * LEADING
                draw(self.canv, line, x, y + self.size * 0.3, self.size, SOFT if self.head else INK)
        self.canv.setStrokeColor(INK if self.head else HAIR)
        self.canv.setLineWidth(1.1 if self.head else 0.5)
        self.canv.line(0, 0, self.wide, 0)
