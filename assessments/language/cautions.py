"""Which cautions of a test apply to this person, from the safety answers and the pain of today."""

from __future__ import annotations

from collections.abc import Callable

from assessments.language.answers import Answers
from assessments.language.assessment import Caution
from assessments.language.conventions import conventions
from resources.tables import table

PAIN = "pain_now"
"""Stands among the safety items of a caution for pain today at or above the limit to settle first."""


def cautions_of(package: str) -> Callable[[Answers], tuple[Caution, ...]]:
    """The question that a test asks of the answers: each row of its `cautions.toml` speaks when one of the
    safety items it names was answered yes. An item not asked says nothing here; the screen waits for it.
    """
    found = table(package, "cautions.toml")
    rows = tuple(
        (tuple(row["when"]), Caution(row["words"], bool(row.get("blocks", False))))
        for row in found["caution"]
    )

    def cautions(answers: Answers) -> tuple[Caution, ...]:
        return tuple(caution for when, caution in rows if any(_holds(answers, item) for item in when))

    return cautions


def _holds(answers: Answers, item: str) -> bool:
    if item == PAIN:
        pain = answers.amount("intake", "pain_now")
        return pain is not None and pain >= conventions()["PAIN_HIGH"]
    return answers.choice("safety", item) == "yes"
