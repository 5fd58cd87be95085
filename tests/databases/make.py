"""Writes the record of this release, invented people only: `python tests/databases/make.py NEW_FOLDER`.

Run once a release and kept for ever; a folder that is there is never written again. The first release kept
one plain file (`v1.sqlite3`); since the second it is the encrypted data file with its key file, which
`app.invented` opens.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.access.roles import Role
from app.access.session import Session
from app.clock import SteppedClock
from app.invented import open_invented
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from assessments.language.value import Choice, Quantity, Ref, Side
from tests.colleagues import colleague

BY = "DEMO, Clinician"
RESIDENT = "Resident, DEMO"


def make(folder: Path) -> None:
    if folder.exists():
        raise SystemExit(f"{folder} is a released record and stays as it is.")
    with tempfile.TemporaryDirectory() as kept:
        places = Places(Path(kept))
        clock = SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(seconds=20))
        with open_invented(places, clock) as workstation:
            fill(workstation)
        folder.mkdir()
        for file in (places.database, places.keyring):
            shutil.copyfile(file, folder / file.name)


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
    _in_training(workstation, anna.id)
    voided = workstation.start_exam(anna.id, BY)
    voided.record(Ref("intake", "pain_now"), Quantity(Decimal(7), "", "7"))
    voided.sign(BY, "DEMO 1")
    voided.void("Wrong patient", BY)
    workstation.start_exam(anna.id, BY).record(Ref("intake", "pain_now"), Quantity(Decimal(3), "", "3"))
    gone = workstation.patients.add(
        Patient(family_name="Demo", given_name="Bo", record_number="DEMO-2", demonstration=True)
    )
    workstation.start_exam(gone.id, BY).record(Ref("intake", "pain_now"), Quantity(Decimal(2), "", "2"))
    workstation.patients.void(gone.id, "Entered twice")


def _in_training(workstation: Workstation, patient_id: str) -> None:
    """An exam that waits for a countersign."""
    before = workstation.session
    resident = colleague(workstation, RESIDENT, Role.RESIDENT, licence="DEMO 2")
    workstation.take_seat(Session(resident, resident.roles))
    exam = workstation.start_exam(patient_id, RESIDENT)
    exam.record(Ref("intake", "pain_now"), Quantity(Decimal(5), "", "5"))
    exam.sign(RESIDENT, "DEMO 2")
    workstation.take_seat(before)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
