"""Which values of a line are marked, which are joined, and how far a side stands beside its visit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby

from app.crowding import Marks
from app.screens.trend import SideLine, Spot
from assessments.language.value import Side


def runs(line: SideLine) -> tuple[tuple[Spot, ...], ...]:
    """The stretches of a line that are joined: one method each."""
    numbers = accumulate(int(not spot.joined) for spot in line.spots)
    pairs = groupby(zip(numbers, line.spots, strict=True), key=lambda pair: pair[0])
    return tuple(tuple(spot for _, spot in run) for _, run in pairs)


def marked(line: SideLine, marks: Marks) -> Iterator[Spot]:
    """The values that have a mark: all, or the first and the last of each stretch."""
    for run in runs(line):
        if marks.size:
            yield from run
        else:
            yield run[0]
            if len(run) > 1:
                yield run[-1]


def dodge_of(side: Side | None, together: int, marks: Marks) -> float:
    """How far to the right of its visit a value is drawn; one that is alone stands on it."""
    if together < 2 or side is None:
        return 0.0
    return -marks.dodge if side is Side.RIGHT else marks.dodge
