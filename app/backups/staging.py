"""A record being made ready beside the present one: copied, opened, brought up to date, then exchanged."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.access.roles import Role
from app.anchors import keep_anchor
from app.audit import Anchor, Author
from app.backups.replacing import new_staging
from app.clock import Clock
from app.disk import write_private
from app.places import Places
from app.store.copying import copy_database, make_alone, verify_copy
from app.store.database import Database
from app.store.opening import open_database
from app.store.people import StoredPeople
from app.unlocked import Unlocked
from app.vault.keyring_file import previous


class Staging:
    """The set of files that will be the record. Nothing counts until it is exchanged for the present one."""

    def __init__(self, places: Places, clock: Clock) -> None:
        # Named as in the data folder, and without the second anchor elsewhere until the exchange.
        self.places = Places(new_staging(places))
        self._clock = clock
        self._anchor: Anchor | None = None

    def copy(self, source: Path, key: str, target_key: str) -> None:
        """The database, encrypted with the key it will have. Raises `NotCopied`."""
        copy_database(source, self.places.database, key, target_key)

    @contextmanager
    def opened(self, unlocked: Unlocked, audit_key: bytes, kept_as: str) -> Iterator[Database]:
        """The copy as an open database, brought up to date; what it was made of is kept as `kept_as`."""
        database = open_database(
            self.places.database, unlocked.database_key, audit_key, self._clock, lambda: kept_as
        )
        try:
            database.author = author_of(unlocked, database)
            yield database
            self._anchor = database.anchor()
        finally:
            database.close()

    def finish(self, unlocked: Unlocked) -> None:
        """Verify the copy as one file with nothing beside it; its keyring and its anchor go with it.

        The keyring goes twice: the copy beside the present one is of a record that will not be here."""
        make_alone(self.places.database, unlocked.database_key)
        verify_copy(self.places.database, unlocked.database_key)
        for file in (self.places.keyring, previous(self.places.keyring)):
            write_private(file, unlocked.keyring.text().encode())
        if self._anchor is not None:
            keep_anchor(self.places, unlocked.keyring.database_id, self._anchor)


def author_of(unlocked: Unlocked, database: Database) -> Author:
    """Whose passphrase opened the keys, as that record knows them."""
    person = StoredPeople(database).with_slot(unlocked.slot_id)
    if person is not None:
        roles = ", ".join(role.value for role in Role if role in person.roles)
        return Author(person.id, roles, platform.node())
    by_recovery = unlocked.slot_id == unlocked.keyring.recovery.id
    return Author("", Role.BREAK_GLASS.value if by_recovery else "", platform.node())
