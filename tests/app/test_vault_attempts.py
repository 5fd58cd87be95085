"""Wrong passphrases are counted, slow the next try down and never shut anybody out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.places import Places
from app.vault.attempts import RECOVERY_AFTER, Attempts, delay_seconds


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def test_the_wait_grows_to_half_a_minute_and_no_further() -> None:
    assert [delay_seconds(wrong) for wrong in range(1, 10)] == [0, 0, 0, 1, 2, 4, 8, 16, 30]
    assert delay_seconds(0) == 0
    assert delay_seconds(10) == delay_seconds(10_000) == 30


def test_the_recovery_key_is_offered_after_five() -> None:
    assert RECOVERY_AFTER == 5


def test_the_count_goes_on_after_the_program_was_started_again(places: Places) -> None:
    assert Attempts(places).wrong() == 1
    assert Attempts(places).wrong() == 2
    assert Attempts(places).count() == 2


def test_who_signs_in_takes_the_count_into_the_history_and_starts_at_nought(places: Places) -> None:
    attempts = Attempts(places)
    attempts.wrong()
    attempts.wrong()

    assert attempts.clear() == 2
    assert attempts.clear() == 0
    assert Attempts(places).count() == 0


def test_the_file_says_how_many_and_nothing_else(places: Places) -> None:
    Attempts(places).wrong()

    assert places.attempts.read_text() == '{"wrong": 1}'
    assert [file.name for file in places.root.iterdir()] == ["attempts.json"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"wrong": null}', b'{"wrong": "x"}', b"\xff", b"[" * 100_000]
)
def test_a_count_that_cannot_be_read_is_nought(places: Places, content: bytes) -> None:
    places.attempts.write_bytes(content)

    assert Attempts(places).count() == 0


@pytest.mark.parametrize(("kept", "count"), [("-5", 0), ("1" + "0" * 300, 1_000_000)])
def test_a_count_that_makes_no_sense_does_no_harm(places: Places, kept: str, count: int) -> None:
    places.attempts.write_text(f'{{"wrong": {kept}}}')

    assert Attempts(places).count() == count


def test_a_folder_that_is_gone_stops_nobody_from_signing_in(tmp_path: Path) -> None:
    attempts = Attempts(Places(tmp_path / "pulled out"))

    assert [attempts.wrong(), attempts.wrong()] == [1, 2]
    assert attempts.clear() == 2
    assert attempts.count() == 0
