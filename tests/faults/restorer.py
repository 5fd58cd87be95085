"""A manager who backs up and puts a backup back until the plug is pulled, and says what is done.

    python tests/faults/restorer.py FOLDER

The clinic of that folder has one unfinished exam. Standard output says "kept <events>" after each stroke,
"backed <name>" after each backup, "restoring <events>" with what the backup holds, and "restored".
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice, takewhile
from pathlib import Path

from app.backups.kept import find_backups
from app.clock import SystemClock
from app.faults import Fault
from app.patients import Patient
from app.store.copying import NotCopied, verify_copy
from app.workstation import Workstation
from tests.clinics import open_clinic
from tests.faults.desk import say
from tests.faults.examiner import stroke, whole
from tests.faults.recovery import unsound

BEFORE, AFTER = 6, 4
"""Strokes kept before the backup and after it."""
BEGAN = next(islice(whole(), BEFORE, None))
"""Events of the exam to begin with."""


def begin(folder: Path) -> None:
    """A clinic with an exam."""
    with open_clinic(folder, SystemClock()) as workstation:
        patient = workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        workstation.start_exam(patient.id, "B. Lee")
        _answer(workstation, BEFORE)


def work(folder: Path) -> None:
    with open_clinic(folder, SystemClock()) as workstation:
        held = _answer(workstation, BEFORE)
        backup = workstation.backups.back_up()
        say(f"backed {backup.name}")
        _answer(workstation, AFTER)
        say(f"restoring {held}")
        workstation.backups.restore(backup, "RESTORE")
    say("restored")
    with open_clinic(folder, SystemClock()) as workstation:
        _answer(workstation, AFTER)


def _answer(workstation: Workstation, strokes: int) -> int:
    examination = workstation.open_exam(workstation.unfinished()[0].id)
    for _ in range(strokes):
        examination.record_many(stroke(len(examination.events)))
        say(f"kept {len(examination.events)}")
    return len(examination.events)


def wrong(folder: Path, said: Iterable[str]) -> str:
    """In a word what is not as it must be, "" when all is."""
    least, also, backed = _allowed(said)
    try:
        with open_clinic(folder, SystemClock()) as workstation:
            events = len(workstation.open_exam(workstation.unfinished()[0].id).events)
            if workstation.database.history_break() is not None:
                return "history broken"
            unlocked = workstation.unlocked
    except Fault as fault:
        return f"not opened: {type(fault).__name__} {fault.words}"
    if events not in also and not least <= events <= least + len(stroke(least)):
        return f"{events} events of {least} or {also}"
    if events not in takewhile(lambda number: number <= events, whole()):
        return f"half a stroke: {events} events"
    backups = find_backups(folder / "backups", unlocked.keys.backup)
    if missing := backed - {backup.name for backup in backups}:
        return f"backup lost: {len(missing)}"
    for backup in backups:
        try:
            verify_copy(backup.database, unlocked.database_key, backup.manifest.contents)
        except NotCopied:
            return "a backup is not sound"
    return unsound(folder, unlocked.database_key)


def _allowed(said: Iterable[str]) -> tuple[int, set[int], set[str]]:
    """The events there must be at least, what else there may be, and the backups that must lie there."""
    least, backup, also, backed = BEGAN, 0, set[int](), set[str]()
    for line in said:
        match line.split():
            case ["kept", events]:
                least = int(events)
            case ["backed", name]:
                backed.add(name)
            case ["restoring", events]:
                backup = int(events)
                also = {backup}
            case ["restored"]:
                least, also = backup, set()
    return least, also, backed


if __name__ == "__main__":
    work(Path(sys.argv[1]))
