"""Backups: verified before they have a name, kept by the calendar, and never silently missing."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.access.person import Person
from app.access.roles import Role
from app.access.session import NotPermitted, Session
from app.audit import Act
from app.backups import schedule
from app.backups.keeping import expires, to_delete
from app.backups.kept import Backup, find_backups
from app.backups.kinds import Kind
from app.backups.making import BackupNotMade, BackupNotSound, make_backup
from app.backups.manifest import Manifest, ManifestDamaged, read_manifest
from app.backups.rehearsal import due as rehearsal_due
from app.backups.replacing import finish_replacement
from app.clock import SteppedClock
from app.places import Places
from app.settings import Settings
from app.store.audit import Wanted, entries
from app.store.copying import Contents, CopyNotSound, NotCopied, verify_copy
from app.workstation import Workstation
from tests.clinics import PASSPHRASE

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def acts(workstation: Workstation, *wanted: Act) -> list[str]:
    with workstation.database.reading() as session:
        return [row.act for row in entries(session, Wanted(acts=tuple(act.value for act in wanted)))]


def at(made_at: datetime, pinned: bool = False) -> Backup:
    manifest = Manifest("id", made_at, Kind.DAILY, pinned, Contents(2, 1, "", {}), 0, {})
    return Backup(Path(f"{made_at:%Y%m%dT%H%M%S}"), manifest)


def test_a_backup_holds_what_the_record_held(workstation: Workstation, patient: object) -> None:
    before = workstation.database.anchor()
    backup = workstation.backups.back_up()

    held = verify_copy(backup.database, workstation.unlocked.database_key, backup.manifest.contents)
    assert (held.seq, held.mac) == (before.seq, before.mac)
    assert held.counts["patients"] == 1
    assert backup.keyring.read_text("ascii") == workstation.unlocked.keyring.text()
    assert backup.manifest.database_id == workstation.unlocked.keyring.database_id
    assert acts(workstation, Act.BACKED_UP) == ["backed up"]


def test_a_backup_is_one_file_for_its_owner_alone(workstation: Workstation) -> None:
    backup = workstation.backups.back_up()

    assert sorted(file.name for file in backup.folder.iterdir()) == [
        "clinic.db",
        "clinic.keys",
        "manifest.json",
    ]
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in backup.folder.iterdir()} == {0o600}
        assert backup.folder.stat().st_mode & 0o777 == 0o700


def test_what_is_entered_while_it_is_made_is_in_the_next(
    workstation: Workstation, clock: SteppedClock
) -> None:
    first = workstation.backups.back_up()
    clock.advance(60)
    second = workstation.backups.back_up()

    assert second.manifest.contents.seq > first.manifest.contents.seq
    assert [backup.name for backup in workstation.backups.kept()] == [second.name, first.name]


def test_two_backups_of_one_second_have_two_names(workstation: Workstation) -> None:
    clock = SteppedClock(NOON)
    names = [
        make_backup(workstation.places, workstation.unlocked, clock, Kind.BY_HAND).name for _ in range(2)
    ]

    assert names == ["20260302T120000Z-by-hand", "20260302T120000Z-by-hand-2"]


def test_the_folder_that_cannot_be_written_is_said_with_the_last_good_one(
    workstation: Workstation, clock: SteppedClock
) -> None:
    clock.set(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    workstation.backups.back_up()
    backups = workstation.places.backups
    away = backups.rename(backups.with_name("away"))
    backups.write_bytes(b"a file where the folder was")

    with pytest.raises(BackupNotMade) as refused:
        workstation.backups.back_up()
    assert refused.value.words == "Backup NOT made: the folder cannot be written. There is no good one yet"

    backups.unlink()
    away.rename(backups)
    (backups / "x").mkdir()
    assert workstation.backups.failure() == refused.value.words
    assert acts(workstation, Act.BACKUP_FAILED) == ["backup failed"]
    workstation.backups.back_up()
    assert workstation.backups.failure() == ""


def test_the_words_of_a_backup_that_was_not_made() -> None:
    today, before = datetime(2026, 3, 2, 9, 30, tzinfo=UTC), datetime(2026, 2, 27, 17, 5, tzinfo=UTC)

    assert BackupNotMade("the disk is full", today, NOON).words == (
        "Backup NOT made: the disk is full. Last good: 09:30"
    )
    assert BackupNotMade("the disk is full", before, NOON).words == (
        "Backup NOT made: the disk is full. Last good: 27-Feb-2026, 17:05"
    )


def test_a_damaged_record_gives_a_bad_copy_and_the_last_good_one_stays(
    workstation: Workstation, clock: SteppedClock
) -> None:
    good = workstation.backups.back_up()
    places, unlocked = workstation.places, workstation.unlocked
    workstation.close()
    content = bytearray(places.database.read_bytes())
    content[len(content) // 2] ^= 1
    places.database.write_bytes(content)

    with pytest.raises(BackupNotMade) as refused:
        make_backup(places, unlocked, clock, Kind.DAILY)

    assert refused.value.words == (
        f"Backup NOT made: the data file is damaged (E-DAMAGE). Last good: {good.manifest.made_at:%H:%M}"
    )
    assert [backup.name for backup in find_backups(places.backups, unlocked.keys.backup)] == [good.name]


def test_a_copy_that_cannot_be_verified_is_kept_as_bad_and_never_listed(
    workstation: Workstation, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaging(file: Path, key: str, expected: Contents) -> Contents:
        content = bytearray(file.read_bytes())
        content[5000] ^= 1
        file.write_bytes(content)
        return verify_copy(file, key, expected)

    monkeypatch.setattr("app.backups.making.verify_copy", damaging)
    with pytest.raises(BackupNotSound) as refused:
        make_backup(workstation.places, workstation.unlocked, SteppedClock(NOON), Kind.DAILY)

    assert refused.value.words == "Backup NOT made: the copy could not be verified. There is no good one yet"
    assert [folder.name for folder in workstation.places.backups.iterdir()] == ["20260302T120000Z-daily.bad"]
    assert workstation.backups.kept() == []


def test_a_copy_with_another_key_or_other_rows_is_not_sound(workstation: Workstation) -> None:
    backup = workstation.backups.back_up()
    held = backup.manifest.contents
    key = workstation.unlocked.database_key

    for wrong_key, expected in (("0" * 96, held), (key, Contents(held.schema, held.seq, "", held.counts))):
        with pytest.raises(CopyNotSound):
            verify_copy(backup.database, wrong_key, expected)
    with pytest.raises(NotCopied):
        verify_copy(backup.folder / "gone.db", key)


def test_the_manifest_is_sealed_with_the_clinics_key(workstation: Workstation) -> None:
    backup = workstation.backups.back_up()
    content = (backup.folder / "manifest.json").read_bytes()
    key = workstation.unlocked.keys.backup

    assert read_manifest(content, key) == backup.manifest
    assert read_manifest(content, None) == backup.manifest
    with pytest.raises(ManifestDamaged) as refused:
        read_manifest(content, b"another clinic's key".ljust(32))
    assert refused.value.words == (
        "The description of this backup was changed or is damaged (E-MANIFEST). Choose another backup."
    )
    with pytest.raises(ManifestDamaged):
        read_manifest(content.replace(b'"pinned": false', b'"pinned": true'), key)


def test_a_changed_passphrase_is_in_the_next_backup(workstation: Workstation) -> None:
    before = workstation.unlocked.keyring
    workstation.people.change_own_passphrase(PASSPHRASE, "a bicycle without brakes")
    kept = workstation.places.keyring.read_text("ascii")
    assert kept != before.text()

    backup = workstation.backups.back_up()

    assert backup.keyring.read_text("ascii") == kept


# What stays


def test_all_of_two_days_stays() -> None:
    made = [at(NOON - timedelta(hours=hours)) for hours in range(49)]

    assert to_delete(made, NOON) == []


def test_then_one_a_day_a_week_and_a_month() -> None:
    made = [at(NOON - timedelta(hours=6 * n)) for n in range(4 * 730)]

    gone = {backup.folder for backup in to_delete(made, NOON)}
    stays = [backup for backup in made if backup.folder not in gone]
    days = {backup.manifest.made_at.date() for backup in stays}

    assert sum(NOON - backup.manifest.made_at <= timedelta(hours=48) for backup in stays) == 9
    assert {NOON.date() - timedelta(days=n) for n in range(7)} <= days
    assert len({day.isocalendar()[:2] for day in days if (NOON.date() - day).days < 28}) == 5
    assert len({(day.year, day.month) for day in days}) == 12
    assert len(stays) < 9 + 7 + 5 + 12


def test_a_pinned_backup_and_the_newest_one_stay_for_ever() -> None:
    old = NOON - timedelta(days=2000)
    made = [at(old, pinned=True), at(old + timedelta(days=1))]

    assert to_delete(made, NOON) == []
    many = [*made, *(at(NOON - timedelta(days=40 * n)) for n in range(40))]
    assert at(old, pinned=True) not in to_delete(many, NOON)


def test_what_goes_is_deleted_and_the_rest_can_still_be_read(
    workstation: Workstation, clock: SteppedClock
) -> None:
    for day in range(14):
        clock.set(datetime(2026, 3, 2 + day, 9, 30, tzinfo=UTC))
        workstation.backups.back_up()

    names = [backup.name[:8] for backup in workstation.backups.kept()]
    assert names == [f"202603{day:02}" for day in (15, 14, 13, 12, 11, 10, 9, 8)]
    assert sorted(folder.name[:8] for folder in workstation.places.backups.iterdir()) == sorted(names)


def test_a_backup_before_what_cannot_be_undone_is_pinned() -> None:
    assert [kind.value for kind in Kind if kind.pinned] == [
        "before-update", "before-restore", "before-rotate", "broken-history",
    ]  # fmt: skip


def test_how_long_old_backups_hold_an_erased_record_is_known() -> None:
    assert expires([at(NOON)], NOON) == date(2027, 3, 1)
    assert expires([at(NOON), at(NOON, pinned=True)], NOON) is None


@pytest.mark.parametrize("away", [0, 40, 200])
def test_on_that_day_they_are_gone_however_seldom_a_backup_is_made(away: int) -> None:
    made = [at(NOON - timedelta(days=away * n)) for n in range(3)]
    told = expires(made, NOON)
    assert told is not None
    on_the_day = datetime(told.year, told.month, told.day, tzinfo=UTC)

    fresh = at(on_the_day)
    assert to_delete([*made, fresh], on_the_day) == sorted(made, key=lambda one: one.manifest.made_at)
    before = at(on_the_day - timedelta(seconds=1))
    assert made[0] not in to_delete([*made, before], before.manifest.made_at)


# When


@pytest.mark.parametrize(
    ("last_good", "failed", "changed", "due"),
    [
        (None, None, False, True),
        (timedelta(minutes=29), None, True, False),
        (timedelta(minutes=30), None, True, True),
        (timedelta(minutes=30), None, False, False),
        (timedelta(hours=13), None, False, True),
        (timedelta(hours=2), timedelta(minutes=4), True, False),
        (timedelta(hours=2), timedelta(minutes=5), True, True),
        (timedelta(minutes=-40), None, True, True),
    ],
)
def test_when_a_backup_is_due(
    last_good: timedelta | None, failed: timedelta | None, changed: bool, due: bool
) -> None:
    backed = schedule.Backed(
        None if last_good is None else NOON - last_good, None if failed is None else NOON - failed, changed
    )

    assert schedule.due(backed, NOON) is due


@pytest.mark.parametrize(
    ("last_good", "failed", "changed", "red"),
    [
        (timedelta(hours=24), True, True, False),
        (timedelta(hours=25), True, True, True),
        (timedelta(hours=25), False, True, True),
        (timedelta(hours=25), False, False, False),
        (None, True, True, True),
        (None, False, True, False),
    ],
)
def test_when_its_absence_is_an_alarm(
    last_good: timedelta | None, failed: bool, changed: bool, red: bool
) -> None:
    backed = schedule.Backed(
        None if last_good is None else NOON - last_good, NOON if failed else None, changed
    )

    assert schedule.overdue(backed, NOON) is red


def test_a_backup_is_made_at_the_start_and_after_half_an_hour_of_work(
    workstation: Workstation, clock: SteppedClock
) -> None:
    first = workstation.backups.back_up_if_due()
    assert first is not None
    assert first.manifest.kind is Kind.DAILY
    clock.advance(40 * 60)
    assert workstation.backups.back_up_if_due() is None
    workstation.change_settings(Settings(clinic_name="Clinic"))

    second = workstation.backups.back_up_if_due()

    assert second is not None
    assert second.manifest.kind is Kind.REGULAR
    assert workstation.backups.back_up_if_changed() is None


def test_a_rehearsal_is_due_once_a_month() -> None:
    assert rehearsal_due(None, NOON)
    assert not rehearsal_due(NOON - timedelta(days=29), NOON)
    assert rehearsal_due(NOON - timedelta(days=30), NOON)
    assert rehearsal_due(NOON + timedelta(days=1), NOON)


def test_half_a_backup_is_never_listed_and_goes_at_the_next_start(
    workstation: Workstation, places: Places
) -> None:
    backup = workstation.backups.back_up()
    half = places.backups / "20260302T000000Z-daily.partial"
    shutil.copytree(backup.folder, half)
    assert workstation.backups.kept() == [backup]

    finish_replacement(places)

    assert not half.exists()


def test_everybody_may_back_up_and_only_a_manager_may_restore(workstation: Workstation) -> None:
    backup = workstation.backups.back_up()
    resident = Person("r", "R.", "", "r", frozenset({Role.RESIDENT}))
    workstation.take_seat(Session(resident, resident.roles))

    workstation.backups.back_up()
    for act in (
        lambda: workstation.backups.restore(backup, "RESTORE"),
        lambda: workstation.backups.will_be_missing(backup),
        workstation.backups.rotate,
        workstation.backups.this_is_right,
    ):
        with pytest.raises(NotPermitted):
            act()
