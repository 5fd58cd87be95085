"""A restore tried out: a backup opened in a folder of its own, read from end to end, and thrown away."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.audit import Break
from app.backups.kept import Backup, read_backup
from app.backups.manifest import sha256
from app.backups.restoring import BackupDamaged
from app.clock import Clock
from app.disk import PARTIAL
from app.places import Places
from app.store.copying import NotCopied, copy_database, copying, verify_copy
from app.store.opening import open_database
from app.unlocked import Unlocked
from resources.tongue import tr

EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What was found in the backup when it was opened as a restore would open it."""

    name: str
    seq: int
    counts: Mapping[str, int]
    history_break: Break | None

    @property
    def words(self) -> str:
        if self.history_break is not None:
            return tr(
                "{name}: its history does not match from entry {seq}.",
                name=self.name,
                seq=self.history_break.seq,
            )
        patients, exams = self.counts.get("patients", 0), self.counts.get("exams", 0)
        return tr(
            "{name}: whole. Entries {seq}, patients {patients}, exams {exams}.",
            name=self.name,
            seq=self.seq,
            patients=patients,
            exams=exams,
        )

    def body(self) -> str:
        """For the audit."""
        return json.dumps({"backup": self.name, "seq": self.seq, "whole": self.history_break is None})


def rehearse(places: Places, of_backup: Unlocked, backup: Backup, clock: Clock) -> Rehearsed:
    """Restore the backup into a folder of its own in the data folder, check it there, and delete it.

    Raises `BackupDamaged`, `NotCopied` and what opening raises. Neither the backup nor the record changes.
    """
    folder = places.root / f"rehearsal{PARTIAL}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with copying():
            backup = read_backup(backup.folder, of_backup.keys.backup)
            if any(sha256(backup.folder / name) != digest for name, digest in backup.manifest.files.items()):
                raise BackupDamaged
            folder.mkdir(mode=0o700)
            copy, key = folder / backup.database.name, of_backup.database_key
            held = copy_database(backup.database, copy, key)
            if held != backup.manifest.contents:
                raise BackupDamaged
            verify_copy(copy, key, held)
            database = open_database(copy, key, of_backup.keys.audit, clock, lambda: backup.name)
            try:
                broken = database.history_break()
            finally:
                database.close()
            return Rehearsed(backup.name, held.seq, held.counts, broken)
    except NotCopied as why:
        if "E-DAMAGE" in why.reason:
            raise BackupDamaged from why
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def due(last: datetime | None, now: datetime) -> bool:
    """Once a month; a clock that was set back does not put it off."""
    return last is None or not timedelta(0) <= now - last < EVERY
