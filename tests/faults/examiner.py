"""A clinician in a process of their own, who answers until the plug is pulled, and says what is kept.

    python tests/faults/examiner.py FOLDER [--answers N] [--checkpoint PAGES] [--synchronous HOW]
    python tests/faults/examiner.py --desk

The second form takes folders from standard input and lets a child examine in each until it is killed.

Standard output says "process 4711", "open", "exam <id>" and after each stroke "kept <events of the exam>".
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.pool import Pool

from app.clock import SystemClock
from app.patients import Patient
from assessments.language.value import Quantity, Ref, Text, Value
from tests.clinics import open_clinic
from tests.faults.desk import attend, say

PATIENT = Patient(family_name="Killed", given_name="Per")

Stroke = list[tuple[Ref, Value]]


def stroke(events: int) -> Stroke:
    """What is answered next in an exam of so many events: now one answer, now three together, now a page of
    text; told by the number alone, so that whoever opens the exam again knows where strokes begin and end."""
    if events % 5 == 0:
        return [_number(events + n) for n in range(3)]
    if events % 7 == 0:
        return [(Ref("intake", "goal", None, events), Text(f"{events} " * 500))]
    return [_number(events)]


def whole() -> Iterator[int]:
    """The numbers of events an exam can have when no stroke is there by halves, from the beginning on."""
    events = 1
    while True:
        yield events
        events += len(stroke(events))


def _number(trial: int) -> tuple[Ref, Value]:
    return Ref("intake", "pain_now", None, trial), Quantity(Decimal("0.5"), "", "0,5")


def examine(folder: Path, answers: int | None) -> None:
    """Go on with the exam that is open, or begin one; without a number of answers, for ever."""
    with open_clinic(folder, SystemClock()) as workstation:
        say("open")
        unfinished = workstation.unfinished()
        if unfinished:
            examination = workstation.open_exam(unfinished[0].id)
        else:
            patient = workstation.patients.add(PATIENT)
            examination = workstation.start_exam(patient.id, "B. Lee")
        say(f"exam {examination.id}")
        for _ in count() if answers is None else range(answers):
            examination.record_many(stroke(len(examination.events)))
            say(f"kept {len(examination.events)}")


def weaken(checkpoint: int | None, synchronous: str | None) -> None:
    """Let every connection write its log back after so many pages, or trust the disk's own order."""

    @event.listens_for(Pool, "connect")
    def opened(connection, _record) -> None:  # type: ignore[no-untyped-def]
        if checkpoint is not None:
            connection.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
        if synchronous is not None:
            connection.execute(f"PRAGMA synchronous = {synchronous}")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--answers", type=int)
    asked.add_argument("--checkpoint", type=int)
    asked.add_argument("--synchronous")
    asked.add_argument("--desk", action="store_true")
    said = asked.parse_args()
    if said.desk:
        attend(lambda folder: examine(Path(folder), None))
    else:
        weaken(said.checkpoint, said.synchronous)
        examine(said.folder, said.answers)


if __name__ == "__main__":
    main()
