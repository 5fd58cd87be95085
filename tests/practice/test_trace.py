"""The trace of a push shows its peak to the digit and looks as bad as its trial was."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from app.practice.trace import LASTS, Trace, trace
from app.practice.truth import Push

VALIDITY = ("yes", "jerked", "slipped", "painful", "out_of_position")


def longest_above(drawn: Trace, share: float) -> float:
    """The longest time at a stretch over a share of the peak, in seconds."""
    longest, start = 0.0, None
    for time, newtons in drawn.samples:
        if newtons >= share * float(drawn.peak):
            start = time if start is None else start
            longest = max(longest, time - start)
        else:
            start = None
    return longest


@pytest.mark.parametrize("valid", VALIDITY)
@pytest.mark.parametrize("newtons", ["198", "87.4", "412.9", "20.1"])
def test_the_highest_sample_is_the_newtons_of_the_push_to_the_digit(valid: str, newtons: str) -> None:
    for seed in range(40):
        drawn = trace(Push(Decimal(newtons), valid), seed)
        forces = [force for _, force in drawn.samples]

        assert Decimal(str(max(forces))) == Decimal(newtons)
        assert forces.count(max(forces)) == 1
        assert drawn.peak == Decimal(newtons)
        assert drawn.at(drawn.peak_at) == max(forces)
        assert min(forces) >= 0.0


@pytest.mark.parametrize("valid", VALIDITY)
def test_the_same_push_and_seed_is_the_same_trace_and_another_seed_another(valid: str) -> None:
    push = Push(Decimal(180), valid)

    assert trace(push, "a01.hip_strength.extension") == trace(push, "a01.hip_strength.extension")
    assert trace(push, 1) != trace(push, 2)


def test_a_push_lasts_five_seconds_and_begins_and_ends_at_rest() -> None:
    drawn = trace(Push(Decimal(180)), 7)

    assert drawn.samples[0] == (0.0, 0.0)
    assert drawn.samples[-1] == (LASTS, 0.0)
    assert drawn.at(-1.0) == 0.0


@pytest.mark.parametrize("seed", range(30))
def test_a_valid_push_rises_and_is_held_for_seconds_near_its_peak(seed: int) -> None:
    drawn = trace(Push(Decimal(200)), seed)

    assert drawn.peak_at > 1.0
    assert longest_above(drawn, 0.85) > 2.5


@pytest.mark.parametrize("seed", range(30))
def test_a_jerked_push_peaks_in_a_spike_and_holds_well_below_it(seed: int) -> None:
    drawn = trace(Push(Decimal(200), "jerked"), seed)

    assert drawn.peak_at < 0.6
    assert longest_above(drawn, 0.75) < 0.25
    assert 0.4 * 200 < drawn.at(3.0) < 0.75 * 200


@pytest.mark.parametrize("seed", range(30))
def test_a_push_that_slipped_falls_away_at_once_and_stays_down(seed: int) -> None:
    drawn = trace(Push(Decimal(200), "slipped"), seed)
    drops = [a[1] - b[1] for a, b in pairwise(drawn.samples)]

    assert max(drops) > 0.2 * 200
    assert drawn.at(3.5) < 0.3 * 200


@pytest.mark.parametrize("seed", range(30))
def test_a_painful_push_is_let_go_long_before_its_time(seed: int) -> None:
    drawn = trace(Push(Decimal(200), "painful"), seed)

    assert drawn.peak_at < 2.0
    assert drawn.at(2.6) < 0.1 * 200


@pytest.mark.parametrize("seed", range(30))
def test_a_push_out_of_position_dips_and_then_climbs_past_where_it_was(seed: int) -> None:
    drawn = trace(Push(Decimal(200), "out_of_position"), seed)

    assert min(drawn.at(1.7 + step / 20.0) for step in range(9)) < drawn.at(1.4)
    assert drawn.peak_at > 2.5
