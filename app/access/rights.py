"""What can be done with the record, and the one table of which role may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.access.roles import Role
from app.code_words import either
from resources.tongue import tr


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
    AGREEMENT = "agreement"
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
    Right.VIEW: tr("open a patient's record"),
    Right.KEEP_PATIENTS: tr("add a patient or correct the details"),
    Right.VOID_PATIENT: tr("void a patient's record"),
    Right.RESTORE_PATIENT: tr("bring a voided record back"),
    Right.EXAMINE: tr("give or change an answer"),
    Right.SIGN: tr("sign an exam"),
    Right.SIGN_ALONE: tr("sign an exam without a countersign"),
    Right.COUNTERSIGN: tr("countersign an exam"),
    Right.AMEND: tr("open an addendum"),
    Right.ABANDON: tr("abandon an exam"),
    Right.VOID_EXAM: tr("void an exam"),
    Right.PRINT: tr("print or save a report"),
    Right.EXPORT: tr("take records out of the clinic's file"),
    Right.AGREEMENT: tr("see how far the clinic's raters agree"),
    Right.OWN_PASSPHRASE: tr("change their own passphrase"),
    Right.LOOK: tr("change how the program looks"),
    Right.CLINIC: tr("change what is set for the clinic"),
    Right.PEOPLE: tr("add or change people"),
    Right.AUDIT: tr("read who did what"),
    Right.BACK_UP: tr("make a backup"),
    Right.RESTORE: tr("restore a backup"),
    Right.KEYS: tr("change the clinic's keys"),
    Right.REBUILD: tr("make the lists again"),
    Right.ERASE: tr("erase a record"),
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
    Right.AGREEMENT,
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
            Right.AGREEMENT,
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
    return tr(
        "Only {somebody} may {act}.", somebody=either([_ONE_OF[role] for role in holders]), act=right.words
    )


_ONE_OF = {
    Role.CLINICIAN: tr("a clinician"),
    Role.RESIDENT: tr("a resident"),
    Role.SUPERVISOR: tr("a supervisor"),
    Role.MANAGER: tr("a data manager"),
    Role.AUDITOR: tr("an auditor"),
}
