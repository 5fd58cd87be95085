"""Making a backup: copied while the clinic works, read back, and only then given its name."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from app.backups.kept import BAD, DATABASE, ERASED, KEYRING, Backup, last_good
from app.backups.kinds import Kind
from app.backups.manifest import NAME, Manifest, sha256
from app.clock import Clock
from app.dates import write_date, write_time
from app.disk import PARTIAL, sync_folder, write_private
from app.faults import Fault
from app.log import Code, note
from app.places import Places
from app.store.copying import (
    DAMAGED,
    CopyNotSound,
    NotCopied,
    copy_database,
    copying,
    verify_copy,
    verify_open,
)
from app.unlocked import Unlocked
from app.vault.keyring import read_keyring
from resources.tongue import tr

__all__ = ["BackupNotMade", "BackupNotSound", "Kind", "make_backup", "present"]


class BackupNotMade(Fault):
    """Nothing stands under a backup's name that was not there before."""

    def __init__(self, reason: str, last: datetime | None, now: datetime) -> None:
        words = tr("Backup NOT made: {reason}.", reason=reason)
        super().__init__(f"{words} {_last_words(last, now)}")
        self.reason = reason


class BackupNotSound(BackupNotMade):
    """The copy was made and is not the record: kept as `.bad`. The record itself was checked at once, and the
    reason says when it is the one that is damaged."""


def make_backup(places: Places, unlocked: Unlocked, clock: Clock, kind: Kind) -> Backup:
    """A verified backup of what is committed now, on the disk when this returns.

    Raises `BackupNotMade`; a kill leaves a folder that ends in `.partial` and is never read.
    """
    now = clock.now()
    try:
        began = clock.monotonic()
        with copying():
            made = _make(places, unlocked, now, kind)
        note(Code.BACKUP_MADE, seconds=clock.monotonic() - began)
        return made
    except NotCopied as why:
        note(Code.BACKUP_FAILED, error=why)
        reason = why.reason
        if isinstance(why, CopyNotSound) and _is_damaged(places, unlocked):
            reason = DAMAGED
        refused = BackupNotSound if isinstance(why, CopyNotSound) else BackupNotMade
        raise refused(reason, last_good(places.backups, unlocked.keys.backup), now) from why


def _is_damaged(places: Places, unlocked: Unlocked) -> bool:
    """Whether it is the record itself that is not sound, and not the disk the copy went to."""
    try:
        verify_open(places.database, unlocked.database_key)
    except CopyNotSound:
        return True
    except NotCopied:
        return False
    return False


def present(places: Places, unlocked: Unlocked) -> Unlocked:
    """With the keyring as it stands on the disk: a passphrase may have been changed since it was opened."""
    with suppress(OSError, ValueError, Fault):
        keyring = read_keyring(places.keyring.read_text("ascii"))
        if keyring.database_id == unlocked.keyring.database_id:
            return Unlocked(keyring, unlocked.keys, unlocked.slot_id)
    return unlocked


def _make(places: Places, unlocked: Unlocked, now: datetime, kind: Kind) -> Backup:
    places.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial, folder = _new_folder(places.backups, now, kind)
    key = unlocked.database_key
    try:
        copy = partial / DATABASE
        held = copy_database(places.database, copy, key)
        verify_copy(copy, key, held)
        write_private(partial / KEYRING, present(places, unlocked).keyring.text().encode())
        if places.erased.exists():
            write_private(partial / ERASED, places.erased.read_bytes())
        manifest = Manifest(
            database_id=unlocked.keyring.database_id,
            made_at=now.astimezone(UTC),
            kind=kind,
            pinned=kind.pinned,
            contents=held,
            size=copy.stat().st_size,
            files={file.name: sha256(file) for file in sorted(partial.iterdir())},
        )
        write_private(partial / NAME, manifest.written(unlocked.keys.backup))
        os.replace(partial, folder)
        sync_folder(places.backups)
    except CopyNotSound:
        os.replace(partial, folder.with_name(folder.name + BAD))
        raise
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return Backup(folder, manifest)


def _new_folder(backups: Path, now: datetime, kind: Kind) -> tuple[Path, Path]:
    """A folder to make it in, and the name it gets; two of one second do not meet."""
    for number in count(1):
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{kind.value}{f'-{number}' if number > 1 else ''}"
        folder, partial = backups / name, backups / (name + PARTIAL)
        if folder.exists() or (backups / (name + BAD)).exists():
            continue
        try:
            partial.mkdir(mode=0o700)
            return partial, folder
        except FileExistsError:
            continue
    raise AssertionError


def _last_words(last: datetime | None, now: datetime) -> str:
    """Without a full stop at the end: a date may follow."""
    if last is None:
        return tr("There is no good one yet")
    last = last.astimezone(now.tzinfo)
    time = write_time(last)
    at = time if last.date() == now.date() else f"{write_date(last.date())}, {time}"
    return tr("Last good: {time}", time=at)
