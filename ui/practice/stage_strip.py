"""The repetitions in time under the picture, and where in them it is; a click or a drag goes elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.tongue import tr
from ui.practice.player import clock_words
from ui.spoken import Role
from ui.theme import theme

_BESIDE = 20
"""Pixels free at either end, for the first and the last words."""
_TOP, _BAR = 10, 13
_GAP = 4
_PAGE = 10
"""Repetitions on one strip where it may not tell how many come."""


class StageStrip(QWidget):
    """Passed repetitions are full, the one now is tinted, those to come are empty."""

    sought = Signal(float)
    """The second that was pointed at."""
    spoken_role = Role.Slider

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: tuple[tuple[float, float], ...] = ()
        self._seconds = 0.0
        self._at = 0.0
        self._number = 0
        self._trials = False
        self._tells_end = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_repetitions(
        self,
        spans: Sequence[tuple[float, float]],
        seconds: float,
        trials: bool = False,
        tells_end: bool = True,
    ) -> None:
        """Where nothing is repeated the whole time is one bar; a push is a trial and not a repetition. One
        that may not tell the end shows ten places at a time, whether or not anything comes in them."""
        self._spans = tuple(spans) if len(spans) > 1 or not tells_end else ()
        self._seconds, self._trials, self._tells_end = seconds, trials, tells_end
        self._at, self._number = 0.0, 0
        self.updateGeometry()
        self.update()

    def show_moment(self, at: float, number: int) -> None:
        """`number` is the repetition it is in, from 1."""
        moved = round(self._x(at)) != round(self._x(self._at)) or number != self._number
        self._at, self._number = at, number
        if moved:
            self.update()

    def spoken(self) -> str:
        if not self._tells_end:
            return tr("Time {at}", at=clock_words(self._at))
        return tr("Time {at} of {all}", at=clock_words(self._at), all=clock_words(self._seconds))

    def sizeHint(self) -> QSize:
        return QSize(400, _TOP + _BAR + 4 + theme().px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def _page(self) -> tuple[float, float]:
        """From which second to which it reaches."""
        if self._tells_end or not self._spans:
            return 0.0, self._seconds
        long = _PAGE * self._each
        start = int(self._at / long) * long
        return start, start + long

    @property
    def _each(self) -> float:
        """Seconds of a repetition of those that come to a beat."""
        start, end = self._spans[0]
        return end - start

    def _first(self) -> int:
        """The number of the first repetition on it."""
        return 1 if self._tells_end else round(self._page()[0] / self._each) + 1

    def _x(self, at: float) -> float:
        start, end = self._page()
        return _BESIDE + (self.width() - 2 * _BESIDE) * (at - start) / (end - start) if end else _BESIDE

    def _cells(self) -> list[QRectF]:
        """Each repetition reaches to where the next begins: the rest after one belongs to it."""
        first, last = self._page()
        if self._tells_end:
            starts = [first, *(start for start, _ in self._spans[1:])]
        else:
            starts = [first + number * self._each for number in range(_PAGE)]
        edges = [
            (self._x(start), self._x(end)) for start, end in zip(starts, [*starts[1:], last], strict=True)
        ]
        return [QRectF(left, _TOP, max(2.0, right - left - _GAP), _BAR) for left, right in edges]

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._seconds:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cells = self._cells()
        for number, cell in enumerate(cells, self._first()):
            now = number == self._number or not self._spans
            token = "accent-soft" if now else "accent" if number < self._number else "sunken"
            painter.setPen(QPen(look.colour("accent" if now else "line2"), 1))
            painter.setBrush(look.colour(token))
            painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_words(painter, cells)
        self._paint_caret(painter)
        painter.end()

    def _paint_words(self, painter: QPainter, cells: Sequence[QRectF]) -> None:
        look = theme()
        below = _TOP + _BAR + 4
        for number, words in self.labels():
            font = look.font("small-strong" if number == self._number else "small")
            painter.setFont(font)
            painter.setPen(look.colour("ink" if number == self._number else "ink2"))
            wide = QFontMetricsF(font).horizontalAdvance(words) + 2
            middle = cells[number - self._first()].center().x() if number else self.width() / 2
            place = QRectF(middle - wide / 2, below, wide, look.px(18))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def labels(self) -> list[tuple[int, str]]:
        """The repetitions whose words have room: whole words, else only numbers, else some of the numbers,
        the last always."""
        cells = self._cells()
        if not self._spans:
            return [(0, tr("whole test"))]
        metrics = QFontMetricsF(theme().font("small-strong"))
        room = min((cell.width() for cell in cells[:-1]), default=cells[-1].width())
        first, last = self._first(), self._first() + len(cells) - 1
        each = range(first, last + 1)
        named = [(n, tr("trial {n}", n=n) if self._trials else tr("rep {n}", n=n)) for n in each]
        if max(metrics.horizontalAdvance(words) for _, words in named) <= room + _GAP:
            return named
        wide = metrics.horizontalAdvance(str(last)) + 6
        every = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if step * (room + _GAP) >= wide)
        numbers = [
            n
            for n in range(first - 1 + every, last + 1, every)
            if n == last or (last - n) * (room + _GAP) >= wide
        ]
        return [(n, str(n)) for n in dict.fromkeys((*numbers, last))]

    def _paint_caret(self, painter: QPainter) -> None:
        x, ink = self._x(self._at), theme().colour("ink")
        painter.setPen(QPen(ink, 2.5))
        painter.drawLine(QPointF(x, 2), QPointF(x, _TOP + _BAR + 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(x - 7, 1), QPointF(x + 7, 1), QPointF(x, 9)]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def _seek(self, x: float) -> None:
        room = self.width() - 2 * _BESIDE
        start, end = self._page()
        at = start + (end - start) * max(0.0, min(1.0, (x - _BESIDE) / room))
        # A drag to the right end stays on the page that it began on.
        self.sought.emit(at if self._tells_end else min(at, end - 0.01))
