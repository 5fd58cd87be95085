"""Outlines as straight pieces, for a painter that knows no curves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot
from typing import assert_never

from app.figures.shapes import Close, Curve, Line, Move, Point, Step


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of an outline, from a move to the next; a closed one does not say its first point twice."""

    points: tuple[Point, ...]
    closed: bool

    @property
    def round_trip(self) -> tuple[Point, ...]:
        """Its points, and the first again where it is closed."""
        return (*self.points, self.points[0]) if self.closed else self.points


def flattened(steps: Iterable[Step], piece: float) -> tuple[Stretch, ...]:
    """The outline in pieces no longer than about `piece`."""
    found: list[Stretch] = []
    points: list[Point] = []

    def end(closed: bool) -> None:
        if points:
            if closed and len(points) > 1 and points[-1] == points[0]:
                points.pop()
            found.append(Stretch(tuple(points), closed))
            points.clear()

    for step in steps:
        match step:
            case Move(to):
                end(closed=False)
                points.append(to)
            case Line(to):
                points.append(to)
            case Curve(c1, c2, to):
                points.extend(_curve(points[-1], c1, c2, to, piece))
            case Close():
                start = points[0] if points else None
                end(closed=True)
                if start:
                    # What follows without a move of its own starts where the closed stretch did.
                    points.append(start)
            case _:
                assert_never(step)
    if len(points) > 1 or not found:
        end(closed=False)
    return tuple(found)


def dashed(stretch: Stretch, dash: Sequence[float]) -> tuple[Stretch, ...]:
    """The parts of a stretch on which the line is drawn: on, off, on, off, measured from its start."""
    if not dash or sum(dash) <= 0:
        return (stretch,)
    lengths = tuple(dash) * (2 if len(dash) % 2 else 1)
    points = stretch.round_trip
    parts: list[Stretch] = []
    turn, left = 0, lengths[0]
    part = [points[0]]
    for here, there in pairwise(points):
        length = hypot(there[0] - here[0], there[1] - here[1])
        gone = 0.0
        while length - gone > left:
            gone += left
            cut = (
                here[0] + (there[0] - here[0]) * gone / length,
                here[1] + (there[1] - here[1]) * gone / length,
            )
            if turn % 2 == 0:
                parts.append(Stretch((*part, cut), closed=False))
            turn += 1
            left = lengths[turn % len(lengths)]
            part = [cut]
        left -= length - gone
        part.append(there)
    if turn % 2 == 0 and len(part) > 1:
        parts.append(Stretch(tuple(part), closed=False))
    return tuple(parts)


def _curve(start: Point, c1: Point, c2: Point, end: Point, piece: float) -> Iterable[Point]:
    legs = ((start, c1), (c1, c2), (c2, end))
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in legs)
    count = max(1, ceil(length / piece))
    for number in range(1, count + 1):
        t = number / count
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        yield (
            a * start[0] + b * c1[0] + c * c2[0] + d * end[0],
            a * start[1] + b * c1[1] + c * c2[1] + d * end[1],
        )
