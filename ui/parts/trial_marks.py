"""Each trial as a mark on an axis of force: R round, L square, what does not count hollow and struck."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.trial_strip import NO_TRIALS, StripSide, TrialPoint, TrialStrip
from assessments.language.value import Side
from ui.parts.side_badge import paint_badge
from ui.spoken import Role
from ui.theme import Theme, theme

_LEFT, _RIGHT = 8, 26
_LANE, _MARK = 20.0, 5.0
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class TrialMarks(QWidget):
    """The valid trials of a side are joined by a line, and the value that counts stands in the pale band of
    its error."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = NO_TRIALS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strip(self, strip: TrialStrip) -> None:
        if strip != self._strip:
            self._strip = strip
            self.setAccessibleName(strip.words)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, round(2 * _LANE) + 4 + theme().px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def _x(self, amount: Decimal | int) -> float:
        share = Decimal(amount) / self._strip.high
        return _LEFT + float(share) * (self.width() - _LEFT - _RIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._strip.sides:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for lane, side in enumerate(self._strip.sides):
            self._paint_side(painter, look, side, lane * _LANE)
        self._paint_axis(painter, look, 2 * _LANE)
        painter.end()

    def _paint_axis(self, painter: QPainter, look: Theme, axis: float) -> None:
        strip = self._strip
        painter.setFont(look.font("caption"))
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(QPointF(self._x(0), axis), QPointF(self._x(strip.high), axis))
        for tick in range(0, strip.high + 1, strip.step):
            x = self._x(tick)
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.drawLine(QPointF(x, axis), QPointF(x, axis + 4))
            painter.setPen(look.colour("ink2"))
            place = QRectF(x - 30, axis + 4, 60, look.px(18))
            if tick:
                painter.drawText(place, _CENTRE, str(tick))
            else:
                painter.drawText(QRectF(x - 4, axis + 4, 60, look.px(18)), _MIDDLE, f"{tick} {strip.unit}")

    def _paint_side(self, painter: QPainter, look: Theme, side: StripSide, top: float) -> None:
        middle = top + _LANE / 2
        tone = look.colour("right" if side.side is Side.RIGHT else "left")
        if side.band is not None:
            low, high = (self._x(bound) for bound in side.band)
            painter.setPen(QPen(look.colour("line2"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(look.colour("sunken"))
            painter.drawRect(QRectF(low, top + 2.5, high - low, _LANE - 5))
        if side.points:
            paint_badge(painter, QRectF(_LEFT + 2, middle - 7, 14, 14), side.side)
        if side.spread is not None:
            low, high = (self._x(bound) for bound in side.spread)
            painter.setPen(QPen(tone, 2))
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for point in sorted(side.points, key=lambda it: it.valid):
            self._paint_point(painter, look, side, point, middle)

    def _paint_point(
        self, painter: QPainter, look: Theme, side: StripSide, point: TrialPoint, middle: float
    ) -> None:
        """The one that counts is larger, with a ring of the paper round it."""
        counts = point.valid and point.amount == side.counts
        tone = look.colour("right" if side.side is Side.RIGHT else "left")
        half = _MARK + (1.5 if counts else 0.0)
        x = self._x(point.amount)
        box = QRectF(x - half, middle - half, 2 * half, 2 * half)
        if point.valid:
            painter.setPen(QPen(look.colour("surface"), 1.5))
            painter.setBrush(tone)
        else:
            painter.setPen(QPen(look.colour("ink3"), 1.5))
            painter.setBrush(look.colour("surface"))
        if side.side is Side.RIGHT:
            painter.drawEllipse(box)
        else:
            painter.drawRect(box)
        if not point.valid:
            painter.drawLine(box.bottomLeft() + QPointF(-2, 2), box.topRight() + QPointF(2, -2))
