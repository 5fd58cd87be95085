"""Signs of the faults of prone hip extension, small enough to stand beside a word: the line that is watched,
and which way it goes. Their unit is about a pixel."""

from __future__ import annotations

from math import hypot

from app.figures.shapes import Box, Ink, Path, Picture, Point, Shape, ellipse, polygon, polyline, smooth
from resources.tongue import tr

WIDE, HIGH = 38.0, 24.0
_LINE, _FINE = 1.9, 1.2
_DASH = (2.6, 2.4)


def hip_extension_glyphs() -> dict[str, Picture]:
    """By the code of the pattern: those that count in the ink of a finding, those that are noted in grey."""
    return {code: Picture(shapes, Box(0, 0, WIDE, HIGH), words) for code, (shapes, words) in _ALL.items()}


def _line(points: tuple[Point, ...], ink: Ink, width: float = _LINE) -> Path:
    return Path(smooth(points), line=ink, width=width)


def _dashed(points: tuple[Point, ...], ink: Ink) -> Path:
    return Path(polyline(points), line=ink, width=_FINE, dash=_DASH)


def _arrow(start: Point, tip: Point, ink: Ink) -> tuple[Path, ...]:
    dx, dy = tip[0] - start[0], tip[1] - start[1]
    long = hypot(dx, dy)
    ux, uy = dx / long, dy / long
    foot = (tip[0] - 4.6 * ux, tip[1] - 4.6 * uy)
    head = (tip, (foot[0] - 2.9 * uy, foot[1] + 2.9 * ux), (foot[0] + 2.9 * uy, foot[1] - 2.9 * ux))
    return (Path(polyline((start, foot)), line=ink, width=_FINE + 0.2), Path(polygon(head), fill=ink))


def _hollow() -> tuple[Shape, ...]:
    """The back as a line over the couch: it hollows."""
    ink = Ink.FINDING
    back = ((1.5, 17.5), (10.0, 15.0), (19.0, 8.5), (28.0, 15.0), (36.5, 17.5))
    return (
        _dashed(((1.5, 2.5), (36.5, 2.5)), ink),
        _line(back, ink),
        *_arrow((19.0, 23.0), (19.0, 12.0), ink),
    )


def _turned() -> tuple[Shape, ...]:
    """The pelvis from the feet: one side lifts off the level."""
    ink = Ink.FINDING
    return (
        _dashed(((1.5, 10.0), (36.5, 10.0)), ink),
        Path(ellipse((16.0, 10.0), 13.5, 6.0, 20.0), line=ink, width=_LINE),
        *_arrow((34.0, 11.5), (34.0, 22.5), ink),
    )


def _shifted() -> tuple[Shape, ...]:
    """The spine from above: it leaves the straight line to one side."""
    ink = Ink.FINDING
    spine = ((13.0, 23.0), (15.5, 17.5), (20.5, 12.0), (15.5, 6.5), (13.0, 1.0))
    return (
        _dashed(((13.0, 23.0), (13.0, 1.0)), ink),
        _line(spine, ink),
        *_arrow((23.5, 12.0), (33.5, 12.0), ink),
    )


def _knee_bent() -> tuple[Shape, ...]:
    """Thigh and shin: the shin leaves the line of the thigh."""
    ink = Ink.INK2
    return (
        _dashed(((21.0, 8.5), (36.5, 13.5)), ink),
        Path(polyline(((1.5, 2.5), (21.0, 8.5), (31.0, 21.5))), line=ink, width=_LINE),
    )


def _leading() -> tuple[Shape, ...]:
    """The trunk from the side: the shoulders come up first."""
    ink = Ink.INK2
    trunk = ((3.0, 15.5), (11.0, 10.0), (20.0, 5.0), (36.5, 4.0))
    return (
        _dashed(((1.5, 1.5), (36.5, 1.5)), ink),
        _line(trunk, ink),
        *_arrow((10.0, 12.5), (10.0, 23.0), ink),
    )


_ALL: dict[str, tuple[tuple[Shape, ...], str]] = {
    "lumbar_extension": (_hollow(), tr("The back hollows.")),
    "rotation": (_turned(), tr("The pelvis turns, one side lifts.")),
    "lateral_shift": (_shifted(), tr("The back goes to the side.")),
    "knee_flexion": (_knee_bent(), tr("The knee bends.")),
    "leads": (_leading(), tr("The shoulders lift first.")),
}
