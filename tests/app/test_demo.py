"""The demonstration shows what there is to see, and cannot be taken for a clinic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import InvalidOperation
from pathlib import Path

import pytest

from app.cli import main
from app.clock import SteppedClock
from app.demo import PEOPLE, NotForDemonstration, make_demonstration
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from assessments.language.catalogue import catalogue
from assessments.language.completeness import open_refs
from assessments.language.exam import Phase
from assessments.language.value import Side
from tests.clinics import open_clinic

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workstation]:
    places = Places(tmp_path_factory.mktemp("demonstration"))
    make_demonstration(places, SteppedClock(NOW))
    with open_clinic(places, SteppedClock(NOW)) as workstation:
        yield workstation


def test_every_patient_is_marked_as_invented(demonstration: Workstation) -> None:
    patients = demonstration.patients.find("")

    assert [patient.name.startswith("DEMO, ") for patient in patients] == [True] * 6
    assert [patient.record_number for patient in patients] == [f"DEMO-{n}" for n in range(1, 7)]
    assert all(patient.demonstration for patient in patients)


def test_it_shows_several_classes_a_referral_and_an_unfinished_exam(demonstration: Workstation) -> None:
    heads = [h for p in demonstration.patients.find("") for h in demonstration.exams_of(p.id)]

    assert {h.class_code for h in heads if h.phase is Phase.SIGNED} == {
        "EXT-MOB", "EXT-CTRL", "FRONT", "MIX", "UNM-FLEX", "CLEAR", "R2",
    }  # fmt: skip
    assert len(demonstration.unfinished()) == 1
    assert max(h.started_at for h in heads) < NOW


def test_what_is_signed_in_it_is_complete(demonstration: Workstation) -> None:
    for patient in demonstration.patients.find(""):
        for head in demonstration.exams_of(patient.id):
            answers = demonstration.open_exam(head.id).exam.answers
            if head.phase is Phase.SIGNED:
                assert [ref.path for part in catalogue() for ref in open_refs(part, answers)] == []


def test_a_changed_method_breaks_the_line(demonstration: Workstation) -> None:
    (anna,) = demonstration.patients.find("demo anna")
    series = demonstration.history(anna.id).series("thomas.hip_angle", Side.RIGHT)

    assert [point.visit for point in series] == [1, 2, 3, 4, 5]
    assert [point.measure.amount for point in series] == ["14", "9", "3", "1", "-8"]
    assert [point.breaks for point in series] == [(), (), (), ("method",), ()]
    assert {point.examiner for point in series} == {"DEMO, Clinician"}


def test_no_trend_is_flat(demonstration: Workstation) -> None:
    trended = (
        "thomas.hip_angle", "thomas.knee_angle", "hip_strength.extension", "hip_strength.abduction",
        "clamshell.repetitions", "lateral_step_down.total", "intake.pain_worst",
    )  # fmt: skip
    for name in ("demo anna", "demo bruno", "demo carla"):
        (patient,) = demonstration.patients.find(name)
        history = demonstration.history(patient.id)
        for code in trended:
            amounts = {p.measure.amount for side in (*Side, None) for p in history.values(code, side)}
            first, last = (history.values(code, side) for side in (Side.RIGHT, Side.LEFT))
            assert len(amounts) > 1, (name, code)
            assert all(len({p.measure.amount for p in each}) > 1 for each in (first, last) if each), (
                name,
                code,
            )


def test_making_everything_again_changes_nothing(demonstration: Workstation) -> None:
    def shown() -> list[object]:
        patients = demonstration.patients.find("")
        return [(demonstration.history(p.id), demonstration.exams_of(p.id)) for p in patients]

    before = shown()
    demonstration.rebuild()

    assert shown() == before


def test_the_command_writes_into_a_folder_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "look around"

    assert main(["demo", "--data-dir", str(folder)]) == 0

    assert capsys.readouterr().out == (
        f"6 invented patients with 14 visits are in {folder}.\n"
        "User demo, passphrase “only invented people here”.\n"
    )
    assert Places(folder).database.exists()


def test_a_clinics_data_folder_is_left_alone(
    places: Places, clock: SteppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_clinic(places, clock) as workstation:
        workstation.patients.add(Patient(given_name="Per"))
    before = places.database.read_bytes()

    assert main(["demo", "--data-dir", str(places.root)]) == 2

    assert places.database.read_bytes() == before
    assert capsys.readouterr().err == (
        f"There is already a data file in {places.root}. Nothing was changed. "
        "Choose an empty folder for the demonstration.\n"
    )


@pytest.mark.parametrize("part", ["clinic.db-wal", "sagittal.sqlite3", "clinic.keys.prev"])
def test_a_part_of_a_clinics_data_file_is_left_alone(places: Places, part: str) -> None:
    places.prepare()
    (places.root / part).write_bytes(b"committed rows")

    with pytest.raises(NotForDemonstration):
        make_demonstration(places, SteppedClock(NOW))

    assert (places.root / part).read_bytes() == b"committed rows"
    assert not places.database.exists()


def test_a_demonstration_that_was_broken_off_leaves_the_folder_empty(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks_off = replace(PEOPLE[4], height="tall")
    monkeypatch.setattr("app.demo.PEOPLE", (PEOPLE[5], breaks_off))

    with pytest.raises(InvalidOperation):
        make_demonstration(places, SteppedClock(NOW))

    assert [path.name for path in places.root.iterdir()] == ["logs"]
    monkeypatch.setattr("app.demo.PEOPLE", (PEOPLE[4],))
    assert make_demonstration(places, SteppedClock(NOW)) == 1


def test_no_folder_named_is_never_the_users_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--data-dir", ""])

    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("argument --data-dir: name a folder\n")
