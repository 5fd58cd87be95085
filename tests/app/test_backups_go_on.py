"""Backups go on after the record was exchanged for another copy, and when its file does not answer."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from app.backups.kinds import Kind
from app.backups.second import place_of
from app.clock import SteppedClock
from app.disk import parts
from app.door import Door
from app.health import Line, Severity, health
from app.patients import Patient
from app.places import Places
from app.settings import Settings
from app.upkeep import after_signing, at_exit, keep_up, standing
from app.vault.cost import QUICK
from app.workstation import Workstation
from tests.clinics import LOGIN, PASSPHRASE, open_clinic

ELENA = Patient(family_name="Acosta", given_name="Elena")
BO = Patient(family_name="Bakke", given_name="Bo")


def kinds(station: Workstation) -> list[Kind]:
    return [backup.manifest.kind for backup in station.backups.kept()]


def backup_line(station: Workstation) -> Line:
    found = health(station.places, station.database, station.backups, station.clock)
    return next(line for line in found.lines if line.name == "Backup")


@pytest.fixture
def restored(workstation: Workstation, places: Places, clock: SteppedClock) -> Workstation:
    """The record as it was before much that the newest backup, made before the restore, still holds."""
    first = workstation.backups.back_up()
    for _ in range(5):
        workstation.patients.add(ELENA)
    clock.advance(60)
    workstation.backups.restore(first, "RESTORE")
    workstation.close()
    return open_clinic(places, clock)


def test_a_restored_record_is_in_no_backup_and_that_is_said(restored: Workstation) -> None:
    with restored:
        found = backup_line(restored)

    assert found.severity is Severity.WARNING
    assert found.words.startswith(
        "The record as it is now is in no backup yet. Last backup, before it was exchanged: "
    )


def test_who_says_that_it_is_right_backs_it_up_at_once(restored: Workstation) -> None:
    with restored:
        restored.backups.this_is_right()

        assert kinds(restored) == [Kind.REGULAR, Kind.BEFORE_RESTORE, Kind.BY_HAND]
        assert backup_line(restored).severity is Severity.GOOD


def test_what_is_signed_after_a_restore_is_in_a_backup_at_once(
    restored: Workstation, clock: SteppedClock
) -> None:
    with restored:
        restored.backups.this_is_right()
        clock.advance(60)
        restored.patients.add(BO)
        after_signing(restored)
        clock.advance(60)
        restored.patients.add(BO)
        at_exit(restored)

        assert kinds(restored)[:3] == [Kind.REGULAR, Kind.SIGNING, Kind.REGULAR]
        assert restored.backups.kept()[0].manifest.contents.counts["patients"] == 2


def test_an_older_copy_that_was_accepted_is_backed_up_at_once(
    workstation: Workstation, places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    workstation.close()
    older = tmp_path / "older.db"
    shutil.copyfile(places.database, older)
    with open_clinic(places, clock) as opened:
        for _ in range(5):
            opened.patients.add(ELENA)
        opened.backups.back_up()
        opened.anchor()
    for part in parts(places.database):
        part.unlink(missing_ok=True)
    shutil.copyfile(older, places.database)

    with (
        Door(places, clock, QUICK) as door,
        door.unlock(LOGIN, PASSPHRASE, accept_older="The newer disk is broken") as opened,
    ):
        assert backup_line(opened).severity is Severity.WARNING
        keep_up(opened, idle=False)
        assert len(opened.backups.kept()) == 2
        assert backup_line(opened).severity is Severity.GOOD


def test_a_record_out_of_reach_stops_no_upkeep_and_is_told(
    workstation: Workstation, places: Places, clock: SteppedClock
) -> None:
    keep_up(workstation, idle=False)
    away = places.database.rename(places.database.with_name("away.db"))
    clock.advance(3600)

    keep_up(workstation, idle=False)
    after_signing(workstation)
    at_exit(workstation)

    said = [line.words for line in standing(workstation).health.lines]
    assert any(words.startswith("Backup NOT made: ") for words in said)

    away.rename(places.database)
    clock.advance(5 * 60)
    keep_up(workstation, idle=False)
    assert len(workstation.backups.kept()) == 2
    assert workstation.backups.failure() == ""


def test_a_second_place_that_hangs_holds_nobody_up(workstation: Workstation, tmp_path: Path) -> None:
    place = tmp_path / "stick" / place_of(workstation.unlocked.keyring.database_id)
    hanging = place / "20200101T000000Z-daily" / "manifest.json"
    hanging.parent.mkdir(parents=True)
    os.mkfifo(hanging)
    workstation.change_settings(Settings(second_place=str(tmp_path / "stick")))
    workstation.backups.patience = 0.2

    workstation.backups.back_up()
    workstation.backups.back_up()

    assert len(workstation.backups.kept()) == 2
    assert workstation.backups.second_words == (
        "Not copied to the second place: the folder does not answer, or is slow. "
        "The backup on this computer is whole."
    )
    hanging.write_bytes(b"")
