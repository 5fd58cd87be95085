"""Several faults of one movement at once."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from app.figures.library import movements
from app.figures.limits import beyond_limits
from app.figures.mixing import mixed
from app.figures.skeleton import body

TESTS = ("prone_hip_extension", "lateral_step_down", "clamshell", "thomas", "hip_strength_abduction")


def test_without_a_fault_it_is_the_movement_itself() -> None:
    movement = movements()["prone_hip_extension"]

    assert mixed(movement, 1.0, {}) == movement.at(1.0)
    assert mixed(movement, 0.0, {}) == movement.at(0.0)


@pytest.mark.parametrize("code", TESTS)
def test_one_whole_fault_is_what_its_still_shows(code: str) -> None:
    movement = movements()[code]
    for fault, stage in movement.faults.items():
        drawn, still = body(mixed(movement, 1.0, {fault: 1.0})), body(stage.pose)
        for part, frame in still.frames.items():
            assert drawn.frames[part].at == pytest.approx(frame.at, abs=1e-6), f"{fault}: {part}"


def test_two_faults_add_up() -> None:
    movement = movements()["prone_hip_extension"]
    both = mixed(movement, 1.0, {"rotation": 0.5, "lateral_shift": 1.0})

    assert both.angle("pelvis_turn") == 0.5 * movement.faults["rotation"].pose.angle("pelvis_turn")
    assert both.angle("trunk_bend") == movement.faults["lateral_shift"].pose.angle("trunk_bend")
    # -10 as it should be, -6 more of half a rotation's -16, and -2 of a whole shift's -12.
    assert both.angle("left_hip_flexion") == pytest.approx(-10.0 - 3.0 - 2.0)


@pytest.mark.parametrize("code", TESTS)
def test_no_joint_passes_its_limit_however_many_faults_there_are(code: str) -> None:
    movement = movements()[code]
    for size in (2, 3):
        for chosen in combinations(movement.faults, size):
            for way in (0.5, 1.0):
                posed = body(mixed(movement, way, dict.fromkeys(chosen, 1.0)))
                assert beyond_limits(posed) == [], f"{chosen} at {way}"


def test_a_hand_that_one_fault_takes_off_the_waist_stays_off_with_another() -> None:
    movement = movements()["lateral_step_down"]
    arm, both = (
        body(mixed(movement, 1.0, dict.fromkeys(codes, 1.0))).landmark("left_wrist")
        for codes in (("arm",), ("arm", "knee_2"))
    )

    assert both == pytest.approx(arm, abs=2.0)


def test_a_body_comes_to_rest_on_another_part_without_a_jump() -> None:
    movement = movements()["prone_hip_extension"]
    heights = [
        body(mixed(movement, 1.0, {"leads": share / 50.0})).landmark("sacrum")[1] for share in range(51)
    ]

    assert max(abs(b - a) for a, b in pairwise(heights)) < 0.1
