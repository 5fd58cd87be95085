"""How a test went the last time it was done, and under which method."""

from __future__ import annotations

from app.dates import write_date
from app.earlier import Withheld
from app.history import History
from app.methods import method_words
from app.scores import Score
from assessments.language.finding import Method
from resources.tongue import tr


def last_visit_lines(history: History, assessment_id: str) -> tuple[str, ...]:
    """When and by whom, the result of each side, and the method; nothing when there was no earlier visit."""
    if isinstance(history, Withheld):
        return (tr("Not shown: this rating is given without sight of earlier scores."),)
    scores = _last(history, assessment_id)
    if not scores:
        return ()
    first = scores[0]
    lines = [
        tr(
            "Exam {number}, {day}, {examiner}",
            number=first.visit,
            day=write_date(first.at.date()),
            examiner=first.examiner,
        )
    ]
    for score in scores:
        measure = score.measure
        side = f"{measure.side.heading}: " if measure.side else ""
        several = f"{measure.name}. " if len({s.measure.code for s in scores}) > 1 else ""
        lines.append(f"{several}{side}{measure.words}")
    method = method_words(first.measure.method, gaps=True)
    return (*lines, tr("Method: {method}", method=method)) if method else tuple(lines)


def last_method(history: History, assessment_id: str) -> Method | None:
    """The method of the last visit at which this test was done; None when there was none."""
    scores = _last(history, assessment_id)
    return scores[0].measure.method if scores else None


def _last(history: History, assessment_id: str) -> tuple[Score, ...]:
    mine = [score for score in history.scores if score.measure.code.split(".")[0] == assessment_id]
    # A visit that left the test out says nothing of how it went.
    done = [score.visit for score in mine if score.measure.amount or score.measure.category]
    return tuple(score for score in mine if score.visit == max(done, default=0))
