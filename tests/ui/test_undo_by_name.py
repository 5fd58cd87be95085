"""Undo says what it takes back: beside the key before it is pressed, and in a sentence afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.screens.undoing import place_name, undo_hint
from assessments.language.value import ALL, Choice, Ref, Side
from tests.ui.looking import settle
from tests.ui.pressing import Keys
from ui.parts.key_bar import KeyBar
from ui.parts.undo_mark import UndoMark
from ui.window import Window

KNEE = Ref("thomas", "knee_angle", Side.LEFT)
MASS = Ref("intake", "mass")


@pytest.fixture
def keys(exam_window: Window) -> Keys:
    return Keys(exam_window)


def bar_says(window: Window) -> str:
    bar = window.findChild(KeyBar)
    assert bar is not None
    return bar._said.text() if bar._said is not None and bar._said.isVisible() else ""


def hint(window: Window) -> str:
    """What stands beside Ctrl Z in the key bar, in full; empty while nothing does."""
    settle()
    bar = window.findChild(KeyBar)
    assert bar is not None
    marks = [mark for mark in bar.findChildren(UndoMark) if mark.isVisible()]
    labels = [label for mark in marks for label in mark.findChildren(QLabel) if label.isVisible()]
    return labels[-1].accessibleName() if labels else ""


def test_the_bar_says_before_what_undo_would_take_back(exam_window: Window) -> None:
    exam_window.go("thomas")
    assert hint(exam_window) == ""

    exam_window.desk.record(KNEE, "75")

    assert hint(exam_window) == "Undo: left knee bend"


def test_undo_says_what_was_taken_back_and_redo_what_was_done_again(exam_window: Window, keys: Keys) -> None:
    exam_window.go("thomas")
    exam_window.desk.record(KNEE, "75")

    keys("Ctrl Z")
    assert bar_says(exam_window) == "Taken back: left knee bend. Ctrl Y does it again."
    assert hint(exam_window) == ""

    keys("Ctrl Y")
    assert bar_says(exam_window) == "Done again: left knee bend. Ctrl Z takes it back."
    assert hint(exam_window) == "Undo: left knee bend"


def test_what_was_taken_back_on_another_page_is_said_there(exam_window: Window, keys: Keys) -> None:
    exam_window.go("thomas")
    exam_window.desk.record(MASS, "68")

    keys("Ctrl Z")

    assert exam_window.page_name == "intake"
    assert bar_says(exam_window) == "Taken back: body mass. Ctrl Y does it again."


def test_a_stroke_of_several_names_the_first_and_how_many_more(exam_window: Window, keys: Keys) -> None:
    exam_window.go("thomas")
    both = [(Ref("thomas", "groin_pinch", side), Choice("no")) for side in Side]
    exam_window.desk.record_many(both)

    assert hint(exam_window) == "Undo: right groin pinch and 1 more"
    keys("Ctrl Z")
    assert bar_says(exam_window).startswith("Taken back: right groin pinch and 1 more.")


def test_what_a_force_brings_with_it_is_counted_and_does_not_give_the_name(
    exam_window: Window, keys: Keys
) -> None:
    exam_window.go("hip_strength")
    keys("1")
    keys.write("132")
    keys("Enter")

    assert hint(exam_window).startswith("Undo: right extension: force, trial 1")


def test_a_test_left_out_is_named() -> None:
    assert place_name(Ref("thomas", ALL)) == "Thomas test not done"
    assert undo_hint([Ref("thomas", ALL, Side.LEFT)]) == "Undo: Thomas test not done, left"


def test_each_of_several_is_called_as_its_test_calls_it() -> None:
    assert place_name(Ref("thomas", "hip_angle", Side.LEFT, 2)) == "left hip angle, reading 2"
    assert place_name(Ref("prone_hip_extension", "rotation", Side.RIGHT, 3)).endswith(", lift 3")
    assert place_name(Ref("lateral_step_down", "arm", Side.RIGHT, 4)) == "right arm, repetition 4"


def test_a_decision_of_the_review_is_named() -> None:
    assert undo_hint([Ref("review", "decision")]) == "Undo: decision on the class"


def test_nothing_to_undo_shows_nothing() -> None:
    assert undo_hint(()) == ""
