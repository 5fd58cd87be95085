"""Where the workstation keeps its files: one private folder, and what lies where in it."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from app.faults import NoRoom, UnwritableFolder


@dataclass(frozen=True, slots=True)
class Places:
    """The data folder. Only its owner may look inside; nothing with patient data is put anywhere else."""

    root: Path
    elsewhere: Path | None = None
    """A folder of the user outside the data folder, for the second copy of the record's anchor."""

    @property
    def database(self) -> Path:
        return self.root / "clinic.db"

    @property
    def plain(self) -> Path:
        """The database of the first release, which was not encrypted; it is taken over and destroyed."""
        return self.root / "sagittal.sqlite3"

    @property
    def keyring(self) -> Path:
        return self.root / "clinic.keys"

    @property
    def lock(self) -> Path:
        """Held by the running program through the operating system; its content means nothing."""
        return self.root / "clinic.lock"

    @property
    def anchor(self) -> Path:
        return self.root / "anchor.json"

    @property
    def attempts(self) -> Path:
        """How often a wrong passphrase was typed; no names."""
        return self.root / "attempts.json"

    @property
    def erased(self) -> Path:
        """The ids of erased patients, so that a restored backup does not bring them back."""
        return self.root / "erased.json"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def quarantine(self) -> Path:
        """What was replaced or could not be read, kept as it was."""
        return self.root / "quarantine"

    @property
    def incoming(self) -> Path:
        """What is about to take the place of the database."""
        return self.root / "incoming"

    @property
    def practice(self) -> Path:
        """What learners did on simulated patients: a folder of its own, which no part of the record opens."""
        return self.root / "practice"

    @property
    def logs(self) -> Path:
        """For codes, counts and error classes; never a name, an answer or a file name."""
        return self.root / "logs"

    def prepare(self) -> Places:
        """Make the folders that are missing, for the owner alone; raises `UnwritableFolder`, `DiskFull`."""
        try:
            for folder in (self.root, self.logs):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Asking for permission is not enough: a full or read-only disk shows only on writing.
            probe = self.root / f".probe-{os.getpid()}"
            os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            probe.unlink()
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise NoRoom from error
            raise UnwritableFolder(self.root) from error
        return self


def find_places(data_dir: str | os.PathLike[str] | None, environ: Mapping[str, str] = os.environ) -> Places:
    """The folder that was asked for; else the one SAGITTAL_DATA names; else the user's own data folder."""
    elsewhere = user_config_path("Sagittal", appauthor=False)
    named = data_dir or environ.get("SAGITTAL_DATA")
    if named:
        # What is no known user's home folder keeps its name as it stands.
        return Places(Path(os.path.expanduser(named)).absolute(), elsewhere)
    return Places(user_data_path("Sagittal", appauthor=False), elsewhere)
