"""What may go on the home sheet, what is proposed, and what a caution keeps off it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation import Evaluation
from assessments.language.answers import Answers, Person
from assessments.language.citations import citations
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Presence, SideResult, two_sides
from assessments.language.outcome import Asymmetry, Classification, Direction, Fired, Reason, SafetyResult
from assessments.language.value import Choice, PlanItem, Prescription, Quantity, Ref, Side, Text, Value
from assessments.plan.library import daily_tasks, dose_lines, dose_words, library
from assessments.plan.progression import after_retest, criteria, next_visits, phases
from assessments.plan.readability import grade
from assessments.plan.selection import (
    PHASES,
    complaints,
    left_out,
    left_out_words,
    options,
    proposed,
    proposed_tasks,
)

FINDINGS = ("HFL", "HEC", "ASE", "ABE", "ASA", "FPC")
CLASSES = {
    "EXT-MOB": ("offered", ("HFL",)),
    "EXT-CTRL": ("offered", ("HEC",)),
    "EXT-COMB": ("offered", ("HFL", "HEC")),
    "FRONT": ("offered", ("ABE", "FPC")),
    "MIX": ("offered", ("HFL", "HEC", "ABE", "FPC")),
    "UNM-FLEX": ("clinician_selects", ("HFL", "ABE")),
    "UNM-MULTI": ("clinician_selects", ("HFL",)),
    "UNM-NONE": ("clinician_selects", ("HEC",)),
    "ISO": ("clinician_selects", ("ABE",)),
    "CLEAR": ("advice_only", ()),
    "R1": ("none", ("HFL",)),
    "R2": ("none", ("HFL",)),
    "N0": ("none", ("HFL",)),
    "N1": ("none", ("HFL",)),
    "N2": ("none", ("HFL",)),
}
PLANNED = [code for code, (plan, _) in CLASSES.items() if plan != "none"]


def exam(
    code: str,
    *fired: str,
    present: tuple[str, ...] | None = None,
    side: Side = Side.RIGHT,
    answers: Mapping[Ref, Value] | None = None,
    modifiers: tuple[str, ...] = (),
    weaker: Mapping[str, Side] | None = None,
    held: bool = False,
) -> Evaluation:
    """An evaluated exam with this class, these findings on one side, and these safety items fired."""
    plan, usual = CLASSES[code]
    there = usual if present is None else present
    result = {"R1": "R1", "R2": "R2", "N0": "incomplete", "N2": "out_of_scope"}.get(code)
    return Evaluation(
        Answers(Person(40, "female"), dict(answers or {})),
        SafetyResult(
            result or ("hold" if held else "caution" if fired else "clear"),
            tuple(Fired(item, "caution", item, item, item) for item in fired),
            (),
            held,
        ),
        {finding: _finding(finding, finding in there, side) for finding in FINDINGS},
        (),
        {
            movement: Asymmetry(movement, Decimal(20), at, "positive", f"{at.value} weaker")
            for movement, at in (weaker or {}).items()
        },
        Classification(
            code,
            code,
            "final",
            (),
            None,
            (),
            (),
            tuple(Reason(modifier, modifier) for modifier in modifiers),
            "withheld" if held else plan,
            Direction("EXT", 2, 0),
            "yes",
            (),
            (),
        ),
        "1",
    )


def _finding(code: str, there: bool, side: Side) -> Finding:
    yes, no = SideResult(Presence.PRESENT, "8° above horizontal"), SideResult(Presence.ABSENT, "negative")
    right, left = ((yes if there and s is side else no) for s in (Side.RIGHT, Side.LEFT))
    return two_sides(code, right, left)


def codes(plan: Prescription) -> list[str]:
    return [item.exercise for item in plan.items]


def offered(evaluation: Evaluation, phase: int) -> set[str]:
    return {offer.exercise.code for offer in options(evaluation, phase)}


def test_a_stiff_hip_begins_with_the_stretch_the_lift_the_day_and_the_walk() -> None:
    assert codes(proposed(exam("EXT-MOB"), 1)) == ["HFS-SAG", "PURE-EXT", "DAILY", "WALK"]


def test_a_control_deficit_begins_with_the_lift_over_a_pillow_and_the_squeeze() -> None:
    assert codes(proposed(exam("EXT-CTRL"), 1)) == ["PURE-EXT", "GLUT-ISO", "DAILY", "WALK"]


def test_a_mixed_picture_takes_one_from_each_family() -> None:
    assert codes(proposed(exam("MIX"), 1)) == ["PURE-EXT", "HFS-SAG", "CLAM", "DAILY", "WALK"]


def test_trunk_work_joins_in_the_second_phase() -> None:
    assert codes(proposed(exam("EXT-COMB"), 2)) == ["QUAD-EXT", "HEEL-BR", "TRUNK", "DAILY", "WALK"]
    assert codes(proposed(exam("FRONT"), 2)) == ["SL-ABD", "SIDE-STEP", "TRUNK", "DAILY", "WALK"]


@pytest.mark.parametrize("code", CLASSES)
@pytest.mark.parametrize("phase", PHASES)
def test_the_sheet_never_holds_more_than_five_and_every_item_names_what_it_answers(
    code: str, phase: int
) -> None:
    evaluation = exam(code)
    plan = proposed(evaluation, phase)
    assert len(plan.items) <= 5
    assert plan.phase == phase
    for item in plan.items:
        answers_finding = item.finding in CLASSES[code][1]
        assert answers_finding or item.finding in ("DAILY", "WALK", "TRUNK", "EASE", "RUN")
        assert item.finding in library()[item.exercise].findings
    assert complaints(evaluation, plan) == ()


@pytest.mark.parametrize("code", ["R1", "R2", "N0", "N1", "N2"])
def test_a_referral_or_an_unclassified_exam_gets_no_exercise_at_all(code: str) -> None:
    for phase in PHASES:
        assert proposed(exam(code), phase).items == ()
        assert options(exam(code), phase) == ()
        assert left_out(exam(code), phase) == ()


def test_a_hold_withholds_the_plan_whatever_the_class() -> None:
    assert proposed(exam("EXT-MOB", "RF31", held=True), 1).items == ()
    assert options(exam("EXT-MOB", "RF31", held=True), 1) == ()


@pytest.mark.parametrize("code", ["UNM-FLEX", "UNM-MULTI", "UNM-NONE", "ISO"])
def test_unmatched_findings_propose_no_hip_item_and_let_two_be_ticked(code: str) -> None:
    evaluation = exam(code)
    assert codes(proposed(evaluation, 1)) == ["TRUNK", "DAILY", "WALK"]
    hips = [offer for offer in options(evaluation, 1) if offer.exercise.hip]
    assert hips
    assert all(offer.tick and not offer.proposed for offer in hips)


def test_a_third_ticked_hip_item_is_refused_when_findings_do_not_match() -> None:
    evaluation = exam("UNM-FLEX")
    hips = tuple(offer.item for offer in options(evaluation, 1) if offer.exercise.hip)
    assert complaints(evaluation, Prescription(1, hips[:2])) == ()
    assert complaints(evaluation, Prescription(1, hips[:3])) == (
        "At most 2 hip items: the findings do not match the pain.",
    )


def test_clear_hips_get_a_walk_and_no_hip_exercise() -> None:
    evaluation = exam("CLEAR")
    assert codes(proposed(evaluation, 1)) == ["WALK"]
    assert not any(offer.exercise.hip for offer in options(evaluation, 1))


def test_stenosis_features_keep_end_range_hip_extension_off_every_list() -> None:
    evaluation = exam("EXT-COMB", "RF32_features")
    for phase in PHASES:
        assert not offered(evaluation, phase) & {
            "PURE-EXT",
            "EXT-STAND",
            "HFS-SAG",
            "HFS-STAND",
            "HFS-FRO",
            "HFS-TRA",
        }
    assert "HEEL-BR" in codes(proposed(evaluation, 1))
    notes = {item.exercise: item.note for item in proposed(evaluation, 1).items}
    assert notes["HEEL-BR"] == "Keep the lift small."
    assert notes["WALK"].startswith("Rest when you need to.")
    reasons = {out.exercise.code: out.words for out in left_out(evaluation, 1)}
    assert reasons["HFS-SAG"] == "Stenosis features: no hip extension to end range"


def test_what_a_caution_keeps_off_is_said_once_for_each_caution_with_what_takes_its_place() -> None:
    (words,) = left_out_words(exam("EXT-MOB", "RF35"), 1)
    assert words.startswith("Pregnancy: side-lying and standing versions only. Left out: ")
    assert "Kneeling hip stretch (instead: Standing hip stretch)" in words
    assert left_out_words(exam("EXT-MOB"), 1) == ()
    assert left_out_words(exam("R1", "RF35"), 1) == ()


def test_a_runner_with_a_bone_in_question_is_told_why_no_running_is_offered() -> None:
    found = left_out_words(exam("FRONT", "RF25", modifiers=("RUN",)), 3)
    assert any("no running" in words and "Quick steps" in words for words in found), found


def test_after_surgery_it_is_said_why_nothing_is_proposed() -> None:
    evaluation = exam("EXT-MOB", "RF36")
    assert proposed(evaluation, 1).items == ()
    assert left_out_words(evaluation, 1)[0].startswith("Nothing is proposed after hip or spine surgery")


@pytest.mark.parametrize("code", PLANNED)
@pytest.mark.parametrize("phase", PHASES)
def test_in_pregnancy_only_side_lying_and_standing_are_offered(code: str, phase: int) -> None:
    evaluation = exam(code, "RF35")
    for offer in options(evaluation, phase):
        assert offer.exercise.position in ("side_lying", "standing"), offer.exercise.code


def test_in_pregnancy_the_standing_version_takes_the_place_of_the_other() -> None:
    assert codes(proposed(exam("EXT-MOB", "RF35"), 1)) == ["HFS-STAND", "EXT-STAND", "DAILY", "WALK"]
    assert "TRUNK-STAND" in codes(proposed(exam("ISO", "RF35"), 1))


def test_after_surgery_nothing_is_proposed_and_everything_needs_a_tick() -> None:
    evaluation = exam("EXT-MOB", "RF36")
    assert proposed(evaluation, 1).items == ()
    offers = options(evaluation, 1)
    assert offers
    assert all(offer.tick and offer.why_tick == "Only within the surgeon's limits" for offer in offers)


def test_fall_risk_keeps_step_downs_off() -> None:
    evaluation = exam("FRONT", "RF37")
    for phase in PHASES:
        assert not offered(evaluation, phase) & {"LSD", "MIRROR", "GLUT-3D", "SIDE-STEP"}


@pytest.mark.parametrize("code", ["RF25", "RF26"])
def test_a_hip_in_question_neither_steps_nor_runs_though_the_clinician_went_on(code: str) -> None:
    evaluation = exam("MIX", code, modifiers=("RUN",))
    for phase in PHASES:
        stepping = {"LSD", "MIRROR", "GLUT-3D", "SIDE-STEP", "KNEE-DRIVE", "STEP-RATE"}
        assert not offered(evaluation, phase) & stepping
    kept_off = {one.exercise.code for one in left_out(evaluation, 3)}
    assert "LSD" in kept_off


def test_running_items_open_in_phase_three_for_runners_only() -> None:
    runner = exam("EXT-CTRL", modifiers=("RUN",))
    assert "STEP-RATE" in codes(proposed(runner, 3))
    assert {"STEP-RATE", "KNEE-DRIVE"} <= offered(runner, 3)
    assert not offered(runner, 2) & {"STEP-RATE", "KNEE-DRIVE"}
    assert not offered(exam("EXT-CTRL"), 3) & {"STEP-RATE", "KNEE-DRIVE"}


@pytest.mark.parametrize(("step", "amount"), [("pain_now", 7), ("odi_score", 41)])
def test_high_symptoms_get_rest_one_gentle_item_and_a_walk(step: str, amount: int) -> None:
    high = {Ref("intake", step): Quantity(Decimal(amount), "")}
    assert codes(proposed(exam("EXT-CTRL", answers=high), 1)) == ["EASE-BACK", "GLUT-ISO", "WALK"]
    assert codes(proposed(exam("EXT-CTRL", "RF35", answers=high), 1))[0] == "EASE-SIDE"


@pytest.mark.parametrize(("step", "amount"), [("pain_now", 6), ("odi_score", 40)])
def test_symptoms_below_the_stated_height_get_the_usual_plan(step: str, amount: int) -> None:
    lower = {Ref("intake", step): Quantity(Decimal(amount), "")}
    assert codes(proposed(exam("EXT-CTRL", answers=lower), 1)) == codes(proposed(exam("EXT-CTRL"), 1))


def test_a_high_start_back_group_gets_two_exercises_at_most() -> None:
    high = {Ref("intake", "start_back_psych"): Quantity(Decimal(4), "")}
    evaluation = exam("MIX", answers=high)
    for phase in PHASES:
        plan = proposed(evaluation, phase)
        assert sum(library()[code].exercise for code in codes(plan)) <= 2
        assert complaints(evaluation, plan) == ()
    three = proposed(exam("MIX"), 1)
    assert complaints(evaluation, three) == ("At most 2 exercises: the STarT Back group is high.",)


def test_a_clearly_weaker_side_goes_first_and_gets_one_more_round() -> None:
    evaluation = exam("FRONT", present=("ASA", "FPC"), weaker={"abduction": Side.LEFT}, side=Side.LEFT)
    clam = next(item for item in proposed(evaluation, 1).items if item.exercise == "CLAM")
    assert (clam.sides, clam.first) == ("both", "left")
    assert clam.note == "One more round on the left side."


def test_only_the_stiff_side_is_stretched_and_both_are_trained() -> None:
    items = {item.exercise: item for item in proposed(exam("EXT-MOB"), 1).items}
    assert items["HFS-SAG"].sides == "right"
    assert (items["PURE-EXT"].sides, items["PURE-EXT"].first) == ("both", "right")
    assert items["WALK"].sides == "none"


def test_the_clinicians_override_decides_the_plan_and_opens_nothing_safety_shut() -> None:
    override: dict[Ref, Value] = {
        Ref("review", "decision"): Choice("override"),
        Ref("review", "override_class"): Choice("EXT-MOB"),
        Ref("review", "override_reason"): Text("clear in gait"),
    }
    changed = exam("UNM-NONE", present=("HFL",), answers=override)
    assert codes(proposed(changed, 1)) == codes(proposed(exam("EXT-MOB"), 1))
    assert proposed(exam("R1", answers=override), 1).items == ()
    no_class = exam("EXT-MOB", answers={Ref("review", "decision"): Choice("no_class")})
    assert codes(proposed(no_class, 1)) == ["TRUNK", "DAILY", "WALK"]


def test_a_sheet_with_a_forbidden_or_unknown_item_says_so() -> None:
    item = proposed(exam("EXT-CTRL"), 1).items[0]
    stenosis = exam("EXT-CTRL", "RF32")
    assert "stenosis features" in complaints(stenosis, Prescription(1, (item,)))[0]
    assert complaints(stenosis, Prescription(1, (replace(item, exercise="MOON-WALK"),))) == (
        "MOON-WALK is not in the library.",
    )
    six = Prescription(1, (item,) * 6)
    assert "The sheet holds at most 5 items." in complaints(exam("EXT-CTRL"), six)


@given(
    code=st.sampled_from(list(CLASSES)),
    fired=st.sets(
        st.sampled_from(["RF23", "RF24N", "RF25", "RF26", "RF30", "RF32", "RF34", "RF35", "RF36", "RF37"])
    ),
    present=st.sets(st.sampled_from(FINDINGS)),
    phase=st.sampled_from(PHASES),
    pain=st.integers(0, 10),
    distress=st.integers(0, 5),
    runner=st.booleans(),
)
def test_nothing_is_offered_or_proposed_that_a_caution_forbids(
    code: str, fired: set[str], present: set[str], phase: int, pain: int, distress: int, runner: bool
) -> None:
    evaluation = exam(
        code,
        *sorted(fired),
        present=tuple(f for f in FINDINGS if f in present),
        answers={
            Ref("intake", "pain_now"): Quantity(Decimal(pain), ""),
            Ref("intake", "start_back_psych"): Quantity(Decimal(distress), ""),
        },
        modifiers=("RUN",) if runner else (),
    )
    plan = proposed(evaluation, phase)
    assert complaints(evaluation, plan) == ()
    assert plan == proposed(evaluation, phase)
    assert len(set(codes(plan))) == len(plan.items)
    for item in plan.items:
        assert grade(item.note) <= conventions()["READ_GRADE"], item.note
    offers = options(evaluation, phase)
    assert [offer.item for offer in offers if offer.proposed] == list(plan.items)
    for offer in offers:
        assert not fired & set(offer.exercise.not_when)
        assert not offer.exercise.hip or offer.item.finding in present
        assert offer.why
        if code.startswith("UNM") and offer.exercise.hip:
            assert offer.tick


def test_the_daily_tasks_begin_with_what_hurts() -> None:
    worse: dict[Ref, Value] = {Ref("intake", step): Choice("worse") for step in ("sitting", "forward_bend")}
    tasks = [task.code for task in proposed_tasks(exam("UNM-FLEX", answers=worse))]
    assert tasks == ["BEND_HIPS", "RISE", "STAND_TALL"]
    assert len(daily_tasks()) >= 3


def test_bending_leads_the_daily_tasks_where_bending_provokes() -> None:
    assert proposed_tasks(exam("UNM-FLEX"))[0].code == "BEND_HIPS"
    assert proposed_tasks(exam("UNM-NONE"))[0].code == "STAND_TALL"


def test_a_stiff_hip_walks_with_longer_steps_in_phase_three() -> None:
    def note(phase: int, *fired: str) -> str:
        items = proposed(exam("EXT-MOB", *fired), phase).items
        return next(item.note for item in items if item.exercise == "WALK")

    assert note(3) == "Now try some longer steps."
    assert note(2) == ""
    assert "longer" not in note(3, "RF32")


def test_a_dose_reads_shortly_for_the_clinician_and_line_by_line_for_the_patient() -> None:
    clam = PlanItem("CLAM", "ABE", 2, 8, 2, "days_3", "both", "right")
    assert dose_words(clam) == "8 × 2, 2 s, 3 days a week"
    assert dose_lines(clam) == (
        "8 times each side",
        "hold 2 seconds",
        "2 rounds",
        "3 days a week",
        "start with the right side",
    )
    stretch = PlanItem("HFS-SAG", "HFL", 3, None, 30, "daily", "right")
    assert dose_words(stretch) == "30 s × 3, every day"
    assert dose_lines(stretch) == ("30 seconds, right side", "3 times", "every day")
    walk = PlanItem("WALK", "WALK", 1, None, 600, "most_days", "none")
    assert dose_words(walk) == "10 min, most days"
    assert dose_lines(walk) == ("10 minutes", "once", "most days")


def test_every_exercise_is_whole_and_names_its_sources() -> None:
    for exercise in library().values():
        assert exercise.phases, exercise.code
        assert set(exercise.phases) <= set(PHASES)
        assert exercise.standing in ("published", "convention")
        assert all(key in citations() for key in exercise.cites), exercise.code
        assert exercise.standing != "published" or exercise.cites, exercise.code
        assert exercise.mistake.startswith("Do not "), exercise.code
        assert exercise.cues, exercise.code
        assert exercise.mistakes, exercise.code
        assert exercise.regress, exercise.code
        assert exercise.progress, exercise.code
        assert not exercise.version_of or exercise.version_of in library()


def test_every_finding_has_something_on_offer_in_every_phase() -> None:
    for finding in FINDINGS:
        for phase in PHASES:
            evaluation = exam("ISO", present=(finding,))
            assert any(offer.item.finding == finding for offer in options(evaluation, phase)), (
                finding,
                phase,
            )


def test_phases_end_by_criteria_and_the_patient_is_always_one_of_them() -> None:
    assert [phase.number for phase in phases()] == [1, 2, 3]
    found = criteria(("HFL", "FPC"), 1)
    assert [criterion.code for criterion in found] == ["HFL", "FPC", "patient"]
    assert found[0].words == "any gain, or a pain-free stretch"
    assert criteria(("HFL",), 3)[0].words == "horizontal or below on both sides"


def test_the_next_visits_are_counted_from_the_day_of_the_exam() -> None:
    quick, retest, full = next_visits(date(2026, 10, 16))
    assert (quick.earliest, quick.latest) == (date(2026, 10, 30), date(2026, 11, 6))
    assert retest.earliest == date(2026, 11, 27)
    assert full.earliest == date(2027, 1, 8)
    assert all(key in citations() for key in retest.cites)


def test_a_retest_that_is_not_known_suggests_nothing() -> None:
    assert after_retest(None, True) == after_retest(True, None)
    assert after_retest(True, True) == "Findings and patient are better: next phase."
    assert "think again" in after_retest(True, False)
    assert "do not chase the test" in after_retest(False, True)
    assert "referral" in after_retest(False, False)
