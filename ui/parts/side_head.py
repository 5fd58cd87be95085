"""The head over one side's column: badge, name, a note, and a line in the side's colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessments.language.value import Side
from ui.parts.side_badge import paint_badge
from ui.spoken import Role
from ui.theme import theme


class SideHead(QWidget):
    """ "Right", with words beside it such as "second, sore side"."""

    spoken_role = Role.StaticText

    def __init__(self, side: Side, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._note = note
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_note(note)

    def show_note(self, note: str) -> None:
        self._note = note
        self.setAccessibleName(f"{self._side.heading} {note}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(38, theme().px(34)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_side_head(painter, QRectF(self.rect()), self._side, self._note)
        painter.end()


def paint_side_head(painter: QPainter, rect: QRectF, side: Side, note: str) -> None:
    look = theme()
    middle = rect.top() + (rect.height() - 6) / 2
    paint_badge(painter, QRectF(rect.left(), middle - 13, 26, 26), side)
    painter.setPen(look.colour("ink"))
    painter.setFont(look.font("section"))
    name = side.heading
    left = rect.left() + 36
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(left, rect.top(), rect.width(), rect.height() - 6), flags, name)
    left += QFontMetrics(look.font("section")).horizontalAdvance(name) + 10
    painter.setPen(look.colour("ink3"))
    painter.setFont(look.font("caption"))
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height() - 6), flags, note)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 3, rect.width(), 3), look.colour(side.value))
