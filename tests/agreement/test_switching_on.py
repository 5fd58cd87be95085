"""The clinic's own error as a manager sees it: what the pairs give, and what is in use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.agreement.pairs import own_errors
from app.screens.own_error import all_on, own_error_screen, turned
from app.screens.state import State
from assessments.change.errors import error_of
from assessments.change.own import NO_OWN
from assessments.language.catalogue import catalogue
from tests.agreement.visits import repeats

PAIRS = repeats([(str(n), str(n + (2 if n % 2 else -2))) for n in range(24)])
FEW = PAIRS[:12]


def test_a_measure_on_its_way_to_twenty_pairs_offers_nothing() -> None:
    screen = own_error_screen(FEW, NO_OWN)
    (row,) = screen.rows
    assert row.cells == (
        "Thomas test: Hip angle, inclinometer",
        "same rater",
        "12 of 20",
        "error unknown",
        "switched off",
    )
    assert row.state is State.UNKNOWN
    assert "Error unknown: 12 pairs of 20." in row.several_lines
    assert all_on(screen, NO_OWN) == NO_OWN
    assert turned(screen, row.id, NO_OWN) == NO_OWN


def test_twenty_pairs_are_offered_and_nothing_is_in_use_until_somebody_says_so() -> None:
    screen = own_error_screen(PAIRS, NO_OWN)
    (row,) = screen.rows
    assert row.cells[2:] == ("24", "2.8°", "switched off")
    on = turned(screen, row.id, NO_OWN)
    assert on.errors == own_errors(PAIRS)
    (now,) = own_error_screen(PAIRS, on).rows
    assert now.cells[4] == "2.8°"
    assert now.state is State.DONE
    assert (
        "In use: changes measured in this way are held against 2.8°, own 24 repeats, to" in now.several_lines
    )


def test_a_second_press_switches_it_off_again() -> None:
    on = all_on(own_error_screen(PAIRS, NO_OWN), NO_OWN)
    screen = own_error_screen(PAIRS, on)
    assert turned(screen, screen.rows[0].id, on) == NO_OWN


def test_more_pairs_change_nothing_until_the_figure_is_switched_on_anew() -> None:
    (earlier,) = own_errors(PAIRS[:20])
    kept = NO_OWN.switched_on(replace(earlier, mdc95=Decimal("3.1")))
    screen = own_error_screen(PAIRS, kept)
    assert screen.rows[0].cells[3:] == ("2.8°", "3.1°")
    assert turned(screen, screen.rows[0].id, kept).errors == own_errors(PAIRS)


def test_a_figure_whose_pairs_are_gone_can_still_be_switched_off() -> None:
    on = all_on(own_error_screen(PAIRS, NO_OWN), NO_OWN)
    screen = own_error_screen((), on)
    (row,) = screen.rows
    assert row.cells[3:] == ("error unknown", "2.8°")
    assert turned(screen, row.id, on) == NO_OWN


def test_every_measure_that_may_have_an_own_error_has_a_unit_here() -> None:
    from app.screens.own_error import _UNITS

    assert all(error_of(code).own for code in _UNITS)
    ids = {part.protocol.id for part in catalogue()}
    assert {code.partition(".")[0] for code in _UNITS} <= ids
    assert [code for code in error_codes() if error_of(code).own] == list(_UNITS)


def error_codes() -> list[str]:
    from assessments.change.errors import _table

    return list(_table())
