"""The one place where a database is opened: looked at first, brought up to date, then kept safe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import assert_never

from app.clock import Clock
from app.disk import PARTIAL, parts, replace, write_private
from app.faults import (
    Damaged,
    InUse,
    Missing,
    NewerDatabase,
    NotOurs,
    NotRead,
    NotThisClinics,
    UnknownSchema,
    UnwritableFolder,
)
from app.store.database import Database
from app.store.engine import make_engine
from app.store.faults import opening_faults
from app.store.state import State, look
from app.store.updating import MakeCopy, Steps, make_new, update


def make_database(file: Path, key: str, steps: Steps | None = None) -> None:
    """A new, empty database, whole under its name or not there at all.

    Raises `Missing` when a database, or a part of one, lies there: it is never replaced by an empty one.
    """
    with opening_faults(file):
        if any(part.exists() and part.stat().st_size for part in parts(file)):
            raise Missing(file)
        new = file.with_name(f"{file.name}.{os.getpid()}{PARTIAL}")
        _remove(new)
        try:
            # SQLite gives what lies beside a file the rights of the file.
            write_private(new, b"")
            make_new(new, key, steps or Steps())
            replace(new, file)
        finally:
            _remove(new)


def open_database(
    file: Path,
    key: str,
    audit_key: bytes,
    clock: Clock,
    make_copy: MakeCopy,
    steps: Steps | None = None,
) -> Database:
    """The database of that file; never made here.

    Raises `Missing`, `Damaged`, `NewerDatabase`, `UnknownSchema`, `UnwritableFolder`, `NoRoom`,
    `UpdateFailed`, `Unsafe`; in every such case the file has not been changed.
    """
    steps = steps or Steps()
    with opening_faults(file):
        state = look(file, key, thorough=False, schema=steps.version)
        refuse(state, file)
        if state is State.NEEDS_UPDATE:
            update(file, key, steps, make_copy)
        engine = make_engine(file, key)
        try:
            with engine.connect():
                return Database(engine, file, audit_key, clock)
        except BaseException:
            engine.dispose()
            raise


def refuse(state: State, file: Path) -> None:
    """Raise the fault of a file that cannot be opened for writing; an older copy is for a person to judge."""
    match state:
        case State.OK | State.NEEDS_UPDATE | State.OLDER_COPY:
            return
        case State.MISSING:
            raise Missing(file)
        case State.EMPTY_FILE | State.TRUNCATED | State.DAMAGED:
            raise Damaged
        case State.WRONG_FILE_OR_SALT:
            raise NotThisClinics
        case State.NOT_ENCRYPTED | State.NOT_OURS:
            raise NotOurs
        case State.NEWER_SCHEMA:
            raise NewerDatabase
        case State.UNKNOWN_SCHEMA:
            raise UnknownSchema
        case State.LOCKED:
            raise InUse
        case State.READ_ONLY:
            raise UnwritableFolder(file.parent)
        case State.UNREADABLE:
            raise NotRead
        case _:
            assert_never(state)


def _remove(new: Path) -> None:
    for part in parts(new):
        part.unlink(missing_ok=True)
