"""The findings table of the report: the six findings first, then whatever else was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.dates import write_date
from app.evaluation import Evaluation
from app.methods import method_words
from app.report.changes import Past, column, errors, trends
from app.report.document import Heading, Paragraph, ResultRow, Results, Section, said
from app.report.wording import amount, brief, side_name
from app.results import ResultRow as Tested
from app.results import result_rows
from assessments.clamshell.protocol import NO_NORM
from assessments.hip_strength.judging import ERROR_SOURCE
from assessments.language.exam import Exam
from assessments.language.finding import Measure
from assessments.language.value import Side
from resources.tongue import inside, tr


def findings(past: Past, exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    rows = tuple(_rows(past, exam, evaluation))
    days = [p.at for row in rows for t in row.trends for p in t.points]
    span = (min(days), max(days)) if days else None
    baseline = tr("Since {day}*", day=write_date(past.visits[0])) if past.visits else tr("Since last visit")
    yield Heading(tr("Findings, right then left"))
    yield Results(tuple(replace(r, method=brief(r.method)) for r in rows), span, baseline)
    held = errors(past, evaluation)
    notes = tr("* Error used. {errors}. Plots use true time spacing.", errors=". ".join(held)) if held else ""
    source = tr("Strength, {source}", source=inside(ERROR_SOURCE)) if _differences(evaluation) else ""
    parts = (notes, source, tr("Clamshell endurance: {words}", words=NO_NORM))
    yield Paragraph(said(" ".join(part for part in parts if part)), small=True)
    for row in rows:
        if brief(row.method) != row.method:
            yield Paragraph(
                said(tr("{name}, method in full: {method}", name=row.name, method=row.method)), small=True
            )


def _differences(evaluation: Evaluation) -> bool:
    """Whether a side difference is printed, which never stands without whose error it is held against."""
    return any(one.percent is not None for one in evaluation.asymmetry.values())


def _rows(past: Past, exam: Exam, evaluation: Evaluation) -> Iterator[ResultRow]:
    """The six findings first, then whatever else was measured, both sides in one row."""
    shown: set[str] = set()
    for tested in result_rows(evaluation):
        measures = _measures_of(tested, evaluation)
        shown |= {m.code for m in measures} | {f"{m.code}.asymmetry" for m in measures}
        yield _row(past, exam, tested, measures)
    for code in dict.fromkeys(m.code for m in evaluation.measures if m.code not in shown):
        measures = tuple(m for m in evaluation.measures if m.code == code)
        if any(m.amount is not None or m.category is not None for m in measures):
            yield _other(past, exam, measures)


def _measures_of(tested: Tested, evaluation: Evaluation) -> tuple[Measure, ...]:
    found = [m for m in evaluation.measures if m.code in tested.measures]
    recorded_ = [m for m in found if m.amount is not None or m.category is not None]
    code = (recorded_ or found)[0].code if found else ""
    return tuple(m for m in found if m.code == code)


def _row(past: Past, exam: Exam, tested: Tested, measures: tuple[Measure, ...]) -> ResultRow:
    right, left = (
        next((amount(m) for m in measures if m.side is side), tr("no value"))
        for side in (Side.RIGHT, Side.LEFT)
    )
    about, under = tested.about.lower(), tested.method
    method = f"{about}, {under[:1].lower()}{under[1:]}" if about and under else about or under
    pair = len(tested.readings) == 1
    reading = tuple(f"{'' if pair else side_name(line.side)}{brief(line.words)}" for line in tested.readings)
    compared = column(past, measures) if past.visits else (tr("First visit"),)
    return ResultRow(tested.name, method, right, left, reading, trends(past, measures), compared)


def _other(past: Past, exam: Exam, measures: tuple[Measure, ...]) -> ResultRow:
    first = measures[0]
    values = {m.side: amount(m) for m in measures}
    compared = column(past, measures) if past.visits else (tr("First visit"),)
    method = method_words(first.method)
    reading = tuple(
        f"{side_name(m.side)}{brief(m.words)}"
        for m in measures
        if m.side is not None and m.words != amount(m)
    )
    return ResultRow(
        first.name,
        method,
        "" if first.side is None else values.get(Side.RIGHT, tr("no value")),
        "" if first.side is None else values.get(Side.LEFT, tr("no value")),
        reading,
        trends(past, measures),
        compared,
        both=values[None] if first.side is None else "",
    )
