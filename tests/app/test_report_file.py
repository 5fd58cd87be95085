"""What a PDF says of itself, read back: title, language, bookmarks, pages and typefaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.invented import RECOVERY_KEY
from app.report.document import Boxed, Heading
from app.report.home_page import handout_pdf
from app.report.locking import locked_pdf
from app.report.paper import PAPERS, Paper
from app.report.pdf import report_pdf
from app.report.plain import plain_pdf
from app.report.recovery_sheet import PARTS, TITLE, recovery_sheet
from assessments.plan.education import emergency, stop_rules
from tests.app.report_examples import HANDOUT, REPORT

PARTS_OF_THE_REPORT = [
    section.text if isinstance(section, Heading) else section.title
    for section in REPORT.sections
    if isinstance(section, Heading | Boxed)
]


def recovery(paper: Paper) -> bytes:
    return recovery_sheet("Riverside Clinic", RECOVERY_KEY, date(2026, 10, 16), paper)


def of(make: Callable[[Any, Paper], bytes], document: object) -> Callable[[Paper], bytes]:
    return lambda paper: make(document, paper)


KINDS: dict[str, tuple[Callable[[Paper], bytes], str, list[str]]] = {
    "report": (of(report_pdf, REPORT), REPORT.title, PARTS_OF_THE_REPORT),
    "report, plain": (of(plain_pdf, REPORT), REPORT.title, PARTS_OF_THE_REPORT),
    "patient's page": (
        of(handout_pdf, HANDOUT),
        HANDOUT.title,
        [*(row.name for row in HANDOUT.rows), emergency().title, stop_rules().title],
    ),
    "patient's page, plain": (of(plain_pdf, HANDOUT), HANDOUT.title, []),
    "recovery sheet": (recovery, TITLE, [title for title, _ in PARTS]),
}
each = pytest.mark.parametrize("kind", KINDS)
either_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))


def read(kind: str, paper: Paper) -> PdfReader:
    return PdfReader(BytesIO(KINDS[kind][0](paper)))


def bookmarks(reader: PdfReader) -> tuple[list[str], list[str]]:
    """The titles at the first level, and those under them."""
    first = [str(one.title) for one in reader.outline if not isinstance(one, list)]
    return first, [str(one.title) for one in entries(reader)[len(first) :]]


def entries(reader: PdfReader) -> list[Any]:
    top = [one for one in reader.outline if not isinstance(one, list)]
    return [*top, *(one for below in reader.outline if isinstance(below, list) for one in below)]


def typefaces(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            yield font.get_object()


@each
@either_paper
def test_a_file_says_its_title_and_in_which_language_it_is_read_aloud(kind: str, paper: Paper) -> None:
    reader = read(kind, paper)

    assert reader.metadata is not None
    assert reader.metadata.title == KINDS[kind][1]
    assert str(reader.root_object["/Lang"]) == "en-GB"
    shown = reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert str(shown).lower() == "true"


@each
@either_paper
def test_the_bookmarks_are_the_title_and_its_parts_and_each_leads_to_a_page(kind: str, paper: Paper) -> None:
    reader = read(kind, paper)
    _, title, parts = KINDS[kind]

    assert bookmarks(reader) == ([title], parts)
    assert {reader.get_destination_page_number(one) for one in entries(reader)} <= set(
        range(len(reader.pages))
    )


@each
@either_paper
def test_each_page_has_the_size_that_was_asked_for_and_says_which_of_how_many_it_is(
    kind: str, paper: Paper
) -> None:
    pages = read(kind, paper).pages
    for number, page in enumerate(pages, 1):
        size = float(page.mediabox.width), float(page.mediabox.height)
        assert size == pytest.approx((paper.width, paper.height), abs=0.01)
        assert f"Page {number} of {len(pages)}" in page.extract_text()


@each
def test_every_typeface_that_is_used_lies_in_the_file(kind: str) -> None:
    for font in typefaces(read(kind, PAPERS["a4"])):
        if font["/Subtype"] == "/Type0":
            font = font["/DescendantFonts"][0].get_object()
        name = str(font["/BaseFont"])
        # The engine lists its own Helvetica on every page and sets nothing in it.
        assert name == "/Helvetica" or "/FontFile2" in font["/FontDescriptor"], name


def test_a_locked_copy_keeps_title_language_and_bookmarks() -> None:
    plain = report_pdf(REPORT, PAPERS["a4"])
    reader = PdfReader(BytesIO(locked_pdf(plain, "four words that hold")), password="four words that hold")

    assert reader.metadata is not None
    assert reader.metadata.title == REPORT.title
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert bookmarks(reader) == ([REPORT.title], PARTS_OF_THE_REPORT)
