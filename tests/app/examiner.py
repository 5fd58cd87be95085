"""A clinician in a process of their own, who answers until the plug is pulled; run by `test_crash`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from app.clock import SteppedClock
from app.patients import Patient
from app.places import Places
from assessments.language.value import Quantity, Ref
from tests.clinics import open_clinic

workstation = open_clinic(Places(Path(sys.argv[1])), SteppedClock(datetime(2026, 3, 2, tzinfo=UTC)))
unfinished = workstation.unfinished()
if unfinished:
    examination = workstation.open_exam(unfinished[0].id)
else:
    patient = workstation.patients.add(Patient(given_name="Per"))
    examination = workstation.start_exam(patient.id, "B. Lee")
while True:
    number = len(examination.events)
    examination.record(Ref("intake", "pain_now", None, number), Quantity(Decimal("0.5"), "", "0,5"))
    # Not buffered: what has been announced has been kept.
    sys.stdout.buffer.raw.write(b"kept\n")  # type: ignore[attr-defined]
