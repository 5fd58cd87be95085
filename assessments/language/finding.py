"""What the classification reads of a test: present, absent or unknown, and on which side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from assessments.language.units import unit_words
from assessments.language.value import SIDES, Side
from resources.tongue import tr


class Presence(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SideResult:
    """The result of one side, in words that can be read on their own.

    `near` says that the value lies within the stated band of the cut-off; `reason` says why a side is
    unknown, or what made it present. `value` is what was measured, without what it amounts to; empty where
    `words` say nothing more.
    """

    presence: Presence
    words: str
    reason: str = ""
    near: bool = False
    grade: str | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding by its code (HFL, HEC, ASE, ABE, ASA, FPC), from its two sides.

    `grade` is "moderate" or "marked" for FPC, "bilateral" for a strength finding from both sides low.
    """

    code: str
    presence: Presence
    by_side: Mapping[Side, SideResult]
    grade: str | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which it is present, right first."""
        return tuple(s for s in SIDES if self.by_side[s].presence is Presence.PRESENT)

    @property
    def side(self) -> str:
        """ "right", "left", "both" or "none"."""
        match self.sides:
            case ():
                return "none"
            case (one,):
                return one.value
            case _:
                return "both"

    @property
    def near_cutoff(self) -> bool:
        """Whether it is decided inside the band round the cut-off: every positive side is near, or, with no
        positive side, any side is."""
        near = [self.by_side[s].near for s in self.sides] or [r.near for r in self.by_side.values()]
        return all(near) if self.sides else any(near)


def two_sides(code: str, right: SideResult, left: SideResult, grade: str | None = None) -> Finding:
    """One finding from two sides: one positive side is enough, a negative needs both."""
    presences = (right.presence, left.presence)
    if Presence.PRESENT in presences:
        presence = Presence.PRESENT
    elif presences == (Presence.ABSENT, Presence.ABSENT):
        presence = Presence.ABSENT
    else:
        presence = Presence.UNKNOWN
    return Finding(code, presence, {Side.RIGHT: right, Side.LEFT: left}, grade)


def could_be_marked(finding: Finding) -> bool:
    """Whether a moderate finding may still turn out marked: a side is open, or its points leave both."""
    if finding.grade != "moderate":
        return False
    return any(
        result.presence is Presence.UNKNOWN or (result.presence is Presence.PRESENT and result.grade is None)
        for result in finding.by_side.values()
    )


@dataclass(frozen=True, slots=True)
class Method:
    """The fingerprint under which values may be compared: every part that changes the number.

    Parts are (name, words) pairs in a fixed order, such as ("device", "microFET2"); unlike fingerprints
    are never compared and never joined by a line. `lengths` are (name, length, by how much it may differ):
    a lever arm measured anew is the same lever within that much.
    """

    parts: tuple[tuple[str, str], ...] = ()
    lengths: tuple[tuple[str, Decimal, Decimal], ...] = ()

    def differs_from(self, other: Method) -> tuple[str, ...]:
        """The names of the parts that are not the same, in order; a length on one side only differs."""
        mine, theirs = dict(self.parts), dict(other.parts)
        unlike = [name for name in {**mine, **theirs} if mine.get(name) != theirs.get(name)]
        long = {name: (length, by) for name, length, by in self.lengths}
        others = {name: (length, by) for name, length, by in other.lengths}
        for name in {**long, **others}:
            here, there = long.get(name), others.get(name)
            if here is None or there is None or abs(here[0] - there[0]) > min(here[1], there[1]):
                unlike.append(name)
        return tuple(dict.fromkeys(unlike))


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured result of one side (or of the person), as it is trended and compared.

    `code` is stable ("thomas.hip_angle"); `amount` is text of an exact decimal, or None with `words`
    saying why there is none; `category` is the class of the result where only categories compare.
    """

    code: str
    name: str
    side: Side | None
    amount: str | None
    unit: str
    words: str
    category: str | None = None
    method: Method = field(default_factory=Method)

    @property
    def weaker(self) -> Side | None:
        """Which side a side difference calls weaker; its words name that side and no other."""
        if not self.code.endswith(".asymmetry"):
            return None
        return next((side for side in SIDES if side.heading in self.words), None)

    @property
    def category_words(self) -> str:
        """The category as it is said in the middle of a sentence; empty where there is none."""
        return category_words(self.category or "")

    @property
    def unit_words(self) -> str:
        return unit_words(self.unit)


def category_words(category: str) -> str:
    """The words of a category by its code."""
    return _CATEGORIES.get(category, category)


_CATEGORIES = {
    "good": tr("good"),
    "medium": tr("medium"),
    "poor": tr("poor"),
    "positive": tr("positive"),
    "negative": tr("negative"),
}
