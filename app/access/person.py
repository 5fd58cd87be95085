"""The people who work with the record: who they are, and what cannot be true of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from app.access.roles import GIVEN, Role
from app.audit import Act
from app.faults import Fault
from assessments.language.reading import Complaint
from resources.tongue import tr

LONGEST = 200
"""Characters of a name or a licence."""

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """As entered, before there is a record of them."""

    name: str
    licence: str
    login: str
    roles: frozenset[Role] = frozenset({Role.CLINICIAN, Role.MANAGER})
    """The first person of a clinic does everything until others are added."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in, or could: a leaver stays, because what they signed stays."""

    id: str
    name: str
    licence: str
    login: str
    roles: frozenset[Role]
    active: bool = True
    slot_id: str = ""
    """Of their place in the keyring; empty for a leaver."""

    @property
    def role_words(self) -> str:
        return ", ".join(role.label for role in GIVEN if role in self.roles)


class PersonRefused(Fault):
    """What was entered about a person cannot be kept; `complaints` are by the name of the field."""

    def __init__(self, complaints: dict[str, Complaint]) -> None:
        super().__init__(" ".join(complaint.words for complaint in complaints.values()))
        self.complaints = complaints


class PeopleRows(Protocol):
    """Where people are kept."""

    def insert(self, person: Person) -> None: ...
    def update(self, person: Person, act: Act = ...) -> None: ...
    def all(self) -> list[Person]:
        """By name; leavers last."""
        ...

    def get(self, id: str) -> Person: ...


def complaints_of(new: NewPerson, others: Iterable[Person]) -> dict[str, Complaint]:
    """What cannot be kept, by the name of its field; `others` are all the people but this one."""
    tidy_new = tidy(new)
    found: dict[str, Complaint] = {}
    if not any(unicodedata.category(c)[0] not in "CZ" for c in tidy_new.name):
        found["name"] = Complaint(tr("Type a name."))
    for field, text in (("name", tidy_new.name), ("licence", tidy_new.licence)):
        if len(text) > LONGEST:
            found[field] = Complaint(
                tr(
                    "That is {count} characters; the most kept here is {most}.",
                    count=len(text),
                    most=LONGEST,
                )
            )
        elif any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
            found[field] = Complaint(tr("A character in it cannot be kept. Type it again."))
    if not _LOGIN.fullmatch(tidy_new.login):
        found["login"] = Complaint(
            tr("Type a user name of 2 to 32 small letters and digits, without spaces, such as rosei.")
        )
    elif taken := next((other for other in others if other.login == tidy_new.login), None):
        found["login"] = Complaint(
            tr("The user name {login} already belongs to {name}.", login=tidy_new.login, name=taken.name)
        )
    if not tidy_new.roles & set(GIVEN):
        found["roles"] = Complaint(tr("Choose at least one role."))
    return found


def tidy(new: NewPerson) -> NewPerson:
    """Without spaces round what was typed; a user name in small letters, as it is compared at sign-in."""
    return replace(
        new,
        name=_trim(new.name),
        licence=_trim(new.licence),
        login=_trim(new.login).lower(),
        roles=new.roles & frozenset(GIVEN),
    )


def _trim(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())
