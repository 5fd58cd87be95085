"""The settings in the database."""

from __future__ import annotations

import json

from sqlalchemy import select

from app.audit import Act, Entry
from app.settings import Settings, from_texts, to_texts
from app.store.database import Database
from app.store.schema import SettingRow


def read_settings(database: Database) -> Settings:
    with database.reading() as session:
        return from_texts({row.name: row.value for row in session.scalars(select(SettingRow))})


def keep_settings(database: Database, settings: Settings) -> None:
    with database.writing(Entry(Act.SETTINGS, body=_changed(database, settings))) as session:
        for name, value in to_texts(settings).items():
            session.merge(SettingRow(name=name, value=value))


def _changed(database: Database, settings: Settings) -> str:
    before, after = to_texts(read_settings(database)), to_texts(settings)
    return json.dumps({name: value for name, value in after.items() if before.get(name) != value})
