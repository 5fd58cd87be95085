"""The desk's lock: when the clock or a key says so the cover is drawn, and a passphrase lifts it again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from app.door import Door
from app.faults import Fault
from app.lock import LOOK_EVERY, IdleLock, Reason, Stage
from app.resume import Bookmark
from app.screens.door import cover_screen
from app.screens.notices import Notice, draft_of, folder_notices, notices
from app.seats import come_back, leave, sit_down
from resources.tongue import tr
from ui.bookmark import go_to_bookmark, take_bookmark
from ui.door.entrance import Entrance
from ui.door.sign_in import SignIn
from ui.door.signing_in import SigningIn
from ui.restart import RECOVERY
from ui.watch import Watch
from ui.window import Window


class Lock(QObject):
    """`saved` waits a moment for the disk and says whether everything is on it. `gone` closes the record and
    starts the program anew; it is called only when nothing would be lost, and does not come back."""

    def __init__(
        self,
        door: Door,
        window: Window,
        saved: Callable[[], bool],
        gone: Callable[..., None],
        resumed: bool = False,
    ) -> None:
        super().__init__(window)
        self._door = door
        self._window = window
        self._saved = saved
        self._gone = gone
        self._station = window.workstation
        self._opened_at = None if resumed else self._station.clock.now()
        self._about_folder = folder_notices(door.places)
        self._draft: Notice | None = None
        self._about_backups: tuple[Notice, ...] = ()
        self._bookmark: Bookmark | None = None
        self._restart_with: tuple[str, ...] = ()
        self._noted = False
        self.idle = IdleLock(self._station.clock, self._station.settings.idle_minutes)
        self.form = SignIn()
        self.form.recovery_wanted.connect(self._recover)
        self.entrance = Entrance()
        self.entrance.hide()
        self._signing_in = SigningIn(self.form, door.attempts, self._station.clock, self._open)
        self.watch = Watch(self)
        self.watch.touched.connect(self.idle.active)
        self.watch.asked.connect(self.cover)
        self.watch.woke.connect(self._woke)
        window.cover_wanted.connect(self.cover)
        window.settled.connect(self._settle)
        window.kept_open.connect(self._say_unsaved)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY * 1000)
        self._timer.timeout.connect(self.look)
        self._settle()
        self._show_notices()

    def start(self) -> None:
        """Watch the window, which is shown by now, and the system; look at the clock from here on."""
        handle = self._window.windowHandle()
        if handle is not None:
            self.watch.watch_window(handle)
        self.watch.watch_system()
        self._timer.start()

    def look(self) -> None:
        """What the clock says now."""
        self._obey(self.idle.look(self._running))

    def cover(self, reason: Reason) -> None:
        """At once, or at the end of a running trial where the reason can wait for it."""
        self._obey(self.idle.cover(reason, self._running))

    def come_back(self) -> bool:
        """Go where the person at the desk was; False when they begin on the first page."""
        bookmark = come_back(self._station, self._opened_at)
        return bookmark is not None and go_to_bookmark(self._window, bookmark)

    def tell(self, about_backups: tuple[Notice, ...]) -> None:
        """What there is to say of the backups now."""
        if about_backups != self._about_backups:
            self._about_backups = about_backups
            self._show_notices()

    @property
    def _running(self) -> bool:
        return self._window.page is not None and self._window.page.running()

    @property
    def _unkept(self) -> bool:
        """Whether the page holds what is on no disk, such as a trial the disk refused."""
        return self._window.page is not None and bool(self._window.page.stays())

    @property
    def _taken(self) -> str:
        """What of who is at the desk would be out of everybody's reach if another took it."""
        if self._unkept:
            return tr("a trial")
        return "" if self._saved() else tr("an exam")

    def _obey(self, stage: Stage) -> None:
        if stage is not Stage.OPEN and not self._window.cover.drawn:
            self._draw()
        if stage is Stage.GONE:
            self._go()

    def _woke(self) -> None:
        self.idle.woke()
        self.look()

    def _draw(self) -> None:
        window = self._window
        window.cover.draw(self.entrance)
        # What had the caret has handed over what was typed in it; now the disk may take it.
        saved = self._saved() and not (self._unkept and not self._running)
        self._bookmark = take_bookmark(window, window.cover.before, window.cover.caret)
        self._noted = leave(self._station, self.idle.reason, self._bookmark)
        login = self._station.person.login
        minutes = self.idle.idle_minutes
        wrong = self._door.attempts.count()
        self._signing_in.begin(cover_screen(self.idle.reason, login, minutes, wrong, unsaved=not saved))
        self.entrance.put(self.form)

    def _open(self, login: str, passphrase: str) -> None:
        before = self._station.person
        person = sit_down(self._door, self._station, login, passphrase, taken=self._taken)
        self.idle.opened()
        self._signing_in.end()
        self._restart_with = ()
        self._window.cover.lift()
        if person.id == before.id:
            self._window.cover.return_caret()
        else:
            self._draft = self._left_open(before.name)
            if not self.come_back():
                self._window.begin()
        self._settle()
        self._show_notices()
        self._window.refresh()

    def _left_open(self, clinician: str) -> Notice | None:
        """The exam that the other one leaves open, for who comes now."""
        examination = self._window.desk.examination
        if examination is None or not examination.exam.open:
            return None
        return draft_of(self._station.session, clinician, examination.patient.name)

    def _show_notices(self) -> None:
        self._window.notices.show_notices(
            notices(
                self._station.session,
                self._station.warnings,
                (*self._about_folder, *self._about_backups),
                self._draft,
            )
        )

    def _settle(self) -> None:
        with suppress(Fault):
            settings = self._station.settings
            self.idle.idle_minutes = settings.idle_minutes
            self.watch.minimised_counts = settings.cover_minimised

    # The keys leave the memory

    def _recover(self) -> None:
        """The recovery key opens no desk that stands open behind a cover: the program starts anew for it."""
        self._restart_with = (RECOVERY,)
        self._go()

    def _go(self) -> None:
        """Only when everything is on the disk; else the cover says so, and the next look tries again."""
        if not self._saved() or self._unkept:
            self._say_unsaved()
            return
        if not self._noted and self._bookmark is not None:
            self._noted = leave(self._station, self.idle.reason, self._bookmark)
        self._timer.stop()
        self._gone(*self._restart_with)

    def _say_unsaved(self) -> None:
        screen = cover_screen(
            self.idle.reason, self.form.login.text(), self.idle.idle_minutes,
            self._door.attempts.count(), unsaved=True,
        )  # fmt: skip
        self._signing_in.say(screen.about)
