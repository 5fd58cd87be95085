"""The exams of one patient, newest first, walked by the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.patient import ExamRow
from resources.tongue import tr
from ui.keys import chord
from ui.parts.state_icon import paint_state
from ui.spoken import Role, SpokenCell, tell_caret
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_HEADS = ((tr("Date"), 0.0), (tr("Exam"), 0.15), (tr("Class, as signed"), 0.26), (tr("State"), 0.86))

_NOTHING = tr("No exams yet. Start the first with Enter")


class ExamList(QWidget):
    """Enter opens the exam under the caret; emits its id."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ExamRow, ...] = ()
        self._caret = 0
        self._top = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme().px(66))
        self.setAccessibleName(_NOTHING)

    def show_rows(self, rows: Sequence[ExamRow]) -> None:
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._caret = min(self._caret, max(0, len(self._rows) - 1))
            self._see()

    @property
    def current(self) -> str:
        return self._rows[self._caret].id if self._rows else ""

    def sizeHint(self) -> QSize:
        return QSize(800, self._head() + self._high() * max(1, len(self._rows)) + 2)

    def cells(self) -> tuple[SpokenCell, ...]:
        """The lines that are seen."""
        head, high = self._head(), self._high()
        seen = self._rows[self._top : self._top + max(1, (self.height() - head) // high)]
        return tuple(
            SpokenCell(_said(row), QRectF(0, head + n * high, self.width(), high), role=Role.ListItem)
            for n, row in enumerate(seen)
        )

    def cell_at_caret(self) -> int:
        return self._caret - self._top if self._rows else -1

    def spoken_group(self) -> str:
        return tr("Exams") if self._rows else self.accessibleName()

    def _head(self) -> int:
        return theme().px(30)

    def _high(self) -> int:
        return max(34, theme().px(34))

    def _see(self) -> None:
        shown = max(1, (self.height() - self._head()) // self._high())
        self._top = max(0, min(self._caret, max(self._top, self._caret - shown + 1)))
        row = self._rows[self._caret] if self._rows else None
        self.setAccessibleName(tr("Exams: {exam}", exam=_said(row)) if row else _NOTHING)
        tell_caret(self)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        if pressed in ("↑", "↓") and self._rows:
            step = 1 if pressed == "↓" else -1
            self._caret = max(0, min(len(self._rows) - 1, self._caret + step))
            self._see()
        elif pressed in ("Space", "O") and self._rows:
            self.opened.emit(self.current)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - self._head()) // self._high()) + self._top
        if 0 <= at < len(self._rows):
            self._caret = at
            self._see()
            self.opened.emit(self.current)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, high = self._head(), self._high()
        shown = self._rows[self._top : self._top + max(1, (self.height() - head) // high)]
        bottom = head + high * max(1, len(shown))
        painter.fillRect(QRectF(0, 0, self.width(), bottom), look.colour("surface"))
        painter.setPen(look.colour("line"))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, bottom - 0.5))
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("caption"))
        for name, share in _HEADS:
            painter.drawText(QRectF(self._x(share), 0, 200, head), _LEFT, name)
        painter.fillRect(QRectF(0, head - 1, self.width(), 1), look.colour("line2"))
        if not shown:
            painter.setFont(look.font("body"))
            painter.drawText(QRectF(12, head, self.width(), high), _LEFT, _NOTHING)
            if self.hasFocus():
                painter.setPen(QPen(look.colour("accent"), 3))
                painter.drawRect(QRectF(1.5, head + 1.5, self.width() - 3, high - 3))
        for n, row in enumerate(shown):
            self._paint_row(painter, look, row, head + n * high, high, self._top + n == self._caret)
        painter.end()

    def _x(self, share: float) -> float:
        return 12 + share * (self.width() - 20)

    def _paint_row(
        self, painter: QPainter, look: Theme, row: ExamRow, top: float, high: float, at: bool
    ) -> None:
        if at:
            painter.fillRect(QRectF(1, top, self.width() - 2, high - 1), look.colour("accent-soft"))
            if self.hasFocus():
                painter.setPen(QPen(look.colour("accent"), 3))
                painter.drawRect(QRectF(1.5, top + 1.5, self.width() - 3, high - 4))
        painter.fillRect(QRectF(0, top + high - 1, self.width(), 1), look.colour("line"))
        columns = (
            (row.day, "guide-strong"),
            (row.exam, "guide"),
            (row.words, "guide"),
            (row.state_words, "guide"),
        )
        ends = [self._x(share) for _, share in _HEADS] + [float(self.width())]
        for n, (text, role) in enumerate(columns):
            left, right = ends[n] + (22 if n == 3 else 0), ends[n + 1] - 4
            font = look.font(role)
            if QFontMetrics(font).horizontalAdvance(text) > right - left:
                font = look.font("small")
            painter.setFont(font)
            painter.setPen(look.colour("ink"))
            flags = _LEFT | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(left, top, right - left, high - 1), flags, text)
        paint_state(painter, QRectF(ends[3], top + high / 2 - 8, 16, 16), row.state)


def _said(row: ExamRow) -> str:
    return f"{row.day}, {row.exam}, {row.words}, {row.state_words}"
