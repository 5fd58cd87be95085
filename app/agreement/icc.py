"""Intraclass correlation: the six forms of Shrout and Fleiss (1979), intervals by McGraw and Wong (1996)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.agreement.distributions import f_quantile
from app.agreement.undefined import Estimate, Undefined
from resources.tongue import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMS = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")
_TAIL = 0.975


@dataclass(frozen=True, slots=True)
class Squares:
    """Mean squares of n people scored by k raters: between people, within people, between raters, error."""

    n: int
    k: int
    people: float
    within: float
    raters: float
    error: float


def squares(scores: NDArray[np.float64]) -> Squares | Undefined:
    """Of a table with a row a person and a column a rater, nothing missing."""
    n, k = scores.shape
    if n < 2 or k < 2:
        return Undefined(tr("Fewer than two pairs."))
    if scores.max() == scores.min():
        return Undefined(tr("No variance: every score is the same."))
    # About the mean the sums keep their digits, whatever the scores are counted from.
    centred = scores - scores.mean()
    of_people, of_raters = centred.mean(axis=1), centred.mean(axis=0)
    rest = centred - of_people[:, None] - of_raters[None, :]
    people = k * float(of_people @ of_people)
    raters = n * float(of_raters @ of_raters)
    error = float((rest * rest).sum())
    return Squares(
        n,
        k,
        people / (n - 1),
        (raters + error) / (n * (k - 1)),
        raters / (k - 1),
        error / ((n - 1) * (k - 1)),
    )


def icc(scores: NDArray[np.float64]) -> Mapping[str, Estimate | Undefined]:
    """All six forms with their 95 % intervals, or why one is not defined."""
    ms = squares(scores)
    if isinstance(ms, Undefined):
        return dict.fromkeys(FORMS, ms)
    single = {
        "1,1": _one_way(ms, ms.within, ms.n * (ms.k - 1)),
        "2,1": _two_way_random(ms),
        "3,1": _one_way(ms, ms.error, (ms.n - 1) * (ms.k - 1)),
    }
    return {**single, **{f"{form[0]},k": _mean_of(single[form], ms) for form in single}}


def _one_way(ms: Squares, error: float, freedom: int) -> Estimate | Undefined:
    """ICC(1,1) with the mean square within people, ICC(3,1) with that of error."""
    k = ms.k
    whole = ms.people + (k - 1) * error
    if whole == 0:
        return Undefined(tr("No variance between people, and none within them."))
    people = ms.n - 1
    # Multiplied out, so that no error at all is an interval of one point and no division by nothing.
    low = ms.people / f_quantile(_TAIL, people, freedom)
    high = ms.people * f_quantile(_TAIL, freedom, people)
    return Estimate(
        (ms.people - error) / whole,
        (low - error) / (low + (k - 1) * error),
        (high - error) / (high + (k - 1) * error),
    )


def _two_way_random(ms: Squares) -> Estimate | Undefined:
    n, k = ms.n, ms.k
    whole = ms.people + (k - 1) * ms.error + k * (ms.raters - ms.error) / n
    if whole == 0:
        return Undefined(tr("No variance between people, and none within them."))
    value = (ms.people - ms.error) / whole
    of_raters = k * value * ms.raters
    of_error = (n * (1 + (k - 1) * value) - k * value) * ms.error
    both = of_raters**2 / (k - 1) + of_error**2 / ((n - 1) * (k - 1))
    if both == 0:
        # People differ and nothing else does.
        return Estimate(value, value, value)
    freedom = (of_raters + of_error) ** 2 / both
    if freedom == 0:
        none = Undefined(tr("The interval has no degrees of freedom."))
        return Estimate(value, none, none)
    upper = f_quantile(_TAIL, n - 1, freedom)
    lower = f_quantile(_TAIL, freedom, n - 1)
    rest = k * ms.raters + (k * n - k - n) * ms.error
    return Estimate(
        value,
        n * (ms.people - upper * ms.error) / (upper * rest + n * ms.people),
        n * (lower * ms.people - ms.error) / (rest + n * lower * ms.people),
    )


def _mean_of(single: Estimate | Undefined, ms: Squares) -> Estimate | Undefined:
    """The form for the mean of k raters, stepped up by Spearman and Brown."""
    if isinstance(single, Undefined):
        return single
    value = _stepped_up(single.value, ms.k)
    if isinstance(value, Undefined):
        return value
    low, high = (
        one if isinstance(one, Undefined) else _stepped_up(one, ms.k) for one in (single.low, single.high)
    )
    return Estimate(value, low, high)


def _stepped_up(one: float, k: int) -> float | Undefined:
    whole = 1 + (k - 1) * one
    if whole <= 0:
        return Undefined(tr("No variance between people: the mean of raters has no reliability to speak of."))
    return k * one / whole
