"""The recovery key was used: every data manager is told of it when they next sit down."""

from __future__ import annotations

from datetime import datetime

from app.access.roles import Role
from app.access.session import Session
from app.audit import Act
from app.dates import write_date, write_time
from app.store.audit import Wanted, entries
from app.store.database import Database
from resources.tongue import tr


def broken_since(database: Database, session: Session) -> tuple[str, ...]:
    """Each use since this data manager last signed in, as a sentence; nothing for anybody else."""
    if Role.MANAGER not in session.acting:
        return ()
    person = session.person.id
    with database.reading() as reading:
        last = entries(reading, Wanted(person=person, acts=(Act.SIGNED_IN.value,)), most=1)
        uses = entries(reading, Wanted(acts=(Act.BREAK_GLASS.value,)))
    seen = last[0].seq if last else 0
    return tuple(_words(row.at, row.body or "") for row in reversed(uses) if row.seq > seen)


def _words(at: str, reason: str) -> str:
    when = datetime.fromisoformat(at).astimezone()
    return tr(
        "The recovery key was used on {day} at {time}: {reason}.",
        day=write_date(when.date()),
        time=write_time(when),
        reason=reason.rstrip("."),
    )
