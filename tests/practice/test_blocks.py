"""A block of cases: in random order, never the same class or test again and again, weak items more often."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from app.practice.attempt import item_code
from app.practice.blocks import KINDS, LENGTH, WEAK, block
from app.practice.library import cases
from app.practice.observer import key
from app.practice.task import Task, items
from app.practice.truth import Case
from assessments.language.value import Choice

SEEDS = range(3)
PELVIS = "lateral_step_down.pelvis"


def asks(task: Task, case: Case, code: str) -> bool:
    return any(item_code(item.ref) == code for item in items(case, task))


def drops(case: Case, task: Task) -> bool:
    """Whether the pelvis drops, by the key."""
    refs = [item.ref for item in items(case, task) if item_code(item.ref) == PELVIS]
    return key(case).entries[refs[0]] == Choice("1")


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_has_ten_cases_of_ten_people(kind: str) -> None:
    for seed in SEEDS:
        drawn = block(kind, LENGTH, seed)
        assert len(drawn) == len({case.code for case, _ in drawn}) == 10


@pytest.mark.parametrize("kind", KINDS)
def test_no_class_comes_twice_in_a_row(kind: str) -> None:
    for seed in SEEDS:
        for (case, _), (other, _) in pairwise(block(kind, LENGTH, seed)):
            assert case.class_code != other.class_code


@pytest.mark.parametrize("kind", ["mixed", "story"])
def test_no_test_comes_twice_in_a_row_where_several_are_mixed(kind: str) -> None:
    for seed in SEEDS:
        for (_, task), (_, other) in pairwise(block(kind, LENGTH, seed, (PELVIS,))):
            assert task.assessment != other.assessment


def test_a_block_of_one_test_holds_that_test_alone() -> None:
    for kind in ("lateral_step_down", "thomas", "prone_hip_extension", "clamshell", "hip_strength"):
        assert {task.assessment for _, task in block(kind, LENGTH, 5)} == {kind}


def test_the_same_number_is_the_same_block_and_another_is_another() -> None:
    def told(seed: int) -> list[tuple[str, str]]:
        return [(case.code, task.id) for case, task in block("mixed", LENGTH, seed, (PELVIS,))]

    assert told(3) == told(3)
    assert told(3) != told(4)


def test_written_and_made_patients_are_mixed_in_turn() -> None:
    written = [case.code in cases() for seed in SEEDS for case, _ in block("mixed", LENGTH, seed)]
    assert 0.25 < sum(written) / len(written) < 0.75
    assert len(set(written[:LENGTH])) == 2


def test_over_some_blocks_every_class_every_test_and_both_sides_come() -> None:
    drawn = [asked for seed in range(8) for asked in block("mixed", LENGTH, seed)]
    assert len({case.class_code for case, _ in drawn}) == 15
    tests = Counter(task.assessment for _, task in drawn)
    assert set(tests) == {
        "intake", "safety", "lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell",
    }  # fmt: skip
    assert min(Counter(task.side for _, task in drawn if task.side).values()) > len(drawn) / 6


def test_what_a_learner_is_weak_at_comes_more_often_and_not_always() -> None:
    plain = [asks(task, case, PELVIS) for seed in SEEDS for case, task in block("mixed", LENGTH, seed)]
    wanted = [
        asks(task, case, PELVIS) for seed in SEEDS for case, task in block("mixed", LENGTH, seed, (PELVIS,))
    ]
    assert sum(wanted) > 1.5 * sum(plain)
    assert WEAK / 2 < sum(wanted) / len(wanted) < WEAK + 0.25


def test_being_asked_for_a_weak_item_tells_nothing_of_its_answer() -> None:
    """Cases with the fault and cases without it take turns among those drawn for it."""
    for seed in SEEDS:
        drawn = [drops(case, task) for case, task in block("lateral_step_down", LENGTH, seed, (PELVIS,))]
        assert min(drawn.count(True), drawn.count(False)) >= 2


def test_a_weak_item_of_another_test_changes_nothing_of_what_is_asked() -> None:
    assert {task.assessment for _, task in block("thomas", LENGTH, 2, (PELVIS,))} == {"thomas"}


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        block("everything", LENGTH, 1)
