"""The lateral step-down, given with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.figures.thumbnails import guide_picture
from assessments.language.value import ALL, NotDone, Quantity, Ref, Side
from tests.ui.hands import caret, press
from tests.ui.looking import assert_fits, cut_texts, settle
from ui.pages.lateral_step_down import StepDownPage
from ui.parts.fault_board import FaultBoard
from ui.theme import apply
from ui.window import Window

ID = "lateral_step_down"
RIGHT, LEFT = Side.RIGHT, Side.LEFT
BUDGET = 18
CLEAN = "Enter Enter Enter Enter Enter"
WHOLE = f"1 1 0 {CLEAN} Enter 3 Enter 4 4 Enter Enter Enter N N"


@pytest.fixture
def page(exam_window: Window) -> Window:
    """Elena Acosta, sore on the right, on this page."""
    exam_window.desk.record(Ref("intake", "pain_side"), "right")
    exam_window.go(ID)
    settle()
    return exam_window


def mark(window: Window, item: str, side: Side, trial: int) -> str | None:
    return window.desk.exam.exam.answers.choice(ID, item, side, trial)


def amount(window: Window, step: str, side: Side | None = None) -> int | None:
    found = window.desk.exam.exam.answers.amount(ID, step, side)
    return None if found is None else int(found)


def said(window: Window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_a_clean_test_of_both_sides_stays_inside_its_keystrokes(page: Window) -> None:
    count = press(page, f"1 1 0 {CLEAN} {CLEAN} N N Ctrl+Enter")
    assert count <= BUDGET
    assert count == 16
    assert page.page_name == "thomas"
    finding = page.desk.evaluation.findings["FPC"]
    assert (finding.presence, finding.side) == ("absent", "none")


def test_each_fault_costs_one_key_more(page: Window) -> None:
    press(page, WHOLE)
    assert mark(page, "pelvis", RIGHT, 2) == "1"
    assert mark(page, "knee", RIGHT, 3) == "2"
    assert mark(page, "pelvis", RIGHT, 3) == "0"
    assert amount(page, "repetitions_done", RIGHT) == 5
    finding = page.desk.evaluation.findings["FPC"]
    assert (finding.presence, finding.side, finding.grade) == ("present", "right", "moderate")
    assert any("moderate finding" in words for words in said(page))


def test_the_caret_walks_method_then_the_less_sore_side_then_pain(page: Window) -> None:
    assert caret() == "Step: empty"
    press(page, "1 1 0")
    assert caret().startswith("Left, repetition 1")
    press(page, "Enter")
    assert caret().startswith("Left, repetition 2")
    press(page, "Enter Enter Enter Enter")
    assert caret().startswith("Right, repetition 1")
    press(page, CLEAN)
    assert caret().startswith("Left, Familiar pain")
    press(page, "N")
    assert caret().startswith("Right, Familiar pain")


def test_another_height_is_typed_and_the_questions_go_on(page: Window) -> None:
    press(page, "3 1 0 Enter")
    assert amount(page, "step_height") == 10
    assert caret() == "Said: empty"
    press(page, "1 0")
    assert caret().startswith("Left, repetition 1")
    assert "A step under 15 cm is recorded and never scored" in said(page)


def test_a_height_that_cannot_be_stays_to_be_mended(page: Window) -> None:
    press(page, "3 9 9 Enter")
    assert amount(page, "step_height") is None
    assert "99 cm is outside 5 to 40 cm." in said(page)
    press(page, "Backspace 1 8 Enter")
    assert amount(page, "step_height") == 18


def test_a_repetition_done_is_taken_back_whole(page: Window) -> None:
    press(page, "1 1 0 3 Enter")
    assert mark(page, "arm", LEFT, 1) == "0"
    press(page, "Backspace")
    assert (mark(page, "arm", LEFT, 1), mark(page, "pelvis", LEFT, 1)) == (None, "1")
    assert amount(page, "repetitions_done", LEFT) is None
    assert caret().startswith("Left, repetition 1")
    press(page, "Backspace")
    assert mark(page, "pelvis", LEFT, 1) is None


def test_an_earlier_repetition_is_corrected_with_the_arrows(page: Window) -> None:
    press(page, "1 1 0 2 Enter Enter Left Left 2")
    assert mark(page, "trunk", LEFT, 1) == "0"
    press(page, "4 Enter")
    assert mark(page, "knee", LEFT, 1) == "1"
    assert amount(page, "repetitions_done", LEFT) == 2
    assert caret().startswith("Left, repetition 2")


def test_a_total_alone_is_one_digit_and_closes_the_side(page: Window) -> None:
    press(page, "1 1 0 T 3")
    assert amount(page, "total", LEFT) == 3
    assert caret().startswith("Right, repetition 1")
    press(page, "1 T")
    assert amount(page, "total", RIGHT) is None
    assert mark(page, "arm", RIGHT, 1) == "1"


def test_a_stop_keeps_what_was_seen_and_goes_to_the_other_side(page: Window) -> None:
    press(page, "1 1 0 3 Enter S 1")
    assert page.desk.exam.exam.answers.choice(ID, "stopped_by", LEFT) == "pain"
    assert mark(page, "pelvis", LEFT, 1) == "1"
    assert caret().startswith("Right, repetition 1")
    assert "Left: Stopped by pain" in said(page)


def test_a_side_is_left_out_with_its_reason(page: Window) -> None:
    press(page, "1 1 0 X 3 4 Enter")
    assert page.desk.exam.exam.entries[Ref(ID, ALL, LEFT)] == NotDone("not_safe", "Not safe today")
    assert caret().startswith("Right, repetition 1")


def test_pain_and_the_ankle_are_written_beside(page: Window) -> None:
    page.focus_answer(Ref(ID, "pain", RIGHT))
    press(page, "2 Enter")
    page.focus_answer(Ref(ID, "ankle_bend", LEFT))
    press(page, "4 0 Enter")
    entries = page.desk.exam.exam.entries
    assert isinstance(entries[Ref(ID, "pain", RIGHT)], Quantity)
    assert amount(page, "ankle_bend", LEFT) == 40


def test_the_page_says_that_it_is_not_about_weak_muscles(page: Window) -> None:
    assert "A step-down shows quality of movement only. It does not show weak muscles." in said(page)


def test_undo_brings_the_caret_to_the_repetition_it_changed(page: Window) -> None:
    press(page, f"1 1 0 Enter {CLEAN} Ctrl+Z")
    assert caret().startswith("Right, repetition 1")
    press(page, "Ctrl+Z")
    assert caret().startswith("Left, repetition 5")


@pytest.mark.parametrize("keys", ["", WHOLE, "3 1 0 Enter 1 0 1 4 4"])
@pytest.mark.parametrize("size", [(1366, 768), (1366, 698), (1920, 1080)])
def test_the_page_fits_without_scrolling(page: Window, keys: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    settle()
    press(page, keys)
    assert_fits(page)


def test_larger_text_cuts_nothing(page: Window) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for size in (1.15, 1.3):
        apply(app, "dark", size)
        page.resize(1366, 769)
        settle()
        assert cut_texts(page.page) == []  # type: ignore[arg-type]
        page.resize(1366, 768)
    apply(app, "light", 1.0)


def test_each_head_shows_the_fault_beside_what_is_clean(page: Window) -> None:
    press(page, "1 1 0")
    settle()
    settle()
    heads = {cell.name: cell.value for cell in board(page).cells()[:5]}
    assert list(heads) == ["Arm", "Trunk", "Pelvis", "Knee", "Steady"]
    assert "the shin bump inside the second toe" in heads["Knee"]
    assert "the shin bump inside the inner border of the foot" in heads["Knee"]
    assert board(page).figures_shown


def test_the_item_that_was_marked_last_is_lit_with_its_points(page: Window) -> None:
    press(page, "1 1 0")
    assert board(page).lit == ("", -1)
    press(page, "4")
    assert board(page).lit == ("Knee", 1)
    press(page, "4")
    assert board(page).lit == ("Knee", 2)
    press(page, "Enter")
    assert board(page).lit == ("", -1)


def test_the_guide_shows_the_leg_that_is_watched_from_the_front(page: Window) -> None:
    press(page, "1 1 0")
    assert isinstance(page.page, StepDownPage)
    figures = page.page.figures
    assert figures.captions() == ("Front view: patient's right is on your left",)
    for side, words in ((RIGHT, "right"), (LEFT, "left")):
        page.focus_answer(Ref(ID, "knee", side, 1))
        settle()
        shown = figures.mover.picture if figures.mover else None
        assert shown is guide_picture(ID, words, "landmarks")


def board(window: Window) -> FaultBoard:
    (found,) = window.findChildren(FaultBoard)
    return found
