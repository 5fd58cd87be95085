"""The strength trials of a simulated patient: trace and figure are one push, and a bad trial is seen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.figures.shapes import Text
from app.figures.skeleton import body
from app.practice.scene import Scene
from app.practice.scenes.drawing import posed
from app.practice.scenes.strength import BEFORE, WHOLE, StrengthCourse
from app.practice.truth import Push, Strength
from assessments.language.value import SIDES, Ref, Side

VALIDITY = ("yes", "jerked", "slipped", "painful", "out_of_position")
PUSHES = tuple(Push(Decimal(200), valid) for valid in VALIDITY)


def trials(movement: str) -> StrengthCourse:
    strength = Strength({Side.RIGHT: PUSHES, Side.LEFT: PUSHES}, {Side.RIGHT: 3, Side.LEFT: 0})
    return StrengthCourse(movement, strength, "a test")


def test_the_trials_follow_one_another_right_before_left() -> None:
    course = trials("extension")

    assert [(side, number) for side, number, _, _ in course.trials] == [
        (side, number) for side in SIDES for number in range(1, 6)
    ]
    assert course.movement(0).side == "right"
    assert course.movement(9).side == "left"
    assert course.repetitions[-1][1] == course.seconds


def test_the_trace_of_the_trial_under_way_can_be_read_beside_the_figure() -> None:
    shown = Scene(trials("abduction"), "Abduction")
    running = shown.trace(WHOLE + BEFORE + 2.0)

    assert running
    assert running[0] == trials("abduction").trials[1][3]
    assert running[1] == pytest.approx(2.0)
    assert running[0].peak == Decimal(200)


@pytest.mark.parametrize("movement", ["extension", "abduction"])
def test_a_jerk_throws_the_leg_further_than_a_steady_push(movement: str) -> None:
    course = trials(movement)

    def furthest(number: int) -> float:
        return max(course.instant(number * WHOLE + step / 20.0).way for step in range(int(WHOLE * 20)))

    assert furthest(0) == pytest.approx(1.0, abs=0.02)
    assert furthest(1) > 1.8


@pytest.mark.parametrize("movement", ["extension", "abduction"])
def test_a_pad_that_slips_is_seen_to_tilt(movement: str) -> None:
    course = trials(movement)
    moment = course.moment(Ref("hip_strength", f"{movement}_valid", Side.RIGHT, 3))
    (there,) = course.instant(moment).props
    (steady,) = course.movement(2).end.props

    assert there.kind == "dynamometer"
    assert there.away != steady.away


@pytest.mark.parametrize("movement", ["extension", "abduction", "flexion", "adduction"])
def test_a_trial_out_of_position_shows_a_fault_of_its_movement(movement: str) -> None:
    course = trials(movement)
    ref = Ref("hip_strength", f"{movement}_valid", Side.RIGHT, 5)
    now = course.instant(course.moment(ref))

    assert now.marked
    assert dict(now.shares)[now.marked[0]] == pytest.approx(1.0)
    assert course.view(ref) in (*course.movement(4).views, course.movement(4).faults[now.marked[0]].view)


def test_a_painful_trial_is_heard_and_pain_is_told_after_the_last() -> None:
    shown = Scene(trials("extension"), "Extension")
    heard = {shown.heard(step / 4.0) for step in range(int(shown.seconds * 4))}

    assert "Ow, that hurts." in heard
    assert "Pain 3 out of 10 on that side." in heard


def test_what_a_trial_is_worth_is_written_only_with_the_lines() -> None:
    shown = Scene(trials("extension"), "Extension")

    def texts(lines: bool) -> list[str]:
        picture = shown.at(WHOLE + 2.0, lines=lines)
        return [shape.words for shape in picture.shapes if isinstance(shape, Text)]

    assert texts(False) == ["Right, trial 2"]
    assert texts(True) == ["Right, trial 2: jerked"]


def test_the_good_example_has_only_valid_pushes() -> None:
    good = trials("extension").clean()

    assert {push.valid for _, _, push, _ in good.trials} == {"yes"}
    assert body(posed(good.movement(0), good.instant(3.0))).landmark("right_heel")[1] > 38.0
