"""The one engine: SQLCipher with a raw key, every connection as safe as it can be made, or none at all.

Never Python's own `sqlite3`, encrypted or not: versions of SQLite before 3.51.3 can corrupt a database in WAL
mode when two connections reset the log at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from app.faults import Unsafe, UnsafeEngine


class Rows(Protocol):
    """What a statement found; the module has no types of its own."""

    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...
    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...


class Raw(Protocol):
    """A connection of SQLCipher's own module, in autocommit: a transaction is said in words."""

    def execute(self, statement: str, values: Sequence[object] = ..., /) -> Rows: ...
    def backup(self, target: Raw, *, pages: int = ...) -> None: ...
    def interrupt(self) -> None: ...
    def close(self) -> None: ...


Mode = Literal["rw", "rwc", "ro", "ro&immutable=1"]
"""How SQLite opens the file; only `rwc` ever makes one."""

OLDEST = (3, 51, 3)
KEY_DIGITS = 96
"""Hexadecimal: a key of 32 bytes and the file's salt of 16. A shorter one would be taken for a passphrase."""

PAGE = 4096

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "cache_size = -65536",
    "secure_delete = ON",
    "cell_size_check = ON",
)
_PROMISED = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
"""Read back from every connection. WAL with less than FULL loses kept answers at a power cut."""


def refuse_unsafe_engine(found: tuple[int, ...] = sqlcipher.sqlite_version_info) -> None:
    """Raise `UnsafeEngine` when the bundled SQLite is older than the first one without the fault."""
    if tuple(found) < OLDEST:
        raise UnsafeEngine(".".join(map(str, found)))


def engine_versions() -> dict[str, str]:
    """Of what reads and writes the record."""
    with closing(sqlcipher.connect(":memory:")) as connection:
        found = connection.execute("PRAGMA cipher_version").fetchone()
    return {"SQLite": sqlcipher.sqlite_version, "SQLCipher": found[0] if found else "not there"}


def make_engine(file: Path, key: str, create: bool = False, foreign_keys: bool = True) -> Engine:
    """Connections to that file; `create` makes it when it is not there.

    A transaction that was not asked for reading says from its start that it will write and waits its turn:
    one that reads first and writes later fails at once when another writer is there, whatever the timeout.
    """
    refuse_unsafe_engine()
    mode: Mode = "rwc" if create else "rw"
    # `hide_parameters`: an error must not carry a patient's name into a log.
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _safe(lambda: connect(file, key, mode), foreign_keys),
        poolclass=QueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def connect(file: Path, key: str, mode: Mode = "rw") -> Raw:
    """One connection with the key set and nothing read yet, so that a wrong key is not noticed here.

    The caller closes it. Raises `ValueError` for a key of any other length, `sqlcipher3` errors as they come.
    """
    if len(key) != KEY_DIGITS or not set(key) <= set("0123456789abcdef"):
        raise ValueError("A database key has 96 hexadecimal digits.")
    connection = _open(file, mode)
    try:
        # A key cannot be bound as a parameter; it is hexadecimal, so there is nothing to escape.
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        # After the key, or it has no effect: what SQLCipher prints of a damaged page.
        connection.execute("PRAGMA cipher_log_level = NONE")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_plain(file: Path, mode: Mode = "rw") -> Raw:
    """The first release's file, which is not encrypted; for nothing but taking it over."""
    return _open(file, mode)


def _open(file: Path, mode: Mode) -> Raw:
    refuse_unsafe_engine()
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    connection: Raw = sqlcipher.connect(
        uri, uri=True, isolation_level=None, timeout=5, check_same_thread=False
    )
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _safe(opened: Callable[[], Raw], foreign_keys: bool) -> Raw:
    connection = opened()
    try:
        for pragma in (*_PRAGMAS, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
            connection.execute(f"PRAGMA {pragma}")
        for pragma, promised in {**_PROMISED, "foreign_keys": int(foreign_keys)}.items():
            if connection.execute(f"PRAGMA {pragma}").fetchone() != (promised,):
                raise Unsafe(pragma)
    except BaseException:
        connection.close()
        raise
    return connection
