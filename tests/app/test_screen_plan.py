from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from app.evaluation import evaluate
from app.printing import PRESCRIPTION
from app.screens.plan import NEXT_VISIT, PlanScreen, moved, offers, plan_screen, visit_day, with_item, without
from app.screens.review import DECISION, OVERRIDE_CLASS, OVERRIDE_REASON
from assessments.language.exam import Exam, Phase, Started
from assessments.language.value import Choice, PlanItem, Prescription, Ref, Text, Value
from assessments.plan.selection import proposed
from tests.app.worked import worked_case

BEGAN = Started(1, datetime(2026, 10, 16, 14, 15, tzinfo=UTC), "R. Osei", "1", {})
WALK = PlanItem("WALK", "WALK", 1, None, 600, "most_days", "none")
CLAM = PlanItem("CLAM", "ABE", 2, 8, 2, "days_3")


def exam_of(case: int, more: dict[Ref, Value] | None = None) -> Exam:
    answers = worked_case(case)
    return Exam(Phase.EXAMINING, BEGAN, answers.person, MappingProxyType({**answers.entries, **(more or {})}))


def shown(case: int, more: dict[Ref, Value] | None = None) -> PlanScreen:
    exam = exam_of(case, more)
    return plan_screen(exam, evaluate(exam.answers))


def test_a_proposed_plan_says_that_it_is_proposed() -> None:
    screen = shown(40)
    assert not screen.recorded
    assert 0 < len(screen.rows) <= 5
    assert screen.count == f"{len(screen.rows)} of 5 items"


def test_every_item_names_what_it_answers() -> None:
    assert all(row.why for row in shown(24).rows)


@pytest.mark.parametrize("case", [43, 45, 32])
def test_after_a_stop_or_without_a_class_there_is_no_plan(case: int) -> None:
    screen = shown(case)
    assert screen.rows == ()
    assert screen.withheld == "No exercise plan is given with this result. Ctrl 8 shows why."
    assert not screen.editable


def test_a_held_plan_says_what_it_waits_for_until_a_clinician_types_a_reason() -> None:
    assert shown(47).withheld == "The plan is held until a medical review has cleared it."
    assert shown(47).rows == ()
    cleared = shown(47, {Ref("safety", "override_HOLD"): Text("Cleared by Dr Lee")})
    assert cleared.rows != ()


def test_signing_waits_for_what_is_missing_and_says_how_much() -> None:
    screen = shown(40)
    assert screen.open_answers
    assert screen.sign == f"Sign: {len(screen.open_answers)} missing first"
    assert not screen.can_sign


def test_signing_waits_for_the_decision() -> None:
    answers = exam_of(40)
    assert not plan_screen(answers, evaluate(answers.answers)).decided
    assert shown(40, {DECISION: Choice("accept")}).decided


def test_what_stands_on_the_sheet_is_not_offered_again() -> None:
    exam = exam_of(24)
    codes = [offer.exercise.code for offer in offers(exam, evaluate(exam.answers))]
    there = [item.exercise for item in proposed(evaluate(exam.answers), 1).items]
    assert codes
    assert not set(codes) & set(there)


def test_a_sixth_item_is_complained_of() -> None:
    six = Prescription(1, (WALK,) * 6)
    assert "The sheet holds at most 5 items." in shown(40, {PRESCRIPTION: six}).complaints


def test_items_move_up_and_down_and_stay_at_the_ends() -> None:
    plan = Prescription(1, (WALK, CLAM))
    assert moved(plan, 1, -1).items == (CLAM, WALK)
    assert moved(plan, 0, -1) == plan
    assert moved(plan, 1, 1) == plan


def test_an_item_is_taken_off_added_and_put_in_anothers_place() -> None:
    plan = Prescription(2, (WALK, CLAM))
    assert without(plan, 0) == Prescription(2, (CLAM,))
    assert with_item(plan, CLAM).items == (WALK, CLAM, CLAM)
    assert with_item(plan, CLAM, 0).items == (CLAM, CLAM)


def test_the_next_visit_is_proposed_until_a_day_is_chosen() -> None:
    assert shown(40).next_visit == "06-Nov-2026, proposed"
    chosen = {NEXT_VISIT: Text("2026-11-02")}
    assert shown(40, chosen).next_visit == "02-Nov-2026"
    assert visit_day(exam_of(40, chosen)) == date(2026, 11, 2)


def test_a_class_given_by_the_clinician_opens_the_plan_that_goes_with_it() -> None:
    unclear = shown(32)
    assert not unclear.editable
    given = shown(
        32,
        {
            DECISION: Choice("override"),
            OVERRIDE_CLASS: Choice("EXT-MOB"),
            OVERRIDE_REASON: Text("Strength seen last week"),
        },
    )
    assert given.editable
    assert given.withheld == ""


def test_a_class_given_by_the_clinician_opens_nothing_that_safety_shut() -> None:
    given = shown(45, {DECISION: Choice("override"), OVERRIDE_CLASS: Choice("EXT-MOB")})
    assert not given.editable


def test_after_surgery_the_page_says_why_nothing_is_proposed() -> None:
    screen = shown(40, {Ref("safety", "RF36"): Choice("yes")})
    assert screen.rows == ()
    assert screen.withheld.startswith("Nothing is proposed after hip or spine surgery")
    assert screen.editable
