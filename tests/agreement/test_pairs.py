"""Visits scored twice: agreement item by item, measure by measure, and the clinic's own error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

import pytest

from app.agreement.error import Sem
from app.agreement.pairs import Agreement, Pair, items, measures, own_error, own_errors, rows
from app.agreement.undefined import Estimate, Undefined
from app.agreement.words import sentences
from assessments.change.own import OwnError
from assessments.language.value import Choice, NotDone, Quantity, Ref, Side, Value
from tests.agreement.visits import FIRST_DAY, pair, repeats, thomas

PELVIS = Ref("lateral_step_down", "pelvis", Side.RIGHT, 1)


def of(found: tuple[Agreement, ...], code: str) -> Agreement:
    (one,) = [one for one in found if one.code == code]
    return one


def step_down(pelvis: str, knee: str) -> Mapping[Ref, Value]:
    knee_ref = Ref("lateral_step_down", "knee", Side.RIGHT, 1)
    return {PELVIS: Choice(pelvis), knee_ref: Choice(knee)}


def differing(count: int) -> tuple[Pair, ...]:
    """The right thigh reads 2° more and 2° less in turn the second time; the left reads 5 each time."""
    return repeats([(str(n), str(n + (2 if n % 2 else -2))) for n in range(count)])


def test_an_item_is_counted_over_both_sides_and_its_pairs_once() -> None:
    found = of(items(differing(6), "repeat"), "thomas/hip_angle")
    assert (found.pairs, found.values, found.left_out, found.unit) == (6, 12, 0, "deg")


def test_categories_have_percent_kappa_pabak_prevalence_and_bias() -> None:
    """Ten step-downs: pelvis 1-1 four times, 0-0 three, 1-0 two, 0-1 one."""
    scored = [("1", "1")] * 4 + [("0", "0")] * 3 + [("1", "0")] * 2 + [("0", "1")]
    pairs = [pair(step_down(one, "0"), step_down(two, "1"), "second_rater") for one, two in scored]
    found = of(items(pairs, "second_rater"), "lateral_step_down/pelvis")
    assert found.categories is not None
    assert found.categories.percent == pytest.approx(70)
    assert isinstance(found.categories.kappa, Estimate)
    assert found.categories.kappa.value == pytest.approx((0.7 - 0.5) / (1 - 0.5))
    assert found.categories.pabak == pytest.approx(0.4)
    assert found.categories.prevalence == pytest.approx(0.1)
    assert found.categories.bias == pytest.approx(0.1)
    assert found.ordered is None
    assert sentences(found)[:2] == ("10 pairs, 10 values.", "Agreement 70 %.")


def test_three_points_of_the_knee_have_an_order_and_so_weights() -> None:
    scored = [("0", "0"), ("1", "1"), ("2", "1"), ("0", "2"), ("2", "2")]
    pairs = [pair(step_down("0", one), step_down("0", two)) for one, two in scored]
    found = of(items(pairs, "repeat"), "lateral_step_down/knee")
    assert found.ordered is not None
    assert isinstance(found.ordered.linear.kappa, Estimate)
    assert isinstance(found.ordered.quadratic.kappa, Estimate)
    assert found.ordered.linear.kappa.value != found.ordered.quadratic.kappa.value


def test_what_one_of_the_two_did_not_score_is_left_out_and_told() -> None:
    whole, part = dict(step_down("1", "0")), dict(step_down("1", "0"))
    part[PELVIS] = NotDone("no_time")
    found = of(items([pair(whole, whole), pair(whole, part)], "repeat"), "lateral_step_down/pelvis")
    assert (found.pairs, found.values, found.left_out) == (1, 1, 1)
    assert "1 value left out: not scored twice in the same way." in sentences(found)


def test_only_the_tests_that_were_scored_twice_count() -> None:
    both = {**thomas("3", "4"), **step_down("1", "0")}
    one = replace(pair(both, both), assessments=frozenset({"thomas"}))
    assert {found.assessment for found in items([one], "repeat")} == {"thomas"}
    assert {found.assessment for found in measures([one], "repeat")} == {"thomas"}
    assert {row.ref.assessment for row in rows(one)} == {"thomas"}


def test_repeats_of_one_person_and_of_two_are_never_mixed() -> None:
    pairs = (*differing(4), *repeats([("1", "9")], "second_rater"))
    assert of(measures(pairs, "repeat"), "thomas.hip_angle").pairs == 4
    assert of(measures(pairs, "second_rater"), "thomas.hip_angle").pairs == 1


def test_angles_read_in_another_way_are_no_repeat() -> None:
    other_way = pair(thomas("3", "4"), thomas("5", "4", "goniometer"))
    found = of(measures([*differing(3), other_way], "repeat"), "thomas.hip_angle")
    assert (found.pairs, found.left_out) == (3, 2)


def test_each_way_of_reading_has_an_error_of_its_own() -> None:
    goniometer = [pair(thomas(str(n), "4", "goniometer"), thomas("5", "4", "goniometer")) for n in range(3)]
    found = measures([*differing(5), *goniometer], "repeat")
    assert [
        (one.pairs, dict(one.method.parts)["method"]) for one in found if one.code == "thomas.hip_angle"
    ] == [
        (5, "inclinometer"),
        (3, "goniometer"),
    ]


def test_the_form_of_the_correlation_goes_by_who_rated() -> None:
    """The same two people throughout are two raters; changing ones cannot be told from the patients."""
    two = [pair(thomas(str(n), "4"), thomas(str(n + 1), "5"), raters=("A", "B")) for n in range(4)]
    others = [*two, pair(thomas("1", "2"), thomas("2", "2"), raters=("B", "C"))]
    forms = [of(measures(pairs, "repeat"), "thomas.hip_angle").numbers for pairs in (two, others)]
    assert [one.form for one in forms if one] == ["2,1", "1,1"]


def test_twenty_pairs_give_the_clinic_an_error_of_its_own() -> None:
    """Right differences +2 and -2 in turn and left none: the within-person variance is 20 * 4 / (2 * 40) = 1,
    and 1.96 * √2 * 1 = 2.77."""
    (found,) = own_errors(differing(20))
    assert found == OwnError(
        "thomas.hip_angle", Decimal("2.8"), 20, FIRST_DAY + timedelta(days=19), "repeat", found.method
    )
    numbers = of(measures(differing(20), "repeat"), "thomas.hip_angle").numbers
    assert numbers is not None
    assert isinstance(numbers.error.agreement, Sem)
    assert numbers.error.agreement.sem == pytest.approx(1, abs=0.02)
    assert numbers.error.agreement.mdc95 == pytest.approx(1.96 * sqrt(2), abs=0.05)


def test_nineteen_pairs_leave_the_error_unknown() -> None:
    """However many sides they gave."""
    pairs = differing(19)
    found = of(measures(pairs, "repeat"), "thomas.hip_angle")
    assert found.values == 38
    assert own_error(found, pairs) == Undefined("Error unknown: 19 pairs of 20.")
    assert own_errors(pairs) == ()


def test_what_was_not_yet_measured_twice_in_one_way_has_none_of_the_twenty_pairs() -> None:
    """The second reading was taken with another instrument, so nothing can be compared yet."""
    pairs = [pair(thomas("3", "4"), thomas("5", "4", "goniometer"))]
    found = measures(pairs, "repeat")
    told = [own_error(one, pairs) for one in found if one.code == "thomas.hip_angle"]
    assert told == [Undefined("Error unknown: 0 pairs of 20.")]


def test_repeats_that_never_differ_are_read_too_coarsely_for_an_error() -> None:
    """No change would be within an error of nothing."""
    pairs = repeats([(str(n), str(n)) for n in range(25)])
    assert own_error(of(measures(pairs, "repeat"), "thomas.hip_angle"), pairs) == Undefined(
        "Error unknown: the repeats do not differ, so they are read too coarsely."
    )


def test_a_published_error_is_not_replaced() -> None:
    pairs = [pair({**thomas("3", "4"), **knee(n)}, {**thomas("3", "4"), **knee(n + 4)}) for n in range(22)]
    found = of(measures(pairs, "repeat"), "thomas.knee_angle")
    assert found.pairs == 22
    assert own_error(found, pairs) == Undefined(
        "A change of this measure is held against a published figure."
    )


def knee(angle: int) -> Mapping[Ref, Value]:
    return {
        Ref("thomas", "knee_angle", side): Quantity(Decimal(80 + angle), "deg")
        for side in (Side.RIGHT, Side.LEFT)
    }


def test_the_two_scorings_lie_side_by_side_for_whoever_reveals_them() -> None:
    found = {row.ref: row for row in rows(pair(step_down("1", "2"), step_down("0", "2")))}
    assert (found[PELVIS].first, found[PELVIS].second, found[PELVIS].agrees) == ("1", "0", False)
    assert sum(row.agrees is True for row in found.values()) == 1


def test_a_row_that_one_did_not_score_agrees_with_nothing() -> None:
    part = {ref: value for ref, value in step_down("1", "2").items() if ref != PELVIS}
    found = {row.ref: row for row in rows(pair(step_down("1", "2"), part))}
    assert (found[PELVIS].second, found[PELVIS].agrees) == (None, None)


def test_no_pairs_are_no_agreement_at_all() -> None:
    assert items((), "repeat") == measures((), "repeat") == own_errors(()) == ()


def test_one_pair_says_how_few_it_is() -> None:
    step = pair(step_down("1", "2"), step_down("1", "1"))
    assert sentences(of(items([step], "repeat"), "lateral_step_down/pelvis")) == (
        "1 pair, 1 value.",
        "Agreement none (Fewer than two pairs).",
        "Unweighted kappa none (Fewer than two pairs).",
        "PABAK none (Fewer than two pairs).",
    )


def test_the_day_of_an_error_is_the_last_of_its_own_pairs() -> None:
    later = pair(step_down("1", "0"), step_down("1", "0"), on=date(2027, 1, 1))
    (found,) = own_errors([*differing(20), later])
    assert found.until == FIRST_DAY + timedelta(days=19)
