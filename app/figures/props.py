"""What the body lies on, stands on, holds or pushes against: couch, floor, step, band, ball and the rest.

A prop lies in the room along the body: `span` runs towards the feet of a lying body and forwards of a
standing one, from the middle between the hips in the pose's own room; `across` runs to the other side,
`height` from the floor upwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, degrees, hypot

from app.figures.mannequin import Mannequin
from app.figures.pose import Base, other_side
from app.figures.shapes import Ink, Path, Point, Shape, circle, ellipse, polygon, smooth, turned_about
from app.figures.skeleton import in_the_room
from app.figures.vectors import Vector, length, less
from app.figures.views import Eye

STANDING_ON = (
    "floor", "mat", "couch", "step", "bench", "chair", "treadmill", "box",
    "pillow", "cushion", "towel", "ball",
)  # fmt: skip
"""Props with a top that a body can be set down on."""
KINDS = (*STANDING_ON, "wall", "rod", "band", "belt", "dynamometer", "string")
IN_FRONT = ("rod", "band", "belt", "dynamometer")
"""Props painted over the body."""


@dataclass(frozen=True, slots=True)
class Prop:
    """One thing in the room, or one held to the body by landmarks."""

    kind: str
    span: tuple[float, float] = (-60.0, 60.0)
    across: tuple[float, float] = (-18.0, 18.0)
    height: tuple[float, float] = (-1.4, 0.0)
    by: tuple[str, ...] = ()
    """Landmarks: a rod or band runs through them, a ball or pad lies at the first."""
    size: float = 0.0
    away: Vector = (0.0, 0.0, 0.0)
    """From the landmark, in the room: left, up and forwards as a reach has them."""

    @property
    def top(self) -> float:
        return self.height[1]

    def mirrored(self, base: Base) -> Prop:
        """For the other side of a body that lies like this: across from one on its side is in front of it,
        and stays there."""
        low, high = self.across
        stays = base in (Base.LEFT_SIDE, Base.RIGHT_SIDE)
        return replace(
            self,
            across=self.across if stays else (-high, -low),
            by=tuple(other_side(name) for name in self.by),
            away=(-self.away[0], self.away[1], self.away[2]),
        )


def prop_shapes(prop: Prop, figure: Mannequin) -> list[Shape]:
    """The prop as this view shows it."""
    eye, base = figure.eye, figure.body.pose.base
    if prop.by:
        return _held(prop, figure)
    left, bottom, right, top = _seen_box(prop, eye, base)
    match prop.kind:
        case "floor" | "mat" | "treadmill" | "bench" | "step" | "box" | "wall":
            round_by = {"floor": 0.7, "mat": 0.9, "treadmill": 1.2, "wall": 0.4}.get(prop.kind, 1.0)
            shapes: list[Shape] = [_slab(left, bottom, right, top, round_by)]
            if prop.kind == "bench":
                shapes = [
                    *_legs(left, right, top - 4.0, 2.6),
                    _slab(left, top - 5.0, right, top, 1.4),
                ]
            return shapes
        case "couch":
            if eye.near[1] > 0.9:
                return [_slab(left, bottom, right, top, 2.0)]
            return [*_legs(left, right, top - 3.4, 2.2, down=13.0), _slab(left, top - 4.0, right, top, 1.4)]
        case "chair":
            seat = _slab(left, top - 2.6, right, top, 1.0)
            return [*_legs(left, right, top - 2.0, 1.8), seat]
        case "pillow" | "towel" | "cushion":
            return [_slab(left, bottom, right, top, min(right - left, top - bottom) * 0.48)]
        case "ball":
            radius = (top - bottom) / 2.0
            middle = ((left + right) / 2.0, (top + bottom) / 2.0)
            return [Path(circle(middle, radius), fill=Ink.PROP, line=Ink.PROP_LINE)]
        case "string":
            height = (bottom + top) / 2.0
            return [
                Path((*smooth([(left, height), (right, height)]),), line=Ink.INK, width=0.6, dash=(1.8, 1.2))
            ]
    raise KeyError(f"no prop is called {prop.kind}")


def extent(prop: Prop, figure: Mannequin) -> list[Point]:
    """Points the frame has to hold."""
    if prop.by:
        return [figure.seen(name) for name in prop.by]
    left, bottom, right, top = _seen_box(prop, figure.eye, figure.body.pose.base)
    if prop.kind == "couch" and figure.eye.near[1] < 0.9:
        bottom = top - 16.5
    return [(left, bottom), (right, top)]


def _seen_box(prop: Prop, eye: Eye, base: Base) -> tuple[float, float, float, float]:
    corners = [
        eye.seen(in_the_room(base, across, height, along))
        for along in prop.span
        for across in prop.across
        for height in prop.height
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _slab(left: float, bottom: float, right: float, top: float, round_by: float) -> Path:
    """A rectangle with rounded corners."""
    from app.figures.shapes import Close, Curve, Line, Move

    r = max(0.0, min(round_by, (right - left) / 2.0, (top - bottom) / 2.0))
    k = r * 0.45
    return Path(
        (
            Move((left + r, bottom)),
            Line((right - r, bottom)),
            Curve((right - k, bottom), (right, bottom + k), (right, bottom + r)),
            Line((right, top - r)),
            Curve((right, top - k), (right - k, top), (right - r, top)),
            Line((left + r, top)),
            Curve((left + k, top), (left, top - k), (left, top - r)),
            Line((left, bottom + r)),
            Curve((left, bottom + k), (left + k, bottom), (left + r, bottom)),
            Close(),
        ),
        fill=Ink.PROP,
        line=Ink.PROP_LINE,
        width=0.5,
    )


def _legs(left: float, right: float, top: float, wide: float, down: float = 0.0) -> list[Shape]:
    inset = min(7.0, (right - left) * 0.12)
    bottom = top - down if down else 0.0
    return [
        Path(polygon([(x, bottom), (x + wide, bottom), (x + wide, top), (x, top)]), fill=Ink.PROP_LINE)
        for x in (left + inset, right - inset - wide)
    ]


def _held(prop: Prop, figure: Mannequin) -> list[Shape]:
    eye = figure.eye
    places = [figure.body.landmark(name) for name in prop.by]
    shift = eye.seen(prop.away)
    points = [(x + shift[0], y + shift[1]) for x, y in map(eye.seen, places)]
    first = points[0]
    match prop.kind:
        case "rod":
            last = points[-1]
            far = hypot(last[0] - first[0], last[1] - first[1]) or 1.0
            beyond = prop.size / far
            a = (first[0] - (last[0] - first[0]) * beyond, first[1] - (last[1] - first[1]) * beyond)
            b = (last[0] + (last[0] - first[0]) * beyond, last[1] + (last[1] - first[1]) * beyond)
            return [
                Path(smooth([a, b]), line=Ink.PROP_LINE, width=1.9),
                Path(smooth([a, b]), line=Ink.PROP, width=1.0),
            ]
        case "band" | "belt":
            wide = prop.size or 1.7
            return [
                Path(smooth(points), line=Ink.INK2, width=wide),
                Path(smooth(points), line=Ink.PROP, width=max(0.3, wide - 0.8)),
            ]
        case "ball":
            return [Path(circle(first, prop.size or 6.0), fill=Ink.PROP, line=Ink.PROP_LINE)]
        case "pillow" | "towel" | "cushion":
            size = prop.size or 4.0
            return [Path(ellipse(first, size, size * 0.5), fill=Ink.PROP, line=Ink.PROP_LINE, width=0.5)]
        case "dynamometer":
            return _dynamometer(prop, first, points, less(places[-1], places[0]), eye)
    raise KeyError(f"a {prop.kind} is not held")


def _dynamometer(prop: Prop, at: Point, points: list[Point], _: Vector, eye: Eye) -> list[Shape]:
    """A pad on the limb and a case behind it, where `away` points; seen from there, one on the other."""
    way = eye.seen(prop.away)
    size = prop.size or 2.6
    x, y = at
    if hypot(*way) < 0.5 * length(prop.away):
        return [_plate(at, size, Ink.INK2), _plate(at, size * 0.6, Ink.PROP)]
    turn = degrees(atan2(way[1], way[0])) - 90.0 if hypot(*way) > 1e-6 else 0.0
    pad = polygon([(x - size, y - 0.7), (x + size, y - 0.7), (x + size, y + 0.7), (x - size, y + 0.7)])
    case = polygon(
        [
            (x - size * 0.6, y + 0.7),
            (x + size * 0.6, y + 0.7),
            (x + size * 0.6, y + 4.4),
            (x - size * 0.6, y + 4.4),
        ]
    )
    return [
        Path(turned_about(case, at, turn), fill=Ink.PROP, line=Ink.INK2, width=0.6),
        Path(turned_about(pad, at, turn), fill=Ink.INK2, line=Ink.INK2, width=0.6),
    ]


def _plate(at: Point, half: float, ink: Ink) -> Path:
    x, y = at
    return replace(_slab(x - half, y - half, x + half, y + half, 0.7), fill=ink, line=Ink.INK2)
