"""One measure over the visits, large: points and straight lines in true time, never a trend line.

The only module that knows pyqtgraph; it is imported when the progress page is first shown.
"""

from __future__ import annotations

from itertools import accumulate, groupby, pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.trend import Scale, SideLine, Trend
from assessments.language.value import Side
from ui.theme import theme

AXIS = 58
"""Room for the amounts at the left."""
ENDS = 92
"""Room for the last values at the right."""
PAD = 16
"""Between the first visit and the axis, and between the last and its value."""
_DODGE = 4
_MARK = 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_SYMBOLS = {Side.RIGHT: "o", Side.LEFT: "s", None: "d"}
_NOTHING = Trend((), (), Scale(0, 1, ()))


def axis_width() -> int:
    return theme().px(AXIS)


def ends_width() -> int:
    return theme().px(ENDS)


class TrendPlot(pg.PlotWidget):  # type: ignore[misc]
    """Right round on a solid line, left square on a dashed one, the person a diamond; a dash where the
    method changed. Not moved by the mouse: every plot of the page has the same axis."""

    _trend = _NOTHING
    """On the class as well, because the base class resizes itself before it is whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[object, ...] = ()
        self._days: tuple[float, ...] = ()
        self._span = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
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

    def show_trend(self, trend: Trend, days: tuple[float, ...], span: float, name: str) -> None:
        """`days` are the visits, `span` the length of the axis; both the same for every plot."""
        look, item = theme(), self.getPlotItem()
        given = (trend, days, span, look.name, look.text_size)
        if given == self._given:
            return
        self._given = given
        self._trend, self._days, self._span = trend, days, span
        self.setAccessibleName(name)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._trend is not _NOTHING:
            self._draw()

    def _draw(self) -> None:
        """Everything that has a place in time; marks keep their size, so the dodge is made in pixels."""
        look, item, trend = theme(), self.getPlotItem(), self._trend
        wide = max(1.0, self.width() - axis_width() - ends_width() - 2.0 * PAD)
        day = self._span / wide
        item.clear()
        item.setXRange(-PAD * day, self._span + PAD * day, padding=0)
        item.setYRange(trend.scale.low, trend.scale.high, padding=0)
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
        ends = -PAD * day, self._span + PAD * day
        _rules(item, [(end, at) for at, _ in trend.scale.ticks for end in ends], "line", -10)
        up = trend.scale.low, trend.scale.high
        visits = [(at, end) for at in self._days for end in up]
        _rules(item, visits, "line", -10, Qt.PenStyle.DotLine)
        changes = [(b.day, end) for b in trend.breaks for end in up]
        _rules(item, changes, "ink2", -5, Qt.PenStyle.DashLine)
        for line in reversed(trend.lines):
            self._draw_line(line, day)

    def _draw_line(self, line: SideLine, day: float) -> None:
        look, item = theme(), self.getPlotItem()
        colour = look.colour(line.side.value if line.side else "ink")
        shift = {Side.RIGHT: -_DODGE, Side.LEFT: _DODGE, None: 0}[line.side] * day
        if len(self._trend.lines) == 1:
            shift = 0
        pen = pg.mkPen(colour, width=2)
        if line.side is Side.LEFT:
            pen.setDashPattern([3.5, 2])
        runs = accumulate(int(not spot.joined) for spot in line.spots)
        for _, run in groupby(zip(runs, line.spots, strict=True), key=lambda pair: pair[0]):
            spots = [spot for _, spot in run]
            item.plot([s.day + shift for s in spots], [s.amount for s in spots], pen=pen, antialias=True)
        barred = [s for s in line.spots if s.error is not None]
        if barred:
            item.addItem(
                pg.ErrorBarItem(
                    x=np.array([s.day + shift for s in barred]),
                    y=np.array([s.amount for s in barred]),
                    height=np.array([2 * (s.error or 0) for s in barred]),
                    beam=8 * day,
                    pen=pg.mkPen(colour, width=1.5),
                )
            )
        item.addItem(
            pg.ScatterPlotItem(
                [s.day + shift for s in line.spots],
                [s.amount for s in line.spots],
                symbol=_SYMBOLS[line.side],
                size=_MARK + (3 if line.side is None else 0),
                brush=pg.mkBrush(colour),
                pen=pg.mkPen(look.colour("surface"), width=1.5),
            )
        )

    # The words in the plot

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._trend is _NOTHING:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_break_words(painter, self._paint_band_words(painter))
        self._paint_ends(painter)
        painter.end()

    def _place(self, day: float, amount: float) -> QPointF:
        return QPointF(self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(day, amount))))

    def _paint_break_words(self, painter: QPainter, taken: float) -> None:
        """Both methods by name, at either side of the dash, at the top; a name gives way to the next dash."""
        look = theme()
        painter.setFont(look.font("small"))
        metrics = QFontMetricsF(look.font("small"))
        high = metrics.height()
        left_end = max(float(axis_width()), taken + 8)
        breaks = sorted(self._trend.breaks, key=lambda broken: broken.day)
        xs = [self._place(broken.day, 0).x() for broken in breaks]
        edge = self.width()
        for n, (broken, x) in enumerate(zip(breaks, xs, strict=True)):
            after_end = xs[n + 1] - 6 if n + 1 < len(xs) else edge
            before, after = metrics.horizontalAdvance(broken.before), metrics.horizontalAdvance(broken.after)
            painter.setPen(QPen(look.colour("ink2")))
            if x - 6 - before > left_end:
                painter.drawText(QRectF(x - 6 - before, 0, before + 1, high), _LEFT, broken.before)
            if x + 6 > left_end and x + 6 + after < after_end:
                painter.drawText(QRectF(x + 6, 0, after + 1, high), _LEFT, broken.after)
                left_end = x + 6 + after + 8
            else:
                left_end = max(left_end, x + 6)

    def _paint_band_words(self, painter: QPainter) -> float:
        """How far it reaches where it stands over the plot, else 0."""
        band = self._trend.band
        if band is None:
            return 0.0
        look = theme()
        painter.setFont(look.font("small"))
        painter.setPen(QPen(look.colour("ink2")))
        metrics = QFontMetricsF(look.font("small"))
        wide, high = metrics.horizontalAdvance(band.words) + 2, metrics.height()
        top = self._place(0, band.low).y() - high - 1
        left, right = axis_width() + 8.0, self.width() - ends_width() - wide - 8.0
        places = [QRectF(x, top, wide, high) for x in (right, (left + right) / 2, left)]
        place = max(places, key=self._clear)
        if self._clear(place) < high / 2:
            # Among many visits no place is free: the name goes over the plot and hides no value.
            place = QRectF(left, 0, wide, high)
        painter.drawText(place, _LEFT, band.words)
        return place.right() if place.top() == 0 else 0.0

    def _clear(self, place: QRectF) -> float:
        """How far the nearest mark or line is from that place, up or down."""
        found = [1000.0]
        for line in self._trend.lines:
            spots = [self._place(spot.day, spot.amount) for spot in line.spots]
            found += [abs(s.y() - place.center().y()) for s in spots if _beside(s.x(), s.x(), place)]
            for one, other in pairwise(spots):
                if _beside(one.x(), other.x(), place):
                    lower = max(one.y(), other.y())
                    found.append(abs(lower - place.center().y()))
        return min(found)

    def _paint_ends(self, painter: QPainter) -> None:
        """The last values beside their points, moved apart where they would touch."""
        look = theme()
        painter.setFont(look.font("strong"))
        high = QFontMetricsF(look.font("strong")).height() - 1
        ends = self._ends()
        tops = [y - high / 2 for y, _ in ends]
        if len(tops) == 2 and tops[1] - tops[0] < high:
            middle = (ends[0][0] + ends[1][0]) / 2
            tops = [middle - high, middle]
        # Both move together, so that neither covers the other at the edge.
        over = max(0.0, max(tops) + high - self.height()) or min(0.0, min(tops))
        for top, (_, line) in zip([top - over for top in tops], ends, strict=True):
            painter.setPen(look.colour(f"{line.side.value}-text" if line.side else "ink"))
            place = QRectF(self.width() - ends_width() + 8, top, ends_width() - 8, high)
            painter.drawText(place, _LEFT, line.last)

    def _ends(self) -> list[tuple[float, SideLine]]:
        ends = [(self._place(0, line.spots[-1].amount).y(), line) for line in self._trend.lines]
        return sorted(ends, key=lambda end: end[0])

    def cut(self) -> list[str]:
        """Last values that do not fit their room."""
        metrics = QFontMetricsF(theme().font("strong"))
        return [
            line.last for line in self._trend.lines if metrics.horizontalAdvance(line.last) > ends_width() - 8
        ]


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


def _beside(left: float, right: float, place: QRectF) -> bool:
    """Whether what reaches from left to right stands over or under the place."""
    return right > place.left() - 8 and left < place.right() + 8
