"""Whatever can be clicked can be hit: 24 by 24 pixels at least, and what runs a timer 44."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.patients import Patient
from tests.clinics import CLINICIAN
from tests.ui.looking import settle
from tests.ui.tour import FORMS, PAGES, SHEETS, come_to, nobody_chooses, sheets
from ui.door.entrance import Entrance
from ui.page import Page
from ui.parts.key_button import KeyButton
from ui.parts.ring import HoldRing
from ui.parts.sheet import Sheet
from ui.spoken import HasCells
from ui.window import Window

LEAST, TIMER = 24, 44
WHOLE = (Page, Sheet, Window, Entrance)
"""They hear clicks that nothing on them wanted; a label only lets its words be marked."""


def too_small(inside: QWidget) -> list[str]:
    found = []
    for part in inside.findChildren(QWidget):
        if part.isVisible() and pressed(part):
            found += [
                f"{type(part).__name__} {what}: {w:g} x {h:g}"
                for what, w, h in targets(part)
                if min(w, h) < LEAST
            ]
    return found


def targets(part: QWidget) -> list[tuple[str, float, float]]:
    """What can be hit in this part: its cells where it has some, else the whole of it."""
    if isinstance(part, HasCells):
        hit = [(cell, cell.box.size(), 2 * cell.reach) for cell in part.cells() if cell.pressed]
        return [(cell.name, size.width() + more, size.height() + more) for cell, size, more in hit]
    return [(part.accessibleName(), part.width(), part.height())]


def pressed(part: QWidget) -> bool:
    if part.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) or isinstance(
        part, (*WHOLE, QLabel)
    ):
        return False
    kind = type(part)
    ours = kind.__module__.startswith("ui.") and any(
        "mousePressEvent" in k.__dict__ for k in kind.__mro__ if k.__module__.startswith("ui.")
    )
    return ours or isinstance(part, QAbstractButton) or bool(part.focusPolicy() & Qt.FocusPolicy.ClickFocus)


@pytest.mark.parametrize("page", PAGES)
def test_everything_on_a_page_can_be_hit(toured: Window, page: str) -> None:
    come_to(toured, page)
    assert too_small(toured) == []


@pytest.mark.parametrize("page", SHEETS)
def test_everything_on_a_sheet_can_be_hit(toured: Window, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    nobody_chooses(monkeypatch)
    for keys, sheet in sheets(toured, page):
        assert too_small(sheet) == [], keys


@pytest.mark.parametrize("form", FORMS)
def test_everything_in_the_door_can_be_hit(qtbot: QtBot, form: str) -> None:
    entrance = Entrance()
    qtbot.addWidget(entrance)
    entrance.resize(1366, 768)
    entrance.show()
    entrance.put(FORMS[form]())
    settle()
    assert too_small(entrance) == []


@pytest.mark.parametrize("height", [768, 698])
def test_what_runs_the_timer_is_large(window: Window, height: int) -> None:
    window.resize(1366, height)
    person = window.workstation.patients.add(Patient(family_name="Moyo", given_name="Blessing", sex="female"))
    window.desk.lay_open(window.workstation.start_exam(person.id, CLINICIAN))
    window.go("clamshell")
    settle()
    assert window.page is not None
    parts = [*window.page.findChildren(HoldRing), *window.page.findChildren(KeyButton)]
    timed = [part for part in parts if isinstance(part, HoldRing) or part.accessibleName() == "Fault"]
    assert timed
    assert [
        f"{part.width()} x {part.height()}" for part in timed if min(part.width(), part.height()) < TIMER
    ] == []
