"""The worked cases as answers, for tests of what is made from a whole exam."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from app.exchange.exam_document import Faults, read_document
from assessments.language.answers import Answers

CASES = Path(__file__).parents[1] / "cases" / "worked-cases.jsonl"


@cache
def worked_case(number: int) -> Answers:
    """The answers of that worked case; KeyError when there is none of that number."""
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["case"] == number:
            answers = read_document(json.dumps(case["document"]))
            assert not isinstance(answers, Faults)
            return answers
    raise KeyError(number)
