"""Where each person left the desk, in the database: a row of the settings that no page of settings shows."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.audit import Entry
from app.store.database import Database
from app.store.schema import SettingRow


def keep_bookmark(database: Database, person_id: str, text: str, entry: Entry) -> None:
    """With the entry that tells why the desk was left, in one transaction."""
    with database.writing(entry) as session:
        session.merge(SettingRow(name=_name(person_id), value=text))


def find_bookmark(database: Database, person_id: str) -> str:
    """Empty where there is none."""
    with database.reading() as session:
        row = session.get(SettingRow, _name(person_id))
        return row.value if row is not None else ""


def forget_bookmarks(session: Session) -> None:
    """Everybody's: what was begun in a field may name a patient who is being erased."""
    session.execute(delete(SettingRow).where(SettingRow.name.startswith(_BEGIN)))


_BEGIN = "resume:"


def _name(person_id: str) -> str:
    return f"{_BEGIN}{person_id}"
