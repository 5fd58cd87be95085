"""What a picture is made of: paths and words in named inks, measured in hundredths of a stature.

x runs to the right and y upwards; the floor is y = 0. An ink is the name of a use, not a colour: whoever
paints looks it up in a palette, so that one picture serves the light screen, the dark screen and paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, cos, radians, sin, tan
from typing import Literal, NamedTuple, assert_never

Point = tuple[float, float]


class Ink(StrEnum):
    """The inks of a figure, by their name in every palette."""

    BODY = "figure"
    BODY_LINE = "figure-line"
    FAR = "figure-far"
    FAR_LINE = "figure-far-line"
    PROP = "couch"
    PROP_LINE = "couch-line"
    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    PAPER = "surface"
    ACCENT = "accent"
    FINDING = "finding"
    FINDING_SOFT = "finding-soft"
    RIGHT = "right"
    LEFT = "left"
    RIGHT_TEXT = "right-text"
    LEFT_TEXT = "left-text"
    BAND = "sunken"
    AXIS = "line2"


@dataclass(frozen=True, slots=True)
class Move:
    """Start a new stretch here."""

    to: Point


@dataclass(frozen=True, slots=True)
class Line:
    """Straight on to here."""

    to: Point


class Curve(NamedTuple):
    """A cubic Bézier to here, pulled by two handles. A body has hundreds, sixty times a second: a tuple is
    made in a third of the time of a frozen dataclass."""

    c1: Point
    c2: Point
    to: Point


@dataclass(frozen=True, slots=True)
class Close:
    """Back to where this stretch started."""


Step = Move | Line | Curve | Close


@dataclass(frozen=True, slots=True)
class Path:
    """An outline, filled, drawn along, or both; its line has round caps and round joins.

    Where stretches overlap the fill is solid; `dash` is on and off lengths along the line.
    """

    steps: tuple[Step, ...]
    fill: Ink | None = None
    fill_opacity: float = 1.0
    line: Ink | None = None
    width: float = 0.75
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words on the picture; `at` lies on its baseline and `size` is that of its letters' em."""

    at: Point
    words: str
    size: float
    ink: Ink = Ink.INK
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"
    halo: bool = True
    """Paper-coloured round the letters, so that they read over a line."""


Shape = Path | Text


@dataclass(frozen=True, slots=True)
class Box:
    """The part of the plane a picture shows."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def wide(self) -> float:
        return self.right - self.left

    @property
    def high(self) -> float:
        return self.top - self.bottom

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Anticlockwise from the lower left."""
        return (
            (self.left, self.bottom),
            (self.right, self.bottom),
            (self.right, self.top),
            (self.left, self.top),
        )

    def fitted(self, wide: float, high: float) -> Fit:
        """As large as a room of this size allows, in its middle."""
        scale = min(wide / self.wide, high / self.high)
        return Fit(scale, (wide - self.wide * scale) / 2, (high - self.high * scale) / 2)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a picture lies in a room: its scale, and the room left free on either side, below and above."""

    scale: float
    beside: float
    below: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes from back to front inside a frame, and the same in words for whoever cannot see them."""

    shapes: tuple[Shape, ...]
    box: Box
    words: str

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("a picture needs its text alternative")

    @property
    def title(self) -> str:
        """The first sentence of its words."""
        return self.words.partition(". ")[0].rstrip(".")

    @property
    def details(self) -> str:
        """What its words say after the first sentence; empty where that is all."""
        return self.words.partition(". ")[2]


HALO = 0.3
"""Width of the paper-coloured line round a letter, as part of its size: half of it lies outside the letter.
A drawing choice."""


def polyline(points: Sequence[Point]) -> tuple[Step, ...]:
    """Straight from each point to the next, left open."""
    first, *others = points
    return (Move(first), *(Line(point) for point in others))


def polygon(points: Sequence[Point]) -> tuple[Step, ...]:
    """Straight from each point to the next and back to the first."""
    return (*polyline(points), Close())


def circle(centre: Point, radius: float) -> tuple[Step, ...]:
    """A whole circle."""
    return ellipse(centre, radius, radius)


def ellipse(centre: Point, across: float, along: float, turned: float = 0.0) -> tuple[Step, ...]:
    """A whole ellipse with half-widths `across` (x) and `along` (y), turned anticlockwise by degrees."""
    unit = arc((0.0, 0.0), 1.0, 0.0, 360.0)
    stretched = through(unit, lambda x, y: (centre[0] + across * x, centre[1] + along * y))
    return (*turned_about(stretched, centre, turned), Close())


def arc(centre: Point, radius: float, start: float, end: float) -> tuple[Step, ...]:
    """Along a circle from one direction to another, in degrees anticlockwise from the right; open.

    `end` below `start` runs clockwise.
    """
    pieces = max(1, ceil(abs(end - start) / 45.0))
    turn = radians(end - start) / pieces
    pull = 4.0 / 3.0 * tan(turn / 4.0) * radius
    steps: list[Step] = []
    x, y = centre
    for piece in range(pieces):
        a = radians(start) + piece * turn
        b = a + turn
        here = (x + radius * cos(a), y + radius * sin(a))
        there = (x + radius * cos(b), y + radius * sin(b))
        if not steps:
            steps.append(Move(here))
        steps.append(
            Curve(
                (here[0] - pull * sin(a), here[1] + pull * cos(a)),
                (there[0] + pull * sin(b), there[1] - pull * cos(b)),
                there,
            )
        )
    return tuple(steps)


def sector(centre: Point, radius: float, start: float, end: float) -> tuple[Step, ...]:
    """The slice between the centre and an arc, closed."""
    edge = arc(centre, radius, start, end)
    first = edge[0]
    assert isinstance(first, Move)
    return (Move(centre), Line(first.to), *edge[1:], Close())


def smooth(points: Sequence[Point], closed: bool = False, tightness: float = 0.0) -> tuple[Step, ...]:
    """A curve through every point (Catmull-Rom); `tightness` 1 makes it straight from point to point."""
    if len(points) < 3:
        return polygon(points) if closed else polyline(points)
    last = len(points) - 1
    pull = (1.0 - tightness) / 6.0

    def at(index: int) -> Point:
        return points[index % len(points)] if closed else points[min(max(index, 0), last)]

    steps: list[Step] = [Move(points[0])]
    for index in range(len(points) if closed else last):
        before, here, there, after = at(index - 1), at(index), at(index + 1), at(index + 2)
        steps.append(
            Curve(
                (here[0] + (there[0] - before[0]) * pull, here[1] + (there[1] - before[1]) * pull),
                (there[0] - (after[0] - here[0]) * pull, there[1] - (after[1] - here[1]) * pull),
                there,
            )
        )
    return (*steps, Close()) if closed else tuple(steps)


def turned_about(steps: Sequence[Step], centre: Point, degrees: float) -> tuple[Step, ...]:
    """The same outline turned anticlockwise about a point."""
    c, s = cos(radians(degrees)), sin(radians(degrees))

    def turned(x: float, y: float) -> Point:
        x, y = x - centre[0], y - centre[1]
        return (centre[0] + c * x - s * y, centre[1] + s * x + c * y)

    return through(steps, turned)


def through(steps: Sequence[Step], place: Callable[[float, float], Point]) -> tuple[Step, ...]:
    """The same outline with every point and handle put elsewhere; `place` should be affine, or curves bend
    only roughly as they ought to."""

    def moved(step: Step) -> Step:
        match step:
            case Move(to):
                return Move(place(*to))
            case Line(to):
                return Line(place(*to))
            case Curve(c1, c2, to):
                return Curve(place(*c1), place(*c2), place(*to))
            case Close():
                return step
            case _:
                assert_never(step)

    return tuple(moved(step) for step in steps)
