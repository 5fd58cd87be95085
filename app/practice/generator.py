"""Simulated patients without end: one from each number, the same number always the same patient.

Consecutive numbers go through all classes: each run of as many numbers as there are classes, from a multiple
of that, holds every class once, in an order of its own. So any 300 numbers in a row hold each class 19 to 21
times. The three difficulties take turns within each such run, and for each class from run to run. So do
the reasons to stop: twelve runs hold every emergency, ten every urgent referral.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from app.evaluation import evaluate
from app.practice.dice import Dice
from app.practice.drawn_story import Teller, teller
from app.practice.drawn_tests import (
    ABSENT,
    MARKED,
    PRESENT,
    STRENGTHS,
    UNKNOWN,
    Strengths,
    lifts,
    opening,
    step_down,
    strength,
    thigh,
)
from app.practice.observer import observe
from app.practice.truth import Case, Truth
from assessments.classification.decision import CODES, FRONTAL, PLAN
from assessments.classification.labels import labels
from assessments.language.value import SIDES, Side
from resources.tongue import tr

PREFIX = "seed-"
CLASSES = tuple(sorted(PLAN))
DIFFICULTIES = ("easy", "middle", "borderline")

States = dict[str, str]

_ATTEMPTS = 200
"""Far more than was ever needed; a seed that finds nothing in so many would be a fault of this file."""


@lru_cache(maxsize=64)
def generated(seed: int) -> Case:
    """The simulated patient of that number."""
    class_code, difficulty = wanted(seed)
    stops = _STOPS.get(class_code, ("",))
    stop = stops[seed // len(CLASSES) % len(stops)]
    dice = Dice(f"patient {seed}")
    for _ in range(_ATTEMPTS):
        truth = _truth(dice, class_code, stop, STRENGTHS[difficulty])
        found = evaluate(observe(truth)).classification
        if found.code == class_code and found.status != "provisional":
            about = tr("Made by the program to show: {label}.", label=labels()[class_code].label)
            return Case(f"{PREFIX}{seed}", class_code, difficulty, about, truth, seed=seed)
    raise RuntimeError(f"no patient of class {class_code} came of number {seed}")


def wanted(seed: int) -> tuple[str, str]:
    """The class and the difficulty that a number is to have."""
    run, place = divmod(seed, len(CLASSES))
    drawn = Dice(f"run {run}").shuffled(range(len(CLASSES)))[place]
    return CLASSES[drawn], DIFFICULTIES[(drawn + run) % len(DIFFICULTIES)]


def _truth(dice: Dice, class_code: str, stop: str, it: Strengths) -> Truth:
    direction, states = _pattern(dice, class_code)
    told = teller(dice, direction, class_code, stop)
    # Whom an emergency or an urgent item sends away is not tested; the others are.
    if class_code == "R1" or (class_code == "R2" and dice.often(0.5)):
        return _untested(told)
    return _tested(dice, it, told, states)


_STOPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "R1": (
            "RF01", "RF02", "RF03", "RF04", "RF05", "RF06", "RF07", "RF08", "RF09", "RF10", "RF11", "RF12",
        ),
        "R2": (
            "RF20", "RF21", "RF22", "RF23", "fragile", "RF24", "RF24_company", "RF25", "RF26", "RF27",
        ),
        "N0": ("unasked",),
        "N2": ("young", "site", "RF33"),
    }
)  # fmt: skip
"""What ends the exam before its findings are read."""


def _pattern(dice: Dice, class_code: str) -> tuple[str, States]:
    """A direction and the states of the six findings that together make the class."""
    states = dict.fromkeys(CODES, ABSENT)
    one_frontal = {dice.one(FRONTAL): PRESENT} if dice.often(0.3) else {}
    extensors = {"ASE": PRESENT} if dice.often(0.3) else {}
    match class_code:
        case "EXT-MOB":
            return "EXT", {**states, "HFL": PRESENT, **extensors, **one_frontal}
        case "EXT-CTRL":
            return "EXT", {**states, "HEC": PRESENT, **extensors, **one_frontal}
        case "EXT-COMB":
            return "EXT", {**states, "HFL": PRESENT, "HEC": PRESENT, **extensors, **one_frontal}
        case "MIX":
            return "EXT", {**states, **_sagittal(dice), **extensors, **_frontal(dice)}
        case "FRONT":
            return dice.one(("EXT", "EXT", "MULTI")), {**states, **extensors, **_frontal(dice)}
        case "UNM-FLEX":
            return "FLEX", {**states, **dice.one((_sagittal(dice), _frontal(dice))), **extensors}
        case "UNM-MULTI":
            return "MULTI", {**states, **_sagittal(dice), **dice.one(({}, one_frontal, _frontal(dice)))}
        case "UNM-NONE" if dice.often(0.5):
            return "NONE", {**states, **_sagittal(dice), **one_frontal}
        case "UNM-NONE":
            return dice.one(("EXT", "MULTI", "NONE")), {**states, **_frontal(dice)}
        case "ISO":
            alone = dice.one(("ASE", *FRONTAL))
            return dice.one(_DIRECTIONS), {**states, alone: PRESENT}
        case "CLEAR":
            return dice.one(_DIRECTIONS), states
        case "N1":
            return _open(dice, states)
        case _:
            return dice.one(_DIRECTIONS), {**states, **dice.one(({}, _sagittal(dice), _frontal(dice)))}


_DIRECTIONS = ("EXT", "FLEX", "MULTI", "NONE")


def _sagittal(dice: Dice) -> States:
    return dict.fromkeys(dice.one((("HFL",), ("HEC",), ("HFL", "HEC"))), PRESENT)


def _frontal(dice: Dice) -> States:
    """Two or three frontal-plane findings, or a step-down so poor that it is enough alone."""
    if dice.often(0.3):
        return {"FPC": MARKED}
    return dict.fromkeys(dice.some(FRONTAL, dice.whole(2, 3)), PRESENT)


def _open(dice: Dice, states: States) -> tuple[str, States]:
    """What leaves an exam without a class: no direction, neither sagittal test, or a gap in a clear exam."""
    match dice.whole(1, 3):
        case 1:
            return "UNK", {**states, **_sagittal(dice)}
        case 2:
            return dice.one(_DIRECTIONS), {**states, "HFL": UNKNOWN, "HEC": UNKNOWN}
        case _:
            return dice.one(_DIRECTIONS), {**states, dice.one(CODES): UNKNOWN}


def _untested(told: Teller) -> Truth:
    tests = ("lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell")
    not_done = MappingProxyType(dict.fromkeys(tests, "not_safe"))
    return Truth(told.person, told.height_cm, told.mass_kg, told.story, not_done=not_done)


def _tested(dice: Dice, it: Strengths, told: Teller, states: States) -> Truth:
    """All five tests, a finding on the side of the pain more often than not."""
    hurts = dice.often(0.6)
    shown = {code: _sides(dice, told, state) for code, state in states.items()}
    base = int(told.mass_kg) * dice.whole(24, 34) // 10
    kinds = {"extension": "ASE", "abduction": "ASA"}
    forces = {
        movement: strength(dice, it, states[code], shown[code][0], base - 40 * (movement == "abduction"))
        for movement, code in kinds.items()
    }

    def state(code: str, side: Side) -> str:
        return states[code] if side in shown[code] else ABSENT

    return Truth(
        told.person,
        told.height_cm,
        told.mass_kg,
        told.story,
        lifts=MappingProxyType({side: lifts(dice, it, state("HEC", side), hurts) for side in SIDES}),
        better_when_held=dice.one(("yes", "no")) if states["HEC"] == PRESENT else "not_done",
        thighs=MappingProxyType({side: thigh(dice, it, state("HFL", side)) for side in SIDES}),
        openings=MappingProxyType({side: opening(dice, it, state("ABE", side)) for side in SIDES}),
        strength=MappingProxyType(forces),
        steps=MappingProxyType(
            {side: step_down(dice, it, state("FPC", side), hurts and dice.often(0.5)) for side in SIDES}
        ),
    )


def _sides(dice: Dice, told: Teller, state: str) -> tuple[Side, ...]:
    """Where a finding is: both sides, or one, and that the painful one three times in four."""
    if state != UNKNOWN and dice.often(0.3):
        return SIDES
    pain = told.story.history.get("pain_side")
    painful = Side(str(pain)) if pain in ("right", "left") else dice.one(SIDES)
    return (painful if dice.often(0.75) else painful.other,)
