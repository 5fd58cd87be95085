"""A learner's answers beside the key, item by item."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from app.practice.observer import key
from app.practice.reasons import reason
from app.practice.task import CLASS, Item, Task, items
from app.practice.truth import Case
from assessments.language.protocol import Chosen
from assessments.language.value import Choice, Quantity, Ref, Value

Way = Literal["same", "over", "under", "other", "unanswered"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One item judged. `way` says how it differs: "over" is more of a fault or a larger number than the key;
    "other" is another option without an order between them. `key` is None where the person does not know:
    then only an item left unanswered agrees. `tolerance` is None where it had to be the same.
    """

    item: Item
    given: Value | None
    key: Value | None
    agrees: bool
    way: Way
    tolerance: Decimal | None
    reason: str


def mark(case: Case, task: Task, given: Mapping[Ref, Value]) -> tuple[Mark, ...]:
    """Every item of the task, answered or not, in the order of the page."""
    answers = key(case)
    return tuple(
        _mark(case, item, given.get(item.ref), _keyed(case, item.ref, answers.entries))
        for item in items(case, task)
    )


def _keyed(case: Case, ref: Ref, entries: Mapping[Ref, Value]) -> Value | None:
    return Choice(case.class_code) if ref == CLASS else entries.get(ref)


def _mark(case: Case, item: Item, given: Value | None, keyed: Value | None) -> Mark:
    allowed = tolerance(item.ref)
    way = _way(item, given, keyed, allowed)
    return Mark(item, given, keyed, way == "same", way, allowed, reason(case, item.ref))


def _way(item: Item, given: Value | None, keyed: Value | None, allowed: Decimal | None) -> Way:
    if given is None:
        return "same" if keyed is None else "unanswered"
    if isinstance(given, Quantity) and isinstance(keyed, Quantity):
        off = given.amount - keyed.amount
        if abs(off) <= (allowed or 0):
            return "same"
        return "over" if off > 0 else "under"
    if given == keyed:
        return "same"
    if isinstance(given, Choice) and isinstance(keyed, Choice):
        order = ranks(item)
        mine, right = order.get(given.code), order.get(keyed.code)
        if mine is not None and right is not None and mine != right:
            return "over" if mine > right else "under"
    return "other"


def ranks(item: Item) -> Mapping[str, int]:
    """How much of a fault each option is, 0 being none of it. What may also not apply has no rank, and a
    list without an order has none at all."""
    codes = {option.code for option in item.kind.options} if isinstance(item.kind, Chosen) else set()
    if item.ref.assessment == "hip_strength":
        # A trial is good, or bad for one of several reasons of which none is more than another.
        return {code: int(code != "yes") for code in codes}
    if item.ref.step == "pelvis_controlled":
        return {"yes": 0, "no": 1}
    for order in _ORDERS:
        if set(order) <= codes <= {*order, "not_applicable"}:
            return {code: at for at, code in enumerate(order)}
    return {}


_ORDERS = (
    ("none", "slight", "clear"),
    ("0", "1"),
    ("0", "1", "2"),
    ("no", "yes"),
    ("not_worse", "worse"),
    ("under_6_weeks", "6_to_12_weeks", "over_12_weeks"),
)
"""From the least to the most."""


def tolerance(ref: Ref) -> Decimal | None:
    """How far from the key still agrees, in the unit of the step; None where it must be the same."""
    step = ref.step.rpartition("_")[2] if ref.assessment == "hip_strength" else ref.step
    return _tolerances().get(f"{ref.assessment}.{step}")


@cache
def _tolerances() -> Mapping[str, Decimal]:
    read = tomllib.loads(files("app.practice").joinpath("tolerance.toml").read_text("utf-8"))
    return {
        f"{test}.{step}": Decimal(row["amount"])
        for test, steps in read.items()
        for step, row in steps.items()
    }
