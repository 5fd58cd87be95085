"""A whole intake by keys, and what the page shows of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.patients import Patient
from app.screens.intake import ref
from assessments.language.completeness import open_refs
from assessments.language.value import Choice, Choices, NotDone, Quantity, Ref, Value
from tests.ui.looking import assert_fits, cut_texts, settle
from tests.ui.pressing import Keys, caret, hints
from ui.desk import assessment_of
from ui.pages.intake import IntakePage
from ui.theme import apply
from ui.window import Window

CLINICIAN = "R. Osei, PT"


@pytest.fixture
def keys(exam_window: Window) -> Keys:
    exam_window.go("intake")
    settle()
    return Keys(exam_window)


def page_of(window: Window) -> IntakePage:
    assert isinstance(window.page, IntakePage)
    return window.page


def stands(window: Window, step: str) -> Value | None:
    return window.desk.exam.exam.entries.get(ref(step))


def spoken(window: Window) -> str:
    """What a screen reader says where the caret is."""
    return caret(window).accessibleName()


def test_a_whole_first_intake_takes_28_keystrokes(exam_window: Window, keys: Keys) -> None:
    keys("3", "6", "1", "Enter", "r", "3", "r")
    keys("w", "w", "n", "w", "n", "n", "n", "n", "y", "n")
    keys("n")
    keys("1", "7", "1", "Enter", "6", "6", "Enter", "r")
    keys("Ctrl Enter")

    assert exam_window.page_name == "safety"
    assert keys.count <= 28
    answers = exam_window.desk.exam.exam.answers
    assert open_refs(assessment_of("intake"), answers) == ()
    assert answers.choices("intake", "pain_sites") == ("low_back",)
    assert answers.choice("intake", "backward_bend") == "worse"
    assert answers.choice("intake", "eased_by_flexion") == "yes"
    assert answers.choice("intake", "involved_side") == "right"
    assert answers.amount("intake", "height") == Decimal(171)
    assert answers.amount("intake", "mass") == Decimal(66)
    assert answers.choice("intake", "dominant_leg") == "right"


def test_a_runner_is_asked_one_question_more(exam_window: Window, keys: Keys) -> None:
    assert exam_window.page is not None
    exam_window.page.focus_ref(ref("runner"))
    keys("y", "y")
    assert stands(exam_window, "only_after_running") == Choice("yes")
    assert spoken(exam_window).startswith("Height")


def test_what_was_said_of_a_runner_does_not_stand_for_someone_who_does_not_run(
    exam_window: Window, keys: Keys
) -> None:
    page_of(exam_window).focus_ref(ref("runner"))
    keys("y", "y")
    page_of(exam_window).focus_ref(ref("runner"))
    keys("n")
    assert stands(exam_window, "only_after_running") is None


def test_ten_of_ten_is_one_key(exam_window: Window, keys: Keys) -> None:
    keys("t")
    assert stands(exam_window, "pain_now") == Quantity(Decimal(10), "")


def test_several_sites_are_ticked_before_enter_moves_on(exam_window: Window, keys: Keys) -> None:
    keys("3", "3", "1", "2", "1", "4", "Enter")
    assert stands(exam_window, "pain_sites") == Choices(("buttock", "lateral_hip"))
    assert spoken(exam_window).startswith("Side of the pain")


def test_the_key_bar_says_what_works_in_the_focused_row(exam_window: Window, keys: Keys) -> None:
    assert hints(exam_window)[:3] == ["0–9 rating", "T ten", "Enter next"]
    page_of(exam_window).focus_ref(ref("walking"))
    assert hints(exam_window)[:3] == ["W worse", "N not worse", "A not applicable"]


def test_what_is_known_from_the_last_visit_is_proposed_and_kept_only_by_enter(
    window: Window, acosta: Patient, qtbot: QtBot
) -> None:
    first = window.workstation.start_exam(acosta.id, CLINICIAN)
    first.record(ref("mass"), Quantity(Decimal("66.5"), "kg"))
    first.record(ref("dominant_leg"), Choice("left"))
    first.sign(CLINICIAN, "PT 4471")
    window.desk.lay_open(window.workstation.start_exam(acosta.id, CLINICIAN))
    window.go("intake")
    keys = Keys(window)
    page_of(window).focus_ref(ref("height"))
    keys("Enter")
    assert caret(window).accessibleDescription() == "as last visit"
    assert stands(window, "height") is None
    assert stands(window, "mass") is None
    assert "Enter as last visit: 66.5 kg" in hints(window)
    keys("Enter", "Enter")
    assert stands(window, "mass") == Quantity(Decimal("66.5"), "kg")
    assert stands(window, "dominant_leg") == Choice("left")


def test_leaving_the_page_confirms_nothing(window: Window, acosta: Patient) -> None:
    patient = window.workstation.patients.correct(replace(acosta, mass_kg=Decimal(70)))
    window.desk.lay_open(window.workstation.start_exam(patient.id, CLINICIAN))
    window.go("intake")
    page_of(window).focus_ref(ref("mass"))
    Keys(window)("Ctrl Enter")
    assert window.page_name == "safety"
    assert stands(window, "mass") is None


def test_a_height_that_cannot_be_stays_in_its_field_with_the_reason(exam_window: Window, keys: Keys) -> None:
    page_of(exam_window).focus_ref(ref("height"))
    keys("1", "7", "Enter")
    assert stands(exam_window, "height") is None
    assert caret(exam_window).accessibleDescription().startswith("17 cm is outside")


def test_a_question_that_is_not_asked_keeps_its_reason(exam_window: Window, keys: Keys) -> None:
    page_of(exam_window).focus_ref(ref("sitting"))
    keys("x", "1", "Enter")
    found = stands(exam_window, "sitting")
    assert isinstance(found, NotDone)
    assert found.note == "cannot say"
    said = [label.text() for label in page_of(exam_window).findChildren(QLabel)]
    assert "Sitting. Not done: cannot say" in said


def test_undo_returns_the_caret_to_the_place(exam_window: Window, keys: Keys) -> None:
    keys("3", "6", "1", "Ctrl Z")
    assert stands(exam_window, "pain_sites") is None
    assert spoken(exam_window).startswith("Where it hurts")


def test_coming_back_the_caret_stands_on_the_first_open_question(exam_window: Window, keys: Keys) -> None:
    keys("3", "6", "Ctrl Enter")
    exam_window.go("intake")
    assert spoken(exam_window).startswith("Where it hurts")


@pytest.mark.parametrize("height", [768, 698])
def test_the_page_fits_the_smallest_screen_without_scrolling(
    exam_window: Window, keys: Keys, height: int
) -> None:
    # Coming from a smaller one, so that a scroll bar had been there.
    exam_window.resize(1366, 620)
    settle()
    exam_window.resize(1366, height)
    keys("3", "6", "1", "Enter", "r", "3", "r", "w", "w", "n", "w", "n", "n", "n", "n", "y", "n", "y")
    assert_fits(exam_window)


@pytest.mark.parametrize(
    ("size", "text_size"), [((1366, 768), 1.0), ((1920, 1080), 1.0), ((1920, 1080), 1.3)]
)
def test_the_questions_end_where_the_chart_ends_and_nothing_scrolls(
    exam_window: Window, keys: Keys, size: tuple[int, int], text_size: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", text_size)
    exam_window.resize(*size)
    assert_fits(exam_window)
    page = page_of(exam_window)
    last = page._entries["goal"].parentWidget()
    assert last is not None
    ends = [card.mapTo(page, card.rect().bottomLeft()).y() for card in (page._chart, last)]
    assert abs(ends[0] - ends[1]) <= 1
    apply(app, "light", 1.0)


@pytest.mark.parametrize("text_size", [1.0, 1.3])
def test_no_word_of_the_page_is_cut_in_the_dark_either(
    exam_window: Window, keys: Keys, text_size: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "dark", text_size)
    settle()
    assert cut_texts(page_of(exam_window)) == []
    apply(app, "light", 1.0)


def test_another_patient_sees_nothing_of_the_one_before(
    exam_window: Window, keys: Keys, qtbot: QtBot
) -> None:
    keys("7")
    other = exam_window.workstation.patients.add(Patient(family_name="Per"))
    exam_window.desk.lay_open(exam_window.workstation.start_exam(other.id, CLINICIAN))
    exam_window.go("safety")
    exam_window.go("intake")
    assert Ref("intake", "pain_now") not in exam_window.desk.exam.exam.entries
    page_of(exam_window).focus_ref(ref("pain_now"))
    assert spoken(exam_window) == "Pain now: empty"


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (1093, 614), (1280, 720), (1366, 768)])
def test_on_a_smaller_screen_no_question_lies_over_another(
    exam_window: Window, width: int, height: int
) -> None:
    exam_window.resize(width, height)
    exam_window.go("intake")
    settle()
    shown = page_of(exam_window)
    parts = [part for part in (*shown._labels.values(), *shown._entries.values()) if part.isVisible()]
    boxes = [(part, QRect(part.mapTo(shown, QPoint()), part.size())) for part in parts]
    over = [
        (one.accessibleName() or one.objectName(), other.accessibleName() or other.objectName())
        for n, (one, box) in enumerate(boxes)
        for other, its in boxes[n + 1 :]
        if box.intersects(its)
    ]
    assert over == []
