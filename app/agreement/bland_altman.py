"""Two measurements of the same people: their mean difference and its limits (Bland and Altman 1986)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.agreement.error import Z95
from app.agreement.undefined import Undefined
from resources.tongue import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Limits:
    """First minus second, in the unit of the scores; 95 % of differences lie from `low` to `high`."""

    mean: float
    sd: float
    low: float
    high: float


def limits_of_agreement(scores: NDArray[np.float64]) -> Limits | Undefined:
    """Of a table with a row a person and two columns, nothing missing. ValueError with more columns."""
    n, k = scores.shape
    if k != 2:
        raise ValueError("limits of agreement are those of two measurements")
    if n < 2:
        return Undefined(tr("Fewer than two pairs."))
    differences = scores[:, 0] - scores[:, 1]
    mean, sd = float(differences.mean()), float(differences.std(ddof=1))
    return Limits(mean, sd, mean - Z95 * sd, mean + Z95 * sd)
