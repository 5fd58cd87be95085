"""What the disk and SQLite say, in words a clinician can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from app.faults import Damaged, DiskFull, Fault, InUse, NoRoom, NotWritten, UnwritableFolder

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
"""No room on the disk, or none left for this account; Windows has no second one."""


@contextmanager
def faults(file: Path) -> Iterator[None]:
    """Raise what went wrong with that file as a `Fault`; what is the program's own mistake as it is."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error, OSError) as error:
        fault = fault_of(error, file)
        if fault is None:
            raise
        raise fault from error


@contextmanager
def opening_faults(file: Path) -> Iterator[None]:
    """The same before anything could be entered."""
    try:
        with faults(file):
            yield
    except DiskFull as full:
        raise NoRoom from full


def fault_of(error: BaseException, file: Path) -> Fault | None:
    """The fault behind an error; None when it is the program's own."""
    if isinstance(error, OSError):
        return DiskFull() if error.errno in _FULL else UnwritableFolder(file.parent)
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", "")
    # A backup to a full disk says so in words only.
    if name == "SQLITE_FULL" or "disk is full" in str(cause):
        return DiskFull()
    for start, fault in (
        ("SQLITE_IOERR", NotWritten()),
        ("SQLITE_READONLY", UnwritableFolder(file.parent)),
        ("SQLITE_CANTOPEN", UnwritableFolder(file.parent)),
        ("SQLITE_BUSY", InUse()),
        ("SQLITE_CORRUPT", Damaged()),
        ("SQLITE_NOTADB", Damaged()),
    ):
        if name.startswith(start):
            return fault
    return None
