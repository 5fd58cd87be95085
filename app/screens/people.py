"""The people of the clinic, as their page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.access.person import Person
from app.access.roles import GIVEN
from app.screens.table import TableRow
from assessments.language.protocol import Option
from resources.tongue import tr, trn

HEADS = ((tr("Name"), 0.0), (tr("User name"), 0.27), (tr("Licence"), 0.42), (tr("Roles"), 0.56), ("", 0.9))

ROLE_OPTIONS = tuple(Option(role.value, role.label, str(n)) for n, role in enumerate(GIVEN, start=1))


@dataclass(frozen=True, slots=True)
class PeopleScreen:
    rows: tuple[TableRow, ...]
    count: str
    nothing: str = tr("Nobody yet. Add somebody with N")


def people_screen(people: Iterable[Person], at_the_desk: str) -> PeopleScreen:
    """`at_the_desk` is the id of whoever works here now."""
    rows = tuple(_row(person, person.id == at_the_desk) for person in people)
    active = sum(not row.faint for row in rows)
    return PeopleScreen(rows, trn("{n} person signs in here", "{n} people sign in here", active))


def _row(person: Person, here: bool) -> TableRow:
    said = tr("At the desk") if here else "" if person.active else tr("Left")
    roles = " ".join(f"{role.label}: {role.words}" for role in GIVEN if role in person.roles)
    return TableRow(
        person.id,
        (person.name, person.login, person.licence or tr("None"), person.role_words, said),
        faint=not person.active,
        several_lines=roles,
    )
