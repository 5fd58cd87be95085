"""What can be wrong with the keys of a clinic, as the sentence to read."""

from __future__ import annotations

from app.faults import Fault
from resources.tongue import tr

DAMAGED = tr("Key file damaged (E-KEYS)")
MISSING = tr("Key file missing (E-KEYS)")


class KeyringDamaged(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "{what}. No whole copy of it was found. Nothing was changed. Keep the whole data "
                "folder as it is and restore a backup.",
                what=DAMAGED,
            )
        )


class KeyringNewer(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "Made by a newer version: this version of Sagittal cannot read the key file. "
                "Nothing was changed. Install the newest version."
            )
        )


class KeysMissing(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "{what}. No copy of it was found. Nothing was changed. Put the file clinic.keys "
                "back where it was, or restore a backup.",
                what=MISSING,
            )
        )


class KeysUnreadable(Fault):
    def __init__(self, why: OSError) -> None:
        super().__init__(
            tr(
                "The key file cannot be read: {reason}. Nothing was changed. Ask for the right to "
                "read the data folder, then start again.",
                reason=_reason(why),
            )
        )


class KeysNotKept(Fault):
    def __init__(self, why: OSError) -> None:
        super().__init__(
            tr(
                "The key file was NOT changed: {reason}. Every passphrase is as before. Make the "
                "data folder writable and free some space, then do it again.",
                reason=_reason(why),
            )
        )


class LastWayIn(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr("Not removed: at least one person and the recovery key must be able to open the records.")
        )


class LoginTaken(Fault):
    def __init__(self, login: str) -> None:
        super().__init__(
            tr("“{login}” is the user name of somebody else. Choose another user name.", login=login)
        )


def _reason(why: OSError) -> str:
    return (why.strerror or tr("not possible")).lower()
