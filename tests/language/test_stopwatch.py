"""A timed step: what the clock says before, during and after, and an end that is put right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.language.stopwatch import Ready, Running, Stopped


def test_nothing_has_passed_before_the_start() -> None:
    assert Ready().elapsed(500.0) == 0.0


def test_a_running_watch_says_what_has_passed_since_its_start() -> None:
    assert Ready().start(10.0).elapsed(12.5) == 2.5


def test_a_stopped_watch_stands_still() -> None:
    stopped = Ready().start(10.0).stop(54.0)

    assert (stopped.elapsed(54.0), stopped.elapsed(900.0)) == (44.0, 44.0)


def test_it_ended_two_seconds_ago_takes_two_seconds_off() -> None:
    assert Running(10.0).stop(54.0).ended_earlier(2).elapsed(60.0) == 42.0


def test_an_end_that_is_put_right_twice_is_not_taken_off_twice() -> None:
    assert Running(10.0).stop(54.0).ended_earlier(2).ended_earlier(3).elapsed(60.0) == 41.0


@pytest.mark.parametrize("seconds", [0, 6, -1])
def test_an_end_is_put_right_by_one_to_five_seconds(seconds: int) -> None:
    with pytest.raises(ValueError, match="outside 1 to 5 s"):
        Stopped(0.0, 60.0).ended_earlier(seconds)


instants = st.floats(min_value=0, max_value=1e6, allow_nan=False)


@given(instants, instants, st.integers(1, 5))
def test_no_watch_ever_shows_less_than_nothing(start: float, end: float, earlier: int) -> None:
    stopped = Running(start).stop(end)

    assert Running(start).elapsed(end) >= 0
    assert 0 <= stopped.ended_earlier(earlier).elapsed(end) <= stopped.elapsed(end)
