"""A value on its axis, against the cut-off and the band round it in which a reading is near it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.gauge import BandScreen
from assessments.language.reading import number
from assessments.language.value import Side
from ui.spoken import Role
from ui.theme import Theme, theme

_EDGE = 24
_CENTRE = Qt.AlignmentFlag.AlignCenter


class BandGauge(QWidget):
    """R is a round mark, L a square one; hollow while the reading does not count."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen: BandScreen | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_band(self, screen: BandScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            self.setAccessibleName(screen.words)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._words_high() + self._bar_high() + theme().px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def _words_high(self) -> int:
        return theme().px(18)

    def _bar_high(self) -> int:
        return 20

    def _x(self, amount: Decimal | int) -> float:
        screen = self._screen
        assert screen is not None
        share = (Decimal(amount) - screen.low) / (screen.high - screen.low)
        return _EDGE + float(share) * (self.width() - 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        screen = self._screen
        if screen is None:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, axis = float(self._words_high()), float(self._words_high() + self._bar_high())
        left, right = self._x(screen.cut - screen.band), self._x(screen.cut + screen.band)
        painter.fillRect(QRectF(left, top, right - left, axis - top), look.colour("sunken"))
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(QPointF(_EDGE, axis), QPointF(self.width() - _EDGE, axis))
        painter.setFont(look.font("caption"))
        for tick in range(screen.low, screen.high + 1, screen.step):
            x = self._x(tick)
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.drawLine(QPointF(x, axis), QPointF(x, axis + 4))
            painter.setPen(look.colour("ink2"))
            sign = "+" if tick > 0 else ""
            text = f"{sign}{number(Decimal(tick))}{screen.unit}"
            painter.drawText(QRectF(x - 30, axis + 4, 60, look.px(18)), _CENTRE, text)
        cut = self._x(screen.cut)
        painter.setPen(look.colour("ink2"))
        flags = Qt.AlignmentFlag.AlignVCenter
        place = QRectF(0, 0, cut - 10, top)
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignRight, screen.below)
        place = QRectF(cut + 10, 0, self.width() - cut - 10, top)
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignLeft, screen.above)
        painter.setPen(QPen(look.colour("ink"), 2))
        painter.drawLine(QPointF(cut, top - 8), QPointF(cut, axis))
        if screen.mark is not None:
            self._paint_mark(painter, look, screen, screen.mark, (top + axis) / 2)
        painter.end()

    def _paint_mark(
        self, painter: QPainter, look: Theme, screen: BandScreen, mark: Decimal, middle: float
    ) -> None:
        at = QPointF(self._x(max(Decimal(screen.low), min(Decimal(screen.high), mark))), middle)
        colour = look.colour(screen.side.value)
        painter.setPen(QPen(colour if not screen.valid else look.colour("surface"), 2))
        painter.setBrush(colour if screen.valid else look.colour("surface"))
        if screen.side is Side.RIGHT:
            painter.drawEllipse(at, 7.5, 7.5)
        else:
            painter.drawRect(QRectF(at.x() - 7, at.y() - 7, 14, 14))
