"""A backup put back, the keys changed, a damaged record rescued: nothing is lost that anybody had."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.access.person import NewPerson
from app.audit import Act
from app.backups.kept import Backup, NoSuchBackup
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.backups.manifest import Manifest
from app.backups.rescue import NotRescued, rescue_record
from app.backups.restoring import (
    BackupDamaged,
    NotConfirmed,
    OtherClinic,
    WrongBackupKey,
    keys_of_backup,
    keys_of_backup_by_recovery,
    restore,
    will_be_missing,
)
from app.backups.service import BackupsOff
from app.clock import SteppedClock
from app.door import CannotOpen
from app.erased import ErasureLedger
from app.faults import NewerDatabase
from app.patients import Patient
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.copying import TROUBLE, contents
from app.store.engine import connect
from app.store.schema import SCHEMA
from app.store.taking_over import take_over
from app.unlocked import Unlocked
from app.workstation import Workstation
from assessments.language.value import Quantity, Ref
from tests.clinics import LOGIN, PASSPHRASE, RECOVERY_KEY, open_clinic

ELENA = Patient(family_name="Acosta", given_name="Elena", born=date(1991, 8, 14), sex="female")
FIRST_OF_ROWS = 30
"""Pages before this one say what tables there are; without them nothing can be read."""
RELEASED = Path(__file__).parents[1] / "databases" / "v1.sqlite3"
BO = Patient(family_name="Bakke", given_name="Bo", born=date(1980, 1, 2), sex="male", record_number="B-7")


@pytest.fixture
def backup(workstation: Workstation) -> Backup:
    """Of a record with Elena in it; Bo came afterwards."""
    workstation.patients.add(ELENA)
    made = workstation.backups.back_up()
    workstation.patients.add(BO)
    return made


def names(workstation: Workstation) -> list[str]:
    return sorted(patient.family_name for patient in workstation.patients.find(""))


def again(places: Places, clock: SteppedClock) -> Workstation:
    return open_clinic(places, clock)


def test_what_will_be_missing_is_said_first(workstation: Workstation, backup: Backup) -> None:
    assert workstation.backups.will_be_missing(backup).words == (
        "Backup of 02-Mar-2026, 09:00: 4 entries.",
        "1 entry made since will be missing. Patients changed since: Bakke, Bo (B-7).",
    )


def test_a_restore_brings_back_the_record_of_that_day_and_keeps_the_present_one(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock
) -> None:
    kept = workstation.backups.restore(backup, "RESTORE")
    workstation.close()

    with again(places, clock) as opened:
        assert names(opened) == ["Acosta"]
        assert opened.warnings == ()
        assert opened.database.history_break() is None
        with opened.database.reading() as session:
            told = entries(session, Wanted(acts=(Act.RESTORED.value,)))
        assert json.loads(told[0].body or "") == {"backup": backup.name, "lost": 1}
        assert told[0].person == opened.person.id
        kinds = [found.manifest.kind for found in opened.backups.kept()]
    assert kinds == [Kind.BEFORE_RESTORE, Kind.BY_HAND]
    assert (kept / "clinic.db").exists()
    assert (kept / "clinic.keys").exists()
    assert not (places.incoming).exists()


def let_go(workstation: Workstation) -> None:
    """As the program starts anew after an exchange: nothing more is written, and the folder is free."""
    for end in workstation.at_close:
        end()


def test_after_a_restore_nothing_is_said_to_have_broken_off(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock
) -> None:
    workstation.backups.restore(backup, "RESTORE")
    let_go(workstation)

    with again(places, clock) as opened:
        assert not opened.broke_off


def test_after_new_keys_nothing_is_said_to_have_broken_off(
    workstation: Workstation, places: Places, clock: SteppedClock
) -> None:
    workstation.backups.rotate()
    let_go(workstation)

    with again(places, clock) as opened:
        assert not opened.broke_off
        assert opened.database.history_break() is None


def test_backups_are_off_until_somebody_says_that_this_is_right(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock
) -> None:
    workstation.backups.restore(backup, "RESTORE")
    workstation.close()

    with again(places, clock) as opened:
        restored = opened.backups.unconfirmed()
        assert restored is not None
        assert restored.words == (
            f"The backup {backup.name} was restored on 02-Mar-2026, {restored.at:%H:%M}. "
            "Look through the record. Backups are off until you say that this is right."
        )
        assert opened.backups.back_up_if_due() is None
        with pytest.raises(BackupsOff) as refused:
            opened.backups.back_up()
        assert refused.value.words == (
            "Backups are off until somebody has said that the restored record is right."
        )
        opened.backups.this_is_right()
        assert opened.backups.unconfirmed() is None
        opened.backups.back_up()


@pytest.mark.parametrize("typed", ["", "restore", "yes"])
def test_a_restore_is_nobodys_slip_of_the_finger(
    workstation: Workstation, backup: Backup, typed: str
) -> None:
    with pytest.raises(NotConfirmed) as refused:
        workstation.backups.restore(backup, typed)

    assert refused.value.words == "Nothing was changed. To restore the backup, type RESTORE."
    assert names(workstation) == ["Acosta", "Bakke"]


def test_a_backup_of_another_clinic_is_refused(
    workstation: Workstation, backup: Backup, tmp_path: Path, clock: SteppedClock
) -> None:
    other = Places(tmp_path / "other")
    with open_clinic(other, clock) as opened:
        theirs = opened.backups.back_up()
        their_keys = opened.unlocked

    with pytest.raises(OtherClinic) as refused:
        restore(workstation.places, workstation.unlocked, theirs.folder, their_keys, clock, "RESTORE")
    assert refused.value.words == "This backup belongs to another clinic. Nothing was changed."
    with pytest.raises(OtherClinic):
        restore(workstation.places, their_keys, theirs.folder, their_keys, clock, "RESTORE")


def test_a_backup_of_a_newer_version_is_refused(
    workstation: Workstation, backup: Backup, clock: SteppedClock
) -> None:
    manifest = backup.manifest
    newer = replace(manifest, contents=replace(manifest.contents, schema=99))
    _write(backup, newer, workstation)

    with pytest.raises(NewerDatabase):
        workstation.backups.restore(backup, "RESTORE")


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    workstation: Workstation, places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    older = Places(tmp_path / "older").prepare()
    shutil.copy(RELEASED, older.plain)
    take_over(older.plain, older.database, workstation.unlocked.database_key)
    backup = make_backup(older, workstation.unlocked, clock, Kind.BEFORE_UPDATE)
    assert backup.manifest.contents.schema < SCHEMA
    workstation.close()

    restore(places, workstation.unlocked, backup.folder, workstation.unlocked, clock, "RESTORE")

    with again(places, clock) as opened:
        assert names(opened) == ["Demo"]
        assert opened.database.history_break() is None


@pytest.mark.parametrize("name", ["clinic.db", "clinic.keys"])
def test_a_damaged_backup_is_refused(workstation: Workstation, backup: Backup, name: str) -> None:
    content = bytearray((backup.folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (backup.folder / name).write_bytes(content)

    with pytest.raises(BackupDamaged) as refused:
        workstation.backups.restore(backup, "RESTORE")

    assert refused.value.words == (
        "This backup is damaged (E-BACKUP). Nothing was changed. Choose another backup."
    )
    assert names(workstation) == ["Acosta", "Bakke"]


def test_a_backup_that_is_not_there_is_said(workstation: Workstation) -> None:
    with pytest.raises(NoSuchBackup) as refused:
        workstation.backups.named("../somewhere")

    assert refused.value.words == "There is no backup somewhere."


def test_a_damaged_record_is_restored_and_kept_in_quarantine(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock
) -> None:
    unlocked = workstation.unlocked
    workstation.close()
    damaged = bytearray(places.database.read_bytes())
    for page in range(2, len(damaged) // 4096):
        damaged[page * 4096 + 50] ^= 1
    places.database.write_bytes(damaged)
    with pytest.raises(CannotOpen):
        again(places, clock)

    words = will_be_missing(places, unlocked, backup, clock).words
    kept = restore(places, unlocked, backup.folder, unlocked, clock, "RESTORE")

    assert words[1].endswith("about whom cannot be told, because the present data file cannot be read.")
    assert (kept / "clinic.db").read_bytes() == bytes(damaged)
    with again(places, clock) as opened:
        assert names(opened) == ["Acosta"]


def test_a_restore_brings_no_erased_patient_back(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock
) -> None:
    elena = workstation.patients.find("")[0]
    ErasureLedger(places.erased, workstation.unlocked.keys.audit).add(elena.id)

    workstation.backups.restore(backup, "RESTORE")
    workstation.close()

    with again(places, clock) as opened:
        assert names(opened) == []
        assert opened.database.history_break() is None


def test_passphrases_stay_as_they_are_and_a_newcomer_is_not_taken_for_the_first_person(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock
) -> None:
    workstation.people.add(NewPerson("B. Berg", "", "berg"), "four grey herons at dawn")
    workstation.backups.restore(backup, "RESTORE")
    workstation.close()

    with again(places, clock) as opened:
        assert [person.login for person in opened.people.all()] == [LOGIN]
        assert len(opened.unlocked.keyring.people) == 1


def test_a_new_computer_starts_from_a_backup_and_the_passphrase(
    workstation: Workstation, backup: Backup, tmp_path: Path, clock: SteppedClock
) -> None:
    workstation.close()
    fresh = Places(tmp_path / "new computer").prepare()

    for keys in (
        keys_of_backup(backup.folder, LOGIN, PASSPHRASE),
        keys_of_backup_by_recovery(backup.folder, RECOVERY_KEY),
    ):
        assert keys.keys == workstation.unlocked.keys
    with pytest.raises(WrongBackupKey) as refused:
        keys_of_backup(backup.folder, LOGIN, "something else entirely")
    assert refused.value.words == (
        "User or passphrase not right for this backup. It takes the passphrase of the day it was made."
    )
    restore(fresh, keys, backup.folder, keys, clock, "RESTORE")

    with again(fresh, clock) as opened:
        assert names(opened) == ["Acosta"]


# New keys


def test_new_keys_shut_a_leaver_out_and_lose_nothing(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    before, printed = workstation.unlocked, workstation.anchor()
    slot = workstation.people.add(NewPerson("B. Berg", "", "berg"), "four grey herons at dawn").slot_id
    old_keyring = places.keyring.read_bytes()

    workstation.backups.rotate([slot])
    workstation.close()

    with (
        pytest.raises(Exception, match="not a database"),
        closing(connect(places.database, before.database_key, "ro")) as opened_with_old,
    ):
        opened_with_old.execute("SELECT * FROM patients").fetchall()
    with again(places, clock) as opened:
        assert names(opened) == ["Acosta", "Bakke"]
        assert opened.unlocked.keys != before.keys
        assert slot not in {kept.id for kept in opened.unlocked.keyring.slots}
        assert opened.database.history_break() is None
        with opened.database.reading() as session:
            row = next(row for row in entries(session, Wanted()) if row.seq == printed.seq)
        assert row.mac == printed.mac
        kinds = [found.manifest.kind for found in opened.backups.kept()]
        assert kinds == [Kind.REGULAR, Kind.BEFORE_ROTATE, Kind.BY_HAND]
        assert opened.backups.rehearse(backup.name).history_break is None
    assert old_keyring != places.keyring.read_bytes()


def test_a_backup_from_before_the_new_keys_can_be_restored(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock
) -> None:
    elena = workstation.patients.find("")[0]
    ErasureLedger(places.erased, workstation.unlocked.keys.audit).add(elena.id)
    workstation.backups.rotate()
    workstation.close()
    with again(places, clock) as opened:
        assert ErasureLedger(places.erased, opened.unlocked.keys.audit).ids() == (elena.id,)
        opened.backups.restore(opened.backups.named(backup.name), "RESTORE")
        keys = opened.unlocked.keys

    with again(places, clock) as restored:
        assert names(restored) == []
        assert restored.unlocked.keys == keys
        assert restored.database.history_break() is None


@pytest.mark.parametrize("way", ["new keys", "restore"])
@pytest.mark.parametrize("wrong", ["damaged", "missing"])
def test_the_copy_of_the_key_file_opens_the_record_that_was_put_in_its_place(
    workstation: Workstation, backup: Backup, places: Places, clock: SteppedClock, way: str, wrong: str
) -> None:
    if way == "restore":
        workstation.backups.restore(backup, "RESTORE")
        workstation.close()
    else:
        workstation.backups.rotate()
        workstation.close()
        for newer in places.backups.glob("*-regular"):
            shutil.rmtree(newer)
    if wrong == "missing":
        places.keyring.unlink()
    else:
        places.keyring.write_bytes(b"{")

    with again(places, clock) as opened:
        assert names(opened) == (["Acosta"] if way == "restore" else ["Acosta", "Bakke"])
        assert opened.warnings[0].startswith(
            f"Key file {wrong} (E-KEYS). The copy kept before the last change"
        )


# Trying out


def test_a_rehearsal_reads_a_backup_to_the_end_and_leaves_nothing(
    workstation: Workstation, backup: Backup, places: Places
) -> None:
    before = {file.name for file in places.root.iterdir()}

    found = workstation.backups.rehearse()

    assert found.words == f"{backup.name}: whole. Entries 4, patients 1, exams 0."
    assert {file.name for file in places.root.iterdir()} == before
    assert workstation.backups.last_rehearsal() is not None
    assert not workstation.backups.rehearsal_due()


def test_a_rehearsal_finds_a_backup_that_was_damaged_since(workstation: Workstation, backup: Backup) -> None:
    content = bytearray(backup.database.read_bytes())
    content[-10] ^= 1
    backup.database.write_bytes(content)

    with pytest.raises(BackupDamaged):
        workstation.backups.rehearse()


# Rescue


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Unlocked]:
    folder = tmp_path_factory.mktemp("busy") / "data"
    clock = SteppedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), timedelta(seconds=5))
    with open_clinic(folder, clock) as clinic:
        for number in range(15):
            patient = clinic.patients.add(replace(ELENA, given_name=f"Elena {number:02}"))
            examination = clinic.start_exam(patient.id, "R. Osei, PT")
            for answer in range(5):
                examination.record(Ref("intake", "pain_now"), Quantity(Decimal(answer), "", str(answer)))
        return folder, clinic.unlocked


@pytest.fixture
def busy_clinic(busy: tuple[Path, Unlocked], places: Places) -> Unlocked:
    """The keys of a clinic with fifteen patients, closed, in a folder of its own."""
    shutil.copytree(busy[0], places.root)
    return busy[1]


def damage(file: Path, *pages: int) -> bytes:
    content = bytearray(file.read_bytes())
    for page in pages:
        content[page * 4096 + 100] ^= 1
    file.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_page_loses_little_and_what_is_lost_has_a_name(
    busy_clinic: Unlocked, places: Places, clock: SteppedClock, seed: int
) -> None:
    with closing(connect(places.database, busy_clinic.database_key)) as opened:
        before = contents(opened).counts
    pages = places.database.stat().st_size // 4096
    damaged = damage(places.database, random.Random(seed).randrange(FIRST_OF_ROWS, pages))

    found = rescue_record(places, busy_clinic, clock)

    (kept,) = (folder for folder in places.quarantine.iterdir() if folder.name.endswith("-damaged"))
    assert (kept / "clinic.db").read_bytes() == damaged
    missing = before["events"] - found.read["events"]
    assert missing <= 30
    assert bool(missing) == any(lost.answers or lost.exams for lost in found.lost)
    assert found.words[0] == (
        f"Read: {found.read['patients']} patients, {found.read['exams']} exams, "
        f"{found.read['events']} answers."
    )
    with again(places, clock) as opened_again:
        opened_again.rebuild()
        assert len(opened_again.patients.find("")) == 15
        for head in opened_again.unfinished():
            opened_again.open_exam(head.id)


def test_what_is_lost_is_told_by_patient(
    busy_clinic: Unlocked, places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    """One exam's answers cannot be read, and the audit that repeats them has none of them either."""
    key = busy_clinic.database_key
    with closing(connect(places.database, key)) as opened:
        for trigger in ("audit_is_never_changed", "audit_is_never_deleted"):
            opened.execute(f"DROP TRIGGER {trigger}")
        exams = opened.execute("SELECT id, patient_id FROM exams ORDER BY started_at DESC LIMIT 1")
        ((exam, patient),) = exams.fetchall()
        opened.execute("DELETE FROM audit WHERE entity = ? AND act = 'answer'", (f"exam:{exam}",))
    pages = pages_of_answers(places.database, key, exam, tmp_path / "copy")
    damage(places.database, *pages)

    found = rescue_record(places, busy_clinic, clock)

    told = {lost.patient_id: lost.words for lost in found.lost}
    assert told == {patient: "Acosta, Elena 14: 5 answers missing."}


@pytest.mark.parametrize("first", [0, 1, FIRST_OF_ROWS // 2])
def test_a_file_of_which_nothing_can_be_read_is_left_as_it_is(
    busy_clinic: Unlocked, places: Places, clock: SteppedClock, first: int
) -> None:
    damaged = damage(places.database, *range(first, places.database.stat().st_size // 4096))

    with pytest.raises(NotRescued) as refused:
        rescue_record(places, busy_clinic, clock)

    assert refused.value.words == (
        "The record was NOT rescued: nothing in the data file can be read. Everything is as before."
    )
    assert places.database.read_bytes() == damaged
    assert not places.quarantine.exists()


def pages_of_answers(file: Path, key: str, exam: str, copy: Path) -> list[int]:
    """Where the answers of one exam lie: the pages without which they cannot be read."""
    found = []
    with closing(connect(file, key)) as opened:
        numbers = [row[0] for row in opened.execute("SELECT id FROM events WHERE exam_id = ?", (exam,))]
    for page in range(FIRST_OF_ROWS, file.stat().st_size // 4096):
        shutil.copy(file, copy)
        damage(copy, page)
        with closing(connect(copy, key, "ro&immutable=1")) as opened:
            try:
                opened.execute("SELECT body FROM events NOT INDEXED WHERE id = ?", numbers[-1:]).fetchall()
            except TROUBLE:
                found.append(page)
    return found


def _write(backup: Backup, manifest: Manifest, workstation: Workstation) -> None:
    (backup.folder / "manifest.json").write_bytes(manifest.written(workstation.unlocked.keys.backup))
