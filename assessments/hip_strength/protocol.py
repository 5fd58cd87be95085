"""How hip strength is measured: the instrument once, then six movements that ask the same of each side."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from assessments.hip_strength.movements import MOVEMENTS, Movement
from assessments.language.answers import Answers
from assessments.language.protocol import Chosen, Measured, Noted, Option, Protocol, Scale, Step
from resources.tongue import tr

ID = "hip_strength"

TRIALS = 4
"""Three are asked; a fourth has room when the best two do not agree."""

FORCE = Measured(
    "N",
    Decimal(0),
    Decimal(1500),
    decimals=1,
    warn_low=Decimal(20),
    warn_high=Decimal(800),
    also_units=(("kgf", Decimal("9.80665")), ("lbf", Decimal("4.4482216152605"))),
)

LEVER = Measured("m", Decimal("0.05"), Decimal("1.00"), decimals=3, also_units=(("cm", Decimal("0.01")),))
"""Up to 1 m: from the trochanter to just above the ankle is about 0.7 m in an adult."""

METHODS = (Option("dynamometer", tr("dynamometer"), "1"), Option("manual", tr("manual grade"), "2"))
SUMMARIES = (
    Option("max", tr("highest valid trial"), "1"),
    Option("mean", tr("mean of the valid trials"), "2"),
)
FIXATIONS = (
    Option("belt", tr("belt"), "1"),
    Option("anchor", tr("anchored strap"), "2"),
    Option("hand", tr("examiner's hand"), "3"),
    Option("frame", tr("frame"), "4"),
)
VALIDITY = (
    Option("yes", tr("valid"), "1"),
    Option("jerked", tr("jerked"), "2"),
    Option("slipped", tr("slipped"), "3"),
    Option("painful", tr("painful"), "4"),
    Option("out_of_position", tr("out of position"), "5"),
)

_INSTRUMENT = (
    Step("device", tr("Device"), Noted(80), method=True, hint=tr("Make and model")),
    Step("serial", tr("Serial number"), Noted(80)),
    Step("calibration_date", tr("Calibration checked on"), Noted(10), hint="2026-03-03"),
)


def _steps(movement: Movement) -> tuple[Step, ...]:
    code, name, required = movement.code, movement.name, movement.required
    by_force, by_grade = _by(code, "dynamometer"), _by(code, "manual")
    return (
        Step(
            f"{code}_method",
            tr("{movement}: method", movement=name),
            Chosen(METHODS),
            required=required,
            method=True,
        ),
        Step(
            f"{code}_position",
            tr("{movement}: position", movement=name),
            Chosen(movement.positions),
            method=True,
        ),
        Step(
            f"{code}_fixation",
            tr("{movement}: held by", movement=name),
            Chosen(FIXATIONS),
            method=True,
            applies=by_force,
        ),
        Step(
            f"{code}_summary",
            tr("{movement}: value that counts", movement=name),
            Chosen(SUMMARIES),
            required=required,
            method=True,
            hint=tr("One choice for the whole clinic"),
            applies=by_force,
        ),
        Step(
            f"{code}_force",
            tr("{movement}: force", movement=name),
            FORCE,
            sided=True,
            trials=TRIALS,
            required=required,
            needed=1,
            applies=by_force,
        ),
        Step(
            f"{code}_valid",
            tr("{movement}: trial", movement=name),
            Chosen(VALIDITY),
            sided=True,
            trials=TRIALS,
            applies=by_force,
        ),
        Step(
            f"{code}_lever",
            tr("{movement}: lever arm", movement=name),
            LEVER,
            sided=True,
            method=True,
            hint=tr("Joint to the middle of the pad"),
            applies=by_force,
        ),
        Step(
            f"{code}_grade",
            tr("{movement}: grade", movement=name),
            Measured("grade", Decimal(0), Decimal(5), decimals=1, step=Decimal("0.5")),
            sided=True,
            required=required,
            applies=by_grade,
        ),
        Step(f"{code}_pain", tr("{movement}: pain", movement=name), Scale(), sided=True, required=required),
        Step(
            f"{code}_both_low",
            tr("{movement}: both sides low?", movement=name),
            Chosen((Option("yes", tr("both low"), "B"), Option("no", tr("not low"), "N"))),
            required=required,
            hint=tr("Equal sides can both be weak. You decide against your own reference."),
            applies=by_force,
        ),
    )


def _by(code: str, method: str) -> Callable[[Answers], bool]:
    """Whether this method's entries are asked: force until the method is known to be manual."""
    return lambda answers: (answers.choice(ID, f"{code}_method") or "dynamometer") == method


PROTOCOL = Protocol(
    id=ID,
    version="1",
    name=tr("Hip strength, side to side"),
    short_name=tr("Hip strength"),
    position=tr("Prone"),
    steps=_INSTRUMENT + tuple(step for movement in MOVEMENTS.values() for step in _steps(movement)),
    sources=("thorborg2010", "krause2014", "cerdavega2018"),
)
