"""The force of a push on the dynamometer under the picture: seconds across, newtons up, read at the caret."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.practice.trace import LASTS, RATE, Trace
from resources.tongue import tr
from ui.practice.stage_picture import paint_frame
from ui.spoken import Role
from ui.theme import Theme, theme

SAMPLE = 1.0 / RATE
"""Seconds from one sample to the next, which is how far the caret steps."""
_AIR = 14
_HEAD, _FOOT = 44, 24
_STEPS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_LINES = 5


class TraceView(QWidget):
    """The push under way: what has passed is dark, what is to come pale. All trials stand on the same axes,
    so that their heights can be compared; nothing says which is the peak until that is allowed."""

    spoken_role = Role.Graphic
    pointed = Signal(float)
    """The second of the push that was pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._passed = 0.0
        self._peak = False
        self._most = 100.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_traces(self, traces: Sequence[Trace]) -> None:
        """All pushes that will be shown, for the height of the axis."""
        self._most = max((force for one in traces for _, force in one.samples), default=100.0)
        self._trace = None
        self.update()

    def show_push(self, trace: Trace, passed: float, peak: bool) -> None:
        """So many seconds of it have passed; with `peak` the highest sample is marked."""
        if (trace, passed, peak) != (self._trace, self._passed, self._peak):
            self._trace, self._passed, self._peak = trace, passed, peak
            self.update()

    @property
    def reading(self) -> tuple[float, float] | None:
        """The sample at the caret: seconds and newtons."""
        if self._trace is None:
            return None
        samples = self._trace.samples
        return samples[min(round(self._passed * RATE), len(samples) - 1)]

    def words(self) -> str:
        """The reading as it stands over the curve."""
        if self.reading is None:
            return ""
        seconds, force = self.reading
        return tr("{n} N at {s} s", n=f"{force:.0f}", s=f"{seconds:.2f}")

    def spoken(self) -> str:
        return tr("Force: {reading}", reading=self.words())

    def sizeHint(self) -> QSize:
        return QSize(520, 230)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, theme().px(130))

    @property
    def step(self) -> int:
        """Newtons from line to line."""
        lines = max(1, min(_LINES, (self.height() - theme().px(_HEAD + _FOOT)) // theme().px(24)))
        return next(step for step in _STEPS if self._most * 1.06 / step <= lines)

    @property
    def highest(self) -> int:
        """Newtons at the top line: over the highest push."""
        return (int(self._most * 1.06) // self.step + 1) * self.step

    def room(self) -> QRectF:
        """Where the curve is."""
        look = theme()
        left = _AIR + QFontMetricsF(look.font("small")).horizontalAdvance(str(self.highest)) + 10
        return QRectF(
            left,
            look.px(_HEAD),
            self.width() - left - _AIR - 8,
            self.height() - look.px(_HEAD) - look.px(_FOOT),
        )

    def point(self, seconds: float, force: float) -> QPointF:
        room = self.room()
        return QPointF(
            room.left() + room.width() * seconds / LASTS, room.bottom() - room.height() * force / self.highest
        )

    def cut(self) -> list[str]:
        look = theme()
        needs = QFontMetricsF(look.font("score-small")).horizontalAdvance("0000 N") + 12
        needs += QFontMetricsF(look.font("body")).horizontalAdvance(_at(LASTS))
        return [self.words()] if needs > self.width() - 2 * _AIR else []

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(self.rect()), look.colour("surface"))
        self._paint_axes(painter, look)
        if self._trace is not None:
            self._paint_curve(painter, look, self._trace)
            if self._peak:
                self._paint_peak(painter, look, self._trace)
            self._paint_reading(painter, look)
        paint_frame(painter, self, look)
        painter.end()

    def _paint_axes(self, painter: QPainter, look: Theme) -> None:
        room, high = self.room(), look.px(18)
        painter.setFont(look.font("small"))
        for newtons in range(0, self.highest + 1, self.step):
            y = round(self.point(0.0, newtons).y()) + 0.5
            painter.setPen(QPen(look.colour("line" if newtons else "line2"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(look.colour("ink3"))
            words = tr("{n} N", n=newtons) if newtons == self.highest else str(newtons)
            place = QRectF(0.0, y - high / 2, room.left() - 6, high)
            if newtons == self.highest:
                place = QRectF(room.left() + 4, y - high, 120, high)
            side = Qt.AlignmentFlag.AlignLeft if newtons == self.highest else Qt.AlignmentFlag.AlignRight
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)
        for second in range(int(LASTS) + 1):
            x = round(self.point(second, 0.0).x()) + 0.5
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() + 4))
            painter.setPen(look.colour("ink3"))
            words = tr("{n} s", n=second) if second == int(LASTS) else str(second)
            place = QRectF(x - 30, room.bottom() + 4, 60, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_curve(self, painter: QPainter, look: Theme, trace: Trace) -> None:
        now = min(round(self._passed * RATE), len(trace.samples) - 1)
        points = [self.point(*sample) for sample in trace.samples]
        for token, wide, part in (("line2", 1.5, points[now:]), ("ink", 2.2, points[: now + 1])):
            pen = QPen(look.colour(token), wide)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(part))

    def _paint_peak(self, painter: QPainter, look: Theme, trace: Trace) -> None:
        at = self.point(trace.peak_at, float(trace.peak))
        painter.setPen(QPen(look.colour("surface"), 1.5))
        painter.setBrush(look.colour("finding"))
        corners = ((0, -8), (8, 0), (0, 8), (-8, 0))
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))
        words = tr("peak {n} N", n=trace.peak)
        painter.setFont(look.font("caption-strong"))
        painter.setPen(look.colour("finding"))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words)
        x = at.x() + 12 if at.x() + 12 + wide < self.width() - _AIR else at.x() - 12 - wide
        painter.drawText(QPointF(x, at.y() - 4), words)

    def _paint_reading(self, painter: QPainter, look: Theme) -> None:
        assert self.reading is not None
        seconds, force = self.reading
        room, at = self.room(), self.point(seconds, force)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawLine(QPointF(at.x(), room.top()), QPointF(at.x(), room.bottom()))
        painter.setPen(QPen(look.colour("surface"), 2))
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(at, 6, 6)
        line = QRectF(_AIR, 4, self.width() - 2 * _AIR, look.px(34))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink2"))
        painter.drawText(line, right, _at(seconds))
        line.setRight(line.right() - QFontMetricsF(painter.font()).horizontalAdvance(_at(LASTS)) - 12)
        painter.setFont(look.font("score-small"))
        painter.setPen(look.colour("ink"))
        painter.drawText(line, right, tr("{n} N", n=f"{force:.0f}"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event)

    def _point(self, event: QMouseEvent) -> None:
        room = self.room()
        share = max(0.0, min(1.0, (event.position().x() - room.left()) / room.width()))
        self.pointed.emit(round(share * LASTS * RATE) / RATE)


def _at(seconds: float) -> str:
    return tr("at {n} s", n=f"{seconds:.2f}")
