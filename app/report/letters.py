"""The outlines of printed letters, where a line has to be drawn round them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import uharfbuzz

from app.figures.shapes import Close, Curve, Line, Move, Point, Step, through
from app.report import text as printed
from app.report.fonts import Face

_SEPARATE = {"kern": False, "liga": False}
"""The PDF engine sets letters of unjoined scripts one by one, at their own widths."""
_JOINED = {"kern": True, "liga": True}


def outlines(line: printed.Line, x: float, y: float, size: float) -> tuple[Step, ...]:
    """Of a whole line whose baseline starts at (x, y), just where `text.draw` puts its letters."""
    steps: list[Step] = []
    for piece in line.pieces:
        scale = size / _font(piece.face, piece.bold).face.upem
        features = _JOINED if piece.face.shaped else _SEPARATE
        buffer = uharfbuzz.Buffer()
        buffer.add_str(piece.text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(_font(piece.face, piece.bold), buffer, features)
        at = x
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            origin = (at + place.x_offset * scale, y + place.y_offset * scale)
            steps += _placed(_glyph(piece.face, piece.bold, glyph.codepoint), origin, scale)
            at += place.x_advance * scale
        x += piece.width
    return tuple(steps)


def _placed(glyph: tuple[Step, ...], origin: Point, scale: float) -> tuple[Step, ...]:
    return through(glyph, lambda x, y: (origin[0] + x * scale, origin[1] + y * scale))


@lru_cache(maxsize=1024)
def _glyph(face: Face, bold: bool, number: int) -> tuple[Step, ...]:
    pen = _Pen()
    _font(face, bold).draw_glyph_with_pen(number, pen)
    return tuple(pen.steps)


class _Pen:
    """Takes down an outline in the words of a font file, whose curves have one handle or two."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._at: Point = (0.0, 0.0)

    def moveTo(self, to: Point) -> None:  # noqa: N802
        self._add(Move(to), to)

    def lineTo(self, to: Point) -> None:  # noqa: N802
        self._add(Line(to), to)

    def qCurveTo(self, handle: Point, to: Point) -> None:  # noqa: N802
        first, second = (
            (end[0] + (handle[0] - end[0]) * 2 / 3, end[1] + (handle[1] - end[1]) * 2 / 3)
            for end in (self._at, to)
        )
        self._add(Curve(first, second, to), to)

    def curveTo(self, first: Point, second: Point, to: Point) -> None:  # noqa: N802
        self._add(Curve(first, second, to), to)

    def closePath(self) -> None:  # noqa: N802
        self.steps.append(Close())

    def endPath(self) -> None:  # noqa: N802
        """Nothing was left open."""

    def _add(self, step: Step, at: Point) -> None:
        self.steps.append(step)
        self._at = at


@lru_cache(maxsize=16)
def _font(face: Face, bold: bool) -> uharfbuzz.Font:
    file = face.bold if bold and face.bold else face.regular
    return uharfbuzz.Font(uharfbuzz.Face(files("resources").joinpath("fonts", f"{file}.ttf").read_bytes()))
