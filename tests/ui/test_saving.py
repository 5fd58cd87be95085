"""Saved, saving, not saved: what the window says, and that nobody loses an answer by leaving or closing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.exam_file import save_exam_file
from app.patients import Patient
from app.saving import Saver
from app.screens.state import State
from app.workstation import Workstation
from assessments.language.exam import Phase
from assessments.language.value import Quantity, Ref, Text
from tests.disks import full_disk, waiting_disk
from tests.ui.hands import press
from tests.ui.looking import assert_fits, cut_texts, settle
from ui.pages.home import HomePage
from ui.parts.lines_sheet import LinesSheet
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField
from ui.theme import apply
from ui.window import Window

CLINICIAN = "R. Osei, PT"
PAIN = Ref("intake", "pain_now")
GOAL = Ref("intake", "goal")
LONG = Text("walk " * 1500)
"""Needs pages of its own, so that a full disk cannot take it."""


@pytest.fixture
def busy_window(
    workstation: Workstation, acosta: Patient, clock: SteppedClock, qtbot: QtBot
) -> Iterator[Window]:
    """As at work: a thread writes. The first exam of Elena Acosta lies open on the intake page."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", 1.0)
    saver = Saver(clock)
    made = Window(workstation, saver)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.desk.lay_open(workstation.start_exam(acosta.id, CLINICIAN))
    made.go("intake")
    yield made
    saver.close()


def said(window: Window) -> str:
    """What stands beside the tick at the top right."""
    return window._banner._saved.text()


def bar(window: Window) -> str:
    """The red bar; "" when it is not there."""
    bar = window.unsaved.bar
    return bar._said.text() if bar.isVisible() else ""


def below(window: Window) -> str:
    """The sentence in the key bar's place."""
    label = window._bar._said
    return label.text() if label is not None and label.isVisible() else ""


def sheet(window: Window) -> Sheet | None:
    return window._open.sheet


def stored(window: Window) -> tuple[object, ...]:
    return window.workstation.open_exam(window.desk.exam.id).events


def pain(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "")


def test_saved_appears_when_the_commit_returned(
    busy_window: Window, clock: SteppedClock, qtbot: QtBot
) -> None:
    window = busy_window
    before = said(window)
    assert before.startswith("Saved 14:")
    with waiting_disk(window.workstation.database) as commit:
        window.desk.record_value(PAIN, pain(3))
        assert said(window) == before
        clock.advance(0.2)
        qtbot.waitUntil(lambda: said(window) == "Saving...")
        assert not bar(window)
        commit.set()
        qtbot.waitUntil(lambda: said(window).startswith("Saved 14:"))
    assert said(window) != before
    assert stored(window) == window.desk.exam.events


def test_a_full_disk_is_said_in_red_with_the_value_still_there(busy_window: Window, qtbot: QtBot) -> None:
    window = busy_window
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        qtbot.waitUntil(lambda: bool(bar(window)))
        assert bar(window) == "NOT SAVED: disk full. Free space, or Save this exam to USB (encrypted)."
        assert said(window) == "NOT SAVED: disk full"
        assert window._banner._saved.property("tone") == "stop"
        assert window.desk.exam.exam.entries[GOAL] == LONG
        press(window, "Ctrl+S")
        settle()
        assert bar(window)
    press(window, "Ctrl+S")
    qtbot.waitUntil(lambda: not bar(window))
    assert said(window).startswith("Saved 14:")
    assert stored(window) == window.desk.exam.events


def test_the_bar_and_the_banner_are_read_whole(exam_window: Window) -> None:
    window = exam_window
    window.go("thomas")
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        settle()
        assert_fits(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, "dark", 1.3)
        window.resize(1024, 640)
        window.settle()
        settle()
        assert cut_texts(window.unsaved.bar) == []


def test_one_goes_on_answering_while_the_disk_is_full(exam_window: Window) -> None:
    window = exam_window
    window.go("intake")
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        window.go("thomas")
        assert window.page_name == "thomas"
        window.desk.record_value(PAIN, pain(4))
        assert window.desk.exam.exam.entries[PAIN] == pain(4)
        assert window.unsaved.bar._more.text() == (
            "Last 2 entries NOT saved. They stay on the screen and are tried again every 5 s."
        )
    press(window, "Ctrl+S")
    assert stored(window) == window.desk.exam.events


def test_an_exam_that_is_not_saved_is_not_left(exam_window: Window) -> None:
    window = exam_window
    window.go("intake")
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        for leave in (window.back, lambda: window.go("home"), lambda: window.go("preview", what="handout")):
            leave()
            assert window.page_name == "intake"
            assert below(window) == (
                "NOT SAVED: disk full. The exam stays open until it is saved, so that nothing is lost."
            )
    window.back()
    assert window.page_name == "patient"


def test_a_signature_is_not_shown_before_it_is_on_disk(exam_window: Window) -> None:
    window = exam_window
    window.go("review")
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        assert window.desk.sign(CLINICIAN, "PT 4471") is not None
        assert window.desk.exam.exam.phase is Phase.EXAMINING
        assert said(window).startswith("NOT SAVED")
    assert window.desk.sign(CLINICIAN, "PT 4471") is None
    assert said(window).startswith("Signed 14:")


def test_closing_with_an_unsaved_answer_asks_and_stays(exam_window: Window) -> None:
    window = exam_window
    window.go("intake")
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        window.close()
        assert window.isVisible()
        assert sheet(window) is not None
        settle()
        assert cut_texts(window) == []
        press(window, "Enter")
        assert sheet(window) is None
        assert window.isVisible()
        window.close()
        press(window, "Esc")
        assert window.isVisible()
        window.close()
        press(window, "C")
        assert not window.isVisible()


def test_closing_with_everything_saved_does_not_ask(busy_window: Window) -> None:
    window = busy_window
    window.desk.record_value(PAIN, pain(3))
    window.close()
    assert not window.isVisible()
    assert stored(window) == window.desk.exam.events


def test_an_unsaved_exam_goes_to_a_file_by_its_key_and_comes_back(
    exam_window: Window, tmp_path: Path
) -> None:
    window = exam_window
    window.go("intake")
    asked: list[str] = []

    def stick(name: str) -> str:
        asked.append(name)
        return str(tmp_path / "stick-exam")

    window.unsaved.choose_file = stick
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        window.close()
        press(window, "F")
    file = tmp_path / "stick-exam.sagittal-exam"
    assert asked[0].startswith("exam_2026-10-16_14")
    assert below(window) == f"Saved, encrypted: {file}. Ctrl I on the start page takes it in again."
    assert b"walk" not in file.read_bytes()


def test_an_exam_file_is_taken_in_from_the_start_page(exam_window: Window, tmp_path: Path) -> None:
    window = exam_window
    exam, file = window.desk.exam, tmp_path / "stick.sagittal-exam"
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        save_exam_file(window.workstation, exam, file)
    with_answer = exam.events
    # The program ends, and with it what only its memory held.
    window.desk.saver._queue.clear()
    window.go("home")
    home = window.page
    assert isinstance(home, HomePage)
    for chosen, said_then in (
        ("", ""),
        (str(tmp_path / "gone"), "The file cannot be read: no such file or directory. Nothing was changed."),
        (str(file), "Taken in: 1 entry that was not in the record."),
    ):
        home.choose_exam_file = lambda chosen=chosen: chosen  # type: ignore[misc]
        press(window, "Ctrl+I")
        assert below(window) == said_then
    assert window.page_name == "patient"
    assert window.workstation.open_exam(exam.id).events == with_answer
    window.go("home")
    press(window, "Ctrl+I")
    assert below(window) == "Everything in this file was in the record already."


def test_a_file_that_cannot_be_written_is_said(exam_window: Window, tmp_path: Path) -> None:
    window = exam_window
    window.go("intake")
    window.unsaved.choose_file = lambda name: str(tmp_path / "no such stick" / name)
    window.unsaved.to_file()
    assert below(window) == (
        "The exam file was NOT written: no such file or directory. "
        "The answers are still here. Choose another place."
    )


@pytest.fixture
def parted(exam_window: Window) -> Window:
    """B. Lee answered the same question in another window."""
    window = exam_window
    window.go("intake")
    window.desk.record_value(PAIN, pain(2))
    other = window.workstation.open_exam(window.desk.exam.id, "B. Lee")
    other.record(PAIN, pain(5))
    window.desk.record_value(PAIN, pain(4))
    settle()
    return window


def test_two_answers_are_shown_side_by_side(parted: Window) -> None:
    assert bar(parted).startswith("NOT SAVED: B. Lee changed this exam at 14:")
    assert said(parted) == "NOT SAVED: changed by two"
    press(parted, "Ctrl+S")
    shown = sheet(parted)
    assert isinstance(shown, LinesSheet)
    words = [label.text() for label in shown._shown]
    assert words[0] == "Intake: Pain now"
    assert words[1].startswith("B. Lee changed this answer at 14:")
    assert words[1].endswith(": 2 of 10 -> 5 of 10. Yours: 4 of 10.")
    assert cut_texts(shown) == []
    press(parted, "Esc")
    assert parted.desk.exam.exam.entries[PAIN] == pain(4)


@pytest.mark.parametrize(("key", "stands"), [("M", 4), ("T", 5)])
def test_one_of_the_two_is_chosen_by_its_key(parted: Window, key: str, stands: int) -> None:
    press(parted, "Ctrl+S")
    press(parted, key)
    assert parted.desk.exam.exam.entries[PAIN] == pain(stands)
    assert stored(parted) == parted.desk.exam.events
    settle()
    assert not bar(parted)
    assert said(parted).startswith("Saved 14:")


def test_what_is_typed_stays_in_its_field_while_the_disk_is_full(exam_window: Window) -> None:
    window = exam_window
    window.go("intake")
    (goal,) = [f for f in window.findChildren(LineField) if "again" in f.line.accessibleName()]
    with full_disk(window.workstation.database):
        window.desk.record_value(GOAL, LONG)
        goal.setFocus()
        goal.line.selectAll()
        press(window, "r u n Enter")
        assert goal.text() == "run"
        assert window.desk.exam.exam.entries[GOAL] == Text("run")
        assert bar(window)


def test_when_all_is_saved_the_key_says_so(exam_window: Window) -> None:
    exam_window.go("intake")
    press(exam_window, "Ctrl+S")
    assert below(exam_window) == "Already saved: every answer is kept as it is given."
    assert exam_window._banner._mark._state is State.SAVED
