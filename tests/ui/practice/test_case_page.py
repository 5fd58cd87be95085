"""One simulated patient at a time: looked at, scored by keys, committed, and only then explained."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.clock import SteppedClock
from app.practice.attempt import Attempt
from app.practice.library import cases
from app.practice.sitting import Sitting
from app.practice.task import Task, tasks
from tests.ui.hands import press
from tests.ui.looking import settle
from tests.ui.practice.learner import page, read, score, sit_down, take
from ui.parts.key_button import KeyButton
from ui.practice.window import PracticeWindow

KINDS = (
    "lateral_step_down",
    "thomas",
    "prone_hip_extension",
    "hip_strength",
    "clamshell",
    "story",
    "classification",
)
STEP_DOWN = Task.of("lateral_step_down.right")


def committed(window: PracticeWindow) -> tuple[Attempt, ...]:
    return window.book.attempts()


def a_step_down() -> Sitting:
    return Sitting("lateral_step_down", "A step-down", [(cases()["a01"], STEP_DOWN)])


@pytest.mark.parametrize("kind", KINDS)
def test_every_test_is_scored_by_keys_alone_and_a_learner_without_error_agrees_with_the_key(
    practice: PracticeWindow, kind: str
) -> None:
    sit_down(practice, kind)
    score(practice)
    press(practice, "Ctrl+Enter")
    assert [mark.way for mark in committed(practice)[0].marks if not mark.agrees] == []


def test_the_caret_begins_on_the_first_item_and_after_the_last_on_the_commit(
    practice: PracticeWindow,
) -> None:
    case_page = take(practice, a_step_down())
    assert case_page.items.at == case_page.sitting.items[0].ref
    score(practice)
    assert QApplication.focusWidget() is case_page.commit_button


def test_nothing_of_the_key_is_seen_before_the_commit(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    assert "The key stays hidden until you commit." in read(practice)
    assert not case_page.marks.isVisible()
    assert not case_page.reason.isVisible()
    press(practice, "G")
    hints = case_page.keys()
    assert not {hint.keys for hint in hints} & {"G", "K"}


def test_a_miss_is_explained_with_what_it_would_have_changed(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    score(practice, wrong=[1])
    press(practice, "Ctrl+Enter")
    assert case_page.marks.at == 1
    said = case_page.reason.accessibleName()
    assert said.startswith("Trunk: you 0, key 1")
    assert "repetition 2" in said
    assert "Step-down, right: “0 of 6, good” instead of “1 of 6, good”" in said or "stay as they are" in said


def test_a_miss_is_shown_again_from_the_side_from_which_it_shows(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    score(practice, wrong=[1])
    press(practice, "V Ctrl+Enter")
    picture = case_page.patient.stage.picture
    assert picture.shown.view == "Seen from the patient's right."
    press(practice, "G")
    assert picture.shown.view == "Front view: patient's right is on your left."


def test_digits_and_arrows_walk_the_items_after_the_commit(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    score(practice)
    press(practice, "Ctrl+Enter 3")
    assert case_page.reason.accessibleName().startswith("Pelvis: you 0, key 0")
    press(practice, "Down")
    assert case_page.reason.accessibleName().startswith("Knee: ")


def test_open_items_are_asked_about_and_stay_open_and_are_never_no(practice: PracticeWindow) -> None:
    take(practice, a_step_down())
    score(practice, open_=[2, 4])
    press(practice, "Ctrl+Enter")
    assert "2 items are open" in read(practice)
    assert committed(practice) == ()
    press(practice, "C")
    ways = [mark.way for mark in committed(practice)[0].marks]
    assert ways == ["same", "same", "unanswered", "same", "unanswered"]
    assert len(committed(practice)[0].given) == 3


def test_who_goes_on_scoring_is_taken_to_the_first_open_item(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    score(practice, open_=[2])
    press(practice, "Ctrl+Enter S")
    assert case_page.items.at == case_page.sitting.items[2].ref


def test_undo_takes_the_last_answer_back_until_the_commit(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    press(practice, "0 1")
    press(practice, "Ctrl+Z")
    assert list(case_page.sitting.given) == [case_page.sitting.items[0].ref]
    assert case_page.items.at == case_page.sitting.items[1].ref
    score_left = case_page.sitting.items[1:]
    assert len(score_left) == 4
    press(practice, "1 0 0 0 Ctrl+Enter")
    given = dict(committed(practice)[0].given)
    press(practice, "Ctrl+Z")
    assert dict(case_page.sitting.given) == given


def test_a_number_that_cannot_be_is_refused_in_words_and_stays_to_be_mended(practice: PracticeWindow) -> None:
    case_page = take(
        practice, Sitting("thomas", "A Thomas test", [(cases()["a01"], Task.of("thomas.right"))])
    )
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "999")
    press(practice, "Enter")
    assert not case_page.sitting.given
    assert QApplication.focusWidget() is focus
    QTest.keyClicks(focus, "14")
    press(practice, "Enter")
    assert len(case_page.sitting.given) == 1


def test_the_patient_answers_the_question_at_the_caret_in_their_own_words(practice: PracticeWindow) -> None:
    case_page = take(practice, Sitting("story", "History", [(cases()["a01"], Task.of("intake"))]))
    press(practice, "Down Down")
    assert "Queueing is the worst." in case_page.patient.story.sentence


def test_space_and_arrows_belong_to_the_patient_who_moves_and_not_to_an_answer(
    practice: PracticeWindow,
) -> None:
    case_page = take(practice, a_step_down())
    before = [hint.words for hint in case_page.patient.stage_keys() if hint.keys == "Space"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    after = [hint.words for hint in case_page.patient.stage_keys() if hint.keys == "Space"]
    assert (before, after) == (["pause"], ["play"])
    assert not case_page.sitting.given


def test_the_seconds_of_a_case_run_from_its_first_sight_to_its_commit(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    take(practice, a_step_down())
    learners_clock.advance(41.0)
    score(practice)
    press(practice, "Ctrl+Enter")
    assert committed(practice)[0].seconds == 41.0


def test_what_the_disk_refuses_is_not_committed_and_the_key_stays_hidden(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    score(practice)
    practice.book.folder.mkdir()
    (practice.book.folder / "practice.jsonl").mkdir()
    press(practice, "Ctrl+Enter")
    assert "NOT kept" in read(practice)
    assert not case_page.sitting.committed
    assert not case_page.marks.isVisible()
    os.rmdir(practice.book.folder / "practice.jsonl")
    press(practice, "Ctrl+Enter")
    assert len(committed(practice)) == 1


def test_a_note_to_self_is_kept_beside_the_attempt(practice: PracticeWindow) -> None:
    take(practice, a_step_down())
    score(practice)
    press(practice, "Ctrl+Enter N")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "watch the belt")
    press(practice, "Ctrl+Enter")
    settle()
    (note,) = practice.book.notes()
    assert (note.words, note.attempt) == ("watch the belt", committed(practice)[0].id)


def test_leaving_a_case_with_answers_asks_and_a_case_without_is_left_at_once(
    practice: PracticeWindow,
) -> None:
    take(practice, a_step_down())
    press(practice, "Esc")
    assert practice.page is not None
    assert practice.page.title == "Practice"
    take(practice, a_step_down())
    press(practice, "0 Esc")
    assert "Leave this case?" in read(practice)
    press(practice, "S")
    assert len(page(practice).sitting.given) == 1
    press(practice, "Esc L")
    assert practice.page is not None
    assert practice.page.title == "Practice"
    assert committed(practice) == ()


def test_the_class_is_given_from_everything_that_was_found(practice: PracticeWindow) -> None:
    case = cases()["a01"]
    take(practice, Sitting("classification", "The class", [(case, tasks(case)[-1])]))
    seen = read(practice)
    assert "14° above horizontal, restricted" in seen
    assert "standing" in seen


def test_one_button_is_the_one_to_press_next(practice: PracticeWindow) -> None:
    case_page = take(practice, a_step_down())
    shown = [
        b for b in case_page.findChildren(KeyButton) if b.isVisible() and b.property("look") == "primary"
    ]
    assert len(shown) == 1
