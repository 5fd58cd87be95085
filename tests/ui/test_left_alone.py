"""Somebody walks away before there is a desk to cover: the keys do not wait for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.audit import Act
from app.clock import SteppedClock
from app.door import Door
from app.places import Places
from app.store.audit import Wanted, entries
from app.vault.cost import QUICK
from tests.clinics import RECOVERY_KEY, open_clinic
from tests.ui.desks import NOW
from tests.ui.hands import press
from ui.door.recovery import NewPassphraseForm, RecoveryForm
from ui.workday import Workday


class Waiting:
    """The program before anybody signed in; `told` is what a program started anew would be told."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.places = Places(folder)
        self.clock = SteppedClock(NOW)
        open_clinic(self.places, self.clock).close()
        self.told: list[tuple[str, ...]] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.door = Door(self.places, self.clock, QUICK)
        self.day = Workday(app, self.door)
        qtbot.addWidget(self.day.entrance)
        self.day.begin()

    def break_glass(self) -> None:
        press(self.day.entrance, "Ctrl+r")
        form = self.day.entrance.form
        assert isinstance(form, RecoveryForm)
        form.asked.emit(RECOVERY_KEY, "R. Osei is ill")
        assert isinstance(self.day.entrance.form, NewPassphraseForm)

    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes * 60)
        self.day.alone.look()

    def acts(self) -> list[str]:
        """What the record tells afterwards, the last act first, without the sign-in that reads it."""
        with open_clinic(self.places, self.clock) as opened, opened.database.reading() as session:
            return [row.act for row in entries(session, Wanted(), most=20)][1:]


@pytest.fixture
def waiting(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    made = Waiting(tmp_path / "data", qtbot)
    monkeypatch.setattr("ui.workday.start_again", lambda *told: made.told.append(told))
    yield made
    made.day.end()
    made.door.close()


def test_a_record_that_the_recovery_key_opened_does_not_lie_open_at_the_form(waiting: Waiting) -> None:
    waiting.break_glass()

    waiting.wait(14)
    QTest.keyClick(waiting.day.entrance.windowHandle(), Qt.Key.Key_F)
    waiting.wait(14)
    assert waiting.told == []
    waiting.wait(1)

    assert waiting.told == [("--locked",)]
    assert Act.SIGNED_OUT in waiting.acts()[:2]


def test_a_form_without_keys_waits_as_long_as_it_takes(waiting: Waiting) -> None:
    waiting.wait(60)

    assert waiting.told == []


def test_closing_the_program_at_the_new_passphrase_shuts_the_record(waiting: Waiting) -> None:
    waiting.break_glass()

    waiting.day.end()
    waiting.door.close()

    assert Act.SIGNED_OUT in waiting.acts()[:2]
