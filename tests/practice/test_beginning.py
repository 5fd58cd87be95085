"""What a choice on the start page begins."""

from __future__ import annotations

import pytest

from app.practice.beginning import SHORT, begin
from app.practice.task import items, tasks


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_newcomer_begins_with_a_case_of_few_items(seed: int) -> None:
    sitting = begin("mixed", seed, newcomer=True)
    assert len(items(*sitting.asked[0])) <= SHORT


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_newcomer_is_asked_the_same_ten_cases_as_anybody(seed: int) -> None:
    usual, turned = begin("mixed", seed).asked, begin("mixed", seed, newcomer=True).asked
    assert {(case.code, task) for case, task in usual} == {(case.code, task) for case, task in turned}
    at = usual.index(turned[0])
    assert turned == (*usual[at:], *usual[:at])


def test_the_same_seed_is_the_same_sitting() -> None:
    one, other = begin("mixed", 12), begin("mixed", 12)
    assert one.asked == other.asked
    assert one.id != other.id


def test_a_whole_patient_is_one_person_in_the_order_of_the_exam() -> None:
    sitting = begin("whole", 5)
    assert sitting.whole
    assert [task for _, task in sitting.asked] == list(tasks(sitting.case))
