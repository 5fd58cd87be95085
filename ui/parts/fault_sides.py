"""One side of the fault board, painted: its name, its items with their repetitions, its total."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from app.screens.state import State
from app.screens.step_down import ItemCell, StepBlock
from ui.parts.fault_marks import CENTRE, TOP, paint_mark
from ui.parts.side_badge import paint_badge
from ui.parts.state_icon import paint_state
from ui.theme import Theme

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def paint_side(painter: QPainter, look: Theme, box: QRectF, block: StepBlock) -> None:
    """Which side, and how far it is."""
    high = 26 + look.px(24) + 2 * look.px(16)
    top = box.center().y() - high / 2
    paint_badge(painter, QRectF(box.left(), top, 26, 26), block.side)
    top += 26 + 2
    painter.setPen(look.colour("ink"))
    painter.setFont(look.font("section"))
    painter.drawText(QRectF(box.left(), top, box.width(), look.px(24)), _MIDDLE, block.side.heading)
    top += look.px(24)
    painter.setPen(look.colour("ink3"))
    painter.setFont(look.font("small"))
    for line in (block.order, block.note):
        painter.drawText(QRectF(box.left(), top, box.width(), look.px(16)), _MIDDLE, line)
        top += look.px(16)


def paint_item(painter: QPainter, look: Theme, box: QRectF, cell: ItemCell, repetition: int) -> None:
    """The points of one item, and its mark in each repetition; `repetition` is the one that is watched."""
    fill = {"finding": "finding-soft", "missing": "miss", "not_done": "sunken"}.get(cell.tone)
    if fill:
        painter.fillRect(box, look.colour(fill))
    ink = {"finding": "finding", "zero": "ink2", "missing": "miss-text", "not_done": "ink3"}
    tone = look.colour(ink.get(cell.tone, "ink3"))
    font = look.font("score")
    font.setWeight(QFont.Weight.Bold if cell.tone == "finding" else QFont.Weight.Normal)
    high = look.px(44) + look.px(18) + 8 + 14
    top = box.center().y() - high / 2
    painter.setPen(tone)
    painter.setFont(font)
    painter.drawText(QRectF(box.left(), top, box.width(), look.px(44)), CENTRE, cell.points)
    painter.setFont(look.font("small-strong" if cell.tone == "finding" else "small"))
    line = QRectF(box.left(), top + look.px(44), box.width(), look.px(18))
    painter.drawText(line, CENTRE, cell.words)
    step = min(19.0, (box.width() - 16) / len(cell.marks))
    left = box.center().x() - step * (len(cell.marks) - 1) / 2
    middle = top + look.px(62) + 8 + 7
    for number, mark in enumerate(cell.marks, start=1):
        centre = QPointF(left + (number - 1) * step, middle)
        paint_mark(painter, look, centre, mark, number == repetition)


def paint_total(painter: QPainter, look: Theme, box: QRectF, block: StepBlock, most: int) -> None:
    """What the side comes to, of the most it could."""
    result = block.result
    score, small = look.font("score"), look.font("value")
    small.setBold(False)
    high = look.px(46) + look.px(22)
    top = box.center().y() - high / 2
    if block.total:
        painter.setFont(score)
        painter.setPen(look.colour("ink"))
        wide = painter.fontMetrics().horizontalAdvance(block.total)
        painter.drawText(QRectF(box.left() + 10, top, wide + 2, look.px(46)), _MIDDLE, block.total)
        painter.setFont(small)
        painter.setPen(look.colour("ink3"))
        beside = QRectF(box.left() + 12 + wide, top + look.px(8), 40, look.px(34))
        painter.drawText(beside, _MIDDLE, f"/{most}")
        top += look.px(46)
    else:
        top += look.px(20)
    icon = QRectF(box.left() + 10, top + (look.px(22) - 16) / 2, 16, 16)
    if block.total and result.state is State.TO_DO:
        icon.setWidth(0)
    else:
        paint_state(painter, icon, result.state)
    painter.setPen(look.colour("finding" if result.state is State.FINDING else "ink"))
    words = QRectF(icon.right() + 5, top, box.right() - icon.right() - 6, look.px(22))
    wide = QFontMetrics(look.font("guide-strong")).horizontalAdvance(result.words)
    if wide <= words.width():
        painter.setFont(look.font("guide-strong"))
        painter.drawText(words, _MIDDLE, result.words)
    else:
        painter.setFont(look.font("small-strong"))
        painter.drawText(words.adjusted(0, 2, 0, look.px(24)), TOP, result.words)
