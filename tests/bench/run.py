"""How long a clinician waits, and what encryption and the record of acts cost of it: `make bench`.

The same code on the same computer, with a key and on a plain file without one, in turns, so that a busy
computer slows both; beside it what the first release took, which had neither keys nor a record of acts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from app.access.person import NewPerson
from app.access.session import Session
from app.clock import SystemClock
from app.door import Door, SetUp
from app.evaluation import evaluate
from app.examination import Examination
from app.exchange.exam_document import Faults, read_document
from app.flips import flips
from app.invented import LOGIN, PASSPHRASE, RECOVERY_KEY
from app.patients import Patient
from app.places import Places
from app.store import engine
from app.store.database import Database
from app.store.opening import make_database
from app.vault.cost import STRONG
from app.workstation import Workstation
from assessments.language.answers import Answers
from assessments.language.value import Quantity, Ref, Side

ROUNDS = 200

FIRST_RELEASE = {
    "evaluate a whole exam": 4.9,
    "search what would flip it": 137.0,
    "save one answer": 1.0,
    "open the exam again": 5.9,
}
"""Medians of the first release, in milliseconds, on a computer of two cores."""

PLACE = Ref("thomas", "hip_angle", Side.RIGHT, 1)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    few = max(3, rounds // 20)
    answers, clock = example(), SystemClock()
    engine.connect = with_or_without_a_key
    print(f"{'milliseconds':36}   median     99 %   first release   ratio")
    line("evaluate a whole exam", times(few, lambda: evaluate(answers)))
    line("search what would flip it", times(few, lambda: flips(answers)))
    with TemporaryDirectory() as folder:
        places, bare_places = Places(Path(folder) / "encrypted"), Places(Path(folder) / "plain")
        with Door(places, clock, STRONG) as door:
            encrypted = door.set_up(SetUp("Bench", NewPerson("B. Lee", "", LOGIN), PASSPHRASE, RECOVERY_KEY))
            with encrypted, without_a_key(encrypted, bare_places) as bare:
                exam, bare_exam = begun(encrypted, answers), begun(bare, answers)
                saved, bare_saved = in_turns(rounds, saving(exam), saving(bare_exam))
                line("save one answer", saved)
                against("  of a plain file, without a key", saved, bare_saved)
                opened, bare_opened = in_turns(
                    few, lambda: encrypted.open_exam(exam.id), lambda: bare.open_exam(bare_exam.id)
                )
                line("open the exam again", opened)
                against("  of a plain file, without a key", opened, bare_opened)
            unlocked, bare_opened = in_turns(
                few, lambda: door.unlock(LOGIN, PASSPHRASE).close(), lambda: opened_bare(bare_places).close()
            )
            line("unlock, from the passphrase on", unlocked)
            against("  of a plain file, just opened", unlocked, bare_opened)


def line(what: str, measured: list[float]) -> None:
    first = FIRST_RELEASE.get(what)
    beside = f"{first:15.1f} {median(measured) / first:7.2f}" if first else ""
    print(f"{what:36} {median(measured):9.2f} {worst(measured):8.2f} {beside}")


def against(what: str, measured: list[float], other: list[float]) -> None:
    ratio = f"ratio {median(measured) / median(other):.2f}, of 99 % {worst(measured) / worst(other):.2f}"
    print(f"{what:36} {median(other):9.2f} {worst(other):8.2f}   {ratio}")


def worst(measured: list[float]) -> float:
    """What 99 of 100 stay below; of few, the longest."""
    return quantiles(measured, n=100)[98] if len(measured) >= 100 else max(measured)


def times(rounds: int, act: Callable[[], object]) -> list[float]:
    return [time_of(act) for _ in range(rounds)]


def in_turns(
    rounds: int, one: Callable[[], object], other: Callable[[], object]
) -> tuple[list[float], list[float]]:
    pairs = [(time_of(one), time_of(other)) for _ in range(rounds)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def time_of(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def with_or_without_a_key(file: Path, key: str, mode: engine.Mode = "rw") -> engine.Raw:
    """The one connection of the engine; with an empty key, of a plain file."""
    return keyed(file, key, mode) if key else engine.connect_plain(file, mode)


keyed = engine.connect


def without_a_key(encrypted: Workstation, places: Places) -> Workstation:
    """The same program on a plain file."""
    make_database(places.prepare().database, "")
    session = Session(encrypted.person, encrypted.session.roles)
    return Workstation(places, SystemClock(), encrypted.unlocked, opened_bare(places), session)


def opened_bare(places: Places) -> Database:
    database = Database(engine.make_engine(places.database, ""), places.database, bytes(32), SystemClock())
    database.anchor()
    return database


def saving(exam: Examination) -> Callable[[], object]:
    angles = cycle((Quantity(Decimal(-8), "deg"), Quantity(Decimal(-9), "deg")))
    return lambda: exam.record(PLACE, next(angles))


def begun(workstation: Workstation, answers: Answers) -> Examination:
    patient = workstation.patients.add(Patient(family_name="Example", given_name="Ann", demonstration=True))
    exam = workstation.start_exam(patient.id, "Bench")
    exam.record_many(answers.entries.items())
    return exam


def example() -> Answers:
    read = read_document(files("resources.examples").joinpath("exam.json").read_text("utf-8"))
    assert not isinstance(read, Faults), read.lines
    return read


if __name__ == "__main__":
    main()
