"""The outline of each part of the body as a view shows it.

Rings of skin follow the joints as soft tissue does; the outline of a chain of rings runs along where a line
beside its course touches each of them. Where a part points at the viewer its rings lie over one another, and
the outline is what goes round them all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, pi, sin, sqrt

from app.figures.segments import Ring, measures
from app.figures.shapes import Close, Curve, Move, Point, Step
from app.figures.vectors import Frame, Vector, dot, turned
from app.figures.views import Eye

_END_ON = 0.42
"""A chain shown at less than this share of its length is drawn as what goes round its rings."""
_CIRCLE = tuple((cos(2.0 * pi * step / 12), sin(2.0 * pi * step / 12)) for step in range(12))

_STRAIGHT = 1.0 - 1e-9
"""The cosine from which on two axes are one."""
_HANDLE = 1.0 / 6.0
_TAUT = (_HANDLE / 0.38) ** 2
CLOSE = Close()

Contour = tuple[Step, ...]
Oval = tuple[float, float, float, float, float, float]
"""A ring as seen: its centre, and the two half-axes of its ellipse."""


@dataclass(frozen=True, slots=True)
class Skin:
    """One part of the body as seen: outlines that together cover it, and the two edges of the first of them
    where that is a band from its root on, for lines that stay open at the root."""

    outlines: tuple[tuple[Point, ...], ...]
    edges: tuple[tuple[Point, ...], tuple[Point, ...]] | None = None


Drawn = tuple[Skin, tuple[Contour, ...]]
Flat = tuple[Point, Point, Point, Point]


class Seen:
    """The parts of a body in one view, each looked at once."""

    def __init__(self, frames: Mapping[str, Frame], eye: Eye) -> None:
        self._frames = frames
        self._eye = eye
        self._flat: dict[str, Flat] = {}
        self._bends: dict[tuple[str, str], Vector] = {}
        """The cosines between the axes of two parts, for all the rings beside their joint."""
        for name, (at, (left, up, ahead)) in frames.items():
            self._flat[name] = (eye.seen(at), eye.seen(left), eye.seen(up), eye.seen(ahead))

    def skin(self, chain: str) -> Skin:
        rings = measures().chains[chain]
        ovals = [self.oval(ring) for ring in rings]
        return _outlined(rings, ovals)

    def drawn(self, chain: str) -> Drawn:
        """A chain's skin and outlines, as they were if its parts have not moved: of a body that lifts a leg,
        all but the leg."""
        frames = [self._frames[part] for part in _parts_under(chain)]
        lately = _lately(chain)
        for eye, before, drawn in lately:
            if before == frames and eye == self._eye:
                return drawn
        skin = self.skin(chain)
        lately.appendleft((self._eye, frames, (skin, contours_of(skin))))
        return lately[0][2]

    def fold(self, name: str) -> Skin:
        """Soft tissue drawn tight round its balls."""
        points: list[Point] = []
        for part, (x, y, z), radius in measures().folds[name]:
            (ox, oy), (lx, ly), (ux, uy), (fx, fy) = self._flat[part]
            cx, cy = ox + lx * x + ux * y + fx * z, oy + ly * x + uy * y + fy * z
            points += [(cx + radius * c, cy + radius * s) for c, s in _CIRCLE]
        return Skin((tuple(hull(points)),))

    def creases(self, hidden: Collection[str]) -> list[tuple[Point, ...]]:
        """The few lines inside the outline that tell front from back, where they face the viewer."""
        lines = []
        for crease in measures().creases:
            if crease.part.replace("thigh", "leg") in hidden:
                continue
            turn = self._frames[crease.part].turn
            way = turned(turn, crease.facing)
            if dot(way, self._eye.near) < crease.shown_from:
                continue
            (ox, oy), (lx, ly), (ux, uy), (fx, fy) = self._flat[crease.part]
            lines.append(
                tuple(
                    (ox + lx * x + ux * y + fx * z, oy + ly * x + uy * y + fy * z)
                    for x, y, z in crease.points
                )
            )
        return lines

    def oval(self, ring: Ring) -> Oval:
        """A ring beside a joint stands between its two parts, and is a little larger on a sharp bend."""
        centre = ring.centre
        flat = self._flat[centre.part]
        (ox, oy), (lx, ly), (ux, uy), (fx, fy) = flat
        x, y, z = centre.local
        cx, cy = ox + lx * x + ux * y + fx * z, oy + ly * x + uy * y + fy * z
        dx, dy = flat[ring.deep + 1]
        wx, wy = flat[ring.wide + 1]
        share = centre.share
        if share:
            rest = 1.0 - share
            flat = self._flat[centre.other]
            (ox, oy), (lx, ly), (ux, uy), (fx, fy) = flat
            x, y, z = centre.other_local
            cx = cx * rest + share * (ox + lx * x + ux * y + fx * z)
            cy = cy * rest + share * (oy + ly * x + uy * y + fy * z)
            d2x, d2y = flat[ring.deep + 1]
            w2x, w2y = flat[ring.wide + 1]
            joint = centre.part, centre.other
            bend = self._bends.get(joint)
            if bend is None:
                one, two = (self._frames[part].turn for part in joint)
                bend = self._bends[joint] = (dot(one[0], two[0]), dot(one[1], two[1]), dot(one[2], two[2]))
            deep, wide = bend[ring.deep], bend[ring.wide]
            # About its own axis a hinge turns nothing.
            if deep < _STRAIGHT:
                longer = _mitre(deep, share, rest)
                dx, dy = (dx * rest + d2x * share) * longer, (dy * rest + d2y * share) * longer
            if wide < _STRAIGHT:
                longer = _mitre(wide, share, rest)
                wx, wy = (wx * rest + w2x * share) * longer, (wy * rest + w2y * share) * longer
        return (cx, cy, dx * ring.depth, dy * ring.depth, wx * ring.width, wy * ring.width)


@cache
def _parts_under(chain: str) -> tuple[str, ...]:
    """The parts of the body that carry a chain's skin."""
    rings = measures().chains[chain]
    parts = {ring.centre.part for ring in rings} | {ring.centre.other for ring in rings if ring.centre.share}
    return tuple(sorted(parts))


@cache
def _lately(chain: str) -> deque[tuple[Eye, list[Frame], Drawn]]:
    """How a chain was seen the last times."""
    return deque(maxlen=2)


def contours_of(skin: Skin) -> tuple[Contour, ...]:
    return tuple(contour(outline) for outline in skin.outlines if len(outline) > 2)


def hull(points: Sequence[Point]) -> list[Point]:
    """The line round all points, anticlockwise."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    # The lower half has no point above the way from the first to the last, nor the upper half one below.
    first, last = ordered[0], ordered[-1]
    (fx, fy), (lx, ly) = first, last
    dx, dy = lx - fx, ly - fy
    level = dx * fy - dy * fx
    below = [point for point in ordered if dx * point[1] - dy * point[0] < level]
    above = [point for point in reversed(ordered) if dx * point[1] - dy * point[0] > level]
    return _half(first, below, last) + _half(last, above, first)


def _half(first: Point, between: Sequence[Point], last: Point) -> list[Point]:
    """From the first point to before the last, turning left only."""
    kept: list[Point] = []
    ax, ay = bx, by = first
    here = first
    for point in (*between, last):
        x, y = point
        while kept and (bx - ax) * (y - ay) - (by - ay) * (x - ax) <= 1e-9:
            here = kept.pop()
            bx, by = here
            if kept:
                ax, ay = kept[-1]
        kept.append(here)
        ax, ay, bx, by, here = bx, by, x, y, point
    return kept


def _mitre(cosine: float, share: float, rest: float) -> float:
    """How much longer the mean of two directions has to be to be as long as they were; a bend bulges."""
    both = share * rest
    square = rest * rest + share * share + 2.0 * both * cosine
    longer = 1.0 / sqrt(square) if square > 0.64 else 1.25
    return longer * (1.0 + 0.16 * (1.0 - cosine) * both)


def _outlined(rings: Sequence[Ring], ovals: Sequence[Oval]) -> Skin:
    """Stretches across the picture are bands; stretches that point at the viewer go round their rings."""
    last = len(rings) - 1
    end_on = []
    for index in range(len(rings)):
        a, b = index - 2 if index > 2 else 0, index + 2 if index + 2 < last else last
        one, two = ovals[a], ovals[b]
        shown = hypot(two[0] - one[0], two[1] - one[1])
        end_on.append(shown < _END_ON * abs(rings[b].along - rings[a].along))
    if not any(end_on):
        left, right = _edges(ovals)
        return Skin(((*left, *right[::-1]),), (left, right))
    outlines: list[tuple[Point, ...]] = []
    root: tuple[tuple[Point, ...], tuple[Point, ...]] | None = None
    start = 0
    for index in range(1, last + 2):
        # Thigh and shin, pointing at the viewer, stay two: the nearer one hides the other.
        parts = end_on[start] and index <= last and _below_knee(rings[index]) != _below_knee(rings[start])
        if index <= last and end_on[index] == end_on[start] and not parts:
            continue
        first, beyond = max(0, start - 1), min(last + 1, index + 1)
        part = ovals[first:beyond]
        if end_on[start] or len(part) < 4:
            outlines.append(tuple(hull([point for oval in part for point in _round(oval)])))
        else:
            left, right = _edges(part)
            root = root if outlines else (left, right)
            outlines.append((*left, *right[::-1]))
        start = index
    return Skin(tuple(outlines), root)


def _below_knee(ring: Ring) -> bool:
    return ring.centre.part.endswith(("shank", "foot"))


def _round(oval: Oval) -> list[Point]:
    cx, cy, ax, ay, bx, by = oval
    return [(cx + ax * c + bx * s, cy + ay * c + by * s) for c, s in _CIRCLE]


def _edges(ovals: Sequence[Oval]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    left: list[Point] = []
    right: list[Point] = []
    last = len(ovals) - 1
    folded_left = folded_right = False
    lx = ly = rx = ry = 0.0
    before = ovals[0]
    for index, oval in enumerate(ovals):
        cx, cy, ax, ay, bx, by = oval
        after = ovals[index + 1] if index < last else oval
        tx, ty = after[0] - before[0], after[1] - before[1]
        before = oval
        a, b = ay * tx - ax * ty, by * tx - bx * ty
        far = sqrt(a * a + b * b)
        if far < 1e-9:
            continue
        x, y = (ax * a + bx * b) / far, (ay * a + by * b) / far
        ax, ay, bx, by = cx + x, cy + y, cx - x, cy - y
        if left:
            folded_left = folded_left or (ax - lx) * tx + (ay - ly) * ty < 0.0
            folded_right = folded_right or (bx - rx) * tx + (by - ry) * ty < 0.0
        lx, ly, rx, ry = ax, ay, bx, by
        left.append((lx, ly))
        right.append((rx, ry))
    return (
        tuple(_unfolded(left) if folded_left else left),
        tuple(_unfolded(right) if folded_right else right),
    )


def _unfolded(edge: list[Point]) -> list[Point]:
    """An edge inside a bend crosses itself; the loop is cut off where it does."""
    index = 0
    while index < len(edge) - 3:
        ax, ay = edge[index]
        bx, by = edge[index + 1]
        for later in range(min(len(edge) - 2, index + 11), index + 1, -1):
            cx, cy = edge[later]
            dx, dy = edge[later + 1]
            rx, ry, sx, sy = bx - ax, by - ay, dx - cx, dy - cy
            cross = rx * sy - ry * sx
            if abs(cross) < 1e-9:
                continue
            t = ((cx - ax) * sy - (cy - ay) * sx) / cross
            u = ((cx - ax) * ry - (cy - ay) * rx) / cross
            if 0.0 <= t <= 1.0 and 0.0 <= u <= 1.0:
                edge = [*edge[: index + 1], (ax + rx * t, ay + ry * t), *edge[later + 1 :]]
                break
        index += 1
    return edge


def contour(points: Sequence[Point], closed: bool = True) -> Contour:
    """A curve through every point that does not swing out where points lie close beside points far apart."""
    last = len(points) - 1
    steps: list[Step] = [Move(points[0])]
    bx, by = points[-1] if closed else points[0]
    hx, hy = points[0]
    there = points[1]
    tx, ty = there
    sx, sy, dx, dy = tx - bx, ty - by, tx - hx, ty - hy
    one = sx * sx + sy * sy
    for after in (*points[2:], *points[:2]) if closed else (*points[2:], points[last]):
        ax, ay = after
        ex, ey = ax - hx, ay - hy
        gap, two = dx * dx + dy * dy, ex * ex + ey * ey
        # A third of a handle is a sixth of its chord, and never more than 0.38 of the way it has to go.
        k1 = _HANDLE if one * _TAUT <= gap else 0.38 * sqrt(gap / one)
        k2 = _HANDLE if two * _TAUT <= gap else 0.38 * sqrt(gap / two)
        steps.append(Curve((hx + sx * k1, hy + sy * k1), (tx - ex * k2, ty - ey * k2), there))
        there, sx, sy, one = after, ex, ey, two
        dx, dy, hx, hy, tx, ty = ax - tx, ay - ty, tx, ty, ax, ay
    if closed:
        steps.append(CLOSE)
    return tuple(steps)
