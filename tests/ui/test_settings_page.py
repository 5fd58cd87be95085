"""The settings as they are typed: what cannot be kept says so beneath its field and stays there to mend."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.ui.looking import assert_fits, settle
from tests.ui.pressing import Keys
from ui.window import Window


def test_a_clinic_whose_name_is_too_long_is_told_at_its_field(window: Window) -> None:
    window.go("settings")
    settle()
    keys = Keys(window)
    keys.write("x" * 201)
    keys("Enter")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Clinic"
    assert focus.accessibleDescription().startswith("That is ")
    assert focus.accessibleDescription().endswith(" characters; the most kept here is 200.")
    assert window.workstation.settings.clinic_name == "Riverside Clinic"
    assert_fits(window)
