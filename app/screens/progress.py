"""How one person went from visit to visit: each measure in true time, and the verdict beside its change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.dates import write_date
from app.history import History, Point, baseline, compared
from app.methods import method_words
from app.report.wording import amount, side_name
from app.screens.state import State
from app.screens.trend import Trend, about, days_from, row_name, trend
from assessments.change.errors import error_of
from assessments.change.verdict import Verdict
from assessments.language.citations import citation
from assessments.language.finding import Measure
from assessments.language.reading import number
from assessments.language.value import SIDES, Side
from resources.tongue import tr

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
    """A visit on the shared axis; `about` counts the weeks from the first."""

    day: float
    date: str
    about: str


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
        """The row for who listens: last values and verdicts."""
        ends = "; ".join(
            tr(
                "{spots} value{x}, last {last}",
                spots=len(line.spots),
                x="" if len(line.spots) == 1 else "s",
                last=line.last,
            )
            for line in self.trend.lines
        )
        said = "; ".join(
            " ".join(p for p in (f"{side_name(v.side)}{v.change}", v.since, v.words) if p)
            for v in self.verdicts
        )
        return f"{self.name}: {ends}. {said}"


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
    history: History, today: date, against: Against = "baseline", every: bool = False
) -> ProgressScreen:
    """Every measure, or the key ones, as they stood at each signed visit."""
    visits = sorted({score.visit: score.at for score in history.scores}.items())
    if not visits:
        return ProgressScreen("", "", (), 1.0, (), tr("Needs 1 signed exam"))
    start, end = visits[0][1], visits[-1][1]
    about_words = tr(
        "{visits} signed exam{x}, {write_date}",
        visits=len(visits),
        x="s" if len(visits) > 1 else "",
        write_date=write_date(start.date()),
    )
    if len(visits) > 1:
        about_words += f" to {write_date(end.date())}"
    codes = tuple(_codes(history))
    shown = codes if every else tuple(_key(codes))
    return ProgressScreen(
        about_words,
        tr("Since baseline, within one method") if against == "baseline" else tr("Since the visit before"),
        tuple(_ticks([at for _, at in visits], today)),
        max(days_from(start, end), 1.0),
        tuple(_row(history, code, start, end, against) for code in shown),
        "" if len(visits) > 1 else tr("Needs 2 visits"),
    )


def progress_table(history: History) -> tuple[TableLine, ...]:
    """Every value there is, measure by measure in the order of the visits."""
    return tuple(line for code in _codes(history) for line in _table(history, code))


def short_date(day: date, with_year: bool) -> str:
    """ "22-May", or "22-May-26" where the visits reach over more than one year."""
    written = write_date(day)
    return f"{written[:-4]}{written[-2:]}" if with_year else written[:-5]


def _codes(history: History) -> Iterator[str]:
    """Every measure of which any visit gave a value."""
    for code in dict.fromkeys(code for code, _ in history.measured):
        if any(history.values(code, side) for side in (None, *SIDES)):
            yield code


def _key(codes: tuple[str, ...]) -> Iterator[str]:
    found = [next((code for code in group if code in codes), "") for group in _KEY]
    yield from [code for code in found if code][:_MOST_KEY]


def _ticks(visits: list[datetime], today: date) -> Iterator[Tick]:
    years = {at.year for at in visits}
    for n, at in enumerate(visits):
        days = (at.date() - visits[0].date()).days
        if n == 0:
            words = "baseline"
        elif at.date() == today:
            words = "today"
        else:
            words = tr("week {days}", days=round(days / 7)) if days >= 7 else tr("day {days}", days=days)
        yield Tick(days_from(visits[0], at), short_date(at.date(), len(years) > 1), words)


def _row(history: History, code: str, start: datetime, end: datetime, against: Against) -> ProgressRow:
    sides = [(side, history.values(code, side)) for side in (*SIDES, None)]
    found = [(side, each) for side, each in sides if each]
    drawn = trend(code, found, start)
    last = found[0][1][-1].measure
    return ProgressRow(
        code,
        row_name(last),
        about(code, last, drawn.scale),
        drawn,
        tuple(_judged(side, each, end, against) for side, each in found),
        _source(code, last),
    )


def _judged(side: Side | None, found: tuple[Point, ...], end: datetime, against: Against) -> Judged:
    if len(found) < 2:
        only = tr("only on {write_date}", write_date=write_date(found[0].day))
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
    since = tr("since {short_date}", short_date=short_date(before.day, with_year))
    if before is found[0] and against == "baseline":
        since = tr("since baseline")
    elif against == "baseline" and not found[-1].breaks:
        since += tr(", same method")
    if found[-1].day != end.date():
        since += f" to {short_date(found[-1].day, with_year)}"
    return since


def _short(now: Point, found: Verdict) -> str:
    """The verdict in a few words, with the bound it was held against."""
    words = _MARKS[found.code][1]
    if found.code in ("not_comparable", "nothing_to_compare", "changed_category"):
        return found.words.rstrip(".")
    if found.code == "unknown":
        return found.words.rstrip(".") if found.words.startswith("Unknown") else words
    if found.code == "same_category":
        return tr("Same category, {category}", category=now.measure.category)
    held = _held(now.measure, found)
    words += f" ({held})" if held else ""
    if found.important:
        words += tr(", and important") if found.code.startswith("beyond") else tr(", but important")
    return words


def _held(measure: Measure, found: Verdict) -> str:
    error = error_of(measure.code)
    if error.rule == "percent" and error.limit is not None:
        return tr("{number} %, laboratory", number=number(error.limit))
    return found.threshold.split(";")[0]


def _source(code: str, measure: Measure) -> ErrorSource:
    error = error_of(code)
    match error.rule:
        case "points" if error.limit is not None:
            unit = "°" if measure.unit == "deg" else " points"
            over = tr("more than") if error.strictly else tr("at least")
            words = tr(
                "A change counts from {over} {number}{unit}.",
                over=over,
                number=number(error.limit),
                unit=unit,
            )
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


def _table(history: History, code: str) -> Iterator[TableLine]:
    for side in (*SIDES, None):
        found = history.values(code, side)
        for n, value in enumerate(found):
            measure = value.measure
            yield TableLine(
                write_date(value.day),
                measure.name,
                side.value.capitalize() if side else "–",
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
