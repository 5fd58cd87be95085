"""Intraclass correlation: the six forms of Shrout and Fleiss (1979), intervals by McGraw and Wong (1996)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from sys import float_info
from typing import TYPE_CHECKING

from app.agreement.distributions import f_quantile
from app.agreement.undefined import Estimate, Undefined
from resources.tongue import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMS = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")
_TAIL = 0.975
_NO_MEAN = tr("No variance between people: the mean of raters has no reliability to speak of.")
_LARGEST = 1e100
"""Past this a sum of squares is no number any more; no score of a person comes near."""


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
    if not bool(abs(scores).max(initial=0.0) < _LARGEST):
        raise ValueError("a score is missing, or is no score")
    if n < 2 or k < 2:
        return Undefined(tr("Fewer than two pairs."))
    if scores.max() == scores.min():
        return Undefined(tr("No variance: every score is the same."))
    # About the mean the sums keep their digits, whatever the scores are counted from.
    centred = scores - scores.mean()
    of_people, of_raters = centred.mean(axis=1), centred.mean(axis=0)
    rest = centred - of_people[:, None] - of_raters[None, :]
    # What is left where nothing differs: no score is kept finer than this.
    nothing = n * k * (4 * float_info.epsilon * float(abs(scores).max())) ** 2
    people, raters, error = (
        found if found > nothing else 0.0
        for found in (
            k * float(of_people @ of_people),
            n * float(of_raters @ of_raters),
            float((rest * rest).sum()),
        )
    )
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
    within = _by_ratio(ms, ms.within, ms.n * (ms.k - 1))
    error = _by_ratio(ms, ms.error, (ms.n - 1) * (ms.k - 1))
    random = _two_way_random(ms)
    forms = (within[0], random, error[0], within[1], _mean_of(random, ms), error[1])
    return dict(zip(FORMS, forms, strict=True))


def _by_ratio(ms: Squares, error: float, freedom: int) -> tuple[Estimate | Undefined, Estimate | Undefined]:
    """ICC(1,1) and (1,k) with the mean square within people, ICC(3,1) and (3,k) with that of error."""
    k = ms.k
    whole = ms.people + (k - 1) * error
    if whole == 0:
        none = Undefined(tr("No variance between people, and none within them."))
        return none, none
    people = ms.n - 1
    # Multiplied out, so that no error at all is an interval of one point and no division by nothing.
    low = ms.people / f_quantile(_TAIL, people, freedom)
    high = ms.people * f_quantile(_TAIL, freedom, people)
    one = Estimate(
        (ms.people - error) / whole,
        (low - error) / (low + (k - 1) * error),
        (high - error) / (high + (k - 1) * error),
    )
    if not ms.people:
        return one, Undefined(_NO_MEAN)
    return one, Estimate((ms.people - error) / ms.people, (low - error) / low, (high - error) / high)


def _two_way_random(ms: Squares) -> Estimate | Undefined:
    n, k = ms.n, ms.k
    # Counted n times and without a difference, so that it is nothing only where nothing differs.
    whole = n * ms.people + (n * (k - 1) - k) * ms.error + k * ms.raters
    if whole == 0:
        return Undefined(tr("No variance between people, and none within them."))
    value = n * (ms.people - ms.error) / whole
    if ms.raters == ms.error == 0:
        # People differ and nothing else does.
        return Estimate(value, value, value)
    of_raters = k * value * ms.raters
    of_error = (n * (1 + (k - 1) * value) - k * value) * ms.error
    both = of_raters**2 / (k - 1) + of_error**2 / ((n - 1) * (k - 1))
    none = Undefined(tr("The interval has too few degrees of freedom."))
    freedom = (of_raters + of_error) ** 2 / both if both else 0.0
    if not freedom:
        return Estimate(value, none, none)
    upper, lower = f_quantile(_TAIL, n - 1, freedom), f_quantile(_TAIL, freedom, n - 1)
    rest = k * ms.raters + (k * n - k - n) * ms.error
    return Estimate(
        value,
        n * (ms.people / upper - ms.error) / (rest + n * ms.people / upper) if isfinite(upper) else none,
        n * (lower * ms.people - ms.error) / (rest + n * lower * ms.people) if isfinite(lower) else none,
    )


def _mean_of(single: Estimate | Undefined, ms: Squares) -> Estimate | Undefined:
    """ICC(2,k); its interval is that of one rater, stepped up by Spearman and Brown."""
    if isinstance(single, Undefined):
        return single
    whole = ms.people + (ms.raters - ms.error) / ms.n
    if whole <= 0:
        return Undefined(_NO_MEAN)
    value = (ms.people - ms.error) / whole
    return Estimate(value, _stepped_up(single.low, ms.k), _stepped_up(single.high, ms.k))


def _stepped_up(one: float | Undefined, k: int) -> float | Undefined:
    if isinstance(one, Undefined):
        return one
    whole = 1 + (k - 1) * one
    if whole <= 0:
        return Undefined(
            tr("No bound: the interval of one rater reaches to where a mean of raters has none.")
        )
    return k * one / whole
