"""How one person went: which visits may be compared, what is joined by a line, what is said beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.history import History
from app.scores import Score
from app.screens.progress import ProgressRow, progress_screen, progress_table
from app.screens.state import State
from app.screens.trend import Band, Break
from assessments.change.errors import of_one_value
from assessments.change.own import OwnError, OwnErrors
from assessments.language.finding import Measure, Method
from assessments.language.value import Side

BASELINE = datetime(2026, 5, 22, 9, 0, tzinfo=UTC)
TODAY = (BASELINE + timedelta(weeks=12)).date()
BY_INCLINOMETER = Method((("method", "inclinometer"),))
BY_GONIOMETER = Method((("method", "goniometer"),))


def score(measure: Measure, visit: int, weeks: float, examiner: str = "R. Osei, PT") -> Score:
    return Score(measure, visit, BASELINE + timedelta(weeks=weeks), examiner, "1", "1")


def hip(amount: int | None, method: Method = BY_INCLINOMETER, side: Side = Side.RIGHT) -> Measure:
    said = "not recorded" if amount is None else f"{amount}°"
    return Measure(
        "thomas.hip_angle", "Hip angle", side, None if amount is None else str(amount), "deg", said,
        method=method,
    )  # fmt: skip


def force(newtons: int, lever: str = "0.40") -> Measure:
    method = Method((("device", "A"),), (("lever", Decimal(lever), Decimal("0.02")),))
    return Measure(
        "hip_strength.abduction", "Abduction strength", Side.RIGHT, str(newtons), "N", f"{newtons} N",
        method=method,
    )  # fmt: skip


def pain(amount: int) -> Measure:
    return Measure("intake.pain_worst", "Worst pain", None, str(amount), "of 10", f"{amount} of 10")


def lifts(category: str) -> Measure:
    return Measure(
        "prone_hip_extension.result", "Prone hip extension", Side.LEFT, None, "", category, category
    )


def history(*measures: Measure, every: float = 4) -> History:
    """One visit after the other, so many weeks apart."""
    return History(tuple(score(m, n + 1, n * every) for n, m in enumerate(measures)))


def only_row(past: History, against: str = "baseline") -> ProgressRow:
    screen = progress_screen(past, TODAY, against, every=True)  # type: ignore[arg-type]
    assert len(screen.rows) == 1
    return screen.rows[0]


def test_without_a_signed_exam_one_is_needed() -> None:
    screen = progress_screen(History(), TODAY)
    assert screen.empty == "Needs 1 signed exam"
    assert screen.rows == ()


def test_one_visit_is_shown_and_a_second_is_needed() -> None:
    screen = progress_screen(history(hip(14)), TODAY)
    assert screen.empty == "Needs 2 visits"
    assert [judged.words for judged in screen.rows[0].verdicts] == ["Needs 2 visits"]


def test_the_axis_counts_weeks_from_the_first_visit_and_names_today() -> None:
    ticks = progress_screen(history(hip(14), hip(9), hip(3), hip(1)), TODAY).ticks
    assert [tick.about for tick in ticks] == ["baseline", "week 4", "week 8", "today"]
    assert [tick.date for tick in ticks] == ["22-May", "19-Jun", "17-Jul", "14-Aug"]
    assert [tick.day for tick in ticks] == [0, 28, 56, 84]


def test_dates_carry_their_year_when_the_visits_reach_over_new_year() -> None:
    ticks = progress_screen(history(hip(14), hip(9), every=40), TODAY).ticks
    assert [tick.date for tick in ticks] == ["22-May-26", "26-Feb-27"]


def test_a_change_is_counted_from_the_baseline() -> None:
    (judged,) = only_row(history(force(100), force(105), force(120))).verdicts
    assert judged.change == "+20 N, 20.0 %"
    assert judged.since == "since baseline"
    assert judged.state is State.BETTER
    assert judged.words == "Better, beyond error (13.9 %, laboratory)"


def test_against_the_last_visit_only_the_last_step_counts() -> None:
    (judged,) = only_row(history(force(100), force(115), force(120)), "last").verdicts
    assert judged.change.startswith("+5 N")
    assert judged.since == "since 19-Jun"
    assert judged.state is State.WITHIN


def test_after_a_change_of_method_the_change_is_counted_from_there() -> None:
    row = only_row(history(hip(14), hip(9, BY_GONIOMETER), hip(4, BY_GONIOMETER)))
    assert row.verdicts[0].change == "−5°"
    assert row.verdicts[0].since == "since 19-Jun, same method"
    assert row.trend.breaks == (Break(14.0, "inclinometer", "goniometer"),)
    assert [spot.joined for spot in row.trend.lines[0].spots] == [False, False, True]


def test_a_method_changed_at_the_last_visit_is_not_compared_and_says_why() -> None:
    (judged,) = only_row(history(hip(14), hip(9), hip(4, BY_GONIOMETER))).verdicts
    assert judged.state is State.NOT_DONE
    assert judged.change == ""
    assert judged.words == "Not compared: the method changed from inclinometer to goniometer"


def test_a_lever_that_moved_further_than_it_may_breaks_the_line() -> None:
    row = only_row(history(force(100), force(110, "0.41"), force(120, "0.48")))
    assert [spot.joined for spot in row.trend.lines[0].spots] == [False, True, False]
    assert row.trend.breaks == (Break(42.0, "lever 0.41 m", "lever 0.48 m"),)


def test_another_version_of_the_protocol_is_not_compared() -> None:
    first, second = score(hip(14), 1, 0), replace(score(hip(4), 2, 4), protocol_version="2")
    row = only_row(History((first, second)))
    assert row.verdicts[0].words == "Not compared: the protocol changed"
    assert not row.trend.lines[0].spots[1].joined


def test_a_visit_without_a_value_is_neither_drawn_nor_a_change_of_method() -> None:
    row = only_row(history(hip(14), hip(None, Method()), hip(4)))
    assert [spot.day for spot in row.trend.lines[0].spots] == [0, 56]
    assert row.verdicts[0].since == "since baseline"
    assert row.trend.breaks == ()


def test_a_value_older_than_the_last_visit_says_until_when() -> None:
    past = history(hip(14), hip(9))
    later = History((*past.scores, score(pain(4), 3, 8)))
    rows = {row.code: row for row in progress_screen(later, TODAY, every=True).rows}
    assert rows["thomas.hip_angle"].verdicts[0].since == "since baseline to 19-Jun"
    assert rows["intake.pain_worst"].verdicts[0].words == "Needs 2 visits"


def test_no_error_bar_is_drawn_where_no_error_is_known() -> None:
    row = only_row(history(hip(14), hip(9)))
    assert [spot.error for spot in row.trend.lines[0].spots] == [None, None]
    assert row.verdicts[0].words == "Error unknown for this method"
    assert "no source gives one" in row.source.words


def test_the_error_of_one_value_is_less_than_that_of_a_change_by_the_root_of_two() -> None:
    row = only_row(history(force(100), force(110)))
    assert row.trend.lines[0].spots[0].error == pytest.approx(13.9 / 2**0.5)
    assert of_one_value("intake.pain_worst", Decimal(4)) == pytest.approx(
        Decimal("2.0011"), abs=Decimal("0.0001")
    )


def test_two_published_errors_that_disagree_give_no_bar() -> None:
    assert of_one_value("intake.odi", Decimal(40)) is None


def test_pain_says_both_whether_it_is_beyond_error_and_whether_it_is_important() -> None:
    assert only_row(history(pain(7), pain(4))).verdicts[0].words == (
        "Better, beyond error (2.83 points), and important"
    )
    assert only_row(history(pain(7), pain(5))).verdicts[0].words == (
        "Within error (2.83 points), but important"
    )


def test_only_a_change_of_category_by_the_same_examiner_counts() -> None:
    assert (
        only_row(history(lifts("positive"), lifts("positive"))).verdicts[0].words == "Same category, positive"
    )
    changed = only_row(history(lifts("positive"), lifts("negative"))).verdicts[0]
    assert changed.words == "Category changed from positive to negative"
    past = history(lifts("positive"), lifts("negative"))
    another = History((past.scores[0], replace(past.scores[1], examiner="B. Lee")))
    assert only_row(another).verdicts[0].words.startswith("Not compared: the rater changed")


def test_a_category_has_its_words_on_the_axis() -> None:
    row = only_row(history(lifts("positive"), lifts("negative")))
    assert [words for _, words in row.trend.scale.ticks] == ["negative", "positive"]
    assert [spot.amount for spot in row.trend.lines[0].spots] == [1, 0]


def test_a_difference_that_changed_sides_is_not_joined() -> None:
    def difference(side: str) -> Measure:
        said = f"{side} weaker by 20 %."
        return Measure("hip_strength.abduction.asymmetry", "Abduction difference", None, "20", "%", said)

    row = only_row(history(difference("Right"), difference("Left")))
    assert row.trend.breaks == (Break(14.0, "right weaker", "left weaker"),)
    assert row.verdicts[0].change == "40 points"


def test_the_published_cut_off_is_the_only_band_and_is_named() -> None:
    assert only_row(history(hip(14), hip(-4))).trend.band == Band(-10, 0, "at or below 0°: published cut-off")
    assert only_row(history(force(100), force(110))).trend.band is None


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    row = only_row(history(force(150), force(160)))
    assert row.trend.scale.low > 0
    assert f"axis starts at {row.trend.scale.low:g} N" in row.about
    assert "axis starts" not in " ".join(only_row(history(pain(7), pain(6))).about)


def test_right_stands_before_left() -> None:
    past = History((score(hip(3, side=Side.LEFT), 1, 0), score(hip(14), 1, 0)))
    row = only_row(past)
    assert [line.last for line in row.trend.lines] == ["R +14°", "L +3°"]


def test_the_key_tests_are_at_most_four_and_either_kind_of_clamshell() -> None:
    hold = Measure("clamshell.hold", "Clamshell hold", Side.RIGHT, "40", "s", "40 s")
    scores = [score(m, 1, 0) for m in (pain(7), lifts("positive"), hold, force(100), hip(14))]
    rows = progress_screen(History(tuple(scores)), TODAY).rows
    assert [row.code for row in rows] == [
        "thomas.hip_angle", "hip_strength.abduction", "clamshell.hold", "intake.pain_worst",
    ]  # fmt: skip
    assert len(progress_screen(History(tuple(scores)), TODAY, every=True).rows) == 5


def test_the_table_has_every_value_with_its_method_and_its_verdict() -> None:
    lines = progress_table(history(hip(14), hip(9, BY_GONIOMETER), pain(4)))
    assert [(line.test, line.side, line.date, line.value, line.method) for line in lines] == [
        ("Hip angle", "Right", "22-May-2026", "+14°", "Inclinometer"),
        ("Hip angle", "Right", "19-Jun-2026", "+9°", "Goniometer"),
        ("Worst pain", "–", "17-Jul-2026", "4 of 10", "–"),
    ]
    assert [line.verdict for line in lines] == [
        "Baseline",
        "Not compared: the method changed from inclinometer to goniometer",
        "Baseline",
    ]


def test_many_visits_stay_one_row_each_and_keep_their_true_times() -> None:
    past = history(*(hip(14 - n % 20) for n in range(60)), every=2)
    row = only_row(past)
    assert len(row.trend.lines[0].spots) == 60
    assert row.trend.lines[0].spots[-1].day == 59 * 14


OWN = OwnErrors(
    (OwnError("thomas.hip_angle", Decimal("5.2"), 24, date(2026, 8, 14), "repeat", BY_INCLINOMETER),)
)
"""What the clinic measured of itself with the inclinometer, and a manager switched on."""


def test_the_clinics_own_error_stands_beside_a_change_with_its_pairs_and_its_day() -> None:
    (judged,) = only_row(replace(history(hip(14), hip(9), hip(4)), own=OWN)).verdicts
    assert judged.state is State.BETTER
    assert judged.words == "Better, beyond error (5.2°, own 24 repeats, to 14-Aug-2026)"
    (within,) = only_row(replace(history(hip(9), hip(4)), own=OWN)).verdicts
    assert within.state is State.WITHIN
    assert within.words == "Within error (5.2°, own 24 repeats, to 14-Aug-2026)"


def test_the_source_of_an_own_error_is_the_clinic_and_no_citation() -> None:
    row = only_row(replace(history(hip(14), hip(9)), own=OWN))
    assert row.source.words == (
        "A change seen by the same rater counts from more than 5.2°, own 24 repeats, to 14-Aug-2026."
    )
    assert (row.source.standing, row.source.sources) == ("computed", ())


def test_an_own_error_draws_the_bars_of_the_values_measured_as_its_repeats_were() -> None:
    row = only_row(replace(history(hip(14), hip(9, BY_GONIOMETER)), own=OWN))
    first, second = row.trend.lines[0].spots
    assert first.error == pytest.approx(5.2 / 2**0.5)
    assert second.error is None


def test_without_a_switched_on_error_a_hip_angle_stays_unknown() -> None:
    row = only_row(history(hip(14), hip(9)))
    assert row.verdicts[0].words == "Error unknown for this method"
    assert row.trend.lines[0].spots[0].error is None


def test_another_rater_is_not_held_to_the_error_of_one() -> None:
    past = replace(history(hip(14), hip(4)), own=OWN)
    another = replace(past, scores=(past.scores[0], replace(past.scores[1], examiner="B. Lee")))
    assert only_row(another).verdicts[0].words == "Error unknown for this method"
