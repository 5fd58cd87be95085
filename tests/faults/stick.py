"""A program of its own for R6: it works on a stick that is pulled out and, some day, put in again.

    python tests/faults/stick.py record FOLDER ANSWERS [back]
    python tests/faults/stick.py second FOLDER STICK

PULLED_FLAG names the file that is there while the stick is out. Standard output is what was said, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from decimal import Decimal
from pathlib import Path

from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.backups.second import copy_to_second
from app.clock import SystemClock
from app.faults import Fault
from app.patients import Patient
from app.saving import Saver
from assessments.language.value import Quantity, Ref
from tests.clinics import open_clinic

FLAG = Path(os.environ["PULLED_FLAG"])


def answer(trial: int) -> tuple[Ref, Quantity]:
    return Ref("intake", "pain_now", None, trial), Quantity(Decimal(trial % 11), "")


def record(folder: Path, answers: int, back: bool) -> dict[str, object]:
    """The data folder lies on the stick; the stick is out before the last answer."""
    workstation = open_clinic(folder, SystemClock())
    patient = workstation.patients.add(Patient(family_name="Acosta"))
    exam = workstation.start_exam(patient.id, workstation.person.name)
    saver = Saver(SystemClock(), inline=True)
    exam.keep_in(saver.journal)
    for trial in range(1, answers):
        exam.record(*answer(trial))
    kept = len(exam.events) - saver.standing.pending
    FLAG.touch()
    exam.record(*answer(answers))
    standing = saver.standing
    said = standing.trouble.words if standing.trouble else ""
    if back:
        FLAG.unlink()
        saver.retry()
        kept = len(exam.events) - saver.standing.pending
        workstation.close()
    return {"said": said, "held": standing.pending, "kept": kept}


def second(folder: Path, stick: Path) -> dict[str, object]:
    """The second place is the stick; it is out before the copy and in again for the next."""
    with open_clinic(folder, SystemClock()) as workstation:
        places, unlocked, clock = workstation.places, workstation.unlocked, SystemClock()
        workstation.patients.add(Patient(family_name="Acosta"))
        backup = make_backup(places, unlocked, clock, Kind.BY_HAND)
        FLAG.touch()
        said = ""
        try:
            copy_to_second(places, unlocked, backup, stick, clock.now())
        except Fault as fault:
            said = fault.words
        FLAG.unlink()
        workstation.patients.add(Patient(family_name="Berg"))
        copied = copy_to_second(places, unlocked, backup, stick, clock.now())
        return {"said": said, "copied": str(copied)}


if __name__ == "__main__":
    what, first, then, *more = sys.argv[1:]
    if what == "record":
        print(json.dumps(record(Path(first), int(then), bool(more))))
    else:
        print(json.dumps(second(Path(first), Path(then))))
    sys.stdout.flush()
    # As a program that is ended while the stick is out: nothing is tidied up.
    os._exit(0)
