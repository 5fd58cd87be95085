"""What a miss would have done to the person: the finding, the class and the plan, by the exam's own code."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.evaluation import evaluate
from app.practice.effects import consequence, effects
from app.practice.library import cases
from app.practice.observer import key
from app.practice.task import CLASS, Task, tasks
from app.practice.truth import Case
from assessments.language.finding import Presence
from assessments.language.value import Choice, Quantity, Ref, Side, Value

RIGHT = Side.RIGHT
HIP = Ref("thomas", "hip_angle", RIGHT, 1)


def patient() -> Case:
    """EXT-MOB: a stiff right hip that hangs 14° above horizontal, provoked standing and walking."""
    return cases()["a01"]


def all_right() -> dict[Ref, Value]:
    return {**key(patient()).entries, CLASS: Choice("EXT-MOB")}


def with_one(ref: Ref, value: Value) -> dict[Ref, Value]:
    return {**all_right(), ref: value}


@pytest.mark.parametrize("code", sorted(cases()))
def test_who_missed_nothing_changed_nothing(code: str) -> None:
    case = cases()[code]
    given = {**key(case).entries, CLASS: Choice(case.class_code)}
    assert effects(case, given, tasks(case)) == ()
    assert consequence(case, given, tasks(case)) is None


def test_a_hip_read_too_low_loses_the_finding_the_class_and_the_stretch() -> None:
    [effect] = effects(patient(), with_one(HIP, Quantity(Decimal(-4), "deg")))
    [(before, after)] = effect.findings
    assert (before.code, before.side, before.presence) == ("HFL", RIGHT, Presence.PRESENT)
    assert after.presence is Presence.ABSENT
    assert (effect.key.class_code, effect.learner.class_code) == ("EXT-MOB", "CLEAR")
    assert "HFS-SAG" in effect.key.exercises
    assert effect.learner.exercises == ("WALK",)
    assert "instead of “Extension pattern with hip extension mobility deficit”" in effect.words


def test_a_miss_that_changes_nothing_says_so() -> None:
    [effect] = effects(patient(), with_one(Ref("lateral_step_down", "trunk", RIGHT, 1), Choice("0")))
    assert not effect.changes
    assert effect.words == "Findings, class and plan stay as they are."


def test_an_item_left_open_is_a_gap_and_not_a_no() -> None:
    given = all_right()
    del given[Ref("safety", "RF01")]
    [effect] = effects(patient(), given)
    assert (effect.unanswered, effect.learner.class_code, effect.learner.safety) == (True, "N0", "incomplete")
    assert effect.words.startswith("Without the answer the class would be")


def test_a_test_that_was_asked_and_left_empty_is_a_gap_too() -> None:
    left_empty = effects(patient(), {}, [Task.of("thomas.right")])
    assert [one.ref.step for one in left_empty] == [
        "hip_angle", "knee_angle", "pelvis_controlled", "abduction_drift",
    ]  # fmt: skip
    assert left_empty[0].learner.class_code == "N1"
    assert effects(patient(), {}) == ()


def test_a_red_flag_invented_takes_the_plan_away() -> None:
    [effect] = effects(patient(), with_one(Ref("safety", "RF01"), Choice("yes")))
    assert (effect.learner.class_code, effect.learner.plan, effect.learner.exercises) == ("R1", "none", ())
    assert "No plan would be given." in effect.words


def test_a_red_flag_missed_gives_a_plan_where_none_is_to_be() -> None:
    known = patient()
    story = replace(known.truth.story, yes=frozenset({"RF01"}))
    urgent = replace(known, code="urgent", class_code="R1", truth=replace(known.truth, story=story))
    given = {**key(urgent).entries, Ref("safety", "RF01"): Choice("no")}
    [effect] = effects(urgent, given)
    assert (effect.key.class_code, effect.learner.class_code) == ("R1", "EXT-MOB")
    assert "A plan would be given where none is to be." in effect.words


def test_the_wrong_class_alone_has_the_plan_of_that_class() -> None:
    [effect] = effects(patient(), with_one(CLASS, Choice("FRONT")))
    assert (effect.learner.class_code, effect.findings) == ("FRONT", ())
    assert effect.plan_changes


def test_two_misses_together_can_do_what_neither_does_alone() -> None:
    """The direction rests on standing, walking and bending backward: any one of them may be missed."""
    steps = ("standing", "walking", "backward_bend")
    given = all_right() | {Ref("intake", step): Choice("not_worse") for step in steps}
    assert {one.class_changes for one in effects(patient(), given)} == {False}
    together = consequence(patient(), given)
    assert together is not None
    assert len(together.refs) == 3
    assert together.class_changes


def test_the_effect_is_what_the_exam_itself_makes_of_the_answers() -> None:
    ref = Ref("prone_hip_extension", "lumbar_extension", RIGHT, 1)
    [effect] = effects(patient(), with_one(ref, Choice("clear")))
    assert (
        effect.learner.class_code
        == evaluate(key(patient()).changed(ref, Choice("clear"))).classification.code
    )
