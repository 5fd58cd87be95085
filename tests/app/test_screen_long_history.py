"""Two hundred visits: every value is drawn, the one at the caret is read in words, a year is seen alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from app.crowding import LARGEST, marks_for
from app.history import History
from app.screens.progress import ProgressRow, ProgressScreen, progress_screen
from app.screens.time_window import (
    lengths_for,
    seen_words,
    visit_a_year_off,
    visit_beside,
    window_at,
)
from app.screens.trend_marks import dodge_of, marked, runs
from app.screens.visit_line import visit_line
from assessments.language.value import Side
from tests.app.long_history import long_history
from tests.app.test_screen_progress import BY_GONIOMETER, force, hip, history, pain

TODAY = date(2026, 10, 16)


@pytest.fixture(scope="module")
def long() -> ProgressScreen:
    return progress_screen(long_history(), TODAY)


def row_of(screen: ProgressScreen, code: str) -> ProgressRow:
    return next(row for row in screen.rows if row.code == code)


def seen(past: History) -> ProgressScreen:
    return progress_screen(past, TODAY, every=True)


# Marks


def test_few_visits_have_marks_and_bars_of_their_own() -> None:
    marks = marks_for([0, 21, 42, 84], 4.0)
    assert marks.size == LARGEST
    assert marks.bars
    assert dodge_of(Side.RIGHT, 2, marks) == -4
    assert dodge_of(Side.LEFT, 2, marks) == 4
    assert dodge_of(Side.LEFT, 1, marks) == 0


def test_marks_shrink_before_they_touch_and_go_before_their_shapes_are_lost() -> None:
    sizes = [marks_for([n * gap for n in range(50)], 1.0).size for gap in (13, 10, 7, 6, 2)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == LARGEST
    assert sizes[-1] == 0


def test_a_long_pause_does_not_make_crowded_visits_look_far_apart() -> None:
    assert marks_for([0, 2, 4, 6, 400], 1.0).size == 0


def test_no_visit_of_two_hundred_is_left_out_or_averaged(long: ProgressScreen) -> None:
    (line,) = row_of(long, "intake.pain_worst").trend.lines
    assert len(line.spots) == 200
    assert sum(len(run) for run in runs(line)) == 200
    worst = max(line.spots, key=lambda spot: spot.amount)
    assert worst.amount == 10
    assert worst.words == "10 of 10"


def test_where_marks_are_gone_the_ends_of_each_line_keep_theirs(long: ProgressScreen) -> None:
    right, _ = row_of(long, "thomas.hip_angle").trend.lines
    marks = marks_for([tick.day for tick in long.ticks], 600 / long.days)
    assert marks.size == 0
    before, after = runs(right)
    assert list(marked(right, marks)) == [before[0], before[-1], after[0], after[-1]]


# The visit under the caret


def test_the_line_says_the_visit_its_error_and_the_one_before() -> None:
    screen = seen(history(force(100), force(120)))
    assert visit_line(screen, screen.rows[0], screen.ticks[1].day) == (
        "Abduction strength, 19-Jun-2026, week 4: R 120 N ± 11.8. Visit before, 22-May-2026: R 100 N. "
        "± is the 95 % error of one value."
    )


def test_the_line_says_that_the_method_changed_in_between() -> None:
    screen = seen(history(hip(14), hip(9, BY_GONIOMETER)))
    said = visit_line(screen, screen.rows[0], screen.ticks[1].day)
    assert "In between inclinometer became goniometer, so the two are not compared." in said
    assert "±" not in said


def test_a_visit_without_a_value_says_so() -> None:
    screen = seen(history(hip(14), pain(4)))
    assert visit_line(screen, screen.rows[0], screen.ticks[1].day) == (
        "Thomas test, modified, 19-Jun-2026, week 4: no value."
    )


def test_the_first_visit_has_none_before_it() -> None:
    screen = seen(history(hip(14), hip(9)))
    assert "before" not in visit_line(screen, screen.rows[0], 0.0)


def test_the_last_value_and_the_one_before_stand_beside_the_line() -> None:
    (line,) = seen(history(force(100), force(110), force(120))).rows[0].trend.lines
    assert (line.last, line.before) == ("R 120 N", "before 110 N")
    (only,) = seen(history(force(100))).rows[0].trend.lines
    assert only.before == ""


# References


def test_the_populations_follow_the_cut_off_one_at_a_time_and_then_none() -> None:
    past = history(hip(14), hip(-4))
    bands = [
        progress_screen(past, TODAY, references={"thomas.hip_angle": n}).rows[0].trend.band for n in range(5)
    ]
    assert [band.words if band else "" for band in bands] == [
        "at or below 0°: published cut-off",
        "Elite male soccer players, dominant side, n 182: mean ± 1 SD",
        "Elite male soccer players, other side, n 182: mean ± 1 SD",
        "Recreational athletes, injured and not, n 300: mean ± 1 SD",
        "",
    ]
    soccer = bands[1]
    assert soccer is not None
    assert (soccer.low, soccer.high) == pytest.approx((-12.46, -1.06))


def test_a_reference_is_drawn_whole_and_reaches_no_further_than_its_source() -> None:
    row = progress_screen(history(hip(14), hip(9)), TODAY, references={"thomas.hip_angle": 3}).rows[0]
    assert row.trend.band is not None
    assert row.trend.scale.low <= row.trend.band.low < row.trend.band.high <= row.trend.scale.high
    assert (row.trend.band.low, row.trend.band.high) == pytest.approx((-20.21, -0.99))


def test_a_measure_without_a_published_reference_has_none() -> None:
    knee = replace(hip(70), code="thomas.knee_angle", name="Knee angle")
    for measure in (knee, force(100), pain(4)):
        row = seen(history(measure, measure)).rows[0]
        assert row.trend.band is None
        assert row.trend.references == 0


# Time


def test_a_year_is_offered_only_where_there_is_more_than_one(long: ProgressScreen) -> None:
    assert lengths_for(84) == (0,)
    assert lengths_for(500) == (0, 2)
    assert lengths_for(long.days) == (0, 1, 2)


def test_the_last_year_ends_with_the_last_visit(long: ProgressScreen) -> None:
    low, high = window_at(long.days, 2, long.ticks[-1].day)
    assert high == pytest.approx(long.days)
    assert high - low == pytest.approx(365.25)
    assert seen_words(long, (low, high)).endswith("to 11-Nov-2025")
    assert window_at(84, 2, 84) == (0, 84)


def test_the_part_that_is_seen_goes_with_the_caret_and_no_further(long: ProgressScreen) -> None:
    last = window_at(long.days, 2, long.days)
    assert window_at(long.days, 2, last[0] + 10, last) == last
    back = window_at(long.days, 2, last[0] - 10, last)
    assert back[0] == pytest.approx(last[0] - 10)
    assert window_at(long.days, 2, 0, back)[0] == 0
    assert window_at(long.days, 2, long.days, (0.0, 365.25)) == pytest.approx(last)


def test_one_step_is_one_visit_and_one_leap_about_a_year(long: ProgressScreen) -> None:
    first, second = long.ticks[0].day, long.ticks[1].day
    assert visit_beside(long, first, 1) == second
    assert visit_beside(long, first, -1) == first
    assert visit_beside(long, first, 10_000) == long.days
    leap = visit_a_year_off(long, first, 1)
    assert abs(leap - 365.25) < 15
    pause = max(pairwise(long.ticks), key=lambda pair: pair[1].day - pair[0].day)
    assert visit_a_year_off(long, pause[0].day, 1) > pause[0].day
    assert visit_a_year_off(long, long.days, 1) == long.days
