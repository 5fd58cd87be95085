"""Out of a trouble with the record: each way is asked about, done, and what came of it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.backups.kept import Backup
from app.backups.restoring import BackupDamaged, WillBeMissing, restore, will_be_missing
from app.door import CannotOpen, Door
from app.faults import Fault
from app.screens import trouble as screens
from app.screens.trouble import AskScreen, Offer, TroubleScreen, Way
from app.store.state import State
from app.support import support_text
from app.vault.faults import KeyringDamaged, KeyringNewer, KeysMissing
from app.ways_out import (
    any_backup,
    copy_for_support,
    holder,
    newest_backup,
    reached,
    rescue,
    restore_with_its_keys,
    set_aside,
    take_file,
    take_keys,
)
from resources.tongue import tr
from ui.choosing import Choosing, SystemChoosing
from ui.door.ask import Ask
from ui.door.bundle import BundleForm
from ui.door.entrance import Entrance
from ui.door.trouble import Trouble

_NO_BACKUP = tr("No backup of this clinic was found there.")


class OutOfTrouble(QObject):
    again = Signal()
    """The folder may be another now: look at it as at the start."""
    new_clinic = Signal(str)
    """Nothing of the old clinic lies here any more; the name of the new one."""
    older_accepted = Signal(str)
    """Sign in once more; the older file is opened, and this is the reason."""
    closing = Signal(int)
    """With the exit code."""

    def __init__(self, door: Door, entrance: Entrance, choosing: Choosing | None = None) -> None:
        super().__init__(entrance)
        self._door = door
        self._entrance = entrance
        self.choosing = choosing or SystemChoosing(entrance)
        self._form = Trouble()
        self._form.chosen.connect(self._take)
        self._trouble: CannotOpen | None = None
        self._screen: TroubleScreen | None = None
        self._backup: Backup | None = None
        self._elsewhere: list[Path] = []
        self._damaged: list[str] = []
        """Backups that turned out not to be whole."""
        self._asked: Ask | None = None
        self._bundle: BundleForm | None = None

    @property
    def holds_keys(self) -> bool:
        return self._trouble is not None

    def show_file(self, trouble: CannotOpen) -> None:
        """The keys are right and the file is not."""
        self._trouble = trouble
        with _waiting():
            self._show(self._file_screen())

    def show_keys(self, fault: Fault) -> None:
        """There is no way to ask for a passphrase."""
        self._trouble = None
        match fault:
            case KeysMissing() | KeyringDamaged():
                self._show(screens.keys_missing_screen(fault.words))
            case KeyringNewer():
                self._show(screens.keys_newer_screen(fault.words))
            case _:
                self._show(screens.other_screen(fault.words))

    def _file_screen(self) -> TroubleScreen:
        trouble = self._known
        places, now = self._door.places, self._door.clock.now()
        self._backup = newest_backup(places, trouble.unlocked, self._elsewhere, self._damaged)
        offer = None
        if self._backup is not None:
            missing = self._missing()
            lost = missing.entries_lost
            if trouble.state is State.OLDER_COPY:
                # Against what was there, not against the older file that is here now.
                lost = max(lost or 0, reached(places, trouble.unlocked) - missing.entries_kept)
            offer = Offer(missing.made_at, lost)
        process = holder(places.database) if trouble.state is State.LOCKED else None
        return screens.trouble_screen(trouble.state, trouble.words, offer, now, process)

    @property
    def _known(self) -> CannotOpen:
        if self._trouble is None:
            raise LookupError("There are no keys yet.")
        return self._trouble

    def _missing(self) -> WillBeMissing:
        assert self._backup is not None
        return will_be_missing(self._door.places, self._known.unlocked, self._backup, self._door.clock)

    def _show(self, screen: TroubleScreen) -> None:
        self._screen = screen
        self._form.show_trouble(screen)
        self._entrance.put(self._form)
        self._forget()

    def _refuse(self, said: str) -> None:
        """What was tried did not work, and everything is as before."""
        assert self._screen is not None
        self._show(screens.refused_screen(self._screen, said))

    # What was chosen

    def _take(self, chosen: str) -> None:
        ways: dict[Way, Callable[[], object]] = {
            Way.FIND: self._find,
            Way.RESTORE: self._ask_restore,
            Way.ELSEWHERE: self._look_elsewhere,
            Way.NEW_CLINIC: lambda: self._ask(screens.new_clinic_ask(), self._begin_anew),
            Way.RESCUE: self._rescue,
            Way.COPY: self._copy,
            Way.BUNDLE: self._show_bundle,
            Way.CONTINUE: lambda: self._ask(screens.continue_ask(self._known.words), self._accept),
            Way.RETRY: self.again.emit,
            Way.FIND_KEYS: self._find_keys,
            Way.SIGN_IN: self.again.emit,
            Way.CLOSE: lambda: self.closing.emit(self._screen.exit_code if self._screen else 0),
        }
        ways[Way(chosen)]()

    def _find(self) -> None:
        file = self.choosing.file(tr("Find the data file"), tr("Data file (*.db);;Every file (*)"))
        if file is None:
            return
        try:
            with _waiting():
                take_file(self._door.places, self._known.unlocked, self._door.clock, file)
        except Fault as fault:
            self._refuse(fault.words)
            return
        self._show(screens.taken_screen())

    def _ask_restore(self) -> None:
        with _waiting():
            known = reached(self._door.places, self._known.unlocked)
            ask = screens.restore_ask(self._missing(), known)
        self._ask(ask, self._restore)

    def _restore(self, typed: dict[str, str]) -> None:
        assert self._backup is not None
        backup, unlocked = self._backup, self._known.unlocked
        made_at = backup.manifest.made_at.astimezone(self._door.clock.now().tzinfo)
        try:
            with _waiting():
                restore(
                    self._door.places, unlocked, backup.folder, unlocked, self._door.clock, typed["typed"]
                )
        except BackupDamaged as fault:
            # The next older one is offered in its place.
            self._damaged.append(backup.name)
            with _waiting():
                self._screen = self._file_screen()
            self._refuse(fault.words)
            return
        except Fault as fault:
            self._say(fault.words)
            return
        self._show(screens.restored_screen(made_at))

    def _look_elsewhere(self) -> None:
        folder = self.choosing.folder(tr("Where do the backups lie?"))
        if folder is None:
            return
        if self._trouble is None:
            self._ask_for_keys_of(any_backup(folder))
            return
        self._elsewhere.append(folder)
        with _waiting():
            self._screen = self._file_screen()
        if self._backup is None:
            self._refuse(_NO_BACKUP)
        else:
            self._show(self._screen)

    def _ask_for_keys_of(self, backup: Backup | None) -> None:
        """There is no key file here: that of the backup opens it."""
        if backup is None:
            self._refuse(_NO_BACKUP)
            return
        self._backup = backup
        made_at = backup.manifest.made_at.astimezone(self._door.clock.now().tzinfo)
        ask = screens.elsewhere_ask(made_at, backup.manifest.contents.seq)
        self._ask(ask, self._restore_with_its_keys)

    def _restore_with_its_keys(self, typed: dict[str, str]) -> None:
        assert self._backup is not None
        backup, clock = self._backup, self._door.clock
        try:
            with _waiting():
                restore_with_its_keys(
                    self._door.places, backup, typed["login"], typed["passphrase"], clock, typed["typed"]
                )
        except Fault as fault:
            self._say(fault.words)
            return
        self._show(screens.restored_screen(backup.manifest.made_at.astimezone(clock.now().tzinfo)))

    def _begin_anew(self, typed: dict[str, str]) -> None:
        try:
            set_aside(self._door.places, self._door.clock.now())
        except Fault as fault:
            self._say(fault.words)
            return
        self._forget()
        self.new_clinic.emit(typed["name"].strip())

    def _rescue(self) -> None:
        try:
            with _waiting():
                found = rescue(self._door.places, self._known.unlocked, self._door.clock)
        except Fault as fault:
            self._refuse(fault.words)
            return
        self._show(screens.rescued_screen(found))

    def _copy(self) -> None:
        folder = self.choosing.folder(tr("Where to put the copy"))
        if folder is None:
            return
        try:
            with _waiting():
                now = self._door.clock.now()
                copy = copy_for_support(self._door.places, folder, self._known.state, now)
        except Fault as fault:
            self._refuse(fault.words)
            return
        assert self._screen is not None
        self._show(screens.copied_screen(self._screen, copy.name))

    def _show_bundle(self) -> None:
        self._bundle = BundleForm(support_text(self._door.places, self._known.state), self.choosing)
        self._bundle.left.connect(self._back)
        self._entrance.put(self._bundle)

    def _accept(self, typed: dict[str, str]) -> None:
        self._forget()
        self.older_accepted.emit(typed["reason"].strip())

    def _find_keys(self) -> None:
        file = self.choosing.file(tr("Find the key file"), tr("Key file (*.keys *.prev);;Every file (*)"))
        if file is None:
            return
        try:
            take_keys(self._door.places, file)
        except Fault as fault:
            self._refuse(fault.words)
            return
        self.again.emit()

    # The question in between

    def _ask(self, screen: AskScreen, then: Callable[[dict[str, str]], object]) -> None:
        self._asked = Ask(screen)
        self._asked.given.connect(then)
        self._asked.left.connect(self._back)
        self._entrance.put(self._asked)

    def _say(self, said: str) -> None:
        if self._asked is not None:
            self._asked.refuse(said)

    def _back(self) -> None:
        self._entrance.put(self._form)
        self._forget()

    def _forget(self) -> None:
        """Nothing that was typed stays."""
        for form in (self._asked, self._bundle):
            if form is not None:
                form.deleteLater()
        self._asked = self._bundle = None


@contextmanager
def _waiting() -> Iterator[None]:
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
