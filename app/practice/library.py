"""The written cases, one TOML file each, and the generated ones: a case by its code."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from app.practice.generator import PREFIX, generated
from app.practice.truth import (
    CLEAN,
    Case,
    Faults,
    Lifts,
    Opening,
    Push,
    StepDown,
    Story,
    Strength,
    Thigh,
    Truth,
)
from assessments.language.answers import Person
from assessments.language.value import SIDES, Side
from assessments.lateral_step_down.protocol import REPETITIONS
from assessments.prone_hip_extension.protocol import LIFTS
from resources.tables import TEXTS, said
from resources.tongue import tr

Table = dict[str, Any]
Found = TypeVar("Found")

_KEYS = {
    "class", "difficulty", "about", "age", "sex", "height_cm", "mass_kg", "better_when_held", "history",
    "safety", "said", "lifts", "thighs", "openings", "strength", "steps", "not_done", "reasons",
}  # fmt: skip
_OF_A_SIDE = {
    "lifts": {"lifts", "familiar_pain", "pain", "stopped_by"},
    "thighs": {"hip", "knee", "pelvis_held", "drift"},
    "openings": {
        "count", "faults", "told_after", "ends_by", "tires", "pain_before", "pain_peak", "limiter",
    },
    "steps": {"faults", "done", "familiar_pain", "stopped_by"},
}  # fmt: skip
_SIDES = {side.value for side in SIDES}


@cache
def cases() -> Mapping[str, Case]:
    """Every written case by its code, in the order of the codes."""
    folder = files("app.practice").joinpath("cases")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    read = (
        read_case(one.name.removesuffix(".toml"), tomllib.loads(one.read_text("utf-8"), parse_float=Decimal))
        for one in found
    )
    return MappingProxyType({case.code: case for case in read})


def case(code: str) -> Case:
    """The written case of that code, or the generated one of a code such as "seed-123"; KeyError when there
    is none."""
    number = code.removeprefix(PREFIX)
    if number != code and number.isascii() and number.isdigit():
        return generated(int(number))
    return cases()[code]


def read_case(code: str, table: Table) -> Case:
    """A case file; a key that means nothing is a KeyError that says where."""
    told: Table = said(table, TEXTS["cases"], tr)
    _refuse_unknown(code, told)
    reasons = {one["of"]: one["words"] for one in told.get("reasons", ())}
    return Case(
        code, told["class"], told["difficulty"], told["about"], _truth(told), MappingProxyType(reasons)
    )


def _refuse_unknown(code: str, table: Table) -> None:
    """KeyError with the case and the keys, where a table has some that mean nothing in it."""
    known: list[tuple[str, Table, set[str]]] = [
        ("", table, _KEYS),
        ("safety", table.get("safety", {}), {"yes", "unknown", "features"}),
    ]
    for part, keys in _OF_A_SIDE.items():
        known.append((part, table.get(part, {}), _SIDES))
        known += [(f"{part}.{side}", one, keys) for side, one in table.get(part, {}).items()]
    for movement, one in table.get("strength", {}).items():
        known.append((f"strength.{movement}", one, {*_SIDES, "pain", "both_low"}))
    for part in ("said", "reasons"):
        known += [(part, row, {"of", "words"}) for row in table.get(part, ())]
    for place, one, keys in known:
        if unknown := set(one) - keys:
            raise KeyError(f"case {code} {place}: {', '.join(sorted(unknown))} means nothing here")


def _truth(table: Table) -> Truth:
    return Truth(
        person=Person(table["age"], table["sex"]),
        height_cm=Decimal(table["height_cm"]),
        mass_kg=Decimal(table["mass_kg"]),
        story=_story(table),
        lifts=_sides(table.get("lifts", {}), _lifts),
        better_when_held=table.get("better_when_held", "not_done"),
        thighs=_sides(table.get("thighs", {}), _thigh),
        openings=_sides(table.get("openings", {}), _opening),
        strength=MappingProxyType({name: _strength(one) for name, one in table.get("strength", {}).items()}),
        steps=_sides(table.get("steps", {}), _step_down),
        not_done=MappingProxyType(table.get("not_done", {})),
    )


def _sides(table: Table, read: Callable[[Table], Found]) -> Mapping[Side, Found]:
    return MappingProxyType({side: read(table[side.value]) for side in SIDES if side.value in table})


def _story(table: Table) -> Story:
    safety = table.get("safety", {})
    history = {step: tuple(it) if isinstance(it, list) else it for step, it in table["history"].items()}
    return Story(
        MappingProxyType(history),
        frozenset(safety.get("yes", ())),
        MappingProxyType(safety.get("features", {})),
        frozenset(safety.get("unknown", ())),
        MappingProxyType({one["of"]: one["words"] for one in table.get("said", ())}),
    )


def _faults(table: Table) -> Faults:
    return MappingProxyType({code: float(share) for code, share in table.items()})


def _lifts(table: Table) -> Lifts:
    """`lifts` holds one table a lift; without it all three are clean."""
    lifts = tuple(_faults(one) for one in table.get("lifts", [{}] * LIFTS))
    return Lifts(lifts, table.get("familiar_pain", False), table.get("pain", 0), table.get("stopped_by", ""))


def _thigh(table: Table) -> Thigh:
    return Thigh(
        Decimal(table["hip"]),
        Decimal(table.get("knee", 75)),
        table.get("pelvis_held", True),
        float(table.get("drift", 0)),
    )


def _opening(table: Table) -> Opening:
    """`count` repetitions were begun; `faults` names those that were not clean, by their number."""
    marked = {int(number): _faults(one) for number, one in table.get("faults", {}).items()}
    repetitions = tuple(marked.get(number, CLEAN) for number in range(1, table["count"] + 1))
    return Opening(
        repetitions,
        table.get("told_after", 0),
        table.get("ends_by", ""),
        float(table.get("tires", 0)),
        table.get("pain_before", 0),
        table.get("pain_peak", 0),
        table.get("limiter", "lateral_hip"),
    )


def _strength(table: Table) -> Strength:
    """A trial is its newtons, or for one to reject the newtons and why: "240 jerked"."""
    trials = {side: tuple(_push(one) for one in table[side.value]) for side in SIDES if side.value in table}
    pain = {side: int(table.get("pain", {}).get(side.value, 0)) for side in trials}
    return Strength(MappingProxyType(trials), MappingProxyType(pain), table.get("both_low", False))


def _push(one: Any) -> Push:
    newtons, _, valid = str(one).partition(" ")
    return Push(Decimal(newtons), valid or "yes")


def _step_down(table: Table) -> StepDown:
    """`faults` names the repetitions that were not clean, by their number; `done` is five unless it says."""
    marked = dict(_numbered(table.get("faults", {})))
    done = table.get("done", REPETITIONS)
    repetitions = tuple(marked.get(number, CLEAN) for number in range(1, done + 1))
    return StepDown(repetitions, table.get("familiar_pain", False), table.get("stopped_by", ""))


def _numbered(table: Table) -> Iterator[tuple[int, Faults]]:
    for number, one in table.items():
        yield int(number), _faults(one)
