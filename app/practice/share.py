"""A share with its interval: how often something was so, and what that may be in the long run."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; `whole` is at least one. Shares are 0 to 1."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole

    @property
    def percent(self) -> float:
        return 100 * self.value

    @property
    def low(self) -> float:
        """The low end of the 95 % interval of Wilson (1927)."""
        return max(self._middle - self._half, 0.0) if self.part else 0.0

    @property
    def high(self) -> float:
        """The high end of the 95 % interval of Wilson (1927)."""
        return min(self._middle + self._half, 1.0) if self.part < self.whole else 1.0

    @property
    def _middle(self) -> float:
        return (self.part + Z95**2 / 2) / (self.whole + Z95**2)

    @property
    def _half(self) -> float:
        spread = self.part * (self.whole - self.part) / self.whole + Z95**2 / 4
        return Z95 * sqrt(spread) / (self.whole + Z95**2)
