"""The sheet: its sizes, its margins, its greys and its sides."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.language.value import Side

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in points; margins are 12 mm at the sides, 10 mm on top, 6 mm below."""

    name: str
    width: float
    height: float

    @property
    def left(self) -> float:
        return 12 * MM

    @property
    def right(self) -> float:
        return self.width - 12 * MM

    @property
    def top(self) -> float:
        return self.height - 10 * MM

    @property
    def bottom(self) -> float:
        return 6 * MM

    @property
    def inside(self) -> float:
        return self.right - self.left


PAPERS = {"a4": Paper("a4", 210 * MM, 297 * MM), "letter": Paper("letter", 612.0, 792.0)}

INK = "#000000"
SOFT = "#444444"
"""Captions: still black enough for a worn printer."""
HAIR = "#B4B4B4"
SIDE_INK = {Side.RIGHT: "#0072B2", Side.LEFT: "#D55E00"}
BADGE_INK = {Side.RIGHT: "#0072B2", Side.LEFT: "#C24E00"}

BODY = 9.0
CAPTION = 8.0
"""Type of the clinician's pages, in points."""
