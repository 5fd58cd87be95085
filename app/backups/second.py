"""The second place for backups, such as a stick or a shared folder, for when this computer is gone."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.backups.keeping import to_delete
from app.backups.kept import BAD, Backup, find_backups, read_backup
from app.backups.manifest import NAME, ManifestDamaged, sha256
from app.disk import PARTIAL, clear_partials, sync_file, sync_folder, write_private
from app.faults import Fault
from app.places import Places
from app.store.copying import CopyNotSound, NotCopied, copying, verify_copy
from app.unlocked import Unlocked
from resources.tongue import tr

WARN_AFTER = timedelta(days=7)


class NotInSecondPlace(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(
            tr(
                "Not copied to the second place: {reason}. The backup on this computer is whole.",
                reason=reason,
            )
        )
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SecondCopy:
    """The last copy that was verified in the second place, remembered while the stick is elsewhere."""

    folder: str
    name: str
    made_at: datetime


def copy_to_second(places: Places, unlocked: Unlocked, backup: Backup, second: Path, now: datetime) -> Path:
    """The same as `copy_to`, and remember that this is where the clinic's second place has come to."""
    target = copy_to(places, unlocked, backup, second, now)
    try:
        with copying():
            _remember(places, SecondCopy(str(second), backup.name, backup.manifest.made_at))
    except NotCopied as why:
        raise NotInSecondPlace(why.reason) from why
    return target


def copy_to(places: Places, unlocked: Unlocked, backup: Backup, second: Path, now: datetime) -> Path:
    """Copy a backup into any folder, read it back, and let the old ones go as they go here.

    Raises `NotInSecondPlace`; a copy that is not whole never has a backup's name.
    """
    try:
        with copying():
            _refuse_other_keys(unlocked, backup)
            if not second.is_dir():
                raise NotCopied(tr("the folder is not there; plug the stick in or choose another folder"))
            place = second / place_of(unlocked.keyring.database_id)
            place.mkdir(mode=0o700, exist_ok=True)
            clear_partials(place)
            target = place / backup.name
            if target.exists() and not _whole(backup, target, unlocked.database_key):
                _set_aside(target)
            if not target.exists():
                _copy(backup, target, unlocked.database_key)
            prune(place, now, unlocked.keys.backup)
            return target
    except NotCopied as why:
        raise NotInSecondPlace(why.reason) from why


def place_of(database_id: str) -> str:
    """The folder of this clinic there: sticks are shared."""
    return f"sagittal-{database_id[:8]}"


def prune(folder: Path, now: datetime, *keys: bytes) -> list[str]:
    """Delete what the calendar lets go, and say which; a kill never leaves half a backup under its name."""
    gone = []
    for backup in to_delete(find_backups(folder, *keys), now):
        leaving = backup.folder.with_name(backup.name + PARTIAL)
        os.replace(backup.folder, leaving)
        shutil.rmtree(leaving)
        gone.append(backup.name)
    return gone


def last_second(places: Places) -> SecondCopy | None:
    """None when nothing was ever copied to a second place, or nobody knows any more."""
    try:
        told = json.loads(_memory(places).read_bytes())
        return SecondCopy(
            str(told["folder"]), str(told["name"]), datetime.fromisoformat(told["made_at"]).astimezone()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def second_warning(folder: str, last: SecondCopy | None, now: datetime) -> str:
    """The sentence for the banner; empty while a copy of the last seven days lies in the second place."""
    if not folder:
        return tr(
            "Backups lie on this computer only. Choose a second place, such as a stick or a shared folder."
        )
    if last is None or last.folder != folder:
        return tr(
            "No backup lies in the second place yet: {folder}. Plug it in and make a backup.", folder=folder
        )
    age = now - last.made_at
    if age <= WARN_AFTER:
        return ""
    return tr(
        "The last backup in the second place is {days} days old: {folder}. Plug it in and make a backup.",
        days=age.days,
        folder=folder,
    )


def _copy(backup: Backup, target: Path, key: str) -> None:
    partial = target.with_name(target.name + PARTIAL)
    try:
        partial.mkdir(mode=0o700)
        for name in (*backup.manifest.files, NAME):
            shutil.copyfile(backup.folder / name, partial / name)
            sync_file(partial / name)
        _verify(backup, partial, key)
        sync_folder(partial)
        os.replace(partial, target)
        sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _verify(backup: Backup, copy: Path, key: str) -> None:
    """Raises `CopyNotSound` for a folder that is not this backup to the last byte."""
    if any(sha256(copy / name) != digest for name, digest in backup.manifest.files.items()):
        raise CopyNotSound
    if (copy / NAME).read_bytes() != (backup.folder / NAME).read_bytes():
        raise CopyNotSound
    verify_copy(copy / backup.database.name, key, backup.manifest.contents)


def _whole(backup: Backup, target: Path, key: str) -> bool:
    """A stick may have lost what once was whole on it."""
    try:
        _verify(backup, target, key)
    except (CopyNotSound, FileNotFoundError, NotADirectoryError):
        return False
    return True


def _set_aside(target: Path) -> None:
    bad = target.with_name(target.name + BAD)
    shutil.rmtree(bad, ignore_errors=True)
    os.replace(target, bad)


def _refuse_other_keys(unlocked: Unlocked, backup: Backup) -> None:
    """Before a copy is made that could only be found unsound."""
    try:
        read_backup(backup.folder, unlocked.keys.backup)
    except ManifestDamaged as why:
        reason = tr("this backup was made under earlier keys, or was changed; make a new one and copy that")
        raise NotCopied(reason) from why


def _remember(places: Places, copy: SecondCopy) -> None:
    told = {"folder": copy.folder, "name": copy.name, "made_at": copy.made_at.isoformat()}
    write_private(_memory(places), json.dumps(told).encode())


def _memory(places: Places) -> Path:
    return places.root / "second-place.json"
