"""What changed since another visit, as the report says it: three lines, the verdict column, whose error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.evaluation import Evaluation
from app.history import History, Point
from app.report.document import Trend, TrendPoint, Words, said
from app.report.wording import amount, side_name
from assessments.change.verdict import Verdict, verdict
from assessments.language.finding import Measure
from assessments.language.value import Side

LINES = (
    ("Beyond error", ("beyond_better", "beyond_worse", "beyond", "changed_category")),
    ("Within error", ("within", "same_category")),
    ("Error unknown", ("unknown",)),
)
"""The three lines, and the verdicts that stand in each."""

NOT_COMPARED = ("Not compared", ("not_comparable",))
"""What was measured another way has no error to be unknown: a line of its own, where there is any."""

_COLUMN = {
    "beyond_better": "better, beyond error",
    "beyond_worse": "worse, beyond error",
    "beyond": "beyond error",
    "within": "within error",
    "unknown": "error unknown",
    "same_category": "same category",
    "changed_category": "category changed",
    "not_comparable": "not compared: method changed",
    "nothing_to_compare": "nothing to compare",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One measure then and now, and what the difference amounts to."""

    before: Point
    now: Measure
    verdict: Verdict


@dataclass(frozen=True)
class Past:
    """The signed visits before this exam; what is compared is looked up here."""

    history: History
    before: datetime
    examiner: str

    def points(self, code: str, side: Side | None) -> tuple[Point, ...]:
        return tuple(p for p in self.history.series(code, side) if p.at < self.before)

    @property
    def visits(self) -> tuple[date, ...]:
        """The days of the visits before this one, first to last."""
        return tuple(sorted({s.at.date() for s in self.history.scores if s.at < self.before}))

    def change(self, now: Measure, first: bool) -> Change | None:
        """Against the first visit that has it, or the last; None when none has."""
        points = self.points(now.code, now.side)
        if not points:
            return None
        before = points[0 if first else -1]
        return Change(before, now, verdict(before.measure, now, before.examiner == self.examiner))


def since_last(past: Past, evaluation: Evaluation) -> tuple[tuple[str, Words], ...]:
    """Every measure of the last visit in three lines, by what its change amounts to; a fourth where the way
    of measuring changed."""
    changes = [c for m in evaluation.measures if (c := past.change(m, first=False)) is not None]
    rows = []
    for label, codes in (*LINES, NOT_COMPARED):
        items = _moved(c for c in changes if c.verdict.code in codes)
        if items or label != NOT_COMPARED[0]:
            rows.append((label, said(". ".join(items) + "." if items else "None.")))
    return tuple(rows)


def column(past: Past, measures: Iterable[Measure]) -> tuple[str, ...]:
    """The verdict column of one row: each side against its first visit."""
    found = []
    for measure in measures:
        change = past.change(measure, first=True)
        if change is None:
            continue
        moved = f"{change.verdict.change}, " if change.verdict.change else ""
        words = f"{side_name(measure.side)}{moved}{_COLUMN[change.verdict.code]}"
        found.append(words[0].upper() + words[1:])
    return tuple(found) or ("First visit with this",)


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


def sources(past: Past, evaluation: Evaluation) -> tuple[str, ...]:
    """The citations behind those errors."""
    changes = (past.change(m, first=True) for m in evaluation.measures)
    return tuple(dict.fromkeys(key for c in changes if c is not None for key in c.verdict.cites))


def trends(past: Past, measures: Iterable[Measure], today: date) -> tuple[Trend, ...]:
    """The values of each side in time, today's last; unlike methods are not joined."""
    found = []
    for measure in measures:
        before = past.points(measure.code, measure.side)
        points = [
            TrendPoint(p.at.date(), float(p.measure.amount), joined=not p.breaks)
            for p in before
            if p.measure.amount is not None
        ]
        if measure.amount is not None:
            joined = not before or not before[-1].measure.method.differs_from(measure.method)
            points.append(TrendPoint(today, float(measure.amount), joined))
        if len(points) > 1:
            found.append(Trend(measure.side, tuple(points)))
    return tuple(found)


def _moved(changes: Iterable[Change]) -> list[str]:
    """Both sides of a measure under its name once: "Hip angle R +9° to +8°, L −4° as before"."""
    sides: dict[str, list[str]] = {}
    for change in changes:
        before, now = amount(change.before.measure), amount(change.now)
        words = f"{now} as before" if before == now else f"{before} to {now}"
        sides.setdefault(change.now.name, []).append(f"{side_name(change.now.side)}{words}")
    return [f"{name} {', '.join(words)}" for name, words in sides.items()]
