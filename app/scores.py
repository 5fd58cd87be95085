"""The results of a signed exam as they are kept for comparison: what was measured, how, by whom, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.evaluation import Evaluation
from assessments.language.exam import Exam
from assessments.language.finding import Measure


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of one visit; `visit` is the patient's visit number, `at` when that exam began."""

    measure: Measure
    visit: int
    at: datetime
    examiner: str
    protocol_version: str
    rules_version: str


def scores_of(exam: Exam, visit: int, evaluation: Evaluation) -> tuple[Score, ...]:
    """The measures of an exam, each beside the protocol and the rules it was made under."""
    return tuple(
        Score(
            measure,
            visit,
            exam.started.at,
            _examiner(exam, assessment := measure.code.split(".")[0]),
            exam.started.protocols.get(assessment, ""),
            evaluation.rules_version,
        )
        for measure in evaluation.measures
    )


def _examiner(exam: Exam, assessment: str) -> str:
    """Who gave the last standing answer of that assessment; else who began the exam."""
    given = [event for ref, event in exam.recorded.items() if ref.assessment == assessment]
    return max(given, key=lambda event: event.number).by if given else exam.started.by
