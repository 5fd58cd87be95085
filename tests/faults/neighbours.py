"""One of two programs that write to one record at the same time.

    python tests/faults/neighbours.py FILE KEY AUDIT_KEY EXAM SHARED WRITES EDITS ANSWERS

It gives so many answers in an exam that both have open, adds one so many times to a number that both change,
and keeps so many answers in an exam of its own. It says when it is ready, begins when a line comes in, and
prints what was kept and what it was told, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from app.audit import Act, Entry
from app.clock import SystemClock
from app.faults import ChangedElsewhere, Fault
from app.store.database import Database
from app.store.journal import StoredJournal
from app.store.opening import open_database
from app.store.schema import SettingRow
from assessments.language.exam import Recorded
from assessments.language.value import Quantity, Ref

COUNTED = "counted"


def main() -> None:
    file, key, audit_key, own, shared, *numbers = sys.argv[1:]
    writes, edits, answers = map(int, numbers)
    clock = SystemClock()
    database = open_database(Path(file), key, bytes.fromhex(audit_key), clock, lambda: "")
    told: Counter[str] = Counter()
    kept: Counter[str] = Counter()

    def tried(what: str, act: Callable[[], None]) -> None:
        """As a clinician would: whoever is told of a change elsewhere looks again and gives it once more."""
        while True:
            try:
                act()
            except ChangedElsewhere:
                told[f"{what}: changed elsewhere"] += 1
            except Fault as fault:
                told[f"{what}: {type(fault).__name__}"] += 1
                return
            else:
                kept[what] += 1
                return

    alone, together = _Exam(database, own, clock), _Exam(database, shared, clock)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(answers):
        tried("answer", together.answer)
    for _ in range(edits):
        tried("edit", lambda: _add_one(database))
    for _ in range(writes):
        tried("write", alone.answer)
    database.close()
    print(json.dumps({"kept": kept, "told": told}))


class _Exam:
    """An exam as one window has it open."""

    def __init__(self, database: Database, id: str, clock: SystemClock) -> None:
        self._journal = StoredJournal(database, id)
        self._clock = clock
        self._next = self._journal.events()[-1].number + 1

    def answer(self) -> None:
        number = self._next
        place = Ref("intake", "pain_now", None, number)
        value = Quantity(Decimal(number % 10), "", str(number % 10))
        try:
            self._journal.append(Recorded(number, self._clock.now(), "B. Lee", place, value))
        except ChangedElsewhere:
            self._next = self._journal.events()[-1].number + 1
            raise
        self._next += 1


def _add_one(database: Database) -> None:
    with database.writing(Entry(Act.SETTINGS)) as session:
        row = session.get(SettingRow, COUNTED) or SettingRow(name=COUNTED, value="0")
        row.value = str(int(row.value) + 1)
        session.add(row)


if __name__ == "__main__":
    main()
