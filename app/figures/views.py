"""From where the patient is seen: each side, front, back, head, feet, or from above."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.figures.pose import Base
from app.figures.shapes import Point
from app.figures.skeleton import LYING
from app.figures.vectors import Vector, cross, dot, times, turned


class View(StrEnum):
    """The side of the patient that the viewer looks at, however the patient lies."""

    RIGHT = "right"
    LEFT = "left"
    FRONT = "front"
    BACK = "back"
    HEAD = "head"
    FEET = "feet"
    ABOVE = "above"

    def mirrored(self) -> View:
        return {View.RIGHT: View.LEFT, View.LEFT: View.RIGHT}.get(self, self)


_FROM: dict[View, Vector] = {
    View.RIGHT: (-1.0, 0.0, 0.0),
    View.LEFT: (1.0, 0.0, 0.0),
    View.FRONT: (0.0, 0.0, 1.0),
    View.BACK: (0.0, 0.0, -1.0),
    View.HEAD: (0.0, 1.0, 0.0),
    View.FEET: (0.0, -1.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Eye:
    """A picture plane: its right, its up, and towards whoever looks."""

    right: Vector
    up: Vector
    near: Vector

    def seen(self, point: Vector) -> Point:
        return (dot(self.right, point), dot(self.up, point))


def eye(view: View, base: Base) -> Eye:
    """Seen from straight above or below the head is on the left of the picture; else up is upwards."""
    lying = LYING[base]
    near = (0.0, 1.0, 0.0) if view is View.ABOVE else turned(lying, _FROM[view])
    if abs(near[1]) < 0.5:
        up = (0.0, 1.0, 0.0)
    elif abs(lying[1][1]) < 0.5:
        up = cross(near, times(lying[1], -1.0))
    else:
        up = times(lying[2], near[1])
    return Eye(cross(up, near), up, near)
