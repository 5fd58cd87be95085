"""The Thomas page under a clinician's hands: keys only, one side after the other."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.patients import Patient
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side, Text
from assessments.thomas.protocol import ID
from tests.ui.looking import assert_fits
from ui.window import Window

NAMED = {"Enter": Qt.Key.Key_Return, "Tab": Qt.Key.Key_Tab, "Esc": Qt.Key.Key_Escape}


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


def amount(window: Window, step: str, side: Side, trial: int | None = None) -> Decimal | None:
    return window.desk.exam.exam.answers.amount(ID, step, side, trial)


def choice(window: Window, step: str, side: Side | None = None) -> str | None:
    return window.desk.exam.exam.answers.choice(ID, step, side)


def test_the_whole_test_takes_twenty_three_keys(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    right = "1 1 8 Enter 8 Enter 62 Enter N P"
    left = "-3 Enter -4 Enter 70 Enter N P"
    strokes = press(qtbot, exam_window, f"{right} {left} Leave")

    assert strokes == 23
    assert exam_window.page_name == "prone_hip_extension"
    assert choice(exam_window, "method") == "inclinometer"
    assert choice(exam_window, "pelvis_method") == "palpation"
    assert amount(exam_window, "hip_angle", Side.RIGHT, 2) == 8
    assert amount(exam_window, "hip_angle", Side.LEFT, 2) == -4
    assert amount(exam_window, "knee_angle", Side.LEFT) == 70
    assert choice(exam_window, "pelvis_controlled", Side.RIGHT) == "yes"
    assert choice(exam_window, "pelvis_controlled", Side.LEFT) == "yes"
    assert choice(exam_window, "abduction_drift", Side.LEFT) == "no"
    station = exam_window.desk.evaluation.findings["HFL"]
    assert station.side == "right"


def test_an_angle_is_typed_as_it_is_said(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 8b Enter 9below Enter")

    assert amount(exam_window, "hip_angle", Side.RIGHT, 1) == -8
    assert amount(exam_window, "hip_angle", Side.RIGHT, 2) == -9


def test_the_drawn_leg_follows_each_key_before_the_reading_is_taken(
    exam_window: Window, qtbot: QtBot
) -> None:
    exam_window.go("thomas")
    view = exam_window.page._cards[Side.RIGHT].view  # type: ignore[union-attr]

    press(qtbot, exam_window, "1 1")
    assert "not recorded" in view.picture.words
    press(qtbot, exam_window, "1")
    assert "The thigh 1° above horizontal." in view.picture.words
    press(qtbot, exam_window, "2b")

    assert "The thigh 12° below horizontal." in view.picture.words
    assert amount(exam_window, "hip_angle", Side.RIGHT, 1) is None
    assert view.angle == ""


def test_only_the_leg_moves_while_an_angle_is_typed(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    view = exam_window.page._cards[Side.LEFT].view  # type: ignore[union-attr]
    frame = view.picture.box

    press(qtbot, exam_window, "1 1 8 Enter 8 Enter 62 Enter N P 20 Enter 18 Enter 110 Enter")

    assert view.picture.box == frame
    assert "The thigh 19° above horizontal." in view.picture.words
    assert "The knee bent 110°." in view.picture.words


def test_the_third_reading_appears_when_two_differ(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 1 Enter 9 Enter 8 Enter 62 Enter")

    assert amount(exam_window, "hip_angle", Side.RIGHT, 3) == 8
    assert amount(exam_window, "knee_angle", Side.RIGHT) == 62


def test_a_refused_angle_stays_as_it_was_typed_with_its_reason(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    card = exam_window.page._cards[Side.RIGHT]  # type: ignore[union-attr]

    press(qtbot, exam_window, "1 1 95 Enter")

    field = card.entries[Ref(ID, "hip_angle", Side.RIGHT, 1)]
    assert field.text() == "95"
    assert field.line.hasFocus()
    assert card._complaint.text() == "95 deg is outside −40 to 60 deg."
    assert amount(exam_window, "hip_angle", Side.RIGHT, 1) is None
    press(qtbot, exam_window, "9 Enter")
    assert amount(exam_window, "hip_angle", Side.RIGHT, 1) == 9
    assert not card._complaint.isVisible()


def test_half_a_degree_is_finer_than_the_eye_reads(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 8,5 Enter")

    card = exam_window.page._cards[Side.RIGHT]  # type: ignore[union-attr]
    assert "whole numbers only" in card._complaint.text()
    assert card.entries[Ref(ID, "hip_angle", Side.RIGHT, 1)].text() == "8,5"


def test_p_belongs_to_the_card_of_the_caret(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    exam_window.focus_answer(Ref(ID, "hip_angle", Side.LEFT, 1))

    press(qtbot, exam_window, "P")
    assert choice(exam_window, "pelvis_controlled", Side.LEFT) == "yes"
    assert choice(exam_window, "pelvis_controlled", Side.RIGHT) is None
    press(qtbot, exam_window, "P")
    assert choice(exam_window, "pelvis_controlled", Side.LEFT) == "no"


def test_a_drift_is_followed_by_how_far(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 8 Enter 8 Enter 62 Enter Y 6 Enter P")

    assert amount(exam_window, "abduction", Side.RIGHT) == 6
    assert choice(exam_window, "pelvis_controlled", Side.RIGHT) == "yes"


def test_d_and_g_note_what_was_seen_beside_the_reading(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 D G G")

    assert choice(exam_window, "thigh_drops", Side.RIGHT) == "yes"
    assert choice(exam_window, "groin_pinch", Side.RIGHT) == "no"


def test_the_rest_is_noted_on_a_sheet(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 O N Y 1 2")

    assert choice(exam_window, "groin_pinch", Side.RIGHT) == "no"
    assert choice(exam_window, "thigh_rotation", Side.RIGHT) == "external"
    assert choice(exam_window, "end_feel", Side.RIGHT) == "firm"


def test_two_lengths_ask_for_three_numbers_a_reading(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "3 1 80 Enter 75 Enter 40 Enter 80,5 Enter 75,5 Enter 40 Enter 62 Enter")

    assert amount(exam_window, "trochanter_height", Side.RIGHT, 2) == Decimal("80.5")
    assert amount(exam_window, "knee_angle", Side.RIGHT) == 62
    card = exam_window.page._cards[Side.RIGHT]  # type: ignore[union-attr]
    assert card.view.angle == "−7.2°"
    assert_fits(exam_window)


def test_one_side_is_left_out_with_its_reason(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 X L 2 Enter")

    assert exam_window.desk.exam.exam.entries[Ref(ID, ALL, Side.LEFT)] == NotDone("pain", "Pain")


def test_a_stopped_test_keeps_what_was_read(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")

    press(qtbot, exam_window, "1 1 8 Enter 8 Enter 62 Enter N P S 1 Enter")

    entries = exam_window.desk.exam.exam.entries
    assert Ref(ID, ALL, Side.RIGHT) not in entries
    assert entries[Ref(ID, ALL, Side.LEFT)] == NotDone("groin_pinch", "Stopped: groin pinch")


def test_undo_takes_the_caret_back_to_the_place(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    press(qtbot, exam_window, "1 1 8 Enter 7 Enter")

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert amount(exam_window, "hip_angle", Side.RIGHT, 2) is None
    card = exam_window.page._cards[Side.RIGHT]  # type: ignore[union-attr]
    assert card.entries[Ref(ID, "hip_angle", Side.RIGHT, 2)].line.hasFocus()


def test_the_last_visits_method_is_proposed_and_its_instrument_comes_along(
    window: Window, acosta: Patient, qtbot: QtBot
) -> None:
    first = window.workstation.start_exam(acosta.id, "R. Osei, PT")
    first.record_many(
        [(Ref(ID, "method"), Choice("inclinometer")), (Ref(ID, "instrument"), Text("Baseline bubble"))]
    )
    first.record(Ref(ID, "hip_angle", Side.RIGHT, 1), Quantity(Decimal(8), "deg"))
    first.sign("R. Osei, PT", "PT 4471")
    window.desk.lay_open(window.workstation.start_exam(acosta.id, "R. Osei, PT"))
    window.go("thomas")
    assert choice(window, "method") is None
    assert "Inclinometer" in window.page._compared.text()  # type: ignore[union-attr]

    press(qtbot, window, "Enter")

    assert choice(window, "method") == "inclinometer"
    assert window.desk.exam.exam.entries[Ref(ID, "instrument")] == Text("Baseline bubble")
    assert "can be compared" in window.page._compared.text()  # type: ignore[union-attr]


def test_everything_fits_whole(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("thomas")
    assert_fits(exam_window)
    press(qtbot, exam_window, "1 1 1 Enter 9 Enter 8 Enter 62 Enter Y 6 Enter P 9 Enter 9 Enter 60 Enter N P")
    assert_fits(exam_window)
