"""What the guide says of the visit before."""

from __future__ import annotations

from decimal import Decimal

from app.patients import Patient
from app.screens.last_visit import last_method, last_visit_lines
from app.workstation import Workstation
from assessments.language.finding import Method
from assessments.language.value import Choice, Quantity, Ref, Side

ID = "lateral_step_down"


def sign_a_visit(workstation: Workstation, patient: Patient, total: int | None) -> None:
    exam = workstation.start_exam(patient.id, "R. Osei, PT")
    if total is not None:
        exam.record(Ref(ID, "step_height"), Quantity(Decimal(20), "cm", "20"))
        exam.record(Ref(ID, "cued"), Choice("uncued"))
        exam.record(Ref(ID, "total", Side.RIGHT), Quantity(Decimal(total), "", str(total)))
    exam.sign("R. Osei, PT", "PT 4471")


def test_the_last_visit_says_when_who_what_and_how(workstation: Workstation, patient: Patient) -> None:
    sign_a_visit(workstation, patient, 5)
    sign_a_visit(workstation, patient, 2)
    history = workstation.history(patient.id)
    assert last_visit_lines(history, ID) == (
        "Exam 2, 02-Mar-2026, R. Osei, PT",
        "Right: 2 of 6, medium",
        "Left: Not recorded",
        "Method: 20 cm step, uncued, shoes not recorded",
    )
    assert last_visit_lines(history.before(2), ID)[1] == "Right: 5 of 6, poor"


def test_a_visit_that_left_the_test_out_is_passed_by(workstation: Workstation, patient: Patient) -> None:
    sign_a_visit(workstation, patient, 5)
    sign_a_visit(workstation, patient, None)
    assert last_visit_lines(workstation.history(patient.id), ID)[0].startswith("Exam 1")


def test_at_the_first_visit_there_is_nothing_to_say(workstation: Workstation, patient: Patient) -> None:
    history = workstation.history(patient.id)
    assert last_visit_lines(history, ID) == ()
    assert last_method(history, ID) is None


def test_the_method_of_last_time_is_known(workstation: Workstation, patient: Patient) -> None:
    sign_a_visit(workstation, patient, 5)
    expected = Method((("step height", "20 cm"), ("instruction", "uncued"), ("shoes", "not recorded")))
    assert last_method(workstation.history(patient.id), ID) == expected
