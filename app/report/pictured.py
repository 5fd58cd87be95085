"""Pictures on a report page, with what is said of them beside or below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus.flowables import Flowable

from app.figures.shapes import Picture
from app.report.document import said
from app.report.drawing import draw_picture
from app.report.paper import CAPTION, SOFT
from app.report.text import LEADING, draw, lines
from resources.themes import palette

HIGH = 156.0
"""In points: what a short paragraph takes; under it the hatch of a small region runs full."""

_LOW, _ASIDE = 51.0, 140.0
"""In points: how high and how wide a small picture may be; the sign of an angle is told at that size."""
_APART, _GAP = 16.0, 2.5


class Beside(Flowable):  # type: ignore[misc]
    """The picture at the left, words beside it, small pictures at the right: together on one page."""

    def __init__(self, picture: Picture, words: Sequence[Flowable], aside: Sequence[Picture] = ()) -> None:
        super().__init__()
        self.picture, self.words = picture, words
        self.across = HIGH * picture.box.wide / picture.box.high
        self.aside = [Captioned(one, _ASIDE) for one in aside]
        self.spaceAfter = 6

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        room = width - self.across - _APART - (_ASIDE + _APART if self.aside else 0)
        self.width = width
        self.highs = [one.wrap(room, height)[1] + one.getSpaceAfter() for one in self.words]
        self.high = max(HIGH, sum(self.highs), sum(one.high for one in self.aside))
        return width, self.high

    def draw(self) -> None:
        draw_picture(self.canv, self.picture, 0, self.high - HIGH, self.across, HIGH, palette("print"))
        y = self.high
        for one, high in zip(self.words, self.highs, strict=True):
            y -= high
            one.drawOn(self.canv, self.across + _APART, y + one.getSpaceAfter())
        y = self.high
        for small in self.aside:
            small.draw(self.canv, self.width - _ASIDE, y)
            y -= small.high


class Row(Flowable):  # type: ignore[misc]
    """Small pictures side by side, kept together on one page."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        super().__init__()
        self.pictures = [Captioned(one, _ASIDE) for one in pictures]
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, max(one.high for one in self.pictures)

    def draw(self) -> None:
        for number, one in enumerate(self.pictures):
            one.draw(self.canv, number * (_ASIDE + 2 * _APART), max(one.high for one in self.pictures))


class Wide(Flowable):  # type: ignore[misc]
    """One picture over the whole width, with its words under it."""

    def __init__(self, picture: Picture, high: float) -> None:
        super().__init__()
        self.picture, self.drawn = picture, high
        self.spaceBefore, self.spaceAfter = 4, 6

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.wide = width
        self.words = lines(said(self.picture.words), CAPTION, width)
        return width, self.drawn + _GAP + len(self.words) * CAPTION * LEADING

    def draw(self) -> None:
        y = len(self.words) * CAPTION * LEADING
        draw_picture(self.canv, self.picture, 0, y + _GAP, self.wide, self.drawn, palette("print"))
        for line in self.words:
            y -= CAPTION * LEADING
            draw(self.canv, line, 0, y + 2.5, CAPTION, SOFT)


class Captioned:
    """A small picture over its own words."""

    def __init__(self, picture: Picture, wide: float) -> None:
        self.picture, self.wide = picture, wide
        self.words = lines(said(picture.words), CAPTION, wide)
        self.high = _LOW + len(self.words) * CAPTION * LEADING + 2 * _GAP

    def draw(self, canvas: Any, x: float, top: float) -> None:
        draw_picture(canvas, self.picture, x, top - _LOW, self.wide, _LOW, palette("print"))
        y = top - _LOW - _GAP
        for line in self.words:
            y -= CAPTION * LEADING
            draw(canvas, line, x, y + 2.5, CAPTION, SOFT)
