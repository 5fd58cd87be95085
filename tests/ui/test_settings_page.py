"""The settings as they are typed: what cannot be kept says so beneath its field and stays there to mend."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.last_desk import find_last_desk, keep_last_desk
from app.settings import TextSize, Theme, from_texts, to_texts
from tests.ui.looking import assert_fits, settle
from tests.ui.pressing import Keys
from ui.theme import apply, as_the_computer, theme
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


@pytest.mark.parametrize("look", get_args(Theme))
def test_every_look_can_be_chosen_and_the_door_has_it_at_the_next_start(window: Window, look: Theme) -> None:
    station = window.workstation
    station.change_settings(replace(station.settings, theme=look, text_size="130"))
    window.settle()
    keep_last_desk(station.places, "rosei", station.settings)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.property("look") == (as_the_computer() if look == "system" else look)
    assert find_last_desk(station.places).theme == look
    assert from_texts(to_texts(station.settings)).theme == look


def test_the_look_that_follows_the_computer_turns_dark_with_it(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "system")
    assert theme().name == as_the_computer()
    monkeypatch.setattr("ui.theme.as_the_computer", lambda: "dark-contrast")
    apply(app, "system")
    assert theme().name == "dark-contrast"


@pytest.mark.parametrize("size", ["100", "115", "130"])
@pytest.mark.parametrize("look", ["light", "dark-contrast"])
def test_the_settings_are_whole_at_every_text_size(window: Window, look: Theme, size: TextSize) -> None:
    station = window.workstation
    station.change_settings(replace(station.settings, theme=look, text_size=size))
    window.go("settings")
    window.settle()
    assert_fits(window)


@pytest.mark.parametrize(("height", "headed"), [(768, True), (600, False)])
def test_the_settings_are_headed_where_there_is_room_and_whole_everywhere(
    window: Window, height: int, headed: bool
) -> None:
    window.resize(1366, height)
    window.go("settings")
    settle()
    heads = [label for label in window.findChildren(QLabel) if label.text() == "Screen and paper"]
    assert [head.isVisible() for head in heads] == [headed]
    assert_fits(window)
