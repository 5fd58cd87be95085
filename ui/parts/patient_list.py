"""The list of patients: one line each, walked by the arrows while the caret stays in the search field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.home import PatientRow
from resources.tongue import tr
from ui.parts.state_icon import paint_state
from ui.spoken import Role, SpokenCell, announce
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_HEADS = (tr("Name"), tr("Born"), tr("Sex"), tr("No."), tr("Last seen"), tr("State"))
_SHARES = (0.286, 0.176, 0.044, 0.09, 0.185, 0.219)


class PatientList(QWidget):
    """Shows as many rows as there is room for; the row of the caret is always among them."""

    opened = Signal(str)
    """The id of the patient whose row was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PatientRow, ...] = ()
        self._nothing = ""
        self._caret = 0
        self._top = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(200)

    def show_rows(self, rows: Sequence[PatientRow], nothing: str) -> None:
        """The caret stays on its patient where that one is still listed."""
        if tuple(rows) == self._rows and nothing == self._nothing:
            return
        before = self.current
        self._rows = tuple(rows)
        self._nothing = nothing
        self._caret = next((n for n, row in enumerate(self._rows) if row.id == before), 0)
        self._see()

    @property
    def current(self) -> str:
        """The patient the caret stands on; "" in an empty list."""
        return self._rows[self._caret].id if self._rows else ""

    def walk(self, by: int) -> None:
        if self._rows:
            self._caret = max(0, min(len(self._rows) - 1, self._caret + by))
            self._see()
            # The caret stays in the search field: the line is said from here.
            announce(self, _said(self._rows[self._caret]))

    def cut(self) -> list[str]:
        """Names that do not fit their column."""
        look = theme()
        metrics = QFontMetrics(look.font("value"))
        return [
            r.name for r in self._rows if metrics.horizontalAdvance(r.name) > self._columns()[0].width() * 2
        ]

    def _see(self) -> None:
        shown = max(1, int((self.height() - self._head()) // self._high()))
        self._top = max(0, min(self._top, len(self._rows) - shown), self._caret - shown + 1)
        self._top = min(self._top, self._caret)
        row = self._rows[self._caret] if self._rows else None
        said = _said(row) if row else self._nothing
        self.setAccessibleName(tr("Patients: {patient}", patient=said))
        self.update()

    def cells(self) -> tuple[SpokenCell, ...]:
        """The lines that are seen."""
        head, high = self._head(), self._high()
        seen = self._rows[self._top : self._top + max(1, (self.height() - head) // high)]
        return tuple(
            SpokenCell(_said(row), QRectF(0, head + n * high, self.width(), high), role=Role.ListItem)
            for n, row in enumerate(seen)
        )

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return self.accessibleName()

    def _high(self) -> int:
        return max(44, theme().px(42))

    def _head(self) -> int:
        return theme().px(32)

    def _columns(self) -> list[QRectF]:
        left, boxes = 14.0, []
        for share in _SHARES:
            wide = (self.width() - 20) * share
            boxes.append(QRectF(left, 0, wide, 0))
            left += wide
        return boxes

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - self._head()) // self._high()) + self._top
        if event.position().y() > self._head() and 0 <= at < len(self._rows):
            self._caret = at
            self._see()
            self.opened.emit(self.current)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.walk(-1 if event.angleDelta().y() > 0 else 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, high = self._head(), self._high()
        shown = self._rows[self._top : self._top + max(1, (self.height() - head) // high)]
        bottom = head + max(1, len(shown)) * high
        painter.fillRect(QRectF(0, 0, self.width(), bottom), look.colour("surface"))
        painter.setPen(look.colour("line"))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, bottom - 1))
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("caption"))
        for name, box in zip(_HEADS, self._columns(), strict=True):
            painter.drawText(QRectF(box.left(), 0, box.width(), head), _LEFT, name)
        painter.fillRect(QRectF(0, head - 1, self.width(), 1), look.colour("line2"))
        if not shown:
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font("body"))
            painter.drawText(QRectF(14, head, self.width() - 28, high), _LEFT, self._nothing)
        for n, row in enumerate(shown):
            self._paint_row(painter, look, row, head + n * high, high, self._top + n == self._caret)
        painter.end()

    def _paint_row(
        self, painter: QPainter, look: Theme, row: PatientRow, top: float, high: float, at: bool
    ) -> None:
        if at:
            painter.fillRect(QRectF(1, top, self.width() - 2, high - 1), look.colour("accent-soft"))
            painter.fillRect(QRectF(0, top, 3, high - 1), look.colour("accent"))
        painter.fillRect(QRectF(0, top + high - 1, self.width(), 1), look.colour("line"))
        name, born, sex, number, seen, state = (
            QRectF(box.left(), top, box.width() - 6, high) for box in self._columns()
        )
        end = self._words(painter, look, name, row.name, "value", "ink")
        tag = tr("Same name") if row.same_name else tr("Made up") if row.demonstration else ""
        if tag:
            self._tag(painter, look, tag, end + 6, top + high / 2)
        self._pair(painter, look, born, (row.born, "strong" if row.age else "body"), row.age)
        self._words(painter, look, sex, row.sex, "body", "ink")
        self._words(painter, look, number, row.number, "body", "ink")
        self._pair(painter, look, seen, (row.seen, "body"), row.exam)
        paint_state(painter, QRectF(state.left(), top + high / 2 - 8, 16, 16), row.state)
        self._words(painter, look, state.adjusted(24, 0, 0, 0), row.words, "guide", "ink")

    def _pair(self, painter: QPainter, look: Theme, box: QRectF, first: tuple[str, str], second: str) -> None:
        """A value and a quieter one beside it, or under it where the column is too narrow for both."""
        text, role = first
        wide = QFontMetrics(look.font(role)).horizontalAdvance(text) + 5
        if wide + QFontMetrics(look.font("body")).horizontalAdvance(second) <= box.width() - 6:
            self._words(painter, look, box.adjusted(0, 0, 10, 0), text, role, "ink")
            self._words(painter, look, box.adjusted(wide, 0, 20, 0), second, "body", "ink3")
            return
        half = box.height() / 2
        self._words(painter, look, box.adjusted(0, 2, 6, -half + 2), text, role, "ink")
        self._words(painter, look, box.adjusted(0, half - 2, 6, -2), second, "small", "ink3")

    def _words(self, painter: QPainter, look: Theme, box: QRectF, text: str, role: str, tone: str) -> float:
        font = look.font(role)
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text) > box.width():
            # A long name takes two smaller lines rather than losing its end.
            font = look.font("small-strong" if font.bold() else "small")
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(look.colour(tone))
            painter.drawText(box, _LEFT | Qt.TextFlag.TextWordWrap, text)
            return box.right()
        painter.setFont(font)
        painter.setPen(look.colour(tone))
        painter.drawText(box, _LEFT, text)
        return box.left() + metrics.horizontalAdvance(text)

    def _tag(self, painter: QPainter, look: Theme, text: str, left: float, middle: float) -> None:
        font = look.font("small-strong")
        box = QRectF(left, middle - look.px(10), QFontMetrics(font).horizontalAdvance(text) + 16, look.px(20))
        painter.setPen(QPen(look.colour("miss-border"), 1))
        painter.setBrush(look.colour("miss"))
        painter.drawRoundedRect(box, look.px(9), look.px(9))
        painter.setPen(look.colour("miss-text"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _said(row: PatientRow) -> str:
    return f"{row.name}, {row.born}, {row.words}"
