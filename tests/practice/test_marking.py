"""What a learner scored, held against the key: what agrees, and which way the rest went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from app.practice.library import cases
from app.practice.marking import Mark, mark, ranks, tolerance
from app.practice.observer import key
from app.practice.task import CLASS, Task, items, tasks
from app.practice.truth import Case
from assessments.language.value import Choice, Quantity, Ref, Side, Value

RIGHT = Side.RIGHT
HIP = Ref("thomas", "hip_angle", RIGHT, 1)
HELD = Ref("thomas", "pelvis_controlled", RIGHT)


def patient() -> Case:
    """A stiff right hip that hangs 14° above horizontal with the pelvis held."""
    return cases()["a01"]


def by_ref(case: Case, task: str, given: Mapping[Ref, Value]) -> dict[Ref, Mark]:
    return {one.item.ref: one for one in mark(case, Task.of(task), given)}


def degrees(amount: str) -> Quantity:
    return Quantity(Decimal(amount), "deg")


@pytest.mark.parametrize("code", sorted(cases()))
def test_who_answers_as_the_key_agrees_on_every_item_of_every_task(code: str) -> None:
    case = cases()[code]
    answers = {**key(case).entries, CLASS: Choice(case.class_code)}
    for task in tasks(case):
        assert [one.item.ref.path for one in mark(case, task, answers) if not one.agrees] == []


@pytest.mark.parametrize(
    ("read", "way"),
    [("14", "same"), ("19", "same"), ("9", "same"), ("19.5", "over"), ("8", "under"), ("-14", "under")],
)
def test_a_hip_angle_agrees_within_five_degrees_of_what_hangs(read: str, way: str) -> None:
    judged = by_ref(patient(), "thomas.right", {HIP: degrees(read)})[HIP]
    assert (judged.way, judged.agrees, judged.tolerance) == (way, way == "same", Decimal(5))


@pytest.mark.parametrize(
    ("counted", "way"), [("21", "same"), ("23", "same"), ("24", "over"), ("20", "under")]
)
def test_repetitions_may_be_counted_one_off_and_no_more(counted: str, way: str) -> None:
    ref = Ref("clamshell", "repetitions", RIGHT)
    given = {ref: Quantity(Decimal(counted), "repetitions")}
    assert by_ref(patient(), "clamshell.right", given)[ref].way == way


@pytest.mark.parametrize(("seen", "way"), [("none", "under"), ("slight", "same"), ("clear", "over")])
def test_a_grade_must_be_the_very_same(seen: str, way: str) -> None:
    ref = Ref("prone_hip_extension", "lumbar_extension", RIGHT, 1)
    judged = by_ref(patient(), "prone_hip_extension.right", {ref: Choice(seen)})[ref]
    assert (judged.way, judged.tolerance) == (way, None)


def test_what_was_not_answered_never_counts_as_the_normal_answer() -> None:
    judged = mark(patient(), Task.of("lateral_step_down.left"), {})
    assert [one.way for one in judged] == ["unanswered"] * 5
    assert [one.key for one in judged] == [Choice("0")] * 5


def test_what_the_patient_does_not_know_is_right_when_it_is_left_open() -> None:
    known = patient()
    story = replace(known.truth.story, unknown=frozenset({"RF05"}))
    unsure = replace(known, code="unsure", truth=replace(known.truth, story=story))
    ref = Ref("safety", "RF05")
    assert by_ref(unsure, "safety", {})[ref].way == "same"
    assert by_ref(unsure, "safety", {ref: Choice("no")})[ref].way == "other"


def test_missing_that_the_pelvis_was_let_go_is_seeing_too_little() -> None:
    known = patient()
    thigh = replace(known.truth.thighs[RIGHT], pelvis_held=False)
    let_go = replace(known, code="let_go", truth=replace(known.truth, thighs={RIGHT: thigh}))
    assert by_ref(let_go, "thomas.right", {HELD: Choice("yes")})[HELD].way == "under"
    assert by_ref(known, "thomas.right", {HELD: Choice("no")})[HELD].way == "over"


def test_a_bad_trial_called_good_is_missed_and_the_wrong_kind_of_bad_is_neither_more_nor_less() -> None:
    ref = Ref("hip_strength", "abduction_valid", RIGHT, 2)
    ways = {
        code: by_ref(patient(), "hip_strength.abduction", {ref: Choice(code)})[ref].way
        for code in ("yes", "jerked", "painful")
    }
    assert ways == {"yes": "under", "jerked": "same", "painful": "other"}


def test_not_applicable_is_neither_more_nor_less_than_worse() -> None:
    ref = Ref("intake", "standing")
    assert by_ref(patient(), "intake", {ref: Choice("not_applicable")})[ref].way == "other"
    assert by_ref(patient(), "intake", {ref: Choice("not_worse")})[ref].way == "under"


def test_another_class_is_another_class() -> None:
    assert by_ref(patient(), "classification", {CLASS: Choice("FRONT")})[CLASS].way == "other"
    assert by_ref(patient(), "classification", {CLASS: Choice("EXT-MOB")})[CLASS].way == "same"


def test_every_item_of_a_lift_and_of_a_step_has_an_order_so_that_bias_can_be_told() -> None:
    for task in ("lateral_step_down.right", "prone_hip_extension.right", "safety"):
        for item in items(patient(), Task.of(task)):
            assert ranks(item) or item.ref.step.endswith("_features"), item.ref.path


def test_a_force_has_a_tolerance_in_every_movement_and_a_trial_has_none() -> None:
    assert tolerance(Ref("hip_strength", "internal_rotation_force", RIGHT, 1)) == Decimal(5)
    assert tolerance(Ref("hip_strength", "internal_rotation_valid", RIGHT, 1)) is None


def test_every_mark_says_why_the_key_is_what_it_is() -> None:
    for task in tasks(patient()):
        assert all(one.reason for one in mark(patient(), task, {}))
