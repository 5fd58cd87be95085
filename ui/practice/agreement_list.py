"""Agreement item by item: a line each with its kappa drawn and said; the arrows walk it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.practice.screens.progress import Calling, ItemRow
from resources.tongue import tr
from ui.keys import chord
from ui.spoken import Role, SpokenCell, tell_caret
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_HEADS = (
    tr("Item"),
    tr("Judged"),
    tr("Agree"),
    tr("Kappa, 95 % interval"),
    tr("PABAK"),
    tr("Where it differs"),
    tr("Time"),
)
_NARROW = {1: "0000", 2: tr("{low} to {high}", low=100, high=100), 4: "−0.00", 6: "00:00"}
"""Columns that are as wide as their head or this; the others share the rest."""
_SHARES = {0: 0.34, 3: 0.39, 5: 0.27}
_GAP = 12.0
_KAPPA, _CALLING = 3, 5
_BAR = (50.0, 160.0)
"""How short and how long the track of kappa may be."""
_SHAPES: dict[Calling, tuple[tuple[tuple[float, float], ...], ...]] = {
    "": (),
    "more": (((6, 0), (12, 12), (0, 12)),),
    "less": (((0, 0), (12, 0), (6, 12)),),
    "both": (((6, 0), (11, 5), (1, 5)), ((1, 7), (11, 7), (6, 12))),
    "other": (((6, 0), (12, 6), (6, 12), (0, 6)),),
}
"""In a square of twelve pixels, y downwards: which way the misses went is told by shape before colour."""


class AgreementList(QWidget):
    """Shows as many lines as there is room for; the one of the caret is always among them."""

    opened = Signal(str)
    """The code of the item whose line was pressed again, or Enter on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ItemRow, ...] = ()
        self._caret = 0
        self._top = 0
        self._measures: tuple[int, float] = (-1, 0.0)
        self._placed: tuple[tuple[float, float], ...] = ()
        self._tall = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme().px(160))

    def show_rows(self, rows: Sequence[ItemRow]) -> None:
        """The caret stays on its item where that one is still listed."""
        before = self.current
        self._rows = tuple(rows)
        self._measures = (-1, 0.0)
        codes = [row.code for row in self._rows]
        self._caret = codes.index(before) if before in codes else 0
        self._see()

    @property
    def current(self) -> str:
        """The item the caret stands on; "" in an empty list."""
        return self._rows[self._caret].code if self._rows else ""

    def walk(self, by: int) -> None:
        if self._rows:
            self._caret = max(0, min(len(self._rows) - 1, self._caret + by))
            self._see()

    # Spoken

    def cells(self) -> tuple[SpokenCell, ...]:
        """The lines that are seen."""
        head, high = self._head(), self._high()
        return tuple(
            SpokenCell(row.spoken, QRectF(0, head + n * high, self.width(), high), role=Role.ListItem)
            for n, row in enumerate(self._seen())
        )

    def cell_at_caret(self) -> int:
        return self._caret - self._top if self._rows else -1

    def spoken_group(self) -> str:
        return tr("Agreement by item")

    def cut(self) -> list[str]:
        """Words that do not fit their column, even on two small lines."""
        return [text for row in self._seen() for text, n in self._texts(row) if not self._fits(text, n)]

    def _texts(self, row: ItemRow) -> list[tuple[str, int]]:
        words = [
            (_whole(row), 0),
            (row.judged, 1),
            (row.percent, 2),
            (row.pabak, 4),
            (row.calling_words, _CALLING),
            (row.time, 6),
        ]
        words += [(head, n) for n, head in enumerate(_HEADS)]
        words += [(row.percent_interval, 2)]
        return words if row.kappa is not None else [*words, (row.kappa_words, _KAPPA)]

    def _fits(self, text: str, column: int) -> bool:
        metrics = QFontMetrics(theme().font("small"))
        box = metrics.boundingRect(0, 0, int(self._room(column)), 999, int(Qt.TextFlag.TextWordWrap), text)
        return box.width() <= self._room(column) and box.height() <= self._high()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = len(self._seen())
        steps = {
            "↑": -1,
            "↓": 1,
            "PgUp": -page,
            "PgDn": page,
            "Home": -len(self._rows),
            "End": len(self._rows),
        }
        pressed = chord(event)
        if pressed in steps and self._rows:
            self.walk(steps[pressed])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - self._head()) // self._high()) + self._top
        if event.position().y() > self._head() and 0 <= at < len(self._rows):
            again = at == self._caret
            self._caret = at
            self._see()
            if again:
                self.opened.emit(self.current)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.walk(-1 if event.angleDelta().y() > 0 else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._see()

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(820, self._head() + self._high() * 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, high = self._head(), self._high()
        seen = self._seen()
        bottom = head + high * len(seen)
        painter.fillRect(QRectF(0, 0, self.width(), bottom), look.colour("surface"))
        painter.setPen(look.colour("line"))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, bottom - 0.5))
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("caption"))
        for n, name in enumerate(_HEADS):
            painter.drawText(QRectF(self._x(n), 0, self._room(n), head), _LEFT, name)
        painter.fillRect(QRectF(0, head - 1, self.width(), 1), look.colour("line2"))
        for n, row in enumerate(seen):
            self._paint_row(painter, look, row, head + n * high, self._top + n == self._caret)
        painter.end()

    def _paint_row(self, painter: QPainter, look: Theme, row: ItemRow, top: float, at: bool) -> None:
        high = self._high()
        if at:
            painter.fillRect(QRectF(1, top, self.width() - 2, high - 1), look.colour("accent-soft"))
            if self.hasFocus():
                painter.setPen(QPen(look.colour("accent"), 3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(1.5, top + 1.5, self.width() - 3, high - 4))
        painter.fillRect(QRectF(0, top + high - 1, self.width(), 1), look.colour("line"))
        self._paint_item(painter, look, row, top)
        self._one(painter, look, 1, top, row.judged)
        percent, interval = (row.percent, "guide-strong", "ink"), (row.percent_interval, "small", "ink2")
        self._two(painter, look, 2, top, percent, interval)
        self._paint_kappa(painter, look, row, top)
        self._one(painter, look, 4, top, row.pabak)
        self._paint_calling(painter, look, row, top)
        self._one(painter, look, 6, top, row.time)

    def _paint_item(self, painter: QPainter, look: Theme, row: ItemRow, top: float) -> None:
        """The item over its test; a long one takes all of its cell, with the test before it."""
        if QFontMetrics(look.font("guide-strong")).horizontalAdvance(row.item) <= self._room(0):
            self._two(painter, look, 0, top, (row.item, "guide-strong", "ink"), (row.test, "small", "ink2"))
        else:
            self._one(painter, look, 0, top, _whole(row), "small-strong")

    def _paint_kappa(self, painter: QPainter, look: Theme, row: ItemRow, top: float) -> None:
        if row.kappa is None:
            self._one(painter, look, _KAPPA, top, row.kappa_words, "small", "ink2")
            return
        left, middle, wide = self._x(_KAPPA), top + self._high() / 2, self._track(look)
        track = QRectF(left, middle - 6, wide, 12)
        painter.fillRect(track, look.colour("sunken"))
        bar = QRectF(left, middle - 6, wide * max(0.0, min(row.kappa, 1.0)), 12)
        if row.weakest:
            painter.setPen(QPen(look.colour("finding"), 2))
            painter.setBrush(look.colour("surface"))
            painter.drawRect(bar.adjusted(1, 1, 0, -1))
        else:
            painter.fillRect(bar, look.colour("accent"))
        if row.interval is not None:
            ends = [left + wide * max(0.0, min(end, 1.0)) for end in row.interval]
            # Seen on the bar as well as beside it: ink within a line of paper.
            for pen in (QPen(look.colour("surface"), 4), QPen(look.colour("ink"), 1.5)):
                painter.setPen(pen)
                painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
                for x in ends:
                    painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))
        said = QRectF(left + wide + 10, top, self._room(_KAPPA) - wide - 10, self._high())
        self._pair(
            painter, look, said, (row.kappa_words, "strong", "ink"), (row.interval_words, "small", "ink2")
        )

    def _paint_calling(self, painter: QPainter, look: Theme, row: ItemRow, top: float) -> None:
        left, middle = self._x(_CALLING), top + self._high() / 2
        if not row.calling:
            self._one(painter, look, _CALLING, top, row.calling_words, "small", "ink2")
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("finding"))
        for corners in _SHAPES[row.calling]:
            painter.drawPolygon(QPolygonF([QPointF(left + x, middle - 6 + y) for x, y in corners]))
        box = QRectF(left + 18, top, self._room(_CALLING) - 18, self._high())
        _wrapped(painter, look, box, row.calling_words, "caption", "ink")

    def _one(
        self,
        painter: QPainter,
        look: Theme,
        column: int,
        top: float,
        text: str,
        role: str = "guide",
        tone: str = "ink",
    ) -> None:
        box = QRectF(self._x(column), top, self._room(column), self._high())
        _wrapped(painter, look, box, text, role, tone)

    def _two(
        self,
        painter: QPainter,
        look: Theme,
        column: int,
        top: float,
        first: tuple[str, str, str],
        second: tuple[str, str, str],
    ) -> None:
        box = QRectF(self._x(column), top, self._room(column), self._high())
        self._pair(painter, look, box, first, second)

    def _pair(
        self,
        painter: QPainter,
        look: Theme,
        box: QRectF,
        first: tuple[str, str, str],
        second: tuple[str, str, str],
    ) -> None:
        """Two lines close together in the middle of the row."""
        half = box.height() / 2
        upper = box.adjusted(0, look.px(3), 0, -half + look.px(3))
        lower = box.adjusted(0, half - look.px(1), 0, -look.px(3))
        for area, (text, role, tone) in ((upper, first), (lower, second)):
            font = look.font(role)
            if QFontMetrics(font).horizontalAdvance(text) > area.width():
                font = look.font("small-strong" if font.bold() else "small")
            painter.setFont(font)
            painter.setPen(look.colour(tone))
            fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, _LEFT, fitting)

    # Measures

    def _track(self, look: Theme) -> float:
        """The same for every line: what the longest interval leaves."""
        metrics = QFontMetrics(look.font("small"))
        longest = max((metrics.horizontalAdvance(row.interval_words) for row in self._rows), default=0)
        return max(_BAR[0], min(_BAR[1], self._room(_KAPPA) - longest - 14))

    def _seen(self) -> tuple[ItemRow, ...]:
        return self._rows[self._top : self._top + self._shown()]

    def _shown(self) -> int:
        return max(1, (self.height() - self._head()) // self._high())

    def _x(self, column: int) -> float:
        return self._columns()[column][0]

    def _room(self, column: int) -> float:
        return self._columns()[column][1]

    def _columns(self) -> tuple[tuple[float, float], ...]:
        """Where each column begins and how wide it is, in the text size in force."""
        measures = (self.width(), theme().text_size)
        if measures != self._measures:
            self._measures, self._placed = measures, _columns(self.width())
            metrics, room = QFontMetrics(theme().font("small-strong")), int(self._placed[0][1])
            wraps = int(Qt.TextFlag.TextWordWrap)
            boxes = (metrics.boundingRect(0, 0, room, 999, wraps, _whole(row)) for row in self._rows)
            self._tall = max((box.height() + 4 for box in boxes), default=0)
        return self._placed

    def _head(self) -> int:
        return theme().px(30)

    def _high(self) -> int:
        """The same for every line: as much as the longest item needs."""
        self._columns()
        return max(52, theme().px(52), self._tall)

    def _see(self) -> None:
        last = max(0, len(self._rows) - self._shown())
        self._top = max(0, min(self._caret, max(min(self._top, last), self._caret - self._shown() + 1)))
        self.setAccessibleName(self._rows[self._caret].spoken if self._rows else self.spoken_group())
        tell_caret(self)
        self.update()


def _columns(wide: int) -> tuple[tuple[float, float], ...]:
    look = theme()
    head, small = QFontMetrics(look.font("caption")), QFontMetrics(look.font("guide"))
    narrow = {
        n: max(head.horizontalAdvance(_HEADS[n]), small.horizontalAdvance(text)) + 4.0
        for n, text in _NARROW.items()
    }
    rest = wide - 20 - _GAP * (len(_HEADS) - 1) - sum(narrow.values())
    found, left = [], 12.0
    for n in range(len(_HEADS)):
        room = narrow[n] if n in narrow else rest * _SHARES[n]
        found.append((left, room))
        left += room + _GAP
    return tuple(found)


def _whole(row: ItemRow) -> str:
    return tr("{test}: {item}", test=row.test, item=row.item)


def _wrapped(painter: QPainter, look: Theme, box: QRectF, text: str, role: str, tone: str) -> None:
    """On one line in its own size, or on several small ones."""
    font = look.font(role)
    if QFontMetrics(font).horizontalAdvance(text) > box.width():
        font = look.font("small-strong" if font.bold() else "small")
    painter.setFont(font)
    painter.setPen(look.colour(tone))
    painter.drawText(box, _LEFT | Qt.TextFlag.TextWordWrap, text)
