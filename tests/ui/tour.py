"""Every page, every sheet and every screen of the door, one after another, as somebody comes to them."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QFileDialog

import ui.pages
from app.screens.door import start_screen
from app.screens.recovery import NewPassphrase
from app.screens.set_up import STEPS, SettingUp, Step, set_up_screen
from app.screens.trouble import keys_missing_screen, new_clinic_ask, other_screen
from app.vault.recovery import written
from tests.ui.looking import settle
from ui.door.ask import Ask
from ui.door.form import Form
from ui.door.recovery import NewPassphraseForm, RecoveryForm
from ui.door.set_up import SetUpForm
from ui.door.sign_in import SignIn
from ui.door.trouble import Trouble
from ui.page import Page
from ui.parts.sheet import Sheet
from ui.window import Window

PAGES = tuple(name for _, name, _ in pkgutil.iter_modules(ui.pages.__path__) if name != "plain")
RECORD = ("home", "patient", "patient_form", "settings", "records", "people", "audit", "manual", "progress")
OF_A_PATIENT = ("patient", "progress")

SHEETS = {
    "audit": ("E",),
    "clamshell": ("T", "M"),
    "hip_strength": ("T", "E", "X", "S"),
    "intake": ("X",),
    "lateral_step_down": ("X", "S"),
    "patient": ("X", "Del"),
    "people": ("N", "P", "L", "O"),
    "plan": ("T", "V", "C"),
    "preview": ("W",),
    "prone_hip_extension": ("X", "S"),
    "records": ("Y", "N", "K", "S"),
    "review": ("O", "W"),
    "safety": ("I", "F1"),
    "thomas": ("O", "X", "S"),
}
"""The keys that lay a sheet over a page of the demonstration."""


def come_to(window: Window, name: str) -> Page:
    """Show the page with the demonstration's people: an exam that is open, or the person seen most often."""
    station = window.workstation
    if name in RECORD:
        seen = max(station.recent(), key=lambda pair: pair[1].number)[0]
        window.go(name, **({"patient": seen.id} if name in OF_A_PATIENT else {}))
    else:
        window.desk.lay_open(station.open_exam(station.unfinished()[0].id))
        window.go(name)
    settle()
    assert window.page is not None
    assert window.page_name == name
    return window.page


def sheets(window: Window, name: str) -> Iterator[tuple[str, Sheet]]:
    """Each sheet that a key of the page lays over it, with the key, while it lies open."""
    page = come_to(window, name)
    for keys in SHEETS[name]:
        hints = page.keys()
        act = next((hint.act for hint in hints if hint.keys == keys and hint.enabled), None)
        assert act is not None, f"{name}: {keys} does nothing"
        act()
        settle()
        assert window._open.sheet is not None, f"{name}: {keys} opens nothing"
        yield keys, window._open.sheet
        window._open.close()
        settle()


def nobody_chooses(patch: pytest.MonkeyPatch) -> None:
    """The computer's own windows, that wait for an answer, are closed without one."""
    for ask in ("getOpenFileName", "getSaveFileName"):
        patch.setattr(QFileDialog, ask, lambda *_: ("", ""))
    patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")


def signed_in_to_nothing() -> SignIn:
    form = SignIn()
    form.show_sign_in(start_screen("rosei", 3))
    return form


def set_up(step: Step) -> SetUpForm:
    typed = {"clinic_name": "Riverside Clinic", "name": "R. Osei, PT"}
    setting = SettingUp(written(bytes(range(16))), step=step, typed=typed, tried=True)
    form = SetUpForm(setting)
    form.show_set_up(set_up_screen(replace(setting)))
    return form


def recovery() -> RecoveryForm:
    form = RecoveryForm()
    form.begin()
    return form


def new_passphrase() -> NewPassphraseForm:
    form = NewPassphraseForm()
    form.begin(NewPassphrase(()))
    return form


def trouble(missing: bool) -> Trouble:
    form = Trouble()
    form.show_trouble(keys_missing_screen("It is gone.") if missing else other_screen("It cannot be read."))
    return form


def ask() -> Ask:
    return Ask(new_clinic_ask())


FORMS: dict[str, Callable[[], Form]] = {
    "sign in": signed_in_to_nothing,
    **{f"set up, {step.value}": partial(set_up, step) for step in STEPS},
    "recovery key": recovery,
    "new passphrase": new_passphrase,
    "no keys": lambda: trouble(missing=True),
    "another trouble": lambda: trouble(missing=False),
    "asked before": ask,
}
"""What stands in the door, by what it is for."""
