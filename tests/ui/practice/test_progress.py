"""The progress page: what a learner sees of agreement with the keys, and takes away of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from app.practice.library import cases
from app.practice.notes import Note, SignOff
from app.practice.screens.progress import progress_screen
from app.practice.task import Task, items
from app.practice.truth import Case
from assessments.language.value import Choice, Ref, Side, Value
from tests.practice.learners import FROM, committed, right_answers
from tests.ui.hands import press
from tests.ui.hitting import too_small
from tests.ui.looking import assert_fits, settle
from tests.ui.practice.learner import page, read
from ui.practice.pages.progress import ProgressPage
from ui.practice.window import PracticeWindow
from ui.theme import apply

STEP_DOWN = Task("lateral_step_down", Side.RIGHT)
AT_PELVIS = Ref("lateral_step_down", "pelvis", Side.RIGHT, 1)
PELVIS = "lateral_step_down.pelvis"
NAME = "J. Lindqvist, resident"


def stepping() -> list[Case]:
    """Those with a right leg on the step, one whose pelvis drops and one whose pelvis is steady by turns."""
    people = [case for case in cases().values() if Side.RIGHT in case.truth.steps]
    drops = [case for case in people if right_answers(case, STEP_DOWN)[AT_PELVIS] == Choice("1")]
    steady = [case for case in people if case not in drops]
    return [one for pair in zip(drops, steady, strict=False) for one in pair]


def practised(window: PracticeWindow, learner: str = NAME, of: int = 12, blocks: int = 3) -> None:
    """Step-downs, all by the key but the pelvis, which is called clean wherever it drops."""
    people = stepping()
    for n in range(of):
        case = people[n % len(people)]
        given = {**right_answers(case, STEP_DOWN)}
        given[AT_PELVIS] = Choice("0")
        block = f"block-{n * blocks // of}"
        window.book.add(committed(case, STEP_DOWN, given, n, block, learner))


def progress(window: PracticeWindow, learner: str = NAME) -> ProgressPage:
    window.learner = learner
    window.go("progress")
    settle()
    assert isinstance(window.page, ProgressPage)
    return window.page


def test_before_the_first_case_the_page_teaches_the_key_that_begins_one(practice: PracticeWindow) -> None:
    progress(practice, "")
    assert "Enter starts ten mixed cases" in read(practice)
    press(practice, "Enter")
    assert page(practice).sitting.kind == "mixed"


def test_the_item_that_is_missed_comes_first_with_the_way_it_is_missed(practice: PracticeWindow) -> None:
    practised(practice, of=24)
    shown = progress(practice).screen_
    missed = 12
    first = shown.items[0]
    assert first.code == PELVIS
    assert first.weakest
    assert first.percent == f"{round(100 * (24 - missed) / 24)} %"
    assert first.calling == "less"
    assert first.calling_words == f"below the key: {missed} of {missed}"
    assert shown.next_codes == (PELVIS,)


def test_an_item_without_a_miss_has_no_interval_made_up(practice: PracticeWindow) -> None:
    practised(practice)
    arm = next(row for row in progress(practice).screen_.items if row.code == "lateral_step_down.arm")
    assert arm.percent == "100 %"
    assert arm.interval is None
    assert arm.calling_words == "no miss"


def test_with_few_cases_words_stand_in_place_of_kappa(practice: PracticeWindow) -> None:
    practised(practice, of=2)
    shown = progress(practice)
    row = shown.screen_.items[0]
    assert row.kappa is None
    assert "Too few cases to judge: 2 of at least 5." in row.kappa_words
    assert "Too early to say" in read(practice)


def test_one_case_of_one_item_is_no_bare_number_anywhere() -> None:
    case = stepping()[0]
    only = items(case, STEP_DOWN)[0].ref
    given: dict[Ref, Value] = {only: right_answers(case, STEP_DOWN)[only]}
    screen = progress_screen([committed(case, STEP_DOWN, given)], "")
    assert all(row.kappa is None and row.kappa_words for row in screen.items)
    assert screen.standing


def test_enter_practises_what_is_weakest_and_a_letter_the_test_at_the_caret(practice: PracticeWindow) -> None:
    practised(practice, of=24)
    progress(practice)
    press(practice, "Enter")
    assert page(practice).sitting.kind == "mixed"
    progress(practice)
    press(practice, "T")
    assert page(practice).sitting.kind == "lateral_step_down"


def test_each_learner_has_a_page_of_their_own(practice: PracticeWindow) -> None:
    practised(practice, NAME, of=6)
    practised(practice, "A. Other", of=2)
    assert progress(practice, NAME).screen_.cases == 6
    press(practice, "L 1")
    settle()
    assert practice.learner == "A. Other"
    assert isinstance(practice.page, ProgressPage)
    assert practice.page.screen_.cases == 2


def test_the_arrows_walk_the_items_and_each_is_spoken_whole(practice: PracticeWindow) -> None:
    practised(practice, of=24)
    shown = progress(practice)
    first = shown.items.accessibleName()
    assert first.startswith("Step-down, Pelvis, judged 24, agree ")
    assert "below the key" in first
    press(practice, "Down")
    assert shown.items.accessibleName() != first
    assert len(shown.items.cells()) == 5


def test_the_plot_says_where_it_ends_and_only_once_there_is_something(practice: PracticeWindow) -> None:
    practised(practice, of=12)
    shown = progress(practice)
    assert shown.plot.isVisible()
    assert "At case 12: " in shown.plot.accessibleName()


@pytest.mark.parametrize(("key", "paper"), [("4", "a4"), ("L", "letter")])
def test_the_portfolio_is_saved_as_pages_that_all_say_practice(
    practice: PracticeWindow, tmp_path: Path, key: str, paper: str
) -> None:
    practised(practice)
    practice.book.add_note(Note("n1", FROM, NAME, "attempt-1", "The belt line, not the hip."))
    asked: list[str] = []
    file = tmp_path / "mine"

    def choose(name: str) -> str:
        asked.append(name)
        return str(file)

    progress(practice).taking.choose_file = choose
    press(practice, f"P Tab {key} Ctrl+Enter")
    # Who finds the file does not read in its name whose it is.
    assert asked == ["practice-portfolio_2026-10-16.pdf"]
    pages = PdfReader(BytesIO(file.with_suffix(".pdf").read_bytes())).pages
    words = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert all("PRACTICE, no real patient" in one.extract_text() for one in pages)
    assert NAME in words
    assert "Step-down: Pelvis" in words
    assert "belt line" not in words
    assert round(float(pages[0].mediabox.width)) == {"a4": 595, "letter": 612}[paper]


def test_notes_and_the_name_go_along_only_where_they_are_asked_for(
    practice: PracticeWindow, tmp_path: Path
) -> None:
    practised(practice, of=6)
    practice.book.add_note(Note("n1", FROM, NAME, "attempt-1", "The belt line, not the hip."))
    asked: list[str] = []
    file = tmp_path / "mine.pdf"

    def choose(name: str) -> str:
        asked.append(name)
        return str(file)

    taking = progress(practice).taking
    taking.choose_file = choose
    press(practice, "P Down Down W Down Y Ctrl+Enter")
    assert asked == ["practice-portfolio_J.-Lindqvist,-resident_2026-10-16.pdf"]
    assert "The belt line" in " ".join(one.extract_text() for one in PdfReader(file).pages)
    # Neither is taken along by habit.
    press(practice, "P Ctrl+Enter")
    assert asked[-1] == "practice-portfolio_2026-10-16.pdf"


def test_the_portfolio_is_saved_as_a_table_too(practice: PracticeWindow, tmp_path: Path) -> None:
    practised(practice, of=6)
    asked: list[str] = []
    file = tmp_path / "mine"

    def choose(name: str) -> str:
        asked.append(name)
        return str(file)

    progress(practice).taking.choose_file = choose
    press(practice, "P C Ctrl+Enter")
    assert asked == ["practice-portfolio_2026-10-16.csv"]
    lines = file.with_suffix(".csv").read_text("utf-8-sig").splitlines()
    assert sum(',"item",' in line for line in lines[1:]) == 6 * 5
    assert all(line.startswith('"PRACTICE, no real patient"') for line in lines[1:])


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(
    practice: PracticeWindow, tmp_path: Path
) -> None:
    practised(practice, of=6)
    progress(practice).taking.choose_file = lambda _: str(tmp_path / "nowhere" / "mine.pdf")
    press(practice, "P Ctrl+Enter")
    assert "Not saved: that folder is not there" in read(practice)


def test_stations_that_nobody_signed_can_be_signed_from_here(practice: PracticeWindow) -> None:
    case = stepping()[0]
    given = right_answers(case, STEP_DOWN)
    practice.book.add(committed(case, STEP_DOWN, given, 1, "c1", NAME, station="c1/1"))
    progress(practice)
    assert "sign off stations" in read(practice)
    practice.book.add_sign_off(SignOff("s1", FROM, NAME, "Dr K. Berg", "c1", "seen", ""))
    progress(practice)
    assert "sign off stations" not in read(practice)


@pytest.mark.parametrize("look", ["light", "dark", "light-contrast", "dark-contrast"])
@pytest.mark.parametrize("size", [1.0, 1.3])
def test_the_page_fits_in_every_look_and_text_size(practice: PracticeWindow, look: str, size: float) -> None:
    practised(practice, of=24)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, look, size)
    try:
        progress(practice)
        assert_fits(practice)
        assert not too_small(practice)
    finally:
        apply(app, "light", 1.0)
