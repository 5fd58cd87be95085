from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.patients import Patient
from app.settings import TextSize
from assessments.language.protocol import Option
from assessments.language.value import Ref, Side
from tests.ui.looking import assert_fits, cut_texts, scrolls, settle
from ui.parts.fault_board import FaultBoard
from ui.parts.guide_panel import GuidePanel
from ui.parts.key_bar import KeyBar
from ui.parts.sheet import ReasonSheet
from ui.parts.side_badge import SideBadge
from ui.theme import apply
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
MASS = Ref("intake", "mass")


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as it reaches whatever has the caret."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def test_ctrl_and_a_digit_goes_to_a_step(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("intake")
    press(qtbot, Qt.Key.Key_4, CTRL)
    assert exam_window.page_name == "thomas"


def test_ctrl_enter_goes_on_to_the_next_step(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert exam_window.page_name == "prone_hip_extension"


def test_undo_takes_back_the_last_answer_and_goes_to_its_place(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    assert exam_window.desk.record(MASS, "68") is None
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert MASS not in exam_window.desk.exam.exam.entries
    assert exam_window.page_name == "intake"
    press(qtbot, Qt.Key.Key_Y, CTRL)
    assert MASS in exam_window.desk.exam.exam.entries


def test_escape_leaves_the_exam_for_its_patient(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    press(qtbot, Qt.Key.Key_Escape)
    assert exam_window.page_name == "patient"


def test_a_sheet_takes_the_keys_and_gives_the_caret_back(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    before = QApplication.focusWidget()
    sheet = ReasonSheet("Why not?", (Option("pain", "Pain", "1"),))
    said: list[tuple[str, str]] = []
    sheet.answered.connect(lambda code, note: said.append((code, note)))
    exam_window.ask(sheet)
    press(qtbot, Qt.Key.Key_Escape)
    assert exam_window.page_name == "thomas"
    assert QApplication.focusWidget() is before
    exam_window.ask(sheet)
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_Return)
    assert said == [("pain", "")]
    assert QApplication.focusWidget() is before


def test_a_text_begun_in_a_sheet_is_there_when_it_opens_again(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    sheet = ReasonSheet("Why?", (), note_needed=True)
    exam_window.ask(sheet)
    qtbot.keyClicks(sheet.note, "knee surgery")
    press(qtbot, Qt.Key.Key_Escape)
    exam_window.ask(sheet)
    assert sheet.note.toPlainText() == "knee surgery"


def test_the_guide_turns_by_its_keys(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    settle()
    press(qtbot, Qt.Key.Key_F2)
    assert exam_window._guide.tab == 1
    assert exam_window._guide.isVisible()


def test_above_text_size_115_the_guide_lies_over_the_page_and_is_called(
    exam_window: Window, qtbot: QtBot
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", 1.3)
    exam_window.go("thomas")
    settle()
    assert not exam_window._guide.isVisible()
    press(qtbot, Qt.Key.Key_F1)
    assert exam_window._guide.isVisible()
    press(qtbot, Qt.Key.Key_F1)
    assert not exam_window._guide.isVisible()
    apply(app, "light", 1.0)


@pytest.mark.parametrize("size", ["100", "115", "130"])
def test_the_names_of_the_guides_tabs_are_read_whole_at_every_text_size(
    exam_window: Window, size: TextSize
) -> None:
    settings = exam_window.workstation.settings
    exam_window.workstation.change_settings(replace(settings, text_size=size))
    exam_window.settle()
    exam_window.go("thomas")
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3):
        QTest.keyClick(exam_window, key)
        settle()
        guide = exam_window.findChild(GuidePanel)
        assert guide is not None
        tabs = guide.findChildren(QPushButton)
        assert [tab.text() for tab in tabs if tab.isVisible() and tab.width() < tab.sizeHint().width()] == []


def test_the_banner_says_what_was_kept_and_when(exam_window: Window) -> None:
    exam_window.go("intake")
    exam_window.desk.record(MASS, "68")
    assert exam_window._banner._saved.text().startswith("Saved 14:")
    assert "68 kg" in [box._value.text() for box in exam_window._banner._facts]


@pytest.mark.parametrize("page", ["home", "settings", "patient_form", "patient"])
@pytest.mark.parametrize("text_size", [1.0, 1.15, 1.3])
@pytest.mark.parametrize("size", [(1366, 698), (1366, 768), (1920, 1080)])
def test_every_word_of_the_record_pages_is_seen(
    window: Window, acosta: Patient, page: str, text_size: float, size: tuple[int, int]
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", text_size)
    window.resize(*size)
    window.go(page, **({"patient": acosta.id} if page == "patient" else {}))
    assert_fits(window)
    apply(app, "light", 1.0)


def test_a_very_long_name_pushes_facts_aside_and_is_not_cut(window: Window) -> None:
    patient = window.workstation.patients.add(
        Patient(family_name="Vandenberghe-Oyelaran-Nakamura", given_name="Marguerite Antoinette Elisabeth")
    )
    window.go("patient", patient=patient.id)
    settle()
    assert cut_texts(window._banner) == []


def test_after_an_emergency_answer_no_page_takes_an_answer_of_a_test(exam_window: Window) -> None:
    desk = exam_window.desk
    assert desk.record(Ref("thomas", "hip_angle", Side.RIGHT, 1), "8") is None
    assert desk.record(Ref("safety", "RF01"), "yes") is None
    for refused in (
        desk.record(Ref("thomas", "hip_angle", Side.RIGHT, 2), "9"),
        desk.record(Ref("thomas", "hip_angle", Side.RIGHT, 1), ""),
        desk.skip("clamshell", "time"),
    ):
        assert refused is not None
        assert refused.words == "Locked: the safety screen ended the exam."
    assert desk.record(Ref("intake", "mass"), "68") is None
    assert desk.record(Ref("safety", "RF01_note"), "since yesterday") is None
    assert desk.record(Ref("safety", "RF01"), "no") is None
    assert desk.record(Ref("thomas", "hip_angle", Side.RIGHT, 2), "9") is None


@pytest.mark.parametrize(
    "page", ["lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell"]
)
def test_a_test_that_is_locked_says_so_and_prints_no_key_that_would_score(
    exam_window: Window, page: str
) -> None:
    assert exam_window.desk.record(Ref("safety", "RF01"), "yes") is None
    exam_window.go(page)
    settle()
    shown = [label.text() for label in exam_window.findChildren(QLabel) if label.isVisible()]
    assert "Locked: the safety screen ended the exam." in shown
    bar = printed_keys(exam_window)
    assert "safety screen" in bar
    assert not {"not done", "not done, why", "stop side", "stop test", "method", "type it"} & set(bar)


def test_a_key_that_does_nothing_now_is_not_printed(exam_window: Window) -> None:
    assert exam_window.desk.record(Ref("safety", "RF01"), "yes") is None
    exam_window.go("review")
    settle()
    assert not {"accept", "override", "no class"} & set(printed_keys(exam_window))


def test_what_the_bar_said_lies_over_the_keys_and_goes_with_the_next_answer(exam_window: Window) -> None:
    exam_window.go("safety")
    exam_window.say("There is nothing to undo.")
    exam_window.show_keys()
    bar = exam_window.findChild(KeyBar)
    assert bar is not None
    said = next(label for label in bar.findChildren(QLabel) if label.text() == "There is nothing to undo.")
    bar.show_keys(())
    settle()
    assert bar.childAt(said.geometry().center()) is said
    assert exam_window.desk.record(Ref("safety", "RF01"), "no") is None
    assert not said.isVisible()


def test_with_nothing_listed_no_key_that_opens_is_printed(window: Window, acosta: Patient) -> None:
    window.go("patient", patient=acosta.id)
    settle()
    assert not {"exam", "open exam"} & set(printed_keys(window))
    assert "start exam 1" in printed_keys(window)


def test_a_clinic_without_patients_is_offered_a_new_one_only(window: Window) -> None:
    window.go("home")
    settle()
    assert not {"patient", "open"} & set(printed_keys(window))
    assert "new patient" in printed_keys(window)


def test_the_banner_says_that_an_addendum_is_open_and_the_signed_review_prints_no_undo(
    exam_window: Window,
) -> None:
    exam_window.go("review")
    assert exam_window.desk.sign("R. Osei, PT", "PT 4471") is None
    settle()
    assert "undo" not in printed_keys(exam_window)
    assert exam_window.desk.amend("Left angle misread") is None
    settle()
    shown = [label.text() for label in exam_window.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Addendum, saved ") for text in shown)


def test_what_the_bar_said_goes_with_the_next_key_of_the_page(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    exam_window.say("Saved: exam.pdf")
    press(qtbot, Qt.Key.Key_O)
    assert "Saved: exam.pdf" not in printed_keys(exam_window)


def printed_keys(window: Window) -> list[str]:
    """The words of the key bar, as they are seen."""
    bar = window.findChild(KeyBar)
    assert bar is not None
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("height", [768, 747, 698])
def test_the_step_down_board_is_whole_when_the_page_first_opens(exam_window: Window, height: int) -> None:
    """A caution above it takes its room from the board's spaces, not from its last line."""
    assert exam_window.desk.record(Ref("safety", "RF36"), "yes") is None
    exam_window.resize(1366, height)
    settle()
    exam_window.go("lateral_step_down")
    settle()
    board = exam_window.findChild(FaultBoard)
    assert board is not None
    assert board.height() >= board.heightForWidth(board.width())
    assert not scrolls(exam_window)
    page = board.parentWidget()
    assert page is not None
    below = [part for part in page.findChildren(SideBadge) if part.isVisible()]
    end = board.mapToGlobal(board.rect().bottomLeft()).y()
    assert all(part.mapToGlobal(part.rect().topLeft()).y() > end for part in below)
