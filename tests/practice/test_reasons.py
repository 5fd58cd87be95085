"""What an expert says of an item where the case has no words of its own: what, when, how much, and where."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

import pytest

from app.practice.library import cases
from app.practice.reasons import reason
from app.practice.reasons_of_movement import lift, step_down
from app.practice.reasons_of_tests import clamshell, push, thigh
from app.practice.task import CLASS
from app.practice.truth import CLEAN, Case, Lifts, Opening, Push, StepDown, Thigh
from assessments.language.value import Side


def shown(**faults: float) -> MappingProxyType[str, float]:
    return MappingProxyType(faults)


def test_a_pelvis_that_drops_does_so_on_the_free_side_and_in_named_repetitions() -> None:
    step = StepDown((CLEAN, *[shown(pelvis=0.8)] * 3, CLEAN), False)

    assert step_down(step, "pelvis", Side.RIGHT) == (
        "The left side of the pelvis drops on repetitions 2, 3 and 4. Watch the belt line."
    )


def test_a_pelvis_that_turns_is_told_from_one_that_drops() -> None:
    both = StepDown((shown(pelvis=0.8), shown(pelvis_turns=0.6)), False)

    assert step_down(StepDown((shown(pelvis_turns=0.6),), False), "pelvis", Side.LEFT) == (
        "The pelvis stays level and turns on repetition 1. Watch the belt buckle."
    )
    assert step_down(both, "pelvis", Side.LEFT).startswith(
        "The right side of the pelvis drops on repetition 1, and the pelvis turns on repetition 2."
    )


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ({"knee_2": 0.8}, "passes the inner border of the foot on repetition 1: 2 points."),
        ({"knee_1": 0.6}, "never the inner border of the foot: 1 point."),
        ({"knee_1": 0.2}, "stays over the second toe or outside it throughout."),
    ],
)
def test_the_knee_is_told_by_where_the_shin_bump_passes(faults: dict[str, float], words: str) -> None:
    assert step_down(StepDown((shown(**faults),), False), "knee", Side.RIGHT).endswith(words)


def test_a_fault_too_small_to_score_is_not_named() -> None:
    step = StepDown((shown(trunk=0.2, arm=0.1, steady=0.25),), False)
    told = [step_down(step, item, Side.RIGHT) for item in ("arm", "trunk", "steady")]

    assert all("repetition" not in words for words in told)


def test_a_lift_is_told_pattern_by_pattern_and_slight_never_counts() -> None:
    lifts = Lifts((shown(lumbar_extension=0.9, rotation=0.4), shown(anterior_tilt=0.8)), False, 0)

    assert lift(lifts, "lumbar_extension", 1) == (
        "The low back hollows clearly in lift 1. Watch it from the side."
    )
    assert lift(lifts, "rotation", 1).endswith("slight, and slight never counts.")
    assert lift(lifts, "lateral_shift", 1) == "The spine stays straight in lift 1. Watch it from above."
    assert lift(lifts, "lumbar_extension", 2).endswith("It counts as lumbar extension.")


def test_a_thigh_is_told_with_its_side_of_the_line_and_how_near_it_lies() -> None:
    assert thigh(Thigh(Decimal(14), Decimal(72)), "hip_angle") == (
        "The thigh hangs 14° above horizontal with the pelvis held."
    )
    assert thigh(Thigh(Decimal(-3), Decimal(72)), "hip_angle").endswith("within 5° of the cut-off.")
    assert "arching back" in thigh(Thigh(Decimal(-9), Decimal(72), pelvis_held=False), "hip_angle")
    assert "under 67°" in thigh(Thigh(Decimal(3), Decimal(60)), "knee_angle")
    assert "drifts out" in thigh(Thigh(Decimal(3), Decimal(60), drift=0.6), "abduction_drift")


def test_a_clamshell_is_told_by_what_did_not_count_and_what_ended_it() -> None:
    roll = shown(pelvis_roll=0.8)
    rolled = Opening((CLEAN, roll, CLEAN, CLEAN, roll, roll), told_after=2)

    assert clamshell(rolled, "repetitions") == (
        "6 repetitions were begun and 3 count: repetitions 2, 5 and 6 did not."
    )
    assert clamshell(rolled, "stop_reason") == (
        "The pelvis rolls back on repetitions 2, 5 and 6: two in a row, after being told."
    )


@pytest.mark.parametrize(
    ("ends_by", "words"),
    [
        ("fatigue", "No rule ended it"),
        ("pain", "Pain went from 1 to 4 of 10"),
        ("cramp", "A cramp ended it"),
        ("patient", "The patient wished to stop"),
    ],
)
def test_what_no_rule_ends_is_told_as_what_it_was(ends_by: str, words: str) -> None:
    opening = Opening((CLEAN,) * 9, ends_by=ends_by, pain_before=1, pain_peak=4)

    assert clamshell(opening, "repetitions") == "9 repetitions, and all count."
    assert clamshell(opening, "stop_reason").startswith(words)


def test_a_bad_push_is_told_by_what_its_trace_or_the_body_shows() -> None:
    told = {
        valid: push(Push(Decimal(200), valid), "valid", "extension", 2)
        for valid in ("yes", "jerked", "slipped", "painful", "out_of_position")
    }

    assert len(set(told.values())) == 5
    assert told["jerked"] == "Trial 2: a spike stands before the plateau. The push was jerked."
    assert push(Push(Decimal(200)), "force", "extension", 2).startswith("Trial 2 peaks at 200 N")


WITHOUT_WORDS = {
    one.class_code: Case(one.code, one.class_code, one.difficulty, one.about, one.truth)
    for one in reversed(cases().values())
}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("R1", "What decides: "),
        ("R2", "What decides: "),
        ("N0", "What nobody could settle: "),
        ("N1", "What is missing: "),
        ("EXT-COMB", "Row 7 of the table holds: "),
        ("MIX", "Row 6 of the table holds: "),
        ("CLEAR", "Row 16 of the table holds: "),
    ],
)
def test_a_class_is_explained_by_the_row_that_holds_or_by_what_stopped_before(code: str, words: str) -> None:
    assert words in reason(WITHOUT_WORDS[code], CLASS)


def test_a_gap_is_told_as_what_happened_to_this_patient() -> None:
    told = {
        one.code: reason(Case(one.code, one.class_code, "", "", one.truth), CLASS) for one in cases().values()
    }

    assert "Bending forward: the patient does not know" in told["d02"]
    assert "held back by pain" in told["c09"]
    assert "Age 70 or over: bone may be fragile; New severe mid-line spinal pain" in told["c01"]
