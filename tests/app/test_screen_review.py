from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType

from app.evaluation import evaluate, flips
from app.screens.review import DECISION, OVERRIDE_CLASS, OVERRIDE_REASON, ReviewScreen, review_screen
from app.screens.state import State
from assessments.language.exam import Exam, Phase, Started
from assessments.language.value import SIDES, Choice, NotDone, Quantity, Ref, Text, Value
from tests.app.worked import worked_case

BEGAN = Started(1, datetime(2026, 10, 16, 14, 15, tzinfo=UTC), "R. Osei", "1", {})


def exam_of(case: int, more: dict[Ref, Value] | None = None) -> Exam:
    answers = worked_case(case)
    return Exam(Phase.EXAMINING, BEGAN, answers.person, MappingProxyType({**answers.entries, **(more or {})}))


def shown(case: int, more: dict[Ref, Value] | None = None, searched: bool = True) -> ReviewScreen:
    exam = exam_of(case, more)
    found = flips(exam.answers) if searched else None
    return review_screen(exam, evaluate(exam.answers), found)


def test_the_class_stands_with_its_agreement_and_the_fixed_line() -> None:
    screen = shown(40)
    assert screen.label == "Extension pattern, mobility and control deficit"
    assert screen.standing == "Agreement moderate: 3 for, 1 against; final."
    assert screen.bars == 2
    assert screen.fixed_line.endswith("The clinician decides.")


def test_every_finding_has_its_row_right_before_left() -> None:
    rows = {row.name: row for row in shown(40).rows}
    assert len(rows) == 6
    thomas = rows["Thomas test"]
    assert (thomas.right, thomas.left) == ("+12°", "−6°")
    assert thomas.readings == ((State.FINDING, "R restricted"), (State.NEGATIVE, "L not restricted"))
    assert thomas.cutoff == "Above 0°"
    assert thomas.rule.standing == "published"
    lifts = rows["Prone hip extension"]
    assert (lifts.right, lifts.left) == ("3 of 3", "0 of 3")
    assert lifts.rule.standing == "convention"


def test_a_strength_difference_names_the_weaker_side() -> None:
    rows = {row.name: row for row in shown(24).rows}
    assert rows["Strength, abduction"].readings == ((State.FINDING, "L weaker by 17.6\u00a0%: a finding"),)


def test_each_way_of_testing_stands_beside_its_own_cut_off() -> None:
    usual = {row.name: row.cutoff for row in shown(40).rows}
    assert usual["Clamshell"] == "Under 15 repetitions"
    assert usual["Strength, extension"] == "From 15 %; error 22.2 %"
    assert usual["Strength, abduction"] == "From 15 %; error 13.9 %"
    typed: dict[Ref, Value] = {}
    for side in SIDES:
        typed[Ref("clamshell", "mode", side)] = Choice("hold")
        typed[Ref("clamshell", "seconds", side)] = Quantity(Decimal(20), "s")
        typed[Ref("hip_strength", "extension_grade", side)] = Quantity(Decimal(5), "grade")
        typed[Ref("lateral_step_down", "total", side)] = Quantity(Decimal(2), "")
    typed[Ref("hip_strength", "extension_method")] = Choice("manual")
    exam = exam_of(40, typed)
    items = [r for r in exam.entries if r.assessment == "lateral_step_down" and r.trial]
    bare = MappingProxyType({r: v for r, v in exam.entries.items() if r not in items})
    exam = Exam(Phase.EXAMINING, BEGAN, exam.person, bare)
    other = {row.name: row.cutoff for row in review_screen(exam, evaluate(exam.answers), None).rows}
    assert other["Clamshell"] == "Under 30 s"
    assert other["Strength, extension"] == "From 1 grade"
    assert other["Lateral step-down"] == "From 3 points"


def test_a_side_that_was_not_tested_is_missing_and_never_negative() -> None:
    rows = {row.name: row for row in shown(39).rows}
    states = [state for state, _ in rows["Thomas test"].readings]
    assert states[0] is State.FINDING
    assert State.NEGATIVE not in states


def test_what_would_change_the_class_shows_tests_before_history_and_counts_the_safety_answers() -> None:
    screen = shown(40)
    assert screen.flips is not None
    kinds = [flip.kind for flip in screen.flips]
    assert kinds == sorted(kinds, key=("test", "history").index)
    assert screen.safety_flips > 0


def test_while_the_search_goes_on_nothing_is_claimed_to_change_it() -> None:
    assert shown(40, searched=False).flips is None


def test_nothing_is_decided_until_the_clinician_decides() -> None:
    assert shown(40).decision.code == ""
    assert shown(40).decided == ""


def test_an_override_keeps_the_programs_class_beside_the_clinicians() -> None:
    screen = shown(
        40,
        {
            DECISION: Choice("override"),
            OVERRIDE_CLASS: Choice("ISO"),
            OVERRIDE_REASON: Text("Old fracture of the left hip"),
        },
    )
    assert screen.label == "Extension pattern, mobility and control deficit"
    assert screen.decided == "Overridden: Isolated hip finding, not a pattern. Old fracture of the left hip"


def test_a_provisional_class_names_what_it_could_be() -> None:
    screen = shown(9)
    assert screen.could_be == "Could also be: Extension pattern, mobility and control deficit"
    assert screen.missing != ()


def test_an_emergency_stops_the_review() -> None:
    screen = shown(43)
    assert screen.stop
    assert screen.supports == ()


def test_a_hold_shows_the_class_and_holds_the_plan() -> None:
    assert shown(47).held
    assert not shown(47, {Ref("safety", "override_HOLD"): Text("Cleared by Dr Lee")}).held


def test_a_refused_test_is_listed_with_its_reason() -> None:
    screen = shown(40, {Ref("clamshell", "*"): NotDone("no_time", "No time")})
    assert "Clamshell endurance. Not done: No time" in screen.not_done
