"""The first look: three cards on the first day, read once, never in anybody's way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.door import Door
from app.invented import LOGIN, PASSPHRASE
from app.last_desk import find_last_desk, keep_last_desk, keep_toured
from app.patients import Patient
from app.places import Places
from app.screens.tour import tour
from app.settings import Settings
from app.vault.cost import QUICK
from tests.clinics import open_clinic
from tests.ui.conftest import NOW
from tests.ui.looking import cut_texts, outside, settle
from tests.ui.pressing import Keys
from ui.door.sign_in import SignIn
from ui.parts.tour_sheet import TourSheet
from ui.theme import apply
from ui.window import Window
from ui.workday import Workday


class FirstDay:
    """A clinic that was just set up, opened as a person opens it, as often as wanted."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.places = Places(folder)
        self._days: list[tuple[Workday, Door]] = []
        with open_clinic(self.places, SteppedClock(NOW)):
            pass

    def begin(self) -> Window:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        door = Door(self.places, SteppedClock(NOW), QUICK)
        day = Workday(app, door)
        self._days.append((day, door))
        day.begin()
        form = day.entrance.form
        assert isinstance(form, SignIn)
        form.asked.emit(LOGIN, PASSPHRASE)
        window = day.window
        assert isinstance(window, Window)
        self.qtbot.addWidget(window)
        self.qtbot.addWidget(day.entrance)
        window.showNormal()
        window.resize(1366, 768)
        window.activateWindow()
        settle()
        return window

    def end(self) -> None:
        while self._days:
            day, door = self._days.pop()
            window = day.window
            day.end()
            if window is not None:
                window.hide()
            day.entrance.hide()
            door.close()


@pytest.fixture
def first_day(tmp_path: Path, qtbot: QtBot) -> Iterator[FirstDay]:
    day = FirstDay(tmp_path / "data", qtbot)
    yield day
    day.end()


def card(window: Window) -> int:
    """Which card is read, from 1; 0 while none is."""
    sheet = window._open.sheet
    return sheet.card + 1 if isinstance(sheet, TourSheet) else 0


def test_the_first_start_shows_three_cards_by_enter_and_then_the_patients(first_day: FirstDay) -> None:
    window = first_day.begin()
    keys = Keys(window)
    seen = [card(window)]
    for _ in range(3):
        keys("Enter")
        seen.append(card(window))

    assert seen == [1, 2, 3, 0]
    assert window.page_name == "home"
    assert window.page is not None
    assert QApplication.focusWidget() in (window.page.first(), *window.page.findChildren(QWidget))


def test_it_comes_once(first_day: FirstDay) -> None:
    Keys(first_day.begin())("Esc")
    first_day.end()

    assert card(first_day.begin()) == 0


def test_a_clinic_with_patients_is_not_held_up(first_day: FirstDay) -> None:
    with open_clinic(first_day.places, SteppedClock(NOW)) as station:
        station.patients.add(Patient(family_name="Acosta", given_name="Elena"))

    assert card(first_day.begin()) == 0


def test_the_manual_shows_it_again_and_escape_leaves_it_at_any_card(window: Window) -> None:
    window.go("manual")
    keys = Keys(window)
    keys("t", "Enter")
    assert card(window) == 2

    keys("Esc")
    assert card(window) == 0
    assert window.page_name == "manual"


def test_no_card_is_cut_and_each_fits_at_every_text_size(window: Window) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for size in (1.0, 1.3):
        apply(app, "light", size)
        window.go("home")
        sheet = TourSheet(tour())
        window.ask(sheet)
        for _ in tour():
            settle()
            assert cut_texts(sheet) == []
            assert outside(sheet) == []
            assert window.rect().contains(sheet.geometry())
            QTest.qWait(1)
            sheet._go_on()
    apply(app, "light", 1.0)


def test_a_screen_reader_hears_the_whole_card(window: Window) -> None:
    window.go("home")
    window.ask(TourSheet(tour()))
    button = QApplication.focusWidget()
    assert button is not None
    assert "Ctrl Enter Goes to the next test" in button.accessibleDescription()


def test_signing_in_anew_does_not_forget_that_it_was_seen(tmp_path: Path) -> None:
    places = Places(tmp_path)
    keep_toured(places)
    keep_last_desk(places, "rosei", Settings())

    assert find_last_desk(places).toured
    assert find_last_desk(places).login == "rosei"


def test_there_are_three_cards_at_most() -> None:
    assert len(tour()) == 3
