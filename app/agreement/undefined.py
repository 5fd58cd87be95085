"""What stands in place of a statistic that the data do not define."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undefined:
    """No number, and why, in words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A statistic with its 95 % interval; the interval may be undefined where the value is not."""

    value: float
    low: float | Undefined
    high: float | Undefined
