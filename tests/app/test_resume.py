"""Where a clinician comes back to after the desk was covered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.resume import Bookmark, Part, bookmark_text, read_bookmark

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LEFT = Bookmark(
    NOON,
    "thomas",
    {"patient": "7"},
    "exam-1",
    Part("Right, hip angle, deg", 1),
    2,
    ((Part("Right, hip angle, deg", 1), "−8"), (Part("Notes"), "held “by the belt”\nthen not")),
)


def test_a_bookmark_is_read_back_as_it_was_kept() -> None:
    assert read_bookmark(bookmark_text(LEFT)) == LEFT
    assert read_bookmark(bookmark_text(Bookmark(NOON, "home"))) == Bookmark(NOON, "home")


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"at": 5}', bookmark_text(LEFT)[:-9]])
def test_a_bookmark_that_cannot_be_read_is_none(text: str) -> None:
    assert read_bookmark(text) is None


def test_a_bookmark_is_good_for_half_a_day() -> None:
    assert LEFT.good(NOON + timedelta(hours=11))
    assert not LEFT.good(NOON + timedelta(hours=12))
    assert not LEFT.good(NOON - timedelta(minutes=1))
