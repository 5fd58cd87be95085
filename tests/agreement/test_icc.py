"""Intraclass correlation against published data, against pingouin, and where it is not defined."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from math import isfinite, isnan

import numpy as np
import pandas
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.agreement.icc import FORMS, icc, squares
from app.agreement.undefined import Estimate, Undefined

Scores = NDArray[np.float64]

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)
"""Shrout and Fleiss 1979, table 2: six people, four judges."""
_NAMES = dict(
    zip(FORMS, ("ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)"), strict=True)
)


def value(found: Estimate | Undefined) -> float:
    assert isinstance(found, Estimate)
    return found.value


def reference(scores: Scores) -> dict[str, tuple[float, float, float]]:
    """pingouin's six forms with their bounds, unrounded."""
    long = pandas.DataFrame(
        [(p, r, score) for p, row in enumerate(scores) for r, score in enumerate(row)],
        columns=["person", "rater", "score"],
    )
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        # Theirs: what pingouin asks of pandas is going to change.
        warnings.simplefilter("ignore", DeprecationWarning)
        found = pingouin.intraclass_corr(long, "person", "rater", "score").set_index("Type")
    return {
        form: (float(found.at[name, "ICC"]), *map(float, found.at[name, "CI95"]))
        for form, name in _NAMES.items()
    }


def random_matrices(count: int, seed: int) -> Iterator[Scores]:
    """Three to thirty people and two to five raters, from no difference between people to much, with raters
    that differ and raters that do not."""
    chance = np.random.default_rng(seed)
    for _ in range(count):
        n, k = int(chance.integers(3, 31)), int(chance.integers(2, 6))
        people = chance.normal(0, chance.choice([0, 1, 5]), (n, 1))
        raters = chance.normal(0, chance.choice([0, 0.5, 3]), (1, k))
        scores = chance.choice([0, 40, 300]) + people + raters + chance.normal(0, 1, (n, k))
        yield np.round(scores, 1) if chance.random() < 0.5 else scores


@pytest.fixture(autouse=True)
def unrounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pingouin.options, "round.column.CI95", None)


def test_shrout_and_fleiss_print_17_29_71_44_62_91() -> None:
    found = icc(SHROUT_FLEISS)
    assert [f"{value(found[form]):.2f}" for form in FORMS] == ["0.17", "0.29", "0.71", "0.44", "0.62", "0.91"]


def test_the_intervals_of_that_table_are_those_of_mcgraw_and_wong() -> None:
    """Bounds as the R package psych prints them of the same table."""
    found = icc(SHROUT_FLEISS)
    bounds = [found[form] for form in FORMS]
    assert [(f"{one.low:.2f}", f"{one.high:.2f}") for one in bounds if isinstance(one, Estimate)] == [
        ("-0.13", "0.72"),
        ("0.02", "0.76"),
        ("0.34", "0.95"),
        ("-0.88", "0.91"),
        ("0.07", "0.93"),
        ("0.68", "0.99"),
    ]


@pytest.mark.parametrize("seed", [1979, 1996, 2005, 2016])
def test_a_thousand_random_matrices_give_what_pingouin_gives(seed: int) -> None:
    """Where pingouin prints a number for an interval of ICC(2,k) that reaches past where a mean of raters
    has a reliability, or for a variance of such a mean below nothing, ours says that there is none; and
    where its bound of ICC(2,1) is NaN, because the degrees of freedom come near nothing."""
    furthest = furthest_bound = 0.0
    without = 0
    for scores in random_matrices(250, seed):
        ours, theirs = icc(scores), reference(scores)
        for form in FORMS:
            one, (their_value, *their_bounds) = ours[form], theirs[form]
            if isinstance(one, Undefined):
                assert form == "2,k"
                assert not variance_of_mean(scores) > 0
                continue
            furthest = max(furthest, abs(one.value - their_value))
            for bound, their_bound in zip((one.low, one.high), their_bounds, strict=True):
                if isinstance(bound, Undefined):
                    without += 1
                    if isnan(their_bound):
                        continue
                    assert form == "2,k"
                    assert not 1 + (scores.shape[1] - 1) * theirs["2,1"][1] > 0
                else:
                    furthest_bound = max(furthest_bound, abs(bound - their_bound))
    assert furthest < 1e-9
    assert furthest_bound < 1e-6
    assert without < 50


def variance_of_mean(scores: Scores) -> float:
    ms = squares(scores)
    assert not isinstance(ms, Undefined)
    return ms.people + (ms.raters - ms.error) / ms.n


@pytest.mark.parametrize("scores", [[[5, 5], [5, 5], [5, 5]], [[0.1] * 3] * 4])
def test_scores_that_are_all_the_same_have_no_variance(scores: list[list[float]]) -> None:
    found = icc(np.array(scores, dtype=float))
    assert set(found) == set(FORMS)
    assert set(found.values()) == {Undefined("No variance: every score is the same.")}


@pytest.mark.parametrize("scores", [np.array([[4.0, 5.0]]), np.empty((0, 2)), np.array([[1.0], [2.0]])])
def test_fewer_than_two_pairs_have_no_correlation(scores: Scores) -> None:
    assert set(icc(scores).values()) == {Undefined("Fewer than two pairs.")}


def test_raters_who_differ_by_the_same_everywhere_and_people_who_do_not_differ() -> None:
    """No error, no difference between people: consistency is nothing over nothing, and its reason says so."""
    found = icc(np.array([[1.1, 2.2], [1.1, 2.2], [1.1, 2.2]]))
    assert found["3,1"] == Undefined("No variance between people, and none within them.")
    assert found["2,1"] == Estimate(0.0, *[Undefined("The interval has too few degrees of freedom.")] * 2)
    assert value(found["1,1"]) == -1
    assert isinstance(found["1,k"], Undefined)


def test_perfect_agreement_is_one_with_an_interval_of_one_point() -> None:
    found = icc(np.array([[1.1, 1.1], [2.3, 2.3], [7.7, 7.7]]))
    assert set(found.values()) == {Estimate(1.0, 1.0, 1.0)}


def test_a_constant_difference_of_raters_is_no_error_by_consistency() -> None:
    """0.1 more each time is a little more or less in a computer; no digit of that counts as error."""
    first = np.array([0.3, 1.7, 2.2, 9.1])
    found = icc(np.column_stack([first, first + 0.1]))
    assert found["3,1"] == Estimate(1.0, 1.0, 1.0)
    assert value(found["2,1"]) < 1


def test_people_with_the_same_mean_in_another_order_do_not_differ() -> None:
    found = icc(np.array([[0.1, 0.2, 0.3], [0.3, 0.1, 0.2], [0.2, 0.3, 0.1]]))
    assert value(found["1,1"]) == pytest.approx(-0.5)
    assert isinstance(found["1,k"], Undefined)
    assert isinstance(found["3,k"], Undefined)


def test_a_missing_score_is_refused_and_never_averaged_over() -> None:
    with pytest.raises(ValueError, match="missing"):
        icc(np.array([[1.0, np.nan], [2.0, 3.0]]))


tables = st.integers(2, 8).flatmap(
    lambda n: st.integers(2, 4).flatmap(
        lambda k: st.lists(
            st.lists(st.integers(-40, 40).map(float), min_size=k, max_size=k), min_size=n, max_size=n
        )
    )
)


@given(tables)
def test_every_form_is_a_finite_number_or_a_reason(rows: list[list[float]]) -> None:
    for one in icc(np.array(rows)).values():
        parts = (one.value, one.low, one.high) if isinstance(one, Estimate) else (one,)
        assert all(part.reason if isinstance(part, Undefined) else isfinite(part) for part in parts)


@given(tables, st.integers(-500, 500), st.sampled_from([0.25, 0.5, 2.0, 8.0, -1.0]))
def test_neither_the_zero_nor_the_unit_nor_the_order_of_raters_changes_it(
    rows: list[list[float]], more: int, scale: float
) -> None:
    scores = np.array(rows)
    first, other = icc(scores), icc((scores * scale + more)[:, ::-1])
    for form in FORMS:
        one, same = first[form], other[form]
        if isinstance(one, Undefined) or isinstance(same, Undefined):
            assert one == same
            continue
        assert same.value == pytest.approx(one.value, rel=1e-6, abs=1e-9)
        for bound, same_bound in ((one.low, same.low), (one.high, same.high)):
            if not isinstance(bound, Undefined) and not isinstance(same_bound, Undefined):
                assert same_bound == pytest.approx(bound, rel=1e-6, abs=1e-9)
