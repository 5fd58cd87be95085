"""A picture on a report page, with what is said of it beside it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from app.figures.shapes import Picture
from app.report.drawing import draw_picture
from resources.themes import palette

HIGH = 156.0
"""In points: what a short paragraph takes; under it the hatch of a small region runs full."""

_APART = 16.0


class Beside(Flowable):  # type: ignore[misc]
    """The picture at the left and the words at the right, kept together on one page."""

    def __init__(self, picture: Picture, words: Sequence[Flowable]) -> None:
        super().__init__()
        self.picture, self.words = picture, words
        self.across = HIGH * picture.box.wide / picture.box.high
        self.spaceAfter = 6

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        room = width - self.across - _APART
        self.highs = [one.wrap(room, height)[1] + one.getSpaceAfter() for one in self.words]
        self.high = max(HIGH, sum(self.highs))
        return width, self.high

    def draw(self) -> None:
        draw_picture(self.canv, self.picture, 0, self.high - HIGH, self.across, HIGH, palette("print"))
        y = self.high
        for one, high in zip(self.words, self.highs, strict=True):
            y -= high
            one.drawOn(self.canv, self.across + _APART, y + one.getSpaceAfter())
