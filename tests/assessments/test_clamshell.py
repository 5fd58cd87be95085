"""Clamshell endurance: what a trial amounts to, how the sides compare, and the trial to the beat."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.clamshell import ASSESSMENT
from assessments.clamshell.protocol import NO_NORM, STOP_REASONS
from assessments.clamshell.scoring import compared, score
from assessments.clamshell.trial import (
    Fault,
    Trial,
    beat,
    cap_seconds,
    effort_due,
    next_effort,
    pain_ends,
    rest_left,
)
from assessments.language.answers import Answers, Person
from assessments.language.completeness import open_refs
from assessments.language.finding import Method, Presence
from assessments.language.stopwatch import Ready, Stopped
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side, Text, Value

RIGHT, LEFT = Side.RIGHT, Side.LEFT
Entries = dict[Ref, Value]


def answers(*parts: Entries) -> Answers:
    return Answers(Person(46, "female"), {ref: value for part in parts for ref, value in part.items()})


def at(step: str, side: Side | None = None) -> Ref:
    return Ref("clamshell", step, side)


def counted(side: Side, repetitions: int, stop: str = "fatigue", limiter: str = "") -> Entries:
    found: Entries = {
        at("mode", side): Choice("repetitions"),
        at("repetitions", side): Quantity(Decimal(repetitions), "repetitions"),
        at("stop_reason", side): Choice(stop),
    }
    return {**found, at("limiter", side): Choice(limiter)} if limiter else found


def held(side: Side, seconds: str, stop: str = "fatigue") -> Entries:
    return {
        at("mode", side): Choice("hold"),
        at("seconds", side): Quantity(Decimal(seconds), "s"),
        at("stop_reason", side): Choice(stop),
    }


def presence(given: Answers, side: Side) -> Presence:
    (finding,) = ASSESSMENT.findings(given)
    return finding.by_side[side].presence


@pytest.mark.parametrize(
    ("repetitions", "result"),
    [(14, Presence.PRESENT), (15, Presence.ABSENT), (0, Presence.PRESENT), (120, Presence.ABSENT)],
)
def test_fewer_than_fifteen_repetitions_is_a_deficit_and_fifteen_is_not(
    repetitions: int, result: Presence
) -> None:
    assert presence(answers(counted(RIGHT, repetitions)), RIGHT) is result


@pytest.mark.parametrize(("seconds", "result"), [("29.9", Presence.PRESENT), ("30", Presence.ABSENT)])
def test_a_hold_under_thirty_seconds_is_a_deficit_and_thirty_is_not(seconds: str, result: Presence) -> None:
    assert presence(answers(held(LEFT, seconds)), LEFT) is result


def test_one_short_side_is_a_finding_but_one_good_side_is_not_the_absence_of_one() -> None:
    (short,) = ASSESSMENT.findings(answers(counted(RIGHT, 9)))
    (good,) = ASSESSMENT.findings(answers(counted(RIGHT, 20)))

    assert (short.presence, short.side) == (Presence.PRESENT, "right")
    assert good.presence is Presence.UNKNOWN


@pytest.mark.parametrize("repetitions", [5, 40])
def test_a_trial_that_pain_ended_says_nothing_of_endurance(repetitions: int) -> None:
    given = answers(counted(RIGHT, repetitions, "pain"))

    assert presence(given, RIGHT) is Presence.UNKNOWN
    assert "not interpretable as gluteal endurance" in score(given, RIGHT).words


@pytest.mark.parametrize("stop", [option.code for option in STOP_REASONS if option.code != "pain"])
def test_every_other_way_to_end_leaves_a_score(stop: str) -> None:
    assert presence(answers(counted(RIGHT, 14, stop)), RIGHT) is Presence.PRESENT


def test_a_trial_whose_end_nobody_explained_is_unknown() -> None:
    given = answers({ref: value for ref, value in counted(RIGHT, 14).items() if ref.step != "stop_reason"})
    (finding,) = ASSESSMENT.findings(given)

    assert finding.by_side[RIGHT].presence is Presence.UNKNOWN
    assert finding.by_side[RIGHT].reason == "Stop reason not recorded"


def test_a_side_not_done_says_why() -> None:
    given = answers({at(ALL, LEFT): NotDone("pain", "cannot lie on the right")})
    (finding,) = ASSESSMENT.findings(given)

    assert finding.by_side[LEFT].reason == "Not done: cannot lie on the right"
    assert presence(given, LEFT) is Presence.UNKNOWN


def test_a_hold_is_another_test_under_another_name() -> None:
    codes = [
        (it.code, it.unit) for it in ASSESSMENT.measures(answers(counted(RIGHT, 14), held(LEFT, "34.5")))
    ]

    assert codes == [("clamshell.repetitions", "repetitions"), ("clamshell.hold", "s")]


def test_the_seconds_of_a_repetition_trial_are_never_its_score() -> None:
    given = answers(counted(RIGHT, 20), {at("seconds", RIGHT): Quantity(Decimal(12), "s")})

    assert presence(given, RIGHT) is Presence.ABSENT
    assert score(given, RIGHT).amount == 20


@pytest.mark.parametrize(
    ("right", "left", "percent", "verdict"),
    [
        (20, 20, "0.0", "noise"),
        (100, 86, "14.0", "noise"),
        (20, 17, "15.0", "uncertain"),
        (20, 14, "30.0", "uncertain"),
        (22, 14, "36.4", "confirm"),
        (100, 69, "31.0", "confirm"),
        (0, 10, "100.0", "confirm"),
    ],
)
def test_the_sides_compare_in_three_bands(right: int, left: int, percent: str, verdict: str) -> None:
    result = compared(answers(counted(RIGHT, right), counted(LEFT, left)))

    assert (str(result.percent), result.verdict) == (percent, verdict)


def test_the_lower_side_is_named() -> None:
    result = compared(answers(counted(RIGHT, 14), counted(LEFT, 22)))

    assert result.words == "Right lower by 36.4 %: confirm another way."


@pytest.mark.parametrize(
    ("right", "left", "verdict"),
    [
        (counted(RIGHT, 120, "cap"), counted(LEFT, 60), "not_computable"),
        (counted(RIGHT, 120), counted(LEFT, 60), "not_computable"),
        (counted(RIGHT, 20, "pain"), counted(LEFT, 60), "not_interpretable"),
        (counted(RIGHT, 20), counted(LEFT, 60, limiter="front_of_hip"), "not_interpretable"),
        (counted(RIGHT, 20), held(LEFT, "60"), "not_comparable"),
        (counted(RIGHT, 20), {}, "missing"),
        (counted(RIGHT, 0), counted(LEFT, 0), "not_computable"),
        ({at("repetitions", RIGHT): Quantity(Decimal(9), "")}, counted(LEFT, 60), "missing"),
    ],
)
def test_a_capped_painful_unlike_or_missing_side_leaves_no_per_cent(
    right: Entries, left: Entries, verdict: str
) -> None:
    result = compared(answers(right, left))

    assert (result.percent, result.verdict) == (None, verdict)


def test_a_trial_limited_by_the_front_of_the_hip_says_so() -> None:
    given = answers(counted(RIGHT, 20, limiter="front_of_hip"))

    assert score(given, RIGHT).words.endswith("not interpretable as gluteal endurance")


def test_the_screen_and_the_page_say_that_there_is_no_norm() -> None:
    assert "No published norm, cut-off, reliability or minimal detectable change exists" in NO_NORM
    assert any(it.standing == "convention" and "No published" in it.words for it in ASSESSMENT.evidence)


def test_the_missing_norm_is_said_beside_every_result_and_the_sides_beside_it() -> None:
    assert ASSESSMENT.notes is not None
    assert ASSESSMENT.notes(answers()) == ()
    assert ASSESSMENT.notes(answers(counted(RIGHT, 14), counted(LEFT, 22))) == (
        NO_NORM,
        "Sides: Right lower by 36.4 %: confirm another way.",
    )


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ((), "Not recorded"),
        ((counted(RIGHT, 14), counted(LEFT, 22)), "R 14, L 22 reps"),
        ((held(RIGHT, "34.5"), held(LEFT, "40")), "R 34.5, L 40 s"),
        ((counted(RIGHT, 14), held(LEFT, "40")), "R 14 reps, L 40 s"),
        ((counted(LEFT, 14),), "R missing, L 14 reps"),
    ],
)
def test_the_rail_says_what_came_of_it(parts: tuple[Entries, ...], line: str) -> None:
    assert ASSESSMENT.summary(answers(*parts)) == line


def test_counting_needs_no_time_and_a_hold_no_count() -> None:
    given = answers(counted(RIGHT, 14), {at("mode", LEFT): Choice("hold")})
    still_open = {(ref.step, ref.side) for ref in open_refs(ASSESSMENT, given)}

    assert still_open == {("seconds", LEFT), ("stop_reason", LEFT)}


def test_another_target_or_a_band_is_another_method() -> None:
    def method(height: int, band: str) -> Method:
        given = answers(
            counted(RIGHT, 14),
            {at("target_height"): Quantity(Decimal(height), "cm"), at("band"): Text(band)},
        )
        return ASSESSMENT.measures(given)[0].method

    assert method(18, "None").differs_from(method(18, "None")) == ()
    assert method(18, "None").differs_from(method(20, "Red")) == ("target height", "band")


# --- the trial to the beat; it starts at second 100 of the clock


def running(*marks: tuple[Fault, int]) -> Trial:
    """A running trial with faults in the repetitions named; repetition 1 is done at second 102."""
    trial = Trial().start(100.0)
    for what, repetition in marks:
        trial = trial.fault(what, 100.0 + 2 * repetition - 1)
    return trial


@pytest.mark.parametrize(
    ("elapsed", "repetitions"), [(0, 0), (1, 0), (1.99, 0), (2, 1), (3.9, 1), (28, 14), (44, 22), (999, 120)]
)
def test_a_repetition_counts_when_its_down_beat_is_reached(elapsed: float, repetitions: int) -> None:
    assert running().completed(100.0 + elapsed) == repetitions


def test_the_beat_goes_up_and_down_once_a_second() -> None:
    trial = running()

    assert [beat(trial.watch, 100.0 + second) for second in (0, 0.9, 1, 2, 3.5)] == [0, 0, 1, 2, 3]


def test_a_repetition_with_a_fault_is_not_valid_and_counts_once_however_often_marked() -> None:
    trial = running((Fault.PELVIS_ROLL, 3), (Fault.TARGET_MISSED, 3), (Fault.PELVIS_ROLL, 3))

    assert trial.valid(128.0) == 13
    assert trial.unfault().unfault().valid(128.0) == 14


def test_a_fault_in_the_repetition_under_way_takes_nothing_off_yet() -> None:
    trial = running((Fault.PELVIS_ROLL, 3))

    assert (trial.valid(105.0), trial.valid(106.0)) == (2, 2)
    assert trial.valid(108.0) == 3


def test_two_in_a_row_end_it_only_after_the_correction() -> None:
    before = running((Fault.PELVIS_ROLL, 3), (Fault.PELVIS_ROLL, 4))
    assert before.correction_due(108.0)
    assert before.suggested(108.0) is None

    after = before.correct(108.5).fault(Fault.PELVIS_ROLL, 111.0).fault(Fault.PELVIS_ROLL, 113.0)
    assert not after.correction_due(113.0)
    assert after.suggested(113.0) == "pelvis_roll"


def test_the_fault_that_was_corrected_is_not_the_first_of_the_two() -> None:
    trial = running((Fault.PELVIS_ROLL, 3)).correct(105.5).fault(Fault.PELVIS_ROLL, 107.0)
    assert trial.suggested(107.0) is None

    assert trial.fault(Fault.PELVIS_ROLL, 109.0).suggested(109.0) == "pelvis_roll"


def test_two_faults_of_different_kinds_are_not_two_in_a_row() -> None:
    trial = running((Fault.PELVIS_ROLL, 3)).correct(106.5)
    trial = trial.fault(Fault.PELVIS_ROLL, 111.0).fault(Fault.TARGET_MISSED, 113.0)

    assert trial.suggested(114.0) is None
    assert (trial.in_a_row(Fault.PELVIS_ROLL, 112.5), trial.in_a_row(Fault.TARGET_MISSED, 113.5)) == (1, 1)


def test_a_good_repetition_between_two_faults_breaks_the_row() -> None:
    trial = running().correct(101.0).fault(Fault.OFF_BEAT, 105.0).fault(Fault.OFF_BEAT, 109.0)

    assert trial.suggested(110.0) is None
    assert trial.in_a_row(Fault.OFF_BEAT, 114.0) == 0


def test_heels_parting_twice_ends_it_with_no_row_and_no_correction() -> None:
    assert running((Fault.HEELS_APART, 2)).suggested(110.0) is None
    assert running((Fault.HEELS_APART, 2), (Fault.HEELS_APART, 9)).suggested(120.0) == "heels_apart"


def test_the_cap_suggests_itself_and_never_stops_the_trial() -> None:
    trial = running()

    assert (trial.suggested(339.9), trial.suggested(340.0)) == (None, "cap")
    assert trial.seconds(345.0) == Decimal("245.0")


def test_the_cap_is_four_minutes() -> None:
    assert cap_seconds() == 240


def test_only_one_correction_is_taken() -> None:
    assert len(running().correct(103.0).correct(105.0).corrections) == 1


def test_what_was_done_after_the_true_end_no_longer_counts() -> None:
    trial = running((Fault.PELVIS_ROLL, 13)).stop(128.5)

    assert (trial.valid(500.0), trial.seconds(500.0)) == (13, Decimal("28.5"))
    assert (trial.ended_earlier(3).valid(500.0), trial.ended_earlier(3).seconds(500.0)) == (
        12,
        Decimal("25.5"),
    )


def test_nothing_is_marked_before_the_start_or_after_the_stop() -> None:
    assert Trial().fault(Fault.PELVIS_ROLL, 5.0).faults == ()
    assert running().stop(128.0).fault(Fault.PELVIS_ROLL, 129.0).faults == ()
    assert running().stop(128.0).stop(150.0).seconds(200.0) == Decimal("28.0")


def test_effort_is_asked_every_fifteen_seconds_and_a_missed_one_stays_a_gap() -> None:
    watch = running().watch

    assert effort_due(watch, 114.9, frozenset()) is None
    assert effort_due(watch, 115.0, frozenset()) == 1
    assert effort_due(watch, 120.0, frozenset({1})) is None
    assert effort_due(watch, 131.0, frozenset()) == 2
    assert effort_due(Ready(), 115.0, frozenset()) is None
    assert (next_effort(watch, 100.0), next_effort(watch, 115.0)) == (15, 30)


@pytest.mark.parametrize(
    ("before", "now", "ends"),
    [(0, 1, False), (0, 2, True), (4, 5, False), (4, 6, True), (None, 5, False), (None, 6, True)],
)
def test_pain_above_five_or_up_by_two_ends_it(before: int | None, now: int, ends: bool) -> None:
    assert pain_ends(before, now) is ends


def test_three_minutes_of_rest_run_from_the_end_of_the_first_side() -> None:
    watch = Stopped(100.0, 144.0)

    assert [rest_left(watch, now) for now in (144.0, 252.0, 324.0, 999.0)] == [180.0, 72.0, 0.0, 0.0]


seconds = st.floats(min_value=0, max_value=400, allow_nan=False)
marks = st.lists(st.tuples(st.sampled_from(list(Fault)), st.integers(1, 130)), max_size=30)


@given(seconds, marks)
def test_valid_repetitions_never_exceed_what_was_done_nor_the_cap(
    elapsed: float, faults: list[tuple[Fault, int]]
) -> None:
    trial = running(*faults)

    assert 0 <= trial.valid(100.0 + elapsed) <= trial.completed(100.0 + elapsed) <= 120


@given(seconds, marks, st.integers(1, 5))
def test_an_earlier_end_never_adds_a_repetition(
    elapsed: float, faults: list[tuple[Fault, int]], earlier: int
) -> None:
    stopped = running(*faults).stop(100.0 + elapsed)

    assert stopped.ended_earlier(earlier).completed(999.0) <= stopped.completed(999.0)
    assert stopped.ended_earlier(earlier).seconds(999.0) <= stopped.seconds(999.0)
