"""The worked cases come out as they are told to, key by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.evaluation import evaluate
from app.exchange.evaluation_json import evaluation_json
from app.exchange.exam_document import read_document
from assessments.language.answers import Answers

CASES = Path(__file__).parents[1] / "cases" / "worked-cases.jsonl"


def worked_cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: f"{case['case']}: {case['about']}")
def test_a_worked_case_comes_out_as_told(case: dict[str, Any]) -> None:
    answers = read_document(json.dumps(case["document"]))
    assert isinstance(answers, Answers)
    printed = evaluation_json(evaluate(answers, as_written=True))
    assert {key: printed[key] for key in case["expected"]} == case["expected"]
