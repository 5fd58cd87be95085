"""The body chart: a body from the front and one from behind, its regions, and the marked ones hatched."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import pairwise
from math import inf

from app.figures.chart import back_body, front_body
from app.figures.flat import flattened
from app.figures.regions import BACK, FRONT, Outline, cut, nearest
from app.figures.shapes import (
    Box,
    Ink,
    Line,
    Move,
    Path,
    Picture,
    Point,
    Shape,
    Step,
    Text,
    circle,
    polygon,
    polyline,
    through,
)
from resources.tongue import tr

APART = 36.0
"""From the middle of the front view to the middle of the back view, in hundredths of a stature."""

ROOM = Box(-17.25, -1.2, APART + 17.25, 107.2)
HATCH = 1.5
"""Between the lines of the hatch, which says "marked" where there is no colour."""

_PIECE = 1.0
_NAMED_AT = 103.0
HEADS = 5.0
"""How large the names of the views are on paper, where the whole chart is small."""
_BADGE_AT = 30.6
_BADGE = 2.9


class Way(Enum):
    """Where an arrow key goes: its step to the right and upwards."""

    LEFT = (-1.0, 0.0)
    RIGHT = (1.0, 0.0)
    UP = (0.0, 1.0)
    DOWN = (0.0, -1.0)


@dataclass(frozen=True)
class Chart:
    """The drawing without marks, and what can be marked on it: front before back."""

    shapes: tuple[Shape, ...]
    outlines: tuple[Outline, ...]

    def at(self, point: Point, reach: float) -> Outline | None:
        """The region at a point of the picture, or the nearest one that ends within reach."""
        return nearest(self.outlines, point, reach)

    def beside(self, outline: Outline, way: Way) -> Outline:
        """The next region that way, as the eye sees it; the same where there is none.

        To the sides the two views follow each other; up and down stay on the body one is on.
        """
        across, up = way.value
        x, y = outline.centre
        best, least = outline, inf
        for other in self.outlines:
            away = other.view != outline.view
            if other is outline or (away and up):
                continue
            dx, dy = other.centre[0] - x, other.centre[1] - y
            along, aside = dx * across + dy * up, abs(dx * up) + abs(dy * across)
            far = along + 2.0 * aside + (APART if away else 0.0)
            if along > 0.5 and aside < 1.6 * along and far < least:
                best, least = other, far
        return best

    def in_view(self, view: str, code: str) -> Outline | None:
        """That region in that view; None where it is not seen."""
        return next((one for one in self.outlines if (one.view, one.code) == (view, code)), None)


@cache
def chart() -> Chart:
    """Both bodies beside each other; drawn once."""
    shapes: list[Shape] = []
    outlines: list[Outline] = []
    for view, body, aside in ((FRONT, front_body(), 0.0), (BACK, back_body(), APART)):
        skins = [
            stretch.points
            for shape in body.picture.shapes
            if isinstance(shape, Path) and shape.fill is not None
            for stretch in flattened(shape.steps, _PIECE)
        ]
        regions = cut(view, skins)
        shapes += (_beside(shape, aside) for shape in body.picture.shapes)
        seams = [seam for one in regions for seam in _shifted(one, aside).seams]
        shapes += (Path(polyline(seam), line=Ink.FAR_LINE, width=0.4) for seam in seams)
        shapes += _badges(view, aside)
        outlines += (_shifted(one, aside) for one in regions)
    return Chart(tuple(shapes), tuple(outlines))


def picture(marks: Collection[str], words: str, heads: float = HEADS) -> Picture:
    """The chart with these regions marked; `words` say the same to who cannot see it."""
    marked = (shape for one in chart().outlines if one.code in marks for shape in _mark(one))
    names = (
        Text((aside, _NAMED_AT), said, heads, Ink.INK2, bold=True, anchor="middle", halo=False)
        for aside, said in ((0.0, tr("Front")), (APART, tr("Back")))
    )
    return Picture((*chart().shapes, *names, *marked), ROOM, words)


def _badges(view: str, aside: float) -> Iterator[Shape]:
    """Each hand's side: R round and L square, as everywhere."""
    for letter, sign in (("R", -1.0), ("L", 1.0)):
        x = aside + (sign if view == FRONT else -sign) * 13.9
        right = letter == "R"
        corners = [
            (x + dx * _BADGE, _BADGE_AT + dy * _BADGE) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        edge = circle((x, _BADGE_AT), _BADGE) if right else polygon(corners)
        yield Path(edge, fill=Ink.PAPER, line=Ink.RIGHT if right else Ink.LEFT, width=0.5)
        ink = Ink.RIGHT_TEXT if right else Ink.LEFT_TEXT
        yield Text((x, _BADGE_AT - 1.6), letter, 4.4, ink, bold=True, anchor="middle", halo=False)


def _mark(outline: Outline) -> Iterator[Path]:
    yield Path(_steps(outline), fill=Ink.FINDING_SOFT)
    yield Path(tuple(_hatch(outline.points)), line=Ink.FINDING, width=0.4)
    yield Path(_steps(outline), line=Ink.FINDING, width=0.7)


def _hatch(points: Sequence[Point]) -> Iterator[Step]:
    """Lines that rise to the right, from edge to edge, at the same places whatever they cross."""
    edges = tuple(pairwise((*points, points[0])))
    low = min(y - x for x, y in points)
    high = max(y - x for x, y in points)
    # Between two multiples, so that no line runs along an edge.
    first = int(low // HATCH) + 1
    for number in range(first, int(high // HATCH) + 1):
        level = number * HATCH + 0.0137
        crossed = []
        for (ax, ay), (bx, by) in edges:
            a, b = ay - ax - level, by - bx - level
            if (a > 0) != (b > 0):
                share = a / (a - b)
                crossed.append((ax + (bx - ax) * share, ay + (by - ay) * share))
        crossed.sort()
        for start, end in zip(crossed[::2], crossed[1::2], strict=False):
            yield Move(start)
            yield Line(end)


def _steps(outline: Outline) -> tuple[Step, ...]:
    return polygon(outline.points)


def _shifted(outline: Outline, aside: float) -> Outline:
    return replace(
        outline,
        left=tuple((x + aside, y) for x, y in outline.left),
        right=tuple((x + aside, y) for x, y in outline.right),
        seams=tuple(tuple((x + aside, y) for x, y in seam) for seam in outline.seams),
    )


def _beside(shape: Shape, aside: float) -> Shape:
    if isinstance(shape, Text):
        return replace(shape, at=(shape.at[0] + aside, shape.at[1]))
    return replace(shape, steps=through(shape.steps, lambda x, y: (x + aside, y)))
