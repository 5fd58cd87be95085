"""What the visit before this one recorded: proposed, and held against, never answered by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.examination import Examination
from app.history import History
from app.workstation import Workstation
from assessments.language.answers import Answers


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last signed visit: when it was, and its answers as they were signed."""

    on: date
    answers: Answers


@dataclass(frozen=True, slots=True)
class Withheld(History):
    """No scores, although there may be some: a rating is given without sight of them."""


def earlier_visit(workstation: Workstation, exam: Examination) -> Earlier | None:
    """The last signed visit before this one, as it was signed; None at the first, and for a rating, which is
    given without sight of any."""
    if exam.exam.started.rates is not None:
        return None
    for head in workstation.exams_of(exam.patient.id):
        if head.number < exam.number and head.signed_at is not None:
            earlier = workstation.open_exam(head.id).exam
            version = earlier.versions[-1]
            return Earlier(earlier.started.at.date(), Answers(version.signed.person, version.entries))
    return None


def earlier_history(workstation: Workstation, exam: Examination) -> History:
    """The scores of the visits before this one; withheld from a rating."""
    if exam.exam.started.rates is not None:
        return Withheld()
    return workstation.history(exam.patient.id).before(exam.number)
