"""What a second visit says of the plan, and what it never says."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

import pytest

from app.evaluation import evaluate
from app.history import History
from app.moving_on import MovingOn, moving_on
from app.retest import Retest, retest
from app.scores import scores_of
from assessments.language.answers import Answers
from assessments.language.exam import Exam, Phase, Started
from assessments.language.value import ALL, SIDES, NotDone, Quantity, Ref, Value
from tests.app.worked import worked_case

FIRST = datetime(2026, 10, 16, 14, 15, tzinfo=UTC)


def visit(answers: Answers, number: int, by: str = "R. Osei") -> Exam:
    started = Started(1, FIRST + timedelta(days=42 * (number - 1)), by, "1", {})
    return Exam(Phase.EXAMINING, started, answers.person, MappingProxyType(dict(answers.entries)))


def told(pain: int | None = 6, total: int | None = 4, case: int = 24) -> Answers:
    """A worked case whose only comparable results are its pain and its step-down total on both sides."""
    answers = worked_case(case)
    left = {ref: value for ref, value in answers.entries.items() if ref.assessment != "lateral_step_down"}
    more: dict[Ref, Value] = {Ref("lateral_step_down", "step_height"): Quantity(Decimal(20), "cm")}
    for side in SIDES:
        if total is not None:
            more[Ref("lateral_step_down", "total", side)] = Quantity(Decimal(total), "")
    for step in ("pain_now", "pain_worst_24h"):
        left.pop(Ref("intake", step), None)
        if pain is not None:
            more[Ref("intake", step)] = Quantity(Decimal(pain), "")
    return Answers(answers.person, MappingProxyType({**left, **more}))


def compared(first: Answers, second: Answers, by: str = "R. Osei") -> Retest | None:
    history = History(scores_of(visit(first, 1), 1, evaluate(first)))
    return retest(history, visit(second, 2, by), evaluate(second), 2)


def further(answers: Answers) -> MovingOn:
    return moving_on(visit(answers, 1), evaluate(answers), 1, History(), 1)


def test_a_first_visit_suggests_nothing() -> None:
    assert further(told()).retest is None


def test_who_gets_advice_alone_has_no_phase_to_move_on_from() -> None:
    clear = next(
        answers
        for answers in map(worked_case, range(1, 35))
        if evaluate(answers).classification.code == "CLEAR"
    )
    advised = further(clear)
    assert (advised.criteria, advised.gate) == ((), "")
    assert advised.visits


def test_findings_and_patient_better_lead_to_the_next_phase() -> None:
    found = compared(told(pain=7, total=5), told(pain=2, total=1))
    assert found == Retest(True, True)
    assert "next phase" in found.words


def test_a_finding_that_changed_without_the_pain_asks_to_think_again() -> None:
    found = compared(told(pain=6, total=5), told(pain=6, total=1))
    assert found == Retest(True, False)
    assert "think again" in found.words


def test_a_worse_finding_beside_a_better_patient_is_not_chased() -> None:
    found = compared(told(pain=7, total=2), told(pain=2, total=5))
    assert found == Retest(False, True)
    assert "do not chase the test" in found.words


def test_worse_in_both_asks_for_the_safety_screen_again() -> None:
    found = compared(told(pain=3, total=2), told(pain=8, total=5))
    assert found == Retest(False, False)
    assert "safety screen" in found.words


@pytest.mark.parametrize(("pain", "total"), [(None, 4), (6, None), (None, None)])
def test_what_was_not_measured_again_is_not_known(pain: int | None, total: int | None) -> None:
    found = compared(told(), told(pain=pain, total=total))
    assert found is not None
    assert found.findings is None
    assert pain is not None or found.patient is None
    assert "Not enough to say" in found.words


def test_another_examiner_makes_a_category_not_known() -> None:
    found = compared(told(total=5), told(total=1), by="M. Lind")
    assert found is not None
    assert found.findings is None


def test_pain_that_is_less_but_within_its_error_is_not_known() -> None:
    found = compared(told(pain=6, total=5), told(pain=4, total=1))
    assert found is not None
    assert found.patient is None


def test_a_patient_who_began_with_hardly_any_pain_is_not_called_no_better() -> None:
    found = compared(told(pain=1, total=5), told(pain=1, total=1))
    assert found is not None
    assert found.patient is None


def test_a_hip_angle_whose_error_is_unknown_makes_nothing_better() -> None:
    found = compared(worked_case(1), worked_case(1))
    assert found is not None
    assert found.findings is None


def test_the_criteria_are_those_of_the_findings_present_and_of_the_patient() -> None:
    assert [one.code for one in further(worked_case(40)).criteria] == ["HFL", "HEC", "patient"]


def test_running_starts_again_by_its_rule_only_for_a_runner() -> None:
    assert further(worked_case(24)).running.startswith("Walk 30 minutes")
    assert further(worked_case(40)).running == ""


def test_without_a_plan_only_the_next_visits_are_left() -> None:
    stopped = further(worked_case(43))
    assert (stopped.criteria, stopped.gate, stopped.left_out, stopped.retest) == ((), "", (), None)
    assert len(stopped.visits) == 3


def test_a_test_not_done_the_second_time_is_not_known() -> None:
    second = told()
    for ref in [ref for ref in second.entries if ref.assessment == "lateral_step_down"]:
        second = second.changed(ref, None)
    second = second.changed(Ref("lateral_step_down", ALL), NotDone("no_time", "No time"))
    found = compared(told(), second)
    assert found is not None
    assert found.findings is None
