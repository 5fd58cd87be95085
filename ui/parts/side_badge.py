"""The badge of a side: R round and blue, L square and vermillion, so that shape says it too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assessments.language.value import Side
from ui.spoken import Role
from ui.theme import theme


class SideBadge(QWidget):
    """One side's badge, 20 or 26 pixels."""

    spoken_role = Role.Graphic

    def __init__(self, side: Side, size: int = 26, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setFixedSize(size, size)
        self.setAccessibleName(side.heading)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._side)
        painter.end()


def paint_badge(painter: QPainter, rect: QRectF, side: Side) -> None:
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if side is Side.RIGHT:
        painter.setBrush(look.colour("right"))
        painter.drawEllipse(rect)
    else:
        painter.setBrush(look.colour("left-badge"))
        painter.drawRoundedRect(rect, 4, 4)
    font = look.font("small-strong")
    font.setPixelSize(round(rect.height() * 0.6))
    painter.setFont(font)
    painter.setPen(look.colour("on-right" if side is Side.RIGHT else "on-left"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "R" if side is Side.RIGHT else "L")
    painter.restore()
