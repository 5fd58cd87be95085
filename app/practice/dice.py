"""Chance from a seed: the same seed throws the same, on every computer and in every year."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """Every throw is made from `random()` alone, the one method whose sequence Python promises to keep."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._chance.random() * (high - low + 1))

    def share(self, low: float, high: float) -> float:
        """A share to two decimals, from low to high."""
        return self.whole(round(low * 100), round(high * 100)) / 100

    def one(self, things: Sequence[Thing]) -> Thing:
        return things[self.whole(0, len(things) - 1)]

    def some(self, things: Sequence[Thing], count: int) -> tuple[Thing, ...]:
        """That many of them, none twice, in the order in which they stood."""
        taken = set(self.shuffled(range(len(things)))[:count])
        return tuple(thing for place, thing in enumerate(things) if place in taken)

    def often(self, chance: float) -> bool:
        """True in that share of throws."""
        return self._chance.random() < chance

    def shuffled(self, things: Sequence[Thing]) -> tuple[Thing, ...]:
        left = list(things)
        return tuple(left.pop(self.whole(0, len(left) - 1)) for _ in range(len(left)))
