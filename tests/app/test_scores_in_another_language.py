"""The record of one language opens in another, and its scores are told again so that they can be compared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.audit import Act
from app.clock import SteppedClock
from app.store.audit import Wanted, entries
from tests.clinics import open_clinic

ROOT = Path(__file__).parents[2]

VISIT = """
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from app.clock import SteppedClock
from app.patients import Patient
from assessments.language.value import Choice, Quantity, Ref, Side
from tests.clinics import CLINICIAN, LICENCE, open_clinic

folder, day, angle = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
clock = SteppedClock(datetime(2026, 3, day, 9, tzinfo=UTC), timedelta(seconds=5))
with open_clinic(folder, clock) as workstation:
    known = workstation.patients.find("acosta")
    new = Patient(family_name="Acosta", given_name="Elena", born=date(1991, 8, 14), sex="female")
    patient = known[0] if known else workstation.patients.add(new)
    examination = workstation.start_exam(patient.id, CLINICIAN)
    examination.record(Ref("thomas", "method"), Choice("goniometer"))
    examination.record(Ref("thomas", "hip_angle", Side.RIGHT, 1), Quantity(Decimal(angle), "deg", angle))
    examination.record(Ref("thomas", "pelvis_controlled", Side.RIGHT), Choice("yes"))
    examination.sign(CLINICIAN, LICENCE)
    for point in workstation.history(patient.id).values("thomas.hip_angle", Side.RIGHT):
        print(point.measure.words, point.breaks)
"""


def visit(language: str, folder: Path, day: int, angle: int) -> list[str]:
    """A visit on a computer of that language, and what it tells of the hip angle at every visit."""
    ran = subprocess.run(
        [sys.executable, "-c", VISIT, str(folder), str(day), str(angle)],
        cwd=ROOT,
        env={**os.environ, "SAGITTAL_LANGUAGE": language, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_another_language_is_no_other_method(tmp_path: Path) -> None:
    first = visit("en", tmp_path, 2, 8)
    both = visit("pseudo", tmp_path, 9, 4)
    again = visit("en", tmp_path, 16, 2)

    assert first == ["8° above horizontal ()"]
    assert [line.startswith("⟦") for line in both] == [True, True]
    assert [line.endswith(" ()") for line in both] == [True, True]
    assert again == [f"{angle}° above horizontal ()" for angle in (8, 4, 2)]


def test_the_scores_are_told_again_once_when_the_language_changes(
    tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_again = []
    for language in ("en", "en", "xx", "xx", "en"):
        monkeypatch.setattr("app.door.language", lambda language=language: language)
        with open_clinic(tmp_path, clock) as workstation, workstation.database.reading() as session:
            told_again.append(sum(row.act == Act.REBUILT.value for row in entries(session, Wanted())))

    assert told_again == [0, 0, 1, 1, 2]
