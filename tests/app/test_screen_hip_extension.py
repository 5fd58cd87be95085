"""Prone hip extension on screen: whose turn it is, what stands in the cells, what it came to."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from app.evaluation import evaluate
from app.screens.entry import EntryState
from app.screens.hip_extension import (
    BETTER,
    CLEAN,
    HipExtensionScreen,
    LiftBlock,
    LiftCell,
    clean_lift,
    hip_extension_screen,
    next_place,
    path,
)
from app.screens.state import State
from app.screens.testing import CautionScreen, Outcome
from assessments.language.answers import Answers, Person
from assessments.language.exam import Exam, Phase, Recorded, Started
from assessments.language.finding import Method
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side, Value
from assessments.prone_hip_extension.protocol import ID

RIGHT, LEFT = Side.RIGHT, Side.LEFT
AT = datetime(2026, 10, 16, 14, 29, tzinfo=UTC)
SORE_RIGHT = (Ref("intake", "pain_side"), Choice("right"))
UNCUED = (Ref(ID, "version"), Choice("uncued"))
FROM_THE_SIDE = (Ref(ID, "view"), Choice("side"))
STIFF_RIGHT = (Ref(ID, "passive_extension", RIGHT), Choice("no"))


def answered(*pairs: tuple[Ref, Value]) -> Answers:
    answers = Answers(Person())
    for ref, value in pairs:
        answers = answers.changed(ref, value)
    return answers


def lifted(answers: Answers, side: Side, *lifts: str) -> Answers:
    """Each lift as its four digits, pattern by pattern."""
    codes = {"0": "none", "1": "slight", "2": "clear"}
    for lift, digits in enumerate(lifts, start=1):
        for pattern, digit in zip(CLEAN, digits, strict=True):
            answers = answers.changed(Ref(ID, pattern, side, lift), Choice(codes[digit]))
    return answers


def shown(answers: Answers, last: Method | None = None, phase: Phase = Phase.EXAMINING) -> HipExtensionScreen:
    recorded = {
        ref: Recorded(number, AT, "R. Osei, PT", ref, value)
        for number, (ref, value) in enumerate(answers.entries.items(), start=2)
    }
    started = Started(1, AT, "R. Osei, PT", "1", {})
    exam = Exam(phase, started, answers.person, answers.entries, recorded)
    return hip_extension_screen(exam, evaluate(answers), last)


def block(screen: HipExtensionScreen, side: Side) -> LiftBlock:
    return next(block for block in screen.blocks if block.side is side)


def test_the_less_sore_side_is_lifted_first_while_right_stays_on_the_right_of_the_screen() -> None:
    screen = shown(answered(SORE_RIGHT))
    assert [block.side for block in screen.blocks] == [RIGHT, LEFT]
    assert [block.note for block in screen.blocks] == ["second, sore side", "first"]
    assert next(ref for ref in path(answered(SORE_RIGHT)) if ref.trial).side is LEFT


def test_the_involved_side_decides_where_the_pain_is_central() -> None:
    central = (Ref("intake", "pain_side"), Choice("central"))
    involved = (Ref("intake", "involved_side"), Choice("left"))
    assert [b.note for b in shown(answered(central, involved)).blocks] == ["first", "second, sore side"]
    assert [b.note for b in shown(answered(central)).blocks] == ["first", "second"]


def test_the_walk_goes_from_the_method_to_the_passive_check_to_the_lifts() -> None:
    answers = answered(SORE_RIGHT)
    seen = []
    while (place := next_place(answers)) is not None:
        seen.append(place)
        choice = {"version": "uncued", "view": "side", "lumbar_extension": "clear"}.get(place.step, "none")
        answers = answers.changed(place, Choice("yes" if not place.trial and place.side else choice))
    steps = [(ref.step, ref.side) for ref in seen]
    assert steps[:4] == [
        ("version", None),
        ("view", None),
        ("passive_extension", LEFT),
        ("passive_extension", RIGHT),
    ]
    assert [ref.trial for ref in seen[4:16]] == [1] * 4 + [2] * 4 + [3] * 4
    assert steps[16] == ("familiar_pain", LEFT)
    assert steps[-2:] == [("familiar_pain", RIGHT), (BETTER.step, None)]
    assert ("leads", LEFT) not in steps


def test_a_stiff_side_waits_for_no_lifts() -> None:
    answers = answered(SORE_RIGHT, UNCUED, FROM_THE_SIDE, STIFF_RIGHT)
    answers = answers.changed(Ref(ID, "passive_extension", LEFT), Choice("yes"))
    answers = lifted(answers, LEFT, "0000", "0000", "0000")
    answers = answers.changed(Ref(ID, "familiar_pain", LEFT), Choice("no"))
    assert next_place(answers) == Ref(ID, "familiar_pain", RIGHT)
    stiff = block(shown(answers), RIGHT)
    assert stiff.result == Outcome(State.NOT_DONE, "Unknown", "Passive hip extension under 5°: not scorable")
    assert {cell.tone for row in stiff.cells for cell in row} == {"not_done"}


def test_a_cell_says_the_digit_and_the_word_and_only_clear_is_a_finding() -> None:
    screen = shown(lifted(answered(UNCUED), RIGHT, "2102"))
    cells = [row[0] for row in block(screen, RIGHT).cells]
    assert cells[:4] == [
        LiftCell(Ref(ID, "lumbar_extension", RIGHT, 1), "2", "clear", "finding"),
        LiftCell(Ref(ID, "rotation", RIGHT, 1), "1", "slight", "some"),
        LiftCell(Ref(ID, "lateral_shift", RIGHT, 1), "0", "none", "zero"),
        LiftCell(Ref(ID, "knee_flexion", RIGHT, 1), "2", "clear", "some"),
    ]
    assert block(screen, RIGHT).counts[:2] == (("1", "of 1"), ("0", "of 1"))
    assert block(screen, LEFT).counts[0] == ("", "")


def test_nothing_is_missing_before_something_after_it_is_answered() -> None:
    assert all(
        cell.tone == "empty" for block in shown(answered()).blocks for row in block.cells for cell in row
    )
    skipped = answered((Ref(ID, "lumbar_extension", RIGHT, 2), Choice("none")))
    screen = shown(skipped)
    assert [cell.tone for cell in block(screen, RIGHT).cells[0]] == ["missing", "zero", "empty"]
    assert [row[0].tone for row in block(screen, RIGHT).cells[3:]] == ["empty", "empty"]
    assert screen.entries[Ref(ID, "passive_extension", RIGHT)].state is EntryState.MISSING
    assert screen.entries[Ref(ID, "lift_height", RIGHT)].state is EntryState.EMPTY


def test_the_result_is_that_of_the_assessment() -> None:
    answers = lifted(answered(SORE_RIGHT, UNCUED), RIGHT, "2000", "1000", "2001")
    screen = shown(lifted(answers, LEFT, "1000", "0000"))
    assert block(screen, RIGHT).result == Outcome(
        State.FINDING, "Positive", "Lumbar extension clear in 2 of 3"
    )
    assert block(screen, LEFT).result == Outcome(State.MISSING, "Open", "2 of 3 lifts judged in full")
    assert (screen.asks_better, screen.complete) == (True, False)
    assert block(screen, RIGHT).note == "second, done 14:29"
    for side in (RIGHT, LEFT):
        answers = answers.changed(Ref(ID, "passive_extension", side), Choice("yes"))
    whole = shown(lifted(answers, LEFT, "1000", "0000", "0000"))
    assert block(whole, LEFT).result == Outcome(State.NEGATIVE, "Negative", "Nothing clear in 3 lifts")
    assert whole.complete
    assert whole.rule.standing == "convention"


def test_a_stopped_side_is_never_negative_and_a_side_left_out_says_why() -> None:
    answers = lifted(answered(), RIGHT, "0000")
    answers = answers.changed(Ref(ID, "stopped_by", RIGHT), Choice("pain"))
    answers = answers.changed(Ref(ID, ALL, LEFT), NotDone("no_time", "No time"))
    screen = shown(answers)
    assert block(screen, RIGHT).result == Outcome(State.NOT_DONE, "Unknown", "Stopped by pain")
    assert block(screen, RIGHT).note == "first, stopped 14:29"
    assert block(screen, LEFT).result == Outcome(State.NOT_DONE, "Not done", "No time")
    assert block(screen, LEFT).note == "not done"


def test_the_drawing_in_version_is_not_scored() -> None:
    answers = lifted(answered((Ref(ID, "version"), Choice("drawing_in"))), RIGHT, "2000", "2000", "2000")
    result = block(shown(answers), RIGHT).result
    assert (result.state, result.words) == (State.NOT_DONE, "Unknown")
    assert "different test" in result.detail


def test_one_key_says_a_lift_was_clean_of_what_is_still_open() -> None:
    seen = answered((Ref(ID, "lumbar_extension", RIGHT, 1), Choice("clear")))
    assert [ref.step for ref, _ in clean_lift(seen, RIGHT, 1)] == [
        "rotation",
        "lateral_shift",
        "knee_flexion",
    ]
    assert {value for _, value in clean_lift(seen, RIGHT, 2)} == {Choice("none")}
    assert len(clean_lift(seen, RIGHT, 2)) == 4


def test_last_visits_method_is_proposed_and_not_answered() -> None:
    last = Method((("version", "uncued"), ("view", "not recorded")))
    version, view = shown(answered(), last).method.items
    assert (version.said, version.again, version.last) == ("", "uncued", "Uncued")
    assert (view.said, view.again, view.last) == ("", "", "")
    version, _ = shown(answered((Ref(ID, "version"), Choice("drawing_in"))), last).method.items
    assert (version.said, version.code, version.again) == ("Drawing-in", "drawing_in", "")


def test_cautions_stand_until_the_test_has_started_and_a_blocking_one_stays() -> None:
    pregnant = (Ref("safety", "RF35"), Choice("yes"))
    pain = (Ref("intake", "pain_now"), Quantity(Decimal(9), ""))
    screen = shown(answered(pregnant, pain))
    assert screen.caution == CautionScreen(
        ("Severe pain today: defer.", "Pregnancy: no prone lying after the first trimester."), True
    )
    begun = shown(answered(pregnant, pain, UNCUED))
    assert begun.caution == CautionScreen(("Severe pain today: defer.",), True)
    assert shown(answered(pregnant, UNCUED)).caution is None


def test_a_signed_exam_says_why_it_cannot_be_changed() -> None:
    screen = shown(lifted(answered(), RIGHT, "2000"), phase=Phase.SIGNED)
    assert "signed" in screen.locked
    tones = [row[0].tone for row in block(screen, RIGHT).cells]
    assert tones == ["finding", "zero", "zero", "zero", "locked"]
