"""A rating as it is shown: the rail while it is given, what waits for a rater, both scores side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.agreement.pairs import Pair, rows
from app.dates import write_date, write_time
from app.evaluation import Evaluation
from app.examination import Examination
from app.patients import Patient
from app.ratings import Asked, Ratable, Rating, Revealed
from app.screens.rail import RailScreen, rail_screen
from app.screens.state import State
from app.screens.table import TableRow
from app.screens.walk import open_answers
from assessments.language.catalogue import catalogue
from assessments.language.exam import ExamKind
from assessments.language.finding import Measure
from assessments.language.reading import number
from assessments.language.units import unit_words
from assessments.language.value import Quantity, Ref, Side
from assessments.language.words import value_words
from resources.tongue import listed, tr, trn

REVEAL = "reveal"
"""The page a rating ends on."""

KINDS: Mapping[ExamKind, str] = {
    ExamKind.SECOND_RATER: tr("Second rater, blind"),
    ExamKind.REPEAT: tr("Repeat, same rater"),
}

OPEN_HEADS = ((tr("Still open"), 0.0),)

REVEAL_HEADS = (
    (tr("Item"), 0.0),
    (tr("Side"), 0.46),
    (tr("First"), 0.54),
    (tr("Second"), 0.68),
    (tr("Same?"), 0.82),
)

RATING_HEADS = (
    (tr("Patient"), 0.0),
    (tr("Exam"), 0.22),
    (tr("Scored again"), 0.30),
    (tr("How"), 0.58),
    (tr("Day"), 0.76),
    (tr("State"), 0.86),
)


@dataclass(frozen=True, slots=True)
class RevealScreen:
    """`about` says who scored, and when; `count` how many items were scored alike."""

    title: str
    about: str
    count: str
    rows: tuple[TableRow, ...]
    nothing: str = ""


def tests_words(tests: Iterable[str]) -> str:
    """ "Thomas test and Clamshell"."""
    names = {part.protocol.id: part.protocol.short_name for part in catalogue()}
    return listed([names.get(test, test) for test in tests])


def pick_words(test: Ratable) -> str:
    """Under the name of a test that can be scored again: who scored it."""
    return tr("Scored by {names}", names=listed(list(test.givers)))


def exam_rail(examination: Examination, evaluation: Evaluation, current: str) -> RailScreen:
    """The rail of what lies open: a visit's, or a rating's."""
    if examination.exam.started.rates is not None:
        return rating_rail(examination, evaluation, current)
    return rail_screen(examination.number, examination.exam, evaluation, current)


def rating_rail(examination: Examination, evaluation: Evaluation, current: str) -> RailScreen:
    """Only the tests that are scored again, then the page where both scores are shown."""
    started = examination.exam.started
    tests = started.rates.tests if started.rates else ()
    whole = rail_screen(examination.number, examination.exam, evaluation, current)
    kept = [row for row in whole.rows if row.id in tests]
    end = next(row for row in whole.rows if row.ends)
    state = State.NOW if current == REVEAL else State.TO_DO
    steps = [(row.id, row.name, row.line, row.state, row.caption, False) for row in kept]
    steps.append((REVEAL, tr("Both scores"), tr("When you are done"), state, "", True))
    made = tuple(
        type(end)(id, str(n), name, line, state, caption, ends)
        for n, (id, name, line, state, caption, ends) in enumerate(steps, start=1)
    )
    day = write_date(started.at.date())
    heading = tr("{kind}, {day}", kind=KINDS[started.kind], day=day)
    return RailScreen(heading, tr("Exam {number}, scored again", number=examination.number), made, current)


def before_screen(examination: Examination, evaluation: Evaluation) -> RevealScreen:
    """While the rating is open: what is still open of its tests, and nothing of the first scores."""
    started = examination.exam.started
    tests = started.rates.tests if started.rates else ()
    missing = [one for one in open_answers(examination.exam, evaluation) if one.station in tests]
    lines = tuple(TableRow(str(n), (one.words,), State.MISSING) for n, one in enumerate(missing))
    count = trn("{n} answer not given", "{n} answers not given", len(missing)) if missing else ""
    return RevealScreen(
        KINDS[started.kind],
        tr(
            "{tests} of exam {number}. Once both scores are shown, neither is changed for this rating.",
            tests=tests_words(tests),
            number=examination.number,
        ),
        count,
        lines,
        tr("Every item is scored. Ctrl Enter shows both scores"),
    )


def reveal_screen(revealed: Revealed) -> RevealScreen:
    """Both scores, item by item, then what the exam's own code makes of them."""
    rating, pair = revealed.rating, revealed.pair
    found = rows(pair)
    compared = [row.agrees for row in found if row.agrees is not None]
    made = (*_item_rows(pair), *_measure_rows(pair))
    return RevealScreen(
        tr("{name}, exam {number}", name=revealed.patient.name, number=rating.visit),
        tr(
            "{tests}. First: {first}. {kind}: {second}, {day} {time}.",
            tests=tests_words(rating.tests),
            first=pair.first.rater,
            kind=KINDS[rating.kind],
            second=pair.second.rater,
            day=write_date(rating.started_at.date()),
            time=write_time(rating.started_at),
        ),
        trn(
            "{same} of {n} item scored alike",
            "{same} of {n} items scored alike",
            len(compared),
            same=sum(compared),
        ),
        made,
        tr("Nothing was scored in either."),
    )


def rating_rows(
    ratings: Iterable[Rating], waiting: Iterable[Asked], patients: Mapping[str, Patient], me: str
) -> Iterator[TableRow]:
    """What waits for a second rater first, then every rating of the clinic; `me` is who is at the desk."""
    for asked in waiting:
        yield TableRow(
            f"ask:{asked.exam_id}",
            (
                asked.patient.name,
                str(asked.visit),
                tests_words(asked.tests),
                KINDS[ExamKind.SECOND_RATER],
                "",
                tr("Waits for a second rater"),
            ),
            State.TO_DO,
            several_lines=tr(
                "Scored by {names}. Somebody else scores it without sight of that: switch the user with "
                "Ctrl U, come here with Ctrl K, and begin with Enter.",
                names=listed(list(asked.givers)),
            ),
        )
    for rating in ratings:
        state, words, about = _standing(rating, me)
        yield TableRow(
            rating.id,
            (
                patients[rating.patient_id].name,
                str(rating.visit),
                tests_words(rating.tests),
                KINDS[rating.kind],
                write_date(rating.started_at.date()),
                words,
            ),
            state,
            several_lines=about,
        )


def _standing(rating: Rating, me: str) -> tuple[State, str, str]:
    if rating.done is not None:
        return State.DONE, tr("Both shown"), tr("By {by}. Enter shows both scores.", by=rating.by)
    if rating.rater == me:
        return State.NOW, tr("Open, yours"), tr("Enter goes on with it.")
    return State.NOW, tr("Open"), tr("{by} is scoring it.", by=rating.by)


def _item_rows(pair: Pair) -> Iterator[TableRow]:
    names = {part.protocol.id: part.protocol.short_name for part in catalogue()}
    for row in rows(pair):
        first, second = _given(pair, row.ref)
        words = _apart(pair, row.ref) if row.agrees is False else _same(row.agrees, row.first, row.second)
        state = State.DONE if row.agrees else State.CHANGES if row.agrees is False else State.MISSING
        trial = f", {row.ref.trial}" if row.ref.trial else ""
        name = f"{names[row.ref.assessment]}: {row.ask}{trial}"
        yield TableRow(
            f"item:{row.ref.path}",
            (name, _side(row.ref.side), first, second, words),
            state,
            several_lines=f"{name}. {_side(row.ref.side)} {first}, {second}: {words}.",
        )


def _given(pair: Pair, ref: Ref) -> tuple[str, str]:
    kind = next(p for p in catalogue() if p.protocol.id == ref.assessment).protocol.step(ref.step).kind
    values = (scoring.answers.entries.get(ref) for scoring in (pair.first, pair.second))
    first, second = (tr("not scored") if value is None else value_words(kind, value) for value in values)
    return first, second


def _apart(pair: Pair, ref: Ref) -> str:
    """How far two readings lie from one another; of a choice, that it is another one."""
    first, second = (scoring.answers.entries.get(ref) for scoring in (pair.first, pair.second))
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return tr("differs")
    size, unit = number(abs(first.amount - second.amount)), unit_words(first.unit)
    return tr("{size} apart", size=f"{size}{unit}" if unit in ("", "°") else f"{size} {unit}")


def _same(agrees: bool | None, first: str | None, second: str | None) -> str:
    if agrees is None:
        return tr("only the first") if second is None else tr("only the second")
    return tr("same") if agrees else tr("differs")


def _measure_rows(pair: Pair) -> Iterator[TableRow]:
    second = {(one.code, one.side): one for one in pair.second.measures}
    for one in pair.first.measures:
        other = second.get((one.code, one.side))
        said = (one.words, other.words if other else "")
        if not any(said):
            continue
        alike = None if not all(said) else _alike(one, other)
        state = State.DONE if alike else State.CHANGES if alike is False else State.MISSING
        words = _same(alike, said[0] or None, said[1] or None)
        shown = tuple(each or tr("not scored") for each in said)
        yield TableRow(
            f"measure:{one.code}:{one.side}",
            (tr("Result: {name}", name=one.name), _side(one.side), *shown, words),
            state,
            several_lines=f"{one.name}. {_side(one.side)} {', '.join(shown)}: {words}.",
        )


def _alike(one: Measure, other: Measure | None) -> bool:
    return other is not None and (one.amount, one.category) == (other.amount, other.category)


def _side(side: Side | None) -> str:
    return side.heading if side else ""
