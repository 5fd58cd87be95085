"""The regions of the body chart as outlines, cut from the skin of the standing figure, and which is where."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import ceil, floor, hypot, inf

from app.figures.shapes import Point

FRONT, BACK = "front", "back"

STEP = 0.5
"""How far apart the rows are in which a region is cut; between them the edges are straight."""

Stretch = tuple[float, float]
"""From where to where a row goes."""

_HAIR = 1e-6
_STRAIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Outline:
    """What is seen of one region in one view; one that is seen in both views has an outline in each."""

    view: str
    code: str
    left: tuple[Point, ...]
    """Its edge at the left of the picture, upwards; `right` is the other one."""
    right: tuple[Point, ...]
    seams: tuple[tuple[Point, ...], ...]
    """Where it borders on another region; all else of its edge is skin."""

    @property
    def points(self) -> tuple[Point, ...]:
        """All round."""
        return (*self.left, *reversed(self.right))

    @property
    def centre(self) -> Point:
        """A point well inside it: the middle of its middle row."""
        y = (self.left[0][1] + self.left[-1][1]) / 2.0
        return ((_at(self.left, y) + _at(self.right, y)) / 2.0, y)

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside; on its very edge, either."""
        x, y = point
        if not self.left[0][1] <= y <= self.left[-1][1]:
            return False
        inside = False
        for (ax, ay), (bx, by) in self._edges():
            if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
                inside = not inside
        return inside

    def distance(self, point: Point) -> float:
        """How far outside it the point lies; 0 inside."""
        return 0.0 if self.holds(point) else min(_to_edge(point, a, b) for a, b in self._edges())

    def _edges(self) -> Iterator[tuple[Point, Point]]:
        return pairwise((*self.points, self.points[0]))


def cut(view: str, skins: Sequence[Sequence[Point]]) -> tuple[Outline, ...]:
    """The regions of a view, from the outlines of the body's parts in it.

    The person's right is at the left in front view, and at the right in the view from behind.
    """
    table = _cells()[view]
    parts = [_Part(skin) for skin in skins]
    found = [_region(view, code, parts, cell) for code, cell in table["middle"].items()]
    for name, cell in table["sides"].items():
        for side, sign in (("right", -1.0), ("left", 1.0)):
            sign = sign if view == FRONT else -sign
            placed = [(sign * x, y) for x, y in cell]
            found.append(_region(view, f"{name}_{side}", parts, placed))
    return tuple(found)


def nearest(outlines: Iterable[Outline], point: Point, reach: float) -> Outline | None:
    """The region at that point, or the one that ends closest to it within reach."""
    best, least = None, reach
    for outline in outlines:
        away = outline.distance(point)
        if away == 0.0:
            return outline
        if away < least:
            best, least = outline, away
    return best


@cache
def _cells() -> dict[str, dict[str, dict[str, list[Point]]]]:
    table: dict[str, dict[str, dict[str, list[Point]]]] = tomllib.loads(
        files("app.figures").joinpath("regions.toml").read_text("utf-8")
    )
    return table


class _Part:
    """The outline of a part of the body; many regions ask for the same row of it."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._points = points
        self.low, self.high = min(y for _, y in points), max(y for _, y in points)
        self._rows: dict[float, Stretch | None] = {}

    def row(self, y: float) -> Stretch | None:
        if not self.low < y < self.high:
            return None
        if y not in self._rows:
            self._rows[y] = _row(self._points, y)
        return self._rows[y]


def _region(view: str, code: str, parts: Sequence[_Part], cell: Sequence[Point]) -> Outline:
    """What a cell cuts from the skin, row by row.

    The parts of the body overlap, and of no region does a row have more than one stretch.
    """
    low, high = min(y for _, y in cell), max(y for _, y in cell)
    left: list[Point] = []
    right: list[Point] = []
    seams: list[list[Point]] = [[], [], [], []]
    for y in _rows(parts, cell):
        within = _row(cell, y)
        ends = [met for part in parts if (met := _meeting(part.row(y), within))]
        if ends and within:
            a, b = min(a for a, _ in ends), max(b for _, b in ends)
            left.append((a, y))
            right.append((b, y))
            for edge, x, border in ((seams[0], a, within[0]), (seams[1], b, within[1])):
                if x == border:
                    edge.append((x, y))
            if y in (low + _HAIR, high - _HAIR):
                seams[2 if y < high - _HAIR else 3] += [(a, y), (b, y)]
    lines = tuple(_plain(seam) for seam in seams if len(seam) > 1)
    return Outline(view, code, _plain(left), _plain(right), lines)


def _rows(parts: Sequence[_Part], cell: Sequence[Point]) -> list[float]:
    """At even heights, and a hair beside each corner of the cell and each end of a part: none is cut off."""
    low, high = min(y for _, y in cell), max(y for _, y in cell)
    bends = [*(y for _, y in cell), *(y for part in parts for y in (part.low, part.high))]
    rows = {row * STEP for row in range(floor(low / STEP), ceil(high / STEP))}
    rows |= {y + hair for y in bends for hair in (-_HAIR, _HAIR)}
    return sorted(y for y in rows if low < y < high)


def _row(points: Sequence[Point], y: float) -> Stretch | None:
    """From where to where an outline goes at that height."""
    least, most = inf, -inf
    for (ax, ay), (bx, by) in pairwise((*points, points[0])):
        if (ay > y) != (by > y):
            x = ax + (bx - ax) * (y - ay) / (by - ay)
            least, most = min(least, x), max(most, x)
    return (least, most) if least < most else None


def _meeting(one: Stretch | None, other: Stretch | None) -> Stretch | None:
    if one is None or other is None:
        return None
    a, b = max(one[0], other[0]), min(one[1], other[1])
    return (a, b) if a < b else None


def _plain(points: list[Point]) -> tuple[Point, ...]:
    """Without the points that lie as good as on the line between their neighbours."""
    kept: list[Point] = []
    for number, point in enumerate(points):
        if 0 < number < len(points) - 1:
            (ax, ay), (bx, by) = kept[-1], points[number + 1]
            if _to_edge(point, (ax, ay), (bx, by)) < _STRAIGHT:
                continue
        kept.append(point)
    return tuple(kept)


def _at(edge: Sequence[Point], y: float) -> float:
    """Where an edge that goes upwards stands at that height."""
    above = min(max(bisect_left(edge, y, key=lambda point: point[1]), 1), len(edge) - 1)
    (ax, ay), (bx, by) = edge[above - 1], edge[above]
    return ax + (bx - ax) * (y - ay) / (by - ay)


def _to_edge(point: Point, a: Point, b: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    span = dx * dx + dy * dy
    along = 0.0 if span == 0.0 else min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / span))
    return hypot(x - ax - along * dx, y - ay - along * dy)
