"""The running agreement as a picture: the same on the screen and on paper, whatever its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from app.figures.shapes import (
    Box,
    Ink,
    Line,
    Move,
    Path,
    Picture,
    Point,
    Shape,
    Text,
    circle,
    polygon,
    polyline,
)
from resources.tongue import tr

_TOP = 1.0
_STEP = 0.5
"""From one number of the axis to the next."""
_MARKED = 40
"""More points than that are drawn as a line alone; the last has its mark always."""


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """Kappa over everything up to one case; None where it is not defined yet. The interval may be missing
    where the value is there."""

    number: int
    kappa: float | None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """From `acceptable` on the ground is shaded, and a dashed line stands at `wanted`."""

    wanted: float
    acceptable: float


def kappa_picture(
    reached: Sequence[PlotPoint], goal: Goal, wide: float, high: float, letters: float = 13.0
) -> Picture:
    """`wide` by `high`, with letters of that size; the interval of the last value stands as a bar, those
    before as a pale band. Where kappa is not defined the line stops."""
    return _Plot(tuple(reached), goal, wide, high, letters).picture()


class _Plot:
    def __init__(
        self, reached: tuple[PlotPoint, ...], goal: Goal, wide: float, high: float, letters: float
    ) -> None:
        self.reached, self.goal, self.letters = reached, goal, letters
        self.wide, self.high = wide, high
        self.left, self.right = letters * 3.0, wide - letters * 1.2
        self.top, self.floor = high - letters * 0.6, letters * 1.9
        lowest = min((value for one in reached for value in _values(one)), default=0.0)
        self.least = min(0.0, floor(lowest / _STEP) * _STEP)

    def x(self, number: int) -> float:
        first, last = self.reached[0].number, self.reached[-1].number
        if first == last:
            return (self.left + self.right) / 2
        inset = self.letters * 0.6
        along = (number - first) / (last - first)
        return self.left + inset + along * (self.right - self.left - 2 * inset)

    def y(self, kappa: float) -> float:
        share = (min(max(kappa, self.least), _TOP) - self.least) / (_TOP - self.least)
        return self.floor + share * (self.top - self.floor)

    def picture(self) -> Picture:
        shapes = (*self._ground(), *self._axes(), *self._band(), *self._line(), *self._bar(), *self._marks())
        return Picture(shapes, Box(0, 0, self.wide, self.high), self._words())

    def _ground(self) -> Iterator[Shape]:
        low, wanted = self.y(self.goal.acceptable), self.y(self.goal.wanted)
        corners = [(self.left, low), (self.right, low), (self.right, self.top), (self.left, self.top)]
        yield Path(polygon(corners), fill=Ink.BAND)
        ends = [(self.left, wanted), (self.right, wanted)]
        yield Path(polyline(ends), line=Ink.INK3, width=1.0, dash=(4.0, 3.0))

    def _axes(self) -> Iterator[Shape]:
        steps = round((_TOP - self.least) / _STEP)
        for step in range(steps + 1):
            kappa = self.least + step * _STEP
            y = self.y(kappa)
            yield Path(polyline([(self.left, y), (self.right, y)]), line=Ink.AXIS, width=0.6)
            at = (self.left - self.letters * 0.4, y - self.letters * 0.36)
            yield Text(at, _number(kappa), self.letters, Ink.INK2, anchor="end", halo=False)
        if not self.reached:
            return
        baseline = self.letters * 0.4
        ends = sorted({self.reached[0].number, self.reached[-1].number})
        for number in ends:
            at = (self.x(number), baseline)
            yield Text(at, str(number), self.letters, Ink.INK2, anchor="middle", halo=False)
        at = ((self.left + self.right) / 2, baseline)
        if len(ends) > 1:
            yield Text(at, tr("cases"), self.letters, Ink.INK2, anchor="middle", halo=False)

    def _band(self) -> Iterator[Shape]:
        """Between the intervals of neighbours."""
        for one, then in pairwise(self.reached):
            if one.interval is None or then.interval is None:
                continue
            low, high = (
                [(self.x(r.number), self.y(i[end])) for r, i in ((one, one.interval), (then, then.interval))]
                for end in (0, 1)
            )
            yield Path(polygon([*low, *reversed(high)]), fill=Ink.ACCENT, fill_opacity=0.14)

    def _line(self) -> Iterator[Shape]:
        steps: list[Move | Line] = []
        joined = False
        for one in self.reached:
            if one.kappa is None:
                joined = False
                continue
            at = self._at(one.number, one.kappa)
            steps.append(Line(at) if joined else Move(at))
            joined = True
        if steps:
            yield Path(tuple(steps), line=Ink.ACCENT, width=2.0)

    def _bar(self) -> Iterator[Shape]:
        last = self.reached[-1] if self.reached else None
        if last is None or last.interval is None:
            return
        x, low, high = self.x(last.number), *map(self.y, last.interval)
        beam = self.letters * 0.35
        for ends in (
            [(x, low), (x, high)],
            [(x - beam, low), (x + beam, low)],
            [(x - beam, high), (x + beam, high)],
        ):
            yield Path(polyline(ends), line=Ink.ACCENT, width=1.5)

    def _marks(self) -> Iterator[Shape]:
        known = self._known()
        for number, kappa in known if len(known) <= _MARKED else known[-1:]:
            steps = circle(self._at(number, kappa), self.letters * 0.33)
            yield Path(steps, fill=Ink.ACCENT, line=Ink.PAPER, width=1.0)

    def _known(self) -> list[tuple[int, float]]:
        return [(one.number, one.kappa) for one in self.reached if one.kappa is not None]

    def _at(self, number: int, kappa: float) -> Point:
        return self.x(number), self.y(kappa)

    def _words(self) -> str:
        known = self._known()
        if not known:
            return tr("Running kappa by case. No value yet.")
        ends = [known[0], known[-1]] if len(known) > 1 else known
        said = [tr("Running kappa by case")]
        said += [tr("At case {n}: {kappa}", n=number, kappa=two_places(kappa)) for number, kappa in ends]
        if interval := self.reached[-1].interval:
            low, high = map(two_places, interval)
            said.append(tr("95 % interval {low} to {high}", low=low, high=high))
        return ". ".join(said) + "."


def two_places(value: float) -> str:
    """As kappa is written: "0.58", "−0.10"; never "−0.00"."""
    words = f"{abs(value):.2f}"
    return f"−{words}" if value < 0 and float(words) else words


def _number(value: float) -> str:
    words = f"{abs(value):.1f}"
    return f"−{words}" if value < 0 and float(words) else words


def _values(one: PlotPoint) -> Iterator[float]:
    """What the axis has to reach down to; an interval may run below what kappa itself can be."""
    if one.kappa is not None:
        yield one.kappa
    if one.interval is not None:
        yield max(one.interval[0], -1.0)
