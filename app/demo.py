"""Six invented patients with their visits, recorded as a clinician would, to look around with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from app.clock import Clock, SteppedClock
from app.evaluation import evaluate
from app.examination import Examination
from app.faults import Fault
from app.invented import open_invented
from app.patients import Patient, Sex
from app.places import Places
from assessments.language.catalogue import catalogue
from assessments.language.protocol import Chosen, Counted
from assessments.language.value import SIDES, Choice, Choices, Quantity, Ref, Side, Text, Value
from assessments.plan.circumstances import plan_kind
from assessments.plan.selection import proposed, proposed_tasks
from resources.tongue import tr

CLINICIAN = "DEMO, Clinician"

BACKWARD = ("standing", "walking", "backward_bend")
FORWARD = ("sitting", "forward_bend", "lifting_or_driving")


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, in pairs right and left. Clear lifts are of three, step-down faults of six."""

    days_ago: int
    pain: int
    worse: tuple[str, ...] = BACKWARD
    angles: tuple[int, int] = (-9, -11)
    knees: tuple[int, int] = (74, 75)
    clear_lifts: tuple[int, int] = (0, 0)
    extension: tuple[int, int] = (212, 207)
    abduction: tuple[int, int] = (168, 163)
    repetitions: tuple[int, int] = (24, 23)
    faults: tuple[int, int] = (1, 1)
    thomas_method: str = "inclinometer"
    device: str = "Demo dynamometer A"
    fired: tuple[str, ...] = ()
    phase: int = 1
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person and their visits, the oldest first."""

    given_name: str
    sex: Sex
    born: date
    side: str
    height: str
    mass: str
    visits: tuple[Visit, ...]
    runs: bool = False


PEOPLE = (
    # A stiff hip that loosens; from the fourth visit on it is measured in another way.
    Person("Anna", "female", date(1991, 8, 14), "right", "171.0", "66.5", (
        Visit(126, 6, angles=(14, -3), knees=(69, 75), extension=(186, 194), abduction=(142, 149),
              repetitions=(17, 19)),
        Visit(98, 5, angles=(9, -4), knees=(70, 76), extension=(193, 191), abduction=(149, 153),
              repetitions=(18, 21)),
        Visit(70, 4, angles=(3, -6), knees=(73, 76), extension=(201, 199), abduction=(158, 155),
              repetitions=(22, 21), faults=(1, 0), phase=2),
        Visit(42, 3, angles=(1, -7), knees=(72, 74), extension=(199, 204), abduction=(161, 160),
              repetitions=(24, 25), faults=(1, 0), thomas_method="goniometer", phase=2),
        Visit(9, 2, angles=(-8, -9), knees=(75, 76), extension=(215, 209), abduction=(172, 166),
              repetitions=(27, 26), faults=(0, 0), thomas_method="goniometer", phase=3),
    )),
    # The back moves when the leg is lifted; another dynamometer at the last visit.
    Person("Bruno", "male", date(1979, 11, 3), "left", "183.0", "84.0", (
        Visit(77, 5, angles=(-8, -9), knees=(78, 75), clear_lifts=(1, 3), extension=(268, 221),
              abduction=(214, 201), repetitions=(25, 20)),
        Visit(49, 4, angles=(-9, -8), knees=(77, 77), clear_lifts=(0, 2), extension=(271, 236),
              abduction=(219, 210), repetitions=(27, 24), faults=(1, 0), phase=2),
        Visit(15, 3, angles=(-10, -10), knees=(79, 78), clear_lifts=(0, 1), extension=(259, 248),
              abduction=(203, 198), repetitions=(30, 28), faults=(0, 0), device="Demo dynamometer B",
              phase=2),
    )),
    # Abductors that tire and a step-down with clear faults, in a runner.
    Person("Carla", "female", date(1997, 2, 21), "right", "166.5", "58.0", (
        Visit(56, 4, worse=("standing", "walking", "running", "backward_bend"), angles=(-10, -12),
              knees=(82, 84), extension=(171, 178), abduction=(112, 158), repetitions=(11, 19),
              faults=(5, 2)),
        Visit(21, 3, worse=("walking", "running", "backward_bend"), angles=(-11, -13), knees=(84, 83),
              extension=(180, 185), abduction=(131, 160), repetitions=(14, 21), faults=(4, 1), phase=2),
    ), runs=True),
    # Stiff hips, but bending forward is what hurts.
    Person("Diego", "male", date(1968, 5, 30), "central", "176.0", "91.5", (
        Visit(18, 5, worse=FORWARD, angles=(8, 11), knees=(70, 69), extension=(231, 238),
              abduction=(184, 190), repetitions=(20, 21)),
    )),
    # A history of cancer with new back pain: seen by a doctor first.
    Person("Edith", "female", date(1957, 9, 8), "central", "160.0", "70.0", (
        Visit(6, 7, worse=("standing", "walking"), fired=("RF20",)),
    )),
    # Two things at once, then a visit that was interrupted.
    Person("Finn", "male", date(1986, 1, 17), "left", "179.5", "77.0", (
        Visit(34, 5, angles=(-6, 10), clear_lifts=(0, 2), abduction=(171, 128), repetitions=(22, 12)),
        Visit(0, 4, angles=(-7, 6), signed=False),
    )),
)  # fmt: skip


class NotForDemonstration(Fault):
    def __init__(self, places: Places) -> None:
        super().__init__(
            tr(
                "There is already a data file in {folder}. Nothing was changed. "
                "Choose an empty folder for the demonstration.",
                folder=places.root,
            )
        )


def make_demonstration(places: Places, clock: Clock) -> int:
    """Put the demonstration into an empty data folder and return how many visits it holds.

    It is made beside and has its name once it is whole, so that half of one is never taken for all of it.
    """
    places.prepare()
    _refuse_taken(places)
    with tempfile.TemporaryDirectory(prefix=".demo-", dir=places.root) as folder:
        making = Places(Path(folder))
        _make(making, clock)
        _refuse_taken(places)
        # The keyring last: without it the rest is not taken for a clinic's record that can be opened.
        for file in (making.anchor, making.database, making.keyring):
            os.replace(file, places.root / file.name)
    return sum(len(person.visits) for person in PEOPLE)


def _refuse_taken(places: Places) -> None:
    """Also a part of a data file counts: what a clinic entered last may lie in it."""
    taken = (places.database, places.plain, places.keyring)
    if any(any(places.root.glob(f"{file.name}*")) for file in taken):
        raise NotForDemonstration(places)


def _make(places: Places, clock: Clock) -> None:
    now = clock.now()
    stepped = SteppedClock(now, timedelta(seconds=4))
    with open_invented(places, stepped, CLINICIAN, "DEMO", "DEMO clinic") as workstation:
        workstation.change_settings(replace(workstation.settings, clinic_phone="000 000"))
        for number, person in enumerate(PEOPLE, start=1):
            patient = workstation.patients.add(_patient(person, number))
            for visit in person.visits:
                stepped.set(_begun(now, visit.days_ago, number))
                _examine(workstation.start_exam(patient.id, CLINICIAN), person, visit)


def _begun(now: datetime, days_ago: int, number: int) -> datetime:
    """In the morning of that day, one patient after the other; never later than just now."""
    nine = now.replace(hour=9, minute=0, second=0, microsecond=0)
    return min(nine + timedelta(days=-days_ago, minutes=40 * (number - 1)), now - timedelta(minutes=20))


def _patient(person: Person, number: int) -> Patient:
    return Patient(
        family_name="Demo",
        given_name=person.given_name,
        born=person.born,
        sex=person.sex,
        record_number=f"DEMO-{number}",
        height_cm=Decimal(person.height),
        mass_kg=Decimal(person.mass),
        language="en",
        demonstration=True,
    )


def _examine(examination: Examination, person: Person, visit: Visit) -> None:
    for ref, value in (*_intake(person, visit), *_safety(examination, visit)):
        examination.record(ref, value)
    if visit.fired:
        for part in catalogue():
            if part.protocol.id not in ("intake", "safety"):
                examination.skip(part.protocol.id, "referred", "A doctor sees the patient first.")
        examination.sign(CLINICIAN, "DEMO")
        return
    for ref, value in (*_step_down(visit), *_thomas(visit), *_prone(visit)):
        examination.record(ref, value)
    if not visit.signed:
        return
    for ref, value in (*_strength(visit), *_clamshell(visit)):
        examination.record(ref, value)
    _settle(examination, visit)
    examination.sign(CLINICIAN, "DEMO")


def _settle(examination: Examination, visit: Visit) -> None:
    """Accept the class and take the plan that is proposed, where there is one."""
    examination.record(Ref("review", "decision"), Choice("accept"))
    evaluation = evaluate(examination.exam.answers)
    if plan_kind(evaluation) == "offered":
        examination.record(Ref("plan", "prescription"), proposed(evaluation, visit.phase))
        tasks = tuple(task.code for task in proposed_tasks(evaluation))
        examination.record(Ref("plan", "daily_tasks"), Choices(tasks))
    again = (examination.saved_at + timedelta(weeks=4)).date()
    examination.record(Ref("plan", "next_visit"), Text(again.isoformat()))


def _intake(person: Person, visit: Visit) -> Iterator[tuple[Ref, Value]]:
    def answer(step: str, value: Value) -> tuple[Ref, Value]:
        return Ref("intake", step), value

    yield answer("pain_now", _number(visit.pain))
    yield answer("pain_worst_24h", _number(min(visit.pain + 2, 10)))
    place = "middle" if person.side == "central" else person.side
    yield answer("pain_map", Choices((f"low_back_{place}",)))
    yield answer("pain_sites", Choices(("low_back",)))
    yield answer("pain_side", Choice(person.side))
    yield answer("duration", Choice("over_12_weeks"))
    for step in ("standing", "walking", "running", *BACKWARD[2:], *FORWARD):
        idle = step == "running" and not person.runs
        yield answer(
            step, Choice("not_applicable" if idle else "worse" if step in visit.worse else "not_worse")
        )
    yield answer("eased_by_flexion", Choice("yes" if visit.worse != FORWARD else "no"))
    yield answer("runner", Choice("yes" if person.runs else "no"))
    yield answer("extension_or_impact_sport", Choice("no"))
    yield answer("height", _number(person.height, "cm"))
    yield answer("mass", _number(person.mass, "kg"))
    yield answer("dominant_leg", Choice("right"))


def _safety(examination: Examination, visit: Visit) -> Iterator[tuple[Ref, Value]]:
    """Every item that is asked of this person: no, unless it fired."""
    protocol = next(part.protocol for part in catalogue() if part.protocol.id == "safety")
    for step in protocol.steps:
        if step.applies is not None and not step.applies(examination.exam.answers):
            continue
        if isinstance(step.kind, Chosen):
            yield Ref("safety", step.id), Choice("yes" if step.id in visit.fired else "no")
        elif isinstance(step.kind, Counted):
            yield Ref("safety", step.id), _number(0)


def _step_down(visit: Visit) -> Iterator[tuple[Ref, Value]]:
    yield Ref("lateral_step_down", "step_height"), _number("20", "cm")
    yield Ref("lateral_step_down", "cued"), Choice("uncued")
    yield Ref("lateral_step_down", "shoes"), Choice("off")
    for side, faults in zip(SIDES, visit.faults, strict=True):
        # The knee first, for it counts twice; then the faults a tired hip shows.
        points = {"knee": min(faults, 2)}
        for item in ("pelvis", "trunk", "arm", "steady"):
            points[item] = int(sum(points.values()) < faults)
        yield Ref("lateral_step_down", "repetitions_done", side), _number(5)
        for trial in range(1, 6):
            for item, seen in points.items():
                code = str(seen if trial in (2, 4) else 0)
                yield Ref("lateral_step_down", item, side, trial), Choice(code)


def _thomas(visit: Visit) -> Iterator[tuple[Ref, Value]]:
    yield Ref("thomas", "method"), Choice(visit.thomas_method)
    yield Ref("thomas", "pelvis_method"), Choice("palpation")
    for side, angle, knee in zip(SIDES, visit.angles, visit.knees, strict=True):
        yield Ref("thomas", "pelvis_controlled", side), Choice("yes")
        for trial, reading in ((1, angle - 1), (2, angle + 1)):
            typed = f"{abs(reading)} {'above' if reading > 0 else 'below'}"
            yield Ref("thomas", "hip_angle", side, trial), Quantity(Decimal(reading), "deg", typed)
        yield Ref("thomas", "knee_angle", side), _number(knee, "deg")
        yield Ref("thomas", "groin_pinch", side), Choice("no")


def _prone(visit: Visit) -> Iterator[tuple[Ref, Value]]:
    test = "prone_hip_extension"
    yield Ref(test, "version"), Choice("uncued")
    for side, clear in zip(SIDES, visit.clear_lifts, strict=True):
        yield Ref(test, "passive_extension", side), Choice("yes")
        for trial in (1, 2, 3):
            yield Ref(test, "lumbar_extension", side, trial), Choice("clear" if trial <= clear else "slight")
            yield Ref(test, "rotation", side, trial), Choice("none")
            yield Ref(test, "lateral_shift", side, trial), Choice("none")
            yield Ref(test, "knee_flexion", side, trial), Choice("none")


def _strength(visit: Visit) -> Iterator[tuple[Ref, Value]]:
    test = "hip_strength"
    yield Ref(test, "device"), Text(visit.device)
    for movement, position, lever, forces in (
        ("extension", "prone_knee_straight", "0.40", visit.extension),
        ("abduction", "side_lying", "0.42", visit.abduction),
    ):
        yield Ref(test, f"{movement}_method"), Choice("dynamometer")
        yield Ref(test, f"{movement}_position"), Choice(position)
        yield Ref(test, f"{movement}_fixation"), Choice("belt")
        yield Ref(test, f"{movement}_summary"), Choice("max")
        yield Ref(test, f"{movement}_both_low"), Choice("no")
        for side, force in zip(SIDES, forces, strict=True):
            for trial, pull in enumerate((force - 7, force, force - 3), start=1):
                yield Ref(test, f"{movement}_force", side, trial), _number(pull, "N")
                yield Ref(test, f"{movement}_valid", side, trial), Choice("yes")
            yield Ref(test, f"{movement}_lever", side), _number(lever, "m")
            yield Ref(test, f"{movement}_pain", side), _number(1)


def _clamshell(visit: Visit) -> Iterator[tuple[Ref, Value]]:
    for side, repetitions in zip(SIDES, visit.repetitions, strict=True):
        yield from _endurance(side, repetitions)


def _endurance(side: Side, repetitions: int) -> Iterator[tuple[Ref, Value]]:
    yield Ref("clamshell", "mode", side), Choice("repetitions")
    yield Ref("clamshell", "repetitions", side), _number(repetitions)
    yield Ref("clamshell", "seconds", side), _number(2 * repetitions, "s")
    yield Ref("clamshell", "stop_reason", side), Choice("fatigue")
    yield Ref("clamshell", "limiter", side), Choice("lateral_hip")
    yield Ref("clamshell", "effort_end", side), _number(8)


def _number(amount: int | str, unit: str = "") -> Quantity:
    return Quantity(Decimal(amount), unit, str(amount))
