"""The backups of the clinic as whoever is at the desk may use them; every one is told to the audit."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.access.rights import Right
from app.access.session import Access, Service, for_everyone, needs
from app.audit import Act, Entry
from app.backups import rehearsal, schedule
from app.backups.kept import Backup, NoSuchBackup, find_backups, last_good, read_backup
from app.backups.kinds import Kind
from app.backups.making import BackupNotMade, make_backup, present
from app.backups.rehearsal import Rehearsed
from app.backups.replacing import UNCONFIRMED
from app.backups.restoring import WillBeMissing, keys_of_backup_from, restore, will_be_missing
from app.backups.rotating import rotate
from app.backups.second import (
    NotInSecondPlace,
    copy_to,
    copy_to_second,
    last_second,
    prune,
    second_warning,
)
from app.clock import Clock
from app.dates import write_date, write_time
from app.disk import sync_folder
from app.faults import Fault
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.copying import TROUBLE
from app.store.database import Database
from app.store.earlier_keys import earlier_roots
from app.store.since import Change, changed_since
from app.unlocked import Unlocked
from app.vault.keys import Keys
from resources.tongue import tr

PATIENCE = 20.0
"""Seconds that anybody waits for the second place; a network that hangs never answers at all."""


class BackupsOff(Fault):
    """After a restore the old backups must not be pushed out by a record that may be the wrong one."""

    def __init__(self) -> None:
        super().__init__(tr("Backups are off until somebody has said that the restored record is right."))


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A restore that nobody has looked at yet."""

    backup: str
    at: datetime

    @property
    def words(self) -> str:
        return tr(
            "The backup {backup} was restored on {day}, {time}. Look through the "
            "record. Backups are off until you say that this is right.",
            backup=self.backup,
            day=write_date(self.at.date()),
            time=write_time(self.at),
        )


class Backups(Service):
    """One for a whole workstation: it remembers when making one failed."""

    def __init__(
        self,
        access: Access,
        places: Places,
        unlocked: Callable[[], Unlocked],
        database: Database,
        clock: Clock,
        second_place: Callable[[], str],
    ) -> None:
        super().__init__(access)
        self._places = places
        self._unlocked = unlocked
        self._database = database
        self._clock = clock
        self._second_place = second_place
        self._made: datetime | None = None
        self._failed: BackupNotMade | None = None
        self._failed_at: datetime | None = None
        self.second_words = ""
        """Why the last backup did not reach the second place; empty when it did."""
        self.patience: float | None = PATIENCE
        """Without an end for who stays only for that copy."""
        self._copying: threading.Thread | None = None

    # Looking

    @for_everyone
    def kept(self) -> list[Backup]:
        """Newest first, those under the clinic's earlier keys too."""
        return find_backups(self._places.backups, *self._backup_keys())

    @for_everyone
    def last_good(self) -> datetime | None:
        return self._made or last_good(self._places.backups, self._unlocked().keys.backup)

    @for_everyone
    def backed(self) -> schedule.Backed:
        """How it stands, for the schedule and for the health line."""
        newest = next(iter(self.kept()), None)
        change = Change.ENTERED
        if newest is not None:
            held, key = newest.manifest.contents, self._unlocked().database_key
            change = changed_since(self._places.database, key, held.seq, held.mac)
        return schedule.Backed(
            self.last_good(), self._failed_at, change is not Change.NOTHING, change is Change.OTHER
        )

    @for_everyone
    def failure(self) -> str:
        """The words of the backup that could not be made; empty once one was."""
        return self._failed.words if self._failed else ""

    @for_everyone
    def second_warning(self) -> str:
        return second_warning(self._second_place(), last_second(self._places), self._clock.now())

    @for_everyone
    def unconfirmed(self) -> Unconfirmed | None:
        return unconfirmed(self._places)

    # Making

    @needs(Right.BACK_UP)
    def back_up(self, kind: Kind = Kind.BY_HAND) -> Backup:
        """A verified backup, here and in the second place. Raises `BackupNotMade`, `BackupsOff`."""
        return self._back_up(kind)

    def _back_up(self, kind: Kind) -> Backup:
        if self.unconfirmed() is not None:
            raise BackupsOff
        now = self._clock.now()
        try:
            backup = make_backup(self._places, self._unlocked(), self._clock, kind)
        except (BackupNotMade, *TROUBLE) as error:
            unforeseen = BackupNotMade(tr("the data file does not answer"), self._made, now)
            fault = error if isinstance(error, BackupNotMade) else unforeseen
            self._failed, self._failed_at = fault, now
            # The disk that refused the backup may refuse this too, and then the words have to do.
            with suppress(Fault):
                self._database.tell(Entry(Act.BACKUP_FAILED, body=json.dumps({"kind": kind.value})))
            raise fault from error
        self._failed, self._failed_at, self._made = None, None, now
        self._database.tell(Entry(Act.BACKED_UP, body=json.dumps({"backup": backup.name})))
        self._let_old_ones_go(now)
        self._copy_to_second(backup, now)
        return backup

    @needs(Right.BACK_UP)
    def back_up_if_due(self) -> Backup | None:
        """To be asked at the start and each minute. Raises `BackupNotMade`; then again in five minutes."""
        if self.unconfirmed() is not None:
            return None
        backed, now = self._backed(), self._clock.now()
        if not schedule.due(backed, now):
            return None
        return self.back_up(Kind.DAILY if schedule.first_of_day(backed.last_good, now) else Kind.REGULAR)

    @needs(Right.BACK_UP)
    def back_up_if_changed(self, kind: Kind = Kind.REGULAR) -> Backup | None:
        """At the end of the day's work and after a signature."""
        if self.unconfirmed() is not None or not self._backed().changed:
            return None
        return self.back_up(kind)

    @needs(Right.BACK_UP)
    def copy_to(self, folder: Path, backup: Backup) -> Path:
        """Put a verified copy of a backup into any folder; raises `NotInSecondPlace`."""
        return copy_to(self._places, self._unlocked(), backup, folder, self._clock.now())

    # Trying out

    @needs(Right.BACK_UP)
    def rehearse(self, name: str = "") -> Rehearsed:
        """Open a backup as a restore would, the newest without a name; told to the audit."""
        backup = self.named(name)
        found = rehearsal.rehearse(self._places, self._keys_of(backup), backup, self._clock)
        self._database.tell(Entry(Act.REHEARSED, body=found.body()))
        return found

    @for_everyone
    def rehearsal_due(self) -> bool:
        return bool(self.kept()) and rehearsal.due(self.last_rehearsal(), self._clock.now())

    @for_everyone
    def last_rehearsal(self) -> datetime | None:
        with self._database.reading() as session:
            found = entries(session, Wanted(acts=(Act.REHEARSED.value,)), most=1)
        return datetime.fromisoformat(found[0].at) if found else None

    # Putting back

    @for_everyone
    def named(self, name: str = "") -> Backup:
        """The newest without a name; raises `NoSuchBackup`, `ManifestDamaged`, `ManifestNewer`."""
        if not name:
            newest = next(iter(self.kept()), None)
            if newest is None:
                raise NoSuchBackup
            return newest
        found = next((backup for backup in self.kept() if backup.name == name), None)
        # Only the name of one that lies here, never a path.
        return found or read_backup(self._places.backups / Path(name).name, self._unlocked().keys.backup)

    @needs(Right.RESTORE)
    def will_be_missing(self, backup: Backup) -> WillBeMissing:
        return will_be_missing(self._places, self._unlocked(), backup, self._clock)

    @needs(Right.RESTORE)
    def restore(self, backup: Backup, typed: str) -> Path:
        """Close the record and put the backup in its place; somebody has to sign in again afterwards."""
        of_backup, now = self._keys_of(backup), present(self._places, self._unlocked())
        self._database.close()
        return restore(self._places, now, backup.folder, of_backup, self._clock, typed)

    @needs(Right.RESTORE)
    def this_is_right(self) -> None:
        """Let backups go on after a restore, beginning with one of the record as it is now; one that cannot
        be made is told by `failure`."""
        found = self.unconfirmed()
        if found is not None:
            self._database.tell(Entry(Act.RESTORED, body=json.dumps({"right": found.backup})))
            (self._places.root / UNCONFIRMED).unlink(missing_ok=True)
            sync_folder(self._places.root)
            with suppress(BackupNotMade):
                self._back_up(Kind.REGULAR)

    @needs(Right.KEYS)
    def rotate(self, leaving: Collection[str] = ()) -> None:
        """Close the record and write it anew under new keys, without these slots of the keyring; somebody
        has to sign in again afterwards."""
        now = present(self._places, self._unlocked())
        self._database.close()
        rotate(self._places, now, self._clock, leaving)

    def _backed(self) -> schedule.Backed:
        """The same for deciding: a record that cannot be asked is tried, and what it refuses is told."""
        try:
            return self.backed()
        except (Fault, OSError):
            return schedule.Backed(self._made, self._failed_at, changed=True)

    def _copy_to_second(self, backup: Backup, now: datetime) -> None:
        folder, unlocked = self._second_place(), self._unlocked()
        if not folder:
            self.second_words = ""
            return

        def copy() -> None:
            try:
                copy_to_second(self._places, unlocked, backup, Path(folder), now)
                self.second_words = ""
            except NotInSecondPlace as fault:
                # It is warned of by its age; a stick is not always there.
                self.second_words = fault.words

        if self._copying is None or not self._copying.is_alive():
            self._copying = threading.Thread(target=copy, name="second place", daemon=True)
            self._copying.start()
            self._copying.join(self.patience)
        if self._copying.is_alive():
            self.second_words = NotInSecondPlace(tr("the folder does not answer, or is slow")).words

    def _let_old_ones_go(self, now: datetime) -> None:
        # What cannot be deleted now is deleted the next time.
        with suppress(OSError):
            prune(self._places.backups, now, *self._backup_keys())

    def _backup_keys(self) -> list[bytes]:
        return [self._unlocked().keys.backup, *(Keys(root).backup for root in earlier_roots(self._database))]

    def _keys_of(self, backup: Backup) -> Unlocked:
        unlocked = self._unlocked()
        roots = (unlocked.keys.root, *earlier_roots(self._database))
        return keys_of_backup_from(backup.folder, roots) or unlocked


def unconfirmed(places: Places) -> Unconfirmed | None:
    """The restore that nobody has said yes to yet; one whose note cannot be read counts too."""
    file = places.root / UNCONFIRMED
    try:
        told = json.loads(file.read_bytes())
        return Unconfirmed(str(told["backup"]), datetime.fromisoformat(told["at"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return Unconfirmed("", datetime.fromtimestamp(file.stat().st_mtime).astimezone())
