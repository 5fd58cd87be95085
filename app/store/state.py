"""What a data file is, told without changing a byte of it: one word for every way it can be good or bad."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from app.audit import Anchor
from app.disk import PARTIAL, parts
from app.faults import NoRoom
from app.store.engine import PAGE, Mode, Raw, connect
from app.store.schema import APPLICATION_ID, SCHEMA

_PLAIN = b"SQLite format 3\0"


class State(StrEnum):
    OK = "ok"
    MISSING = "missing"
    EMPTY_FILE = "empty"
    TRUNCATED = "cut short"
    DAMAGED = "damaged"
    WRONG_FILE_OR_SALT = "wrong file or salt"
    NOT_ENCRYPTED = "not encrypted"
    NOT_OURS = "not ours"
    NEWER_SCHEMA = "newer"
    UNKNOWN_SCHEMA = "unknown schema"
    NEEDS_UPDATE = "older schema"
    OLDER_COPY = "older copy"
    LOCKED = "in use"
    READ_ONLY = "read-only"
    UNREADABLE = "unreadable"
    """The disk or the operating system refused; the file itself may be sound."""


def look(
    file: Path, key: str, anchor: Anchor | None = None, thorough: bool = True, schema: int = SCHEMA
) -> State:
    """The state of that file under this key; never raises for a bad file, never makes or mends one.

    The order of the questions matters. `thorough` reads every page, which takes about a second per 100 MB;
    without it only what opening needs is read. A file with rows waiting in its log is looked at as a copy;
    raises `NoRoom` when there is no room for one.
    """
    try:
        return _looked_at(file, key, _Asked(anchor, thorough, schema))
    except FileNotFoundError:
        return State.MISSING
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoRoom from error
        return State.UNREADABLE


def _looked_at(file: Path, key: str, asked: _Asked) -> State:
    size = file.stat().st_size
    if size == 0:
        return State.EMPTY_FILE
    with file.open("rb") as content:
        head = content.read(len(_PLAIN))
    if head == _PLAIN:
        return State.NOT_ENCRYPTED
    # With a log, the power may have gone while that was written back; it has what is missing here.
    if size % PAGE and not _log(file):
        return State.TRUNCATED
    with _as_it_lies(file) as (lying, mode):
        return _opened(lying, key, mode, asked, file)


def reaches(file: Path, key: str) -> int:
    """How far the record in a good file reaches: the number of its last audit entry, 0 for a file of the
    first release, which had none. Changes nothing."""
    with _as_it_lies(file) as (lying, mode), closing(connect(lying, key, mode)) as connection:
        if not _has_audit(connection):
            return 0
        return int(connection.execute("SELECT coalesce(max(seq), 0) FROM audit").fetchall()[0][0])


def _log(file: Path) -> bool:
    """Whether rows wait in the log beside the file."""
    wal = parts(file)[1]
    return wal.exists() and wal.stat().st_size > 0


@contextmanager
def _as_it_lies(file: Path) -> Iterator[tuple[Path, Mode]]:
    """The file itself, or a copy with its log: what was committed last is in the log, and reading that in
    place would write."""
    if not _log(file):
        yield file, "ro&immutable=1"
        return
    with tempfile.TemporaryDirectory(prefix="look-", suffix=PARTIAL, dir=_private(file)) as folder:
        copy = Path(folder) / file.name
        for part in parts(file)[:2]:
            shutil.copyfile(part, copy.with_name(part.name))
        yield copy, "rw"


@dataclass(frozen=True, slots=True)
class _Asked:
    anchor: Anchor | None
    thorough: bool
    schema: int


def _opened(file: Path, key: str, mode: Mode, asked: _Asked, original: Path) -> State:
    try:
        with closing(connect(file, key, mode)) as connection:
            state = _read(connection, file, asked)
    except sqlcipher.Error as error:
        return _of_error(error)
    if state is State.OK and not _writable(original):
        return State.READ_ONLY
    return state


def _read(connection: Raw, file: Path, asked: _Asked) -> State:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error as error:
        if _of_error(error) is not State.DAMAGED:
            return _of_error(error)
        # A wrong key or a lost salt fails on every page, a damaged first page on that page alone.
        bad = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        return State.WRONG_FILE_OR_SALT if bad >= file.stat().st_size // PAGE else State.DAMAGED
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        return State.NOT_OURS
    # The first release wrote no version into the file's header.
    version = connection.execute("PRAGMA user_version").fetchall()[0][0] or 1
    if version > asked.schema:
        return State.NEWER_SCHEMA
    if asked.thorough and not sound(connection):
        return State.DAMAGED
    if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(f"{version:04}",)]:
        return State.UNKNOWN_SCHEMA
    # Before the question of an update: an older copy of a year ago is both, and must not pass as the one.
    if asked.anchor is not None and not _reaches(connection, asked.anchor):
        return State.OLDER_COPY
    return State.NEEDS_UPDATE if version < asked.schema else State.OK


def sound(connection: Raw) -> bool:
    """Whether every page is whole, by SQLite's own check and by the seal on each page.

    A log that was not yet written back makes the second check report damage that is none, so it is written
    back first where the connection may write.
    """
    try:
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            return False
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except sqlcipher.DatabaseError:
        return False


def _reaches(connection: Raw, anchor: Anchor) -> bool:
    if anchor.seq == 0:
        return True
    if not _has_audit(connection):
        return False
    row = connection.execute("SELECT mac FROM audit WHERE seq = ?", (anchor.seq,)).fetchone()
    return row == (anchor.mac,)


def _has_audit(connection: Raw) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit'").fetchall())


def _of_error(error: sqlcipher.Error) -> State:
    name = getattr(error, "sqlite_errorname", "")
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return State.DAMAGED
    if name.startswith("SQLITE_BUSY"):
        return State.LOCKED
    if name == "SQLITE_ERROR":
        # A table that every file of ours has is not there.
        return State.UNKNOWN_SCHEMA
    return State.UNREADABLE


def _writable(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _private(file: Path) -> Path | None:
    """Beside the file where that can be written, else among the temporary files; the copy is encrypted."""
    return file.parent if os.access(file.parent, os.W_OK) else None
