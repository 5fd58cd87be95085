"""A desk as it is worked at: the door, the record of two clinicians, the window and its lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.access.person import NewPerson
from app.access.roles import Role
from app.clock import SteppedClock
from app.door import Door, SetUp
from app.lock import LOOK_EVERY
from app.patients import Patient
from app.places import Places
from app.saving import Saver
from app.vault.cost import QUICK
from app.vault.recovery import written
from app.workstation import Workstation
from tests.clinics import CLINICIAN, LICENCE, LOGIN, PASSPHRASE
from ui.lock import Lock
from ui.theme import apply
from ui.window import Window

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))
OTHER = "A. Moyo, PT"
OTHER_LOGIN = "amoyo"
OTHER_PASSPHRASE = "seven quiet lamps under oak"
PATIENT = "ACOSTA, Elena"
RECOVERY = written(bytes(range(16)))


class Desk:
    """A thread writes, as at work. `saved` may be set to what a disk says that refuses; `gone` holds what the
    program was told each time its keys were to go."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.clock = SteppedClock(NOW)
        self.door = Door(Places(folder), self.clock, QUICK)
        self.station = self.door.set_up(
            SetUp("Riverside Clinic", NewPerson(CLINICIAN, LICENCE, LOGIN), PASSPHRASE, RECOVERY)
        )
        self.station.people.add(
            NewPerson(OTHER, "PT 9", OTHER_LOGIN, frozenset({Role.CLINICIAN})), OTHER_PASSPHRASE
        )
        self.acosta = self.station.patients.add(
            Patient(family_name="Acosta", given_name="Elena", born=date(1980, 8, 14), sex="female")
        )
        self.saved = True
        self.gone: list[tuple[str, ...]] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, "light", 1.0)
        self.window = Window(self.station, Saver(self.clock))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.lock = Lock(self.door, self.window, self._saved, lambda *told: self.gone.append(told))
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.go("home")

    def open_exam(self, page: str) -> None:
        self.window.desk.lay_open(self.station.start_exam(self.acosta.id, CLINICIAN))
        self.window.go(page)

    def wait(self, seconds: float) -> None:
        """Let time pass as it does at a desk, with a look every few seconds."""
        while seconds > 0:
            self.clock.advance(min(LOOK_EVERY, seconds))
            seconds -= LOOK_EVERY
            self.lock.look()

    def unlock(self, login: str = LOGIN, passphrase: str = PASSPHRASE) -> None:
        """Typed into the cover by hand."""
        form = self.lock.form
        if form.login.text() != login:
            form.login.line.selectAll()
            QTest.keyClicks(form.login.line, login)
        QTest.keyClicks(form.passphrase.line, passphrase)
        QTest.keyClick(form.passphrase.line, "\r")
        QApplication.processEvents()

    @property
    def covered(self) -> bool:
        """As somebody sees it who stands before the screen."""
        return self.lock.entrance.isVisible() and PATIENT not in " ".join(seen(self.window))

    def _saved(self) -> bool:
        return self.saved and self.window.desk.saver.flush(1.0)

    def close(self) -> None:
        self.window.desk.close()
        self.station.close()
        self.door.close()


def seen(window: QWidget) -> list[str]:
    """Every text that is shown somewhere on this window and what a screen reader could say of it."""
    found = [window.windowTitle()]
    for part in window.findChildren(QWidget):
        if not part.isVisible() or part.visibleRegion().isEmpty():
            continue
        found.append(part.accessibleName())
        if isinstance(part, QLabel | QLineEdit):
            found.append(part.text())
        elif isinstance(part, QPlainTextEdit):
            found.append(part.toPlainText())
    return [text for text in found if text]


def covers_all(window: QWidget, curtain: QWidget) -> bool:
    return QRect(curtain.mapTo(window, QPoint(0, 0)), curtain.size()) == window.rect()


def with_idle(station: Workstation, minutes: int) -> None:
    station.change_settings(replace(station.settings, idle_minutes=minutes))
