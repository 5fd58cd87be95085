"""The items of the safety screen as data: what is asked, what it makes one think of, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from resources.tables import table


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `ask` fits one line, `question` may be said aloud, `result` is what a yes alone does."""

    code: str
    group: str
    ask: str
    question: str
    thought: str
    action: str
    result: str
    cites: tuple[str, ...]


FROM_THE_INTAKE = "RF31"
"""Known from age, sport and direction; never asked on this page."""


@cache
def items() -> tuple[Item, ...]:
    """Every item in the order of the page, the one from the intake last."""
    found = table("assessments.safety", "items.toml")["item"]
    return tuple(Item(**{**row, "cites": tuple(row["cites"])}) for row in found)


@cache
def asked() -> tuple[Item, ...]:
    """The items that are asked on the safety page."""
    return tuple(item for item in items() if item.code != FROM_THE_INTAKE)


def item(code: str) -> Item:
    """The item of that code; "RF32" is the item of its features. KeyError when there is none."""
    for found in items():
        if found.code in (code, f"{code}_features"):
            return found
    raise KeyError(code)
