"""Scoring again at the window: chosen on the patient's page, given blind, done, and both shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.access.person import Person
from app.access.roles import Role
from app.patients import Patient
from app.ratings import BLIND
from assessments.language.exam import ExamKind
from assessments.language.value import Choice, Quantity, Ref, Side
from tests.clinics import CLINICIAN
from tests.colleagues import colleague, sit
from tests.ui.hands import press
from tests.ui.looking import assert_fits, cut_texts
from ui.pages.agreement import AgreementPage
from ui.pages.reveal import RevealPage
from ui.rating import begin_rating, choose_tests
from ui.window import Window

ANGLE = Ref("thomas", "hip_angle", Side.RIGHT, 1)


def degrees(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "deg", str(amount))


@pytest.fixture
def visit(window: Window, acosta: Patient) -> str:
    """A signed visit with a right hip angle of 37 degrees, a number that stands nowhere else."""
    exam = window.workstation.start_exam(acosta.id, CLINICIAN)
    exam.record(Ref("thomas", "pelvis_controlled", Side.RIGHT), Choice("yes"))
    exam.record(ANGLE, degrees(37))
    exam.sign(CLINICIAN, "PT 4471")
    return exam.id


@pytest.fixture
def berg(window: Window) -> Person:
    return colleague(window.workstation, "Berg, Tove", Role.CLINICIAN, licence="PT 77")


def take_over(window: Window, person: Person) -> None:
    """As the cover does when somebody else signs in."""
    sit(window.workstation, person)
    window.begin()


def said(window: Window) -> str:
    """Every word in sight, spoken names of painted parts included."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            found.append(widget.accessibleName())
            cells = getattr(widget, "cells", None)
            found += [cell.name for cell in cells()] if callable(cells) else []
            found += [widget.text()] if isinstance(widget, QLabel) else []
    return "\n".join(found)


def test_the_keys_stand_in_the_bar_of_the_patients_page(window: Window, acosta: Patient, visit: str) -> None:
    window.go("patient", patient=acosta.id)
    assert window.page is not None
    hints = window.page.keys()
    words = {hint.keys: hint.words for hint in hints}

    assert (words["2"], words["R"]) == ("second rater", "repeat")


def test_a_second_rater_is_waited_for_and_begins_without_the_patients_page(
    window: Window, acosta: Patient, visit: str, berg: Person
) -> None:
    window.go("patient", patient=acosta.id)
    press(window, "2")
    press(window, "Ctrl+Enter")
    assert isinstance(window.page, AgreementPage)
    assert "Waits for a second rater" in said(window)

    take_over(window, berg)
    press(window, "Ctrl+K")
    press(window, "Enter")

    assert window.page_name == "thomas"
    assert window.steps == ("thomas", "reveal")
    assert "37" not in said(window)


def test_the_pages_of_a_rating_show_nothing_of_the_first_and_lead_to_no_record(
    window: Window, acosta: Patient, visit: str, berg: Person
) -> None:
    take_over(window, berg)
    begin_rating(window, visit, ["thomas"], ExamKind.SECOND_RATER)
    for tab in range(3):
        window._show_tab(tab)
        assert "37" not in said(window)
    press(window, "Ctrl+2")
    assert isinstance(window.page, RevealPage)
    assert "37" not in said(window)

    window.back()
    assert window.page_name == "home"
    window.go("patient", patient=acosta.id)
    assert window.page_name == "home"
    assert BLIND in said(window)


def test_done_closes_it_and_shows_both_item_by_item(window: Window, visit: str, berg: Person) -> None:
    take_over(window, berg)
    begin_rating(window, visit, ["thomas"], ExamKind.SECOND_RATER)
    window.desk.record(ANGLE, "33")
    window.next_step()
    press(window, "Ctrl+Enter")
    press(window, "D")

    assert isinstance(window.page, RevealPage)
    assert window.desk.examination is None
    shown = said(window)
    assert "37" in shown
    assert "33" in shown
    assert "differs" in shown
    assert window.workstation.ratings.open_of_mine() is None


def test_a_rating_is_given_up_for_a_reason(window: Window, acosta: Patient, visit: str, berg: Person) -> None:
    take_over(window, berg)
    begin_rating(window, visit, ["thomas"], ExamKind.SECOND_RATER)
    window.go("reveal")
    press(window, "X")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "The patient had to leave")
    press(window, "Ctrl+Enter")

    assert isinstance(window.page, AgreementPage)
    assert window.workstation.ratings.all() == []
    assert window.workstation.open_patient(acosta.id).id == acosta.id


def test_a_repeat_begins_at_once_for_the_same_rater(window: Window, acosta: Patient, visit: str) -> None:
    window.go("patient", patient=acosta.id)
    choose_tests(window, visit, ExamKind.REPEAT)
    press(window, "Ctrl+Enter")

    assert window.page_name == "thomas"
    assert window.desk.exam.exam.started.kind is ExamKind.REPEAT


def test_one_comes_back_to_an_open_rating_by_the_agreement_page(
    window: Window, visit: str, berg: Person
) -> None:
    take_over(window, berg)
    begin_rating(window, visit, ["thomas"], ExamKind.SECOND_RATER)
    window.begin()
    press(window, "Ctrl+K")
    press(window, "Enter")

    assert window.page_name == "thomas"


def test_the_error_is_unknown_until_there_are_pairs_enough(window: Window, visit: str, berg: Person) -> None:
    take_over(window, berg)
    begin_rating(window, visit, ["thomas"], ExamKind.SECOND_RATER)
    window.desk.record(Ref("thomas", "pelvis_controlled", Side.RIGHT), "yes")
    window.desk.record(ANGLE, "33")
    window.next_step()
    press(window, "Ctrl+Enter")
    press(window, "D")
    window.go("agreement")
    press(window, "2")

    assert "1 of 20" in said(window)
    assert "error unknown" in said(window)


def test_a_resident_sees_the_ratings_and_not_the_clinics_figures(window: Window, visit: str) -> None:
    take_over(window, colleague(window.workstation, "Ito, Naoko", Role.RESIDENT))
    window.go("agreement")
    press(window, "2")

    assert "may see how far the clinic's raters agree" in said(window)


@pytest.mark.parametrize("page", ["agreement", "reveal"])
def test_the_pages_fit_the_smallest_window(window: Window, page: str) -> None:
    window.go(page)

    assert cut_texts(window) == []
    assert_fits(window)
