"""A learner as the tests play one: who answers from the key, and misses what they are told to miss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from app.practice.attempt import Attempt, marked
from app.practice.library import cases
from app.practice.marking import mark
from app.practice.observer import key
from app.practice.task import CLASS, Task, items
from app.practice.truth import Case, Faults, StepDown
from assessments.language.value import Choice, Ref, Side, Value

FROM = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def right_answers(case: Case, task: Task) -> dict[Ref, Value]:
    """What the key has for each item; what the patient does not know stays open."""
    entries = {**key(case).entries, CLASS: Choice(case.class_code)}
    return {item.ref: entries[item.ref] for item in items(case, task) if item.ref in entries}


def committed(
    case: Case,
    task: Task,
    given: Mapping[Ref, Value],
    number: int = 1,
    block: str = "b1",
    learner: str = "",
    seconds: float = 30.0,
    station: str = "",
) -> Attempt:
    return Attempt(
        id=f"attempt-{number}",
        at=FROM + timedelta(minutes=number),
        learner=learner,
        block=block,
        case=case.code,
        task=task,
        given=MappingProxyType(dict(given)),
        marks=marked(mark(case, task, given)),
        seconds=seconds,
        station=station,
    )


def steps_down(code: str, **faults: float) -> Case:
    """A person whose right step-down has these faults on its second repetition and no other."""
    known = cases()["a01"]
    clean: Faults = MappingProxyType({})
    seen: Faults = MappingProxyType(faults)
    step = StepDown((clean, seen, clean, clean, clean), familiar_pain=False)
    truth = replace(known.truth, steps=MappingProxyType({Side.RIGHT: step}))
    return replace(known, code=code, truth=truth)
