from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.patients import Patient
from app.settings import Settings
from assessments.language.catalogue import catalogue
from assessments.language.value import Ref
from ui.page import Page
from ui.pages.plain import PlainPage
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


def keys(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def shown(window: Window) -> Page:
    assert window.page is not None
    return window.page


def test_a_patient_is_found_while_typing_and_opened_by_enter(
    window: Window, acosta: Patient, qtbot: QtBot
) -> None:
    other = Patient(family_name="Brandt", given_name="Ilse", born=date(1957, 11, 23))
    window.workstation.patients.add(other)
    window.go("home")
    keys(qtbot, "aco")
    press(qtbot, Qt.Key.Key_Return)
    assert window.page_name == "patient"
    assert acosta.name in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert acosta.name not in window.windowTitle()


def test_a_new_patient_is_written_with_the_keyboard_alone(window: Window, qtbot: QtBot) -> None:
    window.go("home")
    keys(qtbot, "Moyo, Blessing")
    press(qtbot, Qt.Key.Key_N, CTRL)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    keys(qtbot, "5 sep 1975")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_F)
    keys(qtbot, "SG-0361")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page_name == "patient"
    (kept,) = window.workstation.patients.find("moyo")
    assert (kept.given_name, kept.born, kept.sex) == ("Blessing", date(1975, 9, 5), "female")
    assert kept.record_number == "SG-0361"


def test_an_impossible_date_keeps_the_caret_and_says_why(window: Window, qtbot: QtBot) -> None:
    window.go("patient_form", typed="Moyo, Blessing")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    keys(qtbot, "31-02-1980")
    press(qtbot, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Date of birth"
    assert focus.accessibleDescription() == "February 1980 has 29 days, not 31."
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page_name == "patient_form"


def test_a_likely_double_is_shown_before_anything_is_kept(
    window: Window, acosta: Patient, qtbot: QtBot
) -> None:
    window.go("patient_form", typed="Acosta, Elena")
    assert "born 14-Aug-1980" in shown(window)._lines[0].text()  # type: ignore[attr-defined]
    press(qtbot, Qt.Key.Key_O, CTRL)
    assert window.page_name == "patient"
    assert len(window.workstation.patients.find("acosta")) == 1


def test_enter_starts_the_next_exam_and_later_resumes_it(
    window: Window, acosta: Patient, qtbot: QtBot
) -> None:
    window.go("patient", patient=acosta.id)
    press(qtbot, Qt.Key.Key_Return)
    assert window.page_name == "intake"
    exam = window.desk.exam.id
    assert window.desk.record(MASS, "68") is None
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page_name == "patient"
    press(qtbot, Qt.Key.Key_Return)
    assert window.desk.exam.id == exam


def test_the_open_exam_is_resumed_from_the_start_page_at_its_last_answer(
    exam_window: Window, qtbot: QtBot
) -> None:
    exam_window.desk.record(MASS, "68")
    exam_window.go("home")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert exam_window.page_name == "intake"


def test_the_first_start_asks_who_works_here_and_goes_no_further_without(
    window: Window, qtbot: QtBot
) -> None:
    window.workstation.change_settings(Settings())
    window.go("settings")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page_name == "settings"
    keys(qtbot, "R. Osei, PT")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page_name == "home"
    assert window.workstation.settings.clinician_name == "R. Osei, PT"


def test_every_assessment_can_be_shown_plainly_with_a_part_for_each_step(exam_window: Window) -> None:
    for assessment in catalogue():
        page = PlainPage(exam_window, assessment.protocol.id)
        page.enter()
        places = [ref for step in assessment.protocol.steps for ref in step.refs(assessment.protocol.id)]
        assert set(page._entries) == set(places)
        assert all(page.focus_ref(ref) for ref in places)


MASS = Ref("intake", "mass")
