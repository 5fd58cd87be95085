"""What an exam amounts to: its findings, then safety, class and what would flip it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.flips import flips
from assessments.classification.classify import classify
from assessments.classification.direction import direction
from assessments.hip_strength.movements import MOVEMENTS
from assessments.hip_strength.scoring import asymmetry
from assessments.language.answers import Answers
from assessments.language.catalogue import catalogue
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Measure
from assessments.language.outcome import Asymmetry, Classification, SafetyResult
from assessments.safety.screen import screen, with_derived

__all__ = ["Evaluation", "evaluate", "flips"]


@dataclass(frozen=True)
class Evaluation:
    """Everything the answers say, made anew from them each time; findings are keyed by code."""

    answers: Answers
    safety: SafetyResult
    findings: Mapping[str, Finding]
    measures: tuple[Measure, ...]
    asymmetry: Mapping[str, Asymmetry]
    classification: Classification
    rules_version: str


def evaluate(answers: Answers, *, as_written: bool = False) -> Evaluation:
    """Everything the answers say.

    The program does not ask the items that age or sex settle; for a document, `as_written`, an item that
    is absent was not asked.
    """
    standing = answers if as_written else with_derived(answers)
    findings = {finding.code: finding for part in catalogue() for finding in part.findings(standing)}
    safety = screen(standing, direction(standing))
    return Evaluation(
        answers=answers,
        safety=safety,
        findings=findings,
        measures=tuple(measure for part in catalogue() for measure in part.measures(standing)),
        asymmetry={code: asymmetry(standing, code) for code in _compared(standing)},
        classification=classify(standing, findings, safety),
        rules_version=conventions().version,
    )


def _compared(answers: Answers) -> tuple[str, ...]:
    """The movements a finding is made from, always, and every other one of which anything was recorded."""
    steps = [ref.step for ref in answers.entries if ref.assessment == "hip_strength"]
    return tuple(
        code
        for code, movement in MOVEMENTS.items()
        if movement.finding or any(step.startswith(f"{code}_") for step in steps)
    )
