"""Small counts in a row, each with the key that adds to it: what slipped, what was said, how hard it is."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.clamshell_trial import Cell
from app.screens.state import State
from ui.parts.state_icon import paint_state
from ui.spoken import Role, SpokenCell
from ui.theme import theme

_GAP = 6
_COLUMNS = 4
_ICONS = {"watch": State.CAUTION, "stop": State.STOP}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CountCells(QWidget):
    """One row of up to four. Yellow and a triangle where one more ends it; red and an octagon where it ends.
    Clicking a cell is pressing its key."""

    pressed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._cells: tuple[Cell, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        if tuple(cells) != self._cells:
            self._cells = tuple(cells)
            self.updateGeometry()
            said = (f"{c.label} {c.value} {c.rest} {c.tone}".strip() for c in self._cells)
            self.setAccessibleName(f"{self._name}: {', '.join(said)}")
            self.update()

    def cells(self) -> tuple[SpokenCell, ...]:
        return tuple(
            SpokenCell(
                f"{self._name}, {c.label}",
                box,
                f"{c.value} {c.rest}".strip(),
                c.key,
                Role.Button if c.key else Role.StaticText,
                pressed=bool(c.key),
            )
            for c, box in zip(self._cells, self._boxes(), strict=True)
        )

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(46))

    def minimumSizeHint(self) -> QSize:
        """So wide that every cell shows its words, all as wide as the longest."""
        label = QFontMetricsF(theme().font("small"))
        needs = (
            max(label.horizontalAdvance(cell.label) + 11, self._value_left(cell) + _value_wide(cell) + 7)
            for cell in self._cells
        )
        columns = min(max(len(self._cells), 1), _COLUMNS)
        wide = max(needs, default=0.0) * columns + _GAP * (columns - 1)
        return QSize(max(320, ceil(wide)), theme().px(46))

    def cut(self) -> list[str]:
        look = theme()
        label = QFontMetricsF(look.font("small"))
        found = []
        for cell, box in zip(self._cells, self._boxes(), strict=True):
            if label.horizontalAdvance(cell.label) > box.width() - 10:
                found.append(cell.label)
            if self._value_left(cell) + _value_wide(cell) > box.width() - 6:
                found.append(cell.value)
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for cell, box in zip(self._cells, self._boxes(), strict=True):
            if cell.key and box.contains(event.position()):
                self.pressed.emit(cell.key)

    def _boxes(self) -> list[QRectF]:
        """Four to a row, so that cells stand under each other; fewer share the whole width."""
        count = max(len(self._cells), 1)
        columns = min(count, _COLUMNS)
        wide = (self.width() - _GAP * (columns - 1)) / columns
        return [QRectF(n * (wide + _GAP), 0, wide, self.height()) for n in range(len(self._cells))]

    def _value_left(self, cell: Cell) -> float:
        left = 8.0
        if cell.key:
            left += theme().px(20) + 7
        return left

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cell, box in zip(self._cells, self._boxes(), strict=True):
            self._paint(painter, cell, box)
        painter.end()

    def _paint(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        look = theme()
        if cell.tone == "watch":
            pen = QPen(look.colour("miss-border"), 1, Qt.PenStyle.DashLine)
        else:
            pen = QPen(look.colour("stop"), 2) if cell.tone == "stop" else QPen(look.colour("line"), 1)
        painter.setPen(pen)
        fill = {"watch": "miss", "stop": "stop-soft"}.get(cell.tone, "surface")
        painter.setBrush(look.colour(fill))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        tone = {"watch": "miss-text", "stop": "stop"}.get(cell.tone, "ink3")
        painter.setPen(look.colour(tone))
        painter.setFont(look.font("small"))
        painter.drawText(QRectF(box.left() + 8, 3, box.width() - 9, look.px(18)), _LEFT, cell.label)
        top, high = float(look.px(21)), float(look.px(22))
        if cell.key:
            self._paint_cap(painter, QRectF(box.left() + 8, top + 1, look.px(20), high - 2), cell.key)
        left = box.left() + self._value_left(cell)
        painter.setFont(look.font(_value_role(cell)))
        painter.setPen(look.colour(tone if cell.tone else "ink"))
        painter.drawText(QRectF(left, top, box.width(), high), _LEFT, cell.value)
        left += _value_wide(cell) + 4
        painter.setFont(look.font("guide"))
        painter.setPen(look.colour(tone if cell.tone else "ink2"))
        painter.drawText(QRectF(left, top, box.right() - left, high), _LEFT, cell.rest)
        if cell.tone in _ICONS and left < box.right() - 60:
            paint_state(painter, QRectF(box.right() - 25, top + 2, 17, 17), _ICONS[cell.tone])

    def _paint_cap(self, painter: QPainter, box: QRectF, key: str) -> None:
        look = theme()
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("small-strong"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


def _value_role(cell: Cell) -> str:
    """A number stands out; words such as "not asked" do not."""
    return "value" if cell.value.isdigit() else "guide-strong"


def _value_wide(cell: Cell) -> float:
    return QFontMetricsF(theme().font(_value_role(cell))).horizontalAdvance(cell.value)
