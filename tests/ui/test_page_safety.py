"""The safety screen by keys: one key an item, and what to do the moment something fires."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.patients import Patient
from assessments.language.completeness import open_refs
from assessments.language.value import ALL, Choice, Choices, NotDone, Ref, Text, Value
from tests.ui.looking import assert_fits, cut_texts, scrolls, settle
from tests.ui.pressing import Keys, caret, hints, primary
from ui.desk import assessment_of
from ui.pages.safety import SafetyPage
from ui.parts.answer_row import AnswerRow
from ui.theme import apply
from ui.window import Window

CLINICIAN = "R. Osei, PT"
SITES = Ref("intake", "pain_sites")


def at_safety(window: Window, patient: Patient) -> Keys:
    window.desk.lay_open(window.workstation.start_exam(patient.id, CLINICIAN))
    window.desk.record_value(SITES, Choices(("low_back",)))
    window.go("safety")
    settle()
    return Keys(window)


@pytest.fixture
def keys(window: Window, acosta: Patient) -> Keys:
    return at_safety(window, acosta)


def page_of(window: Window) -> SafetyPage:
    assert isinstance(window.page, SafetyPage)
    return window.page


def stands(window: Window, step: str) -> Value | None:
    return window.desk.exam.exam.entries.get(Ref("safety", step))


def result(window: Window) -> str:
    return window.desk.evaluation.safety.result


def says(window: Window, words: str) -> bool:
    return any(words in label.text() for label in page_of(window).findChildren(QLabel) if label.isVisible())


def no_to_all(window: Window, keys: Keys) -> None:
    for _ in range(40):
        if not window.desk.evaluation.safety.unanswered:
            return
        counts = "0–" in hints(window)[0]
        keys("0" if counts else "n")


def test_no_to_every_item_takes_29_keystrokes_and_leaves_the_page(window: Window, keys: Keys) -> None:
    no_to_all(window, keys)
    keys("Ctrl Enter")

    assert window.page_name == "lateral_step_down"
    assert keys.count <= 29
    assert result(window) == "clear"
    assert open_refs(assessment_of("safety"), window.desk.exam.exam.answers) == ()


def test_one_key_answers_and_goes_to_the_next_item_across_the_columns(window: Window, keys: Keys) -> None:
    keys(*"nnnnnnnnnnn")
    assert caret(window).accessibleName().startswith("13 History of cancer")
    assert stands(window, "RF12") is None


def test_an_item_left_out_is_come_back_to(window: Window, keys: Keys) -> None:
    keys("Down", "n", "n")
    assert caret(window).accessibleName().startswith("4 ")
    page_of(window).focus_ref(Ref("safety", "RF37"))
    keys("n")
    assert caret(window).accessibleName() == "1 New trouble passing urine, or leaking: not asked"


def test_backspace_makes_an_answer_not_asked_again(window: Window, keys: Keys) -> None:
    keys("n", "Up", "Backspace")
    assert stands(window, "RF01") is None
    assert caret(window).accessibleName().endswith("not asked")


def test_the_last_answer_leaves_the_caret_where_it_is(window: Window, keys: Keys) -> None:
    no_to_all(window, keys)
    assert caret(window).accessibleName() == "30 Dizziness, falls, unsafe on one leg: no"


def test_an_emergency_turns_the_page_into_a_referral(window: Window, keys: Keys) -> None:
    keys("y")
    assert says(window, "Refer now: emergency")
    assert says(window, "Cauda equina syndrome")
    assert says(window, "cannot be overridden")
    button = primary(window)
    assert (button.words, button.keys, button.look) == ("Print referral note", "Ctrl P", "stop")
    assert "O override" not in hints(window)
    keys("Ctrl Enter")
    assert window.page_name == "safety"


def test_ctrl_p_shows_the_referral_note(window: Window, keys: Keys) -> None:
    keys("y", "Ctrl p")
    assert window.page_name == "preview"


def test_who_took_the_call_is_kept_with_the_item_that_fired(window: Window, keys: Keys) -> None:
    keys("n", "n", "y", "c")
    keys.write("ED Riverside, Dr Hale, 14:20")
    keys("Esc")
    assert stands(window, "RF03_note") == Text("ED Riverside, Dr Hale, 14:20")
    assert says(window, "ED Riverside, Dr Hale, 14:20")
    assert isinstance(caret(window), AnswerRow)


def test_an_urgent_item_goes_on_only_with_a_typed_reason(window: Window, keys: Keys) -> None:
    keys(*"nnnnnnnnnnn", "y")
    no_to_all(window, keys)
    assert says(window, "Refer urgently: medical review")
    keys("o", "Ctrl Enter")
    assert result(window) == "R2"
    keys.write("GP saw her yesterday")
    keys("Ctrl Enter")
    assert stands(window, "override_R2") == Text("GP saw her yesterday")
    assert result(window) != "R2"
    assert says(window, "GP saw her yesterday")
    assert primary(window).words.startswith("Next:")


def test_a_reason_begun_for_one_patient_is_not_there_for_the_next(
    window: Window, keys: Keys, qtbot: QtBot
) -> None:
    page_of(window).focus_ref(Ref("safety", "RF20"))
    keys("y", "o")
    keys.write("begun")
    keys("Esc")
    other = window.workstation.patients.add(Patient(family_name="Per", born=date(1980, 1, 1), sex="male"))
    keys = at_safety(window, other)
    page_of(window).focus_ref(Ref("safety", "RF20"))
    keys("y", "o", "Ctrl Enter")
    assert stands(window, "override_R2") is None


def test_the_nine_features_are_asked_after_an_early_onset_with_the_list_in_sight(
    window: Window, keys: Keys
) -> None:
    page_of(window).focus_ref(Ref("safety", "RF30"))
    keys("y")
    assert caret(window).accessibleName().startswith("24 ")
    assert says(window, "psoriasis, ever")
    assert "0–9 how many" in hints(window)
    keys("3")
    assert says(window, "HLA-B27 first")


def test_more_features_than_there_are_is_refused(window: Window, keys: Keys) -> None:
    page_of(window).focus_ref(Ref("safety", "RF32_features"))
    keys("7", "y")
    assert stands(window, "RF32_features") is None


def test_a_note_is_kept_beside_any_item(window: Window, keys: Keys) -> None:
    keys("n", "Up", "i")
    keys.write("catheter since 2019")
    keys("Ctrl Enter")
    assert stands(window, "RF01_note") == Text("catheter since 2019")
    assert window.page_name == "safety"


def test_f1_says_why_the_item_is_asked_and_what_a_yes_means(window: Window, keys: Keys) -> None:
    page_of(window).focus_ref(Ref("safety", "RF27"))
    keys("F1")
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "Vascular review." in shown
    keys("Esc")
    assert caret(window).accessibleName().startswith("22 ")


def test_a_screen_that_is_not_done_keeps_its_reason_and_gives_no_class(window: Window, keys: Keys) -> None:
    keys("x", "1", "Enter")
    assert isinstance(stands(window, ALL), NotDone)
    assert result(window) == "incomplete"


def test_undo_returns_to_the_item(window: Window, keys: Keys) -> None:
    keys("n", "n", "Ctrl z")
    assert stands(window, "RF02") is None
    assert caret(window).accessibleName().startswith("2 ")


def test_someone_without_a_date_of_birth_is_told_how_to_mend_it(window: Window) -> None:
    nobody = window.workstation.patients.add(Patient(family_name="Per"))
    at_safety(window, nobody)
    assert says(window, "Age not known")


def test_every_row_fits_the_smallest_screen_without_scrolling(window: Window, keys: Keys) -> None:
    rows = [row for row in page_of(window).findChildren(AnswerRow) if row.isVisible()]
    assert len(rows) == 30
    assert_fits(window)
    assert min(row.height() for row in rows) >= 31
    keys("y")
    no_to_all(window, keys)
    assert_fits(window)


def test_a_window_with_a_task_bar_closes_the_rows_up(window: Window, keys: Keys) -> None:
    window.resize(1366, 698)
    assert_fits(window)


def test_large_text_scrolls_and_cuts_nothing(window: Window, keys: Keys) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "dark", 1.3)
    settle()
    assert cut_texts(page_of(window)) == []
    assert scrolls(window)
    apply(app, "light", 1.0)


def test_a_signed_screen_takes_no_answer(window: Window, keys: Keys) -> None:
    keys("n")
    window.desk.exam.sign(CLINICIAN, "PT 4471")
    page_of(window).show_exam()
    keys("y")
    assert stands(window, "RF02") is None
    assert stands(window, "RF01") == Choice("no")
