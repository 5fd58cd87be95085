"""Pictures on the screen: their outlines made once, then painted in the colours of the look in force."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from app.figures.shapes import HALO, Close, Curve, Ink, Line, Move, Path, Picture, Step, Text
from ui.theme import FAMILY, Theme

_FAMILIES = (FAMILY, "Noto Sans Math", "Noto Sans Symbols 2", "Noto Sans Symbols")
"""As in a file: Noto Sans itself holds no minus sign, and Qt would take any face's."""
_GRAIN = 64
"""Pixels at which the outlines of letters are made: large enough that hinting moves nothing."""


def paint_picture(painter: QPainter, picture: Picture, rect: QRectF, theme: Theme) -> None:
    """Paint it as large as the rectangle allows, in its middle. Who paints the same picture again keeps a
    `Drawing` of it instead."""
    Drawing(picture).paint(painter, rect, theme)


class Drawing:
    """A picture made ready for the painter. Its outlines are kept where they were last painted: Qt draws a
    line faster in pixels than through a scale, and a still picture is placed but once."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        strokes: list[_Stroke] = []
        for shape in picture.shapes:
            if isinstance(shape, Text):
                strokes += _text(shape)
                continue
            outline = _kept_outline(shape)
            strokes.append(
                _Stroke(outline, shape.fill, shape.fill_opacity, shape.line, shape.width, shape.dash)
            )
        self._strokes = tuple(strokes)
        self._placed_in = QRectF()
        self._placed: tuple[QPainterPath, ...] = ()
        self._scale = 1.0

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        """Nothing of it leaves the rectangle; the painter is left as it came."""
        if rect != self._placed_in or not self._placed:
            self._place(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        # A body has twenty outlines and two pens.
        pens: dict[tuple[Ink, float, tuple[float, ...]], QPen] = {}
        for stroke, outline in zip(self._strokes, self._placed, strict=True):
            if stroke.fill:
                painter.fillPath(outline, _colour(theme, stroke.fill, stroke.opacity))
            if stroke.line:
                kind = (stroke.line, stroke.width, stroke.dash)
                pen = pens.get(kind)
                if pen is None:
                    pen = pens[kind] = _pen(theme, stroke, self._scale)
                painter.strokePath(outline, pen)
        painter.restore()

    def _place(self, rect: QRectF) -> None:
        box = self.picture.box
        fit = box.fitted(rect.width(), rect.height())
        place = QTransform.fromTranslate(rect.left() + fit.beside, rect.top() + fit.below)
        place.scale(fit.scale, -fit.scale)
        place.translate(-box.left, -box.top)
        placed: dict[int, QPainterPath] = {}
        for stroke in self._strokes:
            if id(stroke.outline) not in placed:
                placed[id(stroke.outline)] = place.map(stroke.outline)
        self._placed = tuple(placed[id(stroke.outline)] for stroke in self._strokes)
        self._placed_in, self._scale = QRectF(rect), fit.scale


@dataclass(frozen=True, slots=True)
class _Stroke:
    outline: QPainterPath
    fill: Ink | None
    opacity: float
    line: Ink | None
    width: float
    dash: tuple[float, ...] = ()


_OUTLINES: OrderedDict[int, tuple[tuple[Step, ...], QPainterPath]] = OrderedDict()
_KEPT = 64
"""Two bodies."""


def _kept_outline(path: Path) -> QPainterPath:
    """A body is drawn along its outlines and filled within the very same ones, and while it moves most$
    of them stay as they were. The steps are kept too, so that no others can get their number."""
    number = id(path.steps)
    kept = _OUTLINES.get(number)
    if kept is None:
        kept = _OUTLINES[number] = path.steps, _outline(path)
        if len(_OUTLINES) > _KEPT:
            _OUTLINES.popitem(last=False)
    else:
        _OUTLINES.move_to_end(number)
    return kept[1]


def _outline(path: Path) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    curve = outline.cubicTo
    for step in path.steps:
        # Curves first: there are hundreds of them in a body, and it may be drawn anew sixty times a second.
        if isinstance(step, Curve):
            (ax, ay), (bx, by), (x, y) = step
            curve(ax, ay, bx, by, x, y)
            continue
        match step:
            case Line():
                outline.lineTo(*step.to)
            case Move():
                outline.moveTo(*step.to)
            case Close():
                outline.closeSubpath()
            case _:
                assert_never(step)
    return outline


@lru_cache(maxsize=128)
def _text(text: Text) -> tuple[_Stroke, ...]:
    outline, advance = _letters(text.words, text.bold)
    scale = text.size / _GRAIN
    start = {"start": 0.0, "middle": advance / 2, "end": advance}[text.anchor] * scale
    placed = QTransform.fromTranslate(text.at[0] - start, text.at[1]).scale(scale, -scale).map(outline)
    letters = _Stroke(placed, text.ink, 1.0, None, 0.0)
    if not text.halo:
        return (letters,)
    return (_Stroke(placed, None, 1.0, Ink.PAPER, text.size * HALO), letters)


@lru_cache(maxsize=512)
def _letters(words: str, bold: bool) -> tuple[QPainterPath, float]:
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(_GRAIN)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    outline.addText(QPointF(0, 0), font, words)
    return outline, QFontMetricsF(font).horizontalAdvance(words)


def _colour(theme: Theme, ink: Ink, opacity: float = 1.0) -> QColor:
    colour = theme.colour(ink)
    colour.setAlphaF(opacity)
    return colour


def _pen(theme: Theme, stroke: _Stroke, scale: float) -> QPen:
    assert stroke.line
    pen = QPen(_colour(theme, stroke.line), stroke.width * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash:
        # Qt counts dashes in widths of the pen.
        pattern = [length / stroke.width for length in stroke.dash]
        pen.setDashPattern(pattern * 2 if len(pattern) % 2 else pattern)
    return pen
