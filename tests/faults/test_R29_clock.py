"""The computer's clock is put back, changes to summer time or to another zone in the middle of an exam."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.audit import Act
from app.clamshell import REPETITIONS, ready
from app.clock import SteppedClock
from app.patients import Patient
from app.store.audit import Wanted, entries
from app.workstation import Workstation
from assessments.language.exam import Recorded
from assessments.language.value import Quantity, Ref, Side, Value
from tests.clinics import open_clinic
from tests.faults.trials import report, trials

BERLIN = ZoneInfo("Europe/Berlin")
BEGAN = datetime(2026, 3, 29, 1, 40, tzinfo=BERLIN)
"""Twenty minutes before the clocks of Berlin go from two to three."""

SECONDS = Ref("clamshell", "seconds", Side.RIGHT)

Change = Callable[[SteppedClock, random.Random], None]


def put_back_a_day(clock: SteppedClock, chance: random.Random) -> None:
    clock.set(clock.now() - timedelta(days=1, seconds=chance.randint(0, 9000)))


def put_back_by_minutes(clock: SteppedClock, chance: random.Random) -> None:
    clock.set(clock.now() - timedelta(minutes=chance.randint(3, 59)))


def change_to_summer_time(clock: SteppedClock, chance: random.Random) -> None:
    clock.set(BEGAN.astimezone(UTC) + timedelta(minutes=chance.randint(21, 50)))
    clock.set(clock.now().astimezone(BERLIN))


def change_to_winter_time(clock: SteppedClock, chance: random.Random) -> None:
    # By the wall an hour earlier, in truth some minutes later.
    clock.set(clock.now().astimezone(UTC) + timedelta(minutes=chance.randint(1, 20)))


def change_the_zone(clock: SteppedClock, chance: random.Random) -> None:
    there = timezone(timedelta(hours=chance.choice([-11, -8, -3, 5, 9, 13])))
    clock.set(clock.now().astimezone(there))


@pytest.mark.parametrize(
    ("change", "marked"),
    [
        (put_back_a_day, True),
        (put_back_by_minutes, True),
        (change_to_summer_time, False),
        (change_to_winter_time, False),
        (change_the_zone, False),
    ],
)
def test_R29_a_clock_that_changes_in_an_exam_changes_no_order_and_no_duration(
    tmp_path: Path, change: Change, marked: bool
) -> None:
    chance = random.Random(29)
    tries = trials(4, 20)
    found = [_examined(tmp_path / str(number), change, chance) for number in range(tries)]

    wrong = [words for words in found if words != ("marked" if marked else "")]
    words = change.__name__.replace("_", " ")
    told = "the entry marked" if marked else "nothing marked"
    report("R29", f"clock in an exam ({words}): order kept, duration right, {told}", tries, len(wrong))
    assert wrong == []


def _examined(folder: Path, change: Change, chance: random.Random) -> str:
    clock = SteppedClock(BEGAN)
    typed = [Quantity(Decimal(n), "", str(n)) for n in range(10)]
    lasted = chance.randint(5, 100)
    with open_clinic(folder, clock) as workstation:
        patient = workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        examination = workstation.start_exam(patient.id, "B. Lee")
        for number in range(5):
            clock.advance(3)
            examination.record(Ref("intake", "pain_now", None, number), typed[number])
        attempt = ready(Side.RIGHT, REPETITIONS).start(clock.monotonic())
        clock.advance(lasted / 2)
        change(clock, chance)
        clock.advance(lasted / 2)
        attempt = attempt.stop(clock.monotonic())
        examination.record_many(attempt.kept(clock.monotonic()))
        for number in range(5, 10):
            clock.advance(3)
            examination.record(Ref("intake", "pain_now", None, number), typed[number])
        undone = examination.undo()
        second = workstation.start_exam(patient.id, "B. Lee")
        marks = _marks(workstation)

    with open_clinic(folder, clock) as workstation:
        again = workstation.open_exam(examination.id)
        numbers = [event.number for event in again.events]
        visits = [head.id for head in workstation.exams_of(patient.id)]
        broken = workstation.database.history_break()
    if numbers != list(range(1, len(numbers) + 1)) or again.events != examination.events:
        return "order of the answers"
    if not isinstance(undone, Recorded) or undone.ref != Ref("intake", "pain_now", None, 9):
        return "undo took something else back"
    if visits != [second.id, examination.id]:
        return "order of the visits"
    if _seconds(again.exam.entries.get(SECONDS)) != lasted:
        return f"duration {again.exam.entries.get(SECONDS)} of {lasted}"
    if broken is not None:
        return "history broken"
    return "marked" if marks else ""


def _marks(workstation: Workstation) -> int:
    with workstation.database.reading() as session:
        rows = entries(session, Wanted(acts=(Act.EVENT.value, Act.EXAM_STARTED.value)))
    return sum(row.clock == "?" for row in rows)


def _seconds(value: Value | None) -> Decimal | None:
    return value.amount if isinstance(value, Quantity) else None
