from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.exercise_figures import exercise_figure, side_shown
from app.figures.shapes import Picture
from app.printing import PRESCRIPTION
from app.screens.plan import NEXT_VISIT, plan_screen
from app.screens.review import DECISION
from app.screens.walk import open_answers
from assessments.language.exam import Phase
from assessments.language.value import ALL, Choice, NotDone, Prescription, Quantity, Ref, Text, Value
from assessments.plan.library import library
from tests.app.worked import worked_case
from tests.ui.looking import assert_fits, settle
from ui.parts.exercise_sheet import ExerciseSheet
from ui.parts.picture_view import PictureView
from ui.parts.plan_row import PlanItemRow
from ui.parts.wrapped import ScrolledWords
from ui.theme import apply
from ui.window import Window

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan(exam_window: Window) -> Window:
    """A whole exam with its class accepted; what a document does not carry is not done, with a reason."""
    desk = exam_window.desk
    desk.record_many(worked_case(24).entries.items())
    desk.record_value(DECISION, Choice("accept"))
    exam_window.go("plan")
    settle()
    return exam_window


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def standing(window: Window) -> Prescription:
    value = window.desk.exam.exam.entries[PRESCRIPTION]
    assert isinstance(value, Prescription)
    return value


def close_gaps(window: Window) -> None:
    desk = window.desk
    waiting = open_answers(desk.exam.exam, desk.evaluation)
    reasons: list[tuple[Ref, Value]] = [(one.ref, NotDone("no_time", "No time")) for one in waiting]
    desk.record_many(reasons)


def test_removing_an_item_keeps_the_rest_and_undo_brings_it_back(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Delete)
    left = standing(plan)
    assert len(left.items) == 4
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert PRESCRIPTION not in plan.desk.exam.exam.entries


def test_alt_and_an_arrow_moves_the_item(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down, ALT)
    first, second = standing(plan).items[:2]
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert standing(plan).items[:2] == (second, first)


def test_a_full_sheet_takes_no_sixth_item(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_A)
    assert PRESCRIPTION not in plan.desk.exam.exam.entries
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_A)
    press(qtbot, Qt.Key.Key_Return)
    assert len(standing(plan).items) == 5


def test_the_dose_is_changed_in_a_sheet(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    press(qtbot, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(focus, "6")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert standing(plan).items[0].repetitions == 6


def test_the_dose_is_changed_beside_what_to_watch_for_and_what_is_easier(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    shown = read(plan)
    for words in ("Cues: Pillow under the belly", "Mistakes: Pelvis tips", "Easier: Buttock squeeze"):
        assert words in shown
    assert_fits(plan)


def test_a_phase_brings_its_own_proposal(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_2)
    assert standing(plan).phase == 2


def test_an_impossible_day_is_refused_with_its_sentence(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_V)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "31-02-2027")
    press(qtbot, Qt.Key.Key_Return)
    shown = [label.text() for label in plan.findChildren(QLabel) if label.isVisible()]
    assert NEXT_VISIT not in plan.desk.exam.exam.entries
    assert "February 2027 has 28 days, not 31." in shown


def test_signing_names_what_is_missing_and_goes_there(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return, CTRL)
    shown = [label.text() for label in plan.findChildren(QLabel) if label.isVisible()]
    assert "Missing before signing" in shown
    press(qtbot, Qt.Key.Key_Return)
    assert plan.page_name == "thomas"


def test_signing_records_the_sheet_that_is_shown(plan: Window, qtbot: QtBot) -> None:
    close_gaps(plan)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    press(qtbot, Qt.Key.Key_Return)
    exam = plan.desk.exam.exam
    assert exam.phase is Phase.SIGNED
    assert exam.signed is not None
    assert exam.signed.by == "R. Osei, PT"
    assert len(standing(plan).items) == 5
    assert isinstance(exam.entries[NEXT_VISIT], Text)


def test_a_signed_exam_changes_only_by_an_addendum_with_a_reason(plan: Window, qtbot: QtBot) -> None:
    close_gaps(plan)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Delete)
    assert len(standing(plan).items) == 5
    press(qtbot, Qt.Key.Key_D)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "Left and right were swapped")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert plan.desk.exam.exam.phase is Phase.AMENDING
    press(qtbot, Qt.Key.Key_Delete)
    assert len(standing(plan).items) == 4
    assert len(plan.desk.exam.exam.versions) == 1


@pytest.mark.parametrize("case", [24, 40, 30, 47, 43])
def test_the_whole_plan_fits_beside_the_rail(exam_window: Window, case: int, qtbot: QtBot) -> None:
    exam_window.desk.record_many(worked_case(case).entries.items())
    exam_window.go("plan")
    settle()
    assert_fits(exam_window)


def read(window: Window) -> str:
    """Every word that is to be seen."""
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_c_shows_what_moves_the_plan_on_and_closes_again(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_C)
    shown = read(plan)
    for words in (
        "Moving on from phase 1",
        "Any gain, or a pain-free stretch",
        "Return to running",
        "Full exam",
    ):
        assert words in shown
    assert_fits(plan)
    press(qtbot, Qt.Key.Key_C)
    assert "Moving on from phase 1" not in read(plan)


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_T])
@pytest.mark.parametrize("text_size", [1.0, 1.3])
def test_what_a_sheet_says_is_seen_without_scrolling_where_it_fits(
    plan: Window, qtbot: QtBot, key: Qt.Key, text_size: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", text_size)
    plan.resize(1920, 1080)
    settle()
    press(qtbot, key)
    settle()
    area = next(area for area in plan.findChildren(ScrolledWords) if area.isVisible())
    inside = area.widget().layout()
    assert inside is not None
    assert not area.verticalScrollBar().isVisible()
    assert area.viewport().height() - inside.heightForWidth(area.viewport().width()) < 4
    assert_fits(plan)


def test_the_last_phase_ends_at_its_goals(plan: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_C)
    shown = read(plan)
    assert "The goals of the plan" in shown
    assert "Before the next phase" not in shown


def test_the_page_asks_the_patient_to_show_each_exercise(plan: Window) -> None:
    assert "Please show me how you will do each one at home." in read(plan)


def test_adding_says_what_a_caution_keeps_off(plan: Window, qtbot: QtBot) -> None:
    plan.desk.record_value(Ref("safety", "RF35"), Choice("yes"))
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_A)
    assert "Pregnancy: side-lying and standing versions only. Left out:" in read(plan)


def test_a_second_visit_shows_what_the_re_test_suggests_and_still_fits(
    plan: Window, clock: SteppedClock
) -> None:
    desk = plan.desk
    desk.record_value(Ref("intake", "pain_worst_24h"), Quantity(Decimal(7), "of 10"))
    close_gaps(plan)
    first = desk.exam
    desk.sign("R. Osei, PT", "PT 4471")
    assert "Re-test" not in read(plan)
    clock.advance(42 * 24 * 3600)
    again = desk.workstation.start_exam(first.patient.id, "R. Osei, PT")
    desk.lay_open(again)
    desk.record_many(worked_case(24).entries.items())
    desk.record_value(Ref("intake", "pain_worst_24h"), Quantity(Decimal(0), "of 10"))
    plan.go("plan")
    settle()
    assert "Re-test: findings not known, patient better, against the values before." in read(plan)
    assert_fits(plan)


def figures(window: Window) -> list[Picture | None]:
    """What is drawn in the rows of the sheet."""
    return [
        view.picture
        for row in window.findChildren(PlanItemRow)
        for view in row.findChildren(PictureView)
        if row.isVisible()
    ]


def test_every_item_shows_the_figure_of_its_exercise_on_the_side_to_train(plan: Window, qtbot: QtBot) -> None:
    shown = plan_screen(plan.desk.exam.exam, plan.desk.evaluation).prescription.items
    assert figures(plan) == [exercise_figure(item.exercise, side_shown(item)) for item in shown]
    assert None not in figures(plan)
    left = replace(shown[1], sides="left")
    plan.desk.record_value(PRESCRIPTION, Prescription(1, (shown[0], left)))
    settle()
    assert figures(plan)[1] == exercise_figure(left.exercise, "left")
    assert figures(plan)[1] != exercise_figure(left.exercise, "right")


def test_f_shows_start_end_and_mistake_large_and_closes_again(plan: Window, qtbot: QtBot) -> None:
    for _ in range(5):
        press(qtbot, Qt.Key.Key_F)
        settle()
        (sheet,) = plan.findChildren(ExerciseSheet)[-1:]
        pictures = [view.picture for view in sheet.findChildren(PictureView)]
        assert len(pictures) == 3
        assert all(view.accessibleName() for view in sheet.findChildren(PictureView))
        assert any(label.text().startswith("Start:") for label in sheet.findChildren(QLabel))
        assert any(label.text().startswith("Fault:") for label in sheet.findChildren(QLabel))
        assert_fits(plan)
        press(qtbot, Qt.Key.Key_F)
        assert not sheet.isVisible()
        press(qtbot, Qt.Key.Key_Down)


def test_a_click_on_a_figure_shows_it_large(plan: Window, qtbot: QtBot) -> None:
    row = next(row for row in plan.findChildren(PlanItemRow) if "3." in row.accessibleName())
    (view,) = row.findChildren(PictureView)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    (sheet,) = plan.findChildren(ExerciseSheet)
    assert sheet.isVisible()
    item = plan_screen(plan.desk.exam.exam, plan.desk.evaluation).prescription.items[2]
    assert library()[item.exercise].name in sheet.accessibleName()


def test_after_a_referral_nothing_is_drawn(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.desk.record_many(worked_case(24).entries.items())
    exam_window.desk.record_value(Ref("safety", "RF01"), Choice("yes"))
    exam_window.go("plan")
    settle()
    assert figures(exam_window) == []
    press(qtbot, Qt.Key.Key_F)
    assert exam_window.findChildren(ExerciseSheet) == []


def test_a_skipped_test_is_no_gap(plan: Window) -> None:
    plan.desk.skip("clamshell", "no_time", "No time")
    assert Ref("clamshell", ALL) in plan.desk.exam.exam.entries
