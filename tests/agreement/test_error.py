"""The error of a measurement and the limits of agreement, worked by hand."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.agreement.bland_altman import Limits, limits_of_agreement
from app.agreement.error import ErrorOfMeasurement, Sem, error_of_measurement
from app.agreement.undefined import Undefined

Scores = NDArray[np.float64]

FIVE_HIPS = np.array([[10, 12], [4, 5], [0, 3], [-2, -1], [7, 10]], dtype=float)
"""Differences first minus second -2 -1 -3 -1 -3: mean -2, sum of squares about it 4."""


def sems(found: ErrorOfMeasurement) -> tuple[Sem, Sem]:
    assert isinstance(found.consistency, Sem)
    assert isinstance(found.agreement, Sem)
    return found.consistency, found.agreement


def limits(scores: Scores) -> Limits:
    found = limits_of_agreement(scores)
    assert isinstance(found, Limits)
    return found


def test_the_second_reading_two_degrees_higher_is_error_by_agreement_only() -> None:
    """The differences vary by 4 / 4 = 1, so MSE is 1 / 2; MSJ is 5 * 2² / 2 = 10.

    Consistency √0.5; agreement √((10 - 0.5) / 5 + 0.5) = √2.4.
    """
    consistency, agreement = sems(error_of_measurement(FIVE_HIPS))
    assert consistency.sem == pytest.approx(sqrt(0.5))
    assert agreement.sem == pytest.approx(sqrt(2.4))


def test_a_change_of_95_percent_confidence_is_2_77_times_the_error() -> None:
    assert Sem(1.0).mdc95 == pytest.approx(2.7719, abs=5e-5)
    assert Sem(1.0).mdc90 == pytest.approx(2.3264, abs=5e-5)
    assert sems(error_of_measurement(FIVE_HIPS))[1].mdc95 == pytest.approx(1.96 * sqrt(2) * sqrt(2.4))


def test_two_raters_who_differ_less_than_their_error_have_no_share_below_nothing() -> None:
    """MSJ is less than MSE: the first term is nothing, and agreement is no better than consistency."""
    consistency, agreement = sems(error_of_measurement(np.array([[0.0, 2.0], [2.0, 0.0], [5.0, 5.0]])))
    assert agreement == consistency


def test_limits_of_agreement_by_hand() -> None:
    found = limits(FIVE_HIPS)
    assert (found.mean, found.sd) == (-2, 1)
    assert (found.low, found.high) == pytest.approx((-3.96, -0.04))


def test_readings_that_are_all_the_same_have_no_error_to_speak_of() -> None:
    found = error_of_measurement(np.full((6, 2), 3.0))
    same = Undefined("No variance: every score is the same.")
    assert found == ErrorOfMeasurement(same, same)
    assert limits(np.full((6, 2), 3.0)) == Limits(0, 0, 0, 0)


@pytest.mark.parametrize("pairs", [0, 1])
def test_fewer_than_two_pairs_have_neither_error_nor_limits(pairs: int) -> None:
    scores = np.arange(2.0 * pairs).reshape(pairs, 2)
    few = Undefined("Fewer than two pairs.")
    assert error_of_measurement(scores) == ErrorOfMeasurement(few, few)
    assert limits_of_agreement(scores) == few


def test_limits_are_of_two_measurements() -> None:
    with pytest.raises(ValueError, match="two measurements"):
        limits_of_agreement(np.zeros((4, 3)))


pairs = st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=2, max_size=12).map(
    lambda rows: np.array(rows, dtype=float)
)


@given(pairs.filter(lambda scores: float(np.ptp(scores)) > 0))
def test_the_error_of_two_readings_is_the_spread_within_people_or_more(scores: Scores) -> None:
    """Bland and Altman's within-subject standard deviation is √(Σd² / 2n); the form by agreement is the same
    but for a share of raters that would be below nothing."""
    within = float(sqrt(((scores[:, 0] - scores[:, 1]) ** 2).sum() / (2 * len(scores))))
    _, agreement = sems(error_of_measurement(scores))
    assert agreement.sem >= within - 1e-9
    if agreement.sem > sems(error_of_measurement(scores))[0].sem + 1e-9:
        assert agreement.sem == pytest.approx(within)


@given(pairs, st.integers(-200, 200), st.sampled_from([0.5, 2.0, 8.0]))
def test_error_goes_with_the_unit_and_not_with_its_zero(scores: Scores, more: int, scale: float) -> None:
    one, other = error_of_measurement(scores), error_of_measurement(scores * scale + more)
    if isinstance(one.agreement, Sem) and isinstance(one.consistency, Sem):
        consistency, agreement = sems(other)
        assert agreement.sem == pytest.approx(one.agreement.sem * scale, abs=1e-9)
        assert consistency.sem == pytest.approx(one.consistency.sem * scale, abs=1e-9)
    else:
        assert one == other


@given(pairs)
def test_the_other_reading_first_turns_the_limits_round(scores: Scores) -> None:
    one, other = limits(scores), limits(scores[:, ::-1])
    assert (other.mean, other.sd, other.low, other.high) == pytest.approx(
        (-one.mean, one.sd, -one.high, -one.low)
    )
