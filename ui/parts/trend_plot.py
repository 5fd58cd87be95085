"""One measure over the visits, large: points and straight lines in true time, never a trend line.

The only module that knows pyqtgraph; it is imported when the progress page is first shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.crowding import Marks, marks_for
from app.screens.trend import CATEGORY_TICKS, Scale, SideLine, Spot, Trend
from app.screens.trend_marks import dodge_of, marked, runs
from assessments.language.value import Side
from ui.parts import trend_words
from ui.spoken import Role
from ui.theme import theme

AXIS = 58
"""Room for the amounts at the left."""
ENDS = 112
"""Room for the last values at the right."""
PAD = 16
"""Between the first visit and the axis, and between the last and its value."""
_REST = 6.0
"""Above and below the scale, so that no mark at its end is cut."""
_LONE = 7.0
"""A mark where marks are too many to be told apart: at the ends of a line."""
_SYMBOLS = {Side.RIGHT: "o", Side.LEFT: "s", None: "d"}
_NOTHING = Trend((), (), Scale(0, 1, ()))


def axis_width() -> int:
    """The same for every plot, and enough for the longest words of a scale in any language: an axis leaves
    out what does not fit."""
    return max(
        theme().px(AXIS), *(round(trend_words.wide(words, "caption")) + 14 for words in CATEGORY_TICKS)
    )


def ends_width() -> int:
    return theme().px(ENDS)


class TrendPlot(pg.PlotWidget):  # type: ignore[misc]
    """Right round on a solid line, left square on a dashed one, the person a diamond; a dash where the
    method changed. The mouse asks for the values of a visit and moves nothing: every plot of the page has the
    same axis."""

    spoken_role = Role.Chart

    pointed = Signal(float)
    """The mouse is nearest to the visit of this day."""
    pressed = Signal(float)
    gone = Signal()

    _trend = _NOTHING
    """On the class as well, because the base class resizes itself before it is whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[object, ...] = ()
        self._days: tuple[float, ...] = ()
        self._window = (0.0, 1.0)
        self._caret: float | None = None
        self._values = False
        self._marks = Marks()
        self._line: pg.InfiniteLine | None = None
        self._named_at: QRectF | None = None
        """Where the reference's name stands, once it was found."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.hideAxis("bottom")
        self.setMouseEnabled(x=False, y=False)
        self.setAntialiasing(True)

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(110))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 84)

    def show_trend(
        self, trend: Trend, days: tuple[float, ...], window: tuple[float, float], name: str
    ) -> None:
        """`days` are the visits, `window` the part of time that is seen; both the same for every plot."""
        look, item = theme(), self.getPlotItem()
        given = (trend, days, window, look.name, look.text_size)
        self.setAccessibleName(name)
        if given == self._given:
            return
        self._given = given
        self._trend, self._window = trend, window
        self._days = tuple(day for day in days if window[0] <= day <= window[1])
        self.setBackground(look.colour("canvas"))
        self.getViewBox().setBackgroundColor(look.colour("surface"))
        item.layout.setContentsMargins(0, look.px(16), ends_width(), 10)
        axis = item.getAxis("left")
        axis.setWidth(axis_width())
        axis.setPen(pg.mkPen(None))
        axis.setTextPen(look.colour("ink2"))
        axis.setStyle(
            tickFont=look.font("caption"), tickLength=0, tickTextOffset=8, hideOverlappingLabels=False
        )
        axis.setTicks([list(trend.scale.ticks)])
        self._draw()

    def show_caret(self, day: float | None, values: bool) -> None:
        """Point out one visit; with `values` each mark of it has its value beside it."""
        if (day, values) != (self._caret, self._values):
            self._caret, self._values = day, values
            self._draw_caret()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._trend is not _NOTHING:
            self._draw()

    @property
    def _day(self) -> float:
        """How many days a pixel is."""
        wide: float = max(1.0, self.width() - axis_width() - ends_width() - 2.0 * PAD)
        return (self._window[1] - self._window[0]) / wide

    def _draw(self) -> None:
        """Everything that has a place in time; marks keep their size, so the dodge is made in pixels."""
        look, item, trend, day = theme(), self.getPlotItem(), self._trend, self._day
        self._marks = marks_for(self._days, 1 / day)
        self._named_at = None
        item.clear()
        ends = self._window[0] - PAD * day, self._window[1] + PAD * day
        item.setXRange(*ends, padding=0)
        tall = max(1.0, self.getViewBox().height() - 2.0 * _REST)
        rest = (trend.scale.high - trend.scale.low) * _REST / tall
        item.setYRange(trend.scale.low - rest, trend.scale.high + rest, padding=0)
        if trend.band is not None:
            band = pg.LinearRegionItem(
                (trend.band.low, trend.band.high),
                orientation="horizontal",
                movable=False,
                brush=look.colour("sunken"),
                pen=pg.mkPen(look.colour("line2"), width=1),
            )
            band.setZValue(-20)
            item.addItem(band)
        _rules(item, [(end, at) for at, _ in trend.scale.ticks for end in ends], "line", -10)
        up = trend.scale.low, trend.scale.high
        if self._marks.size:
            # Where visits are many, a stroke for each would only grey the plot.
            visits = [(at, end) for at in self._days for end in up]
            _rules(item, visits, "line", -10, Qt.PenStyle.DotLine)
        changes = [(b.day, end) for b in trend.breaks for end in up]
        _rules(item, changes, "ink2", -5, Qt.PenStyle.DashLine)
        for line in reversed(trend.lines):
            self._draw_line(line, day)
        self._line = pg.InfiniteLine(0.0, 90)
        # Behind the marks: it points them out and hides none.
        self._line.setZValue(-4)
        item.addItem(self._line)
        self._draw_caret()

    def _draw_caret(self) -> None:
        if self._line is None:
            return
        seen = self._caret is not None and self._window[0] <= self._caret <= self._window[1]
        self._line.setVisible(seen)
        self._line.setPen(pg.mkPen(theme().colour("accent"), width=2 if self._values else 1))
        if seen:
            self._line.setPos(self._caret)

    def _draw_line(self, line: SideLine, day: float) -> None:
        look, item = theme(), self.getPlotItem()
        colour = look.colour(line.side.value if line.side else "ink")
        shift = dodge_of(line.side, len(self._trend.lines), self._marks) * day
        pen = pg.mkPen(colour, width=2)
        if line.side is Side.LEFT:
            pen.setDashPattern([3.5, 2])
        for run in runs(line):
            self._draw_error(line, run, shift, day)
            item.plot([s.day + shift for s in run], [s.amount for s in run], pen=pen, antialias=True)
        spots = list(marked(line, self._marks))
        size = self._marks.size or _LONE
        item.addItem(
            pg.ScatterPlotItem(
                [s.day + shift for s in spots],
                [s.amount for s in spots],
                symbol=_SYMBOLS[line.side],
                size=size * (1.3 if line.side is None else 1),
                brush=pg.mkBrush(colour),
                pen=pg.mkPen(look.colour("surface"), width=1.5 if size > _LONE else 0.8),
            )
        )

    def _draw_error(self, line: SideLine, run: Sequence[Spot], shift: float, day: float) -> None:
        """A bar at each value, or a pale band where the bars would touch."""
        barred = [s for s in run if s.error is not None]
        if not barred:
            return
        colour = theme().colour(line.side.value if line.side else "ink")
        x = np.array([s.day + shift for s in barred])
        y = np.array([s.amount for s in barred])
        error = np.array([s.error or 0.0 for s in barred])
        if self._marks.bars or len(barred) < 2:
            bars = pg.ErrorBarItem(x=x, y=y, height=2 * error, beam=8 * day, pen=pg.mkPen(colour, width=1.5))
            self.getPlotItem().addItem(bars)
            return
        colour.setAlphaF(0.18)
        edges = [pg.PlotCurveItem(x, y + way * error, pen=pg.mkPen(None)) for way in (-1, 1)]
        band = pg.FillBetweenItem(*edges, brush=pg.mkBrush(colour))
        band.setZValue(-3)
        self.getPlotItem().addItem(band)

    # The words in the plot

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._trend is _NOTHING:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = trend_words.Room(
            self.place,
            float(axis_width()),
            float(self.width() - ends_width()),
            float(self.width()),
            float(self.height()),
        )
        taken = trend_words.paint_break_words(painter, room, self._trend.breaks)
        if self._named_at is None:
            self._named_at = trend_words.band_place(room, self._trend, taken)
        trend_words.paint_band_words(painter, self._named_at, self._trend)
        trend_words.paint_ends(painter, room, self._ends())
        if self._values and self._caret is not None:
            here = [(self.place(line, spot), line.side, spot.words) for line, spot in self._at(self._caret)]
            trend_words.paint_values(painter, room, here)
        painter.end()

    def _at(self, day: float) -> list[tuple[SideLine, Spot]]:
        """What has its value beside it there; the last of a line has it at the right already."""
        return [
            (line, spot)
            for line in self._trend.lines
            for spot in line.spots
            if spot.day == day and spot is not line.spots[-1]
        ]

    def _ends(self) -> list[trend_words.End]:
        """What each line ends with in the part that is seen; bold where that is its last value."""
        found = []
        for line in self._trend.lines:
            seen = [spot for spot in line.spots if spot.day <= self._window[1]]
            if seen:
                whole = seen[-1] is line.spots[-1]
                y = self._point(0, seen[-1].amount).y()
                last = line.last if whole else seen[-1].words
                found.append(trend_words.End(y, line.side, last, line.before if whole else "", whole))
        return sorted(found, key=lambda end: end.y)

    def place(self, line: SideLine, spot: Spot) -> QPointF:
        """Where the mark of a value stands, in pixels of the plot."""
        aside = dodge_of(line.side, len(self._trend.lines), self._marks)
        return self._point(spot.day, spot.amount) + QPointF(aside, 0)

    def _point(self, day: float, amount: float) -> QPointF:
        return QPointF(self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(day, amount))))

    def cut(self) -> list[str]:
        """Last values that do not fit their room."""
        room = ends_width() - 8
        said = [(end.last, trend_words.end_role(end, room)) for end in self._ends()]
        return [last for last, role in said if trend_words.wide(last, role) > room]

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (day := self._nearest(event)) is not None:
            self.pointed.emit(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (day := self._nearest(event)) is not None:
            self.pressed.emit(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page, as everywhere else."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.gone.emit()

    def _nearest(self, event: QMouseEvent) -> float | None:
        x = event.position().x()
        return min(self._days, key=lambda day: abs(self._point(day, 0).x() - x), default=None)


def _rules(
    item: pg.PlotItem,
    ends: list[tuple[float, float]],
    tone: str,
    depth: float,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Straight lines from pairs of ends, as one item of the plot."""
    if not ends:
        return
    pen = pg.mkPen(theme().colour(tone), width=1.5 if style is Qt.PenStyle.DashLine else 1, style=style)
    x, y = zip(*ends, strict=True)
    lines = pg.PlotCurveItem(np.array(x), np.array(y), pen=pen, connect="pairs")
    lines.setZValue(depth)
    item.addItem(lines)
