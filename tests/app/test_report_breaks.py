"""Where a report goes on overleaf: what belongs together stays together, and nothing is left out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from types import MappingProxyType

import pytest
from pypdf import PdfReader

from app.report.document import Boxed, Heading, Paragraph, Points, ReportDocument, Results, said
from app.report.home_page import MOST_ROWS
from app.report.making import NotMade, made
from app.report.paper import PAPERS, Paper
from app.report.pdf import report_pdf
from app.report.plain import plain_pdf
from assessments.language.answers import Answers, Person
from assessments.language.value import Choice, Ref, Text
from assessments.plan.library import library
from assessments.safety.items import asked
from tests.app.report_examples import HANDOUT, REPORT
from tests.app.test_report_composed import report, screened, signed, told
from tests.app.worked import worked_case

either_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))


def fired(count: int, note: str) -> Answers:
    """As many red flags as that, each with a note."""
    found = screened()
    for item in [item for item in asked() if "features" not in item.code][:count]:
        found[Ref("safety", item.code)] = Choice("yes")
        found[Ref("safety", f"{item.code}_note")] = Text(note)
    return Answers(Person(46, "female"), MappingProxyType(found))


@cache
def referrals() -> tuple[ReportDocument, ...]:
    return tuple(report(one, signed(one)) for one in (fired(count, "A note. " * 60) for count in (1, 4, 9)))


@cache
def reports() -> tuple[ReportDocument, ...]:
    cases = tuple(worked_case(number) for number in (9, 24, 32, 47))
    return (*(report(one, signed(one)) for one in cases), report(told()), REPORT)


def bodies(pdf: bytes) -> list[list[str]]:
    """The lines of each page between its head and its foot."""
    return [
        [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        for page in PdfReader(BytesIO(pdf)).pages
    ]


@cache
def laid_out(paper: Paper) -> tuple[tuple[ReportDocument, list[list[str]]], ...]:
    return tuple((one, bodies(report_pdf(one, paper))) for one in (*reports(), *referrals()))


def headings(document: ReportDocument) -> set[str]:
    titles = {s.title for s in document.sections if isinstance(s, Points) and s.title}
    return titles | {s.text for s in document.sections if isinstance(s, Heading)}


def body(document: ReportDocument, page: list[str]) -> list[str]:
    furniture = {document.title, document.subtitle, document.state, document.running, document.name}
    return [line for line in page if not any(line in f or f in line for f in furniture if f)]


@either_paper
def test_no_heading_stands_alone_at_the_end_of_a_page(paper: Paper) -> None:
    for document, pages in laid_out(paper):
        for page in pages:
            lines = [line for line in body(document, page) if not line.startswith("Page ")]
            assert lines[-1].removesuffix("convention").strip() not in headings(document)


def test_no_heading_stands_alone_at_the_end_of_a_plain_page_either() -> None:
    for document in (REPORT, *reports()[:1]):
        for page in bodies(plain_pdf(document, PAPERS["letter"])):
            lines = [line for line in body(document, page) if not line.startswith("Page ")]
            assert lines[-1] not in headings(document)


@either_paper
def test_nobody_signs_a_page_on_which_nothing_stands(paper: Paper) -> None:
    for document, pages in laid_out(paper):
        for page in pages:
            lines = body(document, page)
            if "Signed electronically" in lines:
                assert lines.index("Signed electronically") > 0


@either_paper
@pytest.mark.parametrize("above", range(0, 40, 5))
def test_a_table_that_goes_on_overleaf_has_its_head_over_the_rows_there_too(paper: Paper, above: int) -> None:
    results = next(section for section in REPORT.sections if isinstance(section, Results))
    rows = tuple(replace(row, name=f"Row {n} of the table") for n, row in enumerate(results.rows * 4))
    filling = Points(tuple(said(f"Line {n}") for n in range(above)))
    table = (filling, Heading("Findings"), replace(results, rows=rows))
    pages = bodies(report_pdf(replace(REPORT, sections=table), paper))
    heads = [sum("Test and method" in line for line in page) for page in pages]
    on_it = [sum("of the table" in line for line in page) for page in pages]
    assert sum(on_it) == len(rows)
    assert heads == [int(count > 0) for count in on_it]
    assert "Findings" in pages[heads.index(1)]


@either_paper
@pytest.mark.parametrize("above", range(20, 70, 10))
def test_no_line_of_a_text_stands_alone_on_a_page(paper: Paper, above: int) -> None:
    filling = Points(tuple(said(f"Line {n}") for n in range(above)))
    text = Paragraph(said(" ".join(f"word{n}" for n in range(400))))
    for page in bodies(report_pdf(replace(REPORT, sections=(filling, text)), paper)):
        assert sum(line.startswith("word") for line in page) != 1


def test_the_class_box_says_every_class_to_its_last_letter() -> None:
    for document in reports():
        box = next(section for section in document.sections if isinstance(section, Boxed))
        said_there = [run.text for column in box.columns for g in column for item in g.items for run in item]
        assert not [words for words in said_there if words.endswith("…")]


def test_more_exercises_than_the_sheet_holds_are_refused_and_the_plain_layout_has_them_all() -> None:
    rows = tuple(replace(HANDOUT.rows[0], name=one.name) for one in library().values())[: MOST_ROWS + 7]
    twelve = replace(HANDOUT, rows=rows)
    with pytest.raises(NotMade) as refused:
        made(twelve, PAPERS["a4"])
    assert "Take the plain layout instead" in refused.value.words
    words = " ".join(line for page in bodies(made(twelve, PAPERS["a4"], plain=True)) for line in page)
    assert all(f"{n}. {row.name}" in words for n, row in enumerate(rows, 1))
    assert {mark for mark in "✓✗" if mark in words} == set("✓✗")
