"""A clinic that backs up while it works, until the plug is pulled.

    python tests/faults/backer.py --desk

Takes the clinic's folder as a line. Writes without pause in one thread, makes backup after backup in another,
and says "begun" and the name of each backup that was made.
"""

from __future__ import annotations

import threading
from pathlib import Path

from app.audit import Act, Entry
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.clock import SystemClock
from tests.clinics import open_clinic
from tests.faults.desk import attend, say

BACKUPS = 20


def work(folder: str) -> None:
    clock = SystemClock()
    clinic = open_clinic(Path(folder), clock)

    def enter() -> None:
        while True:
            clinic.database.tell(Entry(Act.RECORD_OPENED, "patient:somebody", "x" * 200))

    threading.Thread(target=enter, daemon=True).start()
    say("begun")
    for _ in range(BACKUPS):
        say(make_backup(clinic.places, clinic.unlocked, clock, Kind.REGULAR).name)


if __name__ == "__main__":
    attend(work)
