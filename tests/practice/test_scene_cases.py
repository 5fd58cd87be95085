"""What the key of a written or a made case says is there, its picture points at; and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.practice.clamshell_trial import observed_trial
from app.practice.generator import generated
from app.practice.library import cases
from app.practice.observer import key
from app.practice.scene import Scene, scene
from app.practice.task import Task, items, tasks
from app.practice.truth import Case
from assessments.language.value import Choice, Ref

FAULTS = {
    "lumbar_extension": {"lumbar_extension", "anterior_tilt"},
    "pelvis": {"pelvis", "pelvis_turns"},
    "knee": {"knee_1", "knee_2"},
    "abduction_drift": {"thigh_drifts_out"},
}
"""The drawn faults that an item may rest on, where they are called otherwise."""


SEEDS = range(1, 13)
PATIENTS = {**cases(), **{f"seed-{seed}": generated(seed) for seed in SEEDS}}


def looked_at(case: Case, test: str) -> Iterator[tuple[Task, Scene]]:
    for task in tasks(case):
        if task.assessment == test and (shown := scene(case, task)):
            yield task, shown


def pointed_at(shown: Scene, ref: Ref) -> bool:
    """Whether the lines point at the fault of this item at its moment."""
    marked = set(shown.course.instant(shown.moment(ref)).marked)
    return bool(marked & FAULTS.get(ref.step, {ref.step}))


@pytest.mark.parametrize("code", list(PATIENTS))
def test_every_pattern_of_a_lift_and_every_item_of_a_step_down_is_pointed_at(code: str) -> None:
    case = PATIENTS[code]
    for test in ("prone_hip_extension", "lateral_step_down"):
        for task, shown in looked_at(case, test):
            for item in items(case, task):
                answer = key(case).entries[item.ref]
                assert isinstance(answer, Choice)
                assert pointed_at(shown, item.ref) == (answer.code not in ("none", "0")), item.ref


@pytest.mark.parametrize("code", list(PATIENTS))
def test_a_thigh_is_pointed_at_where_it_drifts_or_the_back_arches(code: str) -> None:
    case = PATIENTS[code]
    for task, shown in looked_at(case, "thomas"):
        assert task.side
        thigh = case.truth.thighs[task.side]
        marked = shown.course.instant(shown.moment(Ref("thomas", "pelvis_controlled", task.side))).marked
        assert ("back_arches" in marked) == (not thigh.pelvis_held)
        drift = Ref("thomas", "abduction_drift", task.side)
        assert pointed_at(shown, drift) == (key(case).entries[drift] == Choice("yes"))


@pytest.mark.parametrize("code", list(PATIENTS))
def test_the_clamshell_goes_on_as_long_as_the_trial_and_ends_on_what_ended_it(code: str) -> None:
    case = PATIENTS[code]
    for task, shown in looked_at(case, "clamshell"):
        assert task.side
        trial = observed_trial(case.truth.openings[task.side])
        assert len(shown.repetitions) == trial.begun
        last = shown.course.instant(shown.moment(Ref("clamshell", "stop_reason", task.side)))
        if trial.stop_reason in ("pelvis_roll", "heels_apart", "target_missed"):
            assert trial.stop_reason in last.marked
        assert shown.heard(shown.seconds - 0.5)


@pytest.mark.parametrize("code", list(PATIENTS))
def test_the_traces_of_the_strength_trials_peak_at_the_forces_of_the_key(code: str) -> None:
    case = PATIENTS[code]
    for task, shown in looked_at(case, "hip_strength"):
        traces = [found[0].peak for start, _ in shown.repetitions if (found := shown.trace(start))]
        pushes = [
            push.newtons for trials in case.truth.strength[task.movement].trials.values() for push in trials
        ]
        assert traces == pushes
