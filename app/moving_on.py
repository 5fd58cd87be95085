"""What comes after the plan of today: when it moves on, what the re-test says, what a caution keeps off."""

from __future__ import annotations

from dataclasses import dataclass

from app.dates import write_date
from app.evaluation import Evaluation
from app.history import History
from app.retest import Retest, retest
from assessments.language.exam import Exam
from assessments.plan.circumstances import plan_kind, present
from assessments.plan.progression import Criterion, NextVisit, criteria, gate, next_visits, return_to_running
from assessments.plan.selection import left_out_words
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class MovingOn:
    """`criteria` end the phase and `gate` lets one exercise be made harder, both by convention. `running`
    is empty without the RUN modifier, `retest` None at a first visit."""

    phase: int
    criteria: tuple[Criterion, ...]
    gate: str
    visits: tuple[NextVisit, ...]
    retest: Retest | None
    running: str
    left_out: tuple[str, ...]


def moving_on(exam: Exam, evaluation: Evaluation, phase: int, history: History, visit: int) -> MovingOn:
    """For the sheet in this phase; without a plan only the next visits are left, and advice alone has no
    phase that ends."""
    visits, kind = next_visits(exam.started.at.date()), plan_kind(evaluation)
    if kind == "none":
        return MovingOn(phase, (), "", visits, None, "", ())
    advice = kind == "advice_only"
    runner = any(reason.code == "RUN" for reason in evaluation.classification.modifiers)
    return MovingOn(
        phase,
        () if advice else criteria(present(evaluation), phase),
        "" if advice else gate(),
        visits,
        retest(history, exam, evaluation, visit),
        return_to_running() if runner else "",
        left_out_words(evaluation, phase),
    )


def visit_days(visit: NextVisit) -> str:
    """ "30-Oct-2026 to 06-Nov-2026", or the one day."""
    first, last = write_date(visit.earliest), write_date(visit.latest)
    return first if first == last else tr("{first} to {last}", first=first, last=last)
