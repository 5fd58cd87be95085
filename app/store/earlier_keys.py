"""The clinic's keys from before they were changed: what was sealed with them stays as it was sealed."""

from __future__ import annotations

from sqlalchemy import select

from app.audit import Entry
from app.store.database import Database
from app.store.schema import EarlierKeyRow


def keep_earlier_keys(database: Database, audit_key: bytes, root: bytes, entry: Entry) -> None:
    """All entries so far were sealed with that key; `entry` is the first one under the new key."""
    last = database.anchor().seq
    with database.writing(entry) as session:
        session.merge(EarlierKeyRow(last_seq=last, audit_key=audit_key.hex(), root=root.hex()))


def earlier_roots(database: Database) -> tuple[bytes, ...]:
    """Newest first."""
    with database.reading() as session:
        roots = session.scalars(select(EarlierKeyRow.root).order_by(EarlierKeyRow.last_seq.desc()))
        return tuple(bytes.fromhex(root) for root in roots)
