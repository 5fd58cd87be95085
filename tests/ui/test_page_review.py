from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.screens.review import DECISION, OVERRIDE_CLASS, OVERRIDE_REASON
from app.settings import TextSize
from assessments.classification.labels import labels
from assessments.language.value import Choice, Text
from tests.app.worked import worked_case
from tests.ui.looking import assert_fits, cut_texts, settle
from ui.parts.choice_card import ChoiceCard
from ui.parts.path_sheet import PathSheet
from ui.window import Window


@pytest.fixture
def review(exam_window: Window) -> Window:
    exam_window.desk.record_many(worked_case(40).entries.items())
    exam_window.go("review")
    settle()
    return exam_window


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def texts(window: Window) -> list[str]:
    assert window.page is not None
    return [label.text() for label in window.page.findChildren(QLabel)]


def test_a_accepts_and_undo_takes_it_back(review: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_A)
    assert review.desk.exam.exam.entries[DECISION] == Choice("accept")
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert DECISION not in review.desk.exam.exam.entries


def test_an_override_needs_a_class_and_a_reason(review: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_O)
    press(qtbot, Qt.Key.Key_9)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert DECISION not in review.desk.exam.exam.entries
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "Hip seen by the surgeon")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entries = review.desk.exam.exam.entries
    assert entries[DECISION] == Choice("override")
    assert entries[OVERRIDE_CLASS] == Choice("ISO")
    assert entries[OVERRIDE_REASON] == Text("Hip seen by the surgeon")


def test_ctrl_enter_waits_for_the_decision_and_then_goes_to_the_plan(review: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert review.page_name == "review"
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert review.page_name == "plan"


def test_what_would_change_the_class_comes_in_when_it_is_found(review: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any("Right Thomas test" in text for text in texts(review)), timeout=5000)


def test_the_path_opens_and_escape_closes_it(review: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_W)
    shown = [label.text() for label in review.findChildren(QLabel) if label.isVisible()]
    assert "The path, step by step" in shown
    press(qtbot, Qt.Key.Key_Escape)
    assert review.page_name == "review"


def test_the_path_names_the_class_in_words_and_gives_the_conditions_their_room(
    review: Window, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_W)
    settle()
    sheet = review.findChild(PathSheet)
    assert sheet is not None
    label = labels()[review.desk.evaluation.classification.code].label
    lines = {part.text(): part for part in sheet.findChildren(QLabel)}
    assert f"holds: {label}" in lines
    conditions = [lines[step.condition] for step in review.desk.evaluation.classification.path]
    assert all(line.width() > sheet.width() * 0.4 for line in conditions)


def test_the_copied_text_holds_the_class_and_no_name(review: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_C)
    copied = QApplication.clipboard().text()
    assert "Extension pattern, mobility and control deficit" in copied
    assert "Acosta" not in copied
    assert "ACOSTA" not in copied


def test_the_keys_that_read_on_are_named_only_while_there_is_more_to_read(review: Window) -> None:
    """PgDn stands in the bar of a low window, and not in a high one; in the list of all keys always."""
    assert review.page is not None
    review.desk.search_flips()
    for height, more in ((1080, False), (600, True)):
        review.resize(1366, height)
        settle()
        bar = review.page.keys()
        assert ("PgDn" in [hint.keys for hint in bar]) is more
    assert "PgDn" in [hint.keys for hint in review.page.every_key()]


@pytest.mark.parametrize("case", [40, 24, 9, 30])
def test_the_whole_review_fits_beside_the_rail(exam_window: Window, case: int, qtbot: QtBot) -> None:
    exam_window.desk.record_many(worked_case(case).entries.items())
    exam_window.desk.search_flips()
    exam_window.go("review")
    settle()
    assert_fits(exam_window)


@pytest.mark.parametrize("size", ["100", "115", "130"])
@pytest.mark.parametrize("width", [1093, 1366, 1920])
def test_the_three_choices_are_read_whole_in_every_window_and_text_size(
    review: Window, size: TextSize, width: int
) -> None:
    settings = review.workstation.settings
    review.workstation.change_settings(replace(settings, text_size=size))
    review.settle()
    review.resize(width, 768)
    review.go("safety")
    review.go("review")
    settle()
    cards = review.findChildren(ChoiceCard)
    assert len(cards) == 3
    assert [cut for card in cards for cut in cut_texts(card)] == []
