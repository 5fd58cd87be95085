"""From the start of the program to the open record: set-up, sign-in, recovery key, or a sentence why not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.door import CannotOpen, Door, SetUp, Standing
from app.faults import Fault
from app.last_desk import find_last_desk
from app.screens.door import SignInScreen, gone_screen, start_screen
from app.screens.recovery import start_new
from app.screens.set_up import SettingUp
from app.seats import sit_down
from app.vault.recovery import new_recovery_key
from app.workstation import Workstation
from assessments.language.exam import NotAllowed
from ui.door.entrance import Entrance
from ui.door.key_sheet import print_sheet, save_sheet
from ui.door.recovery import NewPassphraseForm, RecoveryForm
from ui.door.set_up import SetUpForm
from ui.door.sign_in import SignIn
from ui.door.signing_in import SigningIn


class WayIn(QObject):
    opened = Signal(object)
    """The `Workstation`, with somebody at the desk."""
    cannot_open = Signal(object)
    """The keys are right and the file is not: a `CannotOpen`."""
    practice_wanted = Signal()
    """Somebody wants to practise, without an account."""
    no_keys = Signal(object)
    """There is nothing to ask a passphrase for: the `Fault` of the key file."""

    def __init__(self, door: Door, entrance: Entrance, locked: bool = False) -> None:
        super().__init__(entrance)
        self._door = door
        self._entrance = entrance
        self._locked = locked
        """Whether this start follows keys that left the memory."""
        self._login = find_last_desk(door.places).login
        self._sign_in: SignIn | None = None
        self._signing_in: SigningIn | None = None
        self._recovery: RecoveryForm | None = None
        self._new: NewPassphraseForm | None = None
        self._accept_older = ""
        self._set_up: SetUpForm | None = None
        self._station: Workstation | None = None

    @property
    def waits(self) -> bool:
        """Whether the recovery key opened the record and nobody is at its desk yet."""
        return self._station is not None

    def give_up(self) -> Workstation | None:
        """The record that waits, for whoever shuts it."""
        station, self._station = self._station, None
        return station

    def begin(self, recovery: bool = False) -> None:
        try:
            standing = self._door.look()
        except Fault as fault:
            self.no_keys.emit(fault)
            return
        if standing is not Standing.LOCKED:
            self._begin_set_up(takes_over=standing is Standing.TAKE_OVER)
        elif recovery:
            self._ask_recovery()
        else:
            self.ask_passphrase()

    def accept_older(self, reason: str) -> None:
        """Ask for the passphrase once more; then the older file is opened, and the reason stays in it."""
        self._accept_older = reason
        self.begin()

    def begin_clinic(self, name: str) -> None:
        """Set a clinic up whose name was typed already."""
        self._begin_set_up(takes_over=False, name=name)

    # The passphrase

    def ask_passphrase(self) -> None:
        if self._sign_in is None:
            self._sign_in = SignIn()
            self._sign_in.practises = True
            self._sign_in.recovery_wanted.connect(self._ask_recovery)
            self._sign_in.practice_wanted.connect(self.practice_wanted)
            self._signing_in = SigningIn(
                self._sign_in, self._door.attempts, self._door.clock, self._open_by_passphrase
            )
        assert self._signing_in is not None
        self._signing_in.begin(self._sign_in_screen())
        self._entrance.put(self._sign_in)

    def _sign_in_screen(self) -> SignInScreen:
        wrong = self._door.attempts.count()
        return gone_screen(self._login, wrong) if self._locked else start_screen(self._login, wrong)

    def _open_by_passphrase(self, login: str, passphrase: str) -> None:
        assert self._signing_in is not None
        try:
            station = self._door.unlock(login, passphrase, self._accept_older)
        except CannotOpen as trouble:
            self._signing_in.end()
            self.cannot_open.emit(trouble)
            return
        self._signing_in.end()
        self.opened.emit(station)

    # The first day

    def _begin_set_up(self, takes_over: bool, name: str = "") -> None:
        typed = {"clinic_name": name} if name else {}
        self._set_up = SetUpForm(SettingUp(new_recovery_key(), takes_over, typed=typed))
        self._set_up.sheet_wanted.connect(self._sheet)
        self._set_up.practice_wanted.connect(self.practice_wanted)
        self._set_up.finished.connect(self._finish_set_up)
        self._entrance.put(self._set_up)

    def _sheet(self, on_paper: bool) -> None:
        assert self._set_up is not None
        setting = self._set_up.setting
        made = self._door.clock.now().date()
        act = print_sheet if on_paper else save_sheet
        said = act(self._entrance, setting.text("clinic_name"), setting.recovery_key, made)
        if said:
            self._entrance.say(said)

    def _finish_set_up(self, setting: SettingUp) -> None:
        assert self._set_up is not None
        asked = SetUp(
            setting.text("clinic_name"), setting.person, setting.text("passphrase"), setting.recovery_key
        )
        _wait_cursor(True)
        try:
            station = self._door.set_up(asked)
        except CannotOpen as trouble:
            self.cannot_open.emit(trouble)
            return
        except Fault as fault:
            self._set_up.refuse(fault.words)
            return
        finally:
            _wait_cursor(False)
        self._set_up.forget()
        self.opened.emit(station)

    # The recovery key

    def _ask_recovery(self) -> None:
        if self._recovery is None:
            self._recovery = RecoveryForm()
            self._recovery.left.connect(self.ask_passphrase)
            self._recovery.asked.connect(self._open_by_recovery)
        self._recovery.begin()
        self._entrance.put(self._recovery)

    def _open_by_recovery(self, key: str, reason: str) -> None:
        assert self._recovery is not None
        try:
            station = self._door.unlock_by_recovery(key, reason, self._accept_older)
        except CannotOpen as trouble:
            self.cannot_open.emit(trouble)
            return
        except Fault as fault:
            self._recovery.refuse(fault.words)
            return
        self._recovery.begin()
        self._station = station
        self._new = NewPassphraseForm()
        self._new.chosen.connect(self._new_passphrase)
        self._new.left.connect(self._enter)
        self._new.begin(start_new(station.people.all(), station.settings.clinic_name, self._login))
        self._entrance.put(self._new)

    def _new_passphrase(self, person_id: str, passphrase: str) -> None:
        assert self._new is not None
        assert self._station is not None
        station = self._station
        person = next(person for person in station.people.all() if person.id == person_id)
        try:
            station.people.replace_passphrase(person_id, passphrase)
            sit_down(self._door, station, person.login, passphrase)
        except (Fault, NotAllowed) as refusal:
            self._new.refuse(refusal.words if isinstance(refusal, Fault) else str(refusal))
            return
        self._new.forget()
        self._enter()

    def _enter(self) -> None:
        self.opened.emit(self.give_up())


def _wait_cursor(on: bool) -> None:
    if on:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    else:
        QApplication.restoreOverrideCursor()
