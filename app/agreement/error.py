"""The error of a measurement from repeats of it: SEM, and the smallest change that is more than error."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from app.agreement.icc import squares
from app.agreement.undefined import Undefined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Z90, Z95 = 1.645, 1.96


@dataclass(frozen=True, slots=True)
class Sem:
    """The standard error of measurement in the unit of the scores, and the changes it bounds."""

    sem: float

    @property
    def mdc90(self) -> float:
        """The minimal detectable change with 90 % confidence: a change has the error of two measurements."""
        return Z90 * sqrt(2) * self.sem

    @property
    def mdc95(self) -> float:
        return Z95 * sqrt(2) * self.sem


@dataclass(frozen=True, slots=True)
class ErrorOfMeasurement:
    """By consistency a difference all people share is no error; by agreement it is."""

    consistency: Sem | Undefined
    agreement: Sem | Undefined


def error_of_measurement(scores: NDArray[np.float64]) -> ErrorOfMeasurement:
    """Of a table with a row a person and a column a rater or an occasion, nothing missing."""
    ms = squares(scores)
    if isinstance(ms, Undefined):
        return ErrorOfMeasurement(ms, ms)
    shared = max((ms.raters - ms.error) / ms.n, 0.0)
    return ErrorOfMeasurement(Sem(sqrt(ms.error)), Sem(sqrt(shared + ms.error)))
