"""The clinic's keyring opened: what every part that reads or writes encrypted files is given."""

from __future__ import annotations

from dataclasses import dataclass

from app.vault.keyring import Keyring
from app.vault.keys import Keys


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Held only while somebody is at the desk, or the desk is covered for less than its limit."""

    keyring: Keyring
    keys: Keys
    slot_id: str
    """The slot that was opened: a person's, or the recovery key's."""

    @property
    def database_key(self) -> str:
        """Of the database and its backups, with the file's salt."""
        return self.keys.database(self.keyring.salt)
