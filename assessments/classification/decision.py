"""The decision table, rows 6 to 16: six findings, a direction and weight bearing to exactly one class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

SAGITTAL = ("HFL", "HEC")
FRONTAL = ("ABE", "ASA", "FPC")
CODES = (*SAGITTAL, "ASE", *FRONTAL)
"""The six findings, in the order of the report."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One settled state of the six findings: which are present, and whether frontal-plane control is
    marked. Nothing in it is unknown."""

    present: frozenset[str]
    marked: bool = False

    @property
    def sagittal(self) -> bool:
        """S+: hip flexor length or lumbopelvic control."""
        return bool(self.present & set(SAGITTAL))

    @property
    def frontal(self) -> bool:
        """F+: two frontal findings, or a marked step-down."""
        return len(self.present & set(FRONTAL)) >= 2 or self.marked


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. `S+` and `F+` are spelled out in the words."""

    number: int
    condition: str
    result: str
    holds: Callable[[Pattern, str, str], bool]


_SAGITTAL = "hip flexor length or lumbopelvic control finding"
_FRONTAL = "two frontal-plane findings or a marked step-down"

TABLE = (
    Row(
        6,
        f"{_SAGITTAL}, extension direction, and {_FRONTAL}",
        "MIX",
        lambda p, d, wb: p.sagittal and d == "EXT" and p.frontal,
    ),
    Row(
        7,
        "Extension direction, hip flexor length and lumbopelvic control findings",
        "EXT-COMB",
        lambda p, d, wb: d == "EXT" and p.present >= set(SAGITTAL),
    ),
    Row(
        8,
        "Extension direction, hip flexor length finding",
        "EXT-MOB",
        lambda p, d, wb: d == "EXT" and "HFL" in p.present,
    ),
    Row(
        9,
        "Extension direction, lumbopelvic control finding",
        "EXT-CTRL",
        lambda p, d, wb: d == "EXT" and "HEC" in p.present,
    ),
    Row(
        10,
        f"Flexion direction, with a {_SAGITTAL}, or {_FRONTAL}",
        "UNM-FLEX",
        lambda p, d, wb: d == "FLEX" and (p.sagittal or p.frontal),
    ),
    Row(
        11,
        f"Multidirectional, with a {_SAGITTAL}",
        "UNM-MULTI",
        lambda p, d, wb: d == "MULTI" and p.sagittal,
    ),
    Row(
        12,
        f"Nothing provokes, with a {_SAGITTAL}",
        "UNM-NONE",
        lambda p, d, wb: d == "NONE" and p.sagittal,
    ),
    Row(
        13,
        f"{_FRONTAL}, weight bearing provokes, extension or multidirectional",
        "FRONT",
        lambda p, d, wb: p.frontal and wb == "yes" and d in ("EXT", "MULTI"),
    ),
    Row(
        14,
        f"{_FRONTAL}, weight bearing does not provoke",
        "UNM-NONE",
        lambda p, d, wb: p.frontal and wb == "no",
    ),
    Row(
        15,
        "Hip extensor strength difference, or exactly one frontal-plane finding",
        "ISO",
        lambda p, d, wb: "ASE" in p.present or len(p.present & set(FRONTAL)) == 1,
    ),
    Row(16, "All six findings absent", "CLEAR", lambda p, d, wb: not p.present),
)
"""Read from the top; the first row that holds decides."""

PLAN: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("EXT-MOB", "EXT-CTRL", "EXT-COMB", "MIX", "FRONT"), "offered"),
        **dict.fromkeys(("UNM-FLEX", "UNM-MULTI", "UNM-NONE", "ISO"), "clinician_selects"),
        "CLEAR": "advice_only",
        **dict.fromkeys(("R1", "R2", "N0", "N1", "N2"), "none"),
    }
)
"""What a class offers, before a hold withholds it."""


def decide(pattern: Pattern, direction: str, weight_bearing: str) -> str:
    """The class of a settled state. The rows leave no state out while the direction is known."""
    return deciding_row(pattern, direction, weight_bearing).result


def deciding_row(pattern: Pattern, direction: str, weight_bearing: str) -> Row:
    """The first row that holds."""
    return next(row for row in TABLE if row.holds(pattern, direction, weight_bearing))
