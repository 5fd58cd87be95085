"""What changed since another visit, as the report says it: three lines, the verdict column, whose error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.code_words import capital
from app.dates import write_date
from app.evaluation import Evaluation
from app.history import History, Point, baseline, compared
from app.report.document import Trend, TrendPoint, Words, said
from app.report.wording import amount, side_name
from app.scores import scores_of
from assessments.change.verdict import Verdict
from assessments.language.exam import Exam
from assessments.language.finding import Measure
from assessments.language.value import Side
from resources.tongue import inside, tr

LINES = (
    (tr("Beyond error"), ("beyond_better", "beyond_worse", "beyond", "changed_category")),
    (tr("Within error"), ("within", "same_category")),
    (tr("Error unknown"), ("unknown",)),
)
"""The three lines, and the verdicts that stand in each."""

NOT_COMPARED = (tr("Not compared"), ("not_comparable",))
"""What was measured another way has no error to be unknown: a line of its own, where there is any."""

_COLUMN = {
    "beyond_better": tr("better, beyond error"),
    "beyond_worse": tr("worse, beyond error"),
    "beyond": tr("beyond error"),
    "within": tr("within error"),
    "unknown": tr("error unknown"),
    "same_category": tr("same category"),
    "changed_category": tr("category changed"),
    "not_comparable": tr("not compared: method changed"),
    "nothing_to_compare": tr("nothing to compare"),
}


_CHANGED = {
    "protocol": tr("not compared: protocol changed"),
    "rater": tr("not compared: rater changed"),
    "unit": tr("not compared: unit changed"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One measure then and now, and what the difference amounts to."""

    before: Point
    now: Measure
    verdict: Verdict


@dataclass(frozen=True)
class Past:
    """The signed visits before this exam and the exam itself, in `history` as the last of them."""

    history: History
    visit: int

    def points(self, code: str, side: Side | None) -> tuple[Point, ...]:
        """Every visit up to this exam that gave a value, this exam's last where it gave one."""
        return self.history.values(code, side)

    @property
    def visits(self) -> tuple[date, ...]:
        """The days of the visits before this one, first to last."""
        days = {score.visit: score.at.date() for score in self.history.before(self.visit).scores}
        return tuple(days.values())

    def change(self, measure: Measure, first: bool) -> Change | None:
        """Against the first visit of the same method, or the last visit; None when none has it."""
        *series, now = self.history.series(measure.code, measure.side)
        before = [p for p in series if p.has_value or not first]
        if not before:
            return None
        then = baseline((*before, now)) if first else before[-1]
        return Change(then, now.measure, compared(then, now))


def past_of(history: History, exam: Exam, evaluation: Evaluation, visit: int) -> Past:
    """What this exam stands beside: the signed visits before it, and never a later one."""
    scores = (*history.before(visit).scores, *scores_of(exam, visit, evaluation))
    return Past(replace(history, scores=scores), visit)


def since_last(past: Past, evaluation: Evaluation) -> tuple[tuple[str, Words], ...]:
    """Every measure of the last visit in three lines, by what its change amounts to; a fourth where the way
    of measuring changed."""
    changes = [c for m in evaluation.measures if (c := past.change(m, first=False)) is not None]
    rows = []
    for label, codes in (*LINES, NOT_COMPARED):
        items = _moved(c for c in changes if c.verdict.code in codes)
        if items or label != NOT_COMPARED[0]:
            rows.append((label, said(". ".join(items) + "." if items else tr("None."))))
    return tuple(rows)


def column(past: Past, measures: Iterable[Measure]) -> tuple[str, ...]:
    """The verdict column of one row: each side since its first visit, or since the method last changed."""
    found = []
    for measure in measures:
        change = past.change(measure, first=True)
        if change is None:
            continue
        moved = f"{change.verdict.change}, " if change.verdict.change else ""
        words = f"{side_name(measure.side)}{moved}{_in_column(change.verdict)}"
        if change.verdict.change and change.before.day != past.visits[0]:
            words = tr("{verdict} since {day}", verdict=words, day=write_date(change.before.day))
        found.append(capital(words))
    return tuple(found) or (tr("First visit with this"),)


def errors(past: Past, evaluation: Evaluation) -> tuple[str, ...]:
    """Whose error each verdict was held against, said once for both sides."""
    found: dict[str, None] = {}
    for measure in evaluation.measures:
        change = past.change(measure, first=True)
        if change is not None and change.verdict.threshold:
            found[f"{measure.name}: {change.verdict.threshold}"] = None
        elif change is not None and change.verdict.code == "not_comparable":
            found[f"{measure.name}: {change.verdict.words.rstrip('.')}"] = None
    return tuple(found)


def _in_column(found: Verdict) -> str:
    if found.code == "not_comparable":
        return _CHANGED.get(found.changed, _COLUMN[found.code])
    return _COLUMN[found.code]


def sources(past: Past, evaluation: Evaluation) -> tuple[str, ...]:
    """The citations behind those errors."""
    changes = (past.change(m, first=True) for m in evaluation.measures)
    return tuple(dict.fromkeys(key for c in changes if c is not None for key in c.verdict.cites))


def trends(past: Past, measures: Iterable[Measure]) -> tuple[Trend, ...]:
    """The values of each side in time, today's last; unlike methods are not joined."""
    found = []
    for measure in measures:
        points = tuple(
            TrendPoint(p.day, float(p.measure.amount), joined=not p.breaks)
            for p in past.points(measure.code, measure.side)
            if p.measure.amount is not None
        )
        if len(points) > 1:
            found.append(Trend(measure.side, points))
    return tuple(found)


def _in_sentence(measure: Measure) -> str:
    """The value between other words: a category does not begin with a capital there."""
    return amount(measure) if measure.amount is not None else inside(amount(measure))


def _moved(changes: Iterable[Change]) -> list[str]:
    """Both sides of a measure under its name once: "Hip angle R +9° to +8°, L −4° as before"."""
    sides: dict[str, list[str]] = {}
    for change in changes:
        before, now = _in_sentence(change.before.measure), _in_sentence(change.now)
        words = (
            tr("{now} as before", now=now)
            if before == now
            else tr("{before} to {now}", before=before, now=now)
        )
        sides.setdefault(change.now.name, []).append(f"{side_name(change.now.side)}{words}")
    return [f"{name} {', '.join(words)}" for name, words in sides.items()]
