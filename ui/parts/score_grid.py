"""Scores by repetition, right beside left: one key fills a cell and the caret moves on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figures.shapes import Picture
from assessments.language.value import Side
from resources.tongue import tr
from ui.keys import chord
from ui.painting import Drawing
from ui.parts.grid_label import paint_label
from ui.parts.side_head import paint_side_head
from ui.spoken import SpokenCell, tell_caret
from ui.theme import Theme, theme

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class GridCell:
    """One score. `tone` is "empty", "zero", "some", "finding", "missing", "not_done" or "locked"; `place`
    is handed back as it is when the cell is typed in."""

    place: object
    text: str = ""
    word: str = ""
    tone: str = "empty"


@dataclass(frozen=True, slots=True)
class GridRow:
    """What is judged. `keys` are the keys that score it; a row that is never scored is lower; `glyph` is the
    sign that stands before its name."""

    label: str
    sub: str = ""
    keys: str = "012"
    scored: bool = True
    glyph: Picture | None = None


@dataclass(frozen=True, slots=True)
class GridBlock:
    """One side: a cell for each row and column, and a total for each row ("3", "of 3")."""

    side: Side
    note: str
    columns: tuple[str, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    totals: tuple[tuple[str, str], ...] = ()
    total_head: str = ""


@dataclass(frozen=True, slots=True)
class GridScreen:
    rows: tuple[GridRow, ...]
    blocks: tuple[GridBlock, ...]


class ScoreGrid(QWidget):
    """Emits the place and the key. The caret goes down the column (`down`) or along the row, then on.

    Widths follow the page: a label column, then a block for each side with `gap` between.
    """

    typed = Signal(object, str)
    """The place of the cell, and the key; "" takes the score away."""
    moved = Signal(object)
    """The place where the caret stands now."""
    finished = Signal(object)
    """The side whose last cell was just filled."""

    def __init__(
        self,
        screen: GridScreen,
        *,
        label: int = 250,
        block: int = 256,
        gap: int = 20,
        cell: tuple[int, int] = (62, 56),
        low: int = 46,
        down: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._screen = screen
        self._glyphs = _drawn(screen.rows)
        self._label, self._block, self._gap = label, block, gap
        self._cell_width, self._high = cell
        self._low = low
        self._down = down
        self._caret = (0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def measure(self, label: int, block: int, cell: tuple[int, int], low: int) -> None:
        """Take other measures, such as on a wide screen or a low one."""
        if (label, block, cell, low) != (self._label, self._block, (self._cell_width, self._high), self._low):
            self._label, self._block, self._low = label, block, low
            self._cell_width, self._high = cell
            self.updateGeometry()
            self.update()

    def show_grid(self, screen: GridScreen) -> None:
        if screen != self._screen:
            if screen.rows != self._screen.rows:
                self._glyphs = _drawn(screen.rows)
            self._screen = screen
            self.updateGeometry()
            self._tell()
            self.update()

    @property
    def place(self) -> object:
        """Where the caret stands."""
        block, row, column = self._caret
        return self._screen.blocks[block].cells[row][column].place

    def go_to(self, place: object) -> bool:
        """Put the caret on that place and take the focus; False when the grid has no such place."""
        found = self.put_caret(place)
        if found:
            self.setFocus()
        return found

    def put_caret(self, place: object) -> bool:
        """Put the caret on that place, for when the focus comes; False when the grid has no such place."""
        for b, block in enumerate(self._screen.blocks):
            for r, cells in enumerate(block.cells):
                for c, cell in enumerate(cells):
                    if cell.place == place:
                        self._move((b, r, c))
                        return True
        return False

    def next_column(self) -> bool:
        """Walk to the top of the next column of this side; False from the last one."""
        block, _, column = self._caret
        if column + 1 >= len(self._screen.blocks[block].columns):
            return False
        self._move((block, 0, column + 1))
        return True

    def other_side(self, row: int = 0, column: int = 0) -> None:
        self._move(((self._caret[0] + 1) % len(self._screen.blocks), row, column))

    def _move(self, caret: tuple[int, int, int]) -> None:
        if caret != self._caret:
            self._caret = caret
            self._tell()
            self.update()
            self.moved.emit(self.place)

    def cells(self) -> tuple[SpokenCell, ...]:
        """As they are scored, down each column, right before left; then what each row comes to."""
        return (*map(self._spoken, self._everywhere()), *self._spoken_totals())

    def _spoken(self, place: tuple[int, int, int]) -> SpokenCell:
        b, r, c = place
        block, row = self._screen.blocks[b], self._screen.rows[r]
        cell = block.cells[r][c]
        name = f"{block.side.heading}, {block.columns[c].lower()}, {row.label}"
        said = cell.word or cell.text or tr("not recorded")
        return SpokenCell(name, self._box(b, r, c), said, key=row.keys, available=cell.tone != "locked")

    def _spoken_totals(self) -> list[SpokenCell]:
        return [
            SpokenCell(
                f"{block.side.heading}, {block.total_head}, {self._screen.rows[r].label}",
                self._box(b, r, len(block.columns)),
                f"{score} {rest}".strip(),
                pressed=False,
            )
            for b, block in enumerate(self._screen.blocks)
            for r, (score, rest) in enumerate(block.totals)
        ]

    def cell_at_caret(self) -> int:
        return self._everywhere().index(self._caret)

    def spoken_group(self) -> str:
        return tr("Scores, one key for each")

    def _everywhere(self) -> list[tuple[int, int, int]]:
        """Every place: side, row and column."""
        return [
            (b, r, c)
            for b, block in enumerate(self._screen.blocks)
            for c in range(len(block.columns))
            for r in range(len(self._screen.rows))
        ]

    def _tell(self) -> None:
        tell_caret(self)
        cell = self._spoken(self._caret)
        self.setAccessibleName(f"{cell.name}: {cell.value}")

    def _heights(self) -> list[int]:
        look = theme()
        return [look.px(self._high if row.scored else self._low) for row in self._screen.rows]

    def _head(self) -> tuple[int, int]:
        return max(38, theme().px(36)), max(24, theme().px(24))

    def sizeHint(self) -> QSize:
        blocks = len(self._screen.blocks)
        width = self._label + blocks * self._block + (blocks - 1) * self._gap
        return QSize(width, sum(self._head()) + sum(self._heights()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _box(self, b: int, r: int, c: int) -> QRectF:
        heights = self._heights()
        left = self._label + b * (self._block + self._gap) + c * self._cell_width
        top = sum(self._head()) + sum(heights[:r])
        return QRectF(left, top, self._cell_width, heights[r])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        b, r, c = self._caret
        block, row = self._screen.blocks[b], self._screen.rows[r]
        if len(pressed) == 1 and pressed in row.keys and block.cells[r][c].tone != "locked":
            self.typed.emit(block.cells[r][c].place, pressed)
            if self._caret == (b, r, c):
                self._on()
        elif pressed in ("Backspace", "Del"):
            if block.cells[r][c].tone == "empty":
                self._back()
                b, r, c = self._caret
            self.typed.emit(self._screen.blocks[b].cells[r][c].place, "")
        elif pressed in ("←", "→", "↑", "↓"):
            self._arrow(pressed)
        else:
            event.ignore()

    def _order(self, b: int) -> list[tuple[int, int, int]]:
        rows, columns = range(len(self._screen.rows)), range(len(self._screen.blocks[b].columns))
        if self._down:
            return [(b, r, c) for c in columns for r in rows]
        return [(b, r, c) for r in rows for c in columns]

    def _on(self) -> None:
        order = self._order(self._caret[0])
        at = order.index(self._caret)
        if at + 1 < len(order):
            self._move(order[at + 1])
        else:
            self.finished.emit(self._screen.blocks[self._caret[0]].side)

    def _back(self) -> None:
        order = self._order(self._caret[0])
        self._move(order[max(0, order.index(self._caret) - 1)])

    def _arrow(self, key: str) -> None:
        b, r, c = self._caret
        if key == "↑":
            r = max(0, r - 1)
        elif key == "↓":
            r = min(len(self._screen.rows) - 1, r + 1)
        elif key == "→":
            if c + 1 < len(self._screen.blocks[b].columns):
                c += 1
            elif b + 1 < len(self._screen.blocks):
                b, c = b + 1, 0
        elif c > 0:
            c -= 1
        elif b > 0:
            b -= 1
            c = len(self._screen.blocks[b].columns) - 1
        self._move((b, r, c))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for b, block in enumerate(self._screen.blocks):
            for r, cells in enumerate(block.cells):
                for c in range(len(cells)):
                    if self._box(b, r, c).contains(event.position()):
                        self._move((b, r, c))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.moved.emit(self.place)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, columns = self._head()
        for b, block in enumerate(self._screen.blocks):
            left = float(self._label + b * (self._block + self._gap))
            paint_side_head(painter, QRectF(left, 0, self._block, head), block.side, block.note)
            for c, name in enumerate(block.columns):
                on = self.hasFocus() and (self._caret[0], self._caret[2]) == (b, c)
                painter.setFont(look.font("caption-strong" if on else "caption"))
                painter.setPen(look.colour("accent" if on else "ink3"))
                box = QRectF(left + c * self._cell_width, head, self._cell_width, columns)
                painter.drawText(box, _CENTRE, name)
            end = left + len(block.columns) * self._cell_width
            if block.total_head:
                painter.setFont(look.font("caption"))
                painter.setPen(look.colour("ink3"))
                room = self._block - len(block.columns) * self._cell_width - 14 + self._gap
                painter.drawText(QRectF(end + 14, head, max(60, room), columns), _LEFT, block.total_head)
            for r in range(len(self._screen.rows)):
                for c in range(len(block.columns)):
                    self._paint_cell(
                        painter, look, self._box(b, r, c), block.cells[r][c], self._caret == (b, r, c)
                    )
                if r < len(block.totals):
                    self._paint_total(painter, look, self._box(b, r, 0), end + 14, block.totals[r])
        for r, row in enumerate(self._screen.rows):
            box = self._box(0, r, 0)
            place = QRectF(0, box.top(), self._label - 14, box.height())
            paint_label(painter, look, place, row.label, row.sub, self._glyphs[r])
        painter.end()

    def _paint_total(
        self, painter: QPainter, look: Theme, box: QRectF, left: float, total: tuple[str, str]
    ) -> None:
        painter.setFont(look.font("value"))
        painter.setPen(look.colour("ink"))
        wide = painter.fontMetrics().horizontalAdvance(total[0])
        painter.drawText(QRectF(left, box.top(), 60, box.height()), _LEFT, total[0])
        painter.setFont(look.font("guide"))
        painter.setPen(look.colour("ink2"))
        painter.drawText(QRectF(left + wide + 5, box.top(), 60, box.height()), _LEFT, total[1])

    def _paint_cell(self, painter: QPainter, look: Theme, box: QRectF, cell: GridCell, at: bool) -> None:
        caret = at and self.hasFocus()
        fill = {"finding": "finding-soft", "missing": "miss", "not_done": "sunken", "locked": "sunken"}
        surface = "surface" if cell.tone != "empty" else "canvas"
        painter.setBrush(look.colour("accent-soft" if caret else fill.get(cell.tone, surface)))
        pen = QPen(look.colour("miss-border" if cell.tone == "missing" else "line2"), 1)
        if cell.tone in ("missing", "not_done"):
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(box.adjusted(0.5, 0.5, 0.5, 0.5))
        ink = {"finding": "finding", "zero": "ink2", "missing": "miss-text", "not_done": "ink3"}
        painter.setPen(look.colour(ink.get(cell.tone, "ink")))
        low = box.height() < look.px(50)
        font = look.font("value" if low else "score-small")
        if cell.tone in ("zero", "empty"):
            font.setBold(False)
        painter.setFont(font)
        if cell.word and box.height() < look.px(38):
            self._paint_in_line(painter, look, box, cell)
        elif cell.word:
            split = box.height() * 0.62
            painter.drawText(QRectF(box.left(), box.top() + 1, box.width(), split), _CENTRE, cell.text)
            painter.setFont(look.font("small-strong" if cell.tone == "finding" else "small"))
            lower = QRectF(box.left(), box.top() + split - 4, box.width(), box.height() - split)
            painter.drawText(lower, _CENTRE, cell.word)
        else:
            painter.drawText(box, _CENTRE, cell.text)
        if caret:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.drawRect(box.adjusted(1.5, 1.5, -0.5, -0.5))
            if not cell.text:
                middle = box.center()
                painter.fillRect(QRectF(middle.x() - 1.5, middle.y() - 13, 3, 26), look.colour("accent"))

    def _paint_in_line(self, painter: QPainter, look: Theme, box: QRectF, cell: GridCell) -> None:
        """The digit and its word beside each other, where a row is too low for two lines."""
        small = look.font("small-strong" if cell.tone == "finding" else "small")
        digit = painter.fontMetrics().horizontalAdvance(cell.text)
        wide = digit + 5 + QFontMetrics(small).horizontalAdvance(cell.word)
        left = box.center().x() - wide / 2
        painter.drawText(QRectF(left, box.top(), digit + 2, box.height()), _LEFT, cell.text)
        painter.setFont(small)
        painter.drawText(QRectF(left + digit + 5, box.top() + 1, wide, box.height()), _LEFT, cell.word)


def _drawn(rows: tuple[GridRow, ...]) -> list[Drawing | None]:
    """The signs made ready for the painter, once for as long as the rows are these."""
    return [Drawing(row.glyph) if row.glyph else None for row in rows]
