"""Directions and turns in space, in plain numbers.

x runs to the patient's left, y upwards and z forwards while the body stands in the anatomical position.
A frame is the three axes of a body part, as columns, and where the part begins.
"""

from __future__ import annotations

from math import acos, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

Vector = tuple[float, float, float]
Turn = tuple[Vector, Vector, Vector]

ORIGIN: Vector = (0.0, 0.0, 0.0)
UNTURNED: Turn = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


class Frame(NamedTuple):
    """Where a body part begins and how it is turned."""

    at: Vector
    turn: Turn

    def point(self, local: Vector) -> Vector:
        """A point given in the part's own directions."""
        (ox, oy, oz), (ex, ey, ez) = self
        x, y, z = local
        return (
            ox + ex[0] * x + ey[0] * y + ez[0] * z,
            oy + ex[1] * x + ey[1] * y + ez[1] * z,
            oz + ex[2] * x + ey[2] * y + ez[2] * z,
        )


def add(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def less(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Vector, k: float) -> Vector:
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vector) -> Vector:
    """The same direction, one long; nowhere stays nowhere."""
    long = length(a)
    return times(a, 1.0 / long) if long > 1e-9 else ORIGIN


def part_way(a: Vector, b: Vector, share: float) -> Vector:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def turned(turn: Turn, local: Vector) -> Vector:
    """A direction given in a part's own axes."""
    ex, ey, ez = turn
    x, y, z = local
    return (
        ex[0] * x + ey[0] * y + ez[0] * z,
        ex[1] * x + ey[1] * y + ez[1] * z,
        ex[2] * x + ey[2] * y + ez[2] * z,
    )


def within(turn: Turn, direction: Vector) -> Vector:
    """A direction of the room in a part's own axes."""
    return (dot(turn[0], direction), dot(turn[1], direction), dot(turn[2], direction))


def then(first: Turn, second: Turn) -> Turn:
    """`second` made in the axes that `first` leaves."""
    return (turned(first, second[0]), turned(first, second[1]), turned(first, second[2]))


def forwards(angle: float) -> Turn:
    """About the side-to-side axis: what points up tips forwards, what hangs swings back."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))


def leftwards(angle: float) -> Turn:
    """About the front-to-back axis: what points up leans to the left, what hangs swings to the right."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def to_the_left(angle: float) -> Turn:
    """About the upright axis: what points forwards looks to the left."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((c, 0.0, -s), (0.0, 1.0, 0.0), (s, 0.0, c))


def between(a: Vector, b: Vector) -> float:
    """The angle between two directions in degrees, 0 to 180."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))
