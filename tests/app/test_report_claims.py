"""What no page may claim: the evidence behind the tests does not carry it, whatever was found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

import pytest

from app.report.document import Numbered, Paragraph
from assessments.language.answers import Answers, Person
from tests.app.test_report_composed import page, report, signed, told
from tests.app.worked import worked_case

CASES = (1, 3, 4, 5, 9, 11, 13, 24, 25, 27, 32, 43, 45, 47)
"""One worked case of every class and outcome."""

NEVER = {
    "an order in which muscles fire": r"fir(?:e|es|ing) (?:first|order)|activation order|amnesia",
    "a diagnosis of the test's own": r"\bdiagnos(?!tic test\. The clinician decides)|\bproves?\b|will fix",
    "instability, damage by wear, a part out of place": r"instab|unstable|wear and tear|out of place",
    "an accuracy that nobody found": r"sensitivity|specificity|likelihood ratio",
    "the length of one muscle": r"(?:psoas|rectus|ITB|TFL) (?:length|tight)",
    "a muscle singled out": r"isolates|weak(?:ness)?(?: of)?(?: the)? glut|does not activate",
    "a cause or a prophecy": r"(?<!other )\bcaus(?:es|ed by)\b|predict|(?:reduces|prevents) (?:back )?pain",
    "what is normal": r"\babnormal|(?<!No published )(?<!no )\bnorms?\b|(?<!no )percentile|normal range",
    "one formula for an asymmetry": r"Nadler|limb symmetry",
    "a device approved": r"validated for|medical device",
}
ON_THE_PATIENTS_PAGE = (
    r"\bweak(?!ness| or numb)\b|\bdeficit|\bimpair|\bpositive\b|\bconvention|\b\d+ ?(?:N\b|°)"
)


def words(part: object) -> Iterator[str]:
    """Every text of a page as data; a reference is the title that its authors chose."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from words(one)
    elif is_dataclass(part) and not isinstance(part, Numbered):
        for field in fields(part):
            yield from words(getattr(part, field.name))


@cache
def reports() -> str:
    exams = [told(), *(worked_case(number) for number in CASES)]
    return "\n".join(text for answers in exams for text in words(report(answers, signed(answers)).sections))


@cache
def handouts() -> str:
    exams = [told(), *(worked_case(number) for number in CASES)]
    return "\n".join(text for answers in exams for text in words(page(answers)))


@pytest.mark.parametrize("claim", NEVER)
def test_no_page_claims(claim: str) -> None:
    for told_there in (reports(), handouts()):
        assert re.findall(f".*(?:{NEVER[claim]}).*", told_there, re.IGNORECASE) == []


def test_the_patients_page_speaks_of_no_weakness_no_class_and_no_measured_value() -> None:
    assert re.findall(f".*(?:{ON_THE_PATIENTS_PAGE}).*", handouts()) == []


def test_where_a_norm_an_error_or_a_rule_is_ours_or_missing_the_report_says_so() -> None:
    said = reports()
    assert "no norm, no grade, no percentile" in said
    assert "no test here measures muscle activation or shows the cause of pain" in said
    assert "Each of these is ours, not published" in said
    assert "It has not been validated as a diagnostic test" in said
    assert "a single-tester laboratory figure" in said


def test_a_red_flag_that_was_not_asked_stands_under_its_number_and_not_its_field() -> None:
    sections = report(Answers(Person())).sections
    lines = ["".join(words(section)) for section in sections if isinstance(section, Paragraph)]
    (safety,) = [line for line in lines if line.startswith("Safety screen:")]
    assert "RF32, RF33" in safety
    assert "_" not in safety
