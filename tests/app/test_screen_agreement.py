"""The clinic's agreement as its page shows it: the error is unknown until there are pairs enough."""

from __future__ import annotations

from app.screens.agreement import agreement_screen
from tests.agreement.visits import repeats

READ = [("4", "6"), ("2", "-1"), ("-8", "-6"), ("10", "9")]
"""The right thigh as first and second read, over and over."""

ANGLE = "Thomas test: Hip angle"


def read(times: int) -> list[tuple[str, str]]:
    return [READ[n % len(READ)] for n in range(times)]


def test_without_a_rating_it_says_how_one_begins() -> None:
    screen = agreement_screen(())

    assert screen.rows == ()
    assert "2 asks for a second rater" in screen.nothing
    assert "20 pairs" in screen.nothing


def test_the_error_is_unknown_until_twenty_pairs_and_says_how_many_there_are() -> None:
    screen = agreement_screen(repeats(read(19)))
    row = next(row for row in screen.rows if row.cells[0] == ANGLE)

    assert row.cells[1:3] == ("same rater", "19 of 20")
    assert row.cells[4] == "error unknown"
    assert "Error unknown: 19 pairs of 20." in row.several_lines


def test_from_twenty_pairs_on_the_own_error_stands_with_its_pairs_and_its_day() -> None:
    screen = agreement_screen(repeats(read(20)))
    row = next(row for row in screen.rows if row.cells[0] == ANGLE)

    assert row.cells[2] == "20"
    assert row.cells[4].endswith("\N{DEGREE SIGN}, own")
    assert "own 20 pairs, to 20-Jul-2026" in row.several_lines


def test_items_are_told_one_by_one() -> None:
    rows = agreement_screen(repeats(read(3)), of_items=True).rows

    assert rows[0].cells[0] == ANGLE
    assert {row.cells[4] for row in rows} == {""}
