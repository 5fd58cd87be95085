"""The health line: what is well is short, and what is not says what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.audit import Act, Entry
from app.backups.making import BackupNotMade
from app.backups.schedule import Backed
from app.clock import SteppedClock
from app.health import Health, Line, Severity, backup_line, health, space_line
from app.settings import Settings
from app.workstation import Workstation

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def of(workstation: Workstation) -> Health:
    return health(workstation.places, workstation.database, workstation.backups, workstation.clock)


def line(found: Health, name: str) -> str:
    return next(one.words for one in found.lines if one.name == name)


def test_all_is_well_after_a_backup_here_and_in_the_second_place(
    workstation: Workstation, clock: SteppedClock, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    workstation.change_settings(Settings(second_place=str(tmp_path / "stick")))
    backup = workstation.backups.back_up()
    workstation.backups.rehearse()
    workstation.trail.check()

    found = of(workstation)

    assert found.worst is Severity.GOOD
    assert found.words.startswith(f"Backup verified {backup.manifest.made_at:%H:%M} · ")


def test_a_clinic_without_backups_is_told(workstation: Workstation) -> None:
    found = of(workstation)

    assert found.worst is Severity.WARNING
    assert found.words == (
        "No backup was made yet. The history was not checked as a whole yet. Check the record. "
        "Backups lie on this computer only. Choose a second place, such as a stick or a shared folder."
    )


def test_a_history_that_nobody_checked_is_not_well(workstation: Workstation) -> None:
    found = next(one for one in of(workstation).lines if one.name == "History")
    assert found == Line(
        "History", "The history was not checked as a whole yet. Check the record.", Severity.WARNING
    )

    workstation.trail.check()

    found = next(one for one in of(workstation).lines if one.name == "History")
    assert found.severity is Severity.GOOD


@pytest.mark.parametrize(
    ("hours", "failed", "words", "severity"),
    [
        (3, False, "Backup verified 09:00", Severity.GOOD),
        (20, False, "Backup verified 01-Mar-2026, 16:00", Severity.GOOD),
        (
            30,
            False,
            "No backup for more than a day. Last good: 01-Mar-2026, 06:00",
            Severity.BAD,
        ),
        (3, True, "Backup NOT made: the disk is full. Last good: 09:00", Severity.WARNING),
        (
            30,
            True,
            "Backup NOT made: the disk is full. Last good: 01-Mar-2026, 06:00",
            Severity.BAD,
        ),
    ],
)
def test_the_backup_is_red_after_a_day(hours: int, failed: bool, words: str, severity: Severity) -> None:
    last = NOON - timedelta(hours=hours)
    failure = BackupNotMade("the disk is full", last, NOON).words if failed else ""

    said = backup_line(Backed(last, NOON if failed else None, True), failure, NOON)

    assert (said.words, said.severity) == (words, severity)


@pytest.mark.parametrize(
    ("free", "words", "severity"),
    [
        (60 * 10**9, "60 GB free", Severity.GOOD),
        (400 * 10**6, "Only 400 MB free on the disk. Free some space soon.", Severity.WARNING),
        (40 * 10**6, "40 MB free on the disk. Free space before continuing.", Severity.BAD),
    ],
)
def test_little_room_on_the_disk_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, words: str, severity: Severity
) -> None:
    monkeypatch.setattr("app.health.free_bytes", lambda folder: free)

    said = space_line(tmp_path, tmp_path / "clinic.db")

    assert (said.words, said.severity) == (words, severity)


def test_a_history_that_does_not_match_is_red(workstation: Workstation) -> None:
    workstation.database.tell(Entry(Act.CHAIN_BROKEN, body='{"from": 7}'))

    found = of(workstation)

    assert found.worst is Severity.BAD
    assert found.words == "Record history does not match from entry 7. Tell the data manager."


def test_a_clock_that_went_back_is_said(workstation: Workstation, clock: SteppedClock) -> None:
    clock.set(datetime(2026, 3, 1, 9, tzinfo=UTC))

    assert line(of(workstation), "Clock") == (
        "This computer's clock stands earlier than the last entry. Set it right."
    )


def test_a_month_without_a_rehearsal_is_said(workstation: Workstation, clock: SteppedClock) -> None:
    workstation.backups.back_up()
    assert line(of(workstation), "Rehearsal") == (
        "No backup was tried out in the last month: rehearse a restore."
    )

    workstation.backups.rehearse()

    assert all(one.name != "Rehearsal" for one in of(workstation).lines)


def test_a_restore_that_nobody_confirmed_stands_first(workstation: Workstation, clock: SteppedClock) -> None:
    workstation.backups.restore(workstation.backups.back_up(), "RESTORE")

    assert of(workstation).lines[0].name == "Restored"
