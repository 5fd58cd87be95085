"""Outlines that stand still while the rest of a figure moves: painted once, then laid down as pixels."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

_WORTH = 30
"""Steps of an outline, below which Qt draws it as fast as it lays down its pixels."""
_REMEMBERED = 128
"""What was painted last: three pictures of a body. What comes again later than that has moved on meanwhile,
and its pixels would be kept for nothing."""
_AT_ONCE = 4
"""Outlines whose pixels are newly kept in one picture: where all of a body comes to rest at once, no single
picture pays for it."""
_KEPT = 96
"""Two bodies."""

_Place = tuple[float, float, float]
_Key = tuple[object, ...]


class Stamps:
    """The paper rim round letters takes Qt as long as half a body, and a trunk that lies still is drawn
    again in each of sixty pictures a second. The second time that an outline comes in the same place and
    the same colours its pixels are kept; they are the same that Qt would paint."""

    def __init__(self) -> None:
        self._seen: OrderedDict[_Key, QPainterPath] = OrderedDict()
        self._kept: OrderedDict[_Key, tuple[QPainterPath, QImage, QPoint]] = OrderedDict()

    def on(self, painter: QPainter, within: QRectF, place: _Place) -> Stamping:
        """For one picture; `place` is what its outlines are scaled and moved by, nothing outside `within` is
        seen."""
        return Stamping(self._seen, self._kept, painter, within, place)


class Stamping:
    """One picture on its way onto the painter."""

    def __init__(
        self,
        seen: OrderedDict[_Key, QPainterPath],
        kept: OrderedDict[_Key, tuple[QPainterPath, QImage, QPoint]],
        painter: QPainter,
        within: QRectF,
        place: _Place,
    ) -> None:
        self._seen, self._kept, self._painter = seen, kept, painter
        self._new = 0
        device = painter.deviceTransform()
        self._device = device
        self._ratio = device.m11()
        self._back = device.inverted()[0]
        self._within = device.mapRect(within).toAlignedRect()
        # Turned or stretched, the pixels would have to be drawn anew between their places.
        self._upright = (
            device.m11() == device.m22() > 0 and device.m12() == device.m21() == 0 and device.isAffine()
        )
        self._where = (*place, device.m11(), device.dx(), device.dy(), self._within.getRect())

    def paint(
        self, source: QPainterPath, placed: QPainterPath, fill: QColor | None, pen: QPen | None
    ) -> None:
        """`source` is the outline as it was made, by which it is known again, `placed` where it is now."""
        if not self._upright or source.elementCount() < _WORTH:
            _draw(self._painter, placed, fill, pen)
            return
        key = self._key(source, fill, pen)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        elif key in self._seen and self._new < _AT_ONCE:
            self._new += 1
            kept = self._stamp(source, placed, fill, pen)
            del self._seen[key]
            self._kept[key] = kept
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            # The outline is held with its number, so that no other can get it.
            self._seen[key] = source
            self._seen.move_to_end(key)
            if len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
            _draw(self._painter, placed, fill, pen)
            return
        _, image, corner = kept
        if not image.isNull():
            self._painter.drawImage(self._back.map(QPointF(corner)), image)

    def _key(self, source: QPainterPath, fill: QColor | None, pen: QPen | None) -> _Key:
        line = (pen.color().rgba(), pen.widthF(), tuple(pen.dashPattern())) if pen else None
        return id(source), fill.rgba() if fill else None, line, self._where

    def _stamp(
        self, source: QPainterPath, placed: QPainterPath, fill: QColor | None, pen: QPen | None
    ) -> tuple[QPainterPath, QImage, QPoint]:
        rim = (pen.widthF() / 2 if pen else 0.0) + 1.0
        covered = self._device.mapRect(placed.boundingRect().adjusted(-rim, -rim, rim, rim))
        area: QRect = covered.toAlignedRect() & self._within
        if area.isEmpty():
            return source, QImage(), QPoint()
        image = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._device * QTransform.fromTranslate(-area.left(), -area.top()))
        _draw(painter, placed, fill, pen)
        painter.end()
        image.setDevicePixelRatio(self._ratio)
        return source, image, area.topLeft()


def _draw(painter: QPainter, outline: QPainterPath, fill: QColor | None, pen: QPen | None) -> None:
    if fill is not None:
        painter.fillPath(outline, fill)
    if pen is not None:
        painter.strokePath(outline, pen)
