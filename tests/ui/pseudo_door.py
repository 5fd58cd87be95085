"""The forms before the window, for the walk in the pseudo language: from the set-up to the troubles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import SteppedClock
from app.door import Door
from app.lock import Reason
from app.places import Places
from app.screens.set_up import Step
from app.screens.trouble import keys_missing_screen, keys_newer_screen, new_clinic_ask, trouble_screen
from app.store.state import State
from app.vault.cost import QUICK
from tests.clinics import LOGIN
from tests.ui.hands import press
from ui.door.ask import Ask
from ui.door.entrance import Entrance
from ui.door.set_up import SetUpForm
from ui.door.trouble import Trouble
from ui.faults import LastWords, kept_words
from ui.workday import Workday

TYPED = ("Riverside Clinic", "R. Osei, PT", "PT 4471", LOGIN)
PASSPHRASE = "four brown herons wade home"
Look = Callable[[str, QWidget], None]


def through_the_door(
    app: QApplication, clock: SteppedClock, folder: Path, size: tuple[int, int], look: Look
) -> None:
    """`look` is shown each form under the name of its place."""
    with Door(Places(folder), clock, QUICK) as door:
        day = _begin(app, door, size)
        _set_up(day, look)
        assert day.window is not None
        assert day.lock is not None
        day.window.showNormal()
        day.window.resize(*size)
        day.lock.cover(Reason.ASKED)
        look("cover", day.window)
        day.end()
        day.window.hide()
    with Door(Places(folder), clock, QUICK) as door:
        day = _begin(app, door, size)
        look("door sign-in", day.entrance)
        press(day.entrance, "Ctrl+r")
        look("door recovery", day.entrance)
        day.end()
        day.entrance.hide()
    _troubles(clock, size, look)


def _begin(app: QApplication, door: Door, size: tuple[int, int]) -> Workday:
    day = Workday(app, door)
    day.begin()
    day.entrance.showNormal()
    day.entrance.resize(*size)
    day.entrance.activateWindow()
    QTest.qWait(50)
    return day


def _set_up(day: Workday, look: Look) -> None:
    form = day.entrance.form
    assert isinstance(form, SetUpForm)
    look("door set-up clinic", day.entrance)
    for text in TYPED[:3]:
        _write(text)
    press(day.entrance, "Ctrl+Enter")
    look("door set-up passphrase", day.entrance)
    for _ in range(2):
        _write(PASSPHRASE)
    look("door set-up recovery sheet", day.entrance)
    press(day.entrance, "Enter")
    look("door set-up typed back", day.entrance)
    assert form.setting.step is Step.TYPE_BACK
    _write(form.setting.recovery_key)
    press(day.entrance, "Ctrl+Enter")


def _write(text: str) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    press(field, "Enter")


def _troubles(clock: SteppedClock, size: tuple[int, int], look: Look) -> None:
    entrance, trouble = Entrance(), Trouble()
    entrance.resize(*size)
    entrance.show()
    for state in State:
        if state not in (State.OK, State.NEEDS_UPDATE):
            trouble.show_trouble(trouble_screen(state, "", None, clock.now()))
            entrance.put(trouble)
            look(f"door trouble {state.value}", entrance)
    for place, screen in (("no keys", keys_missing_screen("")), ("newer keys", keys_newer_screen(""))):
        trouble.show_trouble(screen)
        look(f"door trouble {place}", entrance)
    entrance.put(Ask(new_clinic_ask()))
    look("door new clinic", entrance)
    entrance.hide()
    for unsaved in (0, 1, 7, None):
        last = LastWords("", kept_words(unsaved), "", lambda: "")
        last.show()
        look(f"last words {unsaved}", last)
        last.hide()
