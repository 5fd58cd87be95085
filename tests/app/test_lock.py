"""When the desk is covered and when its keys go, by a clock that the test sets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.clock import SteppedClock
from app.lock import GONE_AFTER, LONGEST, LOOK_EVERY, TRIAL_HOLDS, IdleLock, Reason, Stage
from app.settings import Settings, from_texts, to_texts

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOON)


@pytest.fixture
def lock(clock: SteppedClock) -> IdleLock:
    return IdleLock(clock, idle_minutes=5)


def wait(lock: IdleLock, clock: SteppedClock, seconds: float, running: bool = False) -> Stage:
    """Let the time pass as it does at the desk, with a look every few seconds."""
    stage = lock.stage
    while seconds > 0:
        clock.advance(min(LOOK_EVERY, seconds))
        seconds -= LOOK_EVERY
        stage = lock.look(running)
    return stage


def work(lock: IdleLock, clock: SteppedClock, seconds: float) -> Stage:
    """A key every minute."""
    while seconds > 0:
        wait(lock, clock, min(60, seconds))
        lock.active()
        seconds -= 60
    return lock.stage


def test_a_desk_nobody_touches_is_covered_after_five_minutes(lock: IdleLock, clock: SteppedClock) -> None:
    assert wait(lock, clock, 299) is Stage.OPEN
    assert wait(lock, clock, LOOK_EVERY) is Stage.COVERED
    assert lock.reason is Reason.IDLE


def test_the_clinic_sets_how_long_it_waits(clock: SteppedClock) -> None:
    lock = IdleLock(clock, idle_minutes=15)

    assert wait(lock, clock, 14 * 60) is Stage.OPEN
    assert wait(lock, clock, 60) is Stage.COVERED


def test_every_key_begins_the_five_minutes_anew(lock: IdleLock, clock: SteppedClock) -> None:
    assert work(lock, clock, 3600) is Stage.OPEN


def test_fifteen_minutes_behind_the_cover_the_keys_go(lock: IdleLock, clock: SteppedClock) -> None:
    lock.cover(Reason.ASKED)

    assert wait(lock, clock, GONE_AFTER - LOOK_EVERY) is Stage.COVERED
    assert wait(lock, clock, LOOK_EVERY) is Stage.GONE


def test_keys_pressed_behind_the_cover_do_not_keep_it_there(lock: IdleLock, clock: SteppedClock) -> None:
    lock.cover(Reason.ASKED)

    work(lock, clock, GONE_AFTER)

    assert lock.stage is Stage.GONE


def test_ten_hours_after_the_passphrase_it_is_asked_for_again(lock: IdleLock, clock: SteppedClock) -> None:
    assert work(lock, clock, LONGEST - 60) is Stage.OPEN
    assert work(lock, clock, 60) is Stage.COVERED
    assert lock.reason is Reason.LONG


def test_opening_it_begins_every_count_anew(lock: IdleLock, clock: SteppedClock) -> None:
    lock.cover(Reason.ASKED)
    lock.opened()

    assert wait(lock, clock, 200) is Stage.OPEN
    assert work(lock, clock, LONGEST - 600) is Stage.OPEN


def test_a_running_trial_holds_the_cover_off_until_it_ends(lock: IdleLock, clock: SteppedClock) -> None:
    assert wait(lock, clock, 400, running=True) is Stage.OPEN
    assert lock.pending
    assert wait(lock, clock, LOOK_EVERY, running=False) is Stage.COVERED


def test_a_key_during_the_trial_takes_the_idle_cover_back(lock: IdleLock, clock: SteppedClock) -> None:
    wait(lock, clock, 400, running=True)

    lock.active()

    assert wait(lock, clock, 60) is Stage.OPEN


def test_a_trial_holds_it_off_for_ten_minutes_and_no_longer(lock: IdleLock, clock: SteppedClock) -> None:
    assert wait(lock, clock, 300 + TRIAL_HOLDS - LOOK_EVERY, running=True) is Stage.OPEN
    assert wait(lock, clock, LOOK_EVERY, running=True) is Stage.COVERED


def test_the_ten_hours_wait_for_the_end_of_a_trial_too(lock: IdleLock, clock: SteppedClock) -> None:
    work(lock, clock, LONGEST - 60)

    assert wait(lock, clock, 120, running=True) is Stage.OPEN
    assert wait(lock, clock, LOOK_EVERY) is Stage.COVERED


@pytest.mark.parametrize("reason", [Reason.ASKED, Reason.SWITCH, Reason.SLEEP, Reason.MINIMISED])
def test_who_asks_for_the_cover_has_it_at_once(lock: IdleLock, reason: Reason) -> None:
    assert lock.cover(reason, running=True) is Stage.COVERED
    assert lock.reason is reason


def test_the_screen_lock_covers_at_once_but_waits_for_a_trial(lock: IdleLock, clock: SteppedClock) -> None:
    assert lock.cover(Reason.SCREEN, running=True) is Stage.OPEN
    assert wait(lock, clock, LOOK_EVERY, running=False) is Stage.COVERED

    lock.opened()
    assert lock.cover(Reason.SCREEN) is Stage.COVERED


@pytest.mark.parametrize("hours", [-24, -1])
def test_a_clock_set_back_covers_the_desk(lock: IdleLock, clock: SteppedClock, hours: int) -> None:
    clock.advance(LOOK_EVERY)
    clock.set(NOON + timedelta(hours=hours))

    assert lock.look() is Stage.COVERED
    assert lock.reason is Reason.CLOCK


def test_a_clock_put_right_by_some_seconds_covers_nothing(lock: IdleLock, clock: SteppedClock) -> None:
    clock.advance(LOOK_EVERY)
    clock.set(NOON + timedelta(seconds=-15))

    assert lock.look() is Stage.OPEN


def test_another_time_zone_is_not_another_time(lock: IdleLock, clock: SteppedClock) -> None:
    clock.advance(LOOK_EVERY)
    zone = datetime.fromisoformat("2026-03-02T15:30:05+03:30")
    clock.set(zone)

    assert lock.look() is Stage.OPEN


@pytest.mark.parametrize("slept", [60, 12 * 3600])
def test_a_laptop_that_slept_wakes_covered_and_its_keys_go(
    lock: IdleLock, clock: SteppedClock, slept: int
) -> None:
    # The stopwatch stands still in a sleep; the time of day does not.
    clock.set(NOON + timedelta(seconds=slept))

    assert lock.look() is Stage.COVERED
    assert lock.reason is Reason.SLEEP
    clock.advance(LOOK_EVERY)
    assert lock.look() is Stage.GONE


def test_a_sleep_through_which_the_stopwatch_ran_is_noticed_too(lock: IdleLock, clock: SteppedClock) -> None:
    clock.advance(120)

    assert lock.look() is Stage.COVERED


def test_the_key_that_wakes_the_laptop_does_not_open_it(lock: IdleLock, clock: SteppedClock) -> None:
    clock.set(NOON + timedelta(hours=12))
    lock.active()

    assert lock.look() is Stage.COVERED


def test_a_trial_does_not_keep_a_woken_laptop_open(lock: IdleLock, clock: SteppedClock) -> None:
    clock.set(NOON + timedelta(hours=12))

    assert lock.look(running=True) is Stage.COVERED


def test_a_sleep_behind_the_cover_takes_the_keys(lock: IdleLock, clock: SteppedClock) -> None:
    lock.cover(Reason.ASKED)
    clock.set(NOON + timedelta(minutes=2))

    assert lock.look() is Stage.GONE


def test_a_system_that_tells_of_its_sleep_is_believed(lock: IdleLock, clock: SteppedClock) -> None:
    lock.cover(Reason.SLEEP)
    assert wait(lock, clock, LOOK_EVERY) is Stage.COVERED

    lock.woke()
    assert wait(lock, clock, LOOK_EVERY) is Stage.GONE


@pytest.mark.parametrize(
    ("kept", "minutes"), [("5", 5), ("1", 1), ("15", 15), ("600", 15), ("0", 1), ("never", 5), ("", 5)]
)
def test_no_setting_lets_the_desk_stand_open_for_longer_than_a_quarter_of_an_hour(
    kept: str, minutes: int
) -> None:
    assert from_texts({"idle_minutes": kept}).idle_minutes == minutes


def test_how_a_desk_is_covered_is_kept_as_it_was_set() -> None:
    set_so = Settings(idle_minutes=10, cover_minimised=True)

    assert from_texts(to_texts(set_so)) == set_so
