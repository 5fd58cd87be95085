"""The one random key of a clinic and the keys that follow from it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ROOT = 32
DATABASE_SALT = 16


@dataclass(frozen=True, slots=True)
class Keys:
    """Python cannot wipe a key from its memory: only ending the process does."""

    root: bytes = field(repr=False)

    def database(self, salt: bytes) -> str:
        """Key and salt of the database file in 96 hexadecimal digits, as SQLCipher takes them.

        With the salt the file opens even when its own first bytes, where it keeps the salt, are destroyed.
        """
        if len(salt) != DATABASE_SALT:
            raise ValueError("the salt of a database has 16 bytes")
        return (self._follows(b"database") + salt).hex()

    @property
    def audit(self) -> bytes:
        """For the chain of the record's history."""
        return self._follows(b"audit")

    @property
    def backup(self) -> bytes:
        return self._follows(b"backup")

    @property
    def exam_file(self) -> bytes:
        """For one exam saved to a file of its own."""
        return self._follows(b"exam file")

    @property
    def keyring(self) -> bytes:
        """For the proof that the keyring was written by somebody who could open it."""
        return self._follows(b"keyring")

    def _follows(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=b"sagittal 1 " + purpose).derive(self.root)


def new_keys() -> Keys:
    return Keys(secrets.token_bytes(ROOT))
