"""What a dynamometer draws of one push: the force over its five seconds, and how a bad trial looks in it.

The shapes are drawn for practice. They are measured on nobody.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from math import exp, pi, sin
from random import Random

from app.practice.truth import Push

LASTS = 5.0
"""Seconds of one push."""
RATE = 50
"""Samples in a second."""
_TREMOR = 0.012
"""How much a steady push trembles, as a share of its peak."""
_BELOW = 0.985
"""How near to the peak any other sample comes, so that the peak is one point."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Samples of one push as (seconds, newtons), and its peak as the display of the device shows it."""

    samples: tuple[tuple[float, float], ...]
    peak: Decimal

    @property
    def peak_at(self) -> float:
        """When the peak is reached, in seconds."""
        return max(self.samples, key=lambda sample: sample[1])[0]

    def at(self, seconds: float) -> float:
        """The force at an instant, between two samples on the line between them."""
        after = bisect_right(self.samples, (seconds, float("inf")))
        if after == 0:
            return 0.0
        if after == len(self.samples):
            return self.samples[-1][1]
        (start, low), (end, high) = self.samples[after - 1 : after + 1]
        return low + (high - low) * (seconds - start) / (end - start)


def trace(push: Push, seed: int | str) -> Trace:
    """The trace of a push; the same seed is the same trace. Its highest sample is the newtons of the push."""
    random = Random(f"trace.{seed}")
    shape = _SHAPES[push.valid](random)
    tremble = _trembling(random)
    times = [step / RATE for step in range(int(LASTS * RATE) + 1)]
    peak_at = max(times, key=lambda time: shape(time)[0])
    top = shape(peak_at)[0]
    newtons = float(push.newtons)
    samples = []
    for time in times:
        force, shaky = shape(time)
        share = max(0.0, force / top + tremble(time) * shaky)
        share = 1.0 if time == peak_at else min(share, _BELOW)
        samples.append((time, newtons if share == 1.0 else round(newtons * share, 1)))
    return Trace(tuple(samples), push.newtons)


def _trembling(random: Random) -> _Tremble:
    waves = [(random.uniform(0.6, 2.0) * way, random.uniform(0.0, 2.0 * pi)) for way in (1.0, 3.0, 6.0)]
    return _Tremble(tuple(waves))


@dataclass(frozen=True, slots=True)
class _Tremble:
    waves: tuple[tuple[float, float], ...]

    def __call__(self, time: float) -> float:
        return _TREMOR * sum(sin(2.0 * pi * rate * time + phase) for rate, phase in self.waves) / 1.5


def _step(time: float, start: float, lasts: float) -> float:
    """From 0 to 1, gently, beginning at `start`."""
    share = max(0.0, min(1.0, (time - start) / lasts))
    return share * share * (3.0 - 2.0 * share)


def _bump(time: float, middle: float, wide: float) -> float:
    """Up to 1 and back, `wide` seconds at half its height."""
    return exp(-4.0 * 0.6931 * ((time - middle) / wide) ** 2)


class _Shape:
    """A push as (share of its height, how much it trembles) at a time."""

    def __init__(self, random: Random) -> None:
        self.rise = random.uniform(1.0, 1.4)
        self.peak = random.uniform(2.6, 4.0)
        self.release = random.uniform(4.55, 4.7)
        self.level = random.uniform(0.9, 0.95)

    def __call__(self, time: float) -> tuple[float, float]:
        held = _step(time, 0.1, self.rise) * (1.0 - _step(time, self.release, 0.3))
        return held * (self.level + (1.0 - self.level) * _bump(time, self.peak, 0.9)), held


class _Jerked(_Shape):
    """A spike at the start, and what is really held lies well below it."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.at, self.wide = random.uniform(0.35, 0.5), random.uniform(0.12, 0.16)
        self.held = random.uniform(0.55, 0.66)

    def __call__(self, time: float) -> tuple[float, float]:
        force, shaky = super().__call__(time)
        low = force * self.held
        return max(low, _bump(time, self.at, self.wide)), shaky * self.held


class _Slipped(_Shape):
    """The pad slides: the force falls at once and does not come back."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.at = random.uniform(2.1, 3.0)
        self.left = random.uniform(0.1, 0.2)

    def __call__(self, time: float) -> tuple[float, float]:
        on = 1.0 - (1.0 - self.left) * _step(time, self.at, 0.1)
        held = _step(time, 0.1, self.rise) * (1.0 - _step(time, self.release, 0.3))
        return held * on * (0.94 + 0.06 * _bump(time, self.at - 0.25, 0.5)), held * on


class _Painful(_Shape):
    """It hurts: the push is let go long before its time."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.at = random.uniform(1.3, 1.8)

    def __call__(self, time: float) -> tuple[float, float]:
        held = _step(time, 0.1, self.at - 0.1) * (1.0 - _step(time, self.at, 0.6))
        return held, held


class _OutOfPosition(_Shape):
    """The body finds another way: the force dips while it moves and then climbs past where it was."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.moves = random.uniform(1.7, 2.1)

    def __call__(self, time: float) -> tuple[float, float]:
        held = _step(time, 0.1, self.rise) * (1.0 - _step(time, self.release, 0.3))
        level = 0.72 - 0.14 * _bump(time, self.moves, 0.5) + 0.22 * _step(time, self.moves + 0.1, 0.9)
        return held * (level + 0.06 * _bump(time, 3.7, 0.8)), held


_SHAPES = {
    "yes": _Shape,
    "jerked": _Jerked,
    "slipped": _Slipped,
    "painful": _Painful,
    "out_of_position": _OutOfPosition,
}
"""By the codes of the step that says whether a trial is valid."""
