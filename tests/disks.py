"""Disks that fail: full, slow, refusing to write, held by another program; for as long as the block lasts."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.store.database import Database
from app.store.engine import connect
from app.workstation import Workstation

ENDLESS = 2**30


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Nothing that needs a new page of the file finds room; what was kept before can be read."""
    said = _said_to_every_connection(database, "PRAGMA max_page_count = 1")
    try:
        yield
    finally:
        # Said to each connection from now on, since the pool may hold one that knows the limit.
        said[0] = f"PRAGMA max_page_count = {ENDLESS}"


@contextmanager
def refusing_disk() -> Iterator[None]:
    """The system lets no file of this process grow: the disk does not take what is written."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def waiting_disk(database: Database) -> Iterator[threading.Event]:
    """No commit returns before the event is set."""
    done = threading.Event()

    def wait(_: object) -> None:
        assert done.wait(10)

    event.listen(database.engine, "commit", wait)
    try:
        yield done
    finally:
        done.set()


@contextmanager
def broken_program(database: Database) -> Iterator[None]:
    """A mistake of ours, in the middle of a commit."""

    broken = True

    def fail(_: object) -> None:
        if broken:
            raise LookupError("a mistake")

    event.listen(database.engine, "commit", fail)
    try:
        yield
    finally:
        broken = False


@contextmanager
def busy_disk(workstation: Workstation) -> Iterator[None]:
    """Another connection holds the right to write; nobody waits longer for it than a moment."""
    database = workstation.database
    other = connect(database.file, workstation.unlocked.database_key)
    said = _said_to_every_connection(database, "PRAGMA busy_timeout = 20")
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
        said[0] = "PRAGMA busy_timeout = 5000"


def _said_to_every_connection(database: Database, pragma: str) -> list[str]:
    """What is said can be exchanged in the list; who listens stays, because nobody can be added to or taken
    from an engine while another thread writes through it."""
    said = [pragma]

    def say(connection: Any, *_: object) -> None:
        connection.execute(said[0])

    event.listen(database.engine, "checkout", say)
    return said
