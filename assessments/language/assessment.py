"""One part of the exam, whole: how it is given, what it finds, what is measured, what to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessments.language.answers import Answers
from assessments.language.finding import Finding, Measure
from assessments.language.protocol import Protocol
from assessments.language.value import Ref


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement for the evidence panel, with what stands behind it.

    `standing` is "published", "computed" (from published figures) or "convention"; `cites` are citation
    keys, empty only for a convention.
    """

    words: str
    standing: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """A reason to leave out or alter this test, shown on its page before it starts."""

    words: str
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the program knows of one part of the exam; a new folder with one of these is a new test.

    `findings` and `measures` read the answers and never see a widget or a row. `summary` is the line under
    the name in the step rail. `cautions` reads the safety answers for the ones that concern this test.
    `excused` says of a required place whether it is not waited for after all, given the other answers.
    `notes` are lines worth reading that change no finding.
    """

    protocol: Protocol
    guide: str
    evidence: tuple[Evidence, ...]
    findings: Callable[[Answers], tuple[Finding, ...]]
    measures: Callable[[Answers], tuple[Measure, ...]]
    summary: Callable[[Answers], str]
    cautions: Callable[[Answers], tuple[Caution, ...]]
    excused: Callable[[Answers, Ref], bool] | None = None
    notes: Callable[[Answers], tuple[str, ...]] | None = None
