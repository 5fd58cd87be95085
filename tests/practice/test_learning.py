"""What a learner's attempts amount to, held against figures worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from app.agreement.undefined import Estimate, Undefined
from app.practice.attempt import Attempt, Marked
from app.practice.learning import Learning, OfItem, Trend, learning
from app.practice.library import cases
from app.practice.marking import Way
from app.practice.share import Share
from app.practice.task import Item, Task, items, tasks
from assessments.language.protocol import Chosen, Counted, Measured
from assessments.language.value import Choice, Quantity, Ref, Side, Value
from tests.practice.learners import committed, right_answers, steps_down

STEP = Task("lateral_step_down", Side.RIGHT)
PELVIS = Ref("lateral_step_down", "pelvis", Side.RIGHT, 1)


def ten() -> list[Attempt]:
    """Ten people, the first four with a pelvis that drops. The learner calls it in the first three and in the
    fifth, and everything else as the key has it."""
    attempts = []
    for number in range(1, 11):
        case = steps_down(f"p{number}", **({"pelvis": 0.9} if number <= 4 else {}))
        given = right_answers(case, STEP) | {PELVIS: Choice("1" if number in (1, 2, 3, 5) else "0")}
        attempts.append(committed(case, STEP, given, number, seconds=20.0 + number))
    return attempts


def item(found: Learning, code: str) -> OfItem:
    return next(one for one in found.items if one.code == code)


def test_ten_cases_with_two_misses_come_to_what_is_worked_out_by_hand() -> None:
    """Of the pelvis both say yes 3 times and no 5 times, only the learner once, only the key once.

    Agreement 8/10. By chance 0.4 × 0.4 + 0.6 × 0.6 = 0.52, so kappa is (0.80 − 0.52) / 0.48 = 7/12.
    Its variance (Fleiss 1969): the agreeing cells 0.3 (1 − 0.8 × 5/12)² + 0.5 (1 − 1.2 × 5/12)² = 0.258333,
    the others (5/12)² × (0.1 + 0.1) = 0.034722, less (7/12 − 0.52 × 5/12)² = 0.134444: together 0.158611,
    over 10 × 0.48² = 2.304 it is 0.068842, whose root is 0.262377. So 7/12 ± 1.959964 × 0.262377 = 0.0691 to
    1.0976, and no kappa is above 1. PABAK 2 × 0.8 − 1 = 0.6; prevalence |0.3 − 0.5| = 0.2; bias 0.
    """
    found = item(learning(ten()), "lateral_step_down.pelvis").agreement
    assert (found.judged, found.share.part, found.over, found.under, found.unanswered) == (10, 8, 1, 1, 0)
    assert isinstance(found.kappa, Estimate)
    assert found.kappa.value == pytest.approx(7 / 12, abs=1e-12)
    assert (found.kappa.low, found.kappa.high) == (pytest.approx(0.06908, abs=1e-5), 1.0)
    assert (found.pabak, found.prevalence, found.bias_index) == tuple(map(pytest.approx, (0.6, 0.2, 0.0)))


def test_the_marks_of_the_ten_cases_are_those_that_were_scripted() -> None:
    missed = [(one.id, mark.item, mark.way) for one in ten() for mark in one.marks if not mark.agrees]
    assert missed == [
        ("attempt-4", "lateral_step_down.pelvis", "under"),
        ("attempt-5", "lateral_step_down.pelvis", "over"),
    ]
    overall = learning(ten()).overall
    assert overall is not None
    assert (overall.share.part, overall.share.whole) == (48, 50)


def test_the_share_of_agreement_has_the_interval_of_wilson() -> None:
    """8 of 10: the middle is (8 + 1.92073) / 13.84146 = 0.71674, half of it all
    1.959964 × √(8 × 2 / 10 + 0.96036) / 13.84146 = 0.22658."""
    share = Share(8, 10)
    assert (share.low, share.high) == (pytest.approx(0.49016, abs=1e-5), pytest.approx(0.94332, abs=1e-5))


@pytest.mark.parametrize(("part", "low", "high"), [(0, 0.0, 0.27754), (10, 0.72246, 1.0)])
def test_never_and_always_have_an_interval_too(part: int, low: float, high: float) -> None:
    """10 of 10: the low end is 10 / (10 + 3.84146) = 0.72246."""
    share = Share(part, 10)
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5))


def test_kappa_over_all_five_items_counts_the_points_of_the_test() -> None:
    """50 judgements of 0, 1 or 2 points: both 0 in 45, both 1 in 3, one each way. Agreement 0.96; by chance
    0.92² + 0.08² = 0.8528; kappa (0.96 − 0.8528) / 0.1472. PABAK of three categories: (3 × 0.96 − 1) / 2."""
    overall = learning(ten()).overall
    assert overall is not None
    assert isinstance(overall.kappa, Estimate)
    assert overall.kappa.value == pytest.approx(0.1072 / 0.1472, abs=1e-12)
    assert overall.pabak == pytest.approx(0.94)


def test_an_ordered_item_has_a_quadratic_kappa_that_forgives_the_nearer_miss() -> None:
    def said(answers: str) -> Learning:
        """The knee: the key is 0 0 1 1 2 2."""
        truths: tuple[dict[str, float], ...] = ({}, {}, {"knee_1": 0.9}, {"knee_1": 0.9}, {"knee_2": 0.9})
        attempts = []
        for number, (faults, points) in enumerate(zip((*truths, truths[-1]), answers, strict=True), 1):
            case = steps_down(f"k{number}", **faults)
            knee = {Ref("lateral_step_down", "knee", Side.RIGHT, 1): Choice(points)}
            attempts.append(committed(case, STEP, right_answers(case, STEP) | knee, number))
        return learning(attempts)

    near, far = (item(said(answers), "lateral_step_down.knee").agreement for answers in ("001121", "001120"))
    assert isinstance(near.kappa, Estimate)
    assert isinstance(near.quadratic, Estimate)
    assert isinstance(far.quadratic, Estimate)
    # One of six is missed either way: agreement 5/6, by chance (2 × 2 + 2 × 3 + 2 × 1) / 36 = 1/3.
    assert near.kappa.value == pytest.approx((5 / 6 - 1 / 3) / (2 / 3))
    # Near: one of six a quarter apart, 1/6 × 1/4 = 6/144; by chance (1/3 × 5/4 + 1/2 × 1/2 + 1/6 × 5/4) / 3,
    # which is 42/144.
    assert near.quadratic.value == pytest.approx(1 - 6 / 42)
    assert near.quadratic.value > far.quadratic.value


def test_too_few_judgements_are_said_in_words_and_never_as_a_number() -> None:
    found = item(learning(ten()[:4]), "lateral_step_down.pelvis").agreement
    assert found.kappa == found.pabak == Undefined("Too few cases to judge: 4 of at least 5.")
    assert found.wide


def test_where_everything_agrees_no_interval_feigns_certainty() -> None:
    attempts = [
        committed(case, STEP, right_answers(case, STEP), number)
        for number in range(1, 11)
        if (case := steps_down(f"p{number}", **({"pelvis": 0.9} if number <= 5 else {})))
    ]
    kappa = item(learning(attempts), "lateral_step_down.pelvis").agreement.kappa
    assert isinstance(kappa, Estimate)
    assert kappa.value == 1.0
    assert kappa.low == kappa.high == Undefined("all agree")


def test_one_answer_on_both_sides_says_why_there_is_no_kappa() -> None:
    arm = item(learning(ten()), "lateral_step_down.arm").agreement
    assert arm.kappa == Undefined("No kappa: one answer only.")
    assert arm.share.part == 10


def pelvises(given: str, right: str) -> Learning:
    """One step-down for each digit: what the learner said of the pelvis, and what it does."""
    attempts = []
    for number, (said, does) in enumerate(zip(given, right, strict=True), 1):
        case = steps_down(f"o{number}", **({"pelvis": 0.9} if does == "1" else {}))
        attempts.append(committed(case, STEP, right_answers(case, STEP) | {PELVIS: Choice(said)}, number))
    return learning(attempts)


@pytest.mark.parametrize(
    ("given", "right", "why"),
    [
        ("000000", "010101", "No kappa: you used one answer."),
        ("010101", "111111", "No kappa: the key has one answer."),
    ],
)
def test_a_single_answer_of_either_side_makes_no_kappa_of_nought(given: str, right: str, why: str) -> None:
    """By the formula it is 0 whatever was agreed, and its interval 0 to 0."""
    found = item(pelvises(given, right), "lateral_step_down.pelvis").agreement
    assert found.kappa == found.quadratic == Undefined(why)
    assert found.share.part == 3
    assert found.wide


def test_a_first_case_with_one_answer_throughout_is_told_in_words() -> None:
    """Five items, one of them missed, and every answer of the learner a 0."""
    case = steps_down("p1", pelvis=0.9)
    overall = learning([committed(case, STEP, right_answers(case, STEP) | {PELVIS: Choice("0")})]).overall
    assert overall is not None
    assert overall.kappa == Undefined("No kappa: you used one answer.")


def test_where_nothing_agrees_the_missing_interval_is_not_laid_to_agreement() -> None:
    kappa = item(pelvises("010101", "101010"), "lateral_step_down.pelvis").agreement.kappa
    assert isinstance(kappa, Estimate)
    assert kappa.value == -1.0
    assert kappa.low == kappa.high == Undefined("none agrees")


def test_an_item_left_open_is_no_agreement_and_no_category() -> None:
    attempts = ten()
    case = steps_down("p11")
    given = right_answers(case, STEP)
    del given[PELVIS]
    found = item(
        learning([*attempts, committed(case, STEP, given, 11)]), "lateral_step_down.pelvis"
    ).agreement
    assert (found.judged, found.share.part, found.unanswered) == (11, 8, 1)
    assert isinstance(found.kappa, Estimate)
    assert found.kappa.value == pytest.approx(7 / 12)


def test_a_number_has_no_kappa_but_a_distance_from_the_key() -> None:
    """The hip angle is 14°; it is read 1, 2, 3, 4 and 5° too high: 3° on average."""
    case = cases()["a01"]
    task = Task("thomas", Side.RIGHT)
    angle = Ref("thomas", "hip_angle", Side.RIGHT, 1)
    attempts = [
        committed(case, task, right_answers(case, task) | {angle: Quantity(Decimal(14 + off), "deg")}, off)
        for off in range(1, 6)
    ]
    found = item(learning(attempts), "thomas.hip_angle").agreement
    assert isinstance(found.kappa, Undefined)
    assert "A number has no categories" in found.kappa.reason
    assert not isinstance(found.difference, Undefined)
    assert found.difference.mean == pytest.approx(3.0)
    assert found.share.part == 5


def test_a_class_has_a_kappa_without_any_order() -> None:
    task = Task("classification")
    given = ["EXT-MOB", "EXT-CTRL", "FRONT", "MIX", "MIX", "CLEAR"]
    attempts = [
        committed(replace(cases()["a01"], code=f"c{n}", class_code=code), task, {_class(): Choice(code)}, n)
        for n, code in enumerate(given, 1)
    ]
    found = item(learning(attempts), "classification.class").agreement
    assert isinstance(found.kappa, Estimate)
    assert found.kappa.value == 1.0
    assert found.quadratic == Undefined("These categories have no order.")


def _class() -> Ref:
    return Ref("classification", "class")


def test_the_running_kappa_ends_where_all_attempts_together_are() -> None:
    found = learning(ten())
    assert [one.number for one in found.running] == list(range(1, 11))
    assert [one.judged for one in found.running] == list(range(5, 51, 5))
    assert found.overall is not None
    assert found.running[-1].kappa == found.overall.kappa


def test_a_long_history_is_told_at_evenly_spaced_attempts_up_to_the_last() -> None:
    found = learning([one for _ in range(25) for one in ten()])
    numbers = [one.number for one in found.running]
    assert numbers == list(range(1, 251, 3))
    assert found.overall is not None
    assert found.running[-1].kappa == found.overall.kappa


def test_the_time_of_an_item_is_the_median_of_the_tasks_that_asked_it() -> None:
    assert item(learning(ten()), "lateral_step_down.knee").seconds == 25.5


def blocks_of(*rights: int) -> list[Attempt]:
    """One block of twenty step-downs for each figure: how many of its pelvises were called right."""
    attempts = []
    for number, right in enumerate(rights, 1):
        for n in range(20):
            case = steps_down(f"b{number}n{n}", pelvis=0.9)
            given = right_answers(case, STEP) | {PELVIS: Choice("1" if n < right else "0")}
            attempts.append(committed(case, STEP, given, 100 * number + n, block=f"block {number}"))
    return attempts


def test_a_trend_waits_for_the_third_block() -> None:
    assert learning(blocks_of(0, 20)).trend == Undefined("A trend is told from 3 blocks on; so far 2.")


@pytest.mark.parametrize(
    ("rights", "way"), [((0, 0, 20), "up"), ((20, 20, 0), "down"), ((14, 14, 16), "level")]
)
def test_a_trend_is_told_only_where_the_intervals_do_not_touch(rights: tuple[int, ...], way: str) -> None:
    trend = learning(blocks_of(*rights)).trend
    assert isinstance(trend, Trend)
    assert trend.way == way


def test_who_always_misses_the_fault_is_told_that_they_call_too_little() -> None:
    found = item(learning(blocks_of(0)), "lateral_step_down.pelvis").agreement
    assert (found.under, found.over, found.bias) == (20, 0, "under")


def test_four_misses_are_too_few_to_name_a_way() -> None:
    assert item(learning(blocks_of(16)), "lateral_step_down.pelvis").agreement.bias == ""


def test_the_weakest_item_is_the_one_whose_agreement_may_be_lowest() -> None:
    found = learning(ten())
    assert found.weakest == ("lateral_step_down.pelvis",)


def test_nothing_is_weak_that_was_judged_four_times() -> None:
    assert learning(ten()[1:5]).weakest == ()


def test_nobody_who_did_nothing_is_judged() -> None:
    found = learning([])
    assert (found.overall, found.items, found.running, found.blocks, found.weakest) == (None, (), (), (), ())


def wrong(one: Item, right: Value, random: Random) -> Value:
    """Another answer than the right one, far enough from it to be a miss."""
    match one.kind, right:
        case Chosen(options), Choice(code):
            return Choice(random.choice([option.code for option in options if option.code != code]))
        case ((Measured() | Counted()), Quantity(amount, unit)):
            return Quantity(amount + 20, unit)
        case _:
            raise TypeError(f"nobody scores {one.ref.path}")


def simulated(rate: float, seed: int, count: int) -> Sequence[Attempt]:
    """A learner who misses every item at that rate, over so many tasks of the written cases."""
    random = Random(seed)
    everything = [(case, task) for case in cases().values() for task in tasks(case)]
    attempts = []
    for number, (case, task) in enumerate(random.sample(everything, count), 1):
        given = right_answers(case, task)
        for one in items(case, task):
            if one.ref in given and random.random() < rate:
                given[one.ref] = wrong(one, given[one.ref], random)
        attempts.append(committed(case, task, given, number))
    return attempts


@pytest.mark.parametrize("rate", [0.05, 0.2, 0.4])
def test_a_simulated_learner_is_found_out_to_miss_as_often_as_they_do(rate: float) -> None:
    overall = learning(simulated(rate, 20260302, 200)).overall
    assert overall is not None
    assert overall.judged > 1500
    missed = Share(overall.judged - overall.share.part, overall.judged)
    assert missed.low < rate < missed.high
    assert missed.high - missed.low < 0.06


def test_the_interval_holds_the_true_rate_of_about_nineteen_learners_in_twenty() -> None:
    """Wilson's interval is a little wide or narrow by the count; over 400 learners it stays near 95 %."""
    random = Random(7)
    held = 0
    for _ in range(400):
        missed = Share(sum(random.random() < 0.2 for _ in range(100)), 100)
        held += missed.low < 0.2 < missed.high
    assert 0.92 < held / 400 < 0.98


def test_who_calls_every_fault_but_a_fifth_is_told_the_rate_and_the_way() -> None:
    """Only what is there is missed, in 20 % of 200 cases, so every miss is a fault that was not called."""
    random = Random(11)
    attempts = []
    for number in range(200):
        case = steps_down(f"s{number}", **({"pelvis": 0.9} if number % 2 else {}))
        given = right_answers(case, STEP)
        if number % 2 and random.random() < 0.2:
            given[PELVIS] = Choice("0")
        attempts.append(committed(case, STEP, given, number))
    found = item(learning(attempts), "lateral_step_down.pelvis").agreement
    of_faults = Share(found.under, 100)
    assert of_faults.low < 0.2 < of_faults.high
    assert (found.over, found.bias) == (0, "under")


def test_a_mark_of_a_case_that_is_gone_still_counts() -> None:
    """The key of an attempt is kept with it, so a case may be rewritten without changing what was judged."""
    way: Way = "under"
    gone = replace(ten()[0], case="no such case", marks=(Marked(PELVIS, "0", "1", False, way),))
    found = learning([gone])
    assert item(found, "lateral_step_down.pelvis").agreement.under == 1
