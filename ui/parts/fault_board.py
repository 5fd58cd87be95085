"""Five items by five repetitions, right over left: a key for each fault, Enter for each repetition."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.step_down import ItemHead, StepBlock
from assessments.language.value import Side
from resources.tongue import tr
from ui.keys import chord
from ui.parts.fault_cells import fault_cells, total_said
from ui.parts.fault_heads import LEAST, MOST, FaultHeads
from ui.parts.fault_marks import TOP, wrapped_height
from ui.parts.fault_sides import paint_item, paint_side, paint_total
from ui.parts.tag import Tag
from ui.spoken import SpokenCell
from ui.theme import Theme, theme

COLUMNS = (80, 108, 108, 108, 142, 108, 104)
"""Side, the five items, total, as they share the width; in between gaps of 4."""
GAP = 4
NARROWEST = 720
USUAL, LOWEST = 112, 96
"""Height of a side, and in a low window, where the figures need the room."""
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
        self._spare = self._figure = 0
        self._tight = False
        self._item = ""
        self.heads = FaultHeads(heads, self)
        self.heads.drawn.connect(self.update)
        self._tag = tag
        tag.setParent(self)
        tag.asked.connect(self.asked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_blocks(self, blocks: tuple[StepBlock, ...]) -> None:
        if blocks != self._blocks:
            self._blocks = blocks
            self.updateGeometry()
            self._tell()
            self.update()

    def fit(self, free: int) -> None:
        """Take so much height: first for the words, then for the figures, then for the sides."""
        self._spare = self._figure = 0
        for self._tight in (False, True):
            self._figure = LEAST
            room = free - self.heightForWidth(self.width())
            if room >= (0 if self._tight else MOST - LEAST):
                self._figure = min(MOST, LEAST + room)
                break
        else:
            self._tight, self._figure = False, 0
        self._spare = max(0, min(theme().px(96), free - self.heightForWidth(self.width())))
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
            self._item = ""
            self.heads.show_side(side)
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

    @property
    def figures_shown(self) -> bool:
        """Whether the heads have room for their figures."""
        return self._figure > 0

    @property
    def lit(self) -> tuple[str, int]:
        """The item that was marked last in this repetition, and its points there."""
        points = {head.name: self._points_now(head) for head in self._heads}
        return next(((name, n) for name, n in points.items() if n >= 0), ("", -1))

    def _points_now(self, head: ItemHead) -> int:
        """The points of the item that was marked last, in the repetition of the caret; -1 for the others."""
        side, repetition = self._caret
        block = next((block for block in self._blocks if block.side is side), None)
        if block is None or head.key != self._item:
            return -1
        mark = block.cells[self._heads.index(head)].marks[repetition - 1]
        return {"fault": 1, "worse": 2}.get(mark, 0)

    def _tell(self) -> None:
        side, repetition = self._caret
        block = next((b for b in self._blocks if b.side is side), None)
        if block is None:
            return
        seen = "; ".join(cell.spoken for cell in block.cells)
        where = tr("{side}, repetition {repetition}.", side=side.heading, repetition=repetition)
        self.setAccessibleName(f"{where} {total_said(block, self._most)}")
        self.setAccessibleDescription(seen)

    def cells(self) -> tuple[SpokenCell, ...]:
        boxes = [self._block_box(number) for number in range(len(self._blocks))]
        heads = (
            SpokenCell(
                head.name,
                QRectF(left, 0, wide, self._head_height()),
                self.heads.words_of(head),
                pressed=False,
            )
            for (left, wide), head in zip(self._columns()[1:-1], self._heads, strict=True)
        )
        return (*heads, *fault_cells(self._blocks, boxes, self._columns(), self._heads, self._most))

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
        widths = [wide for _, wide in self._columns()[1:-1]]
        hint = wrapped_height(QFontMetrics(theme().font("small")), self._columns()[0][1] - 4, HINT)
        return max(self.heads.height(widths, self._figure), hint + 8)

    def _block_height(self) -> int:
        return theme().px(LOWEST if self._tight else USUAL) + self._spare // 2

    def _between(self) -> int:
        return 8 if self._tight else 12

    def heightForWidth(self, width: int) -> int:
        return self._head_height() + 2 * (self._block_height() + self._between())

    def sizeHint(self) -> QSize:
        return QSize(self._narrowest(), self.heightForWidth(self.width()))

    def _narrowest(self) -> int:
        """The width at which every name stands beside its key, every side and its bands in their columns."""
        look = theme()
        strong, section = QFontMetrics(look.font("strong")), QFontMetrics(look.font("section"))
        small, said = QFontMetrics(look.font("small")), QFontMetrics(look.font("small-strong"))
        needs = [
            max((section.horizontalAdvance(block.side.heading) for block in self._blocks), default=0),
            *(strong.horizontalAdvance(head.name) + 2 * _PAD + self._cap() for head in self._heads),
            max(
                self._tag.sizeHint().width() + 6,
                *(small.horizontalAdvance(words) + 3 for words in self._bands.split(", ")),
            ),
        ]
        for block in self._blocks:
            for at, cell in enumerate(block.cells, start=1):
                needs[at] = max(needs[at], said.horizontalAdvance(cell.words) + 4)
        share = max(need / column for need, column in zip(needs, COLUMNS, strict=True))
        return max(NARROWEST, round(share * sum(COLUMNS)) + GAP * (len(COLUMNS) - 1) + 1)

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
            self._item = pressed
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
                    self._item = head.key
                    self.pressed.emit(*self._caret, head.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.moved.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        self._paint_legends(painter, look, columns)
        role = self._name_role()
        for (left, wide), head in zip(columns[1:-1], self._heads, strict=True):
            box = QRectF(left, 0, wide, self._head_height())
            self.heads.paint(painter, look, box, head, role, self._figure, self._points_now(head))
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
            paint_item(painter, look, place, cell, self._caret[1] if here else 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(look.colour("line"), 1))
        for left, _ in columns[1:]:
            edge = round(left - GAP / 2) + 0.5
            painter.drawLine(QPointF(edge, box.top() + 3), QPointF(edge, box.bottom() - 1))
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 3), look.colour(block.side.value))
        first = QRectF(box.left() + 10, box.top() + 3, columns[0][1] - 10, box.height() - 3)
        paint_side(painter, look, first, block)
        left, wide = columns[-1]
        paint_total(painter, look, QRectF(left, box.top() + 3, wide, box.height() - 3), block, self._most)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))
