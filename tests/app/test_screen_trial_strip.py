"""The trials of a movement on one axis: which are valid, how far they spread, and the error of one value."""

from __future__ import annotations

from decimal import Decimal

from app.screens.trial_strip import trial_strip
from assessments.hip_strength.protocol import ID
from assessments.language.answers import Answers, Person
from assessments.language.value import Choice, Quantity, Ref, Side, Value


def given(*trials: tuple[Side, int, str, str], movement: str = "abduction") -> Answers:
    """Forces in newtons by side and trial, each with its quality."""
    entries: dict[Ref, Value] = {}
    for side, trial, force, quality in trials:
        entries[Ref(ID, f"{movement}_force", side, trial)] = Quantity(Decimal(force), "N")
        entries[Ref(ID, f"{movement}_valid", side, trial)] = Choice(quality)
    return Answers(Person(46, "female"), entries)


RIGHT = (
    (Side.RIGHT, 1, "128", "yes"),
    (Side.RIGHT, 2, "98", "slipped"),
    (Side.RIGHT, 3, "132", "yes"),
)


def test_without_a_trial_nothing_is_drawn() -> None:
    assert trial_strip(given(), "abduction").sides == ()


def test_the_spread_is_that_of_the_valid_trials_alone() -> None:
    right, left = trial_strip(given(*RIGHT), "abduction").sides

    assert right.spread == (Decimal(128), Decimal(132))
    assert [point.valid for point in right.points] == [True, False, True]
    assert right.counts == Decimal(132)
    assert left.points == ()


def test_one_trial_has_no_spread() -> None:
    right, _ = trial_strip(given(RIGHT[0]), "abduction").sides
    assert right.spread is None


def test_the_band_is_the_error_of_one_value_not_that_of_a_change() -> None:
    """13.9 % holds for a change and for a difference; one value has it less by the square root of two."""
    right, _ = trial_strip(given(*RIGHT), "abduction").sides
    assert right.band == (Decimal("119.0"), Decimal("145.0"))


def test_the_source_of_the_band_is_named_where_there_is_one() -> None:
    assert "Thorborg 2010" in trial_strip(given(*RIGHT), "abduction").note


def test_a_side_without_a_valid_trial_has_no_band_and_says_so() -> None:
    strip = trial_strip(given(RIGHT[1]), "abduction")

    assert strip.sides[0].band is None
    assert strip.note == ""
    assert strip.words == "Right: 98 N, not valid; none counts. Left: no trial yet."


def test_whoever_hears_it_is_told_every_mark() -> None:
    words = trial_strip(given(*RIGHT), "abduction").words
    assert words.startswith(
        "Right: 128 N, 98 N, not valid and 132 N; 132 N counts, with its error from 119 to 145 N."
    )


def test_the_axis_begins_at_zero_and_holds_every_mark_and_band() -> None:
    strip = trial_strip(given(*RIGHT), "abduction")
    assert strip.high >= Decimal("145.0")
    assert strip.high % strip.step == 0
    assert strip.high // strip.step <= 7
