"""Putting a backup back: what will be missing is said first, and nothing is ever thrown away for it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.anchors import find_anchor
from app.audit import Act, Entry
from app.backups.kept import Backup, read_backup
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.backups.manifest import sha256
from app.backups.replacing import UNCONFIRMED, replace_files
from app.backups.rotating import rekey
from app.backups.staging import Staging
from app.clock import Clock
from app.dates import write_date, write_time
from app.disk import write_private
from app.erased import ErasureLedger
from app.erasing import reapply_erasures
from app.faults import Fault, NewerDatabase
from app.places import Places
from app.store.copying import NotCopied, copying, verify_copy
from app.store.database import Database
from app.store.people import StoredPeople
from app.store.schema import SCHEMA
from app.store.since import since
from app.store.state import State, look
from app.unlocked import Unlocked
from app.vault.faults import LastWayIn
from app.vault.keyring import Keyring, open_with_passphrase, open_with_recovery, read_keyring, without_slot
from app.vault.keys import Keys
from assessments.language.reading import Complaint
from resources.tongue import tr, trn

CONFIRMATION = "RESTORE"
"""What is typed, so that a restore is nobody's slip of the finger."""

_MANY = 12
"""Names that are listed in full."""


class NotConfirmed(Fault):
    def __init__(self) -> None:
        super().__init__(tr("Nothing was changed. To restore the backup, type {word}.", word=CONFIRMATION))


class OtherClinic(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This backup belongs to another clinic. Nothing was changed."))


class BackupDamaged(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This backup is damaged (E-BACKUP). Nothing was changed. Choose another backup."))


class NotRestored(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(tr("The backup was NOT restored: {reason}. Everything is as before.", reason=reason))


class WrongBackupKey(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "User or passphrase not right for this backup. It takes the passphrase of the day it was "
                "made."
            )
        )


@dataclass(frozen=True, slots=True)
class WillBeMissing:
    """What the present record holds that the backup does not, as far as it can be read."""

    made_at: datetime
    entries_kept: int
    entries_lost: int | None
    """None when neither the record nor its anchor can say."""
    patients: tuple[str, ...]
    readable: bool
    same_history: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """One sentence a line."""
        made = f"{write_date(self.made_at.date())}, {write_time(self.made_at)}"
        kept = tr("Backup of {made}: {entries}.", made=made, entries=_entries(self.entries_kept))
        if self.entries_lost is None:
            return kept, tr("What will be missing cannot be told: the present data file cannot be read.")
        if not self.same_history:
            return kept, tr(
                "The present record has another history than this backup: what differs is not known."
            )
        if not self.entries_lost:
            return kept, tr("Nothing will be missing.")
        lost = tr("{entries} made since will be missing", entries=_entries(self.entries_lost))
        if not self.readable:
            return kept, tr(
                "{lost}; about whom cannot be told, because the present data file cannot be read.", lost=lost
            )
        if not self.patients:
            return kept, tr("{lost}; none is about a patient.", lost=lost)
        more = len(self.patients) - _MANY
        named = "; ".join(self.patients[:_MANY]) + (tr("; and {more} more", more=more) if more > 0 else "")
        return kept, tr("{lost}. Patients changed since: {named}.", lost=lost, named=named)


def will_be_missing(places: Places, unlocked: Unlocked, backup: Backup, clock: Clock) -> WillBeMissing:
    """To be read before anything is restored."""
    held = backup.manifest.contents
    at = backup.manifest.made_at.astimezone(clock.now().tzinfo)
    found = since(places.database, unlocked.database_key, held.seq, held.mac)
    if found is not None:
        return WillBeMissing(at, held.seq, found.entries, found.patients, True, found.same_history)
    anchor = find_anchor(places, backup.manifest.database_id)
    lost = None if anchor is None else max(0, anchor.seq - held.seq)
    return WillBeMissing(at, held.seq, lost, (), False)


def keys_of_backup(folder: Path, login: str, passphrase: str) -> Unlocked:
    """The keys of a backup, from the key file that lies in it: for a new computer, or when the clinic's keys
    were changed since. Raises `WrongBackupKey`, and what the key file and the manifest raise."""
    keyring = _keyring(folder)
    opened = open_with_passphrase(keyring, login, passphrase)
    if opened is None:
        raise WrongBackupKey
    return _proven(folder, Unlocked(keyring, opened.keys, opened.slot_id))


def keys_of_backup_by_recovery(folder: Path, typed: str) -> Unlocked:
    """The same with the recovery key; raises `WrongBackupKey`."""
    keyring = _keyring(folder)
    opened = open_with_recovery(keyring, typed)
    if opened is None or isinstance(opened, Complaint):
        raise WrongBackupKey
    return _proven(folder, Unlocked(keyring, opened.keys, opened.slot_id))


def keys_of_backup_from(folder: Path, roots: tuple[bytes, ...]) -> Unlocked | None:
    """The same without anybody typing, when one of these roots is the backup's; None when none is."""
    for root in roots:
        with suppress(Fault):
            return _proven(folder, Unlocked(_keyring(folder), Keys(root), ""))
    return None


def restore(
    places: Places, unlocked: Unlocked, folder: Path, of_backup: Unlocked, clock: Clock, typed: str
) -> Path:
    """Put the backup in the place of the record, which must be closed; returns where the old set lies.

    `unlocked` is the clinic's keyring as it is now, so that passphrases stay as they are; on a computer
    without one it is that of the backup. `of_backup` opens the backup; the two differ when the keys were
    changed since. Backups stop until somebody has said that this is right.

    Raises `NotConfirmed`, `OtherClinic`, `NewerDatabase`, `BackupDamaged`, `BackupNotMade` and `NotRestored`,
    and then nothing was changed; and `NotReplaced`.
    """
    if typed.strip() != CONFIRMATION:
        raise NotConfirmed
    backup = read_backup(folder, of_backup.keys.backup)
    _refuse(places, unlocked, of_backup, backup)
    _keep_present(places, unlocked, clock)
    now = clock.now()
    try:
        with copying():
            staging = Staging(places, clock)
            staging.copy(backup.database, of_backup.database_key, unlocked.database_key)
            lost = will_be_missing(places, unlocked, backup, clock).entries_lost
            unlocked = _bring_up(staging, places, unlocked, of_backup, backup, lost)
            staging.finish(unlocked)
            told = {"backup": backup.name, "at": now.isoformat(), "lost": lost}
            write_private(staging.places.root / UNCONFIRMED, json.dumps(told).encode())
    except NotCopied as why:
        raise NotRestored(why.reason) from why
    return replace_files(places, unlocked.keyring.database_id, f"{now:%Y%m%dT%H%M%S}-before-restore")


def _refuse(places: Places, unlocked: Unlocked, of_backup: Unlocked, backup: Backup) -> None:
    ids = {unlocked.keyring.database_id, of_backup.keyring.database_id, backup.manifest.database_id}
    with suppress(OSError, Fault):
        ids.add(read_keyring(places.keyring.read_text("ascii")).database_id)
    if len(ids) > 1:
        raise OtherClinic
    if backup.manifest.contents.schema > SCHEMA:
        raise NewerDatabase
    try:
        if any(sha256(backup.folder / name) != digest for name, digest in backup.manifest.files.items()):
            raise BackupDamaged
        verify_copy(backup.database, of_backup.database_key, backup.manifest.contents)
    except (OSError, NotCopied) as why:
        raise BackupDamaged from why


def _keep_present(places: Places, unlocked: Unlocked, clock: Clock) -> None:
    """A backup of the record as it is. One that cannot be read goes to quarantine as it lies, which is all
    that can be done for it."""
    state = look(places.database, unlocked.database_key)
    if state in (State.OK, State.NEEDS_UPDATE, State.READ_ONLY):
        make_backup(places, unlocked, clock, Kind.BEFORE_RESTORE)


def _bring_up(
    staging: Staging,
    places: Places,
    unlocked: Unlocked,
    of_backup: Unlocked,
    backup: Backup,
    lost: int | None,
) -> Unlocked:
    """Up to date, without who was erased since, and with nobody in the keyring whom it does not know."""
    with staging.opened(unlocked, of_backup.keys.audit, backup.name):
        """An older schema is brought up to date by opening."""
    if of_backup.keys != unlocked.keys:
        rekey(staging, of_backup.keys, unlocked, backup.name)
    erased = {
        *ErasureLedger(places.erased, unlocked.keys.audit).ids(),
        *ErasureLedger(backup.folder / places.erased.name, of_backup.keys.audit).ids(),
    }
    ledger = ErasureLedger(staging.places.erased, unlocked.keys.audit)
    if erased:
        ledger.add(*sorted(erased))
    with staging.opened(unlocked, unlocked.keys.audit, backup.name) as database:
        reapply_erasures(database, ledger)
        told = Entry(Act.RESTORED, body=json.dumps({"backup": backup.name, "lost": lost}))
        # Somebody was at the desk when the backup was made, and nobody is at that of this record.
        database.tell(told, Entry(Act.SIGNED_OUT))
        return replace(unlocked, keyring=_known(database, unlocked))


def _known(database: Database, unlocked: Unlocked) -> Keyring:
    """Without the slots of people who came after the backup: the record does not know them, and must not
    take them for its first person. Who left since does not come back either."""
    keyring = unlocked.keyring
    people = StoredPeople(database)
    slots = {slot.id for slot in keyring.people}
    for person in people.all():
        if person.active and person.slot_id not in slots:
            people.update(replace(person, active=False, slot_id=""), Act.PERSON_LEFT)
    known = {person.slot_id for person in people.all()} | {unlocked.slot_id}
    for slot_id in sorted(slots - known):
        with suppress(LastWayIn):
            keyring = without_slot(keyring, unlocked.keys, slot_id)
    return keyring


def _keyring(folder: Path) -> Keyring:
    try:
        return read_keyring((folder / "clinic.keys").read_text("ascii"))
    except (OSError, ValueError) as why:
        raise BackupDamaged from why


def _proven(folder: Path, unlocked: Unlocked) -> Unlocked:
    read_backup(folder, unlocked.keys.backup)
    return unlocked


def _entries(number: int) -> str:
    return trn("{n} entry", "{n} entries", number)
