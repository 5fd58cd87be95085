"""The visits in true time, over every plot below it: the day, and how many weeks from the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.progress import Tick
from resources.tongue import tr
from ui.spoken import Role
from ui.theme import theme

_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_GAP = 10
_MOST_SPOKEN = 12
"""Visits that are said one by one; of more, only how many and from when to when."""


class TimeAxis(QWidget):
    """`left` and `right` are what the plots keep free; where visits are many, some go without their words."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: tuple[Tick, ...] = ()
        self._window = (0.0, 1.0)
        self._last: Tick | None = None
        self._left = self._right = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ticks(self, ticks: Sequence[Tick], window: tuple[float, float], left: int, right: int) -> None:
        """`window` is the part of time that is seen, in days from the first visit."""
        self._ticks = tuple(tick for tick in ticks if window[0] <= tick.day <= window[1])
        self._window, self._left, self._right = window, left, right
        self._last = ticks[-1] if ticks else None
        self.setAccessibleName(self._spoken())
        self.updateGeometry()
        self.update()

    def _spoken(self) -> str:
        visits = [f"{tick.date} {tick.about}" for tick in self._ticks]
        if len(visits) <= _MOST_SPOKEN:
            return tr("Visits: {visits}", visits=", ".join(visits))
        return tr("{n} visits, {first} to {last}", n=len(visits), first=visits[0], last=visits[-1])

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @property
    def shown(self) -> tuple[Tick, ...]:
        """The visits whose words have room: the first and the last always, then from the left."""
        if len(self._ticks) < 2:
            return self._ticks
        first, *between, last = self._ticks
        found, end = [first], self._reach(first)[1]
        limit = self._reach(last)[0] - _GAP
        for tick in between:
            low, high = self._reach(tick)
            if low > end + _GAP and high < limit:
                found.append(tick)
                end = high
        return (*found, last)

    def _x(self, tick: Tick) -> float:
        room = self.width() - self._left - self._right
        low, high = self._window
        return self._left + room * (tick.day - low) / (high - low)

    def _reach(self, tick: Tick) -> tuple[float, float]:
        metrics = QFontMetricsF(theme().font("caption-strong"))
        half = max(metrics.horizontalAdvance(tick.date), metrics.horizontalAdvance(tick.about)) / 2
        return self._x(tick) - half, self._x(tick) + half

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        high = self.height() / 2
        for tick in self.shown:
            left, right = self._reach(tick)
            wide = right - left + 2
            last = tick is self._last
            painter.setPen(look.colour("ink"))
            painter.setFont(look.font("caption-strong" if last else "caption"))
            painter.drawText(QRectF(left - 1, 0, wide, high), _CENTRE, tick.date)
            painter.setPen(look.colour("ink3"))
            painter.setFont(look.font("small"))
            painter.drawText(QRectF(left - 1, high, wide, high), _CENTRE, tick.about)
        painter.end()
