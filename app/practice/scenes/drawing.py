"""An instant of a course as a picture: body, things, and the expert's lines where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from app.figures.figure import figure, frame_of, marks_seen
from app.figures.mannequin import mannequin
from app.figures.marks import Mark
from app.figures.mixing import mixed
from app.figures.movement import Movement
from app.figures.pose import Pose
from app.figures.shapes import Box, Shape
from app.figures.skeleton import body
from app.figures.views import View
from app.practice.scenes.course import Instant
from app.practice.scenes.lines import reference_lines, skin_marks

KEPT = 128
"""Pictures kept: those of one repetition that repeats, and no more, because each is large."""
_ROOM = 2.5


def posed(movement: Movement, now: Instant) -> Pose:
    """The body of this instant."""
    pose = mixed(movement, now.way, dict(now.shares))
    return pose.with_angles(**dict(now.angles)) if now.angles else pose


class Drawn:
    """A movement by its code and side, so that its pictures are found again."""

    def __init__(self, movement: Movement) -> None:
        self.movement = movement

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Drawn) and other.movement is self.movement

    def __hash__(self) -> int:
        return hash((self.movement.code, self.movement.side))


@lru_cache(maxsize=KEPT)
def shapes_of(drawn: Drawn, now: Instant, view: View, lines: bool) -> tuple[Shape, ...]:
    """The shapes of an instant; the frame and the words are the scene's."""
    movement = drawn.movement
    marks = list(skin_marks(movement, view))
    if lines:
        marks += [*reference_lines(movement, view), *_for(view, now.marks)]
        for fault in now.marked:
            found = movement.faults[fault]
            usual = view is (found.view or movement.view)
            marks += [mark for mark in marks_seen(movement, found, view) if usual or mark.kind != "fault"]
    return figure(
        posed(movement, now),
        view,
        props=(*movement.props, *(now.props or movement.end.props)),
        marks=marks,
        before=movement.end.pose if lines else None,
        box=Box(0.0, 0.0, 1.0, 1.0),
        words=movement.words,
    ).shapes


def _for(view: View, marks: Iterable[Mark]) -> list[Mark]:
    return [mark for mark in marks if not mark.views or view in mark.views]


def room_for(instants: Iterable[tuple[Movement, Instant]], view: View) -> Box:
    """A frame that holds every one of these instants and every still of their movements."""
    found = list(dict.fromkeys((Drawn(movement), now) for movement, now in instants))
    boxes = [frame_of(drawn.movement, view_of(drawn.movement, view)) for drawn, _ in found]
    left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
    right, top = max(box.right for box in boxes), max(box.top for box in boxes)
    for drawn, now in found:
        points = mannequin(body(posed(drawn.movement, now)), view_of(drawn.movement, view)).points
        left, right = min(left, *(x - _ROOM for x, _ in points)), max(right, *(x + _ROOM for x, _ in points))
        bottom, top = min(bottom, *(y - _ROOM for _, y in points)), max(top, *(y + _ROOM for _, y in points))
    return Box(left, bottom, right, top)


def view_of(movement: Movement, view: View) -> View:
    """The same view of the side that is at work: from its own side where the view is from a side."""
    return view if view in movement.views else view.mirrored()
