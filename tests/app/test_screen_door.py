"""The sign-in as data: what it says, what it never says, and when it waits."""

from __future__ import annotations

import pytest

from app.lock import Reason
from app.screens.door import (
    caps_lock,
    cover_screen,
    gone_screen,
    refused,
    start_screen,
    wait_words,
    waiting,
)
from app.vault.attempts import delay_seconds


def test_the_cover_offers_who_was_here_last_unless_another_wants_the_desk() -> None:
    assert cover_screen(Reason.ASKED, "rosei", 5).login == "rosei"
    assert cover_screen(Reason.SWITCH, "rosei", 5).login == ""


@pytest.mark.parametrize("reason", Reason)
def test_the_cover_says_why_it_is_there(reason: Reason) -> None:
    about = cover_screen(reason, "rosei", 5).about

    assert about.endswith(".")
    assert len(about) < 110


def test_it_says_how_long_nobody_touched_the_desk() -> None:
    assert cover_screen(Reason.IDLE, "rosei", 5).about.startswith("Nobody touched the desk for 5 minutes.")
    assert cover_screen(Reason.IDLE, "rosei", 1).about.startswith("Nobody touched the desk for a minute.")


def test_an_entry_that_is_not_saved_is_told_on_the_cover() -> None:
    assert cover_screen(Reason.IDLE, "rosei", 5, unsaved=True).about == (
        "An entry is not saved yet: the disk did not take it. It stays behind this cover. Sign in to see it."
    )


def test_a_wrong_attempt_never_says_which_of_the_two_was_wrong() -> None:
    assert refused(start_screen("rosei"), "rosei", 1, 0).said == "User or passphrase not right."


def test_waits_grow_with_wrong_attempts_and_the_recovery_key_is_offered_after_five() -> None:
    shown = [refused(start_screen("rosei"), "rosei", n, delay_seconds(n)) for n in range(1, 12)]

    assert [screen.wait for screen in shown] == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert [screen.recovery for screen in shown] == [False] * 4 + [True] * 7


def test_attempts_before_a_restart_count() -> None:
    assert start_screen("rosei", wrong=5).recovery
    assert gone_screen("rosei", wrong=5).recovery
    assert not start_screen("rosei", wrong=4).recovery


def test_the_wait_is_counted_down_in_whole_seconds() -> None:
    screen = refused(start_screen(""), "rosei", 6, 4)

    assert [waiting(screen, "rosei", left).wait for left in (4, 3.2, 0.1, 0, -1)] == [4, 4, 1, 0, 0]
    assert wait_words(4) == "The next attempt is taken in 4 s."
    assert wait_words(0) == ""


@pytest.mark.parametrize(
    ("text", "shift", "on"),
    [
        ("a", False, False),
        ("A", True, False),
        ("A", False, True),
        ("a", True, True),
        ("5", True, None),
        ("", False, None),
        ("é", False, False),
    ],
)
def test_caps_lock_is_seen_in_the_letters(text: str, shift: bool, on: bool | None) -> None:
    assert caps_lock(text, shift) is on
