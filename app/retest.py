"""What a later visit says of the plan: whether findings and patient are better, read from the verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from app.evaluation import Evaluation
from app.history import History, Point, compared
from app.scores import scores_of
from assessments.change.errors import error_of
from assessments.language.exam import Exam
from assessments.language.finding import Finding, Presence
from assessments.language.value import SIDES, Side
from assessments.plan.circumstances import plan_kind
from assessments.plan.progression import after_retest
from resources.tongue import tr

Move = Literal["better", "worse", "same", "unknown"]

_FINDINGS = {
    "HFL": ("thomas.hip_angle",),
    "HEC": ("prone_hip_extension.result",),
    "ABE": ("clamshell.repetitions", "clamshell.hold"),
    "ASE": ("hip_strength.extension", "hip_strength.extension.grade", "hip_strength.extension.asymmetry"),
    "ASA": ("hip_strength.abduction", "hip_strength.abduction.grade", "hip_strength.abduction.asymmetry"),
    "FPC": ("lateral_step_down.total",),
}
"""The measures that a finding is seen to change by."""
_PATIENT = ("intake.pain_worst", "intake.pain_now", "intake.odi")
_WORDS = {True: tr("better"), False: tr("no better"), None: tr("not known")}


@dataclass(frozen=True, slots=True)
class Retest:
    """Whether the findings and the patient are better than at the values before; None is not known."""

    findings: bool | None
    patient: bool | None

    @property
    def words(self) -> str:
        """What moved, and what that suggests; never that the one caused the other."""
        suggestion = after_retest(self.findings, self.patient)
        if self.findings is None and self.patient is None:
            return suggestion
        moved = tr(
            "Findings {findings}, patient {patient}, against the values before.",
            findings=_WORDS[self.findings],
            patient=_WORDS[self.patient],
        )
        return f"{moved} {suggestion}"


def retest(history: History, exam: Exam, evaluation: Evaluation, visit: int) -> Retest | None:
    """What this visit says beside the signed ones before it; None at a first visit or without a plan."""
    earlier = tuple(score for score in history.scores if score.at < exam.started.at)
    if not earlier or plan_kind(evaluation) == "none":
        return None
    whole = replace(history, scores=(*earlier, *scores_of(exam, visit, evaluation)))
    return Retest(
        _better([move for found in evaluation.findings.values() for move in _found(whole, found, visit)]),
        _better([move for code in _PATIENT for move in _patient(whole, code, visit)]),
    )


def _better(moves: list[Move]) -> bool | None:
    """Better where something is and nothing is worse; no better where all of it is known to be the same."""
    better, worse = "better" in moves, "worse" in moves
    if better or worse:
        # The two together are not one answer.
        return None if better and worse else better
    return False if moves and all(move == "same" for move in moves) else None


def _found(history: History, finding: Finding, visit: int) -> Iterator[Move]:
    """How each measure of a finding moved. Where it is not present, only a change counts: that a well side
    stayed as it was says nothing of the plan."""
    for side in (*SIDES, None):
        pairs = [_pair(history, code, side, visit) for code in _FINDINGS.get(finding.code, ())]
        present = _present(finding, side)
        moves = [_moved(*pair, present) for pair in pairs if pair]
        if present and not moves and side is not None:
            yield "unknown"
        yield from (move for move in moves if present or move in ("better", "worse"))


def _present(finding: Finding, side: Side | None) -> bool:
    return (finding if side is None else finding.by_side[side]).presence is Presence.PRESENT


def _patient(history: History, code: str, visit: int) -> Iterator[Move]:
    if not history.values(code):
        return
    pair = _pair(history, code, None, visit)
    if pair is None:
        yield "unknown"
        return
    before, now = pair
    move = _moved(before, now)
    limit, amount = error_of(code).limit, before.measure.amount
    # A score that began below its own error has no room to fall beyond it.
    floored = limit is not None and amount is not None and float(amount) < limit
    yield "unknown" if move == "same" and floored else move


def _pair(history: History, code: str, side: Side | None, visit: int) -> tuple[Point, Point] | None:
    """The last value before this visit and this visit's; None where either is missing."""
    values = history.values(code, side)
    if len(values) < 2 or values[-1].visit != visit:
        return None
    return values[-2], values[-1]


def _moved(before: Point, now: Point, present: bool = True) -> Move:
    found = compared(before, now)
    match found.code:
        case "beyond_better":
            return "better"
        case "beyond_worse":
            return "worse"
        case "changed_category" if found.direction:
            return "better" if found.direction == "better" else "worse"
        case "changed_category":
            # Prone hip extension is positive or negative: the category is the finding itself.
            return "worse" if present else "better"
        case "same_category":
            return "same"
        case "within":
            # Important and yet within error: neither the one nor the other is known.
            return "unknown" if found.important else "same"
        case _:
            return "unknown"
