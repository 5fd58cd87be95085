"""One picture of a movement for paper: where it ends, and pale behind that where it began."""

from __future__ import annotations

from itertools import chain
from math import dist

from app.figures.figure import frame_of, still
from app.figures.mannequin import Mannequin, mannequin
from app.figures.movement import Movement
from app.figures.props import IN_FRONT, prop_shapes
from app.figures.shapes import Curve, Ink, Line, Move, Path, Picture, Point, Shape
from app.figures.skeleton import body
from app.figures.skin import Contour
from app.figures.words import view_words

_MOVED = 4.0
"""A part that moved less is left out: two lines so close read as one thick one. A drawing choice."""
_WIDTH = 0.9
_DASH = (2.2, 1.6)
"""Dashed, so that nobody takes the start for a limb that lies further away."""


def traced(movement: Movement) -> Picture:
    """The end with its marks, over an outline of the start; parts that recede leave none."""
    end = still(movement, "end", box=frame_of(movement, movement.view, faults=False))
    now, before = (mannequin(body(stage.pose), movement.view) for stage in (movement.end, movement.start))
    props = (*movement.props, *movement.end.props)
    behind = sum(len(prop_shapes(prop, now)) for prop in props if prop.kind not in IN_FRONT)
    shapes = (*end.shapes[:behind], *_outline(before, now), *end.shapes[behind:])
    told = (movement.words, movement.start.words, movement.end.words, view_words(movement.view))
    words = " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in told if part)
    return Picture(shapes, end.box, words)


def _outline(before: Mannequin, now: Mannequin) -> list[Shape]:
    moved = [
        contour
        for name, contours in before.contours.items()
        if not _recedes(name, before.behind) and _far_apart(contours, now.contours[name])
        for contour in contours
    ]
    lines: list[Shape] = [Path(each, line=Ink.FAR_LINE, width=_WIDTH, dash=_DASH) for each in moved]
    return [*lines, *(Path(each, fill=Ink.PAPER) for each in moved)]


def _recedes(name: str, behind: tuple[str, ...]) -> bool:
    side, _, part = name.partition("_")
    limb = f"{side}_{'leg' if part in ('leg', 'foot') else 'arm'}"
    return bool(part) and limb in behind


def _far_apart(before: tuple[Contour, ...], now: tuple[Contour, ...]) -> bool:
    """Whether any of it is drawn elsewhere: how far its points are from the outline as it is now."""
    there = _points(now)
    return any(min(dist(point, other) for other in there) > _MOVED for point in _points(before))


def _points(contours: tuple[Contour, ...]) -> list[Point]:
    return [step.to for step in chain(*contours) if isinstance(step, Move | Line | Curve)]
