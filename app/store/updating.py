"""Bringing a database up to date: all steps in one transaction, and nothing lost on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError

from app.disk import free_bytes
from app.faults import Damaged, DiskFull, NoRoom, UpdateFailed
from app.log import Code, note
from app.store.engine import make_engine
from app.store.faults import fault_of
from app.store.schema import APPLICATION_ID

SCRIPTS = Path(__file__).parent / "migrations"

ROOM = 3
"""Times the size of the file that must be free: its copy, its log, and the pages that are rewritten."""

MakeCopy = Callable[[], str]
"""Makes a verified backup that is never rotated away and returns its name; raises a `Fault` otherwise."""


class Steps:
    """The steps this version of the program knows."""

    def __init__(self, scripts: Path = SCRIPTS) -> None:
        self.config = Config()
        self.config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        script = ScriptDirectory.from_config(self.config)
        self.known = {step.revision for step in script.walk_revisions()}
        self.head = script.get_current_head()
        """Its number is the schema's version in the file's header."""

    @property
    def version(self) -> int:
        return int(self.head or 0)

    def run(self, connection: Connection) -> None:
        self.config.attributes["connection"] = connection
        command.upgrade(self.config, "head")


def make_new(file: Path, key: str, steps: Steps) -> None:
    """Every step, on a file that is not there yet."""
    _run(file, key, steps, create=True)


def update(file: Path, key: str, steps: Steps, make_copy: MakeCopy) -> None:
    """Bring an older database up to date, after a verified copy of it.

    Raises `UpdateFailed`, `NoRoom` or the fault of the copy; the database is then as before. So it is after
    a kill at any point.
    """
    if free_bytes(file.parent) < ROOM * file.stat().st_size:
        raise NoRoom
    copy = make_copy()
    try:
        _run(file, key, steps)
        note(Code.UPDATED)
    except (SQLAlchemyError, CommandError) as error:
        note(Code.FAULT, error=error)
        if isinstance(fault := fault_of(error, file), DiskFull):
            raise fault from error
        code = "E-COUNT" if isinstance(error, CountsDiffer) else ""
        raise UpdateFailed(copy, code) from error


def _run(file: Path, key: str, steps: Steps, create: bool = False) -> None:
    # A step that copies a table drops the old one; with foreign keys on, that would silently delete every
    # row that points to it.
    engine = make_engine(file, key, create=create, foreign_keys=False)
    try:
        with engine.begin() as connection:
            migrate(connection, steps)
    finally:
        engine.dispose()


def migrate(connection: Connection, steps: Steps) -> None:
    """Run the steps inside the transaction of this connection; whatever is wrong afterwards undoes them."""
    if connection.exec_driver_sql("PRAGMA foreign_keys").scalar() != 0:
        raise ForeignKeysOn
    before, journal = _counts(connection), _journal_hash(connection)
    steps.run(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {steps.version}")
    after = _counts(connection)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise Damaged
    if connection.exec_driver_sql("PRAGMA quick_check").fetchall() != [("ok",)]:
        raise Damaged
    if any(after.get(table) != count for table, count in before.items() if table != "alembic_version"):
        raise CountsDiffer
    if before and _journal_hash(connection) != journal:
        raise CountsDiffer


class ForeignKeysOn(SQLAlchemyError):
    """Refused before the first statement of an update."""


class CountsDiffer(SQLAlchemyError):
    """E-COUNT: after the steps, a table holds more or fewer rows, or the journal is not what it was."""


def _counts(connection: Connection) -> dict[str, int]:
    tables = inspect(connection).get_table_names()
    return {t: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{t}"').scalar() or 0) for t in tables}


def _journal_hash(connection: Connection) -> str:
    """Over every event of every exam: what was answered may never be changed by an update."""
    found = hashlib.sha256()
    if inspect(connection).has_table("events"):
        rows = connection.exec_driver_sql("SELECT exam_id, number, body FROM events ORDER BY exam_id, number")
        for row in rows:
            found.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
