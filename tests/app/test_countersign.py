"""What a resident signs waits for a countersign; a voided exam or record counts nowhere and is not lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.access.roles import Role
from app.access.session import NotPermitted
from app.audit import Act
from app.clock import SteppedClock
from app.earlier import earlier_visit
from app.evaluation import evaluate
from app.examination import Examination
from app.exams import ExamHead
from app.patients import Patient
from app.screens.home import home_screen
from app.screens.patient import patient_screen
from app.screens.plan import plan_screen
from app.screens.saving import SavedMark
from app.screens.strip import strip_for_exam
from app.store.audit import Wanted, entries
from app.workstation import Workstation
from assessments.language.exam import NotAllowed, Phase
from assessments.language.value import Quantity, Ref, Side, Text
from tests.colleagues import colleague, sit

ANGLE = Ref("thomas", "hip_angle", Side.RIGHT, 1)


@pytest.fixture
def resident_exam(workstation: Workstation, patient: Patient) -> Examination:
    """Signed by the resident, who is still at the desk."""
    sit(workstation, colleague(workstation, "Ito, Naoko", Role.RESIDENT, licence="S 12"))
    examination = workstation.start_exam(patient.id, workstation.person.name)
    examination.record(ANGLE, Quantity(Decimal(8), "deg", "8"))
    examination.sign(workstation.person.name, workstation.person.licence)
    return examination


def head(workstation: Workstation, examination: Examination) -> ExamHead:
    return next(h for h in workstation.exams_of(examination.patient.id) if h.id == examination.id)


def supervised(workstation: Workstation, examination: Examination) -> Examination:
    """The same exam, opened by a supervisor who came to the desk."""
    supervisors = [p for p in workstation.people.all() if Role.SUPERVISOR in p.roles]
    if not supervisors:
        manager = next(p for p in workstation.people.all() if Role.MANAGER in p.roles)
        sit(workstation, manager)
        supervisors = [colleague(workstation, "Berg, Tove", Role.SUPERVISOR, licence="PT 77")]
    sit(workstation, supervisors[0])
    return workstation.open_exam(examination.id, workstation.person.name)


def acts(workstation: Workstation, exam_id: str) -> list[str]:
    with workstation.database.reading() as session:
        return [row.act for row in entries(session, Wanted(entity=f"exam:{exam_id}"))]


def test_what_a_resident_signs_waits_and_what_a_clinician_signs_does_not(
    workstation: Workstation, patient: Patient, resident_exam: Examination
) -> None:
    assert resident_exam.exam.awaits_countersign
    assert head(workstation, resident_exam).awaits_countersign
    assert [h.id for h in workstation.awaiting_countersign()] == [resident_exam.id]

    supervisor = supervised(workstation, resident_exam)
    own = workstation.start_exam(patient.id, "Berg, Tove")
    own.sign("Berg, Tove", "PT 77")
    assert not own.exam.awaits_countersign

    supervisor.countersign("Berg, Tove", "PT 77")
    assert workstation.awaiting_countersign() == []
    assert acts(workstation, resident_exam.id)[:2] == [Act.COUNTERSIGNED, Act.RECORD_OPENED]


def test_it_counts_while_it_waits_and_says_so(
    workstation: Workstation, patient: Patient, resident_exam: Examination
) -> None:
    assert workstation.history(patient.id).scores

    now = workstation.clock.now().date()
    heads = workstation.exams_of(patient.id)
    home = home_screen("", [patient], {patient.id: heads[0]}, [], [], {}, now)
    assert home.rows[0].words == "Awaiting countersign"
    screen = patient_screen(heads, workstation.history(patient.id), str)
    assert screen.exams[0].state_words == "Awaiting countersign"
    assert screen.since == "Since last visit, 02-Mar-2026, awaiting countersign"
    evaluation = evaluate(resident_exam.exam.answers)
    strip = strip_for_exam(resident_exam, evaluation, workstation.settings, SavedMark("Saved", None))
    assert strip.saved.endswith("Ito, Naoko, awaiting countersign")
    assert plan_screen(resident_exam.exam, evaluation).signed.endswith("Ito, Naoko; awaiting countersign")


def test_a_resident_countersigns_nothing_and_the_try_is_written_down(
    workstation: Workstation, resident_exam: Examination
) -> None:
    with pytest.raises(NotPermitted, match=r"^Only a clinician or a supervisor may countersign an exam\.$"):
        resident_exam.countersign("Somebody Else", "PT 1")

    with workstation.database.reading() as session:
        last = entries(session, Wanted(), most=1)[0]
    assert (last.act, last.body, last.person) == (
        Act.NOT_PERMITTED,
        "countersign",
        workstation.person.id,
    )
    assert resident_exam.exam.awaits_countersign


def test_who_was_a_resident_then_does_not_countersign_their_own_exam_now(
    workstation: Workstation, resident_exam: Examination
) -> None:
    resident = workstation.person
    married = replace(resident, name="Ito-Berg, Naoko", roles=frozenset({Role.SUPERVISOR}))
    sit(workstation, married)
    own = workstation.open_exam(resident_exam.id, married.name)

    with pytest.raises(NotAllowed, match=r"^Somebody other than the one who signed has to countersign\.$"):
        own.countersign("Ito-Berg, Naoko", resident.licence)


def test_an_addendum_waits_for_nobody_until_it_is_signed(
    workstation: Workstation, resident_exam: Examination
) -> None:
    supervisor = supervised(workstation, resident_exam)
    supervisor.amend("Wrong side", "Berg, Tove")

    assert not head(workstation, resident_exam).awaits_countersign

    sit(workstation, next(p for p in workstation.people.all() if Role.RESIDENT in p.roles))
    again = workstation.open_exam(resident_exam.id, workstation.person.name)
    again.sign(workstation.person.name, workstation.person.licence)
    assert head(workstation, resident_exam).awaits_countersign


def test_a_voided_exam_counts_nowhere(
    workstation: Workstation, patient: Patient, resident_exam: Examination
) -> None:
    supervisor = supervised(workstation, resident_exam)
    supervisor.void("Another patient's answers", "Berg, Tove")

    voided = head(workstation, resident_exam)
    assert (voided.phase, voided.class_code, voided.signed_at, voided.signed_by) == (
        Phase.VOIDED,
        None,
        None,
        None,
    )
    assert workstation.history(patient.id).scores == ()
    assert workstation.awaiting_countersign() == []
    assert workstation.unfinished() == []
    row = patient_screen([voided], workstation.history(patient.id), str).exams[0]
    assert (row.words, row.state_words) == ("Counts nowhere", "Voided")
    following = workstation.start_exam(patient.id, "Berg, Tove")
    assert following.number == 2
    assert earlier_visit(workstation, following) is None


def test_a_voided_exam_stays_readable_with_its_reason(
    workstation: Workstation, resident_exam: Examination
) -> None:
    supervised(workstation, resident_exam).void("Another patient's answers", "Berg, Tove")

    again = workstation.open_exam(resident_exam.id)
    assert again.exam.entries[ANGLE] == Quantity(Decimal(8), "deg", "8")
    assert plan_screen(again.exam, evaluate(again.exam.answers)).signed == (
        "Voided 02-Mar-2026, Berg, Tove: Another patient's answers"
    )
    assert (
        strip_for_exam(
            again, evaluate(again.exam.answers), workstation.settings, SavedMark("Saved", None)
        ).saved
        == "Voided: counts nowhere"
    )
    with pytest.raises(NotAllowed, match=r"^The exam was voided\. Start a new one\.$"):
        again.record(ANGLE, Quantity(Decimal(9), "deg", "9"))


def test_lists_made_again_from_the_journals_are_the_same(
    workstation: Workstation, patient: Patient, resident_exam: Examination
) -> None:
    supervisor = supervised(workstation, resident_exam)
    voided = workstation.start_exam(patient.id, "Berg, Tove")
    voided.record(ANGLE, Quantity(Decimal(9), "deg", "9"))
    voided.sign("Berg, Tove", "PT 77")
    voided.void("Twice entered", "Berg, Tove")
    countersigned = workstation.start_exam(patient.id, "Berg, Tove")
    countersigned.sign("Berg, Tove", "PT 77")
    before = (workstation.exams_of(patient.id), workstation.history(patient.id))
    sit(workstation, next(p for p in workstation.people.all() if Role.MANAGER in p.roles))

    workstation.rebuild()

    assert (workstation.exams_of(patient.id), workstation.history(patient.id)) == before
    assert supervisor.exam.awaits_countersign


def test_a_voided_record_is_in_no_list_and_is_found_when_asked_for(
    workstation: Workstation, patient: Patient
) -> None:
    examination = workstation.start_exam(patient.id, "R. Osei, PT")

    voided = workstation.patients.void(patient.id, " Entered twice ")

    assert voided.voided is not None
    assert (voided.voided.by, voided.voided.reason) == (workstation.person.name, "Entered twice")
    assert workstation.patients.get(patient.id) == voided
    assert workstation.patients.find("acosta") == []
    assert workstation.patients.find("acosta", voided=True) == [voided]
    assert workstation.recent() == []
    assert workstation.unfinished() == []
    for act in (
        lambda: workstation.start_exam(patient.id, "R. Osei, PT"),
        lambda: workstation.patients.correct(voided),
        lambda: workstation.open_exam(examination.id).record(Ref("intake", "note"), Text("x")),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert str(refused.value) == "This patient's record is voided. A data manager can bring it back."


def test_a_data_manager_brings_a_voided_record_back(workstation: Workstation, patient: Patient) -> None:
    workstation.patients.void(patient.id, "Entered twice")

    assert workstation.patients.bring_back(patient.id) == patient

    assert workstation.patients.find("acosta") == [patient]
    with workstation.database.reading() as session:
        told = entries(session, Wanted(entity=f"patient:{patient.id}"))
    assert [(row.act, row.body) for row in told[:2]] == [
        (Act.PATIENT_RESTORED, ""),
        (Act.PATIENT_VOIDED, "Entered twice"),
    ]


def test_a_void_needs_its_reason_and_happens_once(workstation: Workstation, patient: Patient) -> None:
    with pytest.raises(NotAllowed, match=r"^Say why the record is voided\.$"):
        workstation.patients.void(patient.id, "  ")
    with pytest.raises(NotAllowed, match=r"^The record is not voided\.$"):
        workstation.patients.bring_back(patient.id)
    workstation.patients.void(patient.id, "Entered twice")
    with pytest.raises(NotAllowed, match=r"^The record is already voided\.$"):
        workstation.patients.void(patient.id, "Entered twice")


def test_the_number_of_a_voided_record_is_still_its_own(
    workstation: Workstation, clock: SteppedClock
) -> None:
    first = workstation.patients.add(Patient(family_name="Berg", record_number="7"))
    workstation.patients.void(first.id, "Entered twice")

    complaint = workstation.patients.complaints(Patient(family_name="Lund", record_number="7"))

    assert complaint["record_number"].words == (
        "Record number 7 already belongs to BERG, whose record is voided."
    )


def test_nobody_signs_in_another_name(workstation: Workstation, patient: Patient) -> None:
    own = workstation.start_exam(patient.id, workstation.person.name)

    with pytest.raises(NotAllowed) as refused:
        own.sign("Berg, Tove", "PT 77")

    assert str(refused.value) == "R. Osei, PT is at the desk. Switch the user to sign as Berg, Tove."
    assert own.exam.open


def test_after_a_switch_of_user_the_next_answer_bears_the_new_name(
    workstation: Workstation, patient: Patient, resident_exam: Examination
) -> None:
    own = workstation.start_exam(patient.id, workstation.person.name)
    before = own.by
    sit(workstation, next(p for p in workstation.people.all() if p.name != before))

    assert own.by == workstation.person.name != before
