"""Stations against the clock, from the set-up to the supervisor's sign-off, gone through by key."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.clock import SteppedClock
from app.practice.beginning import begin
from app.practice.stations import Phase
from tests.ui.hands import press
from tests.ui.hitting import too_small
from tests.ui.looking import assert_fits, settle
from tests.ui.practice.learner import page, read, score, take
from ui.practice.pages.case import CasePage
from ui.practice.pages.progress import ProgressPage
from ui.practice.pages.sign_off import SignOffPage
from ui.practice.pages.station import StationPage
from ui.practice.pages.stations import StationsPage
from ui.practice.window import PracticeWindow
from ui.theme import apply


def setting_up(window: PracticeWindow) -> StationsPage:
    window.learner = "J. Lindqvist"
    window.go("stations")
    settle()
    assert isinstance(window.page, StationsPage)
    window.page.seed = 5
    return window.page


def begun(window: PracticeWindow, digits: str = "3 4") -> StationPage:
    """Set up with the step-down alone, or with what the digits leave: of the three that stand when the page
    opens, the Thomas test is 3 and hip extension 4."""
    setting_up(window)
    press(window, f"{digits} Enter")
    return between(window)


def between(window: PracticeWindow) -> StationPage:
    settle()
    assert isinstance(window.page, StationPage)
    return window.page


def sit_down(window: PracticeWindow) -> CasePage:
    """Read no longer than it takes to press Enter."""
    press(window, "Enter Enter")
    return page(window)


def later(window: PracticeWindow, station: StationPage, clock: SteppedClock, seconds: float) -> None:
    clock.advance(seconds)
    station.tick()
    settle()


def test_a_digit_takes_a_test_in_or_out_and_what_it_comes_to_is_said(practice: PracticeWindow) -> None:
    shown = setting_up(practice)
    assert shown.kinds == ["lateral_step_down", "thomas", "prone_hip_extension"]
    assert "3 stations, 18 min in all with reading." in read(practice)
    press(practice, "1 3 4")
    assert shown.kinds == ["story", "lateral_step_down"]
    press(practice, "1 2")
    assert "No station yet: press a digit." in read(practice)
    press(practice, "Enter")
    assert practice.page is shown


def test_minutes_that_no_station_can_have_are_refused_in_words_and_nothing_begins(
    practice: PracticeWindow,
) -> None:
    shown = setting_up(practice)
    shown.fields["thomas"].typed.emit("45")
    assert "Type a whole number from 1 to 30 min." in read(practice)
    shown.begin()
    assert practice.page is shown
    shown.fields["thomas"].typed.emit("8")
    shown.begin()
    station = between(practice)
    assert station.round is not None
    assert [one.minutes for one in station.round.circuit.stations] == [5, 8, 5]


def test_nothing_runs_until_whoever_is_next_has_sat_down(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    station = begun(practice)
    later(practice, station, learners_clock, 600)
    assert station.round is not None
    assert station.round.phase(learners_clock.monotonic()) is Phase.HAND_OVER
    assert "the clock stands until Enter" in read(practice)
    # Nothing of the patient is given away before the reading.
    assert "Simulated patient" not in read(practice)


def test_the_reading_ends_by_itself_and_the_case_is_there(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    station = begun(practice)
    press(practice, "Enter")
    assert "You score Arm, Trunk, Pelvis, Knee and Steady" in read(practice)
    assert "Reading, 1:00" in read(practice)
    later(practice, station, learners_clock, 61)
    case = page(practice)
    assert case.sitting.task.assessment == "lateral_step_down"
    assert case.sitting.station.endswith("/1")


def test_at_a_station_no_agreement_moves_beside_the_case_and_in_a_block_it_does(
    practice: PracticeWindow,
) -> None:
    practice.resize(1920, 1080)
    begun(practice)
    case = sit_down(practice)
    settle()
    assert not case.agreement.isVisible()
    assert "Agreement so far" not in read(practice)
    take(practice, begin("lateral_step_down", 4))
    assert case.agreement.isVisible()
    assert "Agreement so far" in read(practice)


def test_the_time_is_in_the_banner_in_words_and_so_is_its_end(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    station = begun(practice)
    sit_down(practice)
    assert "5:00 left" in read(practice)
    later(practice, station, learners_clock, 239.5)
    assert "1:01 left" in read(practice)
    assert "ends soon" not in read(practice)
    later(practice, station, learners_clock, 1)
    assert "1:00 left, ends soon" in read(practice)


def test_when_the_time_is_up_what_stands_is_committed_and_the_rest_stays_open(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    station = begun(practice, "4")
    sit_down(practice)
    press(practice, "0 0")
    later(practice, station, learners_clock, 300)
    assert practice.page is station
    assert "Station 2 of 2: Thomas test" in read(practice)
    (attempt,) = practice.book.attempts("J. Lindqvist")
    assert len(attempt.given) == 2
    assert [mark.given for mark in attempt.marks] == ["0", "0", None, None, None]
    assert [mark.way for mark in attempt.marks[2:]] == ["unanswered"] * 3
    assert attempt.seconds == 300


def test_a_question_that_is_open_does_not_hold_the_time_up(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    station = begun(practice, "4")
    sit_down(practice)
    press(practice, "0 Ctrl+Enter")
    later(practice, station, learners_clock, 301)
    assert practice.page is station
    assert len(practice.book.attempts("J. Lindqvist")) == 1


def test_a_committed_station_shows_no_key_until_all_are_done(practice: PracticeWindow) -> None:
    begun(practice, "4")
    sit_down(practice)
    score(practice, wrong=[2])
    press(practice, "Ctrl+Enter")
    shown = read(practice)
    assert "Station 2 of 2" in shown
    assert "agree" not in shown
    sit_down(practice)
    score(practice)
    press(practice, "Ctrl+Enter")
    over = read(between(practice))
    assert "8 of 9 items agree with the key (89 %)" in over
    assert "Pelvis: you" in over
    assert "every item agrees" in over
    assert "no mark to pass" in over


def test_stations_of_one_circuit_are_one_block_and_know_their_place(practice: PracticeWindow) -> None:
    begun(practice, "4")
    for _ in range(2):
        sit_down(practice)
        score(practice)
        press(practice, "Ctrl+Enter")
    first, second = practice.book.attempts("J. Lindqvist")
    assert first.block == second.block
    assert [first.station, second.station] == [f"{first.block}/1", f"{first.block}/2"]
    assert first.case != second.case


def test_a_supervisor_signs_off_with_name_decision_and_comment(practice: PracticeWindow) -> None:
    begun(practice)
    sit_down(practice)
    score(practice)
    press(practice, "Ctrl+Enter Enter")
    assert isinstance(practice.page, SignOffPage)
    assert "5 of 5 (100 %)" in read(practice)
    press(practice, "Ctrl+Enter")
    assert "Type the supervisor's name." in read(practice)
    press(practice, "B E R G Ctrl+Enter")
    assert "Choose a decision" in read(practice)
    press(practice, "2 Tab G O O D Ctrl+Enter")
    assert isinstance(practice.page, ProgressPage)
    (signed,) = practice.book.sign_offs("J. Lindqvist")
    assert (signed.supervisor.lower(), signed.decision, signed.comment.lower()) == ("berg", "again", "good")
    assert practice.book.attempts("J. Lindqvist")[0].station.startswith(signed.circuit)


def test_leaving_a_station_stops_its_clock_and_keeps_what_was_committed(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    station = begun(practice, "4")
    sit_down(practice)
    score(practice)
    press(practice, "Ctrl+Enter")
    press(practice, "Enter Esc L")
    assert practice.page is not station
    later(practice, station, learners_clock, 1000)
    assert "left" not in read(practice)
    assert len(practice.book.attempts("J. Lindqvist")) == 1


def test_what_cannot_be_kept_is_said_and_the_learner_can_commit_again(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    station = begun(practice)
    case = sit_down(practice)
    practice.book.folder.parent.mkdir(exist_ok=True)
    practice.book.folder.write_bytes(b"a file where the folder should be")
    later(practice, station, learners_clock, 301)
    assert practice.page is case
    assert "Not kept" in read(practice)
    practice.book.folder.unlink()
    case.commit()
    settle()
    assert practice.page is station
    assert len(practice.book.attempts("J. Lindqvist")) == 1


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [1.0, 1.3])
def test_every_page_of_the_stations_fits(practice: PracticeWindow, look: str, size: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, look, size)
    try:
        setting_up(practice)
        assert_fits(practice)
        assert not too_small(practice)
        press(practice, "3 4 Enter")
        assert_fits(practice)
        press(practice, "Enter")
        assert_fits(practice)
        press(practice, "Enter")
        page(practice).commit()
        settle()
        assert_fits(practice)
        press(practice, "Enter")
        assert_fits(practice)
        assert not too_small(practice)
    finally:
        apply(app, "light", 1.0)
