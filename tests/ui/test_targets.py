"""What runs a timer can be hit without looking: 44 pixels. That all else can be hit is in test_names.py."""

from __future__ import annotations

import pytest

from app.patients import Patient
from tests.clinics import CLINICIAN
from tests.ui.looking import settle
from ui.parts.key_button import KeyButton
from ui.parts.ring import HoldRing
from ui.window import Window

TIMER = 44


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
