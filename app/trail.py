"""Who did what to the record, read and taken out by those who may."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.access.rights import Right
from app.access.session import Access, Service, needs
from app.audit import Act, Break, Entry, Row
from app.csv_text import Cell, csv_text
from app.store.about import names_of
from app.store.audit import Wanted, entries
from app.store.database import Database
from app.store.people import StoredPeople
from resources.tongue import tr

WITHHELD = tr("Not shown while you score this patient blind.")

COLUMNS = ("entry", "at_utc", "clock", "device", "person", "role", "act", "about", "detail", "seal")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the names a reader needs; the ids stand where somebody is no longer known."""

    row: Row
    person: str
    about: str


class Trail(Service):
    """The audit of one database."""

    def __init__(
        self,
        access: Access,
        database: Database,
        withheld: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """`withheld` are the entities whose details are not shown now: answers stand in them."""
        super().__init__(access)
        self._database = database
        self._withheld = withheld

    @needs(Right.AUDIT)
    def lines(self, wanted: Wanted, most: int | None = None, before: int | None = None) -> list[Line]:
        """Newest first, at most so many, those before the entry of that number."""
        with self._database.reading() as session:
            found = entries(session, wanted, most, before)
        people = {person.id: person.name for person in StoredPeople(self._database).all()}
        about = names_of(self._database, {row.entity for row in found})
        kept_back = self._withheld()
        found = [
            replace(row, body=WITHHELD) if row.entity in kept_back and row.body else row for row in found
        ]
        return [
            Line(row, people.get(row.person, row.person), about.get(row.entity, row.entity)) for row in found
        ]

    @needs(Right.AUDIT)
    def check(self) -> Break | None:
        """The first entry of all that does not follow from the one before it; that it was asked is told."""
        found = self._database.history_break()
        if found is None:
            self._database.tell(Entry(Act.HISTORY_CHECKED))
        return found

    @needs(Right.EXPORT)
    def export(self, wanted: Wanted, purpose: str) -> bytes:
        """The entries as CSV, oldest first; how many left the file, and what for, is told."""
        lines = self.lines(wanted)[::-1]
        body = json.dumps({"what": "audit", "rows": len(lines), "purpose": purpose})
        self._database.tell(Entry(Act.EXPORTED, body=body))
        return csv_text([COLUMNS, *(_cells(line) for line in lines)])


def _cells(line: Line) -> tuple[Cell, ...]:
    row = line.row
    return (
        row.seq, row.at, row.clock, row.device, line.person, row.role, row.act, line.about,
        row.body or "", row.mac,
    )  # fmt: skip
