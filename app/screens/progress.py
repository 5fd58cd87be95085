"""How one person went from visit to visit: each measure in true time, and the verdict beside its change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from app.dates import write_date
from app.history import History, Point, baseline, compared
from app.methods import method_words
from app.report.wording import amount, side_name
from app.scores import Score
from app.screens.state import State
from app.screens.trend import Trend, about, days_from, row_name, trend
from assessments.change.errors import error_of
from assessments.change.verdict import Verdict, amount_words
from assessments.language.citations import citation
from assessments.language.finding import Measure
from assessments.language.reading import number
from assessments.language.value import SIDES, Side
from resources.tongue import tr, trn

Against = Literal["baseline", "last"]

_KEY = (
    ("thomas.hip_angle",),
    ("hip_strength.abduction", "hip_strength.abduction.grade"),
    ("clamshell.repetitions", "clamshell.hold"),
    ("intake.pain_worst", "intake.pain_now"),
    ("lateral_step_down.total",),
    ("hip_strength.extension", "hip_strength.extension.grade"),
    ("prone_hip_extension.result",),
)
"""The key tests, the first four there is anything of; either of a group."""
_MOST_KEY = 4
_MARKS: dict[str, tuple[State, str]] = {
    "beyond_better": (State.BETTER, tr("Better, beyond error")),
    "beyond_worse": (State.WORSE, tr("Worse, beyond error")),
    "beyond": (State.CHANGES, tr("Beyond error")),
    "within": (State.WITHIN, tr("Within error")),
    "unknown": (State.UNKNOWN, tr("Error unknown for this method")),
    "same_category": (State.WITHIN, tr("Same category")),
    "changed_category": (State.CHANGES, tr("Category changed")),
    "not_comparable": (State.NOT_DONE, tr("Not compared")),
    "nothing_to_compare": (State.NOT_DONE, tr("Nothing to compare")),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A visit on the shared axis; `about` counts the weeks from the first, `whole` is the date in full."""

    day: float
    date: str
    about: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One side's change: how far it moved, since when, what that amounts to, and the whole sentence."""

    side: Side | None
    change: str
    since: str
    state: State
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ErrorSource:
    """What the changes of one measure are held against, and whose figure that is."""

    words: str
    standing: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgressRow:
    code: str
    name: str
    about: tuple[str, ...]
    trend: Trend
    verdicts: tuple[Judged, ...]
    source: ErrorSource

    @property
    def spoken(self) -> str:
        """The row for who listens: last values, the reference and the verdicts."""
        ends = "; ".join(
            trn("{n} value, last {last}", "{n} values, last {last}", len(line.spots), last=line.last)
            for line in self.trend.lines
        )
        parts = [f"{self.name}: {ends}"]
        if self.trend.band is not None:
            parts.append(self.trend.band.words)
        parts += [
            " ".join(p for p in (f"{side_name(v.side)}{v.change}", v.since, v.words) if p)
            for v in self.verdicts
        ]
        return ". ".join(parts)


@dataclass(frozen=True, slots=True)
class ProgressScreen:
    """`empty` says what is missing before anything can be compared. `days` is the length of the axis."""

    about: str
    compared: str
    ticks: tuple[Tick, ...]
    days: float
    rows: tuple[ProgressRow, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One value of the table, with its change since the first value of the same method."""

    date: str
    test: str
    side: str
    value: str
    method: str
    examiner: str
    verdict: str


def progress_screen(
    history: History,
    today: date | None,
    against: Against = "baseline",
    every: bool = False,
    references: Mapping[str, int] = MappingProxyType({}),
) -> ProgressScreen:
    """Every measure, or the key ones, as they stood at each signed visit.

    `references` are which of its published references a measure is shown with, by its code; the first where
    it says nothing. Without `today` no visit is called so: for what is read on another day.
    """
    visits = sorted({score.visit: score.at for score in history.scores}.items())
    if not visits:
        return ProgressScreen("", "", (), 1.0, (), tr("Needs 1 signed exam"))
    start, end = visits[0][1], visits[-1][1]
    values = _Values(history)
    shown = values.codes if every else tuple(_key(values.codes))
    return ProgressScreen(
        _about(start.date(), end.date(), len(visits)),
        tr("Since baseline, within one method") if against == "baseline" else tr("Since the visit before"),
        tuple(_ticks([at for _, at in visits], today)),
        max(days_from(start, end), 1.0),
        tuple(_row(values, code, (start, end), against, references.get(code, 0)) for code in shown),
        "" if len(visits) > 1 else tr("Needs 2 visits"),
    )


def _about(first: date, last: date, visits: int) -> str:
    if visits == 1:
        return tr("1 signed exam, {day}", day=write_date(first))
    return trn(
        "{n} signed exam, {first} to {last}", "{n} signed exams, {first} to {last}", visits,
        first=write_date(first), last=write_date(last),
    )  # fmt: skip


class _Values:
    """A history sorted by measure and side once, because a long one holds thousands of scores."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._scores: dict[tuple[str, Side | None], list[Score]] = {}
        for score in history.scores:
            self._scores.setdefault((score.measure.code, score.measure.side), []).append(score)
        self.codes = tuple(
            dict.fromkeys(
                code
                for (code, _), scores in self._scores.items()
                if any(s.measure.amount is not None or s.measure.category is not None for s in scores)
            )
        )
        """Every measure of which any visit gave a value."""

    def of(self, code: str, side: Side | None) -> tuple[Point, ...]:
        return replace(self._history, scores=tuple(self._scores.get((code, side), ()))).values(code, side)


def progress_table(history: History) -> tuple[TableLine, ...]:
    """Every value there is, measure by measure in the order of the visits."""
    values = _Values(history)
    return tuple(line for code in values.codes for line in _table(values, code))


def short_date(day: date, with_year: bool) -> str:
    """ "22-May", or "22-May-26" where the visits reach over more than one year."""
    written = write_date(day)
    return f"{written[:-4]}{written[-2:]}" if with_year else written[:-5]


def _key(codes: tuple[str, ...]) -> Iterator[str]:
    found = [next((code for code in group if code in codes), "") for group in _KEY]
    yield from [code for code in found if code][:_MOST_KEY]


def _ticks(visits: list[datetime], today: date | None) -> Iterator[Tick]:
    years = {at.year for at in visits}
    for n, at in enumerate(visits):
        days = (at.date() - visits[0].date()).days
        if n == 0:
            words = tr("baseline")
        elif at.date() == today:
            words = tr("today")
        else:
            words = tr("week {n}", n=round(days / 7)) if days >= 7 else tr("day {n}", n=days)
        short = short_date(at.date(), len(years) > 1)
        yield Tick(days_from(visits[0], at), short, words, write_date(at.date()))


def _row(
    values: _Values, code: str, span: tuple[datetime, datetime], against: Against, reference: int
) -> ProgressRow:
    sides = [(side, values.of(code, side)) for side in (*SIDES, None)]
    found = [(side, each) for side, each in sides if each]
    drawn = trend(code, found, span[0], reference)
    last = found[0][1][-1].measure
    return ProgressRow(
        code,
        row_name(last),
        about(code, last, drawn.scale),
        drawn,
        tuple(_judged(side, each, span[1], against) for side, each in found),
        _source(found[0][1][-1]),
    )


def _judged(side: Side | None, found: tuple[Point, ...], end: datetime, against: Against) -> Judged:
    if len(found) < 2:
        only = tr("only on {day}", day=write_date(found[0].day))
        return Judged(side, "", only, State.NOT_DONE, tr("Needs 2 visits"), tr("Only one visit has this."))
    before, now = baseline(found) if against == "baseline" else found[-2], found[-1]
    result = compared(before, now)
    state, _ = _MARKS[result.code]
    if result.direction:
        state = {"beyond_better": State.BETTER, "beyond_worse": State.WORSE}.get(result.code, state)
    change = result.change[:1].upper() + result.change[1:]
    return Judged(side, change, _since(found, before, end, against), state, _short(now, result),
                  result.words)  # fmt: skip


def _since(found: tuple[Point, ...], before: Point, end: datetime, against: Against) -> str:
    with_year = before.day.year != end.year
    first = before is found[0] and against == "baseline"
    same = against == "baseline" and not found[-1].breaks
    day = short_date(before.day, with_year)
    if found[-1].day == end.date():
        if first:
            return tr("since baseline")
        return tr("since {day}, same method", day=day) if same else tr("since {day}", day=day)
    until = short_date(found[-1].day, with_year)
    if first:
        return tr("since baseline to {until}", until=until)
    if same:
        return tr("since {day}, same method, to {until}", day=day, until=until)
    return tr("since {day} to {until}", day=day, until=until)


def _short(now: Point, found: Verdict) -> str:
    """The verdict in a few words, with the bound it was held against."""
    words = _MARKS[found.code][1]
    if found.code in ("not_comparable", "nothing_to_compare", "changed_category"):
        return found.words.rstrip(".")
    if found.code == "unknown":
        return found.words.rstrip(".") if found.at_the_end else words
    if found.code == "same_category":
        return tr("Same category, {category}", category=now.measure.category_words)
    held = _held(now.measure, found)
    if held:
        words = tr("{verdict} ({bound})", verdict=words, bound=held)
    if not found.important:
        return words
    if found.code.startswith("beyond"):
        return tr("{verdict}, and important", verdict=words)
    return tr("{verdict}, but important", verdict=words)


def _held(measure: Measure, found: Verdict) -> str:
    error = error_of(measure.code)
    if error.rule == "percent" and error.limit is not None:
        return tr("{number} %, laboratory", number=number(error.limit))
    return found.threshold.split(";")[0]


def _source(last: Point) -> ErrorSource:
    """Of the values as they are measured now."""
    measure = last.measure
    own = last.own.of(measure, measure, same_rater=True)
    error = error_of(measure.code, own)
    match error.rule:
        case "points" if error.limit is not None:
            bound = amount_words(error.limit, measure.unit)
            if error.own_words:
                bound = tr("{limit}, {own}", limit=bound, own=error.own_words)
            if own is not None and error.own_words and own.kind == "repeat":
                words = tr("A change seen by the same rater counts from more than {bound}.", bound=bound)
            elif error.strictly:
                words = tr("A change counts from more than {bound}.", bound=bound)
            else:
                words = tr("A change counts from at least {bound}.", bound=bound)
        case "percent" if error.limit is not None:
            words = tr(
                "A change counts from more than {number} % of the first value: the retest error of "
                "one laboratory. Yours is probably larger.",
                number=number(error.limit),
            )
        case "category":
            words = tr("Only a change of category by the same rater counts. No error bar is drawn.")
        case "grade":
            words = tr("A change of one grade counts, in the same system and by the same rater.")
        case _:
            words = tr("Error unknown for this method: no source gives one, so no bar is drawn.")
    return ErrorSource(words, error.standing, tuple(citation(key).words for key in error.cites))


def _table(values: _Values, code: str) -> Iterator[TableLine]:
    for side in (*SIDES, None):
        found = values.of(code, side)
        for n, value in enumerate(found):
            measure = value.measure
            yield TableLine(
                write_date(value.day),
                measure.name,
                side.heading if side else "–",
                amount(measure),
                method_words(measure.method) or "–",
                value.examiner,
                _in_table(found[: n + 1]),
            )


def _in_table(found: tuple[Point, ...]) -> str:
    if len(found) < 2:
        return tr("Baseline")
    judged = _judged(found[-1].measure.side, found, found[-1].at, "baseline")
    if not judged.change:
        return judged.words
    return f"{judged.change} {judged.since}: {judged.words[:1].lower()}{judged.words[1:]}"
