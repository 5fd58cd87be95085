"""Rounding as a clinician does it on paper, half up, from the exact number and never from a rounded one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | Decimal, places: int) -> Decimal:
    """The number with that many decimals, halves away from zero; trailing zeros stay.

    >>> half_up(Fraction(29, 2), 0), half_up(Fraction(12), 1)
    (Decimal('15'), Decimal('12.0'))
    """
    scaled = Fraction(value) * 10**places
    whole = int(abs(scaled) + Fraction(1, 2))
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)
