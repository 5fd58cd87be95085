"""The icon of a state: one painter for all of them, so that a state looks the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.screens.state import State
from ui.parts.state_words import STATE_WORDS
from ui.spoken import Role
from ui.theme import theme

_ROUND = Qt.PenCapStyle.RoundCap
_JOIN = Qt.PenJoinStyle.RoundJoin

Corners = Sequence[tuple[float, float]]


class StateIcon(QWidget):
    """One state, 16, 18, 20 or 24 pixels square."""

    spoken_role = Role.Graphic

    def __init__(self, state: State | None = None, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self._state: State | None = None
        self.show_state(state)

    def show_state(self, state: State | None) -> None:
        """None leaves the place empty."""
        if state is not self._state or state is None:
            self._state = state
            self.setAccessibleName(STATE_WORDS[state] if state else "")
            self.update()

    @property
    def empty(self) -> bool:
        """Whether its place is kept and nothing stands in it."""
        return self._state is None

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state is not None:
            painter = QPainter(self)
            paint_state(painter, QRectF(self.rect()), self._state)
            painter.end()


def paint_state(painter: QPainter, rect: QRectF, state: State) -> None:
    """The state's shape, scaled into the square."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 20, rect.height() / 20)
    accent, ink2, line2 = look.colour("accent"), look.colour("ink2"), look.colour("line2")
    finding, stop, surface = look.colour("finding"), look.colour("stop"), look.colour("surface")
    match state:
        case State.DONE:
            _disc(painter, accent)
            _tick(painter, look.colour("on-accent"))
        case State.SAVED:
            _ring(painter, accent, 1.8)
            _tick(painter, accent)
        case State.NOW:
            _shape(painter, accent, [(4.5, 3), (17, 10), (4.5, 17)])
        case State.TO_DO:
            _ring(painter, line2, 1.8)
        case State.NEGATIVE:
            _ring(painter, ink2, 2.0)
        case State.MISSING:
            border = look.colour("miss-border")
            pen = QPen(border, 2.0)
            pen.setDashPattern([1.6, 1.2])
            painter.setPen(pen)
            painter.setBrush(look.colour("miss"))
            painter.drawEllipse(QPointF(10, 10), 8.2, 8.2)
            _mark(painter, look.colour("miss-text"))
        case State.FINDING:
            _shape(painter, finding, [(10, 1.5), (18.5, 10), (10, 18.5), (1.5, 10)])
        case State.NEAR:
            diamond = [(10, 2), (18, 10), (10, 18), (2, 10)]
            _outline(painter, finding, surface, diamond)
            _shape(painter, finding, [(10, 2), (18, 10), (10, 18)])
        case State.NOT_DONE:
            _ring(painter, ink2, 1.8)
            painter.drawLine(QPointF(4.4, 15.6), QPointF(15.6, 4.4))
        case State.STOP:
            a, b = 6.0, 14.0
            _shape(painter, stop, [(a, 1), (b, 1), (19, a), (19, b), (b, 19), (a, 19), (1, b), (1, a)])
            _mark(painter, look.colour("on-stop"))
        case State.CAUTION:
            _outline(
                painter, look.colour("miss-border"), look.colour("miss"), [(10, 2), (19, 17.5), (1, 17.5)]
            )
            _mark(painter, look.colour("miss-text"), 1.6)
        case State.LOCKED:
            _padlock(painter, ink2)
        case State.WITHIN:
            _box(painter, ink2, dashed=False)
            painter.drawLine(QPointF(6, 10), QPointF(14, 10))
        case State.UNKNOWN:
            _box(painter, ink2, dashed=True)
            painter.setFont(look.font("small-strong"))
            painter.drawText(QRectF(0, 0, 20, 20), Qt.AlignmentFlag.AlignCenter, "?")
        case State.BETTER:
            _shape(painter, accent, [(10, 3), (18, 17), (2, 17)])
        case State.WORSE:
            _shape(painter, finding, [(2, 3), (18, 3), (10, 17)])
        case State.SUPPORTS:
            _filled_box(painter, accent)
            painter.setPen(QPen(look.colour("on-accent"), 2, c=_ROUND))
            painter.drawLine(QPointF(6, 10), QPointF(14, 10))
            painter.drawLine(QPointF(10, 6), QPointF(10, 14))
        case State.AGAINST:
            _box(painter, finding, dashed=False, tall=True)
            painter.drawLine(QPointF(6, 10), QPointF(14, 10))
        case State.CHANGES:
            painter.setPen(QPen(ink2, 1.8, c=_ROUND, j=_JOIN))
            for y, tip, foot in ((7, 17, 3), (13, 3, 17)):
                back = tip - 3 if tip > foot else tip + 3
                painter.drawLine(QPointF(foot, y), QPointF(tip, y))
                painter.drawLine(QPointF(back, y - 3), QPointF(tip, y))
                painter.drawLine(QPointF(back, y + 3), QPointF(tip, y))
        case _:
            assert_never(state)
    painter.restore()


def _disc(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(10, 10), 9.2, 9.2)


def _ring(painter: QPainter, colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width, c=_ROUND))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(10, 10), 8.2, 8.2)


def _tick(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2.4, c=_ROUND, j=_JOIN))
    painter.drawPolyline(QPolygonF([QPointF(5.8, 10.4), QPointF(8.8, 13.2), QPointF(14.2, 7)]))


def _mark(painter: QPainter, colour: QColor, drop: float = 0) -> None:
    painter.setPen(QPen(colour, 2.2, c=_ROUND))
    painter.drawLine(QPointF(10, 5.6 + drop), QPointF(10, 10.4 + drop))
    painter.drawPoint(QPointF(10, 14 + drop * 0.6))


def _shape(painter: QPainter, colour: QColor, corners: Corners) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _outline(painter: QPainter, line: QColor, fill: QColor, corners: Corners) -> None:
    painter.setPen(QPen(line, 1.6, j=_JOIN))
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _box(painter: QPainter, colour: QColor, dashed: bool, tall: bool = False) -> None:
    pen = QPen(colour, 1.9, c=_ROUND)
    if dashed:
        pen.setDashPattern([1.4, 1.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(2, 2, 16, 16) if dashed or tall else QRectF(0.9, 4, 18.2, 12), 2.5, 2.5)
    painter.setPen(QPen(colour, 2.2, c=_ROUND))


def _filled_box(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    painter.drawRoundedRect(QRectF(1.5, 1.5, 17, 17), 2.5, 2.5)


def _padlock(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(6, 2.5, 8, 11), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(3.5, 8.5, 13, 9), 1.5, 1.5)
