"""The modified Thomas test, as a clinician meets it."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.language.answers import Answers, Person
from assessments.language.completeness import open_refs
from assessments.language.finding import Presence
from assessments.language.reference import references
from assessments.language.value import Choice, NotDone, Quantity, Ref, Side, Text
from assessments.thomas import ASSESSMENT
from assessments.thomas.scoring import angle_by_lengths, hip_angle, horizontal, notes, side_result, signed

RIGHT, LEFT = Side.RIGHT, Side.LEFT
degrees = st.integers(-40, 60).map(Decimal)


def thomas(*right: int | Decimal, held: str | None = "yes", left: int | None = None) -> Answers:
    answers = Answers(Person())
    for trial, reading in enumerate(right, start=1):
        answers = answers.changed(Ref("thomas", "hip_angle", RIGHT, trial), Quantity(Decimal(reading), "deg"))
    if held is not None:
        answers = answers.changed(Ref("thomas", "pelvis_controlled", RIGHT), Choice(held))
    if left is not None:
        answers = answers.changed(Ref("thomas", "hip_angle", LEFT, 1), Quantity(Decimal(left), "deg"))
        answers = answers.changed(Ref("thomas", "pelvis_controlled", LEFT), Choice("yes"))
    return answers


def lengths(trochanter: str, epicondyle: str, thigh: str, trial: int = 1) -> Answers:
    answers = Answers(Person()).changed(Ref("thomas", "method"), Choice("two_lengths"))
    for step, cm in (
        ("trochanter_height", trochanter),
        ("epicondyle_height", epicondyle),
        ("thigh_length", thigh),
    ):
        answers = answers.changed(Ref("thomas", step, RIGHT, trial), Quantity(Decimal(cm), "cm"))
    return answers


def test_the_two_closest_of_three_readings_are_averaged_exactly() -> None:
    assert hip_angle(thomas(-8, 4, -7), RIGHT).amount == Decimal("-7.5")


def test_two_readings_are_averaged_even_when_they_straddle_the_cutoff() -> None:
    assert hip_angle(thomas(-2, 3), RIGHT).amount == Decimal("0.5")
    assert side_result(thomas(-2, 3), RIGHT).presence is Presence.PRESENT


def test_a_single_reading_stands_alone() -> None:
    assert hip_angle(thomas(-8), RIGHT).amount == -8


def test_readings_more_than_five_degrees_apart_ask_for_a_third() -> None:
    assert hip_angle(thomas(0, 5), RIGHT).amount == Decimal("2.5")
    apart = hip_angle(thomas(0, 6), RIGHT)
    assert apart.amount is None
    assert apart.reason == "Third reading needed"
    assert side_result(thomas(0, 6), RIGHT).presence is Presence.UNKNOWN


def test_a_third_reading_that_was_refused_leaves_the_side_unknown() -> None:
    refused = thomas(0, 6).changed(Ref("thomas", "hip_angle", RIGHT, 3), NotDone("pain"))
    assert side_result(refused, RIGHT).presence is Presence.UNKNOWN


def test_the_middle_reading_stands_when_two_pairs_are_equally_close() -> None:
    assert hip_angle(thomas(-6, 6, 0), RIGHT).amount == 0
    assert hip_angle(thomas(0, 0, 0), RIGHT).amount == 0


@given(st.lists(degrees, min_size=3, max_size=3), st.permutations(range(3)))
def test_the_order_of_three_readings_does_not_matter(readings: list[Decimal], order: list[int]) -> None:
    angle = hip_angle(thomas(*readings), RIGHT).amount
    assert angle == hip_angle(thomas(*(readings[i] for i in order)), RIGHT).amount
    assert angle is not None
    assert min(readings) <= angle <= max(readings)


@given(degrees, st.sampled_from(["no", None]))
def test_without_the_pelvis_held_no_angle_is_interpreted(angle: Decimal, held: str | None) -> None:
    answers = thomas(angle, held=held, left=-8)
    result = side_result(answers, RIGHT)
    assert result.presence is Presence.UNKNOWN
    assert horizontal(angle) in result.words
    assert ASSESSMENT.measures(answers)[0].amount is None
    assert ASSESSMENT.findings(answers)[0].presence is Presence.UNKNOWN
    assert notes(answers) == ()


@given(degrees)
def test_above_horizontal_is_restricted_and_within_five_degrees_is_near(angle: Decimal) -> None:
    result = side_result(thomas(angle), RIGHT)
    assert result.presence is (Presence.PRESENT if angle > 0 else Presence.ABSENT)
    assert result.near is (abs(angle) <= 5)


def test_one_side_is_enough_for_the_finding_and_a_negative_needs_both() -> None:
    assert ASSESSMENT.findings(thomas(8))[0].side == "right"
    assert ASSESSMENT.findings(thomas(-8))[0].presence is Presence.UNKNOWN
    assert ASSESSMENT.findings(thomas(-8, left=-7))[0].presence is Presence.ABSENT


@pytest.mark.parametrize(
    ("angle", "words", "sign"),
    [
        ("8", "8° above horizontal", "+8°"),
        ("-8.5", "8.5° below horizontal", "−8.5°"),
        ("0", "0°, horizontal", "0°"),
    ],
)
def test_an_angle_is_told_in_words_and_with_a_true_minus(angle: str, words: str, sign: str) -> None:
    assert horizontal(Decimal(angle)) == words
    assert signed(Decimal(angle)) == sign


@given(st.decimals(20, 180, places=1), st.decimals(20, 180, places=1), st.decimals("0.1", 70, places=1))
def test_two_lengths_give_the_angle_whose_sine_they_are(
    trochanter: Decimal, knee: Decimal, thigh: Decimal
) -> None:
    angle = angle_by_lengths(trochanter, knee, thigh)
    if abs(knee - trochanter) > thigh:
        assert angle is None
    else:
        assert angle is not None
        assert angle == angle.quantize(Decimal("0.1"))
        exact = math.degrees(math.asin(float((knee - trochanter) / thigh)))
        assert float(angle) == pytest.approx(exact, abs=0.0501)
        assert angle_by_lengths(knee, trochanter, thigh) == -angle


def test_a_thigh_that_hangs_straight_down_is_the_most_two_lengths_can_say() -> None:
    assert angle_by_lengths(Decimal(80), Decimal(40), Decimal(40)) == -90
    assert angle_by_lengths(Decimal(80), Decimal("39.9"), Decimal(40)) is None


def test_two_lengths_make_the_reading_of_their_trial() -> None:
    assert hip_angle(lengths("80", "75", "40"), RIGHT).amount == Decimal("-7.2")


def test_an_angle_that_was_read_stands_before_lengths() -> None:
    read = lengths("80", "75", "40").changed(
        Ref("thomas", "hip_angle", RIGHT, 1), Quantity(Decimal(-9), "deg")
    )
    assert hip_angle(read, RIGHT).amount == -9


def test_lengths_count_only_under_their_own_method() -> None:
    other = lengths("80", "75", "40").changed(Ref("thomas", "method"), Choice("inclinometer"))
    assert hip_angle(other, RIGHT).reason == "Not recorded"


def test_lengths_that_no_thigh_has_are_not_taken_for_an_angle() -> None:
    for impossible in (lengths("120", "60", "40"), lengths("90", "51", "40")):
        angle = hip_angle(impossible, RIGHT)
        assert angle.amount is None
        assert "measure again" in angle.reason


def test_two_of_three_lengths_are_no_reading() -> None:
    partial = lengths("80", "75", "40").changed(Ref("thomas", "thigh_length", RIGHT, 1), None)
    assert hip_angle(partial, RIGHT).reason == "Not recorded"


def waiting(answers: Answers) -> set[str]:
    return {f"{ref.step} {ref.trial}" for ref in open_refs(ASSESSMENT, answers) if ref.side is RIGHT}


def test_signing_waits_for_two_readings_and_for_a_third_only_when_they_disagree() -> None:
    assert waiting(thomas()) == {"hip_angle 1", "hip_angle 2"}
    assert waiting(thomas(-8, -6)) == set()
    assert waiting(thomas(-8, -2)) == {"hip_angle 3"}
    assert waiting(thomas(-8, -2, -3)) == set()


def test_with_two_lengths_signing_waits_for_the_lengths_and_not_for_the_angle() -> None:
    assert waiting(lengths("80", "75", "40")) == {
        "trochanter_height 2",
        "epicondyle_height 2",
        "thigh_length 2",
        "pelvis_controlled None",
    }


def test_knee_drift_and_sides_far_apart_are_notes_and_nothing_more() -> None:
    answers = thomas(4, left=-6)
    before = ASSESSMENT.findings(answers)
    answers = answers.changed(Ref("thomas", "knee_angle", RIGHT), Quantity(Decimal(66), "deg"))
    answers = answers.changed(Ref("thomas", "abduction_drift", LEFT), Choice("yes"))
    assert notes(answers) == (
        "Right: knee bend 66°, under 67°: two-joint flexor (rectus femoris) pattern",
        "Left: thigh drifts out: TFL pattern",
        "Sides 10° apart: hip extension asymmetry",
    )
    assert ASSESSMENT.findings(answers) == before


def test_a_knee_of_67_and_sides_9_apart_are_not_noted() -> None:
    answers = thomas(4, left=-5).changed(Ref("thomas", "knee_angle", RIGHT), Quantity(Decimal(67), "deg"))
    assert notes(answers) == ()


def test_another_instrument_is_another_method() -> None:
    before = thomas(8).changed(Ref("thomas", "method"), Choice("inclinometer"))
    after = before.changed(Ref("thomas", "method"), Choice("goniometer"))
    after = after.changed(Ref("thomas", "instrument"), Text("Long-arm goniometer"))
    old, new = (ASSESSMENT.measures(answers)[0].method for answers in (before, after))
    assert new.differs_from(old) == ("method", "instrument")


@pytest.mark.parametrize("held", ["no", None])
def test_the_knee_is_not_trended_unless_the_pelvis_was_held(held: str | None) -> None:
    answers = thomas(8, held=held).changed(Ref("thomas", "knee_angle", RIGHT), Quantity(Decimal(62), "deg"))
    knee = next(m for m in ASSESSMENT.measures(answers) if m.code == "thomas.knee_angle" and m.side is RIGHT)
    assert knee.amount is None
    assert "62°" in knee.words


def test_a_suspected_stress_fracture_and_severe_pain_stop_the_test_before_it_starts() -> None:
    fracture = Answers(Person()).changed(Ref("safety", "RF25"), Choice("yes"))
    assert [caution.blocks for caution in ASSESSMENT.cautions(fracture)] == [True]
    pain = Answers(Person()).changed(Ref("intake", "pain_now"), Quantity(Decimal(7), ""))
    assert [caution.blocks for caution in ASSESSMENT.cautions(pain)] == [True]
    less = pain.changed(Ref("intake", "pain_now"), Quantity(Decimal(6), ""))
    assert ASSESSMENT.cautions(less) == ()


def test_pregnancy_and_surgery_alter_the_test_and_an_item_answered_no_says_nothing() -> None:
    answers = Answers(Person()).changed(Ref("safety", "RF35"), Choice("yes"))
    assert "short" in ASSESSMENT.cautions(answers)[0].words
    answers = answers.changed(Ref("safety", "RF36"), Choice("yes"))
    assert len(ASSESSMENT.cautions(answers)) == 2
    assert not any(caution.blocks for caution in ASSESSMENT.cautions(answers))
    assert ASSESSMENT.cautions(Answers(Person()).changed(Ref("safety", "RF36"), Choice("no"))) == ()


def test_athletes_are_shown_beside_the_angle_with_the_signs_of_this_program() -> None:
    hips = [row for row in references("assessments.thomas") if row.measure == "thomas.hip_angle"]
    assert [row.mean for row in hips] == [Decimal(m) for m in ("-11.9", "-6.76", "-7.6", "-10.60")]
    assert hips[0].sd is None
