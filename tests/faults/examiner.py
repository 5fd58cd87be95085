"""A clinician in a process of their own, who answers until the plug is pulled, and says what is kept.

    python tests/faults/examiner.py FOLDER [--answers N] [--checkpoint PAGES] [--synchronous HOW]
    python tests/faults/examiner.py --desk

The second form takes folders from standard input and lets a child examine in each until it is killed; behind
a tab "queued" lets the answers go through the queue of the window and its thread.

Standard output says "process 4711", "open", "exam <id>" and after each stroke "kept <events of the exam>".
With the queue it says "given <events>" before each stroke, and "kept" when the window would say that it is
saved.
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
from app.examination import Examination
from app.patients import Patient
from app.saving import Saver
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


AHEAD = 4
"""Strokes that wait for the disk before the examiner waits too; a hand is not faster than that."""


def examine(folder: Path, answers: int | None, queued: bool = False) -> None:
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
        if queued:
            answer_through_the_queue(examination)
        for _ in count() if answers is None else range(answers):
            examination.record_many(stroke(len(examination.events)))
            say(f"kept {len(examination.events)}")


def answer_through_the_queue(examination: Examination) -> None:
    """For ever. What is kept is said by the thread that writes, as it tells the window."""
    saver, opened, given = Saver(SystemClock()), examination.saved_at, len(examination.events)

    def heard() -> None:
        # How many were given is read first: with nothing pending after that, they are on the disk.
        events, standing = given, saver.standing
        if not standing.pending and standing.saved_at is not None and standing.saved_at > opened:
            say(f"kept {events}")

    saver.listen(heard)
    examination.keep_in(lambda journal: saver.journal(journal, opened))
    while True:
        answers = stroke(len(examination.events))
        say(f"given {len(examination.events) + len(answers)}")
        examination.record_many(answers)
        given = len(examination.events)
        if saver.standing.pending >= AHEAD:
            saver.flush()


def work(asked: str) -> None:
    folder, _, how = asked.partition("\t")
    examine(Path(folder), None, how == "queued")


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
        attend(work)
    else:
        weaken(said.checkpoint, said.synchronous)
        examine(said.folder, said.answers)


if __name__ == "__main__":
    main()
