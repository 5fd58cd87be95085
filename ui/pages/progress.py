"""How a patient went from visit to visit: plots over one axis of time, each with its verdict; or a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.history import History
from app.patients import Patient
from app.screens.banner import BannerScreen
from app.screens.progress import Against, ProgressScreen, progress_screen, progress_table
from app.screens.strip import strip_for_patient
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.parts.source_sheet import SourceSheet
from ui.parts.time_axis import TimeAxis
from ui.parts.trend_legend import TrendLegend
from ui.parts.trend_plot import PAD, axis_width, ends_width
from ui.parts.trend_row import GAP, LABEL, VERDICT, TrendRow
from ui.parts.value_table import ValueTable
from ui.record_keys import RecordKeys
from ui.theme import theme

Shown = Literal["key", "all", "table"]
_MODES: tuple[tuple[Shown, str, str], ...] = (
    ("key", tr("Key tests"), "1"),
    ("all", tr("All tests"), "2"),
    ("table", tr("Table"), "3"),
)
_ROW = 130
"""The least height of a plot where there are more than fit."""


class ProgressPage(Page):
    """Rows are made as they are first needed and kept."""

    title = tr("Progress")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._patient = Patient()
        self._history = History()
        self._screen: ProgressScreen | None = None
        self._shown: Shown = "key"
        self._against: Against = "baseline"
        self._caret = 0
        self._go = RecordKeys(frame)
        self._rows: list[TrendRow] = []
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 12, 20, 8)
        page.setSpacing(4)
        page.addLayout(self._head())
        self._empty = words("", "section", "ink2")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._table = ValueTable()
        # A stacked layout shows its first part at once: inside the page, not as a window of its own.
        self._body = QStackedLayout()
        page.addLayout(self._body, 1)
        for part in (self._plots(), self._table, self._empty):
            self._body.addWidget(part)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(10)
        self._about = words("", "body", "ink3")
        head.addWidget(words(tr("Progress"), "title"))
        head.addSpacing(6)
        head.addWidget(self._about, 1, Qt.AlignmentFlag.AlignVCenter)
        self._modes: dict[Shown, KeyButton] = {}
        for mode, name, key in _MODES:
            button = KeyButton(name, key)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._mode_key(mode))
            self._modes[mode] = button
            head.addWidget(button)
        return head

    def _plots(self) -> QWidget:
        self._axis = TimeAxis()
        self._compared = words("", "guide-strong")
        self._never = words(tr("Two visits compared, never a trend alone"), "small", "ink3")
        verdict = QVBoxLayout()
        verdict.setContentsMargins(0, 0, 0, 0)
        verdict.setSpacing(0)
        verdict.addWidget(self._compared)
        verdict.addWidget(self._never)
        self._over = QWidget()
        self._over.setLayout(verdict)
        self._before = QWidget()
        self._line = QHBoxLayout()
        self._line.setSpacing(GAP)
        self._line.addWidget(self._before)
        self._line.addWidget(self._axis, 1)
        self._line.addWidget(self._over)
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
        plots = QWidget()
        column = QVBoxLayout(plots)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        legend = QHBoxLayout()
        legend.addWidget(TrendLegend())
        legend.addStretch(1)
        column.addLayout(legend)
        column.addLayout(self._line)
        column.addWidget(self._area, 1)
        return plots

    # Showing

    def enter(self, **where: object) -> None:
        station = self.desk.workstation
        self.desk.lay_open(None)
        self._patient = station.open_patient(str(where["patient"]))
        self._history = station.history(self._patient.id)
        self._shown, self._against, self._caret = "key", "baseline", 0
        self._show()

    def banner(self) -> BannerScreen:
        station = self.desk.workstation
        return strip_for_patient(self._patient, station.clock.now().date(), station.settings)

    def first(self) -> QWidget:
        return self._table if self._shown == "table" else self

    def keys(self) -> tuple[KeyHint, ...]:
        rows = bool(self._screen and self._screen.rows)
        plots = rows and self._shown != "table"
        hints = [KeyHint(key, "", self._mode_key(mode)) for mode, _, key in _MODES]
        if plots:
            hints += [
                KeyHint("↑|↓", tr("test")),
                KeyHint("↑", "", partial(self._move, -1)),
                KeyHint("↓", "", partial(self._move, 1)),
                KeyHint("B", tr("compare with baseline"), partial(self._compare, "baseline")),
                KeyHint("L", tr("compare with last visit"), partial(self._compare, "last")),
                KeyHint("M", tr("error source"), self._ask_source),
            ]
        elif rows:
            hints.append(KeyHint("↑|↓", tr("value")))
        hints.append(KeyHint("G S", tr("summary")))
        hints.append(KeyHint("Esc", tr("back"), self.frame.back, right=True))
        return tuple(hints)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._go.take(event, self._patient.id):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        today = self.desk.workstation.clock.now().date()
        every = self._shown != "key"
        screen = progress_screen(self._history, today, self._against, every)
        self._screen = screen
        about = screen.about
        if screen.rows and screen.empty:
            about = tr("{about}. {nothing} to compare", about=about, nothing=screen.empty)
        set_words(self._about, about)
        for mode, name, _ in _MODES:
            self._modes[mode].show_button(name, "card-now" if mode == self._shown else "")
            self._modes[mode].setEnabled(bool(screen.rows))
        if not screen.rows:
            set_words(self._empty, screen.empty)
            self._body.setCurrentIndex(2)
        elif self._shown == "table":
            self._body.setCurrentIndex(1)
            self._table.show_lines(progress_table(self._history))
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._body.setCurrentIndex(0)
            self._show_plots(screen)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_plots(self, screen: ProgressScreen) -> None:
        self._caret = max(0, min(self._caret, len(screen.rows) - 1))
        look = theme()
        self._before.setFixedWidth(look.px(LABEL))
        self._over.setFixedWidth(look.px(VERDICT))
        set_words(self._compared, screen.compared)
        self._axis.show_ticks(screen.ticks, screen.days, axis_width() + PAD, ends_width() + PAD)
        while len(self._rows) < len(screen.rows):
            row = TrendRow()
            self._rows.append(row)
            self._column.addWidget(row, 1)
        days = tuple(tick.day for tick in screen.ticks)
        for n, row in enumerate(self._rows):
            row.setVisible(n < len(screen.rows))
            if n < len(screen.rows):
                row.show_row(screen.rows[n], days, screen.days, n == self._caret)
        self._make_room()

    @property
    def rows_scroll(self) -> bool:
        """Whether not every row is seen at once."""
        return self._area.verticalScrollBar().maximum() > 0

    def _make_room(self) -> None:
        """The rows share the height; where they need more, they scroll and the axis keeps to their width."""
        rows = [row for row in self._rows if not row.isHidden()]
        least = theme().px(_ROW) if self._shown == "all" else 0
        for row in rows:
            row.setMinimumHeight(max(least, row.need))
        room = self._area.height()
        scrolls = sum(row.minimumHeight() for row in rows) > room
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area.setVerticalScrollBarPolicy(policy)
        bar = self._area.verticalScrollBar().sizeHint().width() if scrolls else 0
        self._line.setContentsMargins(0, 0, bar, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The area has its new height only after the layout has come to rest.
        QTimer.singleShot(0, self._make_room)

    # Keys

    def _mode_key(self, mode: Shown) -> Callable[[], None]:
        def change() -> None:
            if self._screen is not None and self._screen.rows:
                self._shown = mode
                self._show()
                self.frame.show_keys()

        return change

    def _compare(self, against: Against) -> None:
        self._against = against
        self._show()

    def _move(self, by: int) -> None:
        if self._screen is None or not self._screen.rows:
            return
        self._caret = max(0, min(len(self._screen.rows) - 1, self._caret + by))
        for n, row in enumerate(self._rows):
            row.show_caret(n == self._caret)
        self._area.ensureWidgetVisible(self._rows[self._caret], 0, 0)

    def _ask_source(self) -> None:
        if self._screen is not None and self._screen.rows:
            self.frame.ask(SourceSheet(self._screen.rows[self._caret]))


PAGE = ProgressPage
