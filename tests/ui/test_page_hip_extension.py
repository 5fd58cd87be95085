"""Prone hip extension, given with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.patients import Patient
from assessments.language.exam import Recorded
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side
from tests.app.figures.test_thumbnails import GUIDE
from tests.ui.hands import caret, press
from tests.ui.looking import assert_fits, cut_texts, settle
from ui.pages.prone_hip_extension import HipExtensionPage
from ui.parts.result_card import ResultCard
from ui.theme import apply
from ui.window import Window

ID = "prone_hip_extension"
RIGHT, LEFT = Side.RIGHT, Side.LEFT
BUDGET = 21
POSITIVE_RIGHT = "1 1 Y Y C C C N 2 C 2 C 1 C N Y"


@pytest.fixture
def page(exam_window: Window) -> Window:
    """Elena Acosta, sore on the right, on this page."""
    exam_window.desk.record(Ref("intake", "pain_side"), "right")
    exam_window.go(ID)
    settle()
    return exam_window


def choice(window: Window, step: str, side: Side | None = None, lift: int | None = None) -> str | None:
    return window.desk.exam.exam.answers.choice(ID, step, side, lift)


def cards(window: Window) -> list[str]:
    return [card.accessibleName() for card in window.findChildren(ResultCard) if card.isVisible()]


def test_a_whole_test_with_a_positive_side_stays_inside_its_keystrokes(page: Window) -> None:
    count = press(page, POSITIVE_RIGHT) + press(page, "Ctrl+Enter")
    assert count <= BUDGET
    assert count == 17
    assert cards(page) == []
    assert page.page_name == "hip_strength"
    finding = page.desk.evaluation.findings["HEC"]
    assert (finding.presence, finding.side) == ("present", "right")
    assert choice(page, "better_when_stabilised") == "yes"


def test_every_cell_by_its_own_digit_stays_inside_too_where_one_side_is_clean(page: Window) -> None:
    count = press(page, "1 1 Y Y C C C N 2 C 2 1 C 0 0 0 0 N Y Ctrl+Enter")
    assert count <= BUDGET


def test_the_caret_walks_the_less_sore_side_first(page: Window) -> None:
    assert caret() == "Version: empty"
    press(page, "1")
    assert caret() == "View: empty"
    press(page, "1")
    assert caret().startswith("Left, Passive hip extension")
    press(page, "Y Y")
    assert caret().startswith("Left, lift 1, Lumbar extension")
    press(page, "0 1 2")
    assert caret().startswith("Left, lift 1, Knee bends")
    press(page, "0")
    assert caret().startswith("Left, lift 2, Lumbar extension")
    press(page, "C C")
    assert caret().startswith("Left, Familiar pain")
    press(page, "N")
    assert caret().startswith("Right, lift 1, Lumbar extension")


def test_a_clean_lift_is_said_by_one_key_and_taken_back_by_one(page: Window) -> None:
    press(page, "1 1 Y Y C")
    patterns = ("lumbar_extension", "rotation", "lateral_shift", "knee_flexion")
    assert [choice(page, p, LEFT, 1) for p in patterns] == ["none"] * 4
    assert choice(page, "leads", LEFT, 1) is None
    press(page, "Ctrl+Z")
    assert [choice(page, p, LEFT, 1) for p in patterns] == [None] * 4
    assert caret().startswith("Left, lift 1, Lumbar extension")
    press(page, "C Backspace")
    assert [choice(page, p, LEFT, 1) for p in patterns] == [None] * 4


def test_backspace_takes_the_last_cell_back_and_a_corrected_cell_leaves_the_caret_in_its_lift(
    page: Window,
) -> None:
    press(page, "1 1 Y Y 2 1 Backspace")
    assert (choice(page, "lumbar_extension", LEFT, 1), choice(page, "rotation", LEFT, 1)) == ("clear", None)
    assert caret().startswith("Left, lift 1, Lumbar or pelvic rotation")
    press(page, "Up 0")
    assert choice(page, "lumbar_extension", LEFT, 1) == "none"
    assert caret().startswith("Left, lift 1, Lumbar or pelvic rotation")


def test_who_leads_is_reached_by_the_arrows_and_changes_nothing(page: Window) -> None:
    press(page, POSITIVE_RIGHT)
    before = cards(page)
    page.page.focus_ref(Ref(ID, "knee_flexion", RIGHT, 3))  # type: ignore[union-attr]
    press(page, "Down 2")
    assert choice(page, "leads", RIGHT, 3) == "clear"
    assert cards(page) == before


def test_a_side_says_what_it_came_to_as_the_assessment_says_it(page: Window) -> None:
    press(page, POSITIVE_RIGHT)
    assert cards(page) == [
        "Right: Positive. Lumbar extension clear in 2 of 3",
        "Left: Negative. Nothing clear in 3 lifts",
    ]


def test_the_pelvis_is_only_held_after_a_positive_side(page: Window) -> None:
    press(page, "1 1 Y Y P")
    assert caret().startswith("Left, lift 1")
    press(page, "2 C 2 C C")
    press(page, "P")
    assert caret().startswith("Better with the pelvis held")
    press(page, "N")
    assert choice(page, "better_when_stabilised") == "no"


def test_a_clean_lift_is_only_said_on_the_grid(page: Window) -> None:
    press(page, "1 1 Y Y 2 1")
    page.focus_answer(Ref(ID, "pain", LEFT))
    press(page, "C")
    assert choice(page, "lateral_shift", LEFT, 1) is None


def test_a_stop_says_who_and_of_which_side(page: Window) -> None:
    press(page, "1 1 Y Y 2 C S 1")
    assert choice(page, "stopped_by", LEFT) == "pain"
    assert "Left: Unknown. Stopped by pain" in cards(page)
    assert caret().startswith("Left, Familiar pain")
    press(page, "Ctrl+Z")
    assert choice(page, "stopped_by", LEFT) is None


def test_the_whole_test_or_one_side_is_left_out_with_its_reason(page: Window) -> None:
    press(page, "1 1 Y Y X 3 1 Enter")
    entries = page.desk.exam.exam.entries
    assert entries[Ref(ID, ALL, LEFT)] == NotDone("no_time", "No time")
    assert caret().startswith("Right, lift 1")
    press(page, "X 1 2 Enter")
    assert page.desk.exam.exam.answers.not_done(ID) == NotDone("pain", "Pain")
    press(page, "X 4")
    assert page.desk.exam.exam.answers.not_done(ID, LEFT) is not None
    press(page, "Esc X 0")
    assert page.desk.exam.exam.answers.not_done(ID) is None
    assert page.desk.exam.exam.answers.not_done(ID, LEFT) is None


def test_the_fields_beside_the_grid_take_numbers_and_refuse_what_is_none(page: Window) -> None:
    press(page, "1 1 Y Y")
    page.focus_answer(Ref(ID, "lift_height", RIGHT))
    press(page, "1 4 Enter")
    assert page.desk.exam.exam.answers.amount(ID, "lift_height", RIGHT) == 14
    page.focus_answer(Ref(ID, "pain", RIGHT))
    press(page, "1 1 Enter")
    assert page.desk.exam.exam.answers.amount(ID, "pain", RIGHT) is None
    assert "11 is outside 0 to 10." in [label.text() for label in page.findChildren(QLabel)]
    press(page, "3 Enter")
    assert page.desk.exam.exam.entries[Ref(ID, "pain", RIGHT)] == Quantity(3, "", "3")  # type: ignore[arg-type]
    assert caret().startswith("Right, Familiar pain")


def test_the_method_is_changed_by_its_key_and_the_caret_goes_back_to_work(page: Window) -> None:
    press(page, "1 1 Y Y C M M 3")
    assert choice(page, "view") == "video"
    assert caret().startswith("Left, lift 2")


def test_last_visits_method_is_confirmed_with_enter(exam_window: Window, acosta: Patient) -> None:
    desk = exam_window.desk
    first = desk.exam
    for step, code in (("version", "uncued"), ("view", "foot")):
        first.record(Ref(ID, step), Choice(code))
    for lift in (1, 2):
        first.record(Ref(ID, "rotation", RIGHT, lift), Choice("clear"))
    first.sign("R. Osei, PT", "PT 4471")
    desk.lay_open(desk.workstation.start_exam(acosta.id, "R. Osei, PT"))
    exam_window.go(ID)
    settle()
    assert choice(exam_window, "version") is None
    press(exam_window, "Enter Enter")
    assert (choice(exam_window, "version"), choice(exam_window, "view")) == ("uncued", "foot")
    assert caret().startswith("Right, Passive hip extension")
    guide = exam_window.page.guide()  # type: ignore[union-attr]
    assert guide is not None
    assert guide.last_visit[1] == "Right: Positive: rotation clear in 2 of 2"


def test_everything_is_there_after_going_away_and_coming_back(page: Window) -> None:
    press(page, "1 1 Y Y C C")
    page.go("thomas")
    page.go(ID)
    settle()
    assert caret().startswith("Left, lift 3")
    assert page.desk.exam.exam.recorded[Ref(ID, "version")] == page.desk.exam.events[2]
    assert isinstance(page.desk.exam.events[2], Recorded)


def test_a_caution_stands_at_the_top_until_the_test_starts(exam_window: Window) -> None:
    exam_window.desk.record(Ref("safety", "RF35"), "yes")
    exam_window.go(ID)
    settle()
    said = "Pregnancy: no prone lying after the first trimester."
    assert said in [label.text() for label in exam_window.findChildren(QLabel) if label.isVisible()]
    assert_fits(exam_window)
    press(exam_window, "1")
    assert said not in [label.text() for label in exam_window.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("keys", ["", POSITIVE_RIGHT, "1 2 N N"])
@pytest.mark.parametrize("size", [(1366, 768), (1366, 698), (1920, 1080)])
def test_the_page_fits_without_scrolling(page: Window, keys: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    settle()
    press(page, keys)
    assert_fits(page)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_larger_text_cuts_nothing(page: Window, look: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, look, 1.3)
    page.resize(1366, 769)
    settle()
    press(page, POSITIVE_RIGHT)
    settle()
    assert cut_texts(page.page) == []  # type: ignore[arg-type]
    apply(app, "light", 1.0)


def test_the_guide_shows_what_clear_means_of_the_pattern_at_the_caret(page: Window) -> None:
    figures = hip_page(page).figures
    press(page, "1 1 Y Y")
    assert figures.captions() == ("Start", "End, good: to 10° or 15 cm", "Fault: the low back hollows")
    press(page, "0")
    assert figures.captions()[-1] == "Fault: the pelvis turns, one side lifts"
    settle()
    assert "Fault: the pelvis turns" in figures.pictures()[-1].accessibleDescription()
    press(page, "0 0")
    assert figures.captions()[-1] == "Noted: the knee bends"


def test_the_figures_are_as_wide_as_their_names_were_measured_for(page: Window) -> None:
    press(page, "1 1 Y Y")
    settle()
    assert min(view.width() for view in hip_page(page).figures.pictures()) >= GUIDE


def test_the_drawn_leg_is_that_of_the_side_that_is_scored(page: Window) -> None:
    press(page, "1 1 Y Y")
    for side, words in ((LEFT, "Left hip 16° extended."), (RIGHT, "Right hip 16° extended.")):
        page.focus_answer(Ref(ID, "rotation", side, 1))
        settle()
        shown = hip_page(page).figures.pictures()[-1].accessibleDescription()
        assert "Seen from the feet." in shown
        assert words in shown


def test_the_lift_is_shown_once_there_and_back_when_it_is_asked_for(
    page: Window, qtbot: QtBot, clock: SteppedClock
) -> None:
    mover = hip_page(page).figures.mover
    assert mover is not None
    qtbot.waitUntil(lambda: mover.picture is not None)
    still = mover.picture
    assert not mover.playing
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_F4)
    assert mover.playing
    assert mover.accessibleDescription().endswith("It moves. F4 stills it.")
    clock.advance(1.0)
    qtbot.waitUntil(lambda: mover.picture is not still)
    clock.advance(10.0)
    qtbot.waitUntil(lambda: not mover.playing)
    assert mover.picture is still


def test_in_a_low_window_the_words_of_the_guide_keep_their_room(page: Window) -> None:
    for high, first in ((698, "End, good: to 10° or 15 cm"), (768, "Start")):
        page.resize(1366, high)
        settle()
        assert hip_page(page).figures.captions()[0] == first


def hip_page(window: Window) -> HipExtensionPage:
    assert isinstance(window.page, HipExtensionPage)
    return window.page
