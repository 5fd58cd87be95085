"""A row of the safety screen that is answered by a count: one digit, and not asked until it is typed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from resources.tongue import tr
from ui.keys import chord
from ui.parts.answer_row import AnswerRow, AnswerScreen
from ui.spoken import Role, SpokenCell
from ui.theme import Theme

_CENTRE = Qt.AlignmentFlag.AlignCenter


class CountRow(AnswerRow):
    """A digit answers; minus and plus are for the mouse. Emits the digit, or "" for not asked."""

    def __init__(self, screen: AnswerScreen, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(screen, moves_on=False, parent=parent)
        self._least, self._most = low, high

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        if len(pressed) == 1 and pressed.isdigit() and not self._screen.locked:
            self.typed.emit(pressed)
        elif pressed in ("Y", "N"):
            # Neither is an answer to how many.
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._screen.barred or self._screen.locked:
            return
        less, _, more = self._zones()
        now = int(self._screen.answer) if self._screen.answer else None
        if more.contains(event.position()):
            self.typed.emit(str(self._least if now is None else min(now + 1, self._most)))
        elif less.contains(event.position()) and now is not None:
            self.typed.emit(str(max(now - 1, self._least)))

    def cells(self) -> tuple[SpokenCell, ...]:
        if self._screen.barred:
            return ()
        less, _, more = self._zones()
        return (
            SpokenCell(tr("One less"), less, role=Role.Button),
            SpokenCell(tr("One more"), more, role=Role.Button),
        )

    def _zones(self) -> tuple[QRectF, QRectF, QRectF]:
        yes, no = self._buttons()
        side = yes.height()
        left = QRectF(yes.left(), yes.top(), side, side)
        right = QRectF(no.right() - side, yes.top(), side, side)
        return left, QRectF(left.right(), yes.top(), right.left() - left.right(), side), right

    def _paint_buttons(self, painter: QPainter, look: Theme) -> None:
        screen = self._screen
        self._paint_mark(painter)
        less, value, more = self._zones()
        for zone, sign in ((less, "−"), (more, "+")):
            painter.setPen(self._edge(look))
            painter.setBrush(look.colour(self._paper))
            painter.drawRect(zone)
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font("caption"))
            painter.drawText(zone, _CENTRE, sign)
        painter.setPen(self._edge(look))
        painter.setBrush(look.colour("ink2" if screen.answer else self._paper))
        painter.drawRect(value)
        painter.setPen(look.colour("surface" if screen.answer else "ink3"))
        painter.setFont(look.font("caption-strong" if screen.answer else "small"))
        painter.drawText(value, _CENTRE, screen.answer or f"{self._least}–{self._most}")
        self._paint_note(painter, look)
