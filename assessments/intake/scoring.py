"""What of the intake is followed from visit to visit, and its line in the rail."""

from __future__ import annotations

from assessments.intake.protocol import ID
from assessments.intake.sites import SITES
from assessments.language.answers import Answers
from assessments.language.finding import Measure
from assessments.language.protocol import NOT_RECORDED
from assessments.language.reading import number
from assessments.language.units import unit_words
from resources.tongue import tr


def measures(answers: Answers) -> tuple[Measure, ...]:
    """Pain and the entered Oswestry score; one that was not asked has no amount."""
    return (
        _measure(answers, "intake.pain_now", tr("Pain now"), "pain_now", "of 10"),
        _measure(answers, "intake.pain_worst", tr("Worst pain in 24 hours"), "pain_worst_24h", "of 10"),
        _measure(answers, "intake.odi", tr("Oswestry score"), "odi_score", "%"),
    )


def summary(answers: Answers) -> str:
    """Where it hurts and how much, in a few words."""
    parts = []
    sites = answers.choices(ID, "pain_sites")
    if sites is not None:
        parts.append(", ".join(o.words for o in SITES if o.code in sites) or tr("no site ticked"))
    pain = answers.amount(ID, "pain_now")
    if pain is not None:
        parts.append(tr("pain {pain} of 10", pain=number(pain)))
    return "; ".join(parts)


def _measure(answers: Answers, code: str, name: str, step: str, unit: str) -> Measure:
    amount = answers.amount(ID, step)
    if amount is None:
        return Measure(code, name, None, None, unit, NOT_RECORDED)
    return Measure(code, name, None, str(amount), unit, f"{number(amount)} {unit_words(unit)}")
