"""Agreement of two raters on categories: per cent, Cohen's kappa, and what prevalence and bias do to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.agreement.distributions import normal_quantile
from app.agreement.ratings import table
from app.agreement.undefined import Estimate, Undefined
from resources.tongue import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Weights = Literal["none", "linear", "quadratic"]

FEWEST = 2
"""Pairs without which nothing is said of agreement."""


@dataclass(frozen=True, slots=True)
class Categories:
    """Two raters' categories of the same people. `percent` is 0 to 100.

    `prevalence` and `bias` are the sizes of the indices of Byrt (1993), for two categories only: how
    unequally the two are used, and how far the raters differ in using them.
    """

    pairs: int
    percent: float | Undefined
    kappa: Estimate | Undefined
    pabak: float | Undefined
    prevalence: float | Undefined
    bias: float | Undefined


def agreement(
    first: Sequence[str], second: Sequence[str], categories: Sequence[str], weights: Weights = "none"
) -> Categories:
    """Of the first rater's and the second rater's category of each person, in the same order of persons.

    `categories` are all that may be chosen, the least first where they have an order; weights go by their
    places in it. ValueError when the two differ in length or a category is none of them.
    """
    if len(first) != len(second):
        raise ValueError("the raters did not score the same people")
    place = {category: at for at, category in enumerate(categories)}
    if unknown := {*first, *second} - set(place):
        raise ValueError(f"no such category: {', '.join(sorted(unknown))}")
    counts = [[0.0] * len(categories) for _ in categories]
    for one, other in zip(first, second, strict=True):
        counts[place[one]][place[other]] += 1
    return of_table(table(counts, len(categories)), weights)


def of_table(counts: NDArray[np.float64], weights: Weights = "none") -> Categories:
    """Of a square table of counts: rows are the first rater's categories, columns the second's."""
    pairs = int(counts.sum())
    if pairs < FEWEST:
        few = Undefined(tr("Fewer than two pairs."))
        return Categories(pairs, few, few, few, few, few)
    shares = counts / counts.sum()
    agreed = float(shares.trace())
    return Categories(
        pairs,
        100 * agreed,
        _kappa(shares, pairs, weights),
        _pabak(agreed, len(counts)),
        *_two_categories(shares),
    )


def _kappa(shares: NDArray[np.float64], pairs: int, weights: Weights) -> Estimate | Undefined:
    """The large-sample standard error of Fleiss, Cohen and Everitt (1969)."""
    credit = _credit(len(shares), weights)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed = float((credit * shares).sum())
    expected = float(rows @ credit @ columns)
    if ((rows + columns) > 0).sum() < FEWEST:
        return Undefined(tr("Both raters used one category only: agreement by chance is complete."))
    by_chance = 1 - expected
    kappa = (observed - expected) / by_chance
    row_credit, column_credit = credit @ columns, rows @ credit
    spread = credit - (row_credit[:, None] + column_credit[None, :]) * (1 - kappa)
    variance = (float((shares * spread**2).sum()) - (kappa - expected * (1 - kappa)) ** 2) / (
        pairs * by_chance**2
    )
    # Rounding can leave a variance of nothing a little below nothing.
    half = normal_quantile(0.975) * max(variance, 0.0) ** 0.5
    return Estimate(kappa, kappa - half, kappa + half)


def _credit(categories: int, weights: Weights) -> NDArray[np.float64]:
    """What a pair of categories is worth: 1 the same, 0 as far apart as possible."""
    places = range(categories)
    return table(
        [[_worth(one, other, categories, weights) for other in places] for one in places], categories
    )


def _worth(one: int, other: int, categories: int, weights: Weights) -> float:
    if weights == "none":
        return float(one == other)
    apart = abs(one - other) / (categories - 1) if one != other else 0.0
    return 1 - (apart if weights == "linear" else apart**2)


def _pabak(agreed: float, categories: int) -> float | Undefined:
    """Kappa as it would be with every category used alike by both (Byrt 1993)."""
    if categories < FEWEST:
        return Undefined(tr("Only one category: there is nothing to choose between."))
    return (categories * agreed - 1) / (categories - 1)


def _two_categories(shares: NDArray[np.float64]) -> tuple[float | Undefined, float | Undefined]:
    if len(shares) != FEWEST:
        none = Undefined(tr("Defined for two categories only."))
        return none, none
    return abs(float(shares[0, 0] - shares[1, 1])), abs(float(shares[0, 1] - shares[1, 0]))
