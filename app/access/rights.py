"""What can be done with the record, and the one table of which role may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.access.roles import Role


class Right(StrEnum):
    """The word is kept in the record of acts when it is refused; `words` follow "may"."""

    VIEW = "view"
    KEEP_PATIENTS = "keep patients"
    VOID_PATIENT = "void patient"
    RESTORE_PATIENT = "restore patient"
    EXAMINE = "examine"
    SIGN = "sign"
    SIGN_ALONE = "sign alone"
    """Without waiting for a countersign."""
    COUNTERSIGN = "countersign"
    AMEND = "amend"
    ABANDON = "abandon"
    VOID_EXAM = "void exam"
    PRINT = "print"
    EXPORT = "export"
    OWN_PASSPHRASE = "own passphrase"
    LOOK = "look"
    """How the program looks and sounds here."""
    CLINIC = "clinic"
    """What is set for the whole clinic."""
    PEOPLE = "people"
    AUDIT = "audit"
    BACK_UP = "back up"
    RESTORE = "restore"
    KEYS = "keys"
    REBUILD = "rebuild"
    ERASE = "erase"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Right.VIEW: "open a patient's record",
    Right.KEEP_PATIENTS: "add a patient or correct the details",
    Right.VOID_PATIENT: "void a patient's record",
    Right.RESTORE_PATIENT: "bring a voided record back",
    Right.EXAMINE: "give or change an answer",
    Right.SIGN: "sign an exam",
    Right.SIGN_ALONE: "sign an exam without a countersign",
    Right.COUNTERSIGN: "countersign an exam",
    Right.AMEND: "open an addendum",
    Right.ABANDON: "abandon an exam",
    Right.VOID_EXAM: "void an exam",
    Right.PRINT: "print or save a report",
    Right.EXPORT: "take records out of the clinic's file",
    Right.OWN_PASSPHRASE: "change their own passphrase",
    Right.LOOK: "change how the program looks",
    Right.CLINIC: "change what is set for the clinic",
    Right.PEOPLE: "add or change people",
    Right.AUDIT: "read who did what",
    Right.BACK_UP: "make a backup",
    Right.RESTORE: "restore a backup",
    Right.KEYS: "change the clinic's keys",
    Right.REBUILD: "make the lists again",
    Right.ERASE: "erase a record",
}

_EVERYBODY = {Right.OWN_PASSPHRASE, Right.LOOK, Right.BACK_UP}
"""Backing up is safe in every hand: the copy is encrypted, and it is made when anybody signs off."""

_EXAMINING = {
    Right.VIEW,
    Right.KEEP_PATIENTS,
    Right.EXAMINE,
    Right.SIGN,
    Right.ABANDON,
    Right.PRINT,
}

_SIGNING_ALONE = {
    Right.SIGN_ALONE,
    Right.COUNTERSIGN,
    Right.AMEND,
    Right.VOID_EXAM,
    Right.VOID_PATIENT,
}

_KEEPING_THE_RECORD = {
    Right.CLINIC,
    Right.PEOPLE,
    Right.AUDIT,
    Right.BACK_UP,
    Right.RESTORE,
    Right.KEYS,
    Right.REBUILD,
}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.CLINICIAN: frozenset(_EVERYBODY | _EXAMINING | _SIGNING_ALONE),
    Role.RESIDENT: frozenset(_EVERYBODY | _EXAMINING),
    Role.SUPERVISOR: frozenset(_EVERYBODY | _EXAMINING | _SIGNING_ALONE),
    Role.MANAGER: frozenset(
        _EVERYBODY
        | _KEEPING_THE_RECORD
        | {
            Right.VIEW,
            Right.KEEP_PATIENTS,
            Right.VOID_PATIENT,
            Right.RESTORE_PATIENT,
            Right.VOID_EXAM,
            Right.PRINT,
            Right.EXPORT,
            Right.ERASE,
        }
    ),
    Role.AUDITOR: frozenset(_EVERYBODY | {Right.VIEW, Right.AUDIT}),
    # Nobody proved who they are, so nothing is signed, answered, taken out or erased.
    Role.BREAK_GLASS: frozenset(_KEEPING_THE_RECORD | {Right.VIEW, Right.PRINT, Right.LOOK}),
}


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """What somebody with these roles may do: the roles' rights taken together."""
    return frozenset().union(*(RIGHTS[role] for role in roles))


def refusal(right: Right) -> str:
    """Why not, and who may: a sentence for a button that is off and for an act that is refused."""
    holders = [role for role in Role if role is not Role.BREAK_GLASS and right in RIGHTS[role]]
    names = [_article(role.label.lower()) for role in holders]
    return f"Only {_either(names)} may {right.words}."


def _article(label: str) -> str:
    return f"an {label}" if label[0] in "aeiou" else f"a {label}"


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
