"""The beat that is seen: up on one, down on the next, so that a trial can be followed without sound."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.tongue import tr
from ui.spoken import Role
from ui.theme import theme

_PLACES = ("up", "down", "up", "down")
_WORDS = {"up": tr("up"), "down": tr("down")}


class BeatStrip(QWidget):
    """Four places, a high one for up and a low one for down; the beat that sounded last is filled. One place
    lights up a second: nothing flashes faster."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beat: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def lit(self) -> int | None:
        """The place that is filled, from 0; None while there is no beat to follow."""
        return (self._beat - 1) % len(_PLACES) if self._beat else None

    def show_beat(self, beat: int | None) -> None:
        """The beat that sounded last, odd ones up; none before the first."""
        if beat != self._beat:
            self._beat = beat
            self._tell()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 32 + theme().px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(120, self._needs()), self.sizeHint().height())

    def _needs(self) -> int:
        """The width at which every cell is as wide as the longer word."""
        metrics = QFontMetrics(theme().font("caption-strong"))
        longest = max(metrics.horizontalAdvance(word) for word in _WORDS.values())
        return len(_PLACES) * (longest + 7)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = min(self.width(), max(200, self._needs()))
        wide = (room - 5 * (len(_PLACES) - 1)) / len(_PLACES)
        for place, name in enumerate(_PLACES):
            left = place * (wide + 5)
            high = 28 if name == "up" else 18
            box = QRectF(left + 1, 29 - high, wide - 2, high)
            on = place == self.lit
            painter.setBrush(look.colour("accent" if on else "surface"))
            painter.setPen(QPen(look.colour("accent" if self._beat is not None else "line2"), 2))
            painter.drawRoundedRect(box, 3, 3)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("on-accent"))
                painter.drawPolygon(_arrow(box.center(), 1 if name == "up" else -1))
            painter.setFont(look.font("caption-strong" if on else "caption"))
            painter.setPen(look.colour("ink" if on else "ink3"))
            painter.drawText(QRectF(left, 32, wide, look.px(20)), Qt.AlignmentFlag.AlignCenter, _WORDS[name])
        painter.end()

    def _tell(self) -> None:
        beat = tr("none") if self.lit is None else _WORDS[_PLACES[self.lit]]
        self.setAccessibleName(tr("Beat: {beat}", beat=beat))


def _arrow(at: QPointF, way: int) -> QPolygonF:
    """Which way the knee goes on this beat, for who sees no colour."""
    return QPolygonF(
        [
            QPointF(at.x(), at.y() - 5 * way),
            QPointF(at.x() + 6, at.y() + 4 * way),
            QPointF(at.x() - 6, at.y() + 4 * way),
        ]
    )
