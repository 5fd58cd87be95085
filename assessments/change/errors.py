"""The error of each measure: what a change of it is held against, and where the figure comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from assessments.change.own import OwnError
from assessments.language.conventions import conventions

Held = Literal["points", "percent", "category", "grade", "none"]


@dataclass(frozen=True, slots=True)
class Error:
    """What a change is held against. `limit` is None where no error is known or only categories compare.

    `strictly` says that the limit itself is still within; `better` is "lower", "higher" or "" where neither
    way is. The last five hold what single instruments add: an importance, a second published limit, and
    baselines from which a change cannot be shown.
    """

    rule: Held
    standing: str
    cites: tuple[str, ...] = ()
    limit: Decimal | None = None
    strictly: bool = True
    better: str = ""
    own: bool = False
    important_points: Decimal | None = None
    important_percent: Decimal | None = None
    second_limit: Decimal | None = None
    no_better_under: Decimal | None = None
    no_worse_over: Decimal | None = None
    own_words: str = ""
    """Whose figure the limit is, where it is the clinic's own."""


UNKNOWN = Error("none", "convention")
"""The error of a measure no source speaks of."""


def error_of(measure: str, own: OwnError | None = None) -> Error:
    """The error of a measure by its code; `UNKNOWN` when nothing is on file for it. The clinic's `own` stands
    where no figure is published, from enough pairs on."""
    error = _published(measure)
    if own is None or own.code != measure or not error.own or own.pairs < pairs_needed():
        return error
    return replace(
        error,
        rule="points",
        limit=own.mdc95,
        strictly=True,
        standing="computed",
        cites=(),
        own_words=own.words,
    )


def _published(measure: str) -> Error:
    table = _table()
    if measure in table:
        return table[measure]
    family, _, movement = measure.partition(".")
    if family != "hip_strength":
        return UNKNOWN
    if movement.endswith(".grade"):
        return table[".grade"]
    movement, difference = movement.removesuffix(".asymmetry"), movement.endswith(".asymmetry")
    rule = conventions().rules.get(f"ERR_{'ASYM_' if difference else ''}{movement.upper()}")
    if rule is None:
        return UNKNOWN
    held: Held = "points" if difference else "percent"
    better = "lower" if difference else "higher"
    return Error(held, rule.standing, rule.cites, rule.amount, strictly=True, better=better)


def of_one_value(measure: str, amount: Decimal, own: OwnError | None = None) -> Decimal | None:
    """The 95 % error of one value: that of a change less by the square root of two, because a change carries
    the error of two values. None where no error is known, or where two published figures disagree."""
    error = error_of(measure, own)
    if error.limit is None or error.second_limit is not None:
        return None
    match error.rule:
        case "points":
            return error.limit / Decimal(2).sqrt()
        case "percent":
            return error.limit * abs(amount) / 100 / Decimal(2).sqrt()
        case _:
            return None


def pairs_needed() -> int:
    """How many repeat pairs the clinic's own error must rest on."""
    return int(_file()["pairs"]["least"])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(
        files("assessments.change").joinpath("errors.toml").read_text("utf-8"), parse_float=Decimal
    )


@cache
def _table() -> Mapping[str, Error]:
    rows = {**_file()["measure"], ".grade": _file()["grade"]}
    return MappingProxyType({code: _error(row) for code, row in rows.items()})


def _error(row: dict[str, Any]) -> Error:
    def number(name: str) -> Decimal | None:
        return Decimal(row[name]) if name in row else None

    return Error(
        row["rule"],
        row["standing"],
        tuple(row.get("cites", ())),
        number("limit"),
        row.get("reach", "over") == "over",
        row.get("better", ""),
        row.get("own", False),
        number("important_points"),
        number("important_percent"),
        number("second_limit"),
        number("no_better_under"),
        number("no_worse_over"),
    )
