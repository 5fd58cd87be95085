"""The people of the clinic in the database."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.access.person import Person, PersonRefused
from app.access.roles import Role
from app.audit import Act, Entry
from app.faults import Unknown
from app.store.database import Database
from app.store.schema import PersonRow
from assessments.language.reading import Complaint
from resources.tongue import tr


class StoredPeople:
    """Their rows; a person is never deleted, because what they signed names them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, person: Person) -> None:
        with self._database.writing(_told(Act.PERSON_ADDED, person)) as session:
            session.add(_row(person))
            _flush(session, person)

    def update(self, person: Person, act: Act = Act.PERSON_CHANGED) -> None:
        with self._database.writing(_told(act, person)) as session:
            if session.get(PersonRow, person.id) is None:
                raise Unknown("person")
            session.merge(_row(person))
            _flush(session, person)

    def all(self) -> list[Person]:
        """By name; leavers last."""
        return self._found(true())

    def get(self, id: str) -> Person:
        return self._one(PersonRow.id == id)

    def with_login(self, login: str) -> Person | None:
        return next(iter(self._found(PersonRow.login == login)), None)

    def with_slot(self, slot_id: str) -> Person | None:
        """Whose passphrase opens that slot of the keyring."""
        return next(iter(self._found(PersonRow.slot_id == slot_id)), None)

    def _one(self, wanted: ColumnElement[bool]) -> Person:
        found = self._found(wanted)
        if not found:
            raise Unknown("person")
        return found[0]

    def _found(self, wanted: ColumnElement[bool]) -> list[Person]:
        order = (PersonRow.active.desc(), PersonRow.name, PersonRow.id)
        with self._database.reading() as session:
            return [_person(row) for row in session.scalars(select(PersonRow).where(wanted).order_by(*order))]


def _row(person: Person) -> PersonRow:
    return PersonRow(
        id=person.id,
        login=person.login,
        name=person.name,
        licence=person.licence,
        roles=json.dumps(sorted(role.value for role in person.roles)),
        active=person.active,
        slot_id=person.slot_id,
    )


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        licence=row.licence,
        login=row.login,
        roles=frozenset(Role(word) for word in json.loads(row.roles)),
        active=row.active,
        slot_id=row.slot_id,
    )


def _told(act: Act, person: Person) -> Entry:
    kept = replace(person, slot_id="")
    body = {"login": kept.login, "name": kept.name, "licence": kept.licence, "active": kept.active,
            "roles": sorted(role.value for role in kept.roles)}  # fmt: skip
    return Entry(act, f"person:{person.id}", json.dumps(body))


def _flush(session: Session, person: Person) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        words = tr("The user name {login} already belongs to somebody else.", login=person.login)
        raise PersonRefused({"login": Complaint(words)}) from error
