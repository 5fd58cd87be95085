"""The review: findings, the class with its reasons, what would change it, and the decision."""

from __future__ import annotations

from dataclasses import dataclass

from app.evaluation import Evaluation
from app.results import ResultRow, result_rows
from app.screens.walk import Open, locked_by_safety, open_answers, overridden
from assessments.classification.labels import FIXED_LINE, labels
from assessments.language.exam import Exam
from assessments.language.outcome import Flip, Reason
from assessments.language.value import Choice, NotDone, Ref, Text

DECISION = Ref("review", "decision")
OVERRIDE_CLASS = Ref("review", "override_class")
OVERRIDE_REASON = Ref("review", "override_reason")

AGREEMENTS = {"low": 1, "moderate": 2, "high": 3}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the clinician decided: accept, override (with class and reason) or no_class; "" before."""

    code: str
    override_class: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReviewScreen:
    """Everything the review shows. `flips` are tests and history, `safety_flips` how many safety answers
    would also change the class; `stop` replaces the class box when the safety screen ended the exam."""

    rows: tuple[ResultRow, ...]
    not_done: tuple[str, ...]
    code: str
    label: str
    status: str
    bars: int
    agreement: str
    count: str
    laterality: str
    supports: tuple[Reason, ...]
    contradictions: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    could_be: tuple[str, ...]
    modifiers: tuple[Reason, ...]
    flips: tuple[Flip, ...]
    safety_flips: int
    closest_idea: str
    fixed_line: str
    decision: Decision
    open_answers: tuple[Open, ...]
    stop: bool
    held: bool


def decision(exam: Exam) -> Decision:
    """The decision as recorded; nothing is decided until the clinician does."""
    code = exam.entries.get(DECISION)
    if not isinstance(code, Choice):
        return Decision("")
    other, reason = exam.entries.get(OVERRIDE_CLASS), exam.entries.get(OVERRIDE_REASON)
    return Decision(
        code.code,
        other.code if isinstance(other, Choice) else "",
        reason.text if isinstance(reason, Text) else "",
    )


def review_screen(exam: Exam, evaluation: Evaluation, flips: tuple[Flip, ...]) -> ReviewScreen:
    """The review of the exam as it stands; `flips` come from `app.evaluation`, which search for them."""
    found = evaluation.classification
    stop = locked_by_safety(exam, evaluation)
    agreement = found.agreement or ""
    return ReviewScreen(
        rows=result_rows(evaluation),
        not_done=_not_done(exam),
        code=found.code,
        label=found.label,
        status=found.status,
        bars=AGREEMENTS.get(agreement, 0),
        agreement=f"Agreement: {agreement}" if agreement else "",
        count=f"{len(found.supports)} for, {len(found.contradictions)} against" if agreement else "",
        laterality=found.laterality,
        supports=found.supports,
        contradictions=found.contradictions,
        missing=found.missing,
        could_be=tuple(labels()[code].label for code in found.could_be),
        modifiers=found.modifiers,
        flips=tuple(flip for flip in flips if flip.ref.assessment != "safety"),
        safety_flips=sum(flip.ref.assessment == "safety" for flip in flips),
        closest_idea=found.closest_idea,
        fixed_line=FIXED_LINE,
        decision=decision(exam),
        open_answers=open_answers(exam, evaluation),
        stop=stop,
        held=evaluation.safety.held and not overridden(exam, "HOLD"),
    )


def _not_done(exam: Exam) -> tuple[str, ...]:
    """Every step or test that was left out, with its reason, in the order it was said."""
    found = []
    for ref, value in exam.entries.items():
        if isinstance(value, NotDone):
            side = f", {ref.side.value}" if ref.side else ""
            reason = value.reason.replace("_", " ")
            note = f" ({value.note})" if value.note else ""
            found.append(f"{ref.assessment.replace('_', ' ').capitalize()}{side}: {reason}{note}")
    return tuple(found)
