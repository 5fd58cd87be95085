"""The quiet line at the foot of the start page: how the record is looked after, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.health import HealthItem
from app.screens.state import State
from resources.tongue import tr
from ui.parts.state_icon import paint_state
from ui.spoken import Role
from ui.theme import theme

_SIDE = 32
_ICON = 18
_GAPS = (28, 16)


class HealthStrip(QWidget):
    """What is well gives way where there is no room; what is not well never does."""

    spoken_role = Role.Button

    asked = Signal()
    """It was clicked."""

    def __init__(self, private: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._private = private
        self._items: tuple[HealthItem, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_items(self, items: Sequence[HealthItem]) -> None:
        self._items = tuple(items)
        said = " ".join(f"{item.said}" for item in self._items)
        self.setAccessibleName(tr("The record: {state}", state=said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, max(44, theme().px(40)))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def cut(self) -> list[str]:
        """Nothing that is not well may be left away."""
        shown, _, _, _ = self._fitted()
        return [item.words for item in self._items if item not in shown and item.state is not State.DONE]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.colour("line"))
        shown, role, gap, private = self._fitted()
        high, left = self.height(), float(_SIDE)
        for item in shown:
            paint_state(painter, QRectF(left, (high - _ICON) / 2, _ICON, _ICON), item.state)
            left += _ICON + 8
            well = item.state is State.DONE
            font = look.font(role if well else f"{role}-strong")
            painter.setFont(font)
            tone = {State.DONE: "ink2", State.CAUTION: "miss-text"}.get(item.state, "stop")
            painter.setPen(look.colour(tone))
            wide = QFontMetrics(font).horizontalAdvance(item.words)
            painter.drawText(QRectF(left, 0, wide + 4, high), Qt.AlignmentFlag.AlignVCenter, item.words)
            left += wide + gap
        if private:
            painter.setFont(look.font(role))
            painter.setPen(look.colour("ink3"))
            place = QRectF(left, 0, self.width() - _SIDE - left, high)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._private
            )
        painter.end()

    def _fitted(self) -> tuple[tuple[HealthItem, ...], str, int, bool]:
        """What is shown, in which font, how far apart, and whether there is room for where it lies."""
        room = self.width() - 2 * _SIDE
        for role, gap in (("guide", _GAPS[0]), ("guide", _GAPS[1]), ("small", _GAPS[1])):
            private = QFontMetrics(theme().font(role)).horizontalAdvance(self._private)
            wide = self._wide(self._items, role, gap)
            if wide + private <= room:
                return self._items, role, gap, True
            if role == "guide" and gap == _GAPS[1] and wide <= room:
                return self._items, role, gap, False
        left = list(self._items)
        while self._wide(left, "small", _GAPS[1]) > room:
            spare = next((item for item in reversed(left) if item.state is State.DONE), None)
            if spare is None:
                # What is not well and finds no room is cut at the edge, and `cut` says so.
                return tuple(left[:-1]), "small", _GAPS[1], False
            left.remove(spare)
        return tuple(left), "small", _GAPS[1], False

    @staticmethod
    def _wide(items: Sequence[HealthItem], role: str, gap: int) -> int:
        look = theme()
        fonts = {well: QFontMetrics(look.font(role if well else f"{role}-strong")) for well in (True, False)}
        return sum(
            _ICON + 8 + gap + fonts[item.state is State.DONE].horizontalAdvance(item.words) for item in items
        )
