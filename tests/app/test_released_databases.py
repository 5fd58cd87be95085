"""Every database a release ever wrote still opens, with every answer in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from app.clock import SteppedClock
from app.evaluation import evaluate
from app.history import compared
from app.places import Places
from app.report.clinician import clinician_report
from app.report.document import Pictured
from app.screens.entry import EntryState
from app.screens.intake import intake_screen
from app.store.journal import events_of
from app.store.schema import ExamRow, Kept
from app.workstation import Workstation
from assessments.language.exam import Event, ExamKind, Phase
from assessments.language.value import Quantity, Ref, Side
from tests.clinics import open_clinic

RELEASED = Path(__file__).parents[1] / "databases"


@pytest.fixture
def opened(places: Places) -> Places:
    places.prepare()
    shutil.copyfile(RELEASED / "v1.sqlite3", places.plain)
    return places


@pytest.fixture
def second(places: Places) -> Places:
    """As the second release left it: encrypted, with its key file."""
    places.prepare()
    for file in (places.database, places.keyring):
        shutil.copyfile(RELEASED / "v2" / file.name, file)
    return places


def everything_of(workstation: Workstation) -> dict[str, tuple[Event, ...]]:
    with workstation.database.reading() as session:
        return {exam: events_of(session, exam) for exam in session.scalars(select(ExamRow.id))}


def test_the_first_release_still_opens(opened: Places, clock: SteppedClock) -> None:
    with open_clinic(opened, clock) as workstation:
        (anna,) = workstation.patients.find("demo anna")
        waiting, signed = workstation.exams_of(anna.id)
        examination = workstation.open_exam(signed.id)
        history = workstation.history(anna.id)

    assert anna.demonstration
    assert (waiting.phase, signed.phase, signed.signed_by) == (
        Phase.EXAMINING,
        Phase.SIGNED,
        "DEMO, Clinician",
    )
    angle = examination.exam.entries[Ref("thomas", "hip_angle", Side.RIGHT, 1)]
    assert isinstance(angle, Quantity)
    assert (angle.amount, angle.typed) == (Decimal("12"), "12 above")
    assert [point.measure.amount for point in history.series("thomas.hip_angle", Side.RIGHT)] == ["12"]


def test_an_exam_from_before_the_body_chart_reads_and_prints_as_it_was_given(
    opened: Places, clock: SteppedClock
) -> None:
    with open_clinic(opened, clock) as workstation:
        (anna,) = workstation.patients.find("demo anna")
        waiting, signed = (workstation.open_exam(head.id) for head in workstation.exams_of(anna.id))
        evaluation = evaluate(signed.exam.answers)
        document = clinician_report(
            anna, signed.exam, evaluation, (), workstation.history(anna.id), None, workstation.settings
        )
        chart = intake_screen(waiting.exam, anna, None).entries["pain_map"]

    assert signed.exam.started.protocols["intake"] == waiting.exam.started.protocols["intake"] == "1"
    assert not any(isinstance(section, Pictured) for section in document.sections)
    assert chart.state is EntryState.BARRED


def test_pain_told_before_the_chart_is_compared_with_pain_told_since(
    opened: Places, clock: SteppedClock
) -> None:
    pain = Ref("intake", "pain_now")
    with open_clinic(opened, clock) as workstation:
        (anna,) = workstation.patients.find("demo anna")
        waiting = workstation.open_exam(workstation.exams_of(anna.id)[0].id)
        waiting.sign("DEMO, Clinician", "DEMO 1")
        now = workstation.start_exam(anna.id, "DEMO, Clinician")
        now.record(pain, Quantity(Decimal(1), "", "1"))
        now.sign("DEMO, Clinician", "DEMO 1")
        before, after = workstation.history(anna.id).values("intake.pain_now")

    assert (before.protocol_version, after.protocol_version) == ("1", "2")
    assert after.breaks == ()
    assert compared(before, after).code != "not_comparable"


def test_scores_made_again_from_the_journal_are_the_same(opened: Places, clock: SteppedClock) -> None:
    with open_clinic(opened, clock) as workstation:
        (anna,) = workstation.patients.find("demo anna")
        scores, heads = workstation.history(anna.id), workstation.exams_of(anna.id)

        workstation.rebuild()

        assert workstation.history(anna.id) == scores
        assert workstation.exams_of(anna.id) == heads
        assert scores.scores


def test_the_second_release_still_opens_with_every_visit_under_its_number(
    second: Places, clock: SteppedClock
) -> None:
    with open_clinic(second, clock) as workstation:
        (anna,) = workstation.patients.find("demo anna")
        (bo,) = workstation.patients.find("demo bo", voided=True)
        heads = workstation.exams_of(anna.id)
        events = everything_of(workstation)
        waiting = workstation.awaiting_countersign()
        scores = workstation.history(anna.id)
        workstation.rebuild()

        assert workstation.exams_of(anna.id) == heads
        assert workstation.history(anna.id) == scores
        assert workstation.trail.check() is None

    assert [(head.number, head.phase) for head in heads] == [
        (4, Phase.EXAMINING),
        (3, Phase.VOIDED),
        (2, Phase.SIGNED),
        (1, Phase.SIGNED),
    ]
    assert {head.kind for head in heads} == {ExamKind.VISIT}
    assert [(head.number, head.signed_by) for head in waiting] == [(2, "Resident, DEMO")]
    assert bo.voided is not None
    assert sorted(len(told) for told in events.values()) == [2, 2, 3, 4, 13]
    assert [point.measure.amount for point in scores.values("thomas.hip_angle", Side.RIGHT)] == ["12"]


def test_a_visit_of_the_second_release_is_scored_again(second: Places, clock: SteppedClock) -> None:
    with open_clinic(second, clock) as workstation:
        (anna,) = workstation.patients.find("demo anna")
        first = workstation.exams_of(anna.id)[-1]
        rating = workstation.ratings.begin(first.id, ["thomas"], ExamKind.REPEAT)
        rating.sign(workstation.person.name, "")

        assert workstation.ratings.revealed(rating.id).rating.visit == 1
        assert workstation.start_exam(anna.id, "DEMO, Clinician").number == 5


@pytest.mark.parametrize("release", ["opened", "second"])
def test_the_steps_lead_to_the_shape_the_program_expects(
    release: str, request: pytest.FixtureRequest, clock: SteppedClock
) -> None:
    with (
        open_clinic(request.getfixturevalue(release), clock) as workstation,
        workstation.database.engine.connect() as connection,
    ):
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Kept.metadata)

    assert differences == []


def test_a_shape_without_a_step_is_noticed(opened: Places, clock: SteppedClock) -> None:
    with open_clinic(opened, clock) as workstation, workstation.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE patients ADD COLUMN town VARCHAR")
        differences = compare_metadata(MigrationContext.configure(connection), Kept.metadata)

    assert [difference[0] for difference in differences] == ["remove_column"]


def test_an_amended_exam_has_the_scores_of_its_last_signature(opened: Places, clock: SteppedClock) -> None:
    hip = Ref("thomas", "hip_angle", Side.RIGHT, 1)
    with open_clinic(opened, clock) as workstation:
        (anna,) = workstation.patients.find("demo anna")
        examination = workstation.open_exam(workstation.exams_of(anna.id)[-1].id)
        examination.amend("Read from the wrong side of the scale", "DEMO, Clinician")
        for trial in (1, 2):
            examination.record(replace(hip, trial=trial), Quantity(Decimal(8), "deg", "8 above"))
        assert [
            p.measure.amount for p in workstation.history(anna.id).series("thomas.hip_angle", Side.RIGHT)
        ] == ["12"]

        examination.sign("DEMO, Clinician", "DEMO 1")

        assert [
            p.measure.amount for p in workstation.history(anna.id).series("thomas.hip_angle", Side.RIGHT)
        ] == ["8"]
