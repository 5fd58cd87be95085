"""Plots over one axis of time, each with its verdict, and below them the values of the visit under the
caret."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.screens.progress import ProgressScreen
from app.screens.time_window import Window
from app.screens.visit_line import visit_line
from resources.tongue import tr
from ui.parts.look import set_words, words
from ui.parts.time_axis import TimeAxis
from ui.parts.trend_legend import TrendLegend
from ui.parts.trend_plot import PAD, axis_width, ends_width
from ui.parts.trend_row import GAP, LABEL, VERDICT, TrendRow
from ui.spoken import announce
from ui.theme import theme

_ROW = 130
"""The least height of a plot where there are more than fit."""


class TrendStack(QWidget):
    """Rows are made as they are first needed and kept. The mouse points out a visit for as long as it stays;
    a press puts the caret there."""

    pressed = Signal(int, float)
    """The row and the day of the visit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen: ProgressScreen | None = None
        self._rows: list[TrendRow] = []
        self._caret = (0, 0.0)
        self._roomy = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        legend = QHBoxLayout()
        legend.addWidget(TrendLegend())
        legend.addStretch(1)
        column.addLayout(legend)
        column.addLayout(self._heads())
        column.addWidget(self._scrolled(), 1)
        self.line = words("", "guide", "ink2", wrap=True)
        self.line.setContentsMargins(12, 0, 0, 0)
        column.addWidget(self.line)

    def _heads(self) -> QHBoxLayout:
        """Over the plots their dates, over the verdicts what was compared."""
        self._axis = TimeAxis()
        self._compared = words("", "guide-strong", wrap=True)
        verdict = QVBoxLayout()
        verdict.setContentsMargins(0, 0, 0, 0)
        verdict.setSpacing(0)
        verdict.addWidget(self._compared)
        verdict.addWidget(words(tr("Two visits compared, never a trend alone"), "small", "ink3", wrap=True))
        self._over = QWidget()
        self._over.setLayout(verdict)
        self._before = QWidget()
        self._heading = QHBoxLayout()
        self._heading.setSpacing(GAP)
        self._heading.addWidget(self._before)
        self._heading.addWidget(self._axis, 1)
        self._heading.addWidget(self._over)
        return self._heading

    def _scrolled(self) -> QScrollArea:
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        inside = QWidget()
        inside.setLayout(self._column)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        return self._area

    def show_screen(
        self, screen: ProgressScreen, window: Window, caret: tuple[int, float], roomy: bool
    ) -> None:
        """`caret` is a row and a visit by its day; `roomy` keeps every row high enough to read and lets them
        scroll."""
        self._screen, self._roomy = screen, roomy
        look = theme()
        self._before.setFixedWidth(look.px(LABEL))
        self._over.setFixedWidth(look.px(VERDICT))
        set_words(self._compared, screen.compared)
        self.line.setMinimumHeight(look.px(20))
        self._axis.show_ticks(screen.ticks, window, axis_width() + PAD, ends_width() + PAD)
        while len(self._rows) < len(screen.rows):
            self._add_row()
        days = tuple(tick.day for tick in screen.ticks)
        for n, row in enumerate(self._rows):
            row.setVisible(n < len(screen.rows))
            if n < len(screen.rows):
                row.show_row(screen.rows[n], days, window)
        self.show_caret(*caret)
        self._make_room()

    def _add_row(self) -> None:
        row, n = TrendRow(), len(self._rows)
        row.plot.pointed.connect(partial(self._point, n))
        row.plot.pressed.connect(partial(self.pressed.emit, n))
        row.plot.gone.connect(lambda: self._point(*self._caret))
        self._rows.append(row)
        self._column.addWidget(row, 1)

    def show_caret(self, at: int, day: float) -> None:
        """Point out one visit in every plot, with its values in this one and in the line below."""
        self._caret = (at, day)
        self._point(at, day)
        if self._screen is not None and at < len(self._rows):
            self._area.ensureWidgetVisible(self._rows[at], 0, 0)

    def tell(self) -> None:
        """Say the line aloud, because a key moved the caret."""
        announce(self.line, self.line.text())

    def _point(self, at: int, day: float) -> None:
        if self._screen is None or at >= len(self._screen.rows):
            return
        for n, row in enumerate(self._rows):
            row.show_caret(n == at, day)
        said = visit_line(self._screen, self._screen.rows[at], day)
        set_words(self.line, said)
        self.line.setAccessibleName(said)

    @property
    def rows_scroll(self) -> bool:
        """Whether not every row is seen at once."""
        return self._area.verticalScrollBar().maximum() > 0

    def _make_room(self) -> None:
        """The rows share the height; where they need more, they scroll and the axis keeps to their width."""
        rows = [row for row in self._rows if not row.isHidden()]
        least = theme().px(_ROW) if self._roomy else 0
        for row in rows:
            row.setMinimumHeight(max(least, row.need))
        room = self._area.height()
        scrolls = sum(row.minimumHeight() for row in rows) > room
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area.setVerticalScrollBarPolicy(policy)
        bar = self._area.verticalScrollBar().sizeHint().width() if scrolls else 0
        self._heading.setContentsMargins(0, 0, bar, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The area has its new height only after the layout has come to rest.
        QTimer.singleShot(0, self._make_room)
