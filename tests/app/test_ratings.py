"""Tests of a visit scored again: who may, what they see, what is kept, and what it never becomes: a visit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from decimal import Decimal

import pytest

from app.access.person import Person
from app.access.roles import Role
from app.audit import Act, Entry
from app.backups.rescue import rescue_record
from app.clock import SteppedClock
from app.earlier import earlier_history, earlier_visit
from app.evaluation import evaluate
from app.examination import Examination
from app.patients import Patient
from app.places import Places
from app.printing import report_page
from app.ratings import BLIND
from app.screens.last_visit import last_visit_lines
from app.store.audit import Wanted, entries
from app.store.codec import event_text, read_event
from app.store.engine import connect
from app.store.erasing import remove_patient
from app.trail import WITHHELD
from app.workstation import Workstation
from assessments.language.exam import ExamKind, NotAllowed, Phase
from assessments.language.value import Choice, Quantity, Ref, Side
from tests.clinics import open_clinic
from tests.colleagues import colleague, sit

ANGLE = Ref("thomas", "hip_angle", Side.RIGHT, 1)
SECOND, REPEAT = ExamKind.SECOND_RATER, ExamKind.REPEAT


def degrees(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "deg", str(amount))


@pytest.fixture
def first(workstation: Workstation, patient: Patient) -> Examination:
    """A signed visit with the Thomas test, by who is at the desk."""
    examination = workstation.start_exam(patient.id, workstation.person.name)
    examination.record(Ref("intake", "pain_side"), Choice("right"))
    examination.record(Ref("thomas", "pelvis_controlled", Side.RIGHT), Choice("yes"))
    examination.record(ANGLE, degrees(8))
    examination.sign(workstation.person.name, workstation.person.licence)
    return examination


@pytest.fixture
def berg(workstation: Workstation) -> Person:
    """A colleague who has not seen the patient."""
    return colleague(workstation, "Berg, Tove", Role.CLINICIAN, licence="PT 77")


@pytest.fixture
def rating(workstation: Workstation, first: Examination, berg: Person) -> Examination:
    """The Thomas test, begun again by the colleague, who is at the desk."""
    sit(workstation, berg)
    return workstation.ratings.begin(first.id, ["thomas"], SECOND)


def close(workstation: Workstation, rating: Examination) -> None:
    rating.sign(workstation.person.name, workstation.person.licence)


def acts(workstation: Workstation, entity: str) -> list[str]:
    with workstation.database.reading() as session:
        return [row.act for row in entries(session, Wanted(entity=entity))]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as found:
        act()
    return str(found.value)


# Who may


def test_a_second_rater_is_somebody_else_and_a_repeat_is_by_the_same(
    workstation: Workstation, first: Examination, berg: Person
) -> None:
    ratings = workstation.ratings
    assert "scored this" in refused(lambda: ratings.begin(first.id, ["thomas"], SECOND))
    assert ratings.why_not(first.id, ["thomas"], REPEAT) == ""

    sit(workstation, berg)
    assert "switch the user" in refused(lambda: ratings.begin(first.id, ["thomas"], REPEAT))
    assert ratings.why_not(first.id, ["thomas"], SECOND) == ""


def test_who_opened_the_visit_before_is_no_blind_second_rater(
    workstation: Workstation, first: Examination, berg: Person
) -> None:
    sit(workstation, berg)
    workstation.open_exam(first.id)

    assert "opened this exam before" in refused(
        lambda: workstation.ratings.begin(first.id, ["thomas"], SECOND)
    )


def test_who_saw_the_patients_page_since_it_was_signed_is_no_blind_second_rater_either(
    workstation: Workstation, patient: Patient, first: Examination, berg: Person
) -> None:
    sit(workstation, berg)
    workstation.open_patient(patient.id)

    assert "before" in workstation.ratings.why_not(first.id, ["thomas"], SECOND)


def test_who_looked_at_both_scores_of_another_is_no_blind_second_rater(
    workstation: Workstation, first: Examination, rating: Examination
) -> None:
    close(workstation, rating)
    sit(workstation, next(p for p in workstation.people.all() if Role.MANAGER in p.roles))
    sit(workstation, colleague(workstation, "Lind, Eva", Role.CLINICIAN))
    assert workstation.ratings.why_not(first.id, ["thomas"], SECOND) == ""

    workstation.ratings.revealed(rating.id)
    assert "before" in workstation.ratings.why_not(first.id, ["thomas"], SECOND)


def test_what_was_asked_for_waits_until_somebody_begins(
    workstation: Workstation, first: Examination, berg: Person
) -> None:
    workstation.ratings.ask(first.id, ["thomas"])
    sit(workstation, berg)
    (asked,) = workstation.ratings.waiting
    assert (asked.visit, asked.tests, asked.givers) == (1, ("thomas",), (first.exam.started.by,))

    workstation.ratings.begin(asked.exam_id, asked.tests, SECOND)
    assert workstation.ratings.waiting == ()


def test_only_tests_that_were_scored_are_scored_again(workstation: Workstation, first: Examination) -> None:
    assert [test.id for test in workstation.ratings.ratable(first.id)] == ["thomas"]
    assert "Only what was scored" in refused(
        lambda: workstation.ratings.begin(first.id, ["clamshell"], REPEAT)
    )
    assert "at least one" in refused(lambda: workstation.ratings.begin(first.id, [], REPEAT))


def test_a_voided_visit_is_not_scored_again(workstation: Workstation, first: Examination) -> None:
    first.void("Wrong patient", workstation.person.name)

    assert workstation.ratings.ratable(first.id) == ()


# Without sight of the first


def test_the_rater_has_the_facts_and_none_of_the_first_scores(
    workstation: Workstation, rating: Examination
) -> None:
    assert rating.exam.answers.choice("intake", "pain_side") == "right"
    assert ANGLE not in rating.exam.entries
    assert "intake" not in {ref.assessment for ref in rating.exam.recorded}
    assert earlier_visit(workstation, rating) is None
    seen = earlier_history(workstation, rating)
    assert seen.scores == ()
    assert last_visit_lines(seen, "thomas") == (
        "Not shown: this rating is given without sight of earlier scores.",
    )


def test_while_it_is_open_the_rater_is_refused_the_record_and_that_is_told(
    workstation: Workstation, patient: Patient, first: Examination, rating: Examination
) -> None:
    assert refused(lambda: workstation.open_exam(first.id)) == BLIND
    assert refused(lambda: workstation.open_patient(patient.id)) == BLIND
    assert refused(lambda: workstation.history(patient.id)) == BLIND
    assert refused(lambda: report_page(first, evaluate(first.exam.answers), (), workstation)) == BLIND
    assert Act.NOT_PERMITTED in acts(workstation, f"exam:{first.id}")
    assert acts(workstation, f"patient:{patient.id}").count(Act.NOT_PERMITTED) >= 3
    assert "closed" in refused(lambda: workstation.ratings.revealed(rating.id))
    assert workstation.ratings.pairs() == ()


def test_the_first_rater_goes_on_working_meanwhile_and_does_not_open_the_rating(
    workstation: Workstation, patient: Patient, first: Examination, rating: Examination
) -> None:
    osei = next(p for p in workstation.people.all() if p.name == first.exam.started.by)
    sit(workstation, osei)

    assert workstation.open_exam(first.id).exam.entries[ANGLE] == degrees(8)
    assert "gives this rating" in refused(lambda: workstation.open_exam(rating.id))
    assert "gives this rating" in refused(lambda: rating.record(ANGLE, degrees(3)))


def test_the_audit_shows_a_blind_auditor_no_answer(workstation: Workstation, first: Examination) -> None:
    both = colleague(workstation, "Lind, Eva", Role.CLINICIAN, Role.AUDITOR)
    sit(workstation, both)
    rating = workstation.ratings.begin(first.id, ["thomas"], SECOND)

    lines = workstation.trail.lines(Wanted(entity=f"exam:{first.id}"))
    assert {line.row.body for line in lines if line.row.body} <= {WITHHELD}

    close(workstation, rating)
    told = workstation.trail.lines(Wanted(entity=f"exam:{first.id}"))
    assert any("hip_angle" in (line.row.body or "") for line in told)


def test_a_rating_takes_answers_of_its_tests_alone(rating: Examination) -> None:
    rating.record(ANGLE, degrees(5))

    assert "no other" in refused(lambda: rating.record(Ref("intake", "pain_now"), degrees(3)))
    assert "no other" in refused(lambda: rating.record(Ref("clamshell", "pain", Side.RIGHT), degrees(3)))


def test_a_rating_given_up_opens_the_record_again(
    workstation: Workstation, patient: Patient, rating: Examination
) -> None:
    rating.abandon("The patient had to leave", workstation.person.name)

    assert workstation.open_patient(patient.id).id == patient.id
    assert workstation.ratings.of_patient(patient.id) == []


# Both side by side


def test_closing_shows_both_item_by_item_and_neither_changes_for_it_afterwards(
    workstation: Workstation, first: Examination, rating: Examination
) -> None:
    rating.record(ANGLE, degrees(5))
    close(workstation, rating)
    shown = workstation.ratings.revealed(rating.id)

    assert shown.pair.first.answers.entries[ANGLE] == degrees(8)
    assert shown.pair.second.answers.entries[ANGLE] == degrees(5)
    assert (shown.pair.first.rater, shown.pair.second.rater) == (first.exam.started.by, "Berg, Tove")
    assert "closed" in refused(lambda: rating.record(ANGLE, degrees(8)))
    assert "closed" in refused(lambda: rating.amend("Typed wrong", "Berg, Tove"))

    again = workstation.open_exam(first.id, "Berg, Tove")
    again.amend("Read from the wrong side", "Berg, Tove")
    again.record(ANGLE, degrees(5))
    again.sign("Berg, Tove", "PT 77")
    assert workstation.ratings.revealed(rating.id).pair == shown.pair


def test_both_events_are_kept_and_told(workstation: Workstation, rating: Examination) -> None:
    close(workstation, rating)
    workstation.ratings.revealed(rating.id)

    told = acts(workstation, f"exam:{rating.id}")
    assert told == [Act.REVEALED, Act.SIGNED, Act.EXAM_STARTED]


def test_a_visit_that_is_not_signed_yet_is_scored_again_as_it_stood(
    workstation: Workstation, patient: Patient, berg: Person
) -> None:
    osei = workstation.person
    visit = workstation.start_exam(patient.id, osei.name)
    visit.record(ANGLE, degrees(8))
    sit(workstation, berg)
    rating = workstation.ratings.begin(visit.id, ["thomas"], SECOND)
    sit(workstation, osei)
    visit.undo()
    sit(workstation, berg)
    close(workstation, rating)

    assert workstation.ratings.revealed(rating.id).pair.first.answers.entries[ANGLE] == degrees(8)


def test_the_clinics_pairs_leave_out_a_voided_rating_and_a_voided_visit(
    workstation: Workstation, first: Examination, rating: Examination
) -> None:
    close(workstation, rating)
    (pair,) = workstation.ratings.pairs()
    assert (pair.kind, pair.assessments) == ("second_rater", frozenset({"thomas"}))
    assert {measure.code.split(".")[0] for measure in pair.first.measures} == {"thomas"}

    rating.void("Another patient lay on the couch", "Berg, Tove")
    assert workstation.ratings.pairs() == ()


def test_who_was_shown_both_is_not_blind_a_second_time(
    workstation: Workstation, first: Examination, rating: Examination
) -> None:
    close(workstation, rating)
    workstation.ratings.revealed(rating.id)

    assert "before" in workstation.ratings.why_not(first.id, ["thomas"], SECOND)


# Never a visit


def test_a_rating_is_in_no_list_of_visits_and_takes_no_number(
    workstation: Workstation, patient: Patient, first: Examination, rating: Examination
) -> None:
    def visits() -> list[object]:
        return [
            [head.id for head in workstation.exams_of(patient.id)],
            [head.id for head in workstation.unfinished()],
            [head.id for head in workstation.awaiting_countersign()],
            [head.id for _, head in workstation.recent()],
        ]

    assert visits() == [[first.id], [], [], [first.id]]
    close(workstation, rating)
    assert visits() == [[first.id], [], [], [first.id]]
    assert workstation.start_exam(patient.id, "Berg, Tove").number == 2


def test_a_rating_adds_nothing_to_the_history_when_closed_or_made_again(
    workstation: Workstation, patient: Patient, first: Examination, rating: Examination
) -> None:
    rating.record(ANGLE, degrees(5))
    close(workstation, rating)
    before = workstation.history(patient.id)
    sit(workstation, next(p for p in workstation.people.all() if Role.MANAGER in p.roles))
    workstation.rebuild()

    assert workstation.history(patient.id) == before
    assert {score.visit for score in before.scores} == {1}
    assert workstation.ratings.of_patient(patient.id)[0].phase is Phase.SIGNED


def test_a_residents_rating_waits_for_no_countersign(workstation: Workstation, first: Examination) -> None:
    sit(workstation, colleague(workstation, "Ito, Naoko", Role.RESIDENT, licence="S 12"))
    rating = workstation.ratings.begin(first.id, ["thomas"], SECOND)
    close(workstation, rating)

    assert not rating.exam.awaits_countersign


def test_ratings_are_erased_with_the_patient(
    workstation: Workstation, patient: Patient, first: Examination, rating: Examination
) -> None:
    close(workstation, rating)
    manager = next(p for p in workstation.people.all() if Role.MANAGER in p.roles)
    sit(workstation, manager)
    remove_patient(workstation.database, patient.id, Entry(Act.ERASED, f"patient:{patient.id}"))

    with workstation.database.reading() as session:
        told = list(entries(session, Wanted(entity=f"exam:{rating.id}")))
    assert [row.body for row in told] == [None, None]
    assert workstation.ratings.pairs() == ()


def test_a_rating_whose_row_is_lost_is_rescued_as_a_rating(
    workstation: Workstation,
    places: Places,
    clock: SteppedClock,
    patient: Patient,
    rating: Examination,
) -> None:
    """Its first event says what it is; taken for a visit it would count as one."""
    close(workstation, rating)
    unlocked = workstation.unlocked
    workstation.close()
    with closing(connect(places.database, unlocked.database_key)) as opened:
        ((page,),) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'exams'").fetchall()
    content = bytearray(places.database.read_bytes())
    content[page * 4096 - 2000] ^= 1
    places.database.write_bytes(content)

    found = rescue_record(places, unlocked, clock)

    assert found.lost == ()
    with open_clinic(places, clock) as again:
        again.rebuild()
        assert [head.number for head in again.exams_of(patient.id)] == [1]
        assert [one.kind for one in again.ratings.of_patient(patient.id)] == [SECOND]
        assert {score.visit for score in again.history(patient.id).scores} == {1}


def test_how_a_rating_began_is_the_same_after_writing_and_reading(rating: Examination) -> None:
    began = rating.events[0]

    assert read_event(event_text(began)) == began
