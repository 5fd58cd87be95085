"""How long the three things take that a clinician waits for: `make bench`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from app.clock import SystemClock
from app.evaluation import evaluate
from app.examination import Examination
from app.exchange.exam_document import Faults, read_document
from app.flips import flips
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from assessments.language.answers import Answers
from assessments.language.value import Quantity, Ref, Side
from tests.clinics import open_clinic

ROUNDS = 40


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    answers = example()
    print(f"median and longest of {rounds}, in milliseconds")
    measured("evaluate a whole exam", rounds, lambda: evaluate(answers))
    measured("search what would flip it", max(3, rounds // 8), lambda: flips(answers))
    with TemporaryDirectory() as folder, open_clinic(Places(Path(folder)), SystemClock()) as workstation:
        exam = begun(workstation, answers)
        angles = cycle((Quantity(Decimal(-8), "deg"), Quantity(Decimal(-9), "deg")))
        place = Ref("thomas", "hip_angle", Side.RIGHT, 1)
        measured("record one answer", rounds, lambda: exam.record(place, next(angles)))
        measured("open the exam again", rounds, lambda: workstation.open_exam(exam.id))


def measured(what: str, rounds: int, act: Callable[[], object]) -> None:
    times = []
    for _ in range(rounds):
        began = perf_counter()
        act()
        times.append((perf_counter() - began) * 1000)
    print(f"{what:28} {median(times):9.2f} {max(times):9.2f}")


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
