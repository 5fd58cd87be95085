"""A pose or a movement as a picture: props behind, the body, props held, marks on top, a frame round it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from app.figures.mannequin import Mannequin, mannequin
from app.figures.marks import OF_ONE_SIDE, Mark, mark_shapes
from app.figures.movement import Movement, Stage
from app.figures.pose import Pose
from app.figures.props import IN_FRONT, Prop, extent, prop_shapes
from app.figures.shapes import (
    Box,
    Curve,
    Ink,
    Line,
    Move,
    Path,
    Picture,
    Point,
    Shape,
    Text,
    polygon,
    through,
)
from app.figures.skeleton import Body, body
from app.figures.views import View, eye
from app.figures.words import pose_words, stage_words

MARGIN = 2.5
ROUND = 5.5
"""What a close-up leaves round its landmarks, for the flesh on them."""
HEAVIER = 1.5


def figure(
    pose: Pose | Body,
    view: View,
    *,
    props: Sequence[Prop] = (),
    marks: Sequence[Mark] = (),
    before: Pose | None = None,
    box: Box | None = None,
    words: str = "",
    ground: Ink | None = None,
) -> Picture:
    """A pose, or a body already in it, seen from a side. Without a box the frame is as large as what is
    drawn; `before` is where the movement came from, for arrows along a landmark's way; `ground` fills the
    frame behind it all."""
    posed = pose if isinstance(pose, Body) else body(pose)
    drawn, shapes = _drawn(posed, view, props, marks, before)
    frame = box or _round(shapes, drawn, props)
    floor = [Path(polygon(_corners(frame)), fill=ground)] if ground else []
    return Picture((*floor, *shapes), frame, words or pose_words(posed.pose, view))


def still(
    movement: Movement,
    stage: str = "end",
    *,
    view: View | None = None,
    amount: float = 1.0,
    marks: bool = True,
    box: Box | None = None,
) -> Picture:
    """One stage of a movement: start, end, or a fault or extra by its code; a fault may be part grown."""
    found = movement.stage(stage)
    seen = view or found.view or movement.view
    fault = stage in movement.faults
    pose = movement.blend(stage, amount) if fault and amount < 1.0 else found.pose
    return figure(
        pose,
        seen,
        props=_props(movement, found),
        marks=marks_seen(movement, found, seen) if marks else (),
        before=_before(movement, found).pose,
        box=box or frame_of(movement, seen),
        words=stage_words(movement, found, pose, seen),
        ground=Ink.FINDING_SOFT if fault and marks else None,
    )


def close_up(movement: Movement, stage: str, *, like: str = "") -> Picture:
    """Only the part of the body that a fault is about, its marks heavier: for figures the size of a key.

    The end as it should be is cropped `like` the fault that it stands beside.
    """
    found, judged = movement.stage(stage), movement.stage(like or stage)
    seen = judged.view or movement.view
    looking = eye(seen, found.pose.base)
    places = [
        looking.seen(body(each.pose).landmark(name))
        for each in (movement.end, judged)
        for name in judged.about
    ]
    if not places:
        whole = frame_of(movement, seen)
        places = [(whole.left, whole.bottom), (whole.right, whole.top)]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    box = Box(min(xs) - ROUND, min(ys) - ROUND, max(xs) + ROUND, max(ys) + ROUND)
    props, marks = _props(movement, found), marks_seen(movement, found, seen)
    _, shapes = _drawn(body(found.pose), seen, props, marks, _before(movement, found).pose, HEAVIER)
    fault = stage in movement.faults
    ground = [Path(polygon(_corners(box)), fill=Ink.FINDING_SOFT)] if fault else []
    return Picture((*ground, *shapes), box, stage_words(movement, found, found.pose, seen))


def playing(
    movement: Movement, t: float, *, fault: str = "", amount: float = 1.0, view: View | None = None
) -> Picture:
    """A moment between start and end, in a frame that stands still: the body and its props, no marks."""
    found = movement.stage(fault) if fault else movement.end
    seen = view or found.view or movement.view
    pose = movement.at(t, fault, amount)
    return figure(
        pose,
        seen,
        props=_props(movement, found),
        box=frame_of(movement, seen),
        words=stage_words(movement, found, pose, seen),
    )


def start_and_end(movement: Movement, *, view: View | None = None) -> Picture:
    """Both ends of a movement side by side, the start on the left: the picture for paper."""
    box = frame_of(movement, view or movement.view, faults=False)
    first = still(movement, "start", view=view, box=box)
    second = still(movement, "end", view=view, box=box)
    aside = first.box.right - second.box.left + MARGIN

    def beside(x: float, y: float) -> Point:
        return (x + aside, y)

    shapes = [_moved(shape, beside) for shape in second.shapes]
    both = Box(box.left, box.bottom, box.right + aside, box.top)
    return Picture((*first.shapes, *shapes), both, f"{first.words} {second.words}")


@lru_cache(maxsize=256)
def _frame(movement: _Itself, view: View, faults: bool) -> Box:
    one = movement.movement
    boxes = []
    others = (*one.extras.values(), *one.faults.values()) if faults else ()
    for stage in (one.start, one.end, *others):
        props = _props(one, stage)
        drawn, shapes = _drawn(
            body(stage.pose), view, props, marks_seen(one, stage, view), _before(one, stage).pose
        )
        boxes.append(_round(shapes, drawn, props))
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


class _Itself:
    """A movement by which it is, so that its frame is found once."""

    def __init__(self, movement: Movement) -> None:
        self.movement = movement

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.movement is self.movement

    def __hash__(self) -> int:
        return hash((self.movement.code, self.movement.side))


def frame_of(movement: Movement, view: View, *, faults: bool = True) -> Box:
    """The frame that holds every stage of a movement in that view; without its faults only start and end."""
    return _frame(_Itself(movement), view, faults)


def _drawn(
    posed: Body,
    view: View,
    props: Sequence[Prop],
    marks: Sequence[Mark],
    before: Pose | None,
    heavier: float = 1.0,
) -> tuple[Mannequin, list[Shape]]:
    drawn = mannequin(posed, view)
    shapes: list[Shape] = []
    for prop in props:
        if prop.kind not in IN_FRONT:
            shapes += prop_shapes(prop, drawn)
    shapes += drawn.shapes
    for prop in props:
        if prop.kind in IN_FRONT:
            shapes += prop_shapes(prop, drawn)
    started = mannequin(body(before), view) if before and any(mark.kind == "path" for mark in marks) else None
    for mark in marks:
        for shape in mark_shapes(mark, drawn, started):
            if heavier != 1.0 and isinstance(shape, Path):
                shape = replace(shape, width=shape.width * heavier)
            shapes.append(shape)
    return drawn, shapes


def _before(movement: Movement, stage: Stage) -> Stage:
    """Where the arrows along a landmark's way begin: a fault strays from the end as it should be."""
    return movement.end if stage in movement.faults.values() else movement.start


def _props(movement: Movement, stage: Stage) -> tuple[Prop, ...]:
    return (*movement.props, *stage.props)


def marks_seen(movement: Movement, stage: Stage, view: View) -> tuple[Mark, ...]:
    """The marks of a still that belong to a view: an arrow or a line drawn for one side would say something
    else from another."""
    usual = view is (stage.view or movement.view)
    return tuple(
        mark
        for mark in stage.marks
        if (view in mark.views if mark.views else usual or mark.kind not in OF_ONE_SIDE)
    )


def _round(shapes: Sequence[Shape], drawn: Mannequin, props: Sequence[Prop]) -> Box:
    points: list[Point] = list(drawn.points)
    for prop in props:
        points += extent(prop, drawn)
    for shape in shapes:
        points += outline_points(shape)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)


def outline_points(shape: Shape) -> list[Point]:
    """Points between which a shape lies; the width of letters is estimated, generously."""
    if isinstance(shape, Text):
        x, y = shape.at
        wide = 0.62 * shape.size * len(shape.words)
        left = {"start": x, "middle": x - wide / 2.0, "end": x - wide}[shape.anchor]
        return [(left, y - shape.size * 0.25), (left + wide, y + shape.size * 0.9)]
    return [step.to for step in shape.steps if isinstance(step, Move | Line | Curve)]


def _moved(shape: Shape, place: Callable[[float, float], Point]) -> Shape:
    if isinstance(shape, Text):
        return replace(shape, at=place(*shape.at))
    return replace(shape, steps=through(shape.steps, place))


def _corners(box: Box) -> list[Point]:
    return [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
