"""Why a clamshell trial ended: the reasons, which was given and which one the marks propose."""

from __future__ import annotations

from dataclasses import dataclass

from app.clamshell import Attempt
from app.code_words import capital
from app.screens.clamshell_words import pain_before
from assessments.clamshell.protocol import STOP_REASONS
from assessments.clamshell.scoring import score
from assessments.language.answers import Answers
from assessments.language.value import Side
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class ReasonLine:
    key: str
    words: str
    chosen: bool = False
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class ReasonsCard:
    """Why it ended. `open` says that the answer is waited for now."""

    heading: str
    open: bool
    lines: tuple[ReasonLine, ...]


def reasons_card(answers: Answers, side: Side, attempt: Attempt | None, now: float) -> ReasonsCard:
    it = score(answers, side)
    running = attempt is not None and attempt.running
    recorded = it.amount is not None and not running
    suggested = attempt.suggested(now, pain_before(answers, side)) if attempt is not None else None
    lines = tuple(
        ReasonLine(
            option.key,
            capital(option.words),
            recorded and option.code == it.stop_reason,
            suggested == option.code and not (recorded and it.stop_reason),
        )
        for option in STOP_REASONS
    )
    return ReasonsCard(
        tr("Why did it end?") if recorded else tr("If it ends, why?"), recorded and not it.stop_reason, lines
    )
