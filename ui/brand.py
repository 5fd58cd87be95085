"""The mark and the name at the top left."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import theme


class Brand(QFrame):
    """A spine's curve in a ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("brand")
        self.setAccessibleName("Sagittal")

    def show_line(self, beside_rail: bool) -> None:
        """The line at the right goes on from the rail's, where there is one."""
        self.setStyleSheet("" if beside_rail else "QFrame#brand { border-right: 0; }")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme()
        painter = QPainter(self)
        paint_mark(painter, QRectF(16, self.height() / 2 - 13, 26, 26))
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("value"))
        place = QRectF(52, 0, self.width() - 60, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "Sagittal")
        painter.end()


def paint_mark(painter: QPainter, rect: QRectF) -> None:
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 26, rect.height() / 26)
    painter.setPen(QPen(look.colour("ink"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(13, 13), 11.8, 11.8)
    spine = QPainterPath(QPointF(12, 2.5))
    spine.cubicTo(QPointF(9, 9), QPointF(17.5, 13), QPointF(15.5, 17.5))
    spine.cubicTo(QPointF(14.6, 20), QPointF(12.6, 21), QPointF(12.6, 23.5))
    painter.setPen(QPen(look.colour("accent"), 3.2, c=Qt.PenCapStyle.FlatCap))
    painter.drawPath(spine)
    painter.restore()
