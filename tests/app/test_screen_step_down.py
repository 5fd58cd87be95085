"""The step-down on screen: what a key does to a repetition, and what a side came to."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from app.evaluation import evaluate
from app.screens.state import State
from app.screens.step_down import (
    ITEMS,
    StepBlock,
    StepDownScreen,
    finish,
    heads,
    next_place,
    press,
    repetition,
    step_down_screen,
    why_no_total,
)
from app.screens.testing import Outcome
from assessments.language.answers import Answers, Person
from assessments.language.exam import Exam, Phase, Started
from assessments.language.finding import Method
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side
from assessments.lateral_step_down.protocol import ID

RIGHT, LEFT = Side.RIGHT, Side.LEFT
AT = datetime(2026, 10, 16, 14, 21, tzinfo=UTC)


def shown(answers: Answers, last: Method | None = None) -> StepDownScreen:
    exam = Exam(Phase.EXAMINING, Started(1, AT, "R. Osei, PT", "1", {}), answers.person, answers.entries)
    return step_down_screen(exam, evaluate(answers), last)


def block(answers: Answers, side: Side = RIGHT) -> StepBlock:
    return next(block for block in shown(answers).blocks if block.side is side)


def nothing() -> Answers:
    return Answers(Person())


def on_a_step(cm: str, answers: Answers | None = None) -> Answers:
    return (answers or nothing()).changed(Ref(ID, "step_height"), Quantity(Decimal(cm), "cm", cm))


def stepped(answers: Answers, *repetitions: str, side: Side = RIGHT) -> Answers:
    """Each repetition as the items whose keys were pressed in it, then done."""
    for trial, items in enumerate(repetitions, start=1):
        for item in items.split():
            ref, value = press(answers, side, trial, item)
            answers = answers.changed(ref, value)
        for ref, value in finish(answers, side, trial):
            answers = answers.changed(ref, value)
    return answers


def marks(answers: Answers, item: str, side: Side = RIGHT) -> tuple[str, ...]:
    return next(cell for cell in block(answers, side).cells if cell.item == item).marks


def test_a_repetition_done_was_clean_of_everything_not_seen() -> None:
    answers = stepped(nothing(), "arm", "")
    assert marks(answers, "arm") == ("fault", "clean", "todo", "todo", "todo")
    assert marks(answers, "pelvis") == ("clean", "clean", "todo", "todo", "todo")
    assert answers.amount(ID, "repetitions_done", RIGHT) == 2
    assert repetition(answers, RIGHT) == 3
    assert repetition(stepped(nothing(), *[""] * 5), RIGHT) == 5


def test_the_knee_key_twice_is_two_points_and_once_more_takes_it_away() -> None:
    answers = nothing()
    seen = []
    for _ in range(3):
        ref, value = press(answers, RIGHT, 1, "knee")
        answers = answers.changed(ref, value)
        seen.append(value)
    assert seen == [Choice("1"), Choice("2"), None]
    assert [press(stepped(nothing(), "arm"), RIGHT, 1, "arm")[1]] == [Choice("0")]


def test_an_item_is_said_in_a_digit_and_a_word() -> None:
    cells = block(stepped(nothing(), "arm knee knee", "")).cells
    assert [(cell.points, cell.words, cell.tone) for cell in cells] == [
        ("1", "fault", "finding"),
        ("0", "clean so far", "zero"),
        ("0", "clean so far", "zero"),
        ("2", "inside the foot", "finding"),
        ("0", "clean so far", "zero"),
    ]
    assert cells[3].spoken == "Right, Knee: 2, inside the foot"
    assert {cell.words for cell in block(stepped(nothing(), *[""] * 5)).cells} == {"clean"}


def test_a_gap_is_never_shown_as_zero() -> None:
    assert {(cell.points, cell.tone) for cell in block(nothing()).cells} == {("", "empty")}
    ref, value = press(nothing(), RIGHT, 1, "trunk")
    cells = block(nothing().changed(ref, value)).cells
    assert [cell.points for cell in cells] == ["", "1", "", "", ""]


def test_total_and_category_are_those_of_the_assessment() -> None:
    poor = stepped(on_a_step("20"), "knee knee", "pelvis trunk", "", "", "")
    assert (block(poor).total, block(poor).result.state, block(poor).result.words) == (
        "4",
        State.FINDING,
        "Poor",
    )
    good = stepped(on_a_step("20"), "arm", "", "", "", "")
    assert block(good).result.state is State.NEGATIVE
    assert (block(good).total, block(good).result.words) == ("1", "Good")
    assert shown(good).reasons == ()
    assert shown(poor).reasons == (
        "Right: marked finding. A finding needs 2 points, at least one from trunk, pelvis or knee",
    )


def test_before_the_last_repetition_a_total_is_only_so_far() -> None:
    begun = stepped(on_a_step("20"), "knee knee", "pelvis trunk")
    assert (block(begun).total, block(begun).result) == ("4", Outcome(State.TO_DO, "So far"))
    assert block(begun).note == "rep 3 of 5"
    assert block(nothing()).result == Outcome(State.TO_DO, "Not recorded")


def test_an_unusual_step_is_recorded_and_never_scored() -> None:
    low = stepped(on_a_step("10"), *["pelvis knee"] * 5)
    assert block(low).total == "2"
    assert (block(low).result.state, block(low).result.words) == (State.NOT_DONE, "Not scored")
    assert shown(low).reasons == ("A step under 15 cm is recorded and never scored",)
    assert shown(on_a_step("30")).reasons == ("A step over 25 cm is recorded and never scored",)
    assert shown(on_a_step("15")).reasons == ()


def test_a_stopped_side_keeps_what_was_seen_and_is_not_scored() -> None:
    stopped = stepped(on_a_step("20"), "pelvis knee").changed(Ref(ID, "stopped_by", RIGHT), Choice("pain"))
    assert (block(stopped).total, block(stopped).order, block(stopped).note) == ("2", "stopped", "1 done")
    assert block(stopped).result == Outcome(State.NOT_DONE, "Not scored", "Stopped by pain")
    assert shown(stopped).reasons == ("Right: Stopped by pain",)
    at_once = nothing().changed(Ref(ID, "stopped_by", RIGHT), Choice("patient"))
    assert block(at_once).result == Outcome(State.NOT_DONE, "Stopped", "Stopped by the patient")


def test_a_side_left_out_says_why() -> None:
    out = nothing().changed(Ref(ID, ALL, LEFT), NotDone("no_time", "No time"))
    assert block(out, LEFT).result.words == "Not done"
    assert {cell.tone for cell in block(out, LEFT).cells} == {"not_done"}
    assert block(out, RIGHT).result.words == "Not recorded"


def test_a_total_alone_stands_for_the_items_and_only_where_there_are_none() -> None:
    total = on_a_step("20").changed(Ref(ID, "total", RIGHT), Quantity(Decimal(3), "", "3"))
    assert (block(total).total, block(total).note, block(total).result.words) == ("3", "total only", "Medium")
    assert why_no_total(total, RIGHT) == ""
    assert why_no_total(stepped(nothing(), ""), RIGHT) != ""


def test_the_walk_goes_through_the_less_sore_side_first_and_asks_for_pain_at_the_end() -> None:
    answers = nothing().changed(Ref("intake", "pain_side"), Choice("right"))
    assert next_place(answers) == Ref(ID, "step_height")
    answers = on_a_step("20", answers).changed(Ref(ID, "cued"), Choice("uncued"))
    assert next_place(answers) == Ref(ID, "shoes")
    answers = answers.changed(Ref(ID, "shoes"), Choice("off"))
    assert next_place(answers) == Ref(ID, ITEMS[0], LEFT, 1)
    answers = stepped(answers, *[""] * 5, side=LEFT)
    assert next_place(answers) == Ref(ID, ITEMS[0], RIGHT, 1)
    answers = answers.changed(Ref(ID, "stopped_by", RIGHT), Choice("pain"))
    assert next_place(answers) == Ref(ID, "familiar_pain", LEFT)
    answers = answers.changed(Ref(ID, "familiar_pain", LEFT), Choice("no"))
    answers = answers.changed(Ref(ID, "familiar_pain", RIGHT), Choice("yes"))
    assert next_place(answers) is None


def test_the_usual_steps_have_a_key_each_and_last_visits_step_is_proposed() -> None:
    step = shown(nothing(), Method((("step height", "18 cm"), ("instruction", "cued")))).method.items[0]
    assert [(o.words, o.key) for o in step.options] == [("20 cm", "1"), ("15 cm", "2"), ("Other", "3")]
    assert (step.said, step.again, step.last) == ("", "18 cm", "18 cm")
    assert shown(on_a_step("20")).method.items[0].code == "20"
    assert shown(on_a_step("18")).method.items[0].code == "other"


def test_the_heads_say_what_a_point_is_given_for() -> None:
    arm, *_, knee, _steady = heads()
    assert (arm.key, arm.name, arm.points) == ("1", "Arm", (("1", "Hand leaves the waist"),))
    assert knee.points == (("1", "Inside the second toe"), ("2", "Inside the foot"))
