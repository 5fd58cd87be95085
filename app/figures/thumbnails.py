"""Pictures of a test for the places where it is scored: each made once, and cropped to what is looked at.

`guide_picture` stands above the words of a guide, `guide_moment` moves in its place, and a `thumbnail` is
the size of a key: the part that an item judges, with a fault or clean of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from app.figures.figure import MARGIN, close_up, figure, outline_points, still
from app.figures.library import movements
from app.figures.movement import Movement
from app.figures.shapes import Box, Ink, Path, Picture, Point, Shape
from app.figures.views import View

EVERYWHERE = Box(-500.0, -500.0, 500.0, 500.0)
"""Larger than any figure: the ground of a fault reaches beyond whatever its picture is cropped to."""
UNDER = 7.0
"""How much of a couch is shown below the body on it: its top, and that it has legs."""
_THINGS = {Ink.PROP, Ink.PROP_LINE}
_MEASURES = ("line", "plumb", "dot")
"""Marks by which an item is judged; they stand on the clean figure as well, in the ink of a measure."""


@lru_cache(maxsize=128)
def guide_picture(code: str, side: str, stage: str) -> Picture:
    """One stage of a test as the guide shows it; start and end have one width, and so one scale."""
    movement = movements()[code].on_side(side)
    if stage == "end":
        # What the start names is still there at the end: the pad, the target.
        labels = tuple(mark for mark in movement.start.marks if mark.kind == "label")
        movement = replace(movement, end=replace(movement.end, marks=(*movement.end.marks, *labels)))
    picture = still(movement, stage, box=EVERYWHERE)
    found = movement.stage(stage)
    box = _round(picture.shapes, found.view or movement.view)
    if stage not in movement.faults:
        # The movement may be played in its place.
        ends = _ends(code, side)
        left, right = min(ends.left, box.left), max(ends.right, box.right)
        box = Box(left, box.bottom, right, box.top if stage == "start" else max(ends.top, box.top))
    return replace(picture, box=box)


def guide_moment(code: str, side: str, stage: str, t: float) -> Picture:
    """A moment between start and end, in the frame in which the guide shows that stage."""
    movement = movements()[code].on_side(side)
    shown = guide_picture(code, side, stage)
    props = (*movement.props, *movement.end.props)
    return figure(movement.at(t), movement.view, props=props, box=shown.box, words=shown.words)


@lru_cache(maxsize=128)
def thumbnail(code: str, side: str, fault: str, clean: bool = False) -> Picture:
    """The part of the body that a fault is about, with the fault, or as it should be."""
    movement = movements()[code].on_side(side)
    if not clean:
        return close_up(movement, fault)
    marks = tuple(
        replace(mark, ink=Ink.INK.value) for mark in movement.stage(fault).marks if mark.kind in _MEASURES
    )
    end = replace(movement.end, marks=marks)
    return close_up(replace(movement, end=end), "end", like=fault)


@lru_cache(maxsize=32)
def _ends(code: str, side: str) -> Box:
    """The frame round the start and the end."""
    movement = movements()[code].on_side(side)
    start, end = (
        _round(still(movement, stage, box=EVERYWHERE).shapes, movement.view) for stage in ("start", "end")
    )
    return Box(
        min(start.left, end.left),
        min(start.bottom, end.bottom),
        max(start.right, end.right),
        max(start.top, end.top),
    )


def _round(shapes: Iterable[Shape], view: View) -> Box:
    """The frame round what is drawn; of what the body lies on only the top, unless it is seen from above."""
    body: list[Point] = []
    things: list[Point] = []
    for shape in shapes:
        thing = isinstance(shape, Path) and bool({shape.fill, shape.line} & _THINGS)
        if not (isinstance(shape, Path) and shape.fill is Ink.FINDING_SOFT):
            (things if thing else body).extend(outline_points(shape))
    both = [*body, *things]
    low = min(y for _, y in both)
    if view is not View.ABOVE:
        low = max(low, min(y for _, y in body) - UNDER)
    return Box(
        min(x for x, _ in both) - MARGIN,
        low - MARGIN / 2.0,
        max(x for x, _ in both) + MARGIN,
        max(y for _, y in (both if view is View.ABOVE else body)) + MARGIN,
    )


def faults_of(movement: Movement, item: str) -> tuple[str, ...]:
    """The faults that an item scores, the lesser first: one of its own name, or one for each point."""
    if item in movement.faults:
        return (item,)
    return tuple(sorted(fault for fault in movement.faults if fault.startswith(f"{item}_")))
