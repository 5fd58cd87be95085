"""A clinic's data folder as tests need it: set up at the first opening, unlocked afterwards."""

from __future__ import annotations

from pathlib import Path

from app.clock import Clock
from app.invented import LOGIN, PASSPHRASE, RECOVERY_KEY, open_invented
from app.places import Places
from app.workstation import Workstation

__all__ = ["CLINICIAN", "LICENCE", "LOGIN", "PASSPHRASE", "RECOVERY_KEY", "open_clinic"]

CLINICIAN = "R. Osei, PT"
LICENCE = "PT 4471"


def open_clinic(folder: Path | Places, clock: Clock) -> Workstation:
    """The clinic of that folder with its first person at the desk, who may do everything a person may.

    Closing it lets the folder go, so that it can be opened again.
    """
    places = folder if isinstance(folder, Places) else Places(folder)
    return open_invented(places, clock, CLINICIAN, LICENCE)
