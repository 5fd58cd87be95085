"""What an exam amounts to: its findings, then safety, class and what would flip it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.language.answers import Answers
from assessments.language.finding import Finding, Measure
from assessments.language.outcome import Asymmetry, Classification, SafetyResult


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
