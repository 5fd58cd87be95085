"""The intake as the page shows it: nothing is answered before somebody answers it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.examination import Examination
from app.patients import Patient
from app.screens.entry import EntryScreen, EntryState
from app.screens.intake import (
    LAST_VISIT,
    ON_RECORD,
    ORDER,
    intake_screen,
    keys_of,
    known,
    last_signed,
    last_visit,
    ref,
)
from app.workstation import Workstation
from assessments.intake import ASSESSMENT
from assessments.language.exam import Version
from assessments.language.value import Choice, Quantity, Ref

BY = "B. Lee, PT"


@pytest.fixture
def exam(workstation: Workstation, patient: Patient) -> Examination:
    return workstation.start_exam(patient.id, BY)


def amount(text: str, unit: str = "") -> Quantity:
    return Quantity(Decimal(text), unit)


def signed_visit(workstation: Workstation, patient: Patient) -> Version:
    visit = workstation.start_exam(patient.id, BY)
    visit.record_many(
        [
            (ref("height"), amount("171.5", "cm")),
            (ref("mass"), amount("66", "kg")),
            (ref("dominant_leg"), Choice("left")),
            (ref("pain_now"), amount("4")),
        ]
    )
    visit.sign(BY, "PT 1")
    before = last_signed(workstation, patient.id, visit.number + 1)
    assert before is not None
    return before


def test_the_page_asks_every_step_once() -> None:
    assert sorted(ORDER) == sorted(step.id for step in ASSESSMENT.protocol.steps)


def test_nothing_is_answered_and_nothing_is_missing_before_the_first_answer(exam: Examination) -> None:
    screen = intake_screen(exam.exam, exam.patient, None)

    assert {entry.state for entry in screen.entries.values()} == {EntryState.EMPTY}


def test_a_required_question_is_missing_once_it_was_passed_by(exam: Examination) -> None:
    exam.record(ref("running"), Choice("worse"))
    screen = intake_screen(exam.exam, exam.patient, None)

    assert screen.entries["pain_sites"].state is EntryState.MISSING
    assert screen.entries["walking"].state is EntryState.MISSING
    assert screen.entries["sitting"].state is EntryState.EMPTY
    assert screen.entries["pain_now"].state is EntryState.EMPTY


def test_on_coming_back_everything_that_signing_waits_for_is_missing(exam: Examination) -> None:
    exam.record(ref("pain_now"), amount("3"))
    screen = intake_screen(exam.exam, exam.patient, None, returning=True)

    assert screen.entries["sitting"].state is EntryState.MISSING


def test_what_runners_and_the_young_are_asked_is_not_put_to_others(exam: Examination) -> None:
    screen = intake_screen(exam.exam, exam.patient, None)
    assert screen.unasked == {
        "only_after_running": "runners only",
        "extension_or_impact_sport": "under 20 only",
    }

    exam.record(ref("runner"), Choice("yes"))
    assert "only_after_running" not in intake_screen(exam.exam, exam.patient, None).unasked


def test_someone_of_unknown_age_is_asked_about_sport(workstation: Workstation) -> None:
    nobody = workstation.patients.add(Patient(family_name="Per"))
    exam = workstation.start_exam(nobody.id, BY)

    assert "extension_or_impact_sport" not in intake_screen(exam.exam, nobody, None).unasked


def test_height_and_mass_on_the_record_are_proposed_and_not_answered(exam: Examination) -> None:
    patient = replace(exam.patient, height_cm=Decimal("171"), mass_kg=Decimal("66.50"))
    screen = intake_screen(exam.exam, patient, None)

    assert screen.entries["height"] == EntryScreen("171", EntryState.PROPOSED, ON_RECORD)
    assert screen.entries["mass"] == EntryScreen("66.5", EntryState.PROPOSED, ON_RECORD)
    assert ref("height") not in exam.exam.entries


def test_the_last_signed_visit_knows_more_recently_than_the_record(
    workstation: Workstation, patient: Patient
) -> None:
    before = signed_visit(workstation, patient)

    assert known(replace(patient, mass_kg=Decimal(70)), before) == {
        "height": EntryScreen("171.5", EntryState.PROPOSED, LAST_VISIT),
        "mass": EntryScreen("66", EntryState.PROPOSED, LAST_VISIT),
        "dominant_leg": EntryScreen("left", EntryState.PROPOSED, LAST_VISIT),
    }


def test_an_answer_stands_in_place_of_what_was_known(workstation: Workstation, patient: Patient) -> None:
    before = signed_visit(workstation, patient)
    now = workstation.start_exam(patient.id, BY)
    now.record(ref("mass"), amount("68", "kg"))

    screen = intake_screen(now.exam, patient, before)
    assert screen.entries["mass"] == EntryScreen("68", EntryState.FILLED)
    assert screen.entries["height"].state is EntryState.PROPOSED


def test_a_visit_that_was_not_signed_says_nothing_about_today(
    workstation: Workstation, patient: Patient, exam: Examination
) -> None:
    exam.record(ref("mass"), amount("68", "kg"))

    assert last_signed(workstation, patient.id, 2) is None


def test_the_last_visit_is_told_with_its_gaps(workstation: Workstation, patient: Patient) -> None:
    said = last_visit(signed_visit(workstation, patient))

    assert "Pain now: 4 of 10" in said
    assert "How long: not recorded" in said
    assert last_visit(None) == ()


def test_the_key_bar_says_what_answers_the_question_in_focus() -> None:
    unanswered = EntryScreen()

    def keys(step: str, entry: EntryScreen = unanswered) -> tuple[tuple[str, str], ...]:
        return keys_of(ASSESSMENT.protocol.step(step).kind, entry)

    assert keys("walking") == (
        ("W", "worse"), ("N", "not worse"), ("A", "not applicable"), ("Enter", "next"),
    )  # fmt: skip
    assert keys("pain_now") == (("0–9", "rating"), ("T", "ten"), ("Enter", "next"))
    assert keys("pain_sites") == (("1–8", "tick or untick"), ("Enter", "next"))
    proposed = EntryScreen("171.5", EntryState.PROPOSED, LAST_VISIT)
    assert keys("height", proposed) == (("Enter", "as last visit: 171.5 cm"),)


def test_a_signed_intake_is_locked(workstation: Workstation, patient: Patient, exam: Examination) -> None:
    exam.record(ref("pain_now"), amount("4"))
    exam.sign(BY, "PT 1")

    screen = intake_screen(exam.exam, patient, None)
    assert screen.entries["pain_now"].state is EntryState.LOCKED
    assert Ref("intake", "pain_now") == ref("pain_now")
