"""More people in a test's clinic, and who of them sits at the desk."""

from __future__ import annotations

from app.access.person import NewPerson, Person
from app.access.roles import Role
from app.access.session import Session
from app.workstation import Workstation

PASSPHRASE = "seven brown kettles on a roof"


def colleague(workstation: Workstation, name: str, *roles: Role, licence: str = "") -> Person:
    """Somebody new, added by the manager at the desk; the user name is the first word of the name."""
    login = name.split()[0].lower().strip(",.")
    return workstation.people.add(NewPerson(name, licence, login, frozenset(roles)), PASSPHRASE)


def sit(workstation: Workstation, person: Person) -> None:
    workstation.take_seat(Session(person, person.roles))


def break_the_glass(workstation: Workstation, reason: str = "Nobody else is here") -> None:
    """The recovery key was typed: somebody is at the desk, and nobody knows who."""
    somebody = Person("", "Recovery key", "", "", frozenset())
    workstation.take_seat(Session(somebody, frozenset(), reason))
