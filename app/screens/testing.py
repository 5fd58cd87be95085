"""What the pages of the two-sided tests have in common: which side first, cautions, what a side came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.dates import write_time
from app.evaluation import Evaluation
from app.screens.state import State
from app.screens.walk import locked_by_safety
from assessments.language.answers import Answers
from assessments.language.assessment import Assessment
from assessments.language.completeness import open_refs, started
from assessments.language.exam import Exam
from assessments.language.value import SIDES, NotDone, Ref, Side, reason_words
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class CautionScreen:
    """What to mind before the test starts; `blocks` says that it is better left out."""

    words: tuple[str, ...]
    blocks: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one side amounts to, in a word and a sentence."""

    state: State
    words: str
    detail: str = ""


def sore_side(answers: Answers) -> Side | None:
    """The more symptomatic side, where there is one: where the pain is, else the side that is involved."""
    for step in ("pain_side", "involved_side"):
        code = answers.choice("intake", step)
        if code in (Side.RIGHT, Side.LEFT):
            return Side(code)
    return None


def sides_in_order(answers: Answers) -> tuple[Side, Side]:
    """The less symptomatic side first; right first where that is not known."""
    sore = sore_side(answers)
    return (sore.other, sore) if sore else SIDES


def order_note(answers: Answers, side: Side) -> str:
    """ "first", or "second, sore side"."""
    second = sides_in_order(answers)[0] is not side
    return tr("second, sore side") if second and sore_side(answers) is side else order_words(answers, side)


def order_words(answers: Answers, side: Side) -> str:
    return tr("first") if sides_in_order(answers)[0] is side else tr("second")


def why_not_done(value: NotDone) -> str:
    """The reason alone, where "Not done" stands beside it already."""
    why = value.note or reason_words(value.reason)
    return tr("Not done") if why == "not done" else why


def caution_screen(assessment: Assessment, answers: Answers) -> CautionScreen | None:
    """What to mind, until the test has started; one that blocks stays."""
    cautions = assessment.cautions(answers)
    if started(assessment, answers):
        cautions = tuple(caution for caution in cautions if caution.blocks)
    if not cautions or answers.not_done(assessment.protocol.id):
        return None
    first = sorted(cautions, key=lambda caution: not caution.blocks)
    return CautionScreen(tuple(c.words for c in first), any(c.blocks for c in cautions))


def locked_words(exam: Exam, evaluation: Evaluation) -> str:
    """Why nothing can be recorded now; empty when it can."""
    if locked_by_safety(exam, evaluation):
        return tr("Locked: the safety screen ended the exam.")
    if not exam.open:
        return tr("The exam is signed or closed. Open an addendum, with its reason, to change it.")
    return ""


def passed_over(assessment: Assessment, answers: Answers, path: Sequence[Ref]) -> frozenset[Ref]:
    """The places signing waits for that lie before an answer given later on the path: they were missed."""
    last = max((at for at, ref in enumerate(path) if ref in answers.entries), default=0)
    return frozenset(path[: max(last, 0)]) & frozenset(open_refs(assessment, answers))


def when_done(exam: Exam, refs: Iterable[Ref]) -> str:
    """The time of the last of these answers, "14:29"; empty when there is none."""
    given = [exam.recorded[ref].at for ref in refs if ref in exam.recorded]
    return write_time(max(given)) if given else ""
