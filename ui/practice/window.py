"""The practice window: its banner, its pages, its keys. It opens without an account and knows no record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.clock import Clock
from app.practice.book import PracticeBook
from app.screens.state import State
from resources.tongue import tr
from ui.brand import Brand
from ui.key_lines import KeyGroup, key_lines
from ui.keys import KeyHint, act_on
from ui.open_sheet import OpenSheet
from ui.parts.all_keys_sheet import AllKeysSheet
from ui.parts.key_bar import KeyBar
from ui.parts.sheet import Sheet
from ui.practice.page import Page
from ui.practice.parts.banner import Edge, PracticeBanner
from ui.regions import regions

ALL_KEYS = "F12"
PAGES = ("start", "case", "block", "progress", "stations", "station", "sign_off")
"""In the order in which their keys are listed."""


class PracticeWindow(QWidget):
    """Whoever opens it says where the practice keeps its book. Pages are made when first shown and kept."""

    left = Signal()
    """The learner is done; whoever opened the window says what comes then."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(QSize(1024, 600))
        self.book = PracticeBook(folder)
        self.clock = clock
        self.page: Page | None = None
        self._learner = ""
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, QScrollArea] = {}
        self._brand = Brand()
        self._banner = PracticeBanner()
        self._stack = QStackedWidget()
        self._work = QWidget()
        self._work.setObjectName("work")
        self._bar = KeyBar()
        self._bar.pressed.connect(_press)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._brand)
        top.addWidget(self._banner, 1)
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Edge())
        column.addWidget(self._work, 1)
        column.addWidget(self._bar)
        self._open = OpenSheet(self, self._work)
        self._open.gone.connect(self._sheet_gone)
        self._measure()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_in_sight)
        self.setWindowTitle(_title(""))

    @property
    def learner(self) -> str:
        return self._learner

    @learner.setter
    def learner(self, name: str) -> None:
        self._learner = name
        self._banner.show_learner(name)

    # Pages

    def go(self, name: str, **where: object) -> None:
        self._open.close()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            # What is typed and not yet handed over is handed over now.
            focus.clearFocus()
        if self.page is not None:
            self.page.turn_away()
        page = self._page(name)
        self.page = page
        page.enter(**where)
        self._stack.setCurrentWidget(self._holders[name])
        self.setWindowTitle(_title(page.title))
        self._banner.show_place(page.place())
        self.show_keys()
        (page.first() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page: Page = import_module(f"ui.practice.pages.{name}").PAGE(self)
            page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            holder = QScrollArea()
            holder.setObjectName("work")
            holder.setWidgetResizable(True)
            holder.setFrameShape(QFrame.Shape.NoFrame)
            holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            holder.setWidget(page)
            self._stack.addWidget(holder)
            self._pages[name], self._holders[name] = page, holder
        return self._pages[name]

    def _keep_in_sight(self, _: QWidget | None, now: QWidget | None) -> None:
        holder = self._stack.currentWidget()
        if now is not None and isinstance(holder, QScrollArea) and holder.isAncestorOf(now):
            holder.ensureWidgetVisible(now, 20, 20)

    # What pages ask for

    def ask(self, sheet: Sheet) -> None:
        self._open.lay(sheet)
        self.show_keys()

    def show_keys(self) -> None:
        if self._open.sheet is not None:
            self._bar.show_keys(self._open.sheet.keys())
        elif self.page is not None:
            self._bar.show_keys((*self.page.keys(), *(hint for hint in self.everywhere() if hint.words)))

    def show_place(self, words: str) -> None:
        self._banner.show_place(words)

    def show_kept(self, words: str, state: State | None = State.SAVED) -> None:
        self._banner.show_kept(words, state)

    def show_timer(self, words: str, state: State | None = None) -> None:
        self._banner.show_timer(words, state)

    def say(self, words: str) -> None:
        self._bar.say(words)

    def leave(self) -> None:
        if self.page is not None:
            self.page.turn_away()
        self.left.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._bar.say("")
        if self._open.sheet is None and act_on(event, self.everywhere()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def everywhere(self) -> tuple[KeyHint, ...]:
        """The keys that work on every page, unless the page has its own for them."""
        back = self.page.back if self.page is not None else self.leave
        return (
            KeyHint(ALL_KEYS, tr("all keys"), self._show_all_keys, right=True, spare=True),
            KeyHint("F11", "", self._full_screen, about=tr("full screen, or a window again")),
            KeyHint("Esc", "", back, about=tr("back; what was committed is kept")),
        )

    def _show_all_keys(self) -> None:
        self.ask(AllKeysSheet(self.key_groups(), ALL_KEYS))

    def key_groups(self) -> Iterator[KeyGroup]:
        """Every key of the practice: here, everywhere, then page by page."""
        if self.page is not None:
            yield KeyGroup(tr("Here, now: {page}", page=self.page.title), key_lines(self.page.keys()))
        yield KeyGroup(tr("On every page"), key_lines(self.everywhere()))
        for name in PAGES:
            other = self._page(name)
            yield KeyGroup(other.title, key_lines(other.every_key()))

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _sheet_gone(self) -> None:
        if self.page is not None and QApplication.focusWidget() is None:
            (self.page.first() or self.page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_keys()

    # Measures

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        QTimer.singleShot(0, self, partial(self._open.place))

    def _measure(self) -> None:
        wanted = regions(self.width(), 0)
        self._brand.setFixedSize(wanted.rail, wanted.banner)
        self._banner.setFixedHeight(wanted.banner)
        self._bar.stand(wanted.bar)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)


def _title(page: str) -> str:
    if not page:
        return tr("PRACTICE - Sagittal")
    return tr("PRACTICE: {title} - Sagittal", title=page)


def _press(hint: object) -> None:
    if isinstance(hint, KeyHint) and hint.act is not None:
        hint.act()
