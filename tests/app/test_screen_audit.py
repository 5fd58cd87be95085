"""The page of who did what: each entry in words, and marked where the clock could not be right."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.audit import Act
from app.clock import SteppedClock
from app.places import Places
from app.screens.audit import audit_screen
from app.store.audit import Wanted
from tests.clinics import CLINICIAN, open_clinic

MOST = 100


def test_an_entry_made_while_the_clock_went_back_says_so(tmp_path: Path, clock: SteppedClock) -> None:
    places = Places(tmp_path / "data", tmp_path / "config")
    open_clinic(places, clock).close()
    clock.set(clock.now() - timedelta(days=1))

    with open_clinic(places, clock) as workstation:
        lines = workstation.trail.lines(Wanted(), MOST)
    rows = {row.id: row.cells for row in audit_screen(lines, MOST, timedelta(0)).rows}

    marked = [line for line in lines if line.row.clock]
    assert Act.CLOCK_BACK.value in [line.row.act for line in marked]
    for line in lines:
        when, who, did, _, _ = rows[str(line.row.seq)]
        assert when.endswith(" (clock?)") == (line in marked)
        assert did.lower() == line.row.act.lower()
        assert who in (CLINICIAN, "The program")
    back = next(line for line in marked if line.row.act == Act.CLOCK_BACK.value)
    assert rows[str(back.row.seq)][0] == f"01-Mar-2026 {back.row.at[11:19]} (clock?)"


def test_entries_before_and_without_a_clock_gone_back_are_not_marked(
    tmp_path: Path, clock: SteppedClock
) -> None:
    with open_clinic(Places(tmp_path / "data"), clock) as workstation:
        lines = workstation.trail.lines(Wanted(), MOST)

    assert not any("clock?" in row.cells[0] for row in audit_screen(lines, MOST, timedelta(0)).rows)
