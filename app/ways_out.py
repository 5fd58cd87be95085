"""The ways out of a record that cannot be opened: whatever is replaced goes whole into quarantine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

import psutil

from app.anchors import find_anchor
from app.backups.kept import Backup, find_backups
from app.backups.replacing import UNCONFIRMED, replace_files
from app.backups.rescue import rescue_record
from app.backups.restoring import keys_of_backup, keys_of_backup_by_recovery, restore
from app.backups.second import last_second, place_of
from app.backups.staging import Staging, author_of
from app.clock import Clock
from app.disk import PARTIAL, parts, replace, sync_folder, write_private
from app.faults import Fault
from app.places import Places
from app.store.copying import NotCopied, copying
from app.store.exams import StoredExams
from app.store.opening import open_database, refuse
from app.store.rescuing import Rescued
from app.store.state import State, look
from app.support import support_text
from app.unlocked import Unlocked
from app.vault.faults import KeyringDamaged
from app.vault.keyring import Keyring, read_keyring
from app.vault.keyring_text import LONGEST_TEXT
from app.workstation import outcome_of_journal
from resources.tongue import tr

SALT_BYTES = 16
"""At the head of the data file; the key file has them too."""


class OtherKeys(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This key file does not belong to the data file. Nothing was changed."))


class NoKeys(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This is not a key file of this program. Nothing was changed."))


class NotTaken(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(tr("The file was NOT taken: {reason}. Everything is as before.", reason=reason))


class NotSetAside(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(
            tr("The old files could not be set aside: {reason}. Nothing is lost.", reason=reason)
        )


class CopyNotSaved(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(tr("The copy was NOT saved: {reason}. Choose another folder.", reason=reason))


# Backups


def newest_backup(
    places: Places, unlocked: Unlocked, folders: Iterable[Path] = (), without: Collection[str] = ()
) -> Backup | None:
    """The newest that is sealed with the clinic's key: beside the record, in the second place as far as it
    is plugged in, or in these folders. `without` are the names of those that turned out to be damaged."""
    found: list[Backup] = []
    for folder in (places.backups, *_second(places), *folders):
        for place in (folder, folder / place_of(unlocked.keyring.database_id)):
            found += find_backups(place, unlocked.keys.backup)
    good = (backup for backup in found if backup.name not in without)
    return max(good, key=lambda backup: (backup.manifest.made_at, backup.name), default=None)


def reached(places: Places, unlocked: Unlocked) -> int:
    """The last entry the record is known to have had, whatever lies here now; 0 when nobody knows."""
    anchor = find_anchor(places, unlocked.keyring.database_id)
    return anchor.seq if anchor is not None else 0


def any_backup(folder: Path) -> Backup | None:
    """The newest in a folder or in a clinic's folder in it, whoever sealed it: its own key file opens it."""
    places = [folder, *(sub for sub in folder.glob("sagittal-*") if sub.is_dir())]
    found = [backup for place in places for backup in find_backups(place)]
    return max(found, key=lambda backup: backup.manifest.made_at, default=None)


def restore_with_its_keys(
    places: Places, backup: Backup, login: str, passphrase: str, clock: Clock, typed: str
) -> None:
    """Put a backup back where the clinic has no keys any more; a recovery key does in place of a passphrase.

    Raises `WrongBackupKey` and what `restore` raises.
    """
    if login.strip():
        unlocked = keys_of_backup(backup.folder, login.strip(), passphrase)
    else:
        unlocked = keys_of_backup_by_recovery(backup.folder, passphrase)
    restore(places, unlocked, backup.folder, unlocked, clock, typed)


# The data file


def take_file(places: Places, unlocked: Unlocked, clock: Clock, file: Path) -> None:
    """Put a data file that lies elsewhere where the record belongs; it stays where it was as well.

    Raises the fault of a file that is not this clinic's, `NotTaken` and `NotReplaced`.
    """
    state = look(file, unlocked.database_key)
    if state is not State.READ_ONLY:
        refuse(state, file)
    try:
        with copying():
            staging = Staging(places, clock)
            target = parts(staging.places.database)
            for source, copy in zip(parts(file)[:2], target, strict=False):
                if source.exists():
                    shutil.copyfile(source, copy)
                    copy.chmod(0o600)
            staging.finish(unlocked)
    except NotCopied as why:
        raise NotTaken(why.reason) from why
    replace_files(places, unlocked.keyring.database_id, f"{clock.now():%Y%m%dT%H%M%S}-before-found")


def rescue(places: Places, unlocked: Unlocked, clock: Clock) -> Rescued:
    """Make the record anew of what can be read of it, and its lists with it.

    Raises `NotRescued` and `NotReplaced`; then the damaged file is as it was.
    """
    found = rescue_record(places, unlocked, clock)
    database = open_database(
        places.database, unlocked.database_key, unlocked.keys.audit, clock, lambda: "quarantine"
    )
    with closing(database):
        database.author = author_of(unlocked, database)
        StoredExams(database).rebuild(outcome_of_journal)
    return found


def copy_for_support(places: Places, folder: Path, state: State, now: datetime) -> Path:
    """The data file as it lies and the support bundle, in a folder of their own; never the key file.

    Raises `CopyNotSaved`, and then nothing is left over.
    """
    names = (f"sagittal-for-support-{now:%Y-%m-%d}{f'-{n}' if n > 1 else ''}" for n in count(1))
    target = next(folder / name for name in names if not (folder / name).exists())
    partial = target.with_name(target.name + PARTIAL)
    try:
        with copying():
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir(mode=0o700)
            for part in parts(places.database):
                if part.exists():
                    shutil.copyfile(part, partial / part.name)
                    (partial / part.name).chmod(0o600)
            write_private(partial / "support.txt", support_text(places, state).encode())
            os.replace(partial, target)
            sync_folder(folder)
    except NotCopied as why:
        shutil.rmtree(partial, ignore_errors=True)
        raise CopyNotSaved(why.reason) from why
    return target


def holder(file: Path) -> int | None:
    """The process that has the data file open; None when it is not known."""
    wanted = {str(part.resolve()) for part in parts(file)[:2]}
    for process in psutil.process_iter():
        if process.pid == os.getpid():
            continue
        try:
            if any(opened.path in wanted for opened in process.open_files()):
                return int(process.pid)
        except (psutil.Error, OSError):
            # Another user's process does not say what it has open.
            continue
    return None


# The keys


def take_keys(places: Places, file: Path) -> None:
    """Put a key file that lies elsewhere where it belongs; a damaged one there goes to quarantine.

    Raises `NoKeys`, `OtherKeys`, `KeyringNewer` and `NotTaken`.
    """
    keyring = _read_keys(file)
    try:
        with copying():
            if places.database.exists() and not _belongs(keyring, places.database):
                raise OtherKeys
            if places.keyring.exists():
                aside = _free(places.quarantine, places.keyring.name)
                places.quarantine.mkdir(mode=0o700, exist_ok=True)
                replace(places.keyring, aside)
            write_private(places.keyring, keyring.text().encode())
    except NotCopied as why:
        raise NotTaken(why.reason) from why


def set_aside(places: Places, now: datetime) -> Path:
    """Move everything of the clinic that was here into quarantine, so that another one can be set up.

    The backups go last: as long as they lie there, the key file comes back from them. Raises `NotSetAside`.
    """
    try:
        with copying():
            places.quarantine.mkdir(mode=0o700, exist_ok=True)
            aside = _free(places.quarantine, f"{now:%Y%m%dT%H%M%S}-before-new-clinic")
            aside.mkdir(mode=0o700)
            going = [*parts(places.database), places.anchor, places.attempts, places.root / UNCONFIRMED]
            going += [places.keyring.with_name(f"{places.keyring.name}.prev"), places.keyring]
            going += [places.root / "second-place.json", places.root / "last-desk.json"]
            going += [places.erased, places.erased.with_name(f"{places.erased.name}.prev"), places.backups]
            for file in going:
                if file.exists():
                    replace(file, aside / file.name)
            sync_folder(places.quarantine)
    except NotCopied as why:
        raise NotSetAside(why.reason) from why
    return aside


def _second(places: Places) -> list[Path]:
    last = last_second(places)
    return [Path(last.folder)] if last is not None else []


def _read_keys(file: Path) -> Keyring:
    try:
        with file.open("rb") as opened:
            return read_keyring(opened.read(LONGEST_TEXT + 1).decode("ascii"))
    except (OSError, UnicodeDecodeError, KeyringDamaged) as why:
        raise NoKeys from why


def _belongs(keyring: Keyring, database: Path) -> bool:
    with database.open("rb") as opened:
        return opened.read(SALT_BYTES) == keyring.salt


def _free(folder: Path, name: str) -> Path:
    names = (name if n == 1 else f"{n}-{name}" for n in count(1))
    return next(folder / free for free in names if not os.path.lexists(folder / free))
