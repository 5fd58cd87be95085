"""A method is told in plain words, the same in every assessment."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from app.methods import method_words
from assessments.change.verdict import verdict
from assessments.language.answers import Answers, Person
from assessments.language.catalogue import catalogue
from assessments.language.finding import Measure, Method
from assessments.language.protocol import Chosen
from assessments.language.value import SIDES, Choice, Quantity, Ref, Text, Value


def given(step_height: int = 20, option: int = 0) -> Answers:
    """Every part of every method, by the first or the last of its options."""
    found: dict[Ref, Value] = {
        Ref("lateral_step_down", "step_height"): Quantity(Decimal(step_height), "cm"),
        Ref("clamshell", "target_height"): Quantity(Decimal(24), "cm"),
        Ref("clamshell", "band"): Text("none"),
    }
    for part in catalogue():
        for step in part.protocol.steps:
            for side in SIDES if step.sided else (None,):
                if step.method and isinstance(step.kind, Chosen):
                    code = step.kind.options[option].code
                    found[Ref(part.protocol.id, step.id, side)] = Choice(code)
    for side in SIDES:
        found[Ref("lateral_step_down", "total", side)] = Quantity(Decimal(1), "")
    return Answers(Person(40, "female"), MappingProxyType(found))


def measures(answers: Answers) -> tuple[Measure, ...]:
    return tuple(measure for part in catalogue() for measure in part.measures(answers))


def method_of(code: str, answers: Answers) -> Method:
    return next(measure.method for measure in measures(answers) if measure.code == code)


def test_names_and_values_can_stand_in_the_middle_of_a_sentence() -> None:
    parts = {pair for option in (0, -1) for m in measures(given(option=option)) for pair in m.method.parts}

    assert {words for pair in parts for words in pair if words[:1].isupper()} == set()
    assert {name for name, _ in parts if "_" in name} == set()


def test_a_step_down_is_told_by_its_height_its_instruction_and_the_shoes() -> None:
    assert method_words(method_of("lateral_step_down.total", given())) == "20 cm step, uncued, shoes off"


def test_the_pelvis_is_said_to_be_held() -> None:
    assert method_words(method_of("thomas.hip_angle", given())) == "Inclinometer, pelvis held by palpation"


def test_what_nobody_recorded_is_left_out_or_named() -> None:
    method = Method((("method", "inclinometer"), ("instrument", "not recorded")))

    assert method_words(method) == "Inclinometer"
    assert method_words(method, gaps=True) == "Inclinometer, instrument not recorded"


def test_what_changed_is_said_in_a_whole_sentence() -> None:
    before, now = (
        next(m for m in measures(answers) if m.code == "lateral_step_down.total")
        for answers in (given(), given(15, -1))
    )

    assert verdict(before, now, same_rater=True).words == (
        "Not compared: the step height changed from 20 cm to 15 cm; "
        "the instruction changed from uncued to cued; the shoes changed from off to on."
    )
