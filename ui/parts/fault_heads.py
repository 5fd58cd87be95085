"""The heads of the fault board: each item's key, how it looks clean and with its fault, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from app.figures.library import movements
from app.figures.thumbnails import faults_of, thumbnail
from app.screens.step_down import ItemHead
from assessments.language.value import Side
from assessments.lateral_step_down.protocol import ID
from ui.later import Later
from ui.painting import Drawing
from ui.parts.fault_marks import CENTRE, TOP, paint_cap, wrapped_height
from ui.theme import Theme, theme

PAD = 9
CAP = 22
LEAST, MOST = 40, 84
"""Pixels of a figure's height: below the least nothing of it could be seen, and there is none."""
_BESIDE = 5
_BETWEEN = 2
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MIDST = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class FaultHeads(QObject):
    """Paints the heads. The figures are of the side that is watched and come once the page stands."""

    drawn = Signal()

    def __init__(self, heads: tuple[ItemHead, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.heads = heads
        self._side = Side.RIGHT
        self._drawings: dict[tuple[Side, str], list[Drawing]] = {}
        self._later = Later(self)

    def show_side(self, side: Side) -> None:
        if side is self._side and self._drawings:
            return
        self._side = side
        missing = [head.item for head in self.heads if (side, head.item) not in self._drawings]
        self._later.do(partial(self._draw, side, item) for item in missing)

    def _draw(self, side: Side, item: str) -> None:
        faults = faults_of(movements()[ID], item)
        pictures = (
            thumbnail(ID, side.value, faults[0], clean=True),
            *(thumbnail(ID, side.value, f) for f in faults),
        )
        self._drawings[side, item] = [Drawing(picture) for picture in pictures]
        self.drawn.emit()

    def words_of(self, head: ItemHead) -> str:
        """What each number of points is given for, and what the figures show of it."""
        points = "; ".join(f"{points}: {words}" for points, words in head.points)
        shown = self._drawings.get((self._side, head.item), ())
        return f"{points}. {' '.join(drawing.picture.details for drawing in shown[1:])}".strip()

    # Measures

    def height(self, widths: Sequence[float], figure: int) -> int:
        """Of all heads, with figures of this height; 0 is without."""
        look = theme()
        words = max(
            self._words_height(head, wide, bool(figure))
            for head, wide in zip(self.heads, widths, strict=True)
        )
        pictures = figure + look.px(18) if figure else 0
        return look.px(40) + pictures + words + look.px(6 if figure else 12)

    def _words_height(self, head: ItemHead, wide: float, pictured: bool) -> int:
        metrics = QFontMetrics(theme().font("caption"))
        if pictured and len(head.points) == 1:
            return wrapped_height(metrics, wide - 2 * _BESIDE, head.points[0][1])
        return sum(wrapped_height(metrics, wide - 2 * PAD - 18, words) + 3 for _, words in head.points)

    # Painting

    def paint(
        self, painter: QPainter, look: Theme, box: QRectF, head: ItemHead, role: str, figure: int, now: int
    ) -> None:
        """`role` is the font of the name, `figure` the height of the figures, `now` the points that the item
        has in the repetition that is watched, where it was marked last; -1 where another was."""
        watched = now >= 0
        painter.setPen(QPen(look.colour("accent" if watched else "line"), 2 if watched else 1))
        painter.setBrush(look.colour("accent-soft" if watched else "surface"))
        inset = 1.0 if watched else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 8, 8)
        cap = QRectF(box.left() + PAD, box.top() + look.px(9), max(CAP, look.px(CAP)), look.px(CAP))
        paint_cap(painter, look, cap, head.key)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(role))
        name = QRectF(cap.right() + 7, cap.top(), box.right() - cap.right() - 8, cap.height())
        painter.drawText(name, _MIDDLE, head.name)
        top = box.top() + look.px(40)
        if not figure:
            painter.fillRect(
                QRectF(box.left() + 1, top - look.px(4), box.width() - 2, 1), look.colour("line")
            )
        else:
            self._paint_figures(
                painter, look, QRectF(box.left(), top - look.px(3), box.width(), figure), head, now
            )
            top += figure + look.px(15)
        if figure and len(head.points) == 1:
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("ink2"))
            place = box.adjusted(_BESIDE, 0, -_BESIDE, 0)
            place.setTop(top)
            painter.drawText(place, _MIDST, head.points[0][1])
        else:
            self._paint_points(painter, look, box, top, head)

    def _paint_figures(self, painter: QPainter, look: Theme, box: QRectF, head: ItemHead, now: int) -> None:
        drawings = self._drawings.get((self._side, head.item), [])
        for number, place in enumerate(self._places(box, 1 + len(head.points))):
            fault = number > 0
            painter.fillRect(place, look.colour("finding-soft" if fault else "surface"))
            if number < len(drawings):
                drawings[number].paint(painter, place, look)
            if number == now:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.colour("accent"), 2))
                painter.drawRect(place.adjusted(0, 0, 0, 0))
            painter.setFont(look.font("caption-strong"))
            painter.setPen(look.colour("finding" if fault else "ink2"))
            under = QRectF(place.left(), place.bottom() + 1, place.width(), look.px(17))
            painter.drawText(under, CENTRE, head.points[number - 1][0] if fault else "0")

    def _places(self, box: QRectF, count: int) -> Iterator[QRectF]:
        wide = (box.width() - 2 * _BESIDE - _BETWEEN * (count - 1)) / count
        for number in range(count):
            left = box.left() + _BESIDE + number * (wide + _BETWEEN)
            yield QRectF(left, box.top(), wide, box.height())

    def _paint_points(self, painter: QPainter, look: Theme, box: QRectF, top: float, head: ItemHead) -> None:
        for points, words in head.points:
            painter.setFont(look.font("caption-strong"))
            painter.setPen(look.colour("finding"))
            painter.drawText(QRectF(box.left() + PAD, top + 2, 16, look.px(22)), TOP, points)
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("ink2"))
            wide = box.width() - 2 * PAD - 18
            high = wrapped_height(painter.fontMetrics(), wide, words)
            painter.drawText(QRectF(box.left() + PAD + 18, top + 2, wide, high + 4), TOP, words)
            top += high + 3
