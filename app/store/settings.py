"""The settings in the database."""

from __future__ import annotations

from sqlalchemy import select

from app.settings import Settings, from_texts, to_texts
from app.store.opening import Database
from app.store.schema import SettingRow


def read_settings(database: Database) -> Settings:
    with database.reading() as session:
        return from_texts({row.name: row.value for row in session.scalars(select(SettingRow))})


def keep_settings(database: Database, settings: Settings) -> None:
    with database.writing() as session:
        for name, value in to_texts(settings).items():
            session.merge(SettingRow(name=name, value=value))
