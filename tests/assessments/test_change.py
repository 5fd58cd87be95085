"""What a change between two visits may be called, measure by measure, at the limit and just over it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.change.errors import error_of
from assessments.change.own import NO_OWN, Kind, OwnError, OwnErrors, alike
from assessments.change.verdict import Verdict, verdict
from assessments.hip_strength.measures import measures as strength_measures
from assessments.language.answers import Answers, Person
from assessments.language.citations import citations
from assessments.language.finding import Measure, Method
from assessments.language.value import Choice, Quantity, Ref, Side, Value

GONIOMETER = Method((("instrument", "goniometer"),))
INCLINOMETER = Method((("instrument", "inclinometer"),))
UNITS = {"thomas": "deg", "hip_strength": "N", "intake": "of 10", "clamshell": "repetitions"}


def measure(
    code: str, amount: str | None, category: str | None = None, method: Method | None = None
) -> Measure:
    unit = "%" if code.endswith("asymmetry") else UNITS.get(code.split(".")[0], "points")
    words = "Not recorded" if amount is None and category is None else f"{amount}"
    side = Side.RIGHT if code.split(".")[0] in ("thomas", "hip_strength", "clamshell") else None
    return Measure(code, code, side, amount, unit, words, category, method or Method())


def own(
    mdc95: str,
    code: str = "thomas.hip_angle",
    pairs: int = 24,
    kind: Kind = "repeat",
    method: Method | None = None,
) -> OwnErrors:
    """What a clinic that measured its own error has switched on."""
    error = OwnError(code, Decimal(mdc95), pairs, date(2026, 8, 14), kind, method or Method())
    return OwnErrors((error,))


def changed(code: str, before: str, now: str, same_rater: bool = True) -> Verdict:
    return verdict(measure(code, before), measure(code, now), same_rater)


def categories(code: str, before: tuple[str, str], now: tuple[str, str], same_rater: bool = True) -> Verdict:
    return verdict(measure(code, *before), measure(code, *now), same_rater)


def test_a_hip_angle_has_no_known_error_however_far_it_moved() -> None:
    found = changed("thomas.hip_angle", "12", "-12")
    assert found.code == "unknown"
    assert found.words == "Error unknown for this method."
    assert found.change == "−24°"


def test_the_clinics_own_error_speaks_for_the_hip_angle_and_says_on_how_many_repeats() -> None:
    before, now = measure("thomas.hip_angle", "1"), measure("thomas.hip_angle", "-4")
    found = verdict(before, now, True, own("4.2"))
    assert found.code == "beyond_better"
    assert found.words == "Better, beyond error (4.2°, own 24 repeats, to 14-Aug-2026)."
    exactly = verdict(before, now, True, own("5"))
    assert exactly.code == "within"
    assert exactly.words == "Within error (5°, own 24 repeats, to 14-Aug-2026)."


def test_an_error_of_one_rater_says_nothing_of_a_change_between_two() -> None:
    before, now = measure("thomas.hip_angle", "10"), measure("thomas.hip_angle", "-10")
    assert verdict(before, now, False, own("4.2")).code == "unknown"
    of_two = own("6", kind="second_rater")
    assert verdict(before, now, False, of_two).words == (
        "Better, beyond error (6°, own 24 ratings by two raters, to 14-Aug-2026)."
    )
    assert verdict(before, now, True, of_two).code == "beyond_better"
    both = OwnErrors((*of_two.errors, *own("4.2").errors))
    assert "4.2°" in verdict(before, now, True, both).words
    assert "6°" in verdict(before, now, False, both).words


def test_an_error_of_one_instrument_says_nothing_of_another() -> None:
    before, now = (measure("thomas.hip_angle", angle, method=GONIOMETER) for angle in ("10", "-10"))
    assert verdict(before, now, True, own("4.2", method=INCLINOMETER)).code == "unknown"
    assert verdict(before, now, True, own("4.2", method=GONIOMETER)).code == "beyond_better"


def test_a_height_set_to_each_person_does_not_part_their_repeats() -> None:
    """The clamshell's target is as high as that person's knee; the band is the same for all."""
    of_many = Method((("target height", "14 cm"), ("band", "green")))
    of_one = Method((("target height", "18 cm"), ("band", "green")))
    other_band = Method((("target height", "18 cm"), ("band", "red")))
    kept = own("5", "clamshell.repetitions", method=alike(of_many))
    for method, code in ((of_one, "beyond_better"), (other_band, "unknown")):
        before, now = (measure("clamshell.repetitions", n, method=method) for n in ("6", "22"))
        assert verdict(before, now, True, kept).code == code


def test_a_figure_switched_on_anew_takes_the_place_of_the_one_before() -> None:
    (earlier,), (later,) = own("4.2").errors, own("3.9", pairs=40).errors
    of_two = own("6", kind="second_rater").errors[0]
    kept = OwnErrors((earlier, of_two)).switched_on(later)
    assert set(kept.errors) == {later, of_two}
    assert kept.standing(earlier) == later
    assert kept.switched_off(later).errors == (of_two,)
    assert kept.switched_off(later).standing(later) is None


def test_the_clinics_own_error_waits_for_twenty_pairs() -> None:
    before, now = measure("thomas.hip_angle", "10"), measure("thomas.hip_angle", "-10")
    assert verdict(before, now, True, own("4.2", pairs=19)).code == "unknown"
    assert verdict(before, now, True, own("4.2", pairs=20)).code == "beyond_better"


def test_a_published_error_is_not_replaced_by_the_clinics_own() -> None:
    before, now = measure("thomas.knee_angle", "50"), measure("thomas.knee_angle", "60")
    assert verdict(before, now, True, own("2", "thomas.knee_angle", 40)).code == "within"


@pytest.mark.parametrize(
    ("now", "code"), [("69.4", "within"), ("69.5", "beyond"), ("30.6", "within"), ("30", "beyond")]
)
def test_a_knee_angle_must_move_more_than_19_4_degrees_and_neither_way_is_better(now: str, code: str) -> None:
    found = changed("thomas.knee_angle", "50", now)
    assert found.code == code
    assert found.direction == ""
    assert "etter" not in found.words
    assert "19.4°" in found.words


def test_a_step_down_counts_only_when_the_same_rater_sees_another_category() -> None:
    poor, medium = ("4", "poor"), ("3", "medium")
    same = categories("lateral_step_down.total", ("3", "medium"), ("2", "medium"))
    assert same.code == "same_category"
    assert same.words == "Same category, medium: no documented change."
    better = categories("lateral_step_down.total", poor, medium)
    assert (better.code, better.direction) == ("changed_category", "better")
    assert better.words == "Better: category changed from poor to medium."
    worse = categories("lateral_step_down.total", medium, poor)
    assert worse.direction == "worse"
    other = categories("lateral_step_down.total", poor, medium, same_rater=False)
    assert other.code == "not_comparable"
    assert "no documented change" in other.words


def test_a_hip_extension_pattern_changes_category_without_being_called_better() -> None:
    before = measure("prone_hip_extension.result", None, "pattern clear in 3 of 3")
    now = measure("prone_hip_extension.result", None, "no clear pattern")
    found = verdict(before, now, True)
    assert found.code == "changed_category"
    assert found.words == "Category changed from pattern clear in 3 of 3 to no clear pattern."
    assert verdict(before, before, True).code == "same_category"


@pytest.mark.parametrize("code", ["clamshell.repetitions", "clamshell.hold"])
def test_clamshell_endurance_has_no_known_error(code: str) -> None:
    assert changed(code, "6", "22").code == "unknown"
    found = verdict(measure(code, "6"), measure(code, "22"), True, own("5", code, 30))
    assert found.code == "beyond_better"
    assert found.threshold == "5 repetitions, own 30 repeats, to 14-Aug-2026"


STRENGTH = [
    ("abduction", "13.9"),
    ("external_rotation", "13.9"),
    ("internal_rotation", "13.9"),
    ("flexion", "13.9"),
    ("adduction", "16.6"),
    ("extension", "22.2"),
]


@pytest.mark.parametrize(("movement", "percent"), STRENGTH)
def test_force_of_one_side_must_move_more_than_its_share_of_the_first_value(
    movement: str, percent: str
) -> None:
    code, limit = f"hip_strength.{movement}", Decimal(percent)
    assert changed(code, "100", str(100 + limit)).code == "within"
    assert changed(code, "100", str(100 - limit)).code == "within"
    stronger = changed(code, "100", str(100 + limit + Decimal("0.1")))
    assert stronger.code == "beyond_better"
    assert percent in stronger.words
    assert changed(code, "100", str(100 - limit - Decimal("0.1"))).code == "beyond_worse"


def test_the_share_is_of_the_first_value_not_of_the_second() -> None:
    # 24 of 108 is 22.2 %, over 13.9; 24 of 200 is 12 %.
    assert changed("hip_strength.abduction", "108", "132").code == "beyond_better"
    assert changed("hip_strength.abduction", "108", "132").change == "+24 N, 22.2 %"
    assert changed("hip_strength.abduction", "200", "224").code == "within"


def test_a_print_never_sits_on_the_wrong_side_of_the_limit_it_was_held_against() -> None:
    found = changed("hip_strength.abduction", "1000", "1139.1")
    assert found.code == "beyond_better"
    assert found.change == "+139.1 N, 13.91 %"


def test_a_first_force_of_zero_gives_no_percentage_and_no_verdict() -> None:
    assert changed("hip_strength.extension", "0", "120").code == "unknown"


ASYMMETRY = [
    ("abduction", "19.6"),
    ("external_rotation", "19.6"),
    ("internal_rotation", "19.6"),
    ("flexion", "19.6"),
    ("adduction", "23.5"),
    ("extension", "31.4"),
]


@pytest.mark.parametrize(("movement", "points"), ASYMMETRY)
def test_a_side_difference_must_move_more_points_than_two_errors(movement: str, points: str) -> None:
    code, limit = f"hip_strength.{movement}.asymmetry", Decimal(points)
    assert changed(code, "40.0", str(40 - limit)).code == "within"
    assert changed(code, "40.0", str(40 - limit - Decimal("0.1"))).code == "beyond_better"
    assert changed(code, "0.0", str(limit + Decimal("0.1"))).code == "beyond_worse"


def test_the_same_difference_with_the_other_side_weaker_is_not_no_change() -> None:
    before, now = (_difference(*forces) for forces in (("80", "100"), ("100", "80")))
    assert (before.amount, now.amount) == ("20.0", "20.0")
    found = verdict(before, now, True)
    assert found.code == "beyond"
    assert found.change == "40 points"
    assert found.words.endswith("the weaker side changed.")


def _difference(right: str, left: str) -> Measure:
    entries: dict[Ref, Value] = {Ref("hip_strength", "abduction_method"): Choice("dynamometer")}
    for side, force in ((Side.RIGHT, right), (Side.LEFT, left)):
        entries[Ref("hip_strength", "abduction_force", side, 1)] = Quantity(Decimal(force), "N")
        entries[Ref("hip_strength", "abduction_valid", side, 1)] = Choice("yes")
    found = strength_measures(Answers(Person(30, "female"), entries))
    return next(m for m in found if m.code == "hip_strength.abduction.asymmetry")


def test_a_manual_grade_needs_a_whole_grade_by_the_same_rater() -> None:
    code = "hip_strength.abduction.grade"
    assert changed(code, "4", "4.5").code == "within"
    assert changed(code, "4", "4.5").words == "No documented change."
    assert changed(code, "4", "5").code == "beyond_better"
    assert changed(code, "4", "3").code == "beyond_worse"
    assert changed(code, "3", "5", same_rater=False).code == "not_comparable"


@pytest.mark.parametrize("code", ["intake.pain_now", "intake.pain_worst"])
def test_pain_says_both_its_error_and_its_importance(code: str) -> None:
    beyond = changed(code, "7", "4")
    assert beyond.code == "beyond_better"
    assert beyond.important is True
    assert beyond.words == "Better, beyond error (2.83 points), and important (2 points or 30 %)."
    between = changed(code, "7", "5")
    assert between.code == "within"
    assert between.important is True
    assert between.words == "Better: important by the published 2 points, but within error (2.83 points)."
    share = changed(code, "3", "2")
    assert share.code == "within"
    assert share.words == "Better: important by the published 30 %, but within error (2.83 points)."
    small = changed(code, "7", "6")
    assert (small.code, small.important) == ("within", False)
    assert changed(code, "2", "5").code == "beyond_worse"


@pytest.mark.parametrize(
    ("now", "code"), [("4.18", "within"), ("4.17", "beyond_better"), ("4.16", "beyond_better")]
)
def test_pain_is_beyond_error_from_2_83_on(now: str, code: str) -> None:
    assert changed("intake.pain_now", "7", now).code == code


def test_roland_morris_needs_five_points() -> None:
    assert changed("rmdq.total", "12", "8").code == "within"
    assert changed("rmdq.total", "12", "7").code == "beyond_better"
    assert changed("rmdq.total", "12", "17").code == "beyond_worse"


def test_roland_morris_cannot_show_what_its_ends_leave_no_room_for() -> None:
    assert changed("rmdq.total", "3", "0").code == "unknown"
    assert "cannot show improvement" in changed("rmdq.total", "3", "0").words
    assert changed("rmdq.total", "4", "0").code == "within"
    assert changed("rmdq.total", "3", "8").code == "beyond_worse"
    assert changed("rmdq.total", "21", "24").code == "unknown"
    assert changed("rmdq.total", "20", "24").code == "within"
    assert changed("rmdq.total", "21", "10").code == "beyond_better"


def test_oswestry_shows_both_published_limits() -> None:
    assert changed("intake.odi", "40", "31").words == "Within error (10 points; 17 in one study)."
    ten = changed("intake.odi", "40", "30")
    assert ten.code == "beyond_better"
    assert ten.words == "Better, beyond error (10 points; within the 17 of one study)."
    assert changed("intake.odi", "40", "24").words.endswith("within the 17 of one study).")
    assert changed("intake.odi", "40", "23").words.endswith("also beyond the 17 of one study).")


def test_an_activity_scale_needs_two_points_on_average_and_three_on_its_own() -> None:
    assert changed("activity.mean", "4.0", "5.9").code == "within"
    assert changed("activity.mean", "4.0", "6.0").code == "beyond_better"
    assert changed("activity.single", "4", "6").code == "within"
    assert changed("activity.single", "4", "7").code == "beyond_better"
    assert changed("activity.single", "7", "4").code == "beyond_worse"


def test_unlike_methods_are_not_compared_and_the_part_is_named() -> None:
    before = measure("thomas.knee_angle", "50", method=GONIOMETER)
    now = measure("thomas.knee_angle", "80", method=INCLINOMETER)
    found = verdict(before, now, True)
    assert found.code == "not_comparable"
    assert found.words == "Not compared: the instrument changed from goniometer to inclinometer."
    assert found.change == ""


def test_a_measure_no_source_speaks_of_has_an_unknown_error() -> None:
    assert changed("thomas.something_new", "1", "90").code == "unknown"


def test_another_side_or_unit_is_another_measure() -> None:
    before = measure("hip_strength.abduction", "100")
    assert verdict(before, replace(before, side=Side.LEFT), True).code == "not_comparable"
    assert "from N to kgf" in verdict(before, replace(before, unit="kgf"), True).words


def test_a_first_visit_has_nothing_to_be_compared_with() -> None:
    assert verdict(None, measure("intake.pain_now", "4"), True).code == "nothing_to_compare"


def test_a_gap_says_what_was_missing_and_when() -> None:
    found = verdict(measure("intake.pain_now", None), measure("intake.pain_now", "0"), True)
    assert found.code == "nothing_to_compare"
    assert found.words == "Nothing to compare: last time “Not recorded”."


CODES = [
    "thomas.hip_angle",
    "thomas.knee_angle",
    "prone_hip_extension.result",
    "lateral_step_down.total",
    "clamshell.repetitions",
    "clamshell.hold",
    *(f"hip_strength.{movement}{end}" for movement, _ in STRENGTH for end in ("", ".asymmetry", ".grade")),
    "intake.pain_now",
    "intake.pain_worst",
    "intake.odi",
    "rmdq.total",
    "activity.mean",
    "activity.single",
]
AMOUNTS = st.none() | st.decimals(0, 200, places=1).map(str)


@given(
    code=st.sampled_from(CODES), before=AMOUNTS, now=AMOUNTS, same_rater=st.booleans(), measured=st.booleans()
)
def test_a_missing_value_never_becomes_within_or_beyond(
    code: str, before: str | None, now: str | None, same_rater: bool, measured: bool
) -> None:
    found = verdict(
        measure(code, before, None if before is None else "seen"),
        measure(code, now, None if now is None else "seen"),
        same_rater,
        own("3", code) if measured else NO_OWN,
    )
    gap = before is None or now is None
    assert (found.code == "nothing_to_compare") == gap
    assert found.words


@given(code=st.sampled_from(CODES), before=st.decimals(1, 200, places=1), moved=st.decimals(1, 200, places=1))
def test_no_change_is_never_beyond_and_better_is_never_also_worse(
    code: str, before: Decimal, moved: Decimal
) -> None:
    still = changed(code, str(before), str(before))
    assert not still.code.startswith("beyond")
    there, back = (
        changed(code, str(before), str(before + moved)),
        changed(code, str(before), str(before - moved)),
    )
    ways = [found.direction for found in (there, back) if found.direction]
    assert len(set(ways)) == len(ways)


def test_every_figure_names_its_standing_and_its_sources() -> None:
    for code in CODES:
        error = error_of(code)
        assert error.standing in ("published", "computed", "convention"), code
        assert all(key in citations() for key in error.cites), code
        if error.limit is not None and error.standing != "convention":
            assert error.cites, code


def test_what_the_words_say_is_what_the_code_says() -> None:
    for code in CODES:
        for now in ("1", "60", "61", "119"):
            found = changed(code, "60", now)
            if found.code.startswith("beyond"):
                assert "eyond error" in found.words
            assert ("Better" in found.words) == (found.direction == "better"), (code, now, found.words)
            assert ("Worse" in found.words) == (found.direction == "worse"), (code, now, found.words)
