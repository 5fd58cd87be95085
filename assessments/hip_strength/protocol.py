"""How hip strength is measured: the instrument once, then six movements that ask the same of each side."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from assessments.hip_strength.movements import MOVEMENTS, Movement
from assessments.language.answers import Answers
from assessments.language.protocol import Chosen, Measured, Noted, Option, Protocol, Scale, Step

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

METHODS = (Option("dynamometer", "dynamometer", "1"), Option("manual", "manual grade", "2"))
SUMMARIES = (Option("max", "highest valid trial", "1"), Option("mean", "mean of the valid trials", "2"))
FIXATIONS = (
    Option("belt", "belt", "1"),
    Option("anchor", "anchored strap", "2"),
    Option("hand", "examiner's hand", "3"),
    Option("frame", "frame", "4"),
)
VALIDITY = (
    Option("yes", "valid", "1"),
    Option("jerked", "jerked", "2"),
    Option("slipped", "slipped", "3"),
    Option("painful", "painful", "4"),
    Option("out_of_position", "out of position", "5"),
)

_INSTRUMENT = (
    Step("device", "Device", Noted(80), method=True, hint="Make and model"),
    Step("serial", "Serial number", Noted(80)),
    Step("calibration_date", "Calibration checked on", Noted(10), hint="2026-03-03"),
)


def _steps(movement: Movement) -> tuple[Step, ...]:
    code, name, required = movement.code, movement.name, movement.required
    by_force, by_grade = _by(code, "dynamometer"), _by(code, "manual")
    return (
        Step(f"{code}_method", f"{name}: method", Chosen(METHODS), required=required, method=True),
        Step(f"{code}_position", f"{name}: position", Chosen(movement.positions), method=True),
        Step(f"{code}_fixation", f"{name}: held by", Chosen(FIXATIONS), method=True, applies=by_force),
        Step(
            f"{code}_summary",
            f"{name}: value that counts",
            Chosen(SUMMARIES),
            required=required,
            method=True,
            hint="One choice for the whole clinic",
            applies=by_force,
        ),
        Step(
            f"{code}_force",
            f"{name}: force",
            FORCE,
            sided=True,
            trials=TRIALS,
            required=required,
            needed=1,
            applies=by_force,
        ),
        Step(
            f"{code}_valid", f"{name}: trial", Chosen(VALIDITY), sided=True, trials=TRIALS, applies=by_force
        ),
        Step(
            f"{code}_lever",
            f"{name}: lever arm",
            LEVER,
            sided=True,
            method=True,
            hint="Joint to the middle of the pad",
            applies=by_force,
        ),
        Step(
            f"{code}_grade",
            f"{name}: grade",
            Measured("grade", Decimal(0), Decimal(5), decimals=1, step=Decimal("0.5")),
            sided=True,
            required=required,
            applies=by_grade,
        ),
        Step(f"{code}_pain", f"{name}: pain", Scale(), sided=True, required=required),
        Step(
            f"{code}_both_low",
            f"{name}: both sides low?",
            Chosen((Option("yes", "both low", "B"), Option("no", "not low", "N"))),
            required=required,
            hint="Equal sides can both be weak. You decide against your own reference.",
            applies=by_force,
        ),
    )


def _by(code: str, method: str) -> Callable[[Answers], bool]:
    """Whether this method's entries are asked: force until the method is known to be manual."""
    return lambda answers: (answers.choice(ID, f"{code}_method") or "dynamometer") == method


PROTOCOL = Protocol(
    id=ID,
    version="1",
    name="Hip strength, side to side",
    short_name="Hip strength",
    position="Prone",
    steps=_INSTRUMENT + tuple(step for movement in MOVEMENTS.values() for step in _steps(movement)),
    sources=("thorborg2010", "krause2014", "cerdavega2018"),
)
