"""A simulated patient moves as the truth says, and the same case is the same pictures."""

from __future__ import annotations

import pytest

from app.figures.views import View
from app.practice.library import cases
from app.practice.scene import Scene, scene
from app.practice.task import Task, tasks


def of(code: str, id: str) -> Scene:
    found = scene(cases()[code], Task.of(id))
    assert found
    return found


def test_history_safety_and_class_have_no_picture() -> None:
    for id in ("intake", "safety", "classification"):
        assert scene(cases()["a01"], Task.of(id)) is None


def test_three_lifts_are_three_repetitions_one_after_the_other() -> None:
    lifts = of("a01", "prone_hip_extension.right")

    assert [lifts.repetition(each[0]) for each in lifts.repetitions] == [1, 2, 3]
    assert lifts.repetitions[0][1] == lifts.repetitions[1][0]
    assert lifts.seconds == lifts.repetitions[-1][1]


@pytest.mark.parametrize("task", [task.id for task in tasks(cases()["a01"]) if scene(cases()["a01"], task)])
def test_the_same_case_is_the_same_pictures(task: str) -> None:
    one, other = of("a01", task), of("a01", task)
    for part in range(5):
        now = one.seconds * part / 5.0
        for view in one.views:
            assert one.at(now, view) == other.at(now, view)


def test_lines_are_drawn_only_when_asked_for() -> None:
    step = of("a01", "lateral_step_down.right")
    second = (step.repetitions[1][0] + step.repetitions[1][1]) / 2.0

    assert len(step.at(second, View.FRONT, lines=True).shapes) > len(step.at(second, View.FRONT).shapes)
    assert "Trunk" in step.at(second, View.FRONT, lines=True).words
    assert "Trunk" not in step.at(second, View.FRONT).words
