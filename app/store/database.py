"""An open database: reading does not wait; writing is one transaction at a time, audit entries included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.audit import Anchor, Author, Break, Entry
from app.clock import Clock
from app.store.audit import Chain
from app.store.faults import faults

_ENTRIES = "entries"


class Database:
    """`author` is who acts now; every audit entry names them."""

    def __init__(self, engine: Engine, file: Path, audit_key: bytes, clock: Clock) -> None:
        self.engine = engine
        self.file = file
        self.author = Author()
        self._chain = Chain(audit_key, clock)
        self._for_reading = engine.execution_options(reading=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with faults(self.file), Session(self._for_reading) as session:
            yield session

    @contextmanager
    def writing(self, *entries: Entry) -> Iterator[Session]:
        """Leaving it means on disk; any exception inside means that nothing was changed.

        What was done is told by `entries` or, when it is known only inside, by `note`. A change that nobody
        tells of is a mistake in the program and raises `LookupError`. An entry that names nobody is
        of who acts now.
        """
        with faults(self.file), Session(self.engine) as session, session.begin():
            session.info[_ENTRIES] = list(entries)
            yield session
            session.flush()
            told = session.info[_ENTRIES]
            if not told:
                raise LookupError("A change of the record without an audit entry.")
            self._chain.extend(session, self.author, told)

    def tell(self, *entries: Entry) -> None:
        """Keep entries about what changes nothing, such as a record that was opened."""
        with self.writing(*entries):
            pass

    def anchor(self) -> Anchor:
        """How far the record has come; entry 0 of a record without any."""
        with self.reading() as session:
            return self._chain.anchor(session)

    def history_break(self, last: int | None = None) -> Break | None:
        """The first entry that does not follow from the one before it, among the last so many or all."""
        with self.reading() as session:
            return self._chain.first_break(session, last)

    def clock_went_back(self) -> bool:
        """Whether the computer's clock stands earlier than the last entry, by more than the grace."""
        with self.reading() as session:
            return self._chain.clock_went_back(session)

    def close(self) -> None:
        self.engine.dispose()


def note(session: Session, *entries: Entry) -> None:
    """Tell inside a writing what is done there."""
    session.info[_ENTRIES].extend(entries)
