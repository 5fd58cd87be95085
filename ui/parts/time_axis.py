"""The visits in true time, over every plot below it: the day, and how many weeks from the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.progress import Tick
from resources.tongue import tr
from ui.theme import theme

_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_GAP = 10


class TimeAxis(QWidget):
    """`left` and `right` are what the plots keep free; where visits are many, some go without their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: tuple[Tick, ...] = ()
        self._days = 1.0
        self._left = self._right = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ticks(self, ticks: Sequence[Tick], days: float, left: int, right: int) -> None:
        self._ticks, self._days, self._left, self._right = tuple(ticks), days, left, right
        self.setAccessibleName(tr("Visits: {visits}", visits=", ".join(f"{t.date} {t.about}" for t in ticks)))
        self.updateGeometry()
        self.update()

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
        return self._left + room * tick.day / self._days

    def _reach(self, tick: Tick) -> tuple[float, float]:
        metrics = QFontMetricsF(theme().font("caption-strong"))
        half = max(metrics.horizontalAdvance(tick.date), metrics.horizontalAdvance(tick.about)) / 2
        return self._x(tick) - half, self._x(tick) + half

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        high = self.height() / 2
        for n, tick in enumerate(shown := self.shown):
            left, right = self._reach(tick)
            wide = right - left + 2
            last = n == len(shown) - 1
            painter.setPen(look.colour("ink"))
            painter.setFont(look.font("caption-strong" if last else "caption"))
            painter.drawText(QRectF(left - 1, 0, wide, high), _CENTRE, tick.date)
            painter.setPen(look.colour("ink3"))
            painter.setFont(look.font("small"))
            painter.drawText(QRectF(left - 1, high, wide, high), _CENTRE, tick.about)
        painter.end()
