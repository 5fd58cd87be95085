"""What is found when the program starts again after it was stopped, held against what it had said is kept."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from itertools import takewhile
from pathlib import Path

from app.audit import Act
from app.clock import SystemClock
from app.faults import Fault
from app.places import Places
from app.screens.home import home_screen
from app.store.audit import Wanted, entries
from app.store.engine import connect
from app.workstation import Workstation
from tests.clinics import open_clinic
from tests.faults.examiner import PATIENT, stroke, whole


def wrong(folder: Path, said: Iterable[str], stopped: bool = False) -> str:
    """In a word what is not as it must be, "" when all is; `said` is what the examiner had said till then.

    With `stopped` the program must know that it was stopped while somebody was at the desk.
    """
    lines = list(said)
    exam = next((line.removeprefix("exam ") for line in reversed(lines) if line.startswith("exam ")), "")
    kept = _last("kept ", lines)
    given = _last("given ", lines) or (kept + len(stroke(kept)) if kept else 0)
    try:
        with open_clinic(folder, SystemClock()) as workstation:
            if stopped and not workstation.broke_off:
                return "not noticed that it was stopped"
            found = _exam(workstation, exam, kept, given) or _history(workstation, "open" in lines)
            key = workstation.unlocked.database_key
    except Fault as fault:
        return f"not opened: {type(fault).__name__} {fault.words}"
    return found or unsound(folder, key)


def _last(word: str, lines: Iterable[str]) -> int:
    """The highest number said behind that word, 0 when there is none."""
    return max((int(line.removeprefix(word)) for line in lines if line.startswith(word)), default=0)


def _exam(workstation: Workstation, exam: str, kept: int, given: int) -> str:
    unfinished = workstation.unfinished()
    if not unfinished:
        return "lost: the exam" if exam else ""
    if len(unfinished) > 1 or (exam and unfinished[0].id != exam):
        return "offered wrong: another exam"
    patient = workstation.patients.get(unfinished[0].patient_id)
    names = {patient.id: patient.name}
    today = workstation.clock.now().date()
    # As the start page asks for it.
    broke_off = workstation.answered_of(unfinished[0].id) if workstation.broke_off else None
    offered = home_screen("", (), {}, unfinished, (), names, today, broke_off=broke_off).resume
    if offered is None or offered.id != unfinished[0].id or offered.name != PATIENT.name:
        return "offered wrong"
    examination = workstation.open_exam(unfinished[0].id)
    events = len(examination.events)
    if events < kept:
        return f"lost: {kept - events} events"
    sound = list(takewhile(lambda number: number <= events, whole()))
    if sound[-1] != events:
        return f"half a stroke: {events} events"
    if given and events > given:
        return f"more than was done: {events} events of {given}"
    if [event.number for event in examination.events] != list(range(1, events + 1)):
        return "events out of order"
    expected = {ref: value for number in sound[:-1] for ref, value in stroke(number)}
    if dict(examination.exam.entries) != expected:
        return "answers not as typed"
    if broke_off is not None and offered.words != (
        f"Exam of {unfinished[0].started_at:%H:%M} for P. K., {len(expected)} of {broke_off[1]} answered, "
        "was open when the program stopped."
    ):
        return f"announced wrong: {offered.words}"
    return _told(workstation, examination.id, events)


def _told(workstation: Workstation, exam: str, events: int) -> str:
    """The audit has one entry for each event: both were written in one transaction, or neither."""
    acts = (Act.EXAM_STARTED.value, Act.EVENT.value)
    with workstation.database.reading() as session:
        told = len(entries(session, Wanted(entity=f"exam:{exam}", acts=acts)))
    return "" if told == events else f"half a transaction: {told} entries of {events} events"


def _history(workstation: Workstation, set_up: bool) -> str:
    """Nothing is warned of; but where the set-up itself was stopped, the anchor may not be there yet."""
    broken = workstation.database.history_break()
    if broken is not None:
        return f"history broken from {broken.seq}"
    return f"warned: {workstation.warnings}" if workstation.warnings and set_up else ""


def unsound(folder: Path, key: str) -> str:
    """Both checks; the log was written back when the record was closed."""
    with closing(connect(Places(folder).database, key)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "not sound: integrity check"
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            return "not sound: cipher check"
    return ""
