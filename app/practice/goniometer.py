"""A goniometer of two arms that is laid on a picture: from three points to degrees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import atan2, degrees, hypot

from app.figures.shapes import Point
from assessments.language.rounding import half_up

SHORTEST = 1.0
"""An arm shorter than this, in hundredths of a stature, points nowhere."""


@dataclass(frozen=True, slots=True)
class Goniometer:
    """The pivot and the ends of both arms, in the picture's own measure: x to the right, y upwards."""

    pivot: Point
    first: Point
    """The end of the arm that stays: level, or along the trunk."""
    second: Point
    """The end of the arm that is laid along the limb."""

    def __post_init__(self) -> None:
        if min(_long(self.pivot, end) for end in (self.first, self.second)) < SHORTEST:
            raise ValueError("an arm of a goniometer needs a length")

    @classmethod
    def level(cls, pivot: Point, limb: Point) -> Goniometer:
        """One arm level, to the side on which the limb points, and the other along the limb."""
        far = _long(pivot, limb)
        ahead = far if limb[0] >= pivot[0] else -far
        return cls(pivot, (pivot[0] + ahead, pivot[1]), limb)

    @classmethod
    def along(cls, before: Point, joint: Point, after: Point) -> Goniometer:
        """Along the two bones that meet in a joint."""
        return cls(joint, before, after)

    @property
    def degrees(self) -> float:
        """Between the arms, 0 to 180."""
        return abs(_turn(self.pivot, self.first, self.second))

    @property
    def above_horizontal(self) -> float:
        """The second arm against the horizontal, whatever the first does: above is +, below is -."""
        x, y = self.second[0] - self.pivot[0], self.second[1] - self.pivot[1]
        return degrees(atan2(y, abs(x)))

    @property
    def reading(self) -> Decimal:
        """As it is read: whole degrees."""
        return half_up(Fraction(self.degrees), 0)

    def moved(self, pivot: Point) -> Goniometer:
        """The whole of it put elsewhere."""
        by = (pivot[0] - self.pivot[0], pivot[1] - self.pivot[1])
        first, second = ((x + by[0], y + by[1]) for x, y in (self.first, self.second))
        return Goniometer(pivot, first, second)

    def with_first(self, end: Point) -> Goniometer:
        """The staying arm turned to this point; an end on the pivot leaves it where it was."""
        return self if _long(self.pivot, end) < SHORTEST else replace(self, first=end)

    def with_second(self, end: Point) -> Goniometer:
        """The moving arm turned to this point; an end on the pivot leaves it where it was."""
        return self if _long(self.pivot, end) < SHORTEST else replace(self, second=end)


def read_thomas(laid: Goniometer) -> float:
    """The thigh against the staying arm in the signs of the exam: above it is +, below it is -.

    The pivot lies on the hip and the moving arm on the thigh. The staying arm lies level, towards the feet or
    back along the trunk.
    """
    first = laid.first
    if laid.degrees > 90.0:
        first = (2.0 * laid.pivot[0] - first[0], 2.0 * laid.pivot[1] - first[1])
    turn = _turn(laid.pivot, first, laid.second)
    return turn if first[0] >= laid.pivot[0] else -turn


def read_knee(laid: Goniometer) -> float:
    """How far a knee is bent: what is missing from a straight leg."""
    return 180.0 - laid.degrees


def _turn(pivot: Point, first: Point, second: Point) -> float:
    """From the first arm to the second, anticlockwise, -180 to 180 degrees."""
    one = atan2(first[1] - pivot[1], first[0] - pivot[0])
    other = atan2(second[1] - pivot[1], second[0] - pivot[0])
    return (degrees(other - one) + 180.0) % 360.0 - 180.0


def _long(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])
