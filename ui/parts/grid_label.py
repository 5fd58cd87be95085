"""What a row of the score grid is called, with the sign of what is judged in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.painting import Drawing
from ui.theme import Theme

GLYPH, HIGH, AIR = 38, 24, 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED = _LEFT | Qt.TextFlag.TextWordWrap


def paint_label(
    painter: QPainter, look: Theme, place: QRectF, label: str, sub: str, glyph: Drawing | None
) -> None:
    """The sign stands at the left where the words have room beside it."""
    if glyph is not None and _fits(look, place.adjusted(GLYPH + AIR, 0, 0, 0), label, sub):
        middle = place.center().y()
        glyph.paint(painter, QRectF(place.left(), middle - HIGH / 2, GLYPH, HIGH), look)
        place = place.adjusted(GLYPH + AIR, 0, 0, 0)
    painter.setPen(look.colour("ink"))
    painter.setFont(look.font("body"))
    if not sub:
        painter.drawText(place, _WRAPPED, label)
        return
    middle = place.center().y()
    upper = QRectF(place.left(), middle - look.px(20), place.width(), look.px(21))
    painter.drawText(upper, _LEFT, label)
    painter.setPen(look.colour("ink3"))
    painter.setFont(look.font("small"))
    painter.drawText(QRectF(place.left(), middle, place.width(), look.px(17)), _LEFT, sub)


def _fits(look: Theme, place: QRectF, label: str, sub: str) -> bool:
    body = QFontMetricsF(look.font("body"))
    if sub:
        small = QFontMetricsF(look.font("small")).horizontalAdvance(sub)
        return max(body.horizontalAdvance(label), small) <= place.width()
    need = body.boundingRect(QRectF(0, 0, place.width(), 1000), int(Qt.TextFlag.TextWordWrap), label)
    return need.width() <= place.width() and need.height() <= place.height() + 2
