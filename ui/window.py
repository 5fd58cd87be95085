"""The window: banner, rail, page, guide and key bar, and the keys that work everywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.saving import Saver
from app.screens.ratings import exam_rail
from app.screens.strip import strip_for_exam, strip_for_nobody
from app.workstation import Workstation
from assessments.language.value import Ref
from resources.tongue import tr
from ui.all_keys import groups
from ui.book import Book
from ui.brand import Brand
from ui.closed import keys_now
from ui.cover import Cover
from ui.desk import Desk
from ui.dress import dress
from ui.everywhere import ALL_KEYS, Everywhere, Reach
from ui.keys import KeyHint, act_on
from ui.open_sheet import OpenSheet
from ui.page import Page, come_to
from ui.parts.all_keys_sheet import AllKeysSheet
from ui.parts.banner import Banner, Stripe
from ui.parts.guide_panel import GuidePanel
from ui.parts.key_bar import KeyBar
from ui.parts.notice_bar import NoticeBar
from ui.parts.rail import Rail
from ui.parts.sheet import Sheet
from ui.rating import exam_steps, page_behind
from ui.regions import WIDE, regions
from ui.theme import theme
from ui.unsaved import Unsaved


class Window(QWidget):
    """Pages are made when they are first shown and kept; after every change the page shows itself again.
    Without a saver every answer waits for the disk."""

    cover_wanted = Signal(object)
    """A key asked for the cover, with the `Reason`."""
    kept_open = Signal()
    """It was to be closed behind its cover, and holds what is not saved."""
    settled = Signal()
    """The settings changed and are in use."""

    def __init__(self, workstation: Workstation, saver: Saver | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Sagittal")
        self.setMinimumSize(QSize(1024, 600))
        self.workstation = workstation
        self.desk = Desk(workstation, saver or Saver(workstation.clock, inline=True), self)
        self.unsaved = Unsaved(self, self.desk, self)
        self.desk.changed.connect(self._changed)
        self.desk.told.connect(self.say)
        self.desk.saving.connect(self._show_banner)
        self.page: Page | None = None
        self.page_name = ""
        self.where: dict[str, object] = {}
        self._history: list[tuple[str, dict[str, object]]] = []
        self._guide_shown = True
        self._build()
        self._everywhere = Everywhere(
            self,
            self.desk,
            Reach(
                self._show_tab,
                self._guide.read_on,
                self._full_screen,
                self.cover_wanted.emit,
                self._show_all_keys,
            ),
        )
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_in_sight)

    # The regions

    def _build(self) -> None:
        self._brand = Brand()
        self._banner = Banner()
        self._stripe = Stripe()
        self._stripe.hide()
        self.notices = NoticeBar()
        self._rail = Rail()
        self._rail.chosen.connect(self.go)
        self._book = Book()
        self._guide = GuidePanel()
        self._guide.chosen.connect(self._show_tab)
        self._bar = KeyBar()
        self._bar.pressed.connect(self._press)
        self._work = QWidget()
        self._work.setObjectName("work")
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.addWidget(self._book)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._brand)
        top.addWidget(self._banner, 1)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self._rail)
        self._middle.addWidget(self._work, 1)
        self._middle.addWidget(self._guide)
        self._room = QWidget()
        self._open = OpenSheet(self._room, self._work)
        self._open.gone.connect(self._sheet_gone)
        column = QVBoxLayout(self._room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.unsaved.bar)
        column.addWidget(self._stripe)
        column.addWidget(self.notices)
        column.addLayout(self._middle, 1)
        column.addWidget(self._bar)
        self._seen = QStackedLayout(self)
        self._seen.addWidget(self._room)
        self.cover = Cover(self, self._seen, self._room)
        self._measure()

    def _measure(self) -> None:
        """Regions by the window's width, and the guide over the page where there is no room beside it."""
        wanted = regions(self.width(), self._rail.needs())
        self._brand.setFixedSize(wanted.rail, wanted.banner)
        self._rail.setFixedWidth(wanted.rail)
        self._banner.setFixedHeight(wanted.banner)
        self._bar.stand(wanted.bar)
        self._guide.setFixedWidth(wanted.guide)
        self._place_guide()

    @property
    def _overlay(self) -> bool:
        """Whether the guide lies over the page: above text size 1.15, in a window too narrow for it, or where
        the page needs the room; a wide page needs more as the text grows."""
        wide = self.page is not None and self.page.wide
        large = theme().text_size > 1.15
        least = theme().px(WIDE) if wide else WIDE if large else 1366
        return self.width() < least or self._words_need_room

    @property
    def _words_need_room(self) -> bool:
        """Whether the page's words, as in a long language, leave no room for the guide beside it."""
        if self.page is None:
            return False
        rail = 0 if self._rail.isHidden() else self._rail.width()
        return self.page.minimumSizeHint().width() > self.width() - rail - self._guide.width()

    def _place_guide(self) -> None:
        wanted = self.page is not None and self.page.guide() is not None
        if not self._overlay:
            if self._middle.indexOf(self._guide) < 0:
                self._middle.addWidget(self._guide)
            self._guide.setVisible(wanted)
            return
        if self._middle.indexOf(self._guide) >= 0:
            self._middle.removeWidget(self._guide)
            self._guide.setParent(self._room)
            self._guide_shown = False
        corner = self._work.mapTo(self._room, QPoint(self._work.width(), 0))
        self._guide.setGeometry(
            corner.x() - self._guide.width(), corner.y(), self._guide.width(), self._work.height()
        )
        self._guide.setVisible(wanted and self._guide_shown)
        self._guide.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        # The layout settles first; what lies over the page is placed after it.
        QTimer.singleShot(0, self._settle_overlays)

    def _settle_overlays(self) -> None:
        self._place_guide()
        self._open.place()
        # A rail of another height has its key in another place.
        self.show_keys()

    # Pages

    def go(self, name: str, **where: object) -> None:
        """Show a page: a module of `ui.pages`, or the plain page for an assessment that has none."""
        if self._held(stays=name in self.steps):
            return
        self._open.close()
        if self.page is not None:
            self._history.append((self.page_name, self.where))
        self._show(name, where)

    def begin(self, name: str = "home") -> None:
        """Show a page as at the start: nothing leads back from it, and no exam lies open."""
        self._open.close()
        self._history.clear()
        self._show(name, {})
        self.desk.lay_open(None)

    def back(self) -> None:
        """Where one came from; in an exam, the patient."""
        aside = self.page is not None and self.page.aside and bool(self._history)
        if self._held(stays=aside):
            return
        if self.page is not None and self.page.exam_page and not aside:
            patient = self.desk.exam.patient.id
            self._history = [(n, w) for n, w in self._history if not self._book.is_exam_page(n)]
            while self._history and self._history[-1][0] == "patient":
                self._history.pop()
            self._show(page_behind(self.desk.exam), {"patient": patient})
        elif self._history:
            name, where = self._history.pop()
            self._show(name, where)

    def _held(self, stays: bool = False) -> bool:
        """Whether the page cannot be left now; it says why. What `stays` in the exam waits for no disk."""
        why = self.page.stays() if self.page is not None else ""
        if not why and not stays and self.page is not None and self.page.exam_page:
            why = self.unsaved.holds()
        if why:
            self.say(why)
        return bool(why)

    def _show(self, name: str, where: dict[str, object]) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        if self.page is not None:
            self.page.leave()
        page = self._book.page(name, self)
        self.page, self.page_name, self.where = page, name, where
        if why := come_to(page, where):
            self._show("home", {})
            self.say(why)
            return
        self._book.turn_to(name)
        self.setWindowTitle(tr("{title} - Sagittal", title=page.title) if page.title else "Sagittal")
        self._guide_shown = not self._overlay
        self.refresh()
        first = page.first()
        (first or page).setFocus(Qt.FocusReason.OtherFocusReason)
        # Only once it is shown do its words have their size.
        QTimer.singleShot(0, self._place_guide)

    def next_step(self) -> None:
        """The step after this one in the walk."""
        steps = self.steps
        at = steps.index(self.page_name) if self.page_name in steps else -1
        if 0 <= at < len(steps) - 1:
            self.go(steps[at + 1])

    @property
    def steps(self) -> tuple[str, ...]:
        """The exam's pages in order of the walk; of a rating its tests."""
        return exam_steps(self.desk.examination)

    # Showing

    def refresh(self) -> None:
        """Show banner, rail, guide and keys as things stand."""
        self.notices.beside_exam(self.page is not None and self.page.exam_page)
        self._show_banner()
        self.show_rail()
        self._show_guide()
        self.show_keys()

    def _show_banner(self) -> None:
        settings, saved = self.workstation.settings, self.unsaved.mark()
        strip = self.page.banner() if self.page is not None else None
        if strip is None and self.page is not None and self.page.exam_page:
            strip = strip_for_exam(self.desk.exam, self.desk.evaluation, settings, saved)
        strip = strip or strip_for_nobody(settings, saved)
        self._banner.show_banner(strip)
        self._stripe.setVisible(strip.demonstration)

    def show_rail(self) -> None:
        page = self.page
        screen = page.rail() if page is not None else None
        if screen is None and page is not None and page.exam_page:
            screen = exam_rail(self.desk.exam, self.desk.evaluation, self.page_name)
        self._rail.setVisible(screen is not None)
        self._brand.show_line(screen is not None)
        if screen is not None:
            self._rail.show_rail(screen)
            self._measure()

    def _show_guide(self) -> None:
        screen = self.page.guide() if self.page is not None else None
        if screen is not None and self.page is not None:
            self._guide.show_guide(screen, self.page.figure())
        self._place_guide()

    def show_keys(self) -> None:
        if self._open.sheet is not None:
            self._bar.show_undo("Ctrl Z", "")
            self._bar.show_keys(self._open.sheet.keys())
        elif self.page is not None:
            keys = keys_now(self.page.keys(), self.page_name, self.steps, self.desk)
            everywhere = self._everywhere.keys(all_keys_in_bar=not self._rail.tells_all_keys)
            self._bar.show_keys((*keys, *(h for h in everywhere if h.words)), self.page.exam_page)
            self._bar.show_undo("Ctrl Z", self._everywhere.undo_hint())

    def show_sources(self, cites: tuple[str, ...] = ()) -> None:
        self._show_tab(1)

    def say(self, said: str) -> None:
        self._bar.say(said)

    def settle(self) -> None:
        settings = self.workstation.settings
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, settings)
        self._measure()
        self.refresh()
        self.settled.emit()

    # Changes

    def _changed(self, refs: tuple[Ref, ...]) -> None:
        self._bar.say("")
        if self.page is not None:
            self.page.show_exam(refs)
            self._show_banner()
            self.show_rail()
            self.show_keys()

    def focus_answer(self, ref: Ref) -> None:
        """Go where this answer is given, unless it is given on this page, and put the caret there."""
        if self.page is not None and self.page.focus_ref(ref):
            return
        if ref.assessment in self.steps and ref.assessment != self.page_name:
            self.go(ref.assessment)
            if self.page is not None:
                self.page.focus_ref(ref)

    # Sheets

    def ask(self, sheet: Sheet) -> None:
        self._open.lay(sheet)
        self.show_keys()

    def _sheet_gone(self) -> None:
        if self.page is not None and QApplication.focusWidget() is None:
            self.page.setFocus()
        self.show_keys()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._bar.say("")
        if self._open.sheet is None and act_on(event, (*self._everywhere.keys(), *self.unsaved.keys())):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _press(self, hint: object) -> None:
        if isinstance(hint, KeyHint) and hint.act is not None:
            hint.act()

    def _show_all_keys(self) -> None:
        """Not over a running trial, which has every key for itself."""
        if self.page is not None and not self.page.running():
            here = keys_now(self.page.keys(), self.page_name, self.steps, self.desk)
            everywhere = (*self._everywhere.keys(), *self.unsaved.keys())
            self.ask(AllKeysSheet(groups(self.page, here, everywhere, self._book, self), ALL_KEYS))

    def _show_tab(self, number: int) -> None:
        if self.page is None or self.page.guide() is None:
            return
        hide = self._overlay and self._guide_shown and self._guide.tab == number
        self._guide_shown = not hide
        self._guide.show_tab(number)
        self._place_guide()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _keep_in_sight(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            self._book.keep_in_sight(now)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            QTimer.singleShot(0, self._settle_overlays)

    def closeEvent(self, event: QCloseEvent) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            # What is typed and not yet handed over is handed over now.
            focus.clearFocus()
        why = self.page.stays() if self.page is not None else ""
        event.setAccepted(self.unsaved.may_close(why, self.cover.drawn))
        if self.cover.drawn and not event.isAccepted():
            self.kept_open.emit()
