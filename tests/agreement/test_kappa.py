"""Kappa against published tables, against statsmodels, and where it is not defined."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from statsmodels.stats.inter_rater import cohens_kappa

from app.agreement.kappa import Categories, Weights, agreement, of_table
from app.agreement.undefined import Estimate, Undefined

Table = NDArray[np.float64]
WEIGHTS: tuple[tuple[Weights, str | None], ...] = (
    ("none", None),
    ("linear", "linear"),
    ("quadratic", "quadratic"),
)


def estimate(found: Categories) -> Estimate:
    assert isinstance(found.kappa, Estimate)
    return found.kappa


def random_tables(count: int, seed: int) -> Iterator[Table]:
    """Two to six categories, few and many pairs, from chance to near agreement, some categories unused."""
    chance = np.random.default_rng(seed)
    for _ in range(count):
        size = int(chance.integers(2, 7))
        shares = chance.dirichlet(np.full(size * size, 0.5)).reshape(size, size)
        shares = shares + np.eye(size) * chance.choice([0, 0.2, 2])
        yield (
            chance.multinomial(int(chance.integers(3, 200)), (shares / shares.sum()).ravel())
            .reshape(size, size)
            .astype(float)
        )


def test_cohens_own_example_agrees_less_than_chance() -> None:
    """Cohen 1960, table 1: two judges agree on .29, by chance on .35, and kappa is -.09."""
    shares = np.array([[0.25, 0.13, 0.12], [0.12, 0.02, 0.16], [0.03, 0.15, 0.02]])
    found = of_table(shares * 200)
    assert found.percent == pytest.approx(29)
    assert estimate(found).value == pytest.approx((0.29 - 0.35) / (1 - 0.35))
    assert f"{estimate(found).value:.2f}" == "-0.09"


def test_the_hundred_patients_of_fleiss() -> None:
    """Fleiss, Statistical methods for rates and proportions, two raters and three diagnoses: agreed .89, by
    chance .66, kappa .68."""
    found = of_table(np.array([[75.0, 1.0, 4.0], [5.0, 4.0, 1.0], [0.0, 0.0, 10.0]]))
    assert found.percent == pytest.approx(89)
    assert estimate(found).value == pytest.approx((0.89 - 0.66) / (1 - 0.66))


def test_a_table_worked_by_hand() -> None:
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: agreed 0.7, by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5."""
    found = of_table(np.array([[20.0, 5.0], [10.0, 15.0]]))
    assert found.percent == pytest.approx(70)
    assert estimate(found).value == pytest.approx(0.4)
    assert found.pabak == pytest.approx(0.4)
    assert found.prevalence == pytest.approx(0.1)
    assert found.bias == pytest.approx(0.1)


def test_weights_by_hand() -> None:
    """Three points, 10 pairs; one is two points apart, two are one apart."""
    table = np.array([[3.0, 1.0, 1.0], [0.0, 2.0, 1.0], [0.0, 0.0, 2.0]])
    rows, columns = np.array([0.5, 0.3, 0.2]), np.array([0.3, 0.3, 0.4])
    apart = np.array([[0, 1, 2], [1, 0, 1], [2, 1, 0]]) / 2
    for weights, far in (("linear", apart), ("quadratic", apart**2)):
        expected = 1 - (far * table / 10).sum() / (far * np.outer(rows, columns)).sum()
        assert estimate(of_table(table, weights)).value == pytest.approx(expected)


def test_much_agreement_and_little_kappa_is_explained_by_prevalence() -> None:
    """Byrt 1993: PABAK says what kappa would be with both categories used alike."""
    found = of_table(np.array([[1.0, 4.0], [5.0, 90.0]]))
    assert found.percent == pytest.approx(91)
    assert estimate(found).value < 0.2
    assert found.pabak == pytest.approx(0.82)
    assert found.prevalence == pytest.approx(0.89)
    assert found.bias == pytest.approx(0.01)


@pytest.mark.parametrize("seed", [1960, 1968, 1969, 1993])
def test_a_thousand_random_tables_give_what_statsmodels_gives(seed: int) -> None:
    furthest = furthest_bound = 0.0
    compared = 0
    for table in random_tables(250, seed):
        for weights, name in WEIGHTS:
            ours = of_table(table, weights)
            if isinstance(ours.kappa, Undefined):
                # Both used one category only: nothing over nothing, which statsmodels gives as NaN.
                assert np.count_nonzero(table.sum(axis=0) + table.sum(axis=1)) == 1
                continue
            with np.errstate(divide="ignore", invalid="ignore"):
                theirs = cohens_kappa(table, wt=name)
            compared += 1
            furthest = max(furthest, abs(ours.kappa.value - theirs.kappa))
            for bound, their_bound in (
                (ours.kappa.low, theirs.kappa_low),
                (ours.kappa.high, theirs.kappa_upp),
            ):
                assert not isinstance(bound, Undefined)
                if ours.percent == 100 and not isfinite(their_bound):
                    # Their variance of nothing is rounded to below nothing, and its root is NaN.
                    assert bound == pytest.approx(1)
                    continue
                furthest_bound = max(furthest_bound, abs(bound - their_bound))
    assert compared > 725
    assert furthest < 1e-9
    assert furthest_bound < 1e-6


def test_one_category_used_by_both_has_no_kappa_but_a_percentage() -> None:
    found = agreement(["no"] * 9, ["no"] * 9, ["no", "yes"])
    assert found.kappa == Undefined("Both raters used one category only: agreement by chance is complete.")
    assert (found.percent, found.pabak, found.prevalence, found.bias) == (100, 1, 1, 0)


def test_one_category_to_choose_from_has_no_pabak_either() -> None:
    found = agreement(["no"] * 9, ["no"] * 9, ["no"])
    assert found.percent == 100
    assert found.pabak == Undefined("Only one category: there is nothing to choose between.")
    assert found.prevalence == Undefined("Defined for two categories only.")


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
@pytest.mark.parametrize("pairs", [0, 1])
def test_fewer_than_two_pairs_say_nothing(pairs: int, weights: Weights) -> None:
    found = agreement(["yes"] * pairs, ["no"] * pairs, ["no", "yes"], weights)
    few = Undefined("Fewer than two pairs.")
    assert found == Categories(pairs, few, few, few, few, few)


def test_prevalence_and_bias_are_of_two_categories() -> None:
    found = agreement(["a", "b", "c"], ["a", "b", "b"], ["a", "b", "c"])
    assert found.prevalence == found.bias == Undefined("Defined for two categories only.")


def test_a_category_nobody_may_choose_is_refused() -> None:
    with pytest.raises(ValueError, match="maybe"):
        agreement(["yes", "maybe"], ["no", "no"], ["no", "yes"])


def test_raters_of_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="same people"):
        agreement(["yes"], ["no", "no"], ["no", "yes"])


counts = st.integers(1, 5).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 9).map(float), min_size=size, max_size=size), min_size=size, max_size=size
    )
)
weightings = st.sampled_from(["none", "linear", "quadratic"])


@given(counts, weightings)
def test_everything_is_a_finite_number_or_a_reason(rows: list[list[float]], weights: Weights) -> None:
    found = of_table(np.array(rows), weights)
    parts: list[float | Undefined] = [found.percent, found.pabak, found.prevalence, found.bias]
    parts += (
        [found.kappa.value, found.kappa.low, found.kappa.high] if isinstance(found.kappa, Estimate) else []
    )
    assert all(part.reason if isinstance(part, Undefined) else isfinite(part) for part in parts)


@given(counts, weightings)
def test_it_does_not_matter_who_is_called_the_first_rater(rows: list[list[float]], weights: Weights) -> None:
    table = np.array(rows)
    one, other = of_table(table, weights), of_table(table.T, weights)
    assert (one.percent, one.pabak, one.prevalence, one.bias) == (
        other.percent,
        other.pabak,
        other.prevalence,
        other.bias,
    )
    if isinstance(one.kappa, Estimate):
        assert estimate(other).value == pytest.approx(one.kappa.value, abs=1e-12)
    else:
        assert one.kappa == other.kappa


@given(counts, weightings)
def test_an_order_read_from_the_other_end_is_the_same_order(
    rows: list[list[float]], weights: Weights
) -> None:
    table = np.array(rows)
    one, other = of_table(table, weights).kappa, of_table(table[::-1, ::-1], weights).kappa
    if isinstance(one, Estimate) and isinstance(other, Estimate):
        assert other.value == pytest.approx(one.value, abs=1e-12)
    else:
        assert one == other


@given(counts.filter(lambda rows: sum(map(sum, rows)) > 1), st.integers(2, 6))
def test_more_pairs_of_the_same_kind_leave_kappa_and_narrow_its_interval(
    rows: list[list[float]], times: int
) -> None:
    table = np.array(rows)
    one, more = of_table(table).kappa, of_table(table * times).kappa
    if isinstance(one, Estimate) and isinstance(more, Estimate):
        assert more.value == pytest.approx(one.value, abs=1e-12)
        assert not isinstance(one.low, Undefined)
        assert not isinstance(more.low, Undefined)
        width, narrower = one.value - one.low, more.value - more.low
        assert narrower == pytest.approx(width / times**0.5, abs=1e-6)
