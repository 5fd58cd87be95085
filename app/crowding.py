"""How values are marked where visits stand close: marks shrink and then go, bars become a band, and every
value stays on its line. Nothing is averaged, smoothed or left out, so the highest and the lowest are always
drawn.

The lengths are choices of drawing, in pixels of the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LARGEST = 10.0
"""Of a mark, across."""
DODGE = 4.0
"""Right stands so far left of its visit and left so far right of it, so that neither hides the other."""
_ROOM = 13.0
"""From visit to visit, for marks of full size with air between."""
_LEAST = 5.0
"""Of a mark whose shape is still told; smaller ones go, and the line alone says the value."""
_BEAMS = 10.0
"""From visit to visit, for bars with beams; closer ones become a band."""


@dataclass(frozen=True, slots=True)
class Marks:
    """`size` is 0 where only the ends of a line are marked; `bars` is whether each value has a bar of its
    own; `dodge` is how far a side stands beside its visit."""

    size: float = LARGEST
    bars: bool = True
    dodge: float = DODGE


def marks_for(days: Sequence[float], pixels_a_day: float) -> Marks:
    """By the distance at which half of the visits are closer to the next one; a pause does not count."""
    gaps = [later - sooner for sooner, later in pairwise(days)]
    gap = median(gaps) * pixels_a_day if gaps else _ROOM
    if gap >= _ROOM:
        return Marks()
    size = LARGEST * gap / _ROOM
    return Marks(size if size >= _LEAST else 0.0, gap >= _BEAMS, min(DODGE, gap / 3))
