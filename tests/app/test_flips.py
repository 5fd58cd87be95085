"""What would change the class: each change does, nothing nearer does, and none is missed."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pytest

from app.evaluation import flips
from app.exchange.exam_document import read_document
from assessments.classification.classify import decide_class
from assessments.classification.direction import direction
from assessments.language.answers import Answers
from assessments.language.catalogue import assessment, catalogue
from assessments.language.protocol import Measured
from assessments.language.value import Choice, Quantity, Ref, Side
from assessments.safety.screen import screen

CASES = {
    case["case"]: case["document"]
    for case in map(
        json.loads,
        (Path(__file__).parents[1] / "cases" / "worked-cases.jsonl").read_text("utf-8").splitlines(),
    )
}


def exam(number: int) -> Answers:
    read = read_document(json.dumps(CASES[number]))
    assert isinstance(read, Answers)
    return read


def class_of(answers: Answers) -> str:
    findings = {found.code: found for part in catalogue() for found in part.findings(answers)}
    return decide_class(answers, findings, screen(answers, direction(answers))).code


@pytest.mark.parametrize("number", CASES)
def test_every_change_changes_the_class_to_what_it_says(number: int) -> None:
    answers = exam(number)
    now = class_of(answers)
    for flip in flips(answers):
        assert class_of(answers.changed(flip.ref, flip.value)) == flip.becomes != now


@pytest.mark.parametrize("number", [6, 23])
def test_no_nearer_number_changes_the_class_and_no_window_is_missed(number: int) -> None:
    """Against trying every value there is."""
    answers = exam(number)
    now = class_of(answers)
    found = {(flip.ref, flip.value) for flip in flips(answers)}
    for ref, value in answers.entries.items():
        if ref.assessment in ("thomas", "clamshell", "hip_strength") and isinstance(value, Quantity):
            kind = assessment(ref.assessment).protocol.step(ref.step).kind
            low, high = Decimal(kind.low), Decimal(kind.high)  # type: ignore[union-attr]
            finest = Decimal(1).scaleb(-kind.decimals) if isinstance(kind, Measured) else Decimal(1)
            if (high - low) / finest > 200:
                low, high = max(low, value.amount - 6), min(high, value.amount + 6)
            for outward in (-1, 1):
                tried = value.amount + outward * finest
                while low <= tried <= high:
                    other = Quantity(tried, value.unit)
                    if class_of(answers.changed(ref, other)) != now:
                        assert (ref, other) in found
                        break
                    assert (ref, other) not in found
                    tried += outward * finest


def test_a_force_search_passes_through_unknown_and_within_to_the_finding_behind() -> None:
    """The left is weaker and hurts, so its difference is unknown; only a far weaker right is a finding."""
    answers = exam(21).changed(Ref("hip_strength", "abduction_pain", Side.LEFT), Quantity(Decimal(4), ""))
    force = Ref("hip_strength", "abduction_force", Side.RIGHT, 1)
    now = class_of(answers)
    downward = (Decimal(tenths) / 10 for tenths in range(1799, 0, -1))
    first = next(n for n in downward if class_of(answers.changed(force, Quantity(n, "N"))) != now)
    assert [flip.value for flip in flips(answers) if flip.ref == force] == [Quantity(first, "N")]


def test_the_change_reads_as_a_clinician_says_it() -> None:
    thomas = next(flip for flip in flips(exam(40)) if flip.ref.step == "hip_angle")
    assert thomas.what == "Right Thomas test, hip angle, reading 1"
    assert (thomas.now, thomas.then) == ("12° above horizontal", "0°")
    assert (thomas.becomes, thomas.label) == (
        "EXT-CTRL",
        "Extension pattern with hip extension control deficit",
    )


def test_safety_answers_come_after_tests_and_history() -> None:
    kinds = [flip.kind for flip in flips(exam(1))]
    assert kinds == sorted(kinds, key="safety".__eq__)
    assert "safety" in kinds


def test_only_what_was_recorded_is_tried() -> None:
    answers = exam(39)
    assert all(flip.ref in answers.entries for flip in flips(answers))


def test_a_caution_alone_is_no_change_of_class() -> None:
    assert all(flip.ref.step != "RF34" for flip in flips(exam(1)))


def test_the_answer_that_stops_the_exam_is_the_one_that_frees_it() -> None:
    (only,) = flips(exam(43))
    assert (only.ref, only.value) == (Ref("safety", "RF03"), Choice("no"))


def test_a_complete_exam_is_searched_while_the_page_turns() -> None:
    answers = exam(3)
    flips(answers)
    began = time.perf_counter()
    flips(answers)
    assert time.perf_counter() - began < 2, "0.15 s alone on a machine; room for a busy one"
