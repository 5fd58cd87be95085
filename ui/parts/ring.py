"""Rings that fill or empty: the key that is held for a second, and the rest that runs out."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.tongue import tr
from ui.dress import keeps_still
from ui.spoken import Role
from ui.theme import theme


class Ring(QWidget):
    """A share of a circle, from the top round clockwise, in the colour of a token."""

    spoken_role = Role.Graphic

    def __init__(self, name: str, size: int, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._width = width
        self._share = 0.0
        self._tone = "accent"
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def share(self) -> float:
        return self._share

    def show_share(self, share: float, tone: str) -> None:
        """From 0 to 1; where nothing may move it fills a quarter at a time."""
        if keeps_still():
            share = floor(share * 4) / 4
        if (share, tone) != (self._share, self._tone):
            self._share, self._tone = share, tone
            self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = self._width / 2 + 1
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(look.colour("sunken"), self._width))
        painter.drawEllipse(ring)
        if self._share > 0:
            pen = QPen(look.colour(self._tone), self._width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, -round(min(self._share, 1.0) * 360 * 16))
        self._paint_inside(painter)
        painter.end()

    def _paint_inside(self, painter: QPainter) -> None:
        """What stands in the middle; nothing, unless a ring of its own kind says so."""


class HoldRing(Ring):
    """The key to hold, and how long it has been held; a finger or the mouse can hold it as well."""

    held = Signal()
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Hold Space for one second"), 74, 9, parent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.held.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.let_go.emit()

    def _paint_inside(self, painter: QPainter) -> None:
        look = theme()
        font = look.font("caption-strong")
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        middle = QPointF(self.rect().center())
        painter.drawText(
            QRectF(middle.x() - 36, middle.y() - 12, 74, 26), Qt.AlignmentFlag.AlignCenter, "Space"
        )
