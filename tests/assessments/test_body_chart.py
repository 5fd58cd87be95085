"""What a mark on the body chart says of sites and side, and that the three never contradict each other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.intake.marking import MAP, SIDE, SITE, Stroke, marking, side_fits, side_of, ticking
from assessments.intake.protocol import PROTOCOL
from assessments.intake.sites import REGIONS, SITES, region
from assessments.language.answers import Answers, Person
from assessments.language.value import Choice, Choices, NotDone, Value

NOBODY = Answers(Person(40, "female"))


def after(answers: Answers, stroke: Stroke) -> Answers:
    for ref, value in stroke:
        answers = answers.changed(ref, value)
    return answers


def marked(*codes: str) -> Answers:
    return after(NOBODY, marking(NOBODY, codes))


def told(answers: Answers) -> tuple[tuple[str, ...] | None, str | None]:
    """The sites and the side that stand."""
    return answers.choices("intake", "pain_sites"), answers.choice("intake", "pain_side")


def ticked(*sites: str) -> Value:
    return Choices(sites)


def test_every_site_that_the_rules_know_can_be_marked_on_both_sides() -> None:
    for site in SITES:
        sides = {one.side for one in REGIONS if one.site == site.code}
        assert {"right", "left"} <= sides, site.code
    assert {one.site for one in REGIONS} == {site.code for site in SITES}


def test_every_region_of_one_side_has_its_mirror_on_the_other() -> None:
    for one in REGIONS:
        other = region(one.mirrored)
        assert (other.site, other.mirrored) == (one.site, one.code)
        assert (other.side is one.side) == (one.side is None)


@pytest.mark.parametrize(
    ("marks", "sites", "side"),
    [
        (("low_back_right",), ("low_back",), "right"),
        (("low_back_middle",), ("low_back",), "central"),
        (("low_back_middle", "buttock_left"), ("low_back", "buttock"), "left"),
        (("low_back_right", "buttock_left"), ("low_back", "buttock"), "both"),
        (("groin_right", "lateral_hip_right"), ("groin", "lateral_hip"), "right"),
        (("front_thigh_left", "back_thigh_left"), ("front_thigh", "back_thigh"), "left"),
        (("shin_right", "calf_right", "foot_right"), ("below_knee",), "right"),
        (("knee_front_left",), ("other",), "left"),
        (("neck",), ("other",), "central"),
    ],
)
def test_marks_say_the_sites_and_the_side(marks: tuple[str, ...], sites: tuple[str, ...], side: str) -> None:
    assert told(marked(*marks)) == (sites, side)


def test_marks_are_kept_in_the_order_of_the_chart() -> None:
    answers = marked("foot_left", "buttock_right", "low_back_right")
    assert answers.entries[MAP] == Choices(("low_back_right", "buttock_right", "foot_left"))


def test_taking_the_last_mark_away_leaves_nothing_recorded() -> None:
    answers = marked("buttock_right")
    assert dict(after(answers, marking(answers, ())).entries) == {}


def test_taking_one_mark_away_leaves_what_the_others_say() -> None:
    answers = marked("buttock_right", "low_back_left")
    assert told(after(answers, marking(answers, ["low_back_left"]))) == (("low_back",), "left")


def test_a_site_stays_ticked_while_another_of_its_regions_is_marked() -> None:
    answers = marked("low_back_right", "low_back_left")
    assert told(after(answers, marking(answers, ["low_back_right"]))) == (("low_back",), "right")


def test_a_site_ticked_by_its_key_stays_beside_the_marks() -> None:
    answers = after(NOBODY, ticking(NOBODY, ticked("low_back")))
    assert told(after(answers, marking(answers, ["buttock_right"]))) == (("low_back", "buttock"), "right")


def test_a_side_said_for_an_unmarked_site_is_not_overruled_by_a_mark_on_the_other() -> None:
    answers = NOBODY.changed(SITE, ticked("low_back")).changed(SIDE, Choice("right"))
    answers = after(answers, marking(answers, ["buttock_left"]))
    assert told(answers) == (("low_back", "buttock"), "both")
    answers = after(answers, marking(answers, []))
    assert told(answers) == (("low_back",), "both")


def test_unticking_a_site_takes_its_marks_away() -> None:
    answers = marked("low_back_right", "buttock_left", "buttock_right")
    answers = after(answers, ticking(answers, ticked("low_back")))
    assert answers.entries[MAP] == Choices(("low_back_right",))
    assert told(answers) == (("low_back",), "right")


def test_ticking_a_site_marks_nothing() -> None:
    answers = marked("low_back_right")
    answers = after(answers, ticking(answers, ticked("low_back", "groin")))
    assert answers.entries[MAP] == Choices(("low_back_right",))
    assert told(answers) == (("low_back", "groin"), "right")


def test_sites_that_were_not_asked_have_no_marks() -> None:
    answers = marked("low_back_right")
    answers = after(answers, ticking(answers, NotDone("refused", "does not want to say")))
    assert MAP not in answers.entries
    assert SIDE not in answers.entries
    assert isinstance(answers.entries[SITE], NotDone)


def test_a_side_that_the_marks_allow_stays_as_it_was_chosen() -> None:
    answers = marked("low_back_right", "knee_front_left")
    assert side_fits(answers, "right")
    chosen = answers.changed(SIDE, Choice("right"))
    more = after(chosen, marking(chosen, ["low_back_right", "knee_front_left", "buttock_right"]))
    assert told(more)[1] == "right"


def test_a_side_where_nothing_is_marked_does_not_fit() -> None:
    answers = marked("low_back_right")
    assert [side for side in ("right", "left", "central", "both") if side_fits(answers, side)] == ["right"]


def test_without_marks_any_side_fits() -> None:
    assert all(side_fits(NOBODY, side) for side in ("right", "left", "central", "both"))


def test_pain_results_of_exams_before_the_chart_are_still_compared() -> None:
    assert PROTOCOL.compares("1", PROTOCOL.version)
    assert not PROTOCOL.compares("1", "3")


CODES = [one.code for one in REGIONS]
ACTS = st.one_of(
    st.tuples(st.just("mark"), st.sampled_from(CODES)),
    st.tuples(st.just("tick"), st.sampled_from([site.code for site in SITES])),
    st.tuples(st.just("side"), st.sampled_from(["right", "left", "central", "both"])),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, max_size=12))
def test_whatever_is_marked_ticked_and_chosen_nothing_contradicts(acts: list[tuple[str, str]]) -> None:
    answers = NOBODY
    for act, code in acts:
        marks = set(answers.choices("intake", "pain_map") or ())
        sites = set(answers.choices("intake", "pain_sites") or ())
        match act:
            case "mark":
                answers = after(answers, marking(answers, marks ^ {code}))
            case "tick":
                answers = after(answers, ticking(answers, Choices(tuple(sites ^ {code}))))
            case _ if side_fits(answers, code):
                answers = answers.changed(SIDE, Choice(code))
        _assert_agrees(answers)


def _assert_agrees(answers: Answers) -> None:
    marks = answers.choices("intake", "pain_map") or ()
    sites, side = told(answers)
    assert {region(code).site for code in marks} <= set(sites or ())
    if marks:
        assert side is not None
        assert side_fits(answers, side)
        if {region(code).site for code in marks} == set(sites or ()) and side_of(marks) in ("right", "left"):
            assert side in (side_of(marks), "central")
