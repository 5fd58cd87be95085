"""A list of lines with columns: the arrows walk it, Enter or a click opens the line under the caret."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.table import TableRow
from ui.keys import chord
from ui.parts.state_icon import paint_state
from ui.parts.state_words import STATE_WORDS
from ui.spoken import Role, SpokenCell, tell_caret
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ICON = 24


class RowList(QWidget):
    """`heads` are the names of the columns and where each begins, as a share of the width."""

    opened = Signal(str)
    walked = Signal(str)
    """The line the caret now stands on; "" when there is none."""

    def __init__(self, name: str, heads: Sequence[tuple[str, float]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._heads = tuple(heads)
        self._rows: tuple[TableRow, ...] = ()
        self._nothing = ""
        self._caret = 0
        self._top = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme().px(120))

    def show_rows(self, rows: Sequence[TableRow], nothing: str) -> None:
        """The lines, or what to say in their place."""
        before = self.current
        self._rows, self._nothing = tuple(rows), nothing
        ids = [row.id for row in self._rows]
        self._caret = ids.index(before) if before in ids else min(self._caret, max(0, len(ids) - 1))
        self._see()

    @property
    def row(self) -> TableRow | None:
        return self._rows[self._caret] if self._rows else None

    @property
    def current(self) -> str:
        return self.row.id if self.row else ""

    def walk(self, step: int) -> None:
        if self._rows:
            self._caret = max(0, min(len(self._rows) - 1, self._caret + step))
            self._see()

    def cut(self) -> list[str]:
        """Cells whose words do not fit their column even in the small font."""
        small = QFontMetrics(theme().font("small"))
        return [
            text
            for row in self._rows[self._top : self._top + self._shown()]
            for n, text in enumerate(row.cells)
            if small.horizontalAdvance(text) > self._room(n, row)
        ]

    def cells(self) -> tuple[SpokenCell, ...]:
        """The lines that are seen."""
        seen = self._rows[self._top : self._top + self._shown()]
        head, high = self._head(), self._high()
        return tuple(
            SpokenCell(_said(row), QRectF(0, head + n * high, self.width(), high), role=Role.ListItem)
            for n, row in enumerate(seen)
        )

    def cell_at_caret(self) -> int:
        return self._caret - self._top if self._rows else -1

    def spoken_group(self) -> str:
        return self._name if self._rows else self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(800, self._head() + self._high() * max(3, len(self._rows)) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {"↑": -1, "↓": 1, "PgUp": -self._shown(), "PgDn": self._shown()}
        pressed = chord(event)
        if pressed in steps and self._rows:
            self.walk(steps[pressed])
        elif pressed in ("Enter", "Space") and self._rows:
            self.opened.emit(self.current)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - self._head()) // self._high()) + self._top
        if 0 <= at < len(self._rows):
            again = at == self._caret
            self._caret = at
            self._see()
            if again:
                self.opened.emit(self.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._see()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, high = self._head(), self._high()
        shown = self._rows[self._top : self._top + self._shown()]
        bottom = head + high * max(1, len(shown))
        painter.fillRect(QRectF(0, 0, self.width(), bottom), look.colour("surface"))
        painter.setPen(look.colour("line"))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, bottom - 0.5))
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("caption"))
        for name, share in self._heads:
            painter.drawText(QRectF(self._x(share), 0, 240, head), _LEFT, name)
        painter.fillRect(QRectF(0, head - 1, self.width(), 1), look.colour("line2"))
        if not shown:
            painter.setFont(look.font("body"))
            painter.drawText(QRectF(12, head, self.width() - 24, high), _LEFT, self._nothing)
            if self.hasFocus():
                painter.setPen(QPen(look.colour("accent"), 3))
                painter.drawRect(QRectF(1.5, head + 1.5, self.width() - 3, high - 3))
        for n, row in enumerate(shown):
            self._paint_row(painter, look, row, head + n * high, self._top + n == self._caret)
        painter.end()

    def _paint_row(self, painter: QPainter, look: Theme, row: TableRow, top: float, at: bool) -> None:
        high = self._high()
        if at:
            painter.fillRect(QRectF(1, top, self.width() - 2, high - 1), look.colour("accent-soft"))
            if self.hasFocus():
                painter.setPen(QPen(look.colour("accent"), 3))
                painter.drawRect(QRectF(1.5, top + 1.5, self.width() - 3, high - 4))
        painter.fillRect(QRectF(0, top + high - 1, self.width(), 1), look.colour("line"))
        for n, text in enumerate(row.cells):
            left, room = self._x(self._heads[n][1]), self._room(n, row)
            if n == 0 and row.state is not None:
                paint_state(painter, QRectF(left, top + high / 2 - 8, 16, 16), row.state)
                left += _ICON
            font = look.font("guide-strong" if n == 0 else "guide")
            if QFontMetrics(font).horizontalAdvance(text) > room:
                font = look.font("small")
            painter.setFont(font)
            painter.setPen(look.colour("ink3" if row.faint else "ink"))
            fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, top, room, high - 1), _LEFT, fitting)

    def _room(self, n: int, row: TableRow) -> float:
        ends = [self._x(share) for _, share in self._heads] + [float(self.width())]
        return ends[n + 1] - ends[n] - 8 - (_ICON if n == 0 and row.state is not None else 0)

    def _x(self, share: float) -> float:
        return 12 + share * (self.width() - 20)

    def _head(self) -> int:
        return theme().px(30)

    def _high(self) -> int:
        return max(34, theme().px(34))

    def _shown(self) -> int:
        return max(1, (self.height() - self._head()) // self._high())

    def _see(self) -> None:
        self._top = max(0, min(self._caret, max(self._top, self._caret - self._shown() + 1)))
        said = _said(self.row) if self.row else self._nothing
        self.setAccessibleName(f"{self._name}: {said}")
        tell_caret(self)
        self.update()
        self.walked.emit(self.current)


def _said(row: TableRow) -> str:
    """The line as it is read aloud: its cells, and the icon's word where no cell says it."""
    cells = [cell for cell in row.cells if cell]
    state = STATE_WORDS[row.state] if row.state is not None else ""
    return ", ".join([*cells, *([state] if state and state not in " ".join(cells).lower() else [])])
