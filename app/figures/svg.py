"""A picture as a file of its own: SVG 1.1, for a browser, a message or a page of one's own making."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never
from xml.sax.saxutils import escape

from app.figures.shapes import HALO, Box, Close, Curve, Ink, Line, Move, Path, Picture, Point, Step, Text

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(
    picture: Picture, palette: Mapping[str, str], *, wide: float | None = None, ground: Ink | None = Ink.PAPER
) -> str:
    """The picture as text; the same picture gives the same text.

    `wide` is its width in pixels; without one it fills whatever shows it. Without `ground` what lies behind
    shows through. Letters are set in Noto Sans where the reader has it, and in the reader's own otherwise.
    """
    box = picture.box
    size = f' width="{_n(wide)}" height="{_n(wide * box.high / box.wide)}"' if wide else ""
    details = f"<desc>{_words(picture.details)}</desc>" if picture.details else ""
    paper = f'<rect width="100%" height="100%" fill="{palette[ground]}"/>' if ground else ""
    drawn = (
        _path(shape, box, palette) if isinstance(shape, Path) else _text(shape, box, palette)
        for shape in picture.shapes
    )
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img"{size}'
        f' viewBox="0 0 {_n(box.wide)} {_n(box.high)}" font-family="Noto Sans, sans-serif"'
        ' stroke-linecap="round" stroke-linejoin="round">',
        f"<title>{_words(picture.title)}</title>{details}",
        *([paper] if paper else []),
        *drawn,
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _path(path: Path, box: Box, palette: Mapping[str, str]) -> str:
    parts = [f'<path d="{" ".join(_step(step, box) for step in path.steps)}"']
    parts.append(f'fill="{palette[path.fill] if path.fill else "none"}"')
    if path.fill and path.fill_opacity < 1:
        parts.append(f'fill-opacity="{_n(path.fill_opacity)}"')
    if path.line:
        parts.append(f'stroke="{palette[path.line]}" stroke-width="{_n(path.width)}"')
        if path.dash:
            parts.append(f'stroke-dasharray="{" ".join(_n(length) for length in path.dash)}"')
    return " ".join(parts) + "/>"


def _step(step: Step, box: Box) -> str:
    match step:
        case Move(to):
            return f"M{_at(to, box)}"
        case Line(to):
            return f"L{_at(to, box)}"
        case Curve(c1, c2, to):
            return f"C{_at(c1, box)} {_at(c2, box)} {_at(to, box)}"
        case Close():
            return "Z"
        case _:
            assert_never(step)


def _text(text: Text, box: Box, palette: Mapping[str, str]) -> str:
    x, y = _at(text.at, box).split(",")
    parts = [f'<text x="{x}" y="{y}" font-size="{_n(text.size)}" fill="{palette[text.ink]}"']
    if text.bold:
        parts.append('font-weight="bold"')
    if text.anchor != "start":
        parts.append(f'text-anchor="{text.anchor}"')
    if text.halo:
        parts.append(f'stroke="{palette[Ink.PAPER]}" stroke-width="{_n(text.size * HALO)}"')
        parts.append('paint-order="stroke"')
    return f"{' '.join(parts)}>{_words(text.words)}</text>"


def _at(point: Point, box: Box) -> str:
    """The y of a screen runs downwards."""
    return f"{_n(point[0] - box.left)},{_n(box.top - point[1])}"


def _n(number: float) -> str:
    """A hundredth of a unit is less than a fifth of a millimetre on a person: finer is not seen."""
    short = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _words(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
