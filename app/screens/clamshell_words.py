"""Words and whole numbers that more than one card of the clamshell shows."""

from __future__ import annotations

from assessments.clamshell.protocol import ID, STOP_REASONS
from assessments.language.answers import Answers
from assessments.language.value import Side
from resources.tongue import tr


def minutes(seconds: float) -> str:
    """ "0:28": whole seconds that have passed."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def reason_words(code: str | None) -> str:
    """The reason a trial ended, as the protocol words it."""
    return next((option.words for option in STOP_REASONS if option.code == code), tr("not recorded"))


def pain_before(answers: Answers, side: Side) -> int | None:
    return whole(answers, "pain_before", side)


def whole(answers: Answers, step: str, side: Side) -> int | None:
    """A rating or a count of this side, None where it is not recorded."""
    amount = answers.amount(ID, step, side)
    return None if amount is None else int(amount)
