"""A workstation in a folder of its own, with a database on disk and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import SteppedClock
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from tests.clinics import open_clinic
from tests.demonstration import demonstration

__all__ = ["demonstration"]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), timedelta(seconds=5))


@pytest.fixture
def workstation(places: Places, clock: SteppedClock) -> Iterator[Workstation]:
    with open_clinic(places, clock) as opened:
        yield opened


@pytest.fixture
def patient(workstation: Workstation) -> Patient:
    new = Patient(family_name="Acosta", given_name="Elena", born=date(1991, 8, 14), sex="female")
    return workstation.patients.add(new)
