"""Countersigning, voiding and erasing with the keys, and what a role is told that may not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.access.roles import Role
from app.patients import Patient
from app.store.audit import Wanted, entries
from assessments.language.exam import Phase
from tests.clinics import CLINICIAN, LICENCE
from tests.colleagues import PASSPHRASE, colleague, sit
from tests.ui.looking import assert_fits, cut_texts, settle
from tests.ui.pressing import Keys, hints
from ui.window import Window


def said(window: Window) -> str:
    return window._bar._said.text() if window._bar._said is not None else ""


def seen(window: Window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def as_role(window: Window, role: Role) -> None:
    sit(window.workstation, colleague(window.workstation, f"{role.value} of the clinic", role))


@pytest.fixture
def resident_exam(window: Window, acosta: Patient) -> Window:
    """Signed by a resident and open on the review, with a supervisor at the desk."""
    manager = window.workstation.person
    as_role(window, Role.RESIDENT)
    exam = window.workstation.start_exam(acosta.id, window.desk.by)
    exam.sign(window.workstation.person.name, "S 12")
    sit(window.workstation, manager)
    as_role(window, Role.SUPERVISOR)
    window.desk.lay_open(window.workstation.open_exam(exam.id, window.desk.by))
    window.go("review")
    settle()
    return window


def test_k_countersigns_what_a_resident_signed(resident_exam: Window) -> None:
    keys = Keys(resident_exam)
    assert "K countersign" in hints(resident_exam)

    keys("k")
    assert "Signed by resident of the clinic. You have read it and stand for it." in seen(resident_exam)
    assert cut_texts(resident_exam) == []
    keys("Enter")

    exam = resident_exam.desk.exam.exam
    assert not exam.awaits_countersign
    assert exam.versions[-1].countersigned is not None
    assert exam.versions[-1].countersigned.by == "supervisor of the clinic"
    assert said(resident_exam) == "Countersigned."
    assert "K countersign" not in hints(resident_exam)


def test_a_resident_sees_no_countersign_and_is_told_who_may(resident_exam: Window) -> None:
    resident = next(p for p in resident_exam.workstation.people.all() if Role.RESIDENT in p.roles)
    sit(resident_exam.workstation, resident)
    resident_exam.go("plan")
    settle()
    assert "K countersign" not in hints(resident_exam)

    Keys(resident_exam)("k")
    assert said(resident_exam) == "Only a clinician or a supervisor may countersign an exam."
    Keys(resident_exam)("x")
    assert said(resident_exam) == "Only a clinician, a supervisor or a data manager may void an exam."
    Keys(resident_exam)("d")
    assert said(resident_exam) == "Only a clinician or a supervisor may open an addendum."
    assert resident_exam.desk.exam.exam.awaits_countersign


def test_x_voids_a_signed_exam_with_its_reason(resident_exam: Window) -> None:
    keys = Keys(resident_exam)
    keys("x")
    keys.write("Another patient's answers")
    keys("Ctrl Enter")

    exam = resident_exam.desk.exam.exam
    assert exam.phase is Phase.VOIDED
    assert exam.voided is not None
    assert exam.voided.reason == "Another patient's answers"
    assert said(resident_exam) == "Voided. It counts nowhere."
    assert "X void" not in hints(resident_exam)
    resident_exam.go("plan")
    settle()
    assert "D addendum" not in hints(resident_exam)


def test_signing_names_who_is_at_the_desk_and_nobody_else(exam_window: Window) -> None:
    from ui.parts.sign_sheet import SignSheet

    sheet = SignSheet("Sign the exam", "", CLINICIAN, LICENCE)
    exam_window.ask(sheet)

    assert f"{CLINICIAN}, licence {LICENCE}" in seen(exam_window)
    assert "Somebody else takes this desk first, with their own passphrase." in seen(exam_window)
    assert cut_texts(exam_window) == []


def test_a_voided_record_leaves_the_list_and_comes_back_from_the_voided_ones(
    window: Window, acosta: Patient
) -> None:
    keys = Keys(window)
    window.go("patient", patient=acosta.id)
    keys("x")
    keys.write("Entered twice")
    keys("Ctrl Enter")
    assert window.page_name == "home"
    assert said(window) == "The record is voided and out of the lists."
    assert window.workstation.patients.find("acosta") == []

    keys("Ctrl d")
    assert "Voided records" in seen(window)
    keys("Enter")
    assert window.page_name == "patient"
    assert f"Voided 16-Oct-2026, {CLINICIAN}: Entered twice" in seen(window)
    assert not any(hint.startswith(("Enter", "E ")) for hint in hints(window))
    assert_fits(window)
    keys("b")
    assert said(window) == "The record is in the lists again."
    assert window.workstation.patients.find("acosta") == [acosta]


def test_del_answers_a_request_to_erase_with_the_retention(window: Window, acosta: Patient) -> None:
    window.workstation.change_settings(replace(window.workstation.settings, retention_years=10))
    window.workstation.start_exam(acosta.id, CLINICIAN)
    keys = Keys(window)
    window.go("patient", patient=acosta.id)
    keys("Del")
    settle()
    assert (
        "Retention until 16-Oct-2036, Art. 17(3): the last visit was on 16-Oct-2026, and records are kept "
        "for 10 years."
    ) in seen(window)
    assert cut_texts(window) == []

    keys("Enter")

    assert said(window) == "The record is kept; that it was asked for is noted."
    assert window.workstation.patients.get(acosta.id) == acosta


def test_two_people_erase_a_record_and_one_does_not(window: Window, acosta: Patient) -> None:
    colleague(window.workstation, "Berg, Tove", Role.CLINICIAN)
    keys = Keys(window)
    window.go("patient", patient=acosta.id)
    for login, passphrase in (("demo", "only invented people here"), ("berg", PASSPHRASE)):
        keys("Del")
        settle()
        keys.write("Asked for in writing")
        keys("Tab")
        keys.write(login)
        keys("Tab")
        keys.write(passphrase)
        keys("Ctrl Enter")
        if login == "demo":
            assert "The second person has to be somebody else." in seen(window)
            keys("Esc")

    assert window.page_name == "home"
    assert "The record is erased." in seen(window)
    assert cut_texts(window) == []
    keys("Enter")
    assert "The record is erased." not in seen(window)
    assert window.workstation.patients.find("") == []


def test_a_manager_who_does_not_examine_is_told_so_where_an_exam_starts(
    window: Window, acosta: Patient
) -> None:
    as_role(window, Role.MANAGER)
    keys = Keys(window)
    window.go("patient", patient=acosta.id)
    words = "Only a clinician, a resident or a supervisor may give or change an answer."
    assert words in seen(window)

    keys("Enter")

    assert window.page_name == "patient"
    assert said(window) == words
    assert window.workstation.exams_of(acosta.id) == []


def test_an_auditor_adds_nobody(window: Window, acosta: Patient) -> None:
    as_role(window, Role.AUDITOR)
    window.go("home")

    Keys(window)("Ctrl n")

    assert window.page_name == "home"
    assert said(window) == (
        "Only a clinician, a resident, a supervisor or a data manager may add a patient or correct the "
        "details."
    )
    with window.workstation.database.reading() as session:
        assert entries(session, Wanted(acts=("not permitted",))) == []


def test_a_clinician_changes_the_look_and_not_the_clinic(window: Window) -> None:
    as_role(window, Role.CLINICIAN)
    window.go("settings")
    keys = Keys(window)

    keys.write(" North")
    keys("Enter")

    assert said(window) == "Only a data manager may change what is set for the clinic."
    assert window.workstation.settings.clinic_name == "Riverside Clinic"


def test_home_counts_what_waits_for_who_may_countersign(resident_exam: Window) -> None:
    resident_exam.go("home")
    assert "1 exam waits for a countersign" in seen(resident_exam)
    assert_fits(resident_exam)


def test_the_years_of_retention_are_typed_in_the_settings(window: Window) -> None:
    window.go("settings")
    settle()
    assert_fits(window)
    keys = Keys(window)
    for _ in range(4):
        keys("Enter")

    keys.write("ten")
    keys("Enter")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "Type whole years, from 1 to 100, or leave it empty."
    assert window.workstation.settings.retention_years == 0

    for _ in range(3):
        keys("Backspace")
    keys.write("10")
    keys("Enter")
    assert window.workstation.settings.retention_years == 10
