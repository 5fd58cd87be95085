"""A simulated patient moves as the truth says, and the same case is the same pictures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from math import dist

import pytest

from app.figures.shapes import Text
from app.figures.skeleton import body
from app.figures.views import View
from app.practice.goniometer import Goniometer, read_knee, read_thomas
from app.practice.library import cases
from app.practice.observer import points
from app.practice.scene import Scene, scene
from app.practice.scenes.course import Course
from app.practice.scenes.drawing import posed
from app.practice.scenes.lifts import LiftCourse
from app.practice.scenes.step_down import StepDownCourse
from app.practice.scenes.thigh import ThighCourse
from app.practice.task import Task, items, tasks
from app.practice.truth import CLEAN, Faults, Lifts, StepDown, Thigh
from assessments.language.value import SIDES, Ref, Side

MOVING = [task.id for task in tasks(cases()["a01"]) if scene(cases()["a01"], task)]


def of(code: str, id: str) -> Scene:
    found = scene(cases()[code], Task.of(id))
    assert found
    return found


def landmarks(course: Course, seconds: float, *names: str) -> Mapping[str, tuple[float, float, float]]:
    """Where these are in the room at that instant."""
    found = body(posed(course.movement(0), course.instant(seconds)))
    return {name: found.landmark(name) for name in names}


def test_history_safety_and_class_have_no_picture() -> None:
    for id in ("intake", "safety", "classification"):
        assert scene(cases()["a01"], Task.of(id)) is None


def test_a_test_that_was_not_begun_has_no_picture() -> None:
    assert Scene(LiftCourse(Side.LEFT, Lifts((CLEAN,), False, 0)), "One lift").seconds == 6.0


def test_three_lifts_are_three_repetitions_one_after_the_other() -> None:
    lifts = of("a01", "prone_hip_extension.right")

    assert [lifts.repetition(start) for start, _ in lifts.repetitions] == [1, 2, 3]
    assert lifts.repetitions[0][1] == lifts.repetitions[1][0]
    assert lifts.seconds == lifts.repetitions[-1][1]


@pytest.mark.parametrize("task", MOVING)
def test_the_same_case_is_the_same_pictures_from_every_side(task: str) -> None:
    one, other = of("a01", task), of("a01", task)
    for part in range(5):
        now = one.seconds * part / 5.0
        for view in one.views:
            assert one.at(now, view) == other.at(now, view)
            assert one.at(now, view).box == one.at(0.0, view).box


@pytest.mark.parametrize("task", MOVING)
def test_every_item_has_a_moment_in_the_scene_and_a_view_of_it(task: str) -> None:
    shown = of("a01", task)
    for item in items(cases()["a01"], Task.of(task)):
        assert 0.0 <= shown.moment(item.ref) <= shown.seconds
        assert shown.view(item.ref) in shown.views


@pytest.mark.parametrize("task", MOVING)
def test_the_words_of_a_picture_give_no_answer_away_before_the_lines(task: str) -> None:
    """Whoever cannot see it would otherwise be read the angles that are asked for."""
    shown = of("a01", task)
    for part in range(8):
        words = shown.at(shown.seconds * part / 8.0).words
        assert "°" not in words
        assert "Fault" not in words


def test_lines_and_the_names_of_faults_come_only_when_asked_for() -> None:
    step = of("a01", "lateral_step_down.right")
    second = step.moment(Ref("lateral_step_down", "trunk", Side.RIGHT, 1))

    assert step.repetition(second) == 2
    assert len(step.at(second, lines=True).shapes) > len(step.at(second).shapes)
    assert "Trunk" in step.at(second, lines=True).words
    assert "Trunk" not in step.at(second).words


def test_the_good_example_of_a_lift_is_the_movement_as_it_should_be() -> None:
    good = Scene(LiftCourse(Side.LEFT, Lifts(({"rotation": 1.0},), True, 6)), "Lift").clean()

    assert good.course.instant(2.5).shares == ()
    assert not any(good.heard(second / 4.0) for second in range(int(good.seconds * 4)))


# Prone hip extension.


@pytest.mark.parametrize("side", SIDES)
def test_each_lift_has_its_own_faults_at_their_share(side: Side) -> None:
    lifts = Lifts(({"rotation": 0.5}, CLEAN, {"rotation": 1.0}), False, 0)
    course = LiftCourse(side, lifts)
    turned = [
        abs(posed(course.movement(0), course.instant(n * 6.0 + 2.5)).angle("pelvis_turn")) for n in range(3)
    ]

    assert turned == pytest.approx([12.0, 0.0, 24.0])


def test_a_fault_of_a_lift_is_shown_where_it_is_largest_and_from_where_it_is_seen() -> None:
    course = LiftCourse(Side.LEFT, Lifts(({"rotation": 0.3}, {"rotation": 0.8}, CLEAN), False, 0))

    assert course.moment(Ref("prone_hip_extension", "rotation", Side.LEFT, 1)) < 6.0
    assert 6.0 < course.moment(Ref("prone_hip_extension", "rotation", Side.LEFT)) < 12.0
    assert course.view(Ref("prone_hip_extension", "rotation", Side.LEFT, 1)) is View.FEET


def test_a_back_that_leads_rises_before_the_leg() -> None:
    course = LiftCourse(Side.LEFT, Lifts(({"leads": 1.0},), False, 0))
    early, top = dict(course.instant(0.8).shares)["leads"], course.instant(0.8).way

    assert early > 0.9
    assert top < 0.4


def test_the_patient_says_when_it_is_their_pain() -> None:
    own = Scene(LiftCourse(Side.LEFT, Lifts((CLEAN,) * 3, True, 4)), "Lifts")
    other = Scene(LiftCourse(Side.LEFT, Lifts((CLEAN,) * 3, False, 0)), "Lifts")

    assert "That is my pain." in {own.heard(second / 2.0) for second in range(36)}
    assert {other.heard(second / 2.0) for second in range(36)} == {""}


# Step-down: what is drawn of the knee has to score what the key says.


def drawn_points(side: Side, faults: Faults) -> str:
    """The knee as an examiner scores the picture of a whole repetition: against the second toe and the inner
    border of the foot, at the worst instant."""
    course = StepDownCourse(side, StepDown((faults,), False))
    inward = 1.0 if side is Side.RIGHT else -1.0
    worst = 0
    for step in range(4, 29):
        names = [f"{side.value}_{name}" for name in ("shin_bump", "second_toe", "inner_foot")]
        bump, toe, border = landmarks(course, step / 10.0, *names).values()
        worst = max(worst, ((bump[0] - toe[0]) * inward > 0.0) + ((bump[0] - border[0]) * inward > 0.0))
    return str(worst)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    "others", [{}, {"pelvis_turns": 1.0, "pelvis": 1.0}, {"steady": 1.0}, {"trunk": 1.0}]
)
def test_the_drawn_knee_scores_what_the_key_says(side: Side, others: Faults) -> None:
    for code in ("knee_1", "knee_2"):
        for share in (0.0, 0.3, 0.34, 0.35, 0.7, 1.0):
            faults = {code: share, **others}
            assert drawn_points(side, faults) == points((faults,), "knee"), f"{code} {share}"


def test_a_hand_stays_on_the_waist_unless_the_arm_counts() -> None:
    def away(share: float) -> float:
        course = StepDownCourse(Side.RIGHT, StepDown(({"arm": share},), False))
        clean, there = (
            landmarks(each, 1.5, "left_wrist")["left_wrist"]
            for each in (StepDownCourse(Side.RIGHT, StepDown((CLEAN,), False)), course)
        )
        return dist(clean, there)

    assert away(0.3) < 1.5
    assert away(0.35) > 5.0


def test_a_leg_that_is_not_steady_sways_to_and_fro() -> None:
    course = StepDownCourse(Side.RIGHT, StepDown(({"steady": 1.0},), False))
    shares = [dict(course.instant(step / 30.0).shares)["steady"] for step in range(90)]

    assert max(shares) > 0.9
    assert min(shares) < 0.0
    assert sum(a * b < 0.0 for a, b in pairwise(shares)) >= 8


# Thomas: what a goniometer reads on the picture is the truth.


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("drift", [0.0, 1.0])
@pytest.mark.parametrize(("hip", "knee"), [("14", "72"), ("-8", "90"), ("0", "55"), ("-21.5", "38")])
def test_the_drawn_thigh_measures_exactly_its_true_angle(
    side: Side, held: bool, drift: float, hip: str, knee: str
) -> None:
    truth = Thigh(Decimal(hip), Decimal(knee), held, drift)
    shown = Scene(ThighCourse(side, truth), "Thomas")
    hip_at, knee_at, ankle_at = (
        shown.point(f"{side.value}_{joint}", shown.moment(Ref("thomas", "hip_angle", side, 1)))
        for joint in ("hip", "knee", "ankle")
    )
    laid = Goniometer.level(hip_at, knee_at)

    assert read_thomas(laid) == pytest.approx(float(hip), abs=0.1)
    assert laid.above_horizontal == pytest.approx(float(hip), abs=0.1)
    if not drift:
        assert read_knee(Goniometer.along(hip_at, knee_at, ankle_at)) == pytest.approx(float(knee), abs=0.1)


def test_the_thigh_comes_down_and_then_hangs_still() -> None:
    course = ThighCourse(Side.RIGHT, Thigh(Decimal(-6), Decimal(75)))
    hips = [dict(course.instant(second / 2.0).angles)["right_hip_flexion"] for second in range(19)]

    assert hips == sorted(hips, reverse=True)
    assert hips[0] > 100.0
    assert set(hips[8:]) == {-6.0}


def test_the_back_leaves_the_couch_where_the_pelvis_is_not_held() -> None:
    def under_the_back(held: bool) -> float:
        """From the couch to the skin of the low back, in hundredths of a stature."""
        course = ThighCourse(Side.RIGHT, Thigh(Decimal(-6), Decimal(75), held))
        return landmarks(course, 9.0, "l3")["l3"][1] - 46.0

    assert under_the_back(True) < 2.5
    assert under_the_back(False) > under_the_back(True) + 3.0


def test_the_answer_stands_beside_the_thigh_only_with_the_lines() -> None:
    shown = Scene(ThighCourse(Side.RIGHT, Thigh(Decimal(14), Decimal(70))), "Thomas")

    def texts(lines: bool) -> list[str]:
        return [shape.words for shape in shown.at(8.0, lines=lines).shapes if isinstance(shape, Text)]

    assert texts(False) == []
    assert texts(True) == ["14°"]
