"""Points of the distributions that intervals are made with.

The library is loaded by whoever asks first: that takes half a second, and most who start the program ask
nothing of it.
"""

from __future__ import annotations

from functools import cache


def f_quantile(below: float, numerator: float, denominator: float) -> float:
    """The point of the F distribution that this share lies below; degrees of freedom may be fractions."""
    from scipy.special import fdtri

    return float(fdtri(numerator, denominator, below))


@cache
def normal_quantile(below: float) -> float:
    """The point of the standard normal distribution that this share lies below."""
    from scipy.special import ndtri

    return float(ndtri(below))
