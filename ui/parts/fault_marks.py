"""The small signs of the fault board: a key, the mark of a repetition, words that wrap."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from ui.theme import Theme

CENTRE = Qt.AlignmentFlag.AlignCenter
TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


def paint_cap(painter: QPainter, look: Theme, box: QRectF, key: str) -> None:
    """A key as it is printed on the keyboard."""
    painter.setPen(QPen(look.colour("line2"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.drawLine(
        QPointF(box.left() + 4, box.bottom() - 1.5), QPointF(box.right() - 4, box.bottom() - 1.5)
    )
    painter.setFont(look.font("small-strong"))
    painter.setPen(look.colour("ink"))
    painter.drawText(box, CENTRE, key)


def paint_mark(painter: QPainter, look: Theme, centre: QPointF, mark: str, now: bool) -> None:
    """A dot for what is not judged, a ring for clean, a diamond for a fault, two for the worse one."""
    painter.setPen(Qt.PenStyle.NoPen)
    if mark in ("fault", "worse"):
        painter.setBrush(look.colour("finding"))
        for shift in (-3.5, 3.5) if mark == "worse" else (0.0,):
            x, y, r = centre.x() + shift, centre.y(), 6.0
            corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    elif mark == "clean":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line2"), 1.4))
        painter.drawEllipse(centre, 5.2, 5.2)
    else:
        painter.setBrush(look.colour("line2"))
        painter.drawEllipse(centre, 1.8, 1.8)
    if now:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent"), 2.4))
        if mark in ("fault", "worse"):
            painter.drawLine(
                QPointF(centre.x() - 7, centre.y() + 10), QPointF(centre.x() + 7, centre.y() + 10)
            )
        else:
            painter.drawEllipse(centre, 6.0, 6.0)


def wrapped_height(metrics: QFontMetrics, width: float, text: str) -> int:
    """How high the words are when they wrap at this width."""
    return metrics.boundingRect(0, 0, int(width), 1000, int(TOP), text).height()
