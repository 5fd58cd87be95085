"""The backups that lie in a folder, as they describe themselves."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.backups.manifest import LONGEST, NAME, Manifest, ManifestDamaged, read_manifest
from app.disk import PARTIAL
from app.faults import Fault
from resources.tongue import tr

DATABASE = "clinic.db"
KEYRING = "clinic.keys"
ERASED = "erased.json"

BAD = ".bad"
"""The end of the name of a backup that could not be verified; kept to be looked at, never to be restored."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One folder with a database, its keyring, the ledger of erasures and the manifest."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def keyring(self) -> Path:
        return self.folder / KEYRING


class NoSuchBackup(Fault):
    """Without a name there is none at all."""

    def __init__(self, name: str = "") -> None:
        super().__init__(
            tr("There is no backup {name}.", name=name) if name else tr("There is no backup yet.")
        )


def find_backups(folder: Path, *keys: bytes) -> list[Backup]:
    """Those that describe themselves in full and under one of these keys, newest first; others are left out.

    Without any key all that can be read are listed, whoever wrote them.
    """
    found = []
    # What cannot be read now is no backup to count on.
    with suppress(OSError):
        for one in folder.iterdir():
            for key in keys or (None,):
                # One that is half made, damaged or of another clinic is no backup of ours.
                with suppress(Fault):
                    found.append(read_backup(one, key))
                    break
    return sorted(found, key=lambda backup: (backup.manifest.made_at, backup.name), reverse=True)


def read_backup(folder: Path, key: bytes | None) -> Backup:
    """Raises `NoSuchBackup`, `ManifestDamaged` or `ManifestNewer`."""
    if folder.suffix in (PARTIAL, BAD):
        raise NoSuchBackup(folder.name)
    try:
        with (folder / NAME).open("rb") as opened:
            content = opened.read(LONGEST + 1)
    except (FileNotFoundError, NotADirectoryError) as why:
        raise NoSuchBackup(folder.name) from why
    except OSError as why:
        raise ManifestDamaged from why
    return Backup(folder, read_manifest(content, key))


def last_good(folder: Path, *keys: bytes) -> datetime | None:
    """When the newest backup was made."""
    return next((backup.manifest.made_at for backup in find_backups(folder, *keys)), None)
