"""The strength page under a clinician's hands: forces by digits and Enter, right, then left, then on."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.patients import Patient
from assessments.hip_strength.protocol import ID
from assessments.language.value import Choice, NotDone, Quantity, Ref, Side, Text, Value
from tests.ui.looking import assert_fits, settle
from ui.pages.hip_strength import HipStrengthPage
from ui.theme import apply
from ui.window import Window

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Esc": Qt.Key.Key_Escape,
    "PgDn": Qt.Key.Key_PageDown,
}


def press(qtbot: QtBot, window: Window, keys: str) -> int:
    """Type the keys, words such as Enter in between; how many strokes that were."""
    strokes = 0
    for word in keys.split():
        for key in [word] if word in NAMED or word == "Leave" else word:
            at = QApplication.focusWidget() or window
            if key == "Leave":
                qtbot.keyClick(at, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            elif key in NAMED:
                qtbot.keyClick(at, NAMED[key])
            else:
                qtbot.keyClick(at, QKeySequence(key.upper())[0].key() if key.isalpha() else key)
            strokes += 1
    return strokes


def page(window: Window) -> HipStrengthPage:
    assert isinstance(window.page, HipStrengthPage)
    return window.page


def force(window: Window, movement: str, side: Side, trial: int) -> Decimal | None:
    return window.desk.exam.exam.answers.amount(ID, f"{movement}_force", side, trial)


def entry(window: Window, step: str, side: Side | None = None, trial: int | None = None) -> Value | None:
    return window.desk.exam.exam.entries.get(Ref(ID, step, side, trial))


THREE = "132 Enter 130 Enter 128 Enter"
OTHER = "150 Enter 149 Enter 147 Enter"


def test_the_whole_test_takes_fifty_six_keys(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    strokes = press(qtbot, exam_window, f"1 {THREE} {OTHER} 1 0 N")
    assert page(exam_window)._movement == "abduction"
    strokes += press(qtbot, exam_window, f"{THREE} {OTHER} 0 0 N Leave")

    assert strokes == 56
    assert exam_window.page_name == "clamshell"
    asymmetries = exam_window.desk.evaluation.asymmetry
    assert {movement: asymmetries[movement].percent for movement in ("extension", "abduction")} == {
        "extension": Decimal("12.0"),
        "abduction": Decimal("12.0"),
    }
    assert entry(exam_window, "abduction_method") == Choice("dynamometer")
    assert entry(exam_window, "abduction_summary") == Choice("max")
    assert entry(exam_window, "extension_both_low") == Choice("no")


def test_a_trial_that_slipped_is_kept_and_struck_and_one_more_is_asked(
    exam_window: Window, qtbot: QtBot
) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 132 Enter 98 Enter V 3")

    assert entry(exam_window, "extension_valid", Side.RIGHT, 2) == Choice("slipped")
    assert force(exam_window, "extension", Side.RIGHT, 2) == 98
    line = page(exam_window).view.table.trials[Side.RIGHT, 2].line
    assert line.font().strikeOut()
    assert page(exam_window).view.table.trials[Side.RIGHT, 3].line.hasFocus()


def test_the_fourth_trial_is_walked_before_the_other_side(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 132 Enter 100 Enter 100 Enter 131 Enter 150 Enter")

    assert force(exam_window, "extension", Side.RIGHT, 4) == 131
    assert force(exam_window, "extension", Side.LEFT, 1) == 150


def test_tab_goes_to_the_other_side(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 132 Tab 150 Tab")

    assert force(exam_window, "extension", Side.RIGHT, 1) == 132
    assert force(exam_window, "extension", Side.LEFT, 1) == 150
    assert page(exam_window).view.table.trials[Side.RIGHT, 1].line.hasFocus()


def test_u_turns_the_unit_and_newtons_are_kept_as_well(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 U 23 Enter")

    value = entry(exam_window, "extension_force", Side.RIGHT, 1)
    assert value == Quantity(Decimal("225.55295"), "N")
    assert isinstance(value, Quantity)
    assert value.typed == "23 kgf"
    assert page(exam_window).view.table.trials[Side.RIGHT, 1].text() == "23"


def test_a_force_out_of_range_stays_with_its_reason(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 1600 Enter")

    field = page(exam_window).view.table.trials[Side.RIGHT, 1]
    assert field.text() == "1600"
    assert field.line.hasFocus()
    assert force(exam_window, "extension", Side.RIGHT, 1) is None


def test_m_turns_the_value_that_counts_for_the_whole_exam(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, f"1 {THREE} M")

    assert entry(exam_window, "extension_summary") == Choice("mean")
    press(qtbot, exam_window, "PgDn 150 Enter")
    assert entry(exam_window, "abduction_summary") == Choice("mean")


def test_manual_grades_walk_from_grade_to_pain(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "2 4,5 Enter 5 Enter 0 0")

    assert entry(exam_window, "extension_grade", Side.RIGHT) == Quantity(Decimal("4.5"), "grade")
    assert entry(exam_window, "extension_pain", Side.LEFT) == Quantity(Decimal(0), "")
    assert page(exam_window)._movement == "abduction"


def test_a_movement_is_left_out_and_the_next_one_comes(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "X 2 Enter")

    assert entry(exam_window, "extension_method") == NotDone("pain", "Pain")
    assert page(exam_window)._movement == "abduction"


def test_one_side_is_left_out(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 X L 2 Enter")

    assert entry(exam_window, "extension_force", Side.LEFT, 1) == NotDone("pain", "Pain")


def test_a_stopped_test_closes_what_is_open_and_keeps_what_was_measured(
    exam_window: Window, qtbot: QtBot
) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, f"1 {THREE} S 4 Enter")

    assert force(exam_window, "extension", Side.RIGHT, 1) == 132
    assert entry(exam_window, "extension_force", Side.LEFT, 1) == NotDone("cramp", "Stopped: cramp")
    assert entry(exam_window, "abduction_force", Side.RIGHT, 1) == NotDone("cramp", "Stopped: cramp")


def test_the_other_movements_are_reached_by_page_down(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "PgDn PgDn")

    assert page(exam_window)._movement == "external_rotation"


def test_position_and_device_are_said_on_sheets(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 T 1 1 Esc E")
    qtbot.keyClicks(QApplication.focusWidget(), "microFET2")
    press(qtbot, exam_window, "Enter Enter")
    qtbot.keyClicks(QApplication.focusWidget(), "3 Mar 2026")
    press(qtbot, exam_window, "Enter Esc")

    assert entry(exam_window, "extension_position") == Choice("prone_knee_straight")
    assert entry(exam_window, "extension_fixation") == Choice("belt")
    assert entry(exam_window, "device") == Text("microFET2")
    assert entry(exam_window, "calibration_date") == Text("2026-03-03")


def test_undo_goes_to_the_movement_and_the_trial(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")
    press(qtbot, exam_window, "1 132 Enter PgDn")

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert force(exam_window, "extension", Side.RIGHT, 1) is None
    assert page(exam_window)._movement == "extension"
    assert page(exam_window).view.table.trials[Side.RIGHT, 1].line.hasFocus()


def test_last_visits_setup_saves_the_key_and_is_kept_with_the_first_force(
    window: Window, acosta: Patient, qtbot: QtBot
) -> None:
    first = window.workstation.start_exam(acosta.id, "R. Osei, PT")
    first.record_many(
        [
            (Ref(ID, "extension_method"), Choice("dynamometer")),
            (Ref(ID, "device"), Text("microFET2")),
            (Ref(ID, "extension_lever", Side.RIGHT), Quantity(Decimal("0.72"), "m")),
        ]
    )
    first.sign("R. Osei, PT", "PT 4471")
    window.desk.lay_open(window.workstation.start_exam(acosta.id, "R. Osei, PT"))
    window.go("hip_strength")
    assert entry(window, "device") is None

    press(qtbot, window, "132 Enter")

    assert entry(window, "device") == Text("microFET2")
    assert entry(window, "extension_lever", Side.RIGHT) == Quantity(Decimal("0.72"), "m")


def test_rest_is_counted_down_after_a_trial(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")

    press(qtbot, exam_window, "1 132 Enter")

    assert page(exam_window).view.table.rest.text().startswith("Rest ")


def test_a_long_name_of_the_device_is_never_cut_in_its_middle(
    window: Window, acosta: Patient, qtbot: QtBot
) -> None:
    first = window.workstation.start_exam(acosta.id, "R. Osei, PT")
    first.record(Ref(ID, "device"), Text("Hand-held dynamometer 2"))
    first.sign("R. Osei, PT", "PT 4471")
    window.desk.lay_open(window.workstation.start_exam(acosta.id, "R. Osei, PT"))
    window.go("hip_strength")
    settle()

    button = page(window).view._device
    assert "Hand-held dynamometer 2" in button.words
    whole = "Device: Hand-held dynamometer 2, check not recorded (last visit)"
    assert button.accessibleName() == whole
    press(qtbot, window, "E")
    assert whole in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert_fits(window)


def test_what_is_open_on_both_sides_is_said_once(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")
    settle()
    verdict = page(exam_window).view._verdict_box
    assert not verdict.isVisible()

    press(qtbot, exam_window, "1 132 Enter")
    assert verdict.isVisible()
    assert "Left: not recorded" in page(exam_window).view._said.text()


def test_rows_are_high_and_headed_on_an_empty_page_and_give_the_room_back(
    exam_window: Window, qtbot: QtBot
) -> None:
    exam_window.go("hip_strength")
    settle()
    settle()
    row = page(exam_window).view.table.trials[Side.RIGHT, 1]
    heads = [label for label in page(exam_window).findChildren(QLabel) if label.text() == "Quality"]
    assert row.height() >= 52
    assert all(head.isVisible() for head in heads)

    press(qtbot, exam_window, f"1 {THREE} {OTHER}")
    exam_window.resize(1366, 640)
    settle()
    settle()
    assert row.height() < 52
    exam_window.resize(1920, 1080)
    settle()
    settle()
    assert row.height() >= 52
    assert_fits(exam_window)


def test_an_empty_page_in_large_text_fills_the_height_and_needs_no_scrolling(
    exam_window: Window, qapp: QApplication
) -> None:
    apply(qapp, "light", 1.3)
    exam_window.go("hip_strength")
    settle()
    assert_fits(exam_window)


def test_everything_fits_whole(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")
    assert_fits(exam_window)
    press(
        qtbot, exam_window, "1 132 Enter 98 Enter 100 Enter 131 Enter 150 Enter 120 Enter 111 Enter 151 Enter"
    )
    press(qtbot, exam_window, "1 0")
    assert_fits(exam_window)


def test_each_trial_is_a_mark_above_the_difference_and_told(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")
    press(qtbot, exam_window, f"1 {THREE} {OTHER}")
    settle()

    marks = page(exam_window).view.marks
    assert marks.isVisible()
    assert marks.accessibleName().startswith("Right: 132 N, 130 N and 128 N; 132 N counts")
    assert "Thorborg 2010" in page(exam_window).view._band.text()
    assert_fits(exam_window)


def test_marks_go_before_a_low_page_would_scroll_for_them(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")
    press(qtbot, exam_window, f"1 {THREE} {OTHER}")
    exam_window.resize(1366, 640)
    settle()

    assert not page(exam_window).view.marks.isVisible()


def test_manual_grades_have_no_marks(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("hip_strength")
    press(qtbot, exam_window, "2")
    settle()

    assert not page(exam_window).view.marks.isVisible()
