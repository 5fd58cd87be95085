"""The decision table, rows 6 to 16: six findings, a direction and weight bearing to exactly one class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from resources.tongue import tr

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


TABLE = (
    Row(
        6,
        tr(
            "Hip flexor length or lumbopelvic control finding, extension direction, and two "
            "frontal-plane findings or a marked step-down"
        ),
        "MIX",
        lambda p, d, wb: p.sagittal and d == "EXT" and p.frontal,
    ),
    Row(
        7,
        tr("Extension direction, hip flexor length and lumbopelvic control findings"),
        "EXT-COMB",
        lambda p, d, wb: d == "EXT" and p.present >= set(SAGITTAL),
    ),
    Row(
        8,
        tr("Extension direction, hip flexor length finding"),
        "EXT-MOB",
        lambda p, d, wb: d == "EXT" and "HFL" in p.present,
    ),
    Row(
        9,
        tr("Extension direction, lumbopelvic control finding"),
        "EXT-CTRL",
        lambda p, d, wb: d == "EXT" and "HEC" in p.present,
    ),
    Row(
        10,
        tr(
            "Flexion direction, with a hip flexor length or lumbopelvic control finding, or "
            "two frontal-plane findings or a marked step-down"
        ),
        "UNM-FLEX",
        lambda p, d, wb: d == "FLEX" and (p.sagittal or p.frontal),
    ),
    Row(
        11,
        tr("Multidirectional, with a hip flexor length or lumbopelvic control finding"),
        "UNM-MULTI",
        lambda p, d, wb: d == "MULTI" and p.sagittal,
    ),
    Row(
        12,
        tr("Nothing provokes, with a hip flexor length or lumbopelvic control finding"),
        "UNM-NONE",
        lambda p, d, wb: d == "NONE" and p.sagittal,
    ),
    Row(
        13,
        tr(
            "two frontal-plane findings or a marked step-down, weight bearing provokes, "
            "extension or multidirectional"
        ),
        "FRONT",
        lambda p, d, wb: p.frontal and wb == "yes" and d in ("EXT", "MULTI"),
    ),
    Row(
        14,
        tr("two frontal-plane findings or a marked step-down, weight bearing does not provoke"),
        "UNM-NONE",
        lambda p, d, wb: p.frontal and wb == "no",
    ),
    Row(
        15,
        tr("Hip extensor strength difference, or exactly one frontal-plane finding"),
        "ISO",
        lambda p, d, wb: "ASE" in p.present or len(p.present & set(FRONTAL)) == 1,
    ),
    Row(16, tr("All six findings absent"), "CLEAR", lambda p, d, wb: not p.present),
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
