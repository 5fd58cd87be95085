"""The practice opens without an account, apart from every record, and a few keys after the set-up opens."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import ui.practice.pages
from app.access.person import NewPerson
from app.clock import SteppedClock
from app.door import Door, SetUp
from app.places import Places
from app.vault.cost import QUICK
from app.vault.recovery import written
from tests.demonstration import NOW
from tests.ui.hands import press
from tests.ui.hitting import too_small
from tests.ui.looking import assert_fits, settle
from tests.ui.practice.learner import page, read, score, sit_down
from ui.key_lines import untold
from ui.practice.window import PAGES, PracticeWindow
from ui.theme import apply
from ui.workday import Workday

PASSPHRASE = "four brown herons wade home"
RECORD = (
    "app.door",
    "app.workstation",
    "app.store",
    "app.vault",
    "app.exchange",
    "app.access",
    "ui.desk",
    "ui.window",
    "ui.page",
)


OPENED = {"clinic.lock", "clinic.pid"}
"""What the door writes by being opened, whoever comes in or does not."""


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name, with what is in it."""
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }


def begin_day(folder: Path, qtbot: QtBot) -> Workday:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    day = Workday(app, Door(Places(folder), SteppedClock(NOW), QUICK))
    qtbot.addWidget(day.entrance)
    with qtbot.waitActive(day.entrance):
        day.begin()
        day.entrance.activateWindow()
    settle()
    return day


def practising(day: Workday, qtbot: QtBot) -> PracticeWindow:
    """The window that Ctrl T opened."""
    window = day.practice
    assert window is not None
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    settle()
    return window


def test_practice_knows_no_part_of_the_record() -> None:
    asked = f"import sys, ui.practice.alone; print([m for m in {RECORD!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_from_a_fresh_install_the_first_case_is_scored_within_sixteen_keys(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "data"
    day = begin_day(folder, qtbot)
    try:
        pressed = press(day.entrance, "Ctrl+T")
        window = practising(day, qtbot)
        pressed += press(window, "Enter")
        pressed += score(window) + press(window, "Ctrl+Enter")
        assert len(window.book.attempts()) == 1
        assert pressed <= 16
        apart = {name for name in files(folder) if not name.startswith("practice")}
        assert apart <= OPENED
    finally:
        day.end()
        window.hide()


def test_a_block_leaves_every_file_of_the_clinic_byte_for_byte_as_it_was(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "data"
    with Door(Places(folder), SteppedClock(NOW), QUICK) as door:
        person = NewPerson("R. Osei, PT", "PT 4471", "rosei")
        door.set_up(SetUp("Riverside Clinic", person, PASSPHRASE, written(bytes(range(16))))).close()
    before = files(folder)
    day = begin_day(folder, qtbot)
    try:
        press(day.entrance, "Ctrl+T")
        window = practising(day, qtbot)
        sit_down(window, "lateral_step_down")
        for _ in range(10):
            score(window, wrong=[1])
            press(window, "Ctrl+Enter Enter")
        assert len(window.book.attempts()) == 10
        after = {name: body for name, body in files(folder).items() if not name.startswith("practice")}
        assert {name: body for name, body in after.items() if name in before} == before
        assert set(after) - set(before) <= OPENED
    finally:
        day.end()
        window.hide()


def test_leaving_the_practice_shows_what_was_open_before(tmp_path: Path, qtbot: QtBot) -> None:
    day = begin_day(tmp_path / "data", qtbot)
    try:
        press(day.entrance, "Ctrl+T")
        window = practising(day, qtbot)
        assert not day.entrance.isVisible()
        assert day.front is window
        press(window, "Esc")
        assert day.entrance.isVisible()
        assert not window.isVisible()
        assert day.front is day.entrance
    finally:
        day.end()


def test_the_program_practises_by_its_command_line_and_looks_at_no_record(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "clinic.db").write_bytes(b"not to be opened")
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "--data-dir", str(folder), "--practice", "--quit-after-open"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert set(files(folder)) <= {"clinic.db", "practice/logs/sagittal.log"}
    assert files(folder)["clinic.db"] == b"not to be opened"


def test_nothing_is_written_before_the_first_commit(practice: PracticeWindow, tmp_path: Path) -> None:
    sit_down(practice, "lateral_step_down")
    score(practice)
    assert files(tmp_path) == {}


def test_every_page_says_that_it_is_practice(practice: PracticeWindow) -> None:
    for kind in ("lateral_step_down", "story", "classification"):
        sit_down(practice, kind)
        assert practice.windowTitle().startswith("PRACTICE: ")
        assert "PRACTICE, no real patient" in read(practice)
    press(practice, "Esc")
    assert practice.windowTitle().startswith("PRACTICE: ")


def test_enter_on_the_start_page_begins_ten_mixed_cases(practice: PracticeWindow) -> None:
    press(practice, "Enter")
    sitting = page(practice).sitting
    assert (sitting.kind, len(sitting.asked)) == ("mixed", 10)


@pytest.mark.parametrize(
    ("key", "kind"),
    [("1", "story"), ("2", "lateral_step_down"), ("3", "thomas"), ("4", "prone_hip_extension"),
     ("5", "hip_strength"), ("6", "clamshell"), ("7", "whole")],
)  # fmt: skip
def test_a_digit_chooses_what_to_practise(practice: PracticeWindow, key: str, kind: str) -> None:
    press(practice, key)
    assert page(practice).sitting.kind == kind


def test_every_page_of_the_practice_is_in_the_list_of_keys() -> None:
    assert set(PAGES) == {module.name for module in pkgutil.iter_modules(ui.practice.pages.__path__)}


def test_the_name_is_optional_and_goes_with_every_attempt(practice: PracticeWindow) -> None:
    press(practice, "L J O Enter")
    press(practice, "Tab")
    sit_down(practice, "lateral_step_down")
    practice.learner = "J. Osei"
    practice.go("start")
    press(practice, "2")
    score(practice)
    press(practice, "Ctrl+Enter")
    assert practice.book.learners() == ("J. Osei",)
    assert "J. Osei" in read(practice)


def test_every_key_is_in_the_list_of_all_keys(practice: PracticeWindow) -> None:
    sit_down(practice, "lateral_step_down")
    told = (*page(practice).keys(), *practice.everywhere())
    assert untold(told) == ()
    score(practice)
    press(practice, "Ctrl+Enter")
    assert untold((*page(practice).keys(), *practice.everywhere())) == ()
    QTest.keyClick(practice, Qt.Key.Key_F12)
    assert "All keys" in read(practice)
    groups = {group.title: group.lines for group in practice.key_groups()}
    assert len(groups) == len(PAGES) + 2
    assert all(groups.values())


@pytest.mark.parametrize(("wide", "high", "text"), [(1366, 698, 1.0), (1366, 768, 1.3), (1920, 1080, 1.3)])
def test_every_page_fits_its_window(practice: PracticeWindow, wide: int, high: int, text: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", text)
    try:
        practice.resize(wide, high)
        practice.go("start")
        assert_fits(practice)
        for kind in ("lateral_step_down", "hip_strength", "prone_hip_extension", "story", "classification"):
            sit_down(practice, kind)
            assert_fits(practice)
            score(practice, wrong=[0])
            press(practice, "Ctrl+Enter")
            assert_fits(practice)
    finally:
        apply(app, "light", 1.0)


@pytest.mark.parametrize("kind", ["lateral_step_down", "hip_strength", "story", "classification"])
def test_what_takes_the_caret_has_a_name_and_can_be_hit(practice: PracticeWindow, kind: str) -> None:
    sit_down(practice, kind)
    _named(practice)
    score(practice, wrong=[0])
    press(practice, "Ctrl+Enter")
    _named(practice)


def _named(window: PracticeWindow) -> None:
    settle()
    nameless = [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part.focusPolicy().value & 1
        and type(part).__module__.startswith("ui.")
        and not (part.accessibleName() or callable(getattr(part, "spoken", None)))
    ]
    assert nameless == []
    assert too_small(window) == []


def test_from_the_start_page_of_the_record_one_practises_and_comes_back_to_the_same_desk(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "data"
    with Door(Places(folder), SteppedClock(NOW), QUICK) as door:
        person = NewPerson("R. Osei, PT", "PT 4471", "rosei")
        door.set_up(SetUp("Riverside Clinic", person, PASSPHRASE, written(bytes(range(16))))).close()
    day = begin_day(folder, qtbot)
    try:
        QTest.keyClicks(QApplication.focusWidget() or day.entrance, "rosei")
        press(day.entrance, "Enter")
        QTest.keyClicks(QApplication.focusWidget() or day.entrance, PASSPHRASE)
        press(day.entrance, "Enter")
        desk = day.window
        assert desk is not None
        qtbot.addWidget(desk)
        desk.go("home")
        press(desk, "Ctrl+T")
        window = practising(day, qtbot)
        assert not desk.isVisible()
        sit_down(window, "lateral_step_down")
        score(window)
        press(window, "Ctrl+Enter Esc Esc Esc")
        assert desk.isVisible()
        assert not window.isVisible()
        assert desk.page_name == "home"
        assert desk.workstation.person.login == "rosei"
    finally:
        day.end()
        if day.window is not None:
            day.window.hide()
