"""A data folder for invented people: set up at the first opening, unlocked afterwards, and no secret."""

from __future__ import annotations

from app.access.person import NewPerson
from app.clock import Clock
from app.door import Door, SetUp, Standing
from app.places import Places
from app.vault.cost import QUICK
from app.workstation import Workstation

LOGIN = "demo"
PASSPHRASE = "only invented people here"
"""Known to everybody: the demonstration says it, and the self-test and the tests use it."""
RECOVERY_KEY = "0000-0000-0000-0000-0000-0000-0000"


def open_invented(
    places: Places, clock: Clock, name: str = "DEMO, Clinician", licence: str = "", clinic: str = ""
) -> Workstation:
    """The workstation of that folder, with its one person at the desk; closing it lets the folder go."""
    door = Door(places, clock, QUICK)
    try:
        if door.look() is Standing.LOCKED:
            workstation = door.unlock(LOGIN, PASSPHRASE)
        else:
            person = NewPerson(name, licence, LOGIN)
            workstation = door.set_up(SetUp(clinic, person, PASSPHRASE, RECOVERY_KEY))
    except BaseException:
        door.close()
        raise
    workstation.at_close.append(door.close)
    return workstation
