"""How long a clinician waits, and what encryption and the record of acts cost of it: `make bench`.

It writes docs/cost.md, and docs/speed.md for what is drawn; `make bench ARGS=20` is a short round and
writes nothing.

The same code on the same computer, with a key and on a plain file without one, in turns, so that a busy
computer slows both; beside it what the first release took, which had neither keys nor a record of acts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import files
from itertools import cycle
from os import cpu_count, getloadavg
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
from app.screens.progress import progress_screen
from app.seats import sit_down
from app.store import engine
from app.store.database import Database
from app.store.opening import make_database
from app.vault.cost import STRONG
from app.workstation import Workstation
from assessments.language.answers import Answers
from assessments.language.value import Quantity, Ref, Side
from tests.app.long_history import long_history
from tests.bench.speed import write_speed
from tests.faults.figures import machine

ROUNDS = 200
PAGE = Path(__file__).parents[2] / "docs" / "cost.md"

HEAD = """\
# What safety costs

Written by `make bench`: the same program on the same computer, in turns, with a key and on a plain file
without one; beside it the medians of the first release, which had neither keys nor a record of acts. All
times are in milliseconds; 99 % is what 99 of 100 stay below, of few the longest. A ratio is the time
divided by the one it stands against. To unlock or to change the user includes the cost of the
passphrase, which is meant to be high.

Measured on {machine}, {day}.

| what | median | 99 % | against a plain file, median | 99 % | first release | ratio |
|---|---:|---:|---:|---:|---:|---:|
"""

FIRST_RELEASE = {
    "evaluate a whole exam": 4.9,
    "search what would flip it": 137.0,
    "save one answer": 1.0,
    "open the exam again": 5.9,
}
"""Medians of the first release, in milliseconds, on a computer of two cores."""

OTHER = NewPerson("C. Ng", "", "bench-other")
OTHER_PASSPHRASE = "seven quiet lamps under oak"

PLACE = Ref("thomas", "hip_angle", Side.RIGHT, 1)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    few = max(3, rounds // 20)
    answers, past, clock = example(), long_history(), SystemClock()
    engine.connect = with_or_without_a_key
    rows = [
        row("evaluate a whole exam", times(few, lambda: evaluate(answers))),
        row("search what would flip it", times(few, lambda: flips(answers))),
        row("200 visits as plots", times(few, lambda: progress_screen(past, None, every=True))),
    ]
    with TemporaryDirectory() as folder:
        places, bare_places = Places(Path(folder) / "encrypted"), Places(Path(folder) / "plain")
        with Door(places, clock, STRONG) as door:
            encrypted = door.set_up(SetUp("Bench", NewPerson("B. Lee", "", LOGIN), PASSPHRASE, RECOVERY_KEY))
            with encrypted, without_a_key(encrypted, bare_places) as bare:
                exam, bare_exam = begun(encrypted, answers), begun(bare, answers)
                rows.append(row("save one answer", *in_turns(rounds, saving(exam), saving(bare_exam))))
                rows.append(
                    row(
                        "open the exam again",
                        *in_turns(
                            few, lambda: encrypted.open_exam(exam.id), lambda: bare.open_exam(bare_exam.id)
                        ),
                    )
                )
                encrypted.people.add(OTHER, OTHER_PASSPHRASE)
                who = cycle(((OTHER.login, OTHER_PASSPHRASE), (LOGIN, PASSPHRASE)))
                rows.append(
                    row(
                        "change the user at the cover",
                        times(few, lambda: sit_down(door, encrypted, *next(who))),
                    )
                )
                write_speed(encrypted, exam, rounds, rounds >= ROUNDS, busy())
            unlock = in_turns(
                few, lambda: door.unlock(LOGIN, PASSPHRASE).close(), lambda: opened_bare(bare_places).close()
            )
            rows.append(row("unlock, from the passphrase on", *unlock))
    page = HEAD.format(machine=machine(), day=date.today().isoformat()) + "".join(rows)
    print(page)
    if rounds >= ROUNDS:
        PAGE.write_text(page, "utf-8")


def busy() -> str:
    """How much else the computer did: jobs waiting for it in the last minute, to a core."""
    return f"{getloadavg()[0] / (cpu_count() or 1):.1f} jobs to a core"


def row(what: str, measured: list[float], plain: list[float] | None = None) -> str:
    cells = [what, f"{median(measured):,.2f}", f"{worst(measured):,.2f}"]
    cells += (
        [
            f"{median(plain):,.2f}, ratio {median(measured) / median(plain):.2f}",
            f"{worst(plain):,.2f}, ratio {worst(measured) / worst(plain):.2f}",
        ]
        if plain
        else ["", ""]
    )
    first = FIRST_RELEASE.get(what)
    cells += [f"{first:.1f}", f"{median(measured) / first:.2f}"] if first else ["", ""]
    return f"| {' | '.join(cells)} |\n"


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
