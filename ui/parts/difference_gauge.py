"""The difference between the sides on an axis from nothing, against its error and against the convention."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.gauge import DifferenceScreen
from assessments.language.reading import number
from resources.tongue import tr
from ui.parts.side_badge import paint_badge
from ui.spoken import Role
from ui.theme import Theme, theme

_LEFT, _RIGHT = 8, 26
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class DifferenceGauge(QWidget):
    """The badge of the weaker side stands at the difference; without one the axis is empty."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen: DifferenceScreen | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_difference(self, screen: DifferenceScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            self.setAccessibleName(screen.words)
            self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(420, look.px(18) + 30 + 4 + look.px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def _x(self, amount: Decimal | int) -> float:
        assert self._screen is not None
        share = min(Decimal(1), Decimal(amount) / self._screen.high)
        return _LEFT + float(share) * (self.width() - _LEFT - _RIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        screen = self._screen
        if screen is None:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, axis = float(look.px(18)), float(look.px(18) + 30)
        error = self._x(screen.error)
        pen = QPen(look.colour("line2"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("sunken"))
        painter.drawRect(QRectF(self._x(0), top, error - self._x(0), axis - top))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink3"))
        said = tr("within measurement error")
        mark = None if screen.percent is None else self._x(screen.percent)
        width = painter.fontMetrics().horizontalAdvance(said)
        room = self._free(error, width, mark)
        if room is not None:
            painter.drawText(QRectF(room, top, width + 4, axis - top), _MIDDLE, said)
        self._paint_axis(painter, look, screen, axis)
        self._paint_lines(painter, look, screen, top, axis)
        if mark is not None and screen.weaker is not None:
            paint_badge(painter, QRectF(mark - 11, (top + axis) / 2 - 11, 22, 22), screen.weaker)
        painter.end()

    def _free(self, error: float, width: int, mark: float | None) -> float | None:
        """Where words of that width stand clear of the mark and of the convention's line; None if nowhere."""
        assert self._screen is not None
        taken = [(self._x(self._screen.convention), 6.0)]
        if mark is not None:
            taken.append((mark, 14.0))
        starts = [self._x(0) + 8, *(at + by for at, by in taken)]
        for start in sorted(starts):
            end = start + width
            if end + 6 <= error and all(end <= at - by or start >= at + by for at, by in taken):
                return start
        return None

    def _paint_axis(self, painter: QPainter, look: Theme, screen: DifferenceScreen, axis: float) -> None:
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(QPointF(self._x(0), axis), QPointF(self._x(screen.high), axis))
        for tick in range(0, screen.high + 1, 10 if screen.high <= 60 else 20):
            x = self._x(tick)
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.drawLine(QPointF(x, axis), QPointF(x, axis + 4))
            painter.setPen(look.colour("ink2"))
            place = QRectF(x - 30, axis + 4, 60, look.px(18))
            if not tick:
                painter.drawText(QRectF(x - 4, axis + 4, 60, look.px(18)), _MIDDLE, f"{tick} %")
            else:
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{tick} %")

    def _paint_lines(
        self, painter: QPainter, look: Theme, screen: DifferenceScreen, top: float, axis: float
    ) -> None:
        """The two lines; of two near ones the left is named to the left and the right to the right."""
        lines = [
            (
                screen.error,
                tr("error {percent} %", percent=number(screen.error)),
                Qt.PenStyle.SolidLine,
                "ink",
            ),
            (
                screen.convention,
                tr("{percent} % convention", percent=number(screen.convention)),
                Qt.PenStyle.DashLine,
                "ink2",
            ),
        ]
        lines.sort(key=lambda line: line[0])
        for place, (amount, said, style, tone) in enumerate(lines):
            x = self._x(amount)
            painter.setPen(QPen(look.colour(tone), 2, style))
            painter.drawLine(QPointF(x, 2), QPointF(x, axis))
            painter.setPen(look.colour(tone))
            if place:
                painter.drawText(QRectF(x + 6, 0, 200, top), _MIDDLE, said)
            else:
                painter.drawText(QRectF(x - 206, 0, 200, top), _MIDDLE | Qt.AlignmentFlag.AlignRight, said)
