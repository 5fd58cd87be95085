"""From the settings one key leads to the clinic's other pages, also while a name is being typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.window import Window


@pytest.mark.parametrize(("key", "page"), [(Qt.Key.Key_F4, "people"), (Qt.Key.Key_F5, "audit")])
def test_a_key_leads_to_the_other_pages_and_esc_comes_back(window: Window, key: Qt.Key, page: str) -> None:
    window.go("settings")
    QTest.keyClick(QApplication.focusWidget(), key)
    assert window.page_name == page

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.page_name == "settings"


def test_how_long_the_desk_may_stand_untouched_is_chosen_by_one_key(window: Window) -> None:
    window.go("settings")
    field = window.page._fields["idle_minutes"]  # type: ignore[union-attr, attr-defined]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_4)

    assert window.workstation.settings.idle_minutes == 10
