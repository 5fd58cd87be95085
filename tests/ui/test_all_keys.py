"""F12: every key of the program in one list, read from what makes the keys work."""

from __future__ import annotations

import pkgutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ui.pages
from app.workstation import Workstation
from assessments.language.value import Ref
from tests.ui.looking import cut_texts, settle
from tests.ui.pressing import Keys, caret
from ui.all_keys import PAGES, keys_of
from ui.key_lines import key_lines, untold
from ui.page import Page
from ui.parts.all_keys_sheet import AllKeysSheet
from ui.parts.key_bar import KeyBar
from ui.parts.key_cap import KeyCap
from ui.parts.rail import Rail
from ui.window import Window


def press_f12(window: Window) -> AllKeysSheet:
    QTest.keyClick(caret(window), Qt.Key.Key_F12)
    sheet = window._open.sheet
    assert isinstance(sheet, AllKeysSheet)
    return sheet


def listed(sheet: AllKeysSheet) -> list[str]:
    return [f"{cell.value}: {cell.name}" for cell in sheet.list.cells()]


def page(window: Window, name: str) -> Page:
    return window._book.page(name, window)


def test_every_page_of_the_program_is_in_the_list() -> None:
    names = {module.name for module in pkgutil.iter_modules(ui.pages.__path__)}
    assert set(PAGES) == names - {"plain"}


@pytest.mark.parametrize("name", PAGES)
def test_no_key_works_that_is_not_told(window: Window, name: str) -> None:
    keys = keys_of(page(window, name), window.desk)
    assert key_lines(keys)
    assert untold(keys) == ()


def test_no_key_works_everywhere_that_is_not_told(exam_window: Window) -> None:
    exam_window.go("thomas")
    assert untold((*exam_window._everywhere.keys(), *exam_window.unsaved.keys())) == ()


def test_what_the_bar_prints_in_an_exam_is_in_the_list(exam_window: Window) -> None:
    for name in exam_window.steps:
        exam_window.go(name)
        settle()
        shown = exam_window.page
        assert shown is not None
        told = {cap for line in key_lines(keys_of(shown, exam_window.desk)) for cap in line.caps}
        hints = [hint for hint in shown.keys() if hint.words and not hint.keys[0].isdigit()]  # noqa: SIM118
        printed = {cap for hint in hints for cap in hint.caps}
        assert printed <= told, name


def test_the_list_begins_with_what_works_here_and_goes_on_page_by_page(window: Window, qtbot: QtBot) -> None:
    window.go("home")
    sheet = press_f12(window)
    assert "Ctrl N: new patient" in listed(sheet)
    assert "Ctrl L: lock the desk" in listed(sheet)

    qtbot.waitUntil(lambda: not sheet.filling, timeout=60_000)

    assert "V: not valid" in listed(sheet)
    assert [title for _, title in sheet.list._heads][:2] == ["Here, now: Patients", "On every page"]
    assert cut_texts(sheet) == []


def test_typing_finds_a_key_and_escape_brings_the_caret_back(exam_window: Window, keys: Keys) -> None:
    exam_window.go("hip_strength")
    before = QApplication.focusWidget()
    sheet = press_f12(exam_window)

    keys.write("lever")
    assert listed(sheet)[0] == "L: lever arm"
    keys.write("zzz")
    assert listed(sheet) == []
    assert sheet._nothing.text() == "No key for “leverzzz”. Esc closes the list."

    keys("Esc")
    assert QApplication.focusWidget() is before


def test_the_arrows_scroll_the_list(exam_window: Window, keys: Keys) -> None:
    exam_window.go("thomas")
    sheet = press_f12(exam_window)
    settle()
    keys("Down")
    assert sheet._area.verticalScrollBar().value() > 0


def test_an_exam_that_is_not_begun_is_not_needed_and_nothing_is_recorded(
    window: Window, workstation: Workstation
) -> None:
    window.go("home")
    keys_of(page(window, "thomas"), window.desk)
    assert window.desk.examination is None
    assert workstation.unfinished() == []


def test_the_key_is_printed_beside_every_page(exam_window: Window) -> None:
    for name in ("home", *exam_window.steps):
        exam_window.go(name) if name != "home" else exam_window.go("home")
        if name == "home":
            exam_window.desk.lay_open(
                exam_window.workstation.open_exam(exam_window.workstation.unfinished()[0].id)
            )
        settle()
        bar, rail = exam_window.findChild(KeyBar), exam_window.findChild(Rail)
        assert bar is not None
        assert rail is not None
        caps = [cap.text() for cap in bar.findChildren(KeyCap) if cap.isVisible()]
        assert "F12" in caps or rail.tells_all_keys, name


@pytest.fixture
def keys(window: Window) -> Keys:
    return Keys(window)


def test_a_running_trial_keeps_its_keys(exam_window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    exam_window.go("clamshell")
    shown = exam_window.page
    assert shown is not None
    monkeypatch.setattr(shown, "running", lambda: True)
    QTest.keyClick(caret(exam_window), Qt.Key.Key_F12)
    assert exam_window._open.sheet is None


def test_the_list_says_what_undo_would_take_back(exam_window: Window) -> None:
    exam_window.go("thomas")
    exam_window.desk.record(Ref("intake", "mass"), "68")
    assert "Ctrl Z: Undo: body mass" in listed(press_f12(exam_window))
