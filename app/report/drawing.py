"""Pictures on paper: the same shapes as on the screen, as lines and letters that stay sharp at any size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from app.figures.shapes import HALO, Close, Curve, Ink, Line, Move, Path, Picture, Text
from app.report import text as printed
from app.report.document import Run
from app.report.letters import outlines

_WINDING = 1
"""The PDF engine's word for filling what overlaps itself."""
_ROUND = 1


def draw_picture(
    canvas: Any, picture: Picture, x: float, y: float, wide: float, high: float, palette: Mapping[str, str]
) -> None:
    """Draw it as large as the room with its lower left corner at (x, y) allows, in the middle of the room.

    Nothing of it leaves its frame, and the canvas is left as it came. What the picture shows is kept with it
    in words, for a program that reads the page aloud.
    """
    box = picture.box
    fit = box.fitted(wide, high)
    spoken = picture.words.encode("utf-16-be").hex().upper()
    canvas.saveState()
    canvas._code.append(f"/Figure << /Alt <FEFF{spoken}> >> BDC")
    canvas.translate(x + fit.beside, y + fit.below)
    canvas.scale(fit.scale, fit.scale)
    canvas.translate(-box.left, -box.bottom)
    frame = canvas.beginPath()
    frame.rect(box.left, box.bottom, box.wide, box.high)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setLineCap(_ROUND)
    canvas.setLineJoin(_ROUND)
    for shape in picture.shapes:
        if isinstance(shape, Path):
            _path(canvas, shape, palette)
        else:
            _text(canvas, shape, palette)
    canvas._code.append("EMC")
    canvas.restoreState()


def _path(canvas: Any, path: Path, palette: Mapping[str, str]) -> None:
    outline = canvas.beginPath()
    for step in path.steps:
        match step:
            case Move(to):
                outline.moveTo(*to)
            case Line(to):
                outline.lineTo(*to)
            case Curve(c1, c2, to):
                outline.curveTo(*c1, *c2, *to)
            case Close():
                outline.close()
            case _:
                assert_never(step)
    canvas.saveState()
    if path.fill:
        canvas.setFillColor(palette[path.fill])
        canvas.setFillAlpha(path.fill_opacity)
    if path.line:
        canvas.setStrokeColor(palette[path.line])
        canvas.setLineWidth(path.width)
        canvas.setDash(list(path.dash))
    canvas.drawPath(outline, stroke=int(bool(path.line)), fill=int(bool(path.fill)), fillMode=_WINDING)
    canvas.restoreState()


def _text(canvas: Any, text: Text, palette: Mapping[str, str]) -> None:
    for line in printed.lines((Run(printed.one_line(text.words), strong=text.bold),), text.size, 1e6, most=1):
        x = text.at[0] - {"start": 0.0, "middle": line.width / 2, "end": line.width}[text.anchor]
        if text.halo:
            letters = outlines(line, x, text.at[1], text.size)
            _path(canvas, Path(letters, line=Ink.PAPER, width=text.size * HALO), palette)
        canvas.saveState()
        printed.draw(canvas, line, x, text.at[1], text.size, palette[text.ink])
        canvas.restoreState()
