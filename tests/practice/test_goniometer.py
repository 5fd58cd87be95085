"""A goniometer of two arms on a picture."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.practice.goniometer import Goniometer, read_knee, read_thomas


def test_the_angle_between_the_arms_is_read_whichever_way_they_lie() -> None:
    assert Goniometer((0.0, 0.0), (10.0, 0.0), (0.0, 5.0)).degrees == pytest.approx(90.0)
    assert Goniometer((0.0, 0.0), (0.0, 5.0), (10.0, 0.0)).degrees == pytest.approx(90.0)
    assert Goniometer((3.0, 4.0), (-7.0, 4.0), (13.0, 4.0)).degrees == pytest.approx(180.0)
    assert Goniometer((0.0, 0.0), (-5.0, 1.0), (-5.0, -1.0)).degrees == pytest.approx(22.62, abs=0.01)


def test_it_is_read_in_whole_degrees() -> None:
    assert Goniometer.level((0.0, 0.0), (10.0, 1.5)).reading == Decimal(9)


@pytest.mark.parametrize("feet_on_the", [1.0, -1.0])
def test_a_thigh_above_the_level_arm_is_plus_whichever_way_the_patient_lies(feet_on_the: float) -> None:
    hip = (50.0, 40.0)
    above, below = ((50.0 + feet_on_the * 20.0, 40.0 + rise) for rise in (5.0, -5.0))

    assert read_thomas(Goniometer.level(hip, above)) == pytest.approx(14.04, abs=0.01)
    assert read_thomas(Goniometer.level(hip, below)) == pytest.approx(-14.04, abs=0.01)
    along_the_trunk = (50.0 - feet_on_the * 20.0, 40.0)
    assert read_thomas(Goniometer(hip, along_the_trunk, above)) == pytest.approx(14.04, abs=0.01)
    assert Goniometer(hip, along_the_trunk, below).above_horizontal == pytest.approx(-14.04, abs=0.01)


def test_a_knee_is_bent_by_what_is_missing_from_straight() -> None:
    assert read_knee(Goniometer.along((0.0, 0.0), (10.0, 0.0), (20.0, 0.0))) == pytest.approx(0.0)
    assert read_knee(Goniometer.along((0.0, 0.0), (10.0, 0.0), (10.0, -9.0))) == pytest.approx(90.0)


def test_moving_all_of_it_keeps_the_angle_and_an_arm_keeps_a_length() -> None:
    laid = Goniometer((0.0, 0.0), (10.0, 0.0), (8.0, 6.0))

    assert laid.moved((5.0, -3.0)).degrees == pytest.approx(laid.degrees)
    assert laid.with_second((0.1, 0.1)) == laid
    assert laid.with_first((0.0, 10.0)).degrees == pytest.approx(53.13, abs=0.01)
    with pytest.raises(ValueError, match="length"):
        Goniometer((0.0, 0.0), (0.2, 0.0), (8.0, 6.0))
