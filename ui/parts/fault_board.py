"""Five items by five repetitions, right over left: a key for each fault, Enter for each repetition."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.state import State
from app.screens.step_down import ItemCell, ItemHead, StepBlock
from assessments.language.side_words import side_name
from assessments.language.value import Side
from resources.tongue import tr
from ui.keys import chord
from ui.parts.fault_cells import fault_cells, total_said
from ui.parts.fault_marks import CENTRE, TOP, paint_cap, paint_mark, wrapped_height
from ui.parts.side_badge import paint_badge
from ui.parts.state_icon import paint_state
from ui.parts.tag import Tag
from ui.spoken import SpokenCell
from ui.theme import Theme, theme

COLUMNS = (80, 108, 108, 108, 142, 108, 104)
"""Side, the five items, total, as they share the width; in between gaps of 4."""
GAP = 4
NARROWEST = 720
HINT = tr("Press the number of each fault you see. Twice where 2 can be given.")

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_PAD = 9


class FaultBoard(QWidget):
    """The caret is a repetition of a side. The page decides what a key does to the scores."""

    pressed = Signal(object, int, str)
    """The side, the repetition, and the key of the item whose fault was seen."""
    finished = Signal(object, int)
    """The side and the repetition that is done."""
    back = Signal()
    """The last thing is to be taken back."""
    moved = Signal()
    asked = Signal(tuple)
    """The tag beside the bands was pressed: the citations behind it."""

    def __init__(
        self,
        heads: tuple[ItemHead, ...],
        repetitions: int,
        bands: str,
        tag: Tag,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heads = heads
        self._repetitions = repetitions
        self._bands = bands
        self._most = most
        self._blocks: tuple[StepBlock, ...] = ()
        self._caret: tuple[Side, int] = (Side.RIGHT, 1)
        self._spare = 0
        self._tag = tag
        tag.setParent(self)
        tag.asked.connect(self.asked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_blocks(self, blocks: tuple[StepBlock, ...]) -> None:
        if blocks != self._blocks:
            self._blocks = blocks
            self._tell()
            self.update()

    def fit(self, free: int) -> None:
        """Take so much height, if the words need no more; what is left over stays empty."""
        self._spare = 0
        needed = self.heightForWidth(self.width())
        self._spare = max(0, min(theme().px(96), free - needed))
        self.setFixedHeight(self.heightForWidth(self.width()))
        self._place_tag()
        self.update()

    @property
    def place(self) -> tuple[Side, int]:
        """The side and the repetition that is being watched."""
        return self._caret

    def put_caret(self, side: Side, repetition: int) -> None:
        if (side, repetition) != self._caret:
            self._caret = (side, repetition)
            self._tell()
            self.update()
            self.moved.emit()

    def cut(self) -> list[str]:
        """The words that do not fit."""
        metrics = QFontMetrics(theme().font(self._name_role()))
        small = QFontMetrics(theme().font("small"))
        _, last = self._columns()[-1]
        bands = [words for words in self._bands.split(", ") if small.horizontalAdvance(words) > last - 2]
        return bands + [
            head.name
            for head, (_, wide) in zip(self._heads, self._columns()[1:-1], strict=True)
            if metrics.horizontalAdvance(head.name) > self._name_room(wide)
        ]

    def _name_role(self) -> str:
        """The larger of two fonts in which every name fits beside its key."""
        metrics = QFontMetrics(theme().font("value"))
        columns = self._columns()[1:-1]
        fits = all(
            metrics.horizontalAdvance(head.name) <= self._name_room(wide)
            for head, (_, wide) in zip(self._heads, columns, strict=True)
        )
        return "value" if fits else "strong"

    def _name_room(self, wide: float) -> float:
        return wide - 2 * _PAD - self._cap()

    def _tell(self) -> None:
        side, repetition = self._caret
        block = next((b for b in self._blocks if b.side is side), None)
        if block is None:
            return
        seen = "; ".join(cell.spoken for cell in block.cells)
        where = tr("{side}, repetition {repetition}.", side=side_name(side), repetition=repetition)
        self.setAccessibleName(f"{where} {total_said(block, self._most)}")
        self.setAccessibleDescription(seen)

    def cells(self) -> tuple[SpokenCell, ...]:
        boxes = [self._block_box(number) for number in range(len(self._blocks))]
        return fault_cells(self._blocks, boxes, self._columns(), self._heads, self._most)

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return self.accessibleName()

    # Measures

    def _columns(self) -> list[tuple[float, float]]:
        """Left edge and width of each column."""
        scale = (max(self.width(), NARROWEST) - GAP * (len(COLUMNS) - 1)) / sum(COLUMNS)
        left, found = 0.0, []
        for column in COLUMNS:
            found.append((left, column * scale))
            left += column * scale + GAP
        return found

    def _cap(self) -> int:
        return max(22, theme().px(22))

    def _head_height(self) -> int:
        look = theme()
        top = look.px(40)
        text = QFontMetrics(look.font("caption"))
        needs: list[int] = []
        for (_, wide), head in zip(self._columns()[1:-1], self._heads, strict=True):
            needs.append(
                sum(wrapped_height(text, wide - 2 * _PAD - 18, words) + 3 for _, words in head.points)
            )
        hint = wrapped_height(QFontMetrics(look.font("small")), self._columns()[0][1] - 4, HINT)
        return max(top + max(needs) + look.px(12), hint + 8)

    def _block_height(self) -> int:
        return theme().px(112) + self._spare // 2

    def _between(self) -> int:
        return 12

    def heightForWidth(self, width: int) -> int:
        return self._head_height() + 2 * (self._block_height() + self._between())

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_tag()

    def _place_tag(self) -> None:
        left, _ = self._columns()[-1]
        look = theme()
        lines = len(self._bands.split(", "))
        self._tag.adjustSize()
        self._tag.move(int(left) + 2, 4 + lines * (QFontMetrics(look.font("small")).height() + 3) + 4)

    def _block_box(self, number: int) -> QRectF:
        top = self._head_height() + self._between() + number * (self._block_height() + self._between())
        return QRectF(0, top, max(self.width(), NARROWEST), self._block_height())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        side, repetition = self._caret
        if pressed in {head.key for head in self._heads}:
            self.pressed.emit(side, repetition, pressed)
        elif pressed == "Enter":
            self.finished.emit(side, repetition)
        elif pressed in ("Backspace", "Del"):
            self.back.emit()
        elif pressed in ("←", "→"):
            step = 1 if pressed == "→" else -1
            self.put_caret(side, max(1, min(self._reach(side), repetition + step)))
        elif pressed in ("↑", "↓"):
            other = Side.LEFT if pressed == "↓" else Side.RIGHT
            if other is not side:
                self.put_caret(other, self._reach(other))
        else:
            event.ignore()

    def _reach(self, side: Side) -> int:
        """The last repetition that may be marked: those done, and the one after."""
        done = next((block.done for block in self._blocks if block.side is side), 0)
        return min(done + 1, self._repetitions)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, block in enumerate(self._blocks):
            box = self._block_box(number)
            if not box.contains(event.position()):
                continue
            self.put_caret(block.side, self._reach(block.side))
            for (left, wide), head in zip(self._columns()[1:-1], self._heads, strict=True):
                if left <= event.position().x() <= left + wide:
                    self.pressed.emit(*self._caret, head.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        self._paint_legends(painter, look, columns)
        for (left, wide), head in zip(columns[1:-1], self._heads, strict=True):
            self._paint_head(painter, look, QRectF(left, 0, wide, self._head_height()), head)
        for number, block in enumerate(self._blocks):
            self._paint_block(painter, look, self._block_box(number), block, columns)
        painter.end()

    def _paint_legends(self, painter: QPainter, look: Theme, columns: list[tuple[float, float]]) -> None:
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink3"))
        painter.drawText(QRectF(0, 4, columns[0][1] - 4, self._head_height() - 4), TOP, HINT)
        left, wide = columns[-1]
        step = painter.fontMetrics().height() + 3
        for line, words in enumerate(self._bands.split(", ")):
            painter.drawText(QRectF(left + 2, 4 + line * step, wide, step), _MIDDLE, words)

    def _paint_head(self, painter: QPainter, look: Theme, box: QRectF, head: ItemHead) -> None:
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        cap = QRectF(box.left() + _PAD, box.top() + look.px(9), self._cap(), look.px(22))
        paint_cap(painter, look, cap, head.key)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(self._name_role()))
        name = QRectF(cap.right() + 7, cap.top(), box.right() - cap.right() - 8, cap.height())
        painter.drawText(name, _MIDDLE, head.name)
        top = box.top() + look.px(40)
        painter.fillRect(QRectF(box.left() + 1, top - look.px(4), box.width() - 2, 1), look.colour("line"))
        for points, words in head.points:
            painter.setFont(look.font("caption-strong"))
            painter.setPen(look.colour("finding"))
            painter.drawText(QRectF(box.left() + _PAD, top + 2, 16, look.px(22)), TOP, points)
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("ink2"))
            wide = box.width() - 2 * _PAD - 18
            high = wrapped_height(painter.fontMetrics(), wide, words)
            painter.drawText(QRectF(box.left() + _PAD + 18, top + 2, wide, high + 4), TOP, words)
            top += high + 3

    def _paint_block(
        self,
        painter: QPainter,
        look: Theme,
        box: QRectF,
        block: StepBlock,
        columns: list[tuple[float, float]],
    ) -> None:
        here = self._caret[0] is block.side and self.hasFocus()
        painter.fillRect(box, look.colour("surface"))
        for (left, wide), cell in zip(columns[1:-1], block.cells, strict=True):
            place = QRectF(left - GAP / 2, box.top() + 3, wide + GAP, box.height() - 3)
            self._paint_cell(painter, look, place, cell, self._caret[1] if here else 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(look.colour("line"), 1))
        for left, _ in columns[1:]:
            edge = round(left - GAP / 2) + 0.5
            painter.drawLine(QPointF(edge, box.top() + 3), QPointF(edge, box.bottom() - 1))
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 3), look.colour(block.side.value))
        first = QRectF(box.left() + 10, box.top() + 3, columns[0][1] - 10, box.height() - 3)
        self._paint_side(painter, look, first, block)
        left, wide = columns[-1]
        self._paint_total(painter, look, QRectF(left, box.top() + 3, wide, box.height() - 3), block)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))

    def _paint_side(self, painter: QPainter, look: Theme, box: QRectF, block: StepBlock) -> None:
        high = 26 + look.px(24) + 2 * look.px(16)
        top = box.center().y() - high / 2
        paint_badge(painter, QRectF(box.left(), top, 26, 26), block.side)
        top += 26 + 2
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("section"))
        painter.drawText(QRectF(box.left(), top, box.width(), look.px(24)), _MIDDLE, side_name(block.side))
        top += look.px(24)
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("small"))
        for line in (block.order, block.note):
            painter.drawText(QRectF(box.left(), top, box.width(), look.px(16)), _MIDDLE, line)
            top += look.px(16)

    def _paint_cell(
        self, painter: QPainter, look: Theme, box: QRectF, cell: ItemCell, repetition: int
    ) -> None:
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

    def _paint_total(self, painter: QPainter, look: Theme, box: QRectF, block: StepBlock) -> None:
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
            painter.drawText(beside, _MIDDLE, f"/{self._most}")
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
