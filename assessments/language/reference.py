"""Published values of a measure, from the folder of its assessment: shown beside a result, never a judge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from resources.tables import rows


@dataclass(frozen=True, slots=True)
class Reference:
    """One published value of one population. `mean` and `sd` are None where the source gives none; `n` counts
    people. The sign follows this program, whatever the source does.
    """

    cite: str
    population: str
    n: int
    measure: str
    unit: str
    mean: Decimal | None
    sd: Decimal | None
    note: str = ""


def references(package: str) -> tuple[Reference, ...]:
    """The rows of `reference.csv`, in their order; empty where there is no such file, since none is known."""
    return tuple(
        Reference(
            row["cite"],
            row["population"],
            int(row["n"]),
            row["measure"],
            row["unit"],
            Decimal(row["mean"]) if row["mean"] else None,
            Decimal(row["sd"]) if row["sd"] else None,
            row["note"],
        )
        for row in rows(package, "reference.csv")
    )
