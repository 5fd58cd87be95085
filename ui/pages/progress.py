"""How a patient went from visit to visit: plots over one axis of time, each with its verdict; or a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.access.rights import Right
from app.history import History
from app.patients import Patient
from app.screens.banner import BannerScreen
from app.screens.progress import (
    Against,
    ProgressRow,
    ProgressScreen,
    Tick,
    progress_screen,
    progress_table,
)
from app.screens.strip import strip_for_patient
from app.screens.time_window import (
    Window,
    length_name,
    lengths_for,
    seen_words,
    visit_a_year_off,
    visit_beside,
    window_at,
)
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.parts.source_sheet import SourceSheet
from ui.parts.trend_stack import TrendStack
from ui.parts.value_table import ValueTable
from ui.record_keys import RecordKeys
from ui.taking_plots import TakingPlots

Shown = Literal["key", "all", "table"]
_MODES: tuple[tuple[Shown, str, str], ...] = (
    ("key", tr("Key tests"), "1"),
    ("all", tr("All tests"), "2"),
    ("table", tr("Table"), "3"),
)


class ProgressPage(Page):
    """The caret stands on one test and one visit: up and down changes the test, left and right the visit."""

    title = tr("Progress")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._patient = Patient()
        self._history = History()
        self._screen: ProgressScreen | None = None
        self._shown: Shown = "key"
        self._against: Against = "baseline"
        self._caret = 0
        self._visit = 0.0
        self._length = 0
        self._window: Window = (0.0, 1.0)
        self._references: dict[str, int] = {}
        self._go = RecordKeys(frame)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 12, 20, 8)
        page.setSpacing(4)
        page.addLayout(self._head())
        self._empty = words("", "section", "ink2")
        teaches = tr("Each test is drawn here over time, with its error. G S, then Enter starts an exam.")
        nothing = QWidget()
        lines = QVBoxLayout(nothing)
        lines.addStretch(1)
        for label in (self._empty, words(teaches, "body", "ink3", wrap=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(label)
        lines.addStretch(1)
        self._table = ValueTable()
        # A stacked layout shows its first part at once: inside the page, not as a window of its own.
        self._body = QStackedLayout()
        page.addLayout(self._body, 1)
        self.plots = TrendStack()
        self.plots.pressed.connect(self._put_caret)
        for part in (self.plots, self._table, nothing):
            self._body.addWidget(part)
        self.taking = TakingPlots(self)

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

    # Showing

    def enter(self, **where: object) -> None:
        station = self.desk.workstation
        self.desk.lay_open(None)
        self._patient = station.open_patient(str(where["patient"]))
        self._history = station.history(self._patient.id)
        self._shown, self._against, self._caret, self._length = "key", "baseline", 0, 0
        self._references = {}
        self._screen = None
        self._show()

    def banner(self) -> BannerScreen:
        station = self.desk.workstation
        return strip_for_patient(self._patient, station.clock.now().date(), station.settings)

    def spoken(self) -> str:
        """The measure under the caret: its last values, and what the change amounts to."""
        if self._screen is None or not self._screen.rows or self._shown == "table":
            return f"{self.title}. {self._about.text()}"
        return f"{self.title}. {self._screen.rows[self._caret].spoken}"

    def first(self) -> QWidget:
        return self._table if self._shown == "table" else self

    def keys(self) -> tuple[KeyHint, ...]:
        rows = bool(self._screen and self._screen.rows)
        plots = rows and self._shown != "table"
        hints = [KeyHint(key, "", self._mode_key(mode), about=name) for mode, name, key in _MODES]
        if plots:
            hints += self._plot_keys()
        elif rows:
            hints.append(KeyHint("↑|↓", tr("value")))
        hints.append(KeyHint("G S", tr("summary")))
        hints.append(KeyHint("Esc", tr("back"), self.frame.back, right=True))
        if rows:
            take = KeyHint("Ctrl E", tr("save plots"), self._take, right=True)
            hints += self.for_who_may(Right.PRINT, take)
        return tuple(hints)

    def every_key(self) -> tuple[KeyHint, ...]:
        take = KeyHint("Ctrl E", tr("save plots"), self._take)
        length = KeyHint("T", tr("how much time is shown"), self._change_length)
        reference = KeyHint("R", tr("reference"), self._change_reference)
        return (*self.keys(), *self._plot_keys(), length, reference, KeyHint("↑|↓", tr("value")), take)

    def _plot_keys(self) -> list[KeyHint]:
        hints = [
            KeyHint("↑|↓", tr("test")),
            KeyHint("↑", "", partial(self._move, -1)),
            KeyHint("↓", "", partial(self._move, 1)),
            KeyHint("←|→", tr("visit")),
            KeyHint("←", "", partial(self._walk, -1)),
            KeyHint("→", "", partial(self._walk, 1)),
            KeyHint("Home", "", partial(self._walk, -len(self._ticks)), about=tr("first visit")),
            KeyHint("End", "", partial(self._walk, len(self._ticks)), about=tr("last visit")),
            KeyHint("Ctrl ←", "", partial(self._walk_a_year, -1), about=tr("a year back")),
            KeyHint("Ctrl →", "", partial(self._walk_a_year, 1), about=tr("a year on")),
            KeyHint("B", tr("since baseline"), partial(self._compare, "baseline")),
            KeyHint("L", tr("since last visit"), partial(self._compare, "last")),
            KeyHint("M", tr("error source"), self._ask_source),
        ]
        if self._screen is not None and len(lengths_for(self._screen.days)) > 1:
            hints.append(KeyHint("T", length_name(self._next_length), self._change_length))
        if self._row is not None and self._row.trend.references > 1:
            hints.append(KeyHint("R", tr("reference"), self._change_reference))
        return hints

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._go.take(event, self._patient.id):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        screen = self._made(self.desk.workstation.clock.now().date())
        if self._screen is None and screen.ticks:
            self._visit = screen.ticks[-1].day
        self._screen = screen
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
        self._show_about(screen)

    def _made(self, today: date | None) -> ProgressScreen:
        every = self._shown != "key"
        return progress_screen(self._history, today, self._against, every, self._references)

    def _show_plots(self, screen: ProgressScreen) -> None:
        self._caret = max(0, min(self._caret, len(screen.rows) - 1))
        self._window = window_at(screen.days, self._length, self._visit)
        self.plots.show_screen(screen, self._window, (self._caret, self._visit), self._shown == "all")

    def _show_about(self, screen: ProgressScreen) -> None:
        seen = seen_words(screen, self._window) if self._shown != "table" else ""
        needs = tr("{nothing} to compare", nothing=screen.empty) if screen.rows and screen.empty else ""
        set_words(self._about, ". ".join(part for part in (screen.about, needs, seen) if part))

    @property
    def rows_scroll(self) -> bool:
        """Whether not every row is seen at once."""
        return self.plots.rows_scroll

    @property
    def _row(self) -> ProgressRow | None:
        rows = self._screen.rows if self._screen is not None else ()
        return rows[self._caret] if self._caret < len(rows) else None

    @property
    def _ticks(self) -> tuple[Tick, ...]:
        return self._screen.ticks if self._screen is not None else ()

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
        if self._screen is not None and self._screen.rows:
            self._put_caret(max(0, min(len(self._screen.rows) - 1, self._caret + by)), self._visit)
            self.plots.tell()

    def _walk(self, by: int) -> None:
        if self._screen is not None and self._screen.rows:
            self._put_caret(self._caret, visit_beside(self._screen, self._visit, by))
            self.plots.tell()

    def _walk_a_year(self, way: int) -> None:
        if self._screen is not None and self._screen.rows:
            self._put_caret(self._caret, visit_a_year_off(self._screen, self._visit, way))
            self.plots.tell()

    def _put_caret(self, at: int, visit: float) -> None:
        """Where it leaves the part of time that is seen, that part goes with it."""
        if self._screen is None:
            return
        moved = at != self._caret
        self._caret, self._visit = at, visit
        window = window_at(self._screen.days, self._length, visit, self._window)
        if window != self._window:
            self._window = window
            self.plots.show_screen(self._screen, window, (at, visit), self._shown == "all")
            self._show_about(self._screen)
        else:
            self.plots.show_caret(at, visit)
        if moved:
            # Another test may have other references.
            self.frame.show_keys()

    @property
    def _next_length(self) -> int:
        lengths = lengths_for(self._screen.days if self._screen is not None else 0.0) or (0,)
        return lengths[(lengths.index(self._length) + 1) % len(lengths)]

    def _change_length(self) -> None:
        self._length = self._next_length
        self._show()
        self.frame.show_keys()

    def _change_reference(self) -> None:
        """The next of the published references, then none, then the first again."""
        if self._row is not None:
            self._references[self._row.code] = self._references.get(self._row.code, 0) + 1
            self._show()

    def _take(self) -> None:
        if self._screen is not None and self._row is not None:
            self.taking.ask(self._patient, self._made(None), self._caret)

    def _ask_source(self) -> None:
        if self._row is not None:
            self.frame.ask(SourceSheet(self._row))


PAGE = ProgressPage
