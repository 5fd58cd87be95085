"""What holds for every pose file there is: a new file is tested without anybody naming it here."""

from __future__ import annotations

from functools import cache

import pytest

from app.figures import checks
from app.figures.library import movements
from app.figures.movement import Movement

CODES = sorted(movements())


@cache
def both_sides(code: str) -> tuple[Movement, Movement]:
    movement = movements()[code]
    return movement, movement.on_side("right" if movement.side == "left" else "left")


@pytest.mark.parametrize("code", CODES)
def test_what_carries_the_body_touches_it(code: str) -> None:
    assert [said for each in both_sides(code) for said in checks.not_touching(each)] == []


@pytest.mark.parametrize("code", CODES)
def test_no_joint_is_bent_as_no_body_bends_it(code: str) -> None:
    assert [said for each in both_sides(code) for said in checks.bent_too_far(each)] == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_leaves_the_frame(code: str) -> None:
    assert checks.out_of_frame(movements()[code]) == []


@pytest.mark.parametrize("code", CODES)
def test_the_end_is_not_the_start_and_no_fault_is_the_end(code: str) -> None:
    assert checks.does_not_move(movements()[code]) == []


@pytest.mark.parametrize("code", CODES)
def test_every_still_can_be_read_aloud(code: str) -> None:
    assert checks.says_nothing(movements()[code]) == []


@pytest.mark.parametrize("code", CODES)
def test_no_hand_foot_or_head_is_in_a_wall_a_couch_or_a_box(code: str) -> None:
    assert [said for each in both_sides(code) for said in checks.inside_things(each)] == []
