"""Stations with a clock: the phases by their instants, the mark of a checklist, the supervisor's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.practice.library import cases
from app.practice.notes import DECISIONS, SignOff
from app.practice.stations import Circuit, Phase, Round, Station, checklist, circuit, circuits
from app.practice.task import Task
from assessments.language.value import Choice, Ref, Side
from tests.practice.learners import committed, right_answers, steps_down

STEP = Task("lateral_step_down", Side.RIGHT)
THOMAS = Task("thomas", Side.LEFT)
TWO = Circuit((Station("a01", STEP, 5), Station("a02", THOMAS, 1)), warning_seconds=60, reading_seconds=30)


def test_a_station_is_read_worked_at_warned_of_and_over() -> None:
    begun = Round(TWO).begin(1000.0)
    phases = [begun.phase(1000.0 + after) for after in (0, 29.9, 30, 269.9, 270, 329.9, 330, 5000)]
    assert phases == [
        Phase.READING, Phase.READING, Phase.RUNNING, Phase.RUNNING,
        Phase.WARNING, Phase.WARNING, Phase.TIME_UP, Phase.TIME_UP,
    ]  # fmt: skip


def test_the_clock_counts_down_the_reading_and_then_the_work() -> None:
    begun = Round(TWO).begin(1000.0)
    assert [begun.left(1000.0 + after) for after in (10, 30, 270, 330, 999)] == [20, 300, 60, 0, 0]


def test_before_a_station_the_clock_waits_for_whoever_comes_next() -> None:
    waiting = Round(TWO)
    assert waiting.phase(0.0) is waiting.phase(9e6) is Phase.HAND_OVER
    assert waiting.left(9e6) == waiting.worked(9e6) == 0.0


def test_who_has_read_begins_at_once_and_loses_no_minute_of_the_work() -> None:
    read = Round(TWO).begin(1000.0).read(1012.0)
    assert read.phase(1012.0) is Phase.RUNNING
    assert read.left(1012.0) == 300.0
    assert read.phase(1312.0) is Phase.TIME_UP


def test_who_is_done_early_has_used_no_more_than_that() -> None:
    done = Round(TWO).begin(1000.0).finish(1130.0)
    assert done.phase(1130.0) is Phase.TIME_UP
    assert done.worked(1300.0) == 100.0


def test_a_window_that_looks_late_counts_no_second_beyond_the_station() -> None:
    assert Round(TWO).begin(1000.0).worked(99_999.0) == 300.0


def test_nothing_is_finished_while_it_is_read_and_nothing_twice() -> None:
    begun = Round(TWO).begin(1000.0)
    assert begun.finish(1010.0) is begun
    done = begun.finish(1100.0)
    assert done.finish(1200.0) is done
    assert begun.begin(1200.0) is begun
    assert begun.read(1200.0) is begun


def test_the_next_station_is_handed_over_only_when_this_one_has_ended() -> None:
    begun = Round(TWO).begin(1000.0)
    assert begun.hand_over(1100.0) is begun
    second = begun.hand_over(1400.0)
    assert (second.at, second.phase(1400.0), second.station.task) == (1, Phase.HAND_OVER, THOMAS)


def test_after_the_last_station_the_round_is_over() -> None:
    second = replace(Round(TWO), at=1).begin(0.0)
    assert second.last
    over = second.hand_over(500.0)
    assert over.phase(500.0) is Phase.OVER
    assert over.begin(600.0) is over


def test_a_station_shorter_than_its_warning_is_not_warned_of_all_along() -> None:
    second = replace(Round(TWO), at=1).begin(0.0)
    assert [second.phase(at) for at in (30.0, 89.0)] == [Phase.RUNNING, Phase.RUNNING]


def test_without_reading_or_warning_the_work_begins_and_ends() -> None:
    plain = Round(Circuit((Station("a01", STEP, 1),), warning_seconds=0, reading_seconds=0)).begin(5.0)
    assert [plain.phase(at) for at in (5.0, 64.9, 65.0)] == [Phase.RUNNING, Phase.RUNNING, Phase.TIME_UP]


@pytest.mark.parametrize("minutes", [0, 31])
def test_a_station_of_no_minutes_or_too_many_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="outside 1 to 30"):
        Station("a01", STEP, minutes)


def test_a_circuit_needs_a_station_and_times_that_can_be() -> None:
    with pytest.raises(ValueError, match="1 to 12 stations"):
        Circuit(())
    with pytest.raises(ValueError, match="0 to 300 s"):
        Circuit((Station("a01", STEP, 5),), warning_seconds=301)


def test_a_circuit_has_another_patient_at_each_station_and_the_tests_as_chosen() -> None:
    chosen = [("lateral_step_down", 5), ("thomas", 4), ("story", 8), ("lateral_step_down", 5)]
    drawn = circuit(chosen, seed=9)
    assert len({station.case for station in drawn.stations}) == 4
    assert [station.minutes for station in drawn.stations] == [5, 4, 8, 5]
    assert [station.task.assessment for station in drawn.stations][:2] == ["lateral_step_down", "thomas"]
    assert circuit(chosen, seed=9).stations == drawn.stations


def test_the_checklist_is_the_share_of_items_that_agree_and_there_is_no_mark_to_pass() -> None:
    case = steps_down("p1", pelvis=0.9)
    missed = right_answers(case, STEP) | {Ref("lateral_step_down", "pelvis", Side.RIGHT, 1): Choice("0")}
    known = cases()["a01"]
    two = [committed(case, STEP, missed, 1), committed(known, THOMAS, right_answers(known, THOMAS), 2)]
    mark = checklist(two)
    assert mark is not None
    assert (mark.part, mark.whole) == (8, 9)
    assert checklist([]) is None
    assert set(DECISIONS) == {"accepted", "again", "seen"}


def test_a_circuit_is_found_again_in_the_book_with_what_was_signed_of_it() -> None:
    case = cases()["a01"]
    given = right_answers(case, STEP)
    attempts = [
        committed(case, STEP, given, 2, station="c1/2"),
        committed(case, STEP, given, 1, station="c1/1"),
        committed(case, STEP, given, 3),
        committed(case, STEP, given, 4, station="c2/1"),
    ]
    at = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    signed = SignOff("s1", at, "", "R. Osei", "c1", "accepted", "Calm, and looked twice.")
    first, second = circuits(attempts, [signed])
    assert [one.id for one in first.stations] == ["attempt-1", "attempt-2"]
    assert (first.sign_offs, second.sign_offs) == ((signed,), ())
    assert signed.decision_words == "Done well enough, in the supervisor's judgement"


def test_an_attempt_is_kept_under_its_circuit_and_place() -> None:
    assert TWO.named(0) == f"{TWO.id}/1"
