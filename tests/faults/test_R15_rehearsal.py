"""A large clinic's backup tried out: what was in the record is in what a restore would bring."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.backups.rehearsal import rehearse
from app.backups.restoring import restore
from app.clock import SteppedClock, SystemClock
from app.places import Places
from app.store.engine import Raw, connect
from tests.clinics import open_clinic
from tests.faults.trials import report, trials

GOLDEN = 10


def fill(connection: Raw, patients: int) -> None:
    """Straight into the file: what matters here is how much there is."""
    connection.execute("BEGIN IMMEDIATE")
    for number in range(patients):
        connection.execute(
            "INSERT INTO patients (id, family_name, given_name, record_number, phone, language,"
            " demonstration, search) VALUES (?, ?, 'Invented', ?, '', 'en', 1, ?)",
            (f"p{number}", f"Person {number}", f"N-{number}", f" person {number}"),
        )
        connection.execute(
            "INSERT INTO exams (id, patient_id, number, started_at, phase, awaits_countersign)"
            " VALUES (?, ?, 1, '2026-03-02T09:00:00+00:00', 'examining', 0)",
            (f"e{number}", f"p{number}"),
        )
        connection.execute(
            "INSERT INTO events (exam_id, number, kind, body) VALUES (?, 1, 'started', ?)",
            (f"e{number}", f'{{"invented": {number * 7919}}}'),
        )
    connection.execute("COMMIT")


def golden(file: Path, key: str, patients: int) -> list[tuple[object, ...]]:
    """Ten records, all of each."""
    chosen = random.Random(15).sample(range(patients), GOLDEN)
    with closing(connect(file, key)) as opened:
        return [
            row
            for number in chosen
            for row in opened.execute(
                "SELECT * FROM patients JOIN exams ON patient_id = patients.id"
                " JOIN events ON exam_id = exams.id WHERE patients.id = ?",
                (f"p{number}",),
            ).fetchall()
        ]


def test_R15_a_rehearsal_finds_every_record_of_a_large_clinic(tmp_path: Path) -> None:
    patients, stopwatch = trials(short=2_000, full=100_000), SystemClock()
    clock = SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    places = Places(tmp_path)
    with open_clinic(places, clock) as clinic:
        key = clinic.unlocked.database_key
        with closing(connect(places.database, key)) as opened:
            fill(opened, patients)
        before = golden(places.database, key, patients)
        backup = clinic.backups.back_up()

        began = stopwatch.monotonic()
        found = rehearse(places, clinic.unlocked, backup, clock)
        seconds = stopwatch.monotonic() - began

    restore(places, clinic.unlocked, backup.folder, clinic.unlocked, clock, "RESTORE")
    same = golden(places.database, key, patients) == before
    missing = patients - found.counts["patients"]
    report(
        "R15",
        f"a backup of {patients} patients tried out in {seconds:.0f} s: records missing or changed",
        patients,
        missing + (not same),
    )
    assert (found.counts["patients"], found.counts["exams"], found.counts["events"]) == (patients,) * 3
    assert found.seq == backup.manifest.contents.seq
    assert found.history_break is None
    assert len(before) == GOLDEN
    assert same
