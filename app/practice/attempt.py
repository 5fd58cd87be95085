"""One task that a learner committed, as it is kept: what was answered, what was right, how long it took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, cast, get_args

from app.practice.marking import Mark, Way
from app.practice.task import Task
from assessments.language.value import Choice, Choices, Quantity, Ref, Text, Value

Table = dict[str, Any]


class Unreadable(Exception):
    """Nothing that this program wrote; one line says why."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One item as it was judged then; a later key does not change it. Codes are None where nothing stands."""

    ref: Ref
    given: str | None
    key: str | None
    agrees: bool
    way: Way

    @property
    def item(self) -> str:
        """Which item of the exam it is, whatever the side and the repetition: "thomas.hip_angle"."""
        return item_code(self.ref)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A committed task of a simulated patient. `learner` is a name as typed, and may be empty; `block` and
    `station` say what it was part of, and are empty where it was part of none."""

    id: str
    at: datetime
    learner: str
    block: str
    case: str
    task: Task
    given: Mapping[Ref, Value]
    marks: tuple[Marked, ...]
    seconds: float
    station: str = ""

    @property
    def agreed(self) -> int:
        """How many items agree with the key."""
        return sum(mark.agrees for mark in self.marks)


def marked(marks: Sequence[Mark]) -> tuple[Marked, ...]:
    """The marks of a page as an attempt keeps them."""
    return tuple(
        Marked(one.item.ref, code_of(one.given), code_of(one.key), one.agrees, one.way) for one in marks
    )


def item_code(ref: Ref) -> str:
    """The item of the exam, the same for both sides and every repetition: "hip_strength.extension_valid"."""
    return f"{ref.assessment}.{ref.step}"


def code_of(value: Value | None) -> str | None:
    """A choice by its code, a number as its digits, ticks in the order of their codes."""
    match value:
        case Choice(code):
            return code
        case Quantity(amount=amount):
            return format(amount, "f")
        case Choices(codes):
            return "+".join(sorted(codes))
        case Text(text):
            return text
        case None:
            return None
        case _:
            raise TypeError(f"nobody is asked for a {type(value).__name__} in practice")


def attempt_table(attempt: Attempt) -> Table:
    """As it is written; numbers measured are text, so that 8.0 stays 8.0."""
    return {
        "id": attempt.id,
        "at": attempt.at.isoformat(),
        "learner": attempt.learner,
        "block": attempt.block,
        "case": attempt.case,
        "task": attempt.task.id,
        "given": {ref.path: _value_table(value) for ref, value in attempt.given.items()},
        "marks": [[one.ref.path, one.given, one.key, one.agrees, one.way] for one in attempt.marks],
        "seconds": attempt.seconds,
        "station": attempt.station,
    }


def read_attempt(table: Table) -> Attempt:
    """`Unreadable` for what is missing, not known, or of another kind than it should be."""
    known = set(Attempt.__dataclass_fields__)
    if set(table) != known:
        raise Unreadable(f"the keys are not those of an attempt: {', '.join(sorted(set(table) ^ known))}")
    try:
        return Attempt(
            id=text(table["id"]),
            at=moment(table["at"]),
            learner=text(table["learner"]),
            block=text(table["block"]),
            case=text(table["case"]),
            task=Task.of(text(table["task"])),
            given=MappingProxyType(
                {Ref.from_path(path): _read_value(value) for path, value in table["given"].items()}
            ),
            marks=tuple(_read_marked(row) for row in table["marks"]),
            seconds=_seconds(table["seconds"]),
            station=text(table["station"]),
        )
    except (KeyError, ValueError, TypeError, AttributeError, InvalidOperation) as why:
        raise Unreadable(str(why)) from why


def text(value: Any) -> str:
    """ValueError for anything but text."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def moment(value: Any) -> datetime:
    """ValueError for anything but a date and hour with its offset."""
    at = datetime.fromisoformat(text(value))
    if at.tzinfo is None:
        raise ValueError(f"{value} names no time zone")
    return at


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(f"{value!r} is no time in seconds")
    return float(value)


def _value_table(value: Value) -> Table:
    match value:
        case Choice(code):
            return {"choice": code}
        case Quantity(amount, unit, typed):
            return {"amount": str(amount), "unit": unit, "typed": typed}
        case Choices(codes):
            return {"choices": list(codes)}
        case Text(words):
            return {"text": words}
        case _:
            raise TypeError(f"nobody is asked for a {type(value).__name__} in practice")


def _read_value(table: Table) -> Value:
    match table:
        case {"choice": str(code), **rest} if not rest:
            return Choice(code)
        case {"amount": str(amount), "unit": str(unit), "typed": str(typed), **rest} if not rest:
            number = Decimal(amount)
            if not number.is_finite():
                raise ValueError(f"{amount} is no number")
            return Quantity(number, unit, typed)
        case {"choices": [*codes], **rest} if not rest:
            return Choices(tuple(text(code) for code in codes))
        case {"text": str(words), **rest} if not rest:
            return Text(words)
        case _:
            raise ValueError("an answer of no known kind")


def _read_marked(row: Any) -> Marked:
    path, given, keyed, agrees, way = row
    if way not in get_args(Way) or not isinstance(agrees, bool) or agrees != (way == "same"):
        raise ValueError(f"{way!r} is no mark")
    return Marked(Ref.from_path(text(path)), _code(given), _code(keyed), agrees, cast(Way, way))


def _code(value: Any) -> str | None:
    return None if value is None else text(value)
