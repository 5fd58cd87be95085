"""Writes the database of this release, invented people only: `python tests/databases/make.py NEW_FILE`.

Run once a release and kept for ever; a file that is there is never written again.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.clock import SteppedClock
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from assessments.language.value import Choice, Quantity, Ref, Side
from tests.clinics import open_clinic

BY = "DEMO, Clinician"


def make(file: Path) -> None:
    if file.exists():
        raise SystemExit(f"{file} is a released database and stays as it is.")
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder))
        clock = SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(seconds=20))
        with open_clinic(places, clock) as workstation:
            fill(workstation)
        file.write_bytes(places.database.read_bytes())


def fill(workstation: Workstation) -> None:
    anna = workstation.patients.add(
        Patient(
            family_name="Demo",
            given_name="Anna",
            born=date(1991, 8, 14),
            sex="female",
            record_number="DEMO-1",
            demonstration=True,
        )
    )
    signed = workstation.start_exam(anna.id, BY)
    signed.record(Ref("thomas", "method"), Choice("inclinometer"))
    for side, typed in ((Side.RIGHT, 12), (Side.LEFT, -3)):
        signed.record(Ref("thomas", "pelvis_controlled", side), Choice("yes"))
        for trial in (1, 2):
            words = f"{abs(typed)} {'above' if typed > 0 else 'below'}"
            signed.record(Ref("thomas", "hip_angle", side, trial), Quantity(Decimal(typed), "deg", words))
    signed.record(Ref("thomas", "groin_pinch", Side.RIGHT), Choice("yes"))
    signed.undo()
    signed.record(Ref("thomas", "groin_pinch", Side.RIGHT), Choice("no"))
    signed.skip("clamshell", "time")
    signed.sign(BY, "DEMO 1")
    workstation.start_exam(anna.id, BY).record(Ref("intake", "pain_now"), Quantity(Decimal(3), "", "3"))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
