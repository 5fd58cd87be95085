"""Visits scored twice, made of answers that the exam itself makes its measures of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.agreement.pairs import Pair, Scoring
from app.evaluation import evaluate
from assessments.change.own import Kind
from assessments.language.answers import Answers, Person
from assessments.language.value import Choice, Quantity, Ref, Side, Value

FIRST_DAY = date(2026, 7, 1)


def thomas(right: str, left: str, method: str = "inclinometer") -> Mapping[Ref, Value]:
    """A Thomas test with the pelvis held, one trial a side, in degrees above horizontal."""
    entries: dict[Ref, Value] = {
        Ref("thomas", "method"): Choice(method),
        Ref("thomas", "pelvis_method"): Choice("palpation"),
    }
    for side, angle in ((Side.RIGHT, right), (Side.LEFT, left)):
        entries[Ref("thomas", "hip_angle", side, 1)] = Quantity(Decimal(angle), "deg")
        entries[Ref("thomas", "pelvis_controlled", side)] = Choice("yes")
        entries[Ref("thomas", "abduction_drift", side)] = Choice("no")
    return entries


def scoring(entries: Mapping[Ref, Value], rater: str = "Lindqvist") -> Scoring:
    answers = Answers(Person(40, "female"), entries)
    return Scoring(rater, answers, evaluate(answers).measures)


def pair(
    first: Mapping[Ref, Value],
    second: Mapping[Ref, Value],
    kind: Kind = "repeat",
    on: date = FIRST_DAY,
    raters: tuple[str, str] = ("Lindqvist", "Lindqvist"),
) -> Pair:
    tests = frozenset(ref.assessment for ref in {**first, **second})
    return Pair(kind, on, tests, scoring(first, raters[0]), scoring(second, raters[1]))


def repeats(right: Sequence[tuple[str, str]], kind: Kind = "repeat") -> tuple[Pair, ...]:
    """A day each: the right thigh as first and second read; the left reads 5 both times."""
    return tuple(
        pair(thomas(first, "5"), thomas(second, "5"), kind, FIRST_DAY + timedelta(days=day))
        for day, (first, second) in enumerate(right)
    )
