"""A whole copy of an encrypted database, proven to be one: the same rows and every page of it sound."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from app.audit import FIRST
from app.disk import parts, sync_file
from app.faults import Fault
from app.store.engine import Raw, connect
from resources.tongue import tr

TROUBLE = (OSError, sqlcipher.Error)
"""What a disk and SQLite can say while a file is copied."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds, in figures: enough to tell whether two files are the same record."""

    schema: int
    seq: int
    """Of the last entry of the record of acts; 0 in a file that has none yet."""
    mac: str
    counts: Mapping[str, int]
    """Rows of each table."""

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


class NotCopied(Fault):
    """No copy was made, and nothing stands under its name; `reason` is the middle of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(tr("The data were not copied: {reason}.", reason=reason))
        self.reason = reason


class CopyNotSound(NotCopied):
    """A copy was made and is not what it was made from; it lies where it was made."""

    def __init__(self) -> None:
        super().__init__(tr("the copy could not be verified"))


def copy_database(source: Path, target: Path, key: str, target_key: str | None = None) -> Contents:
    """Copy what is committed in `source`, while others write to it, into the new file `target`; on the disk
    when this returns, as one file with nothing beside it.

    With `target_key` the copy is encrypted with that one. Raises `NotCopied`, and then nothing is left.
    """
    make_empty(target)
    try:
        with closing(connect(source, key)) as live, closing(connect(target, target_key or key)) as copy:
            # One snapshot for the figures and the copy: what is written meanwhile is in neither.
            live.execute("BEGIN")
            held = contents(live)
            live.backup(copy, pages=-1)
            live.execute("COMMIT")
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        sync_file(target)
        return held
    except BaseException as error:
        remove(target)
        if isinstance(error, TROUBLE) and (why := reason(error)):
            raise NotCopied(why) from error
        raise


def verify_copy(file: Path, key: str, expected: Contents | None = None) -> Contents:
    """What the file holds, once every page of it is sound; it is opened as it lies and not changed by a byte.

    Raises `CopyNotSound` for a file that is damaged, has another key or holds anything but `expected`, and
    `NotCopied` when the disk does not answer.
    """
    try:
        with closing(connect(file, key, "ro&immutable=1")) as copy:
            held = contents(copy) if _sound(copy) else None
    except TROUBLE as error:
        why = reason(error)
        if why is not None and why not in (DAMAGED, _GONE):
            raise NotCopied(why) from error
        raise CopyNotSound from error
    if held is None or held != (expected or held):
        raise CopyNotSound
    return held


def verify_open(file: Path, key: str) -> Contents:
    """The same of the live file, which others may be reading; its log is written back first, because the
    seals of pages that wait there look like damage."""
    with copying(), closing(connect(file, key)) as connection:
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if not _sound(connection):
                raise CopyNotSound
            return contents(connection)
        except sqlcipher.DatabaseError as error:
            if reason(error) == DAMAGED:
                raise CopyNotSound from error
            raise


def make_alone(file: Path, key: str) -> None:
    """Put what lies in the log into the file itself, for good, so that the file alone is the whole record."""
    with closing(connect(file, key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    sync_file(file)


def contents(connection: Raw) -> Contents:
    """The figures of an open database."""
    counts = {name: _count(connection, name) for name in tables(connection)}
    last = None
    if "audit" in counts:
        last = connection.execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    seq, mac = last or (0, FIRST)
    schema = connection.execute("PRAGMA user_version").fetchall()[0][0]
    return Contents(int(schema), int(seq), str(mac), counts)


def digest(connection: Raw) -> str:
    """One hash over every definition and every row, whatever order the rows lie in."""
    told = hashlib.sha256()
    for row in connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    ):
        told.update(repr(row).encode())
    for name in tables(connection):
        columns = len(connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall())
        order = ", ".join(str(number) for number in range(1, columns + 1))
        told.update(repr(name).encode())
        for row in connection.execute(f"SELECT * FROM {quoted(name)} ORDER BY {order}"):
            told.update(repr(row).encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def tables(connection: Raw) -> tuple[str, ...]:
    """The names of the tables that hold rows of ours, in the order of the alphabet."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return tuple(str(name) for (name,) in found)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def make_empty(file: Path) -> None:
    """A new file of no length that only its owner may read, for SQLite to fill; raises `NotCopied`."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise NotCopied(reason(error) or tr("the folder cannot be written")) from error


def remove(database: Path) -> None:
    """Take away a copy that did not become one, with what SQLite keeps beside it."""
    for part in parts(database):
        # A disk that was pulled out cannot be tidied, and what it refused first is what is to be told.
        try:
            part.unlink(missing_ok=True)
        except OSError:
            continue


@contextmanager
def copying() -> Iterator[None]:
    """Around what else belongs to a copy: what the disk says comes out as `NotCopied`."""
    try:
        yield
    except TROUBLE as error:
        why = reason(error)
        if why is None:
            raise
        raise NotCopied(why) from error


_FULL = tr("the disk is full")
_REFUSED = tr("the folder cannot be written")
_GONE = tr("the disk does not answer or was taken out")
DAMAGED = tr("the data file is damaged (E-DAMAGE)")
_BY_NUMBER = {
    errno.ENOSPC: _FULL,
    # Windows has no second word for it.
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.EROFS: _REFUSED,
    errno.EEXIST: _REFUSED,
}
_BY_NAME = (
    ("SQLITE_FULL", _FULL),
    ("SQLITE_READONLY", _REFUSED),
    ("SQLITE_CANTOPEN", _GONE),
    ("SQLITE_IOERR", _GONE),
    ("SQLITE_BUSY", tr("another program is using the data file")),
    ("SQLITE_CORRUPT", DAMAGED),
    ("SQLITE_NOTADB", DAMAGED),
)
_BY_WORDS = (
    ("disk is full", _FULL),
    ("disk I/O error", _GONE),
    ("readonly database", _REFUSED),
    ("unable to open", _GONE),
    ("is locked", tr("another program is using the data file")),
    ("malformed", DAMAGED),
    ("not a database", DAMAGED),
)


def reason(error: BaseException) -> str | None:
    """Why a disk or SQLite refused, as the middle of a sentence; None for a mistake of the program."""
    if isinstance(error, NotCopied):
        return error.reason
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, _GONE)
    name = getattr(error, "sqlite_errorname", None) or ""
    if name in ("", "SQLITE_ERROR"):
        # What a disk refuses in the middle of a backup, or of a function that writes, has the words alone.
        return next((why for said, why in _BY_WORDS if said in str(error)), None)
    return next((words for start, words in _BY_NAME if name.startswith(start)), None)


def _sound(connection: Raw) -> bool:
    """Every row and index by SQLite's own check, which holds all that its quick one asks, and the seal of
    every page."""
    connection.execute("PRAGMA cache_size = -65536")
    return (
        connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        and not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    )


def _count(connection: Raw, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchall()[0][0])
