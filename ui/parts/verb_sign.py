"""A small sign beside a verb, so that the eye finds the button again: a plus, a glass, two sliders."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import theme

_SIDE = 20


class VerbSign(QWidget):
    """Only for the eye: it is named as what it stands for. `tone` is the ink it is drawn in."""

    def __init__(self, sign: str, name: str, tone: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._draw, self._tone = _DRAWN[sign], tone
        self.setFixedSize(_SIDE, _SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_tone(self, tone: str) -> None:
        if tone != self._tone:
            self._tone = tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().colour(self._tone), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        self._draw(painter)
        painter.end()


def _plus(painter: QPainter) -> None:
    painter.drawLine(QPointF(10, 4), QPointF(10, 16))
    painter.drawLine(QPointF(4, 10), QPointF(16, 10))


def _glass(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2.5, 2.5, 10, 10))
    painter.drawLine(QPointF(11.5, 11.5), QPointF(17, 17))


def _sliders(painter: QPainter) -> None:
    for height, knob in ((6, 13), (14, 7)):
        painter.drawLine(QPointF(2, height), QPointF(knob - 3, height))
        painter.drawLine(QPointF(knob + 3, height), QPointF(18, height))
        painter.drawEllipse(QPointF(knob, height), 2.5, 2.5)


_DRAWN: Mapping[str, Callable[[QPainter], None]] = {"plus": _plus, "glass": _glass, "sliders": _sliders}
