"""Every number that decides something, from the one file that holds them, with its words and standing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from resources.tables import table


@dataclass(frozen=True, slots=True)
class Rule:
    """One cut-off or limit: `standing` is "published" or "convention"; `cites` are citation keys."""

    code: str
    amount: Decimal
    unit: str
    words: str
    standing: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Conventions:
    """The rules in force, under one version that is stored with each exam that used them."""

    version: str
    rules: dict[str, Rule]

    def __getitem__(self, code: str) -> Decimal:
        """The exact number; KeyError when the file has no such rule."""
        return self.rules[code].amount


@cache
def conventions() -> Conventions:
    """The shipped rules, read once."""
    read = table("assessments", "conventions.toml", parse_float=Decimal)
    rules = {
        code: Rule(
            code,
            Decimal(row["amount"]),
            row.get("unit", ""),
            row["words"],
            row["standing"],
            tuple(row.get("cites", ())),
        )
        for code, row in read["rule"].items()
    }
    return Conventions(str(read["version"]), rules)
