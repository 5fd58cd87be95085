"""Two programs write to one record at once: each waits its turn, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from app.clock import SystemClock
from app.patients import Patient
from app.places import Places
from app.store.engine import connect
from tests.clinics import open_clinic
from tests.faults.neighbours import COUNTED
from tests.faults.trials import report, trials

ROOT = Path(__file__).parents[2]
NEIGHBOUR = Path(__file__).with_name("neighbours.py")


def test_R16_two_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    writes, edits = trials(200, 2000), trials(50, 500)
    with open_clinic(tmp_path, SystemClock()) as workstation:
        patient = workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        first, second, shared = (workstation.start_exam(patient.id, "B. Lee").id for _ in range(3))
        key, audit_key = workstation.unlocked.database_key, workstation.unlocked.keys.audit.hex()
    file = Places(tmp_path).database
    numbers = [str(number) for number in (writes, edits, edits)]

    both = [
        subprocess.Popen(
            [sys.executable, str(NEIGHBOUR), str(file), key, audit_key, own, shared, *numbers],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for own in (first, second)
    ]
    for neighbour in both:
        assert neighbour.stdout is not None
        assert neighbour.stdout.readline() == b"ready\n"
    for neighbour in both:
        assert neighbour.stdin is not None
        neighbour.stdin.write(b"begin\n")
        neighbour.stdin.flush()
    said = [json.loads(neighbour.communicate()[0]) for neighbour in both]
    kept = Counter(said[0]["kept"]) + Counter(said[1]["kept"])
    told = Counter(said[0]["told"]) + Counter(said[1]["told"])
    conflicts = told.pop("answer: changed elsewhere", 0)

    with closing(connect(file, key)) as connection:
        ((counted,),) = connection.execute("SELECT value FROM settings WHERE name = ?", (COUNTED,)).fetchall()
        rows = connection.execute("SELECT exam_id, count(*) - 1 FROM events GROUP BY exam_id").fetchall()
    with open_clinic(tmp_path, SystemClock()) as workstation:
        broken = workstation.database.history_break()

    here = (dict(rows), int(counted), kept, broken)
    wanted = (
        {first: writes, second: writes, shared: 2 * edits},
        2 * edits,
        {"write": 2 * writes, "edit": 2 * edits, "answer": 2 * edits},
        None,
    )
    busy = "two programs write at once: nobody is told that the file is busy"
    report("R16", busy, 2 * (writes + edits + edits), told.total())
    lost = "two programs change one number and one exam at once: no change is lost, and the second is told"
    report("R16", lost, 4 * edits, int(here != wanted))
    assert told == {}
    assert here == wanted
    assert conflicts > 0
