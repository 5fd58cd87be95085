"""The one place where a database is opened: checked first, brought up to date, then kept safe."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.faults import (
    Damaged,
    DiskFull,
    Fault,
    InUse,
    Missing,
    NewerDatabase,
    NoRoom,
    NotOurs,
    NotWritten,
    Unsafe,
    UnwritableFolder,
    UpdateFailed,
)
from app.store.schema import APPLICATION_ID

SCRIPTS = Path(__file__).parent / "migrations"

_SAFE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
"""Read back from every connection. WAL with less than FULL loses kept answers at a power cut."""


class Database:
    """An open database. Reading does not wait; writing is one transaction at a time, all of it or nothing."""

    def __init__(self, engine: Engine, file: Path) -> None:
        self.engine = engine
        self.file = file
        self._for_reading = engine.execution_options(reading=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with _faults(self.file), Session(self._for_reading) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Leaving it means on disk; any exception inside means that nothing was changed."""
        with _faults(self.file), Session(self.engine) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()


def open_database(file: Path, scripts: Path = SCRIPTS) -> Database:
    """The database of that file, made new when neither it nor a part of it is there.

    Raises `NewerDatabase`, `NotOurs`, `Damaged`, `Missing`, `UnwritableFolder`, `NoRoom`, `UpdateFailed`;
    in every such case the file has not been changed.
    """
    steps = _steps(scripts)
    with _opening(file):
        _refuse_unwritable(file.parent)
        if not file.exists():
            _make(file, steps)
        standing = _revision(file)
        if standing not in steps.known:
            raise NewerDatabase
        if standing != steps.head:
            _update(file, steps, standing)
        engine = _engine(file, _connect)
        try:
            with engine.connect():
                return Database(engine, file)
        except BaseException:
            engine.dispose()
            raise


class _Steps:
    """The steps this version of the program knows."""

    def __init__(self, config: Config, script: ScriptDirectory) -> None:
        self.config = config
        self.known = {step.revision for step in script.walk_revisions()}
        self.head = script.get_current_head()

    def run(self, connection: Connection) -> None:
        self.config.attributes["connection"] = connection
        command.upgrade(self.config, "head")


def _steps(scripts: Path) -> _Steps:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return _Steps(config, ScriptDirectory.from_config(config))


def _refuse_unwritable(folder: Path) -> None:
    if not folder.is_dir():
        raise UnwritableFolder(folder)
    try:
        handle, probe = tempfile.mkstemp(prefix=".probe-", dir=folder)
        os.close(handle)
        os.unlink(probe)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise UnwritableFolder(folder) from error


def _make(file: Path, steps: _Steps) -> None:
    """A new database, whole under its name or not there at all."""
    for part in _parts(file)[1:]:
        if part.exists() and part.stat().st_size:
            raise Missing(file)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=file.parent)
    os.close(handle)
    new = Path(name)
    try:
        _run(new, steps)
        os.replace(new, file)
    finally:
        for part in _parts(new):
            part.unlink(missing_ok=True)
    _sync(file.parent)


def _revision(file: Path) -> str:
    """The step the database stands at, read without changing a byte of it or leaving a file beside it."""
    with file.open("rb") as content:
        if not content.read(16) == b"SQLite format 3\0":
            raise NotOurs(file) if file.stat().st_size else Damaged(file)
    wal = _parts(file)[1]
    if not (wal.exists() and wal.stat().st_size):
        return _revision_of(file, file)
    # The last session did not end well: what it wrote last lies beside the file, and reading that in place
    # would write. So a copy is read.
    with tempfile.TemporaryDirectory(prefix=".look-", dir=file.parent) as folder:
        copy = Path(folder) / file.name
        for part in (file, wal):
            shutil.copyfile(part, copy.with_name(part.name))
        return _revision_of(copy, file)


def _revision_of(copy: Path, file: Path) -> str:
    # A file that nobody else writes to is read as it lies ("immutable"), so no lock and no index is made.
    mode = "mode=ro&immutable=1" if copy == file else "mode=rw"
    with closing(_open(copy, mode)) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise NotOurs(file)
        try:
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        except sqlite3.OperationalError as error:
            raise Damaged(file) from error
    if len(rows) != 1:
        raise Damaged(file)
    return str(rows[0][0])


def _update(file: Path, steps: _Steps, standing: str) -> None:
    """Bring the database up to date: a copy that was read back first, then all steps in one transaction."""
    copy = _copy(file, standing)
    try:
        _run(file, steps)
    except (SQLAlchemyError, CommandError) as error:
        if isinstance(fault := _fault(error, file), DiskFull):
            raise fault from error
        raise UpdateFailed(copy) from error


def _run(file: Path, steps: _Steps) -> None:
    # Foreign keys stay off: a step that copies a table drops the old one, and with them on that would
    # silently delete every row that points to it.
    engine = _engine(file, _connect_plain)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            steps.run(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise Damaged(file)
    finally:
        engine.dispose()


def _copy(file: Path, standing: str) -> Path:
    """A copy by SQLite itself, which also has what lies beside the file; it has its name once it is sound."""
    folder = file.parent / "before-updates"
    folder.mkdir(mode=0o700, exist_ok=True)
    names = (f"{file.stem}-at-{standing}-{number}{file.suffix}" for number in count(1))
    copy = next(folder / name for name in names if not (folder / name).exists())
    partial = copy.with_suffix(".partial")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with closing(_open(file, "mode=rw")) as source, closing(_open(partial, "mode=rw")) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            if target.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise Damaged(file)
    except BaseException:
        for part in _parts(partial):
            part.unlink(missing_ok=True)
        raise
    os.replace(partial, copy)
    _sync(folder)
    return copy


def _engine(file: Path, connect: Callable[[Path], sqlite3.Connection]) -> Engine:
    # `hide_parameters`: an error must not carry a patient's name into a log.
    engine = create_engine(
        "sqlite://", creator=lambda: connect(file), poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once when another writer is there, whatever
        # the timeout; one that says from the start that it will write waits its turn.
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _connect(file: Path) -> sqlite3.Connection:
    connection = _connect_plain(file)
    try:
        for pragma in (
            "foreign_keys = ON",
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "cell_size_check = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        for pragma, wanted in _SAFE.items():
            if connection.execute(f"PRAGMA {pragma}").fetchone() != (wanted,):
                raise Unsafe
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_plain(file: Path) -> sqlite3.Connection:
    connection = _open(file, "mode=rw")
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _open(file: Path, mode: str) -> sqlite3.Connection:
    """Never makes a file: a lost database must not be replaced by an empty one."""
    uri = f"{file.absolute().as_uri()}?{mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


@contextmanager
def _opening(file: Path) -> Iterator[None]:
    try:
        with _faults(file):
            yield
    except DiskFull as full:
        raise NoRoom from full


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    """What the disk and SQLite say, in words a clinician can act on."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        fault = _fault(error, file)
        if fault is None:
            raise
        raise fault from error


def _fault(error: Exception, file: Path) -> Fault | None:
    """The fault behind an error; None when it is the program's own."""
    if isinstance(error, OSError):
        return DiskFull() if error.errno == errno.ENOSPC else UnwritableFolder(file.parent)
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", "")
    if name == "SQLITE_FULL" or "disk is full" in str(cause):
        return DiskFull()
    for start, fault in (
        ("SQLITE_IOERR", NotWritten()),
        ("SQLITE_READONLY", UnwritableFolder(file.parent)),
        ("SQLITE_CANTOPEN", UnwritableFolder(file.parent)),
        ("SQLITE_BUSY", InUse()),
        ("SQLITE_CORRUPT", Damaged(file)),
        ("SQLITE_NOTADB", Damaged(file)),
    ):
        if name.startswith(start):
            return fault
    return None


def _parts(file: Path) -> tuple[Path, ...]:
    """The file and what SQLite keeps beside it; the second holds committed rows."""
    return (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal")))


def _sync(folder: Path) -> None:
    """Make a new name in a folder last; Windows does so by itself and cannot open a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
