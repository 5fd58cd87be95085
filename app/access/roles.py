"""The roles a person can have in the clinic; one person may have several."""

from __future__ import annotations

from enum import StrEnum

from resources.tongue import tr


class Role(StrEnum):
    """Every patient is the clinic's: a role says what somebody may do, never with whose patients."""

    CLINICIAN = "clinician"
    RESIDENT = "resident"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    AUDITOR = "auditor"
    BREAK_GLASS = "break-glass"
    """Whoever opened the record with the recovery key: a state of the session, never given to a person."""

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def words(self) -> str:
        """What the role is for, as a person is told who gives it."""
        return _WORDS[self]


GIVEN = tuple(role for role in Role if role is not Role.BREAK_GLASS)
"""The roles a person can be given."""

_LABELS = {
    Role.CLINICIAN: tr("Clinician"),
    Role.RESIDENT: tr("Resident"),
    Role.SUPERVISOR: tr("Supervisor"),
    Role.MANAGER: tr("Data manager"),
    Role.AUDITOR: tr("Auditor"),
    Role.BREAK_GLASS: tr("Recovery key"),
}

_WORDS = {
    Role.CLINICIAN: tr("Examines, signs and countersigns."),
    Role.RESIDENT: tr("Examines and signs; each signature waits for a countersign."),
    Role.SUPERVISOR: tr("Examines and signs; countersigns for residents."),
    Role.MANAGER: tr(
        "Looks after people, settings, keys and backups; erases a record, with a second person."
    ),
    Role.AUDITOR: tr("Reads records and who did what to them; changes nothing."),
    Role.BREAK_GLASS: tr("Looks, prints, and gives somebody a new passphrase; nothing is signed."),
}
