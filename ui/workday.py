"""From the first form to the last window: who comes in, the desk they work at, and how it ends."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.door import Door
from app.faults import Fault
from app.last_desk import find_last_desk, keep_last_desk, keep_toured
from app.lock import Stage
from app.log import Code, note
from app.saving import Saver
from app.screens.health import backup_notices
from app.screens.tour import tour
from app.starts import start_was_good
from app.upkeep import at_exit
from app.workstation import Workstation
from resources.tongue import tr
from ui.door.entrance import Entrance
from ui.door.left_alone import LeftAlone
from ui.door.out_of_trouble import OutOfTrouble
from ui.door.way_in import WayIn
from ui.dress import dress
from ui.faults import noted
from ui.lock import Lock
from ui.parts.tour_sheet import TourSheet
from ui.practice.window import PracticeWindow
from ui.restart import LOCKED, start_again
from ui.theme import apply
from ui.window import Window

COULD_NOT_START_AGAIN = 71
"""The exit code when the keys left the memory and the program is not where it was."""
_STOOD_MS = 10_000
"""Milliseconds after which a window that stands is a good start."""
_SAFE = tr(
    "The program stopped twice while it started: it opened in its first size and on the first page. "
    "The support bundle is on the page The record."
)
_SAVED_WITHIN = 1.0
"""Seconds the cover waits for the disk before it says that an entry is not saved."""


class Workday(QObject):
    """`locked` is whether this start follows keys that left the memory; then whoever signs in comes back to
    where they were. `recovery` starts at the recovery key. `safe` leaves out what may have stopped the starts
    before this one: the window's size and the page where somebody was."""

    def __init__(
        self,
        app: QApplication,
        door: Door,
        locked: bool = False,
        recovery: bool = False,
        safe: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._door = door
        self._locked = locked
        self._recovery = recovery
        self._safe = safe
        self._station: Workstation | None = None
        self._window: Window | None = None
        self._lock: Lock | None = None
        self._practice: PracticeWindow | None = None
        last = find_last_desk(door.places)
        apply(app, last.theme, int(last.text_size) / 100)
        self._entrance = Entrance()
        self._entrance.resize(1366, 768)
        self._way_in = WayIn(door, self._entrance, locked)
        self._way_in.opened.connect(self._open)
        self._way_in.practice_wanted.connect(self.practise)
        self._trouble = OutOfTrouble(door, self._entrance)
        self._way_in.cannot_open.connect(self._trouble.show_file)
        self._way_in.no_keys.connect(self._trouble.show_keys)
        self._trouble.again.connect(self._way_in.begin)
        self._trouble.new_clinic.connect(self._way_in.begin_clinic)
        self._trouble.older_accepted.connect(self._way_in.accept_older)
        self._trouble.closing.connect(self._leave)
        self.alone = LeftAlone(
            door.clock, lambda: self._way_in.waits or self._trouble.holds_keys, self._entrance
        )
        self.alone.over.connect(self._keys_go)

    @property
    def front(self) -> QWidget:
        """What is brought forward when the program is started a second time."""
        if self._practice is not None and self._practice.isVisible():
            return self._practice
        return self._window or self._entrance

    @property
    def window(self) -> Window | None:
        return self._window

    @property
    def entrance(self) -> Entrance:
        return self._entrance

    @property
    def trouble(self) -> OutOfTrouble:
        return self._trouble

    @property
    def lock(self) -> Lock | None:
        return self._lock

    def begin(self) -> None:
        self._show(self._entrance)
        self.alone.watch(self._entrance)
        self._way_in.begin(self._recovery)

    @property
    def practice(self) -> PracticeWindow | None:
        return self._practice

    def practise(self) -> None:
        """The practice takes the place of the window that is open; that one waits behind it, and its lock
        goes on watching who is at the desk."""
        if self._practice is None:
            self._practice = PracticeWindow(self._door.places.practice, self._door.clock)
            self._practice.resize(1366, 768)
            self._practice.left.connect(self._practised)
        behind = self._window or self._entrance
        self._practice.go("start")
        self._show(self._practice)
        behind.hide()
        handle = self._practice.windowHandle()
        if self._lock is not None and handle is not None:
            self._lock.watch.watch_window(handle)

    def _practised(self) -> None:
        if self._practice is not None and self._practice.isVisible():
            self._show(self._window or self._entrance)
            self._practice.hide()

    def unsaved(self) -> int:
        """How many answers are not on the disk, after a moment's wait for it."""
        return 0 if self._saved() or self._window is None else self._window.desk.saver.standing.pending

    def save_exam_file(self) -> str:
        return self._window.unsaved.save_exam_file() if self._window is not None else ""

    def end(self) -> None:
        """The last window is closed: what can be written is written, and the record is shut whatever fails.
        A second time does nothing."""
        station = self._station or self._way_in.give_up()
        if station is None:
            return
        try:
            if self._window is not None:
                self._window.desk.close()
            self._remember()
            at_exit(station)
        finally:
            self._station = None
            station.close()

    def _open(self, station: Workstation) -> None:
        note(Code.OPENED)
        self.alone.stop()
        self._station = station
        self._remember()
        if self._safe:
            station.warn(_SAFE)
        settings = station.settings
        dress(self._app, settings)
        window = self._window = Window(station, Saver(station.clock))
        window.resize(1366, 768)
        lock = self._lock = Lock(self._door, window, self._saved, self._keys_go, self._locked)
        upkeep = window.desk.upkeep
        upkeep.told.connect(self._tell_of_backups)
        upkeep.exchanged.connect(self._sign_in_again)
        window.desk.practice_wanted.connect(self.practise)
        window.go("home")
        self._show(window)
        QTimer.singleShot(_STOOD_MS, window, partial(start_was_good, self._door.places))
        self._entrance.hide()
        lock.start()
        self._tell_of_backups()
        upkeep.start(lambda: lock.idle.stage is not Stage.OPEN)
        if self._locked and not self._safe:
            lock.come_back()
        elif not self._safe:
            self._first_look(station, window)

    def _first_look(self, station: Workstation, window: Window) -> None:
        """Once at this computer, while there is no patient: never before somebody who has work to do."""
        if find_last_desk(self._door.places).toured or station.patients.find(""):
            return
        sheet = TourSheet(tour())
        window.ask(sheet)
        sheet.gone.connect(partial(self._looked, window))

    def _looked(self, window: Window) -> None:
        """The caret was nowhere yet when the cards were laid over the page."""
        keep_toured(self._door.places)
        if window.page is not None:
            (window.page.first() or window.page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, window: QWidget) -> None:
        if self._safe:
            window.show()
        else:
            window.showMaximized()

    def _tell_of_backups(self) -> None:
        """The banners, each time something is true that was not."""
        if self._station is not None and self._window is not None and self._lock is not None:
            upkeep, now = self._window.desk.upkeep, self._station.clock.now()
            self._lock.tell(backup_notices(upkeep.standing, upkeep.kept, now))

    def _sign_in_again(self) -> None:
        """The record was exchanged, and its keys with it: nothing of the old one stays in the memory."""
        if self._window is not None:
            noted(self._window.desk.close)
        self._station = None
        self._begin_anew()

    def _saved(self) -> bool:
        return self._window is None or self._window.desk.saver.flush(_SAVED_WITHIN)

    def _remember(self) -> None:
        """For the next sign-in: its user name and its look."""
        station = self._station
        if station is not None:
            with suppress(Fault):
                keep_last_desk(
                    self._door.places, station.person.login or find_last_desk(self._door.places).login,
                    station.settings,
                )  # fmt: skip

    def _keys_go(self, *told: str) -> None:
        noted(self.end)
        note(Code.KEYS_GONE)
        self._begin_anew(LOCKED, *told)

    def _begin_anew(self, *told: str) -> None:
        """Whatever failed before, no key stays in the memory."""
        start_was_good(self._door.places)
        noted(self._door.close)
        try:
            start_again(*told)
        except OSError:
            # Nothing of the record is left in a program that ended, either.
            self._app.exit(COULD_NOT_START_AGAIN)

    def _leave(self, code: int) -> None:
        """Nothing lies open; whoever started the program is told by its exit code why."""
        self._entrance.close()
        self._app.exit(code)
