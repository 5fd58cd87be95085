"""The record of one patient: what changed since last time, how it goes, every exam, and what to start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.dates import write_date
from app.exams import ExamHead
from app.history import History, Point, compared
from app.screens.state import State, signed_state
from assessments.change.verdict import Verdict
from assessments.language.catalogue import catalogue
from assessments.language.exam import Phase
from assessments.language.finding import Measure
from assessments.language.reading import number
from assessments.language.value import SIDES, Side
from resources.tongue import tr

_TRENDS = (
    ("thomas.hip_angle", tr("Thomas test"), tr("hip angle")),
    ("hip_strength.abduction", tr("Hip abduction"), tr("force")),
    ("clamshell.repetitions", tr("Clamshell"), tr("repetitions")),
    ("lateral_step_down.total", tr("Step-down"), tr("faults, 0 to 6")),
)
_UNITS = ("N", "kg", "cm", "s", "%", "Nm", "N/kg")
_TOLD = {
    "intake.pain_worst",
    "thomas.hip_angle",
    "prone_hip_extension.result",
    "hip_strength.extension",
    "hip_strength.abduction",
    "clamshell.repetitions",
    "clamshell.hold",
    "lateral_step_down.total",
}
"""What "since last visit" tells; every measure there is stands on the progress and review pages."""

_GROUPS = (
    (tr("Beyond error, worse"), State.WORSE, ("beyond_worse",)),
    (tr("Beyond error, better"), State.BETTER, ("beyond_better",)),
    (tr("Beyond error"), State.CHANGES, ("beyond", "changed_category")),
    (tr("Within error"), State.WITHIN, ("within", "same_category")),
    (tr("Error unknown"), State.UNKNOWN, ("unknown",)),
    (tr("Not compared"), State.NOT_DONE, ("not_comparable",)),
)
_MARKS = {code: (words, state) for words, state, codes in _GROUPS for code in codes}


@dataclass(frozen=True, slots=True)
class SinceLine:
    """All changes of one verdict, in one line."""

    state: State
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One visit's value: `day` counts from the first visit shown; a dot that `starts` is not joined to the
    one before, because the method changed."""

    day: int
    amount: float
    starts: bool


@dataclass(frozen=True, slots=True)
class TrendLine:
    side: Side
    dots: tuple[Dot, ...]
    last: str


@dataclass(frozen=True, slots=True)
class TrendCard:
    """One measure over the visits; `empty` says why nothing is drawn."""

    name: str
    about: str
    lines: tuple[TrendLine, ...]
    empty: str = ""
    verdicts: tuple[tuple[State, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExamRow:
    id: str
    day: str
    exam: str
    words: str
    state: State
    state_words: str


@dataclass(frozen=True, slots=True)
class PatientScreen:
    since: str
    """The heading over the changes."""
    compared: str
    lines: tuple[SinceLine, ...]
    nothing: str
    trends: tuple[TrendCard, ...]
    exams: tuple[ExamRow, ...]
    start: str
    """What Enter does: start the next exam or resume the open one."""
    resume: str
    """The id of the open exam; "" when a new one would be started."""
    can_start: bool
    about: str
    before: tuple[tuple[State, str], ...]


def patient_screen(
    heads: Iterable[ExamHead],
    history: History,
    class_label: Callable[[str], str],
    reminders: tuple[tuple[State, str], ...] = (),
    barred: str = "",
) -> PatientScreen:
    """`heads` are newest first; `reminders` are what to know before starting; `barred` is why no exam can
    be started or gone on with."""
    exams = tuple(heads)
    going = next((h for h in exams if h.phase in (Phase.EXAMINING, Phase.AMENDING)), None)
    signed = [h for h in exams if h.signed_at is not None]
    pairs = _last_pairs(history)
    lines = _since(pairs)
    return PatientScreen(
        since=_last_visit(signed),
        compared=(
            tr("compared with {day}", day=write_date(signed[1].started_at.date()))
            if len(signed) > 1 and lines
            else ""
        ),
        lines=lines,
        nothing=_nothing(signed, lines),
        trends=tuple(_trend(history, *trend, pairs) for trend in _TRENDS),
        exams=tuple(_exam(head, class_label) for head in exams),
        start=_start(exams, going),
        resume=going.id if going else "",
        can_start=not barred,
        about=barred or _about(going),
        before=reminders,
    )


def _last_visit(signed: list[ExamHead]) -> str:
    if not signed:
        return tr("Since last visit")
    day = write_date(signed[0].started_at.date())
    if signed[0].awaits_countersign:
        return tr("Since last visit, {day}, awaiting countersign", day=day)
    return tr("Since last visit, {day}", day=day)


def _about(going: ExamHead | None) -> str:
    if going is None:
        return tr("Tests in order of position: sitting, standing, supine, prone, side-lying.")
    return tr("Nothing is lost: every answer was kept.")


def _start(exams: tuple[ExamHead, ...], going: ExamHead | None) -> str:
    if going is None:
        return tr("Start exam {number}", number=max((h.number for h in exams), default=0) + 1)
    return tr("Resume exam {number}", number=going.number)


def _nothing(signed: list[ExamHead], lines: tuple[SinceLine, ...]) -> str:
    if lines:
        return ""
    if not signed:
        return tr("No signed exam yet. Enter starts one; changes are shown from the second on.")
    if len(signed) == 1:
        return tr("One signed exam. Changes need two: Enter starts the next.")
    return tr("The last two exams share no measure.")


Pair = tuple[Point, Point]


def _last_pairs(history: History) -> dict[tuple[str, Side | None], Pair]:
    pairs = {}
    for code, side in history.measured:
        points = history.series(code, side)
        if len(points) > 1:
            pairs[code, side] = (points[-2], points[-1])
    return pairs


def _since(pairs: dict[tuple[str, Side | None], Pair]) -> tuple[SinceLine, ...]:
    """The measures a visit is told by, grouped by verdict; each named once, right before left."""
    said: dict[str, dict[str, list[Pair]]] = {}
    for (code, _), pair in pairs.items():
        now = pair[1].measure
        if code not in _TOLD or (now.amount is None and now.category is None):
            continue
        group = _MARKS.get(compared(*pair).code)
        if group is not None:
            said.setdefault(group[0], {}).setdefault(now.name, []).append(pair)
    return tuple(
        SinceLine(state, words, " ".join(f"{name} {_both(pairs)}." for name, pairs in said[words].items()))
        for words, state, _ in _GROUPS
        if words in said
    )


def _both(pairs: list[Pair]) -> str:
    """Right and left in one go: "R 212 N, L 207 N unchanged"."""
    if all(_same(pair) for pair in pairs):
        return tr("{values} unchanged", values=", ".join(_now(pair) for pair in pairs))
    return ", ".join(_moved(pair) for pair in pairs)


def _moved(pair: Pair) -> str:
    if _same(pair):
        return tr("{values} unchanged", values=_now(pair))
    before, now = pair[0].measure, pair[1].measure
    return tr("{before} to {now}", before=f"{_letter(now)}{_short(before)}", now=_short(now))


def _same(pair: Pair) -> bool:
    return _short(pair[0].measure) == _short(pair[1].measure)


def _now(pair: Pair) -> str:
    return f"{_letter(pair[1].measure)}{_short(pair[1].measure)}"


def _letter(measure: Measure) -> str:
    return f"{measure.side.letter} " if measure.side else ""


def _short(measure: Measure) -> str:
    """The value with its unit, as short as it can stand alone; a measure of categories has its category."""
    if measure.amount is None:
        return measure.category_words or tr("not recorded")
    amount = Decimal(measure.amount)
    if measure.unit == "deg":
        return f"{'+' if amount > 0 else ''}{number(amount)}°"
    # "24", not "24 repetitions": where the unit is a word, the name has said it.
    return f"{number(amount)} {measure.unit}" if measure.unit in _UNITS else number(amount)


def _trend(
    history: History, code: str, name: str, about: str, pairs: dict[tuple[str, Side | None], Pair]
) -> TrendCard:
    series = {side: [p for p in history.series(code, side) if p.measure.amount is not None] for side in SIDES}
    days = [p.at.date() for points in series.values() for p in points]
    if not days:
        step = next(n for n, one in enumerate(catalogue(), start=1) if code.startswith(f"{one.protocol.id}."))
        return TrendCard(name, about, (), tr("Not recorded yet. Enter, then Ctrl {step}.", step=step))
    first = min(days)
    lines = tuple(_line(side, points, first) for side, points in series.items() if points)
    if all(len(points) < 2 for points in series.values()):
        return TrendCard(name, about, lines, tr("Needs 2 visits"))
    marks = [(side, compared(*pairs[code, side])) for side in SIDES if (code, side) in pairs]
    verdicts = tuple(
        (_MARKS[found.code][1], f"{side.letter} {_said(found)}")
        for side, found in marks
        if found.code in _MARKS
    )
    return TrendCard(name, about, lines, "", verdicts)


def _said(found: Verdict) -> str:
    words = _MARKS[found.code][0].lower()
    return f"{found.change}: {words}" if found.change else words


def _line(side: Side, points: list[Point], first: date) -> TrendLine:
    dots = tuple(
        Dot((p.at.date() - first).days, float(p.measure.amount or 0), bool(p.breaks)) for p in points
    )
    return TrendLine(side, dots, _short(points[-1].measure))


def _exam(head: ExamHead, class_label: Callable[[str], str]) -> ExamRow:
    label = class_label(head.class_code) if head.class_code else ""
    day, exam = write_date(head.started_at.date()), tr("Exam {number}", number=head.number)
    match head.phase:
        case Phase.SIGNED:
            signed = signed_state(head.class_code, head.awaits_countersign)
            return ExamRow(head.id, day, exam, label or tr("No class given"), *signed)
        case Phase.ABANDONED:
            return ExamRow(
                head.id, day, exam, tr("Given up, nothing scored"), State.NOT_DONE, tr("Abandoned")
            )
        case Phase.AMENDING:
            return ExamRow(head.id, day, exam, label, State.NOW, tr("Addendum open"))
        case Phase.EXAMINING:
            return ExamRow(head.id, day, exam, tr("Not signed yet"), State.NOW, tr("Open"))
        case Phase.VOIDED:
            return ExamRow(head.id, day, exam, tr("Counts nowhere"), State.NOT_DONE, tr("Voided"))
