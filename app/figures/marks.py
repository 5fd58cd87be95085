"""What is drawn over a body to teach or to score: angles, arrows, muscles, faults, landmarks, names.

Each mark is tied to landmarks, so that it moves with the body and is right from every side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Literal

from app.figures.mannequin import Mannequin
from app.figures.pose import other_side
from app.figures.shapes import (
    Close,
    Ink,
    Path,
    Point,
    Shape,
    Text,
    arc,
    circle,
    ellipse,
    polygon,
    polyline,
    sector,
    smooth,
)

Anchor = Literal["start", "middle", "end"]
KINDS = ("angle", "arrow", "path", "patch", "fault", "line", "plumb", "dot", "label", "ring", "hand")
OF_ONE_SIDE = ("angle", "arrow", "path", "line", "plumb", "hand")
"""Marks that run along the picture: unless they name their views they belong to the usual one alone."""

INKS = {
    "ink": Ink.INK,
    "ink2": Ink.INK2,
    "accent": Ink.ACCENT,
    "finding": Ink.FINDING,
    "right": Ink.RIGHT,
    "left": Ink.LEFT,
}
_WORDS_IN = {Ink.RIGHT: Ink.RIGHT_TEXT, Ink.LEFT: Ink.LEFT_TEXT}
_PATCHES: dict[str, tuple[str, str, float, tuple[float, float]]] = {
    # A muscle: from a landmark to a landmark, how wide, and how far beyond each end.
    "buttock": ("{0}_buttock", "{0}_hip", 3.6, (-0.1, 0.35)),
    "side_hip": ("{0}_iliac_crest", "{0}_trochanter", 3.0, (0.0, 0.1)),
    "hip_front": ("{0}_groin", "{0}_thigh_front", 2.4, (0.25, -0.1)),
    "thigh_front": ("{0}_groin", "{0}_above_knee", 2.6, (-0.25, 0.0)),
    "thigh_back": ("{0}_gluteal_fold", "{0}_thigh_back", 2.4, (0.0, 0.5)),
    "belly": ("navel", "pubis", 2.0, (0.1, -0.2)),
    "flank": ("{0}_iliac_crest", "{0}_waist", 3.0, (0.4, 0.8)),
}
PATCHES = tuple(_PATCHES)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; which of the fields count depends on its kind (see KINDS and each drawing)."""

    kind: str
    at: str = ""
    to: str = ""
    through: tuple[str, ...] = ()
    away: Point = (0.0, 0.0)
    """From the landmark, in the picture."""
    by: Point = (0.0, 0.0)
    """An arrow's way, in the picture."""
    ink: str = ""
    words: str = ""
    muscle: str = ""
    side: str = "left"
    size: float = 0.0
    bend: float = 0.0
    """How far an arrow bows out to its left."""
    dashed: bool = False
    """A line in dashes; of a label, a fine line to its landmark."""
    views: tuple[str, ...] = ()
    """Only in these views; none means all."""

    def mirrored(self) -> Mark:
        """For the other side of the body, seen from there: what points left in the picture points right. From
        above the head stays where it is, and what points up in the picture points down."""
        swap = {"right": "left", "left": "right"}
        across, up = (1.0, -1.0) if self.views == ("above",) else (-1.0, 1.0)
        return replace(
            self,
            at=other_side(self.at),
            to=other_side(self.to),
            through=tuple(other_side(name) for name in self.through),
            away=(across * self.away[0], up * self.away[1]),
            by=(across * self.by[0], up * self.by[1]),
            ink=swap.get(self.ink, self.ink),
            side=swap.get(self.side, self.side),
            bend=-self.bend,
            views=tuple(swap.get(view, view) for view in self.views),
        )


def mark_shapes(mark: Mark, figure: Mannequin, before: Mannequin | None = None) -> list[Shape]:
    """The mark on this figure; a path runs from where its landmark was in the figure before."""
    ink = INKS[mark.ink] if mark.ink else Ink.INK
    match mark.kind:
        case "angle":
            return angle_shapes(
                figure.seen(mark.at), figure.seen(mark.to), ink, mark.words, mark.size, mark.away
            )
        case "arrow":
            x, y = _moved(figure.seen(mark.at), mark.away)
            return arrow((x, y), (x + mark.by[0], y + mark.by[1]), INKS[mark.ink or "accent"], mark.bend)
        case "path":
            start = _moved((before or figure).seen(mark.at), mark.away)
            end = _moved(figure.seen(mark.at), mark.away)
            return arrow(start, end, INKS[mark.ink or "accent"], mark.bend)
        case "patch":
            return _patch(mark, figure)
        case "fault":
            points = [_moved(figure.seen(name), mark.away) for name in mark.through]
            return [Path(smooth(points), line=Ink.FINDING, width=1.9)]
        case "line":
            return [_line([_moved(figure.seen(name), mark.away) for name in mark.through], mark, ink)]
        case "plumb":
            x, y = _moved(figure.seen(mark.at), mark.away)
            reach = mark.size or 20.0
            along = [(x, y), (x, y + reach)] if not mark.by[0] else [(x, y), (x + mark.by[0], y)]
            return [Path(polyline(along), line=ink, width=0.6, dash=(1.8, 1.2))]
        case "dot":
            radius = mark.size or 1.2
            return [
                Path(
                    circle(_moved(figure.seen(mark.at), mark.away), radius),
                    fill=ink,
                    line=Ink.PAPER,
                    width=0.4,
                )
            ]
        case "ring":
            radius = mark.size or 4.0
            return [Path(circle(_moved(figure.seen(mark.at), mark.away), radius), line=ink, width=0.9)]
        case "hand":
            return _hand(figure.seen(mark.at), mark.by)
        case "label":
            return _label(mark, figure, _WORDS_IN.get(ink, ink))
    raise KeyError(f"no mark is called {mark.kind}")


def angle_shapes(
    joint: Point, limb: Point, ink: Ink, words: str, reach: float = 0.0, away: Point = (0.0, 0.0)
) -> list[Shape]:
    """A limb's angle with the horizontal: sector and arc, the level line, the limb's line and its joints.

    The arc lies beyond the limb's joint, where it is seen, unless `reach` says how far out; the value stands
    at the end of the level line.
    """
    way = degrees(atan2(limb[1] - joint[1], limb[0] - joint[0]))
    level = 0.0 if abs(way) <= 90.0 else (180.0 if way > 0 else -180.0)
    sign = 1.0 if abs(way) <= 90.0 else -1.0
    far = hypot(limb[0] - joint[0], limb[1] - joint[1])
    radius = reach or far * 1.24
    past = max(radius + 3.0, far) / far
    tip = (joint[0] + (limb[0] - joint[0]) * past, joint[1] + (limb[1] - joint[1]) * past)
    end = (joint[0] + sign * (radius + 5.0), joint[1])
    shapes: list[Shape] = [
        Path(sector(joint, radius, level, way), fill=ink, fill_opacity=0.16),
        Path(polyline([joint, end]), line=Ink.INK, width=0.55, dash=(1.8, 1.2)),
        Path(polyline([joint, tip]), line=ink, width=1.1),
        Path(arc(joint, radius, level, way), line=ink, width=1.1),
        Path(circle(joint, 1.25), fill=Ink.PAPER, line=ink, width=0.7),
        Path(circle(limb, 1.25), fill=Ink.PAPER, line=ink, width=0.7),
    ]
    if words:
        rise = 1.0 if way * sign >= 0 else -5.0
        at = (end[0] + sign * 1.0 + away[0], joint[1] + rise + away[1])
        anchor: Anchor = "start" if sign > 0 else "end"
        shapes.append(Text(at, words, 5.4, _WORDS_IN.get(ink, ink), bold=True, anchor=anchor))
    return shapes


def bend_shapes(before: Point, joint: Point, after: Point, words: str, radius: float = 6.0) -> list[Shape]:
    """How far a joint is bent: the arc from the line straight on to the limb beyond."""
    on = degrees(atan2(joint[1] - before[1], joint[0] - before[0]))
    way = degrees(atan2(after[1] - joint[1], after[0] - joint[0]))
    turn = (way - on + 180.0) % 360.0 - 180.0
    shapes: list[Shape] = [
        Path(sector(joint, radius, on, on + turn), fill=Ink.INK, fill_opacity=0.12),
        Path(arc(joint, radius, on, on + turn), line=Ink.INK, width=0.8),
    ]
    if words:
        middle = radians(on + turn * 0.8)
        at = (joint[0] + (radius + 3.0) * cos(middle), joint[1] + (radius + 3.0) * sin(middle) - 1.5)
        shapes.append(
            Text(at, words, 4.4, Ink.INK, bold=True, anchor="start" if cos(middle) > -0.2 else "end")
        )
    return shapes


def arrow(start: Point, end: Point, ink: Ink, bend: float = 0.0, width: float = 1.5) -> list[Shape]:
    """A movement: a line, straight or bowed, with a solid head, and paper round it to read over a body."""
    far = hypot(end[0] - start[0], end[1] - start[1])
    if far < 0.5:
        return []
    middle = ((start[0] + end[0]) / 2.0, (start[1] + end[1]) / 2.0)
    bowed = (middle[0] - (end[1] - start[1]) / far * bend, middle[1] + (end[0] - start[0]) / far * bend)
    to = (end[0] - bowed[0], end[1] - bowed[1]) if bend else (end[0] - start[0], end[1] - start[1])
    long = hypot(*to)
    ux, uy = to[0] / long, to[1] / long
    head, wide = 3.2, 1.9
    neck = (end[0] - ux * head * 0.8, end[1] - uy * head * 0.8)
    line = smooth([start, bowed, neck]) if bend else polyline([start, neck])
    tip = polygon(
        [
            end,
            (end[0] - ux * head - uy * wide, end[1] - uy * head + ux * wide),
            (end[0] - ux * head + uy * wide, end[1] - uy * head - ux * wide),
        ]
    )
    return [
        Path(line, line=Ink.PAPER, width=width + 1.4),
        Path(tip, fill=Ink.PAPER, line=Ink.PAPER, width=1.4),
        Path(line, line=ink, width=width),
        Path(tip, fill=ink),
    ]


_PALM = (
    (21.0, -2.9), (15.5, -2.6), (12.6, -2.5), (10.8, -3.2), (7.6, -3.6), (3.6, -3.0), (0.9, -2.1),
    (0.0, -0.9), (0.9, 0.1), (3.0, 0.3), (5.4, 0.9), (6.3, 1.5), (5.0, 2.9), (4.6, 4.4), (5.6, 5.1),
    (7.2, 4.4), (9.4, 2.9), (12.4, 1.9), (15.5, 2.0), (21.0, 2.6),
)  # fmt: skip
"""The examiner's hand, fingertips at nothing, the wrist away from the body."""


def _hand(at: Point, way: Point) -> list[Shape]:
    """The examiner's hand laid on a landmark; `way` is where its forearm comes from."""
    far = hypot(*way) or 1.0
    ux, uy = way[0] / far, way[1] / far
    points = [(at[0] + x * ux - y * uy, at[1] + x * uy + y * ux) for x, y in _PALM]
    return [
        Path((*smooth(points), Close()), fill=Ink.PAPER),
        Path(smooth(points), line=Ink.INK, width=0.75),
    ]


def _patch(mark: Mark, figure: Mannequin) -> list[Shape]:
    start, end, wide, (before, beyond) = _PATCHES[mark.muscle]
    a, b = figure.seen(start.format(mark.side)), figure.seen(end.format(mark.side))
    dx, dy = b[0] - a[0], b[1] - a[1]
    a, b = (a[0] - dx * before, a[1] - dy * before), (b[0] + dx * beyond, b[1] + dy * beyond)
    middle = ((a[0] + b[0]) / 2.0 + mark.away[0], (a[1] + b[1]) / 2.0 + mark.away[1])
    long = max(hypot(b[0] - a[0], b[1] - a[1]) / 2.0, wide)
    outline = ellipse(middle, long, mark.size or wide, degrees(atan2(dy, dx)))
    return [
        Path(outline, fill=Ink.ACCENT, fill_opacity=0.28),
        Path(outline, line=Ink.ACCENT, width=0.6, dash=(1.5, 1.0)),
    ]


def _line(points: list[Point], mark: Mark, ink: Ink) -> Path:
    """Through landmarks, and `size` beyond both ends."""
    if mark.size and len(points) > 1:
        points = [
            _beyond(points[1], points[0], mark.size),
            *points[1:-1],
            _beyond(points[-2], points[-1], mark.size),
        ]
    return Path(
        polyline(points), line=ink, width=0.6 if mark.dashed else 1.3, dash=(1.8, 1.2) if mark.dashed else ()
    )


def _label(mark: Mark, figure: Mannequin, ink: Ink) -> list[Shape]:
    spot = figure.seen(mark.at)
    x, y = _moved(spot, mark.away)
    size = mark.size or 4.4
    anchor = "middle" if abs(mark.away[0]) < 2.0 else ("start" if mark.away[0] > 0 else "end")
    shapes: list[Shape] = []
    if mark.dashed:
        shapes.append(Path(polyline([spot, (x, y + size * 0.35)]), line=Ink.INK2, width=0.4))
    if anchor == "start":
        return [*shapes, Text((x + 1.0, y), mark.words, size, ink, anchor="start")]
    if anchor == "end":
        return [*shapes, Text((x - 1.0, y), mark.words, size, ink, anchor="end")]
    return [*shapes, Text((x, y), mark.words, size, ink, anchor="middle")]


def _beyond(start: Point, end: Point, by: float) -> Point:
    far = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return (end[0] + (end[0] - start[0]) / far * by, end[1] + (end[1] - start[1]) / far * by)


def _moved(point: Point, by: Point) -> Point:
    return (point[0] + by[0], point[1] + by[1])
