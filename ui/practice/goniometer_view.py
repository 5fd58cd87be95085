"""A goniometer laid over the drawn patient: a pivot and two arms, moved by hand or key, read in degrees."""

from __future__ import annotations

from fractions import Fraction
from math import atan2, cos, degrees, hypot, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.figures.shapes import Box, Point
from app.practice.goniometer import Goniometer
from assessments.language.reading import number
from assessments.language.rounding import half_up
from resources.tongue import tr
from ui.keys import KeyHint, act_on
from ui.spoken import Role, SpokenCell, announce, tell_caret
from ui.theme import Theme, theme

_REACH = 18.0
"""Pixels round a handle where a hand takes hold of it."""
_FAST = 10
_HANDLES = ("pivot", "first", "second")
_NAMES = {"pivot": tr("pivot"), "first": tr("first arm"), "second": tr("second arm")}


class GoniometerView(QWidget):
    """It lies over the whole picture and takes only what is meant for it: a hand on a handle, and its keys
    while it has the focus. It keeps its place on the body when the picture grows.

    With a level arm the first arm lies horizontal by itself and the angle is read as in the Thomas test.
    """

    put_away = Signal()
    moved = Signal()
    """The reading is another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = Box(0.0, 0.0, 1.0, 1.0)
        self._room = QRectF()
        self._tool: Goniometer | None = None
        self._level = False
        self._held = "pivot"
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.hide()

    @property
    def tool(self) -> Goniometer | None:
        return self._tool

    @property
    def level(self) -> bool:
        """Whether the first arm lies level."""
        return self._level

    @property
    def held(self) -> str:
        """What the keys move: pivot, first or second."""
        return self._held

    def show_on(self, box: Box, room: QRectF) -> None:
        """The picture under it and the place that it is fitted into."""
        if (box, room) != (self._box, self._room):
            self._box, self._room = box, QRectF(room)
            self.update()

    def forget(self) -> None:
        """Another picture: it is laid on anew."""
        self._tool = None
        self.hide()

    def lay_on(self, tool: Goniometer | None = None, level: bool | None = None) -> None:
        """Take it out, where it was last, or in the middle of the picture; the pivot takes the keys."""
        if level is not None:
            self._level = level
        if tool is not None or self._tool is None:
            self._tool = tool or self._in_the_middle()
        self._held = "pivot"
        self.show()
        self.raise_()
        self.setFocus()
        self._changed()

    def _in_the_middle(self) -> Goniometer:
        x, y = (self._box.left + self._box.right) / 2, (self._box.bottom + self._box.top) / 2
        long = min(self._box.wide, self._box.high) * 0.32
        turn = radians(40.0)
        return Goniometer((x, y), (x + long, y), (x + long * cos(turn), y + long * sin(turn)))

    # Reading.

    @property
    def degrees(self) -> float:
        """Between the arms; with a level arm how far the second is above the horizontal, below negative."""
        assert self._tool is not None
        return self._tool.above_horizontal if self._level else self._tool.degrees

    def words(self) -> tuple[str, str]:
        """The angle in whole degrees, and what it is an angle of."""
        whole = half_up(Fraction(abs(self.degrees)), 0)
        angle = tr("{n}°", n=number(whole))
        if not self._level:
            return angle, tr("between the arms")
        if not whole:
            return angle, tr("horizontal")
        return angle, tr("above horizontal") if self.degrees > 0 else tr("below horizontal")

    def keys(self) -> tuple[KeyHint, ...]:
        if self._tool is None:
            return ()
        level = tr("free arm") if self._level else tr("level arm")
        return (
            KeyHint("Tab", tr("pivot, arms")),
            KeyHint("←|↑|↓|→", tr("move, turn")),
            KeyHint("Shift", tr("faster")),
            KeyHint("L", level, self.turn_level),
            KeyHint("Esc", tr("put away"), self.put_it_away),
            KeyHint("M", act=self.put_it_away),
        )

    # Moving.

    def turn_level(self) -> None:
        self._level = not self._level
        if self._level and self._held == "first":
            self._held = "second"
        self._changed()

    def put_it_away(self) -> None:
        self.hide()
        self.put_away.emit()

    def handles(self) -> tuple[str, ...]:
        """What can be held: a level arm moves with the pivot alone."""
        return tuple(name for name in _HANDLES if not (self._level and name == "first"))

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round the handles while it is out; Esc puts it away and leaves."""
        if not self.isVisible():
            return super().focusNextPrevChild(next)
        names = self.handles()
        self._held = names[(names.index(self._held) + (1 if next else -1)) % len(names)]
        self.update()
        announce(self, _NAMES[self._held])
        tell_caret(self)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        way = arrows.get(Qt.Key(event.key()))
        if way is None or self._tool is None:
            if not act_on(event, self.keys()):
                super().keyPressEvent(event)
            return
        fast = _FAST if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if self._held == "pivot":
            pixel = 1.0 / self._scale
            self._carry((way[0] * fast * pixel, way[1] * fast * pixel))
        else:
            self._turn(way, fast)
        announce(self, " ".join(self.words()))

    def _turn(self, way: tuple[int, int], degrees: float) -> None:
        """The end of the arm goes the way the arrow points, by whole degrees."""
        assert self._tool is not None
        (px, py), (x, y) = self._tool.pivot, self._end(self._held)
        # Which of the two ways round brings the end further along the arrow.
        onward = -(y - py) * way[0] + (x - px) * way[1]
        turn = radians(degrees if onward >= 0 else -degrees)
        dx, dy = x - px, y - py
        end = (px + dx * cos(turn) - dy * sin(turn), py + dx * sin(turn) + dy * cos(turn))
        self._put(self._held, end)

    def _carry(self, by: Point) -> None:
        """All of it, arms and pivot; the pivot stays on the picture."""
        assert self._tool is not None
        x = min(max(self._tool.pivot[0] + by[0], self._box.left), self._box.right)
        y = min(max(self._tool.pivot[1] + by[1], self._box.bottom), self._box.top)
        self._tool = self._tool.moved((x, y))
        self._changed()

    def _put(self, name: str, end: Point) -> None:
        assert self._tool is not None
        if hypot(end[0] - self._tool.pivot[0], end[1] - self._tool.pivot[1]) * self._scale < 2 * _REACH:
            # Both handles on one spot could not be told apart.
            return
        tool = self._tool
        self._tool = tool.with_first(end) if name == "first" else tool.with_second(end)
        self._changed()

    def _changed(self) -> None:
        if self._level and self._tool is not None:
            self._tool = Goniometer.level(self._tool.pivot, self._tool.second)
        self.update()
        self.moved.emit()

    # From the picture to the screen and back.

    @property
    def _scale(self) -> float:
        return self._box.fitted(self._room.width(), self._room.height()).scale

    def at(self, point: Point) -> QPointF:
        fit = self._box.fitted(self._room.width(), self._room.height())
        return QPointF(
            self._room.left() + fit.beside + (point[0] - self._box.left) * fit.scale,
            self._room.top() + fit.below + (self._box.top - point[1]) * fit.scale,
        )

    def _from(self, spot: QPointF) -> Point:
        fit = self._box.fitted(self._room.width(), self._room.height())
        return (
            self._box.left + (spot.x() - self._room.left() - fit.beside) / fit.scale,
            self._box.top - (spot.y() - self._room.top() - fit.below) / fit.scale,
        )

    def _end(self, name: str) -> Point:
        assert self._tool is not None
        return {"pivot": self._tool.pivot, "first": self._tool.first, "second": self._tool.second}[name]

    def spot(self, name: str) -> QPointF:
        """Where a handle is on the screen."""
        return self.at(self._end(name))

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if event.button() != Qt.MouseButton.LeftButton or not found:
            event.ignore()
            return
        self._held, self._dragged = found, True
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._dragged:
            over = self._under(event.position())
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        assert self._tool is not None
        to = self._from(event.position())
        if self._held == "pivot":
            self._carry((to[0] - self._tool.pivot[0], to[1] - self._tool.pivot[1]))
        else:
            self._put(self._held, to)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            self._dragged = False
            announce(self, " ".join(self.words()))

    def _under(self, spot: QPointF) -> str:
        if self._tool is None:
            return ""
        far = {name: (self.spot(name) - spot) for name in self.handles()}
        name = min(far, key=lambda one: hypot(far[one].x(), far[one].y()))
        return name if hypot(far[name].x(), far[name].y()) <= _REACH else ""

    # Said.

    def cells(self) -> tuple[SpokenCell, ...]:
        if self._tool is None:
            return ()
        said = " ".join(self.words())
        return tuple(
            SpokenCell(_NAMES[name], _round(self.spot(name), _REACH), said, role=Role.Indicator)
            for name in self.handles()
        )

    def cell_at_caret(self) -> int:
        return self.handles().index(self._held) if self._tool is not None else -1

    def spoken_group(self) -> str:
        return tr("Goniometer: {reading}", reading=" ".join(self.words())) if self._tool is not None else ""

    # Painted.

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tool is None:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pivot, first, second = (self.spot(name) for name in _HANDLES)
        self._paint_sector(painter, look, pivot, first, second)
        self._paint_arm(painter, look, pivot, first, level=self._level)
        self._paint_arm(painter, look, pivot, second, level=False)
        for name in self.handles():
            self._paint_handle(painter, look, self.spot(name), name)
        self._paint_reading(painter, look)
        painter.end()

    def _paint_sector(
        self, painter: QPainter, look: Theme, pivot: QPointF, first: QPointF, second: QPointF
    ) -> None:
        from_, to = _way(pivot, first), _way(pivot, second)
        turn = (to - from_ + 180.0) % 360.0 - 180.0
        radius = min(54.0, 0.6 * hypot(second.x() - pivot.x(), second.y() - pivot.y()))
        slice = QPainterPath(pivot)
        slice.arcTo(_round(pivot, radius), from_, turn)
        slice.closeSubpath()
        tint = look.colour("accent")
        tint.setAlphaF(0.2)
        painter.fillPath(slice, tint)
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(_round(pivot, radius), round(from_ * 16), round(turn * 16))

    def _paint_arm(
        self, painter: QPainter, look: Theme, pivot: QPointF, end: QPointF, *, level: bool
    ) -> None:
        for token, wide in (("surface", 6.0), ("accent", 2.5)):
            pen = QPen(look.colour(token), wide)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            if level and token == "accent":
                pen.setDashPattern([3.0, 2.0])
            painter.setPen(pen)
            painter.drawLine(pivot, end)

    def _paint_handle(self, painter: QPainter, look: Theme, spot: QPointF, name: str) -> None:
        held = self.hasFocus() and name == self._held
        radius = 8.0 if name == "pivot" else 7.0
        painter.setPen(QPen(look.colour("surface"), 2))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(spot, radius + 3, radius + 3)
        painter.setPen(QPen(look.colour("accent"), 2.5))
        painter.setBrush(look.colour("accent" if held else "surface"))
        painter.drawEllipse(spot, radius, radius)
        if held:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("ink"), 1.5))
            painter.drawEllipse(spot, radius + 4.5, radius + 4.5)

    def _paint_reading(self, painter: QPainter, look: Theme) -> None:
        """Large, under the corner with PRACTICE, on paper of its own so that it reads over a line."""
        angle, of = self.words()
        large, small = look.font("score"), look.font("caption")
        high, line = look.px(42), look.px(18)
        wide = max(QFontMetricsF(large).horizontalAdvance(angle), QFontMetricsF(small).horizontalAdvance(of))
        place = QRectF(self.width() - wide - 34, look.px(46), wide + 20, high + line + 10)
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(place, 8, 8)
        inside = place.adjusted(10, 4, -10, -6)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(large)
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(inside.left(), inside.top(), inside.width(), high), right, angle)
        painter.setFont(small)
        painter.setPen(look.colour("ink2"))
        painter.drawText(QRectF(inside.left(), inside.bottom() - line, inside.width(), line), right, of)


def _round(spot: QPointF, radius: float) -> QRectF:
    return QRectF(spot.x() - radius, spot.y() - radius, 2 * radius, 2 * radius)


def _way(pivot: QPointF, end: QPointF) -> float:
    """Degrees anticlockwise from the right, as Qt counts them on a screen."""
    return degrees(atan2(pivot.y() - end.y(), end.x() - pivot.x()))
