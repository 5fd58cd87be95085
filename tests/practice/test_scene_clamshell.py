"""The clamshell of a simulated patient: to the beat, until it ends, each fault where the truth has it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.figures.skeleton import body
from app.figures.views import View
from app.practice.clamshell_trial import observed_trial
from app.practice.scene import Scene
from app.practice.scenes.drawing import posed
from app.practice.scenes.opening import AFTER, OpeningCourse
from app.practice.truth import CLEAN, Faults, Opening
from assessments.language.value import SIDES, Ref, Side


def trial(
    faults: Mapping[int, Faults], count: int = 6, side: Side = Side.LEFT, **more: object
) -> OpeningCourse:
    repetitions = tuple(faults.get(number, CLEAN) for number in range(1, count + 1))
    return OpeningCourse(side, Opening(repetitions, ends_by="fatigue", **more), "a test")  # type: ignore[arg-type]


def highest_knee(course: OpeningCourse, number: int) -> tuple[float, float]:
    """How high the top of the knee comes in a repetition, and how many seconds after its beat."""
    start, _ = course.repetitions[number - 1]
    side = course.side.value
    found = []
    for step in range(40):
        there = body(posed(course.movement(0), course.instant(start + step / 20.0)))
        found.append((there.landmark(f"{side}_kneecap")[1], step / 20.0))
    return max(found)


def string(course: OpeningCourse) -> float:
    """How high the target hangs, less the flesh over a kneecap."""
    return next(prop.top for prop in course.movement(0).props if prop.kind == "string") - 1.4


def test_a_repetition_is_two_beats_and_the_knee_is_up_on_the_second() -> None:
    course = trial({})

    assert course.repetitions == tuple((n * 2.0, n * 2.0 + 2.0) for n in range(6))
    assert highest_knee(course, 2)[1] == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize("side", SIDES)
def test_a_tired_knee_opens_less_and_still_reaches_the_target(side: Side) -> None:
    course = trial({}, 20, side, tires=0.3)
    first, last = highest_knee(course, 1)[0], highest_knee(course, 20)[0]

    assert last < first
    assert last > string(course) + 0.5


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_a_knee_that_misses_the_target_stays_under_the_string(share: float) -> None:
    course = trial({3: {"target_missed": share}})

    assert highest_knee(course, 3)[0] < string(course) - 1.0


def test_a_repetition_off_the_beat_is_early_or_late_by_what_can_be_seen() -> None:
    course = trial({number: {"off_beat": 0.4} for number in range(1, 13)}, 12)
    off = [highest_knee(course, number)[1] - 1.0 for number in range(1, 13)]

    assert all(0.2 < abs(one) < 0.75 for one in off)
    assert {one > 0.0 for one in off} == {True, False}


def test_every_fault_that_makes_a_repetition_invalid_is_large_enough_to_be_seen() -> None:
    course = trial({2: {"pelvis_roll": 0.1}, 3: {"heels_apart": 0.1}})

    assert abs(posed(course.movement(0), course.instant(3.0)).angle("pelvis_turn")) > 12.0
    heels = []
    for second in (1.0, 5.0):
        there = body(posed(course.movement(0), course.instant(second)))
        heels.append(abs(there.landmark("left_heel")[1] - there.landmark("right_heel")[1]))
    assert heels[1] > heels[0] + 2.0


def test_the_picture_ends_where_the_rule_of_the_test_ends_the_trial() -> None:
    repetitions = (
        CLEAN,
        {"pelvis_roll": 1.0},
        CLEAN,
        {"pelvis_roll": 1.0},
        {"pelvis_roll": 1.0},
        CLEAN,
        CLEAN,
    )
    opening = Opening(repetitions, told_after=2)
    shown = Scene(OpeningCourse(Side.RIGHT, opening, "a test"), "Clamshell")
    ended = observed_trial(opening)

    assert ended.stop_reason == "pelvis_roll"
    assert len(shown.repetitions) == ended.begun == 5
    assert shown.seconds == 10.0 + AFTER
    assert shown.heard(11.0) == "You stop the trial here."
    assert shown.repetition(shown.moment(Ref("clamshell", "stop_reason", Side.RIGHT))) == 5
    assert shown.repetition(shown.moment(Ref("clamshell", "repetitions", Side.RIGHT))) == 2


def test_a_patient_who_gives_up_says_why() -> None:
    assert Scene(trial({}, 4), "Clamshell").heard(9.0) == "I cannot get it up any more."


def test_the_lines_point_at_the_fault_of_the_repetition_under_way() -> None:
    shown = Scene(trial({2: {"heels_apart": 1.0}}), "Clamshell")

    assert "heels" in shown.at(3.0, View.FRONT, lines=True).words
    assert "heels" not in shown.at(5.0, View.FRONT, lines=True).words
