"""A block of ten cases and a whole patient, played by keys through the window; marks counted by hand."""

from __future__ import annotations

import pytest

from app.practice.beginning import begin, kind_words
from tests.ui.hands import press
from tests.ui.looking import assert_fits, settle
from tests.ui.practice.learner import page, read, score, sit_down, take
from ui.practice.pages.block import BlockPage
from ui.practice.window import PracticeWindow

WRONG = ([], [0], [], [1, 2], [0, 1], [], [2], [], [], [3])
"""Which items of each case of the block are missed: seven of them in all."""


def do_block(window: PracticeWindow, kind: str, wrong: tuple[list[int], ...]) -> None:
    sit_down(window, kind)
    for places in wrong:
        score(window, wrong=places)
        press(window, "Ctrl+Enter")
        press(window, "Enter")
    settle()


def test_a_block_of_ten_is_marked_as_a_hand_would_mark_it(practice: PracticeWindow) -> None:
    do_block(practice, "lateral_step_down", WRONG)
    attempts = practice.book.attempts()
    assert len(attempts) == 10
    missed = [[n for n, mark in enumerate(one.marks) if not mark.agrees] for one in attempts]
    assert missed == [list(places) for places in WRONG]
    assert sum(one.agreed for one in attempts) == 50 - 7
    assert isinstance(practice.page, BlockPage)
    assert "43 of 50 items agree with the key" in read(practice)


def test_the_block_page_names_what_was_missed_most_as_what_to_practise_next(practice: PracticeWindow) -> None:
    do_block(practice, "lateral_step_down", ([4], [4], [4, 0], [], [], [], [], [], [], []))
    assert "Practise next: Steady" in read(practice)


def test_the_cases_of_a_block_share_its_name_in_the_book(practice: PracticeWindow) -> None:
    do_block(practice, "lateral_step_down", WRONG)
    assert len({one.block for one in practice.book.attempts()}) == 1


def test_a_block_that_is_left_says_how_many_cases_were_not_done(practice: PracticeWindow) -> None:
    sit_down(practice, "lateral_step_down")
    score(practice)
    press(practice, "Ctrl+Enter Esc")
    settle()
    assert isinstance(practice.page, BlockPage)
    assert "9 cases were not done" in read(practice)
    assert len(practice.book.attempts()) == 1


def test_enter_on_the_block_page_begins_another_with_other_cases(practice: PracticeWindow) -> None:
    sit_down(practice, "lateral_step_down")
    before = page(practice).sitting
    score(practice)
    press(practice, "Ctrl+Enter Esc Enter")
    after = page(practice).sitting
    assert after.kind == "lateral_step_down"
    assert after.id != before.id
    assert [case.code for case, _ in after.asked] != [case.code for case, _ in before.asked]


def test_a_whole_patient_is_examined_from_the_first_question_to_the_class(practice: PracticeWindow) -> None:
    sitting = begin("whole", 2)
    take(practice, sitting)
    parts = len(sitting.asked)
    for _ in range(parts):
        score(practice)
        press(practice, "Ctrl+Enter")
        press(practice, "Enter")
    attempts = practice.book.attempts()
    assert len(attempts) == parts
    assert attempts[0].task.assessment == "intake"
    assert attempts[-1].task.assessment == "classification"
    assert len({one.case for one in attempts}) == 1
    assert all(mark.agrees for one in attempts for mark in one.marks)
    assert isinstance(practice.page, BlockPage)


def test_a_miss_in_a_whole_patient_counts_with_all_that_was_answered_before(practice: PracticeWindow) -> None:
    sitting = begin("whole", 2)
    take(practice, sitting)
    score(practice, wrong=[0])
    press(practice, "Ctrl+Enter Enter")
    score(practice)
    assert sitting.given_of_case.keys() > sitting.given.keys()
    assert sitting.asked_of_case == tuple(task for _, task in sitting.asked[:2])


@pytest.mark.parametrize("kind", ["mixed", "story", "whole", "classification", "thomas"])
def test_every_choice_has_its_name(kind: str) -> None:
    assert kind_words(kind)


def test_the_block_page_fits_its_window(practice: PracticeWindow) -> None:
    do_block(practice, "lateral_step_down", WRONG)
    assert_fits(practice)
