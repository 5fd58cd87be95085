"""What is printed: read back from the PDF, letter by letter, size by size."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from app.report.document import HandoutDocument, HandoutRow, ReportDocument
from app.report.home_page import handout_pdf
from app.report.paper import PAPERS
from app.report.pdf import report_pdf
from assessments.plan.library import library
from tests.app.report_examples import DEMONSTRATION, HANDOUT, REPORT

HOSTILE = 'O<b>Neil &amp; <img src="x"/> <a href="javascript:1">Q</a>'


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text(pdf: bytes) -> str:
    """Every page's words on one line, joined letters written apart again."""
    pages = "\n".join(page.extract_text() for page in read(pdf).pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", pages))


def baselines(pdf: bytes) -> list[float]:
    spots: list[float] = []
    read(pdf).pages[0].extract_text(
        visitor_text=lambda t, cm, tm, *_: spots.append(tm[5]) if t.strip() else None
    )
    return spots


def content(page: PageObject) -> bytes:
    stream = page.get_contents()
    assert stream is not None
    return stream.get_data()


def named(name: str) -> ReportDocument:
    patient, *rest = REPORT.identity
    return replace(REPORT, identity=(replace(patient, value=name), *rest), name=name)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_report_has_its_pages_of_the_right_size_each_with_the_person_and_page_x_of_y(paper: str) -> None:
    pages = read(report_pdf(REPORT, PAPERS[paper])).pages
    for number, page in enumerate(pages, 1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            (PAPERS[paper].width, PAPERS[paper].height), abs=0.01
        )
        words = page.extract_text()
        assert "ACOSTA, Elena. Born 14-Aug-1980. SG-0412" in words
        assert f"Page {number} of {len(pages)}" in words
        assert "DRAFT until signed" in words


def test_the_same_document_gives_the_same_bytes_whatever_was_printed_before() -> None:
    hindi = named("क्षत्रिय हिन्दी محمد")
    first = report_pdf(hindi, PAPERS["a4"]), handout_pdf(HANDOUT, PAPERS["a4"])
    report_pdf(named("हिन्दी द्वितीय عبد"), PAPERS["a4"])
    assert (report_pdf(hindi, PAPERS["a4"]), handout_pdf(HANDOUT, PAPERS["a4"])) == first


def test_every_typeface_is_embedded_and_the_metadata_name_no_patient() -> None:
    for pdf in (report_pdf(REPORT, PAPERS["a4"]), handout_pdf(HANDOUT, PAPERS["a4"])):
        reader = read(pdf)
        for page in reader.pages:
            fonts = page["/Resources"].get_object()["/Font"].get_object()  # type: ignore[index]
            for kind in (font.get_object() for font in fonts.values()):
                if kind["/BaseFont"] == "/Helvetica":  # named by the engine on every page, used on none
                    assert b"/F1 " not in content(page).replace(b"BT /F1 12 Tf 14.4 TL ET", b"")
                else:
                    assert "/FontFile2" in kind["/FontDescriptor"]
        assert reader.metadata is not None
        assert "acosta" not in " ".join(map(str, reader.metadata.values())).lower()
        assert reader.metadata.title
        assert reader.root_object["/Lang"] == "en-GB"


def test_what_looks_like_markup_in_a_name_is_printed_as_it_was_typed() -> None:
    pdf = report_pdf(named(HOSTILE), PAPERS["a4"])
    squeezed = text(pdf).replace(" ", "")
    assert HOSTILE.replace(" ", "") in squeezed
    for page in read(pdf).pages:
        assert "/Annots" not in page
        assert not page.images


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("林小明", "林小明"),
        ("山田 たろう", "たろう"),
        ("김철수", "김철수"),
        ("דוד", "דוד"),
        ("محمد", "محمد"),
        ("สมชาย", "สมชาย"),
        ("Nguyễn Łukasz Žižka Ἀθηνᾶ Чехов", "Nguyễn Łukasz Žižka Ἀθηνᾶ Чехов"),
        ("Ann 😀", "Ann [U+1F600]"),
        ("Ann\x07\u202eB", "AnnB"),
        ("𗀀", "[U+17000]"),
    ],
)
def test_a_name_in_any_script_is_printed_or_shown_by_its_code_never_lost(name: str, printed: str) -> None:
    words = text(report_pdf(named(name), PAPERS["a4"]))
    assert unicodedata.normalize("NFKC", printed) in words or printed[::-1] in words


def test_a_name_of_three_hundred_letters_is_whole_in_the_report() -> None:
    name = "".join(chr(ord("a") + i % 26) for i in range(300))
    pdf = report_pdf(named(name), PAPERS["letter"])
    assert name in text(pdf).replace(" ", "")
    for page in read(pdf).pages:
        assert "Born 14-Aug-1980. SG-0412" in page.extract_text()


def test_a_long_name_on_the_home_page_ends_in_an_ellipsis_and_the_rest_stays_whole() -> None:
    words = text(handout_pdf(replace(HANDOUT, name="Wolfeschlegelsteinhausen" * 12), PAPERS["a4"]))
    assert "Wolfeschlegelsteinhausen" in words
    assert "..., born 14 August 1980" in words
    assert "Born 14 August 1980. SG-0412" in words


@given(name=st.text(max_size=60))
@settings(max_examples=20, deadline=None)
def test_no_text_from_a_person_can_break_a_page(name: str) -> None:
    assert len(read(report_pdf(named(name), PAPERS["a4"])).pages) == 2


def test_an_invented_patient_is_marked_on_every_page() -> None:
    for page in read(report_pdf(DEMONSTRATION, PAPERS["a4"])).pages:
        assert "DEMONSTRATION, no real patient" in page.extract_text()


WORD = st.text("abcdefghijklmnop ", min_size=1, max_size=90)
ROW = st.builds(
    HandoutRow,
    name=st.text("abcdefg ", min_size=1, max_size=40),
    how=st.text("abcdefghijk ", max_size=200),
    cue=WORD,
    mistake=WORD,
    dose=st.lists(st.text("abc 123", min_size=1, max_size=24), min_size=1, max_size=3).map(tuple),
    code=st.sampled_from(sorted(library())),
    side=st.sampled_from(["right", "left", ""]),
)
PAGE = st.builds(
    lambda rows, name, paper: (replace(HANDOUT, rows=tuple(rows), name=name), paper),
    st.lists(ROW, min_size=1, max_size=5),
    st.text(min_size=1, max_size=300),
    st.sampled_from(sorted(PAPERS)),
)


@given(PAGE)
@settings(max_examples=20, deadline=None)
def test_any_plan_for_anyone_fits_one_page_with_all_its_parts(case: tuple[HandoutDocument, str]) -> None:
    document, paper = case
    pages = read(handout_pdf(document, PAPERS[paper])).pages
    assert len(pages) == 1
    words = pages[0].extract_text()
    for part in (
        "Go to emergency now if",
        "Stop an exercise and call us if",
        "What we found.",
        "Page 1 of 1",
    ):
        assert part in words
    assert words.count("Week 1") == len(document.rows)


def test_nothing_on_the_home_page_lies_outside_the_paper_or_under_the_boxes() -> None:
    long = replace(
        HANDOUT,
        rows=tuple(replace(r, how="Go slow. " * 25, cue="Keep your hips level. " * 4) for r in HANDOUT.rows),
    )
    for paper in PAPERS.values():
        spots = baselines(handout_pdf(long, paper))
        assert min(spots) >= paper.bottom
        assert max(spots) <= paper.height


def test_the_home_page_uses_greys_only() -> None:
    drawn = content(read(handout_pdf(HANDOUT, PAPERS["a4"])).pages[0])
    colours = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)", drawn)
    assert colours
    assert all(r == g == b for r, g, b in colours)


def test_the_weeks_begin_on_the_day_the_page_was_given() -> None:
    assert "F S S M T W T" in text(handout_pdf(HANDOUT, PAPERS["a4"]))
