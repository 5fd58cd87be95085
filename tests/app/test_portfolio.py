"""A learner's portfolio as it is printed, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.practice.kappa_plot import Goal, PlotPoint, kappa_picture
from app.practice.portfolio import (
    BlockLine,
    CircuitLines,
    ItemLine,
    NoteLine,
    Portfolio,
    SignOffLine,
    StationLine,
)
from app.report.paper import PAPERS
from app.report.portfolio import portfolio_pdf

COMMENT = "Watches the belt line now. Let the next patients be mixed."
PORTFOLIO = Portfolio(
    learner="Jo Lindqvist, resident",
    made_on="21-Nov-2026 12:20",
    cases="35",
    judged="175",
    overall="Kappa 0.58 (95 % interval 0.36 to 0.80), 83 % agree, PABAK 0.66, 175 items.",
    standing="Wide interval: too few cases to judge.",
    reached=(
        PlotPoint(1, None),
        PlotPoint(2, 0.31, (-0.1, 0.72)),
        PlotPoint(3, 0.44, (0.1, 0.78)),
        PlotPoint(4, 0.58, (0.36, 0.80)),
    ),
    goal=Goal(0.70, 0.60),
    items=(
        ItemLine("Step-down: Arm", "7", "100 %", "Both used one category only.", "1.00", "", "0:08"),
        ItemLine(
            "Step-down: Pelvis",
            "7",
            "57 %",
            "0.34 (−0.20 to 0.88)",
            "0.14",
            "calls too little (3 of 3)",
            "0:12",
        ),
    ),
    next_up="Step-down: Pelvis, the lowest so far.",
    blocks=(BlockLine("20-Nov-2026", "Ten mixed cases", "10", "41 of 50 (82 %)", "0.61"),),
    circuits=(
        CircuitLines(
            "20-Nov-2026",
            (
                StationLine("Step-down, right", "4 of 5", "5:00, time was up"),
                StationLine("Thomas test, left", "3 of 4", "4:10"),
            ),
            "7 of 9 (78 %)",
            (SignOffLine("Dr K. Berg", "20-Nov-2026 16:10", "Repeat the station", COMMENT),),
        ),
        CircuitLines("21-Nov-2026", (StationLine("Safety", "9 of 9", "3:12"),), "9 of 9 (100 %)"),
    ),
    notes=(NoteLine("20-Nov-2026", "Step-down, right", "The belt line, not the hip."),),
)
LONG = replace(
    PORTFOLIO,
    items=PORTFOLIO.items * 40,
    blocks=PORTFOLIO.blocks * 30,
    circuits=PORTFOLIO.circuits * 4,
)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("plain", [False, True])
def test_every_page_says_practice_and_its_number_and_the_learner(paper: str, plain: bool) -> None:
    pdf = portfolio_pdf(LONG, paper, plain)
    found = pages(pdf)
    assert len(found) > 2
    for number, words in enumerate(found, 1):
        assert words.count("PRACTICE, no real patient") >= 3  # across the page, over its head and at its foot
        assert f"Page {number} of {len(found)}" in words
        assert "Jo Lindqvist, resident" in words
    for page in PdfReader(BytesIO(pdf)).pages:
        size = PAPERS[paper].width, PAPERS[paper].height
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.01)


def test_it_says_what_was_agreed_which_way_the_rest_went_and_what_was_signed() -> None:
    words = " ".join(pages(portfolio_pdf(PORTFOLIO)))
    for said in (
        "Kappa 0.58 (95 % interval 0.36 to 0.80), 83 % agree, PABAK 0.66, 175 items.",
        "too few cases to judge",
        "Both used one category only.",
        "0.34 (−0.20 to 0.88)",
        "calls too little (3 of 3)",
        "To practise next. Step-down: Pelvis",
        "41 of 50 (82 %)",
        "7 of 9 (78 %)",
        "5:00, time was up",
        "Repeat the station",
        "Dr K. Berg",
        COMMENT,
        "The belt line, not the hip.",
        "Not signed by a supervisor.",
        "The program sets no pass mark.",
    ):
        assert said in words


def test_notes_to_self_are_printed_only_where_they_were_given() -> None:
    assert "Notes to self" not in " ".join(pages(portfolio_pdf(replace(PORTFOLIO, notes=()))))


def test_a_portfolio_of_nothing_is_a_page_without_a_number_made_up() -> None:
    empty = replace(
        PORTFOLIO,
        cases="0",
        judged="0",
        overall="Nothing was judged yet.",
        standing="",
        reached=(),
        items=(),
        next_up="",
        blocks=(),
        circuits=(),
        notes=(),
    )
    (words,) = pages(portfolio_pdf(empty))
    assert "Nothing was judged yet." in words
    assert "Running kappa" not in words


def test_a_supervisors_long_comment_goes_on_overleaf_and_is_printed_whole() -> None:
    comment = " ".join(f"word{n}" for n in range(600))
    circuit = PORTFOLIO.circuits[0]
    signed = replace(circuit, sign_offs=(replace(circuit.sign_offs[0], comment=comment),))
    words = " ".join(pages(portfolio_pdf(replace(PORTFOLIO, circuits=(signed,)))))
    assert all(f"word{n}" in words for n in range(600))


def test_the_heads_of_a_table_stand_again_overleaf() -> None:
    with_items = [words for words in pages(portfolio_pdf(LONG)) if "Step-down: Pelvis 7" in words]
    assert len(with_items) > 1
    assert all("Kappa, 95 % interval" in words for words in with_items)


def test_a_viewer_is_told_the_title_and_the_language_and_finds_the_parts_among_the_bookmarks() -> None:
    reader = PdfReader(BytesIO(portfolio_pdf(PORTFOLIO)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Practice portfolio"
    # The file may be handed on: what it says of itself names nobody.
    assert "Lindqvist" not in str(reader.metadata)
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    titles = [
        entry["/Title"] for part in reader.outline for entry in (part if isinstance(part, list) else [part])
    ]
    assert "Practice portfolio" in titles
    assert {"Agreement with the key so far", "By item", "Blocks", "Stations, 20-Nov-2026"} <= set(titles)


def test_a_name_that_looks_like_markup_is_printed_as_it_was_typed() -> None:
    typed = "O<b>Neil & <a href='x'>Q</a> =1+1"
    words = " ".join(pages(portfolio_pdf(replace(PORTFOLIO, learner=typed))))
    assert typed in words


def test_the_same_portfolio_gives_the_same_bytes() -> None:
    assert portfolio_pdf(PORTFOLIO) == portfolio_pdf(PORTFOLIO)


def test_the_plot_stops_where_kappa_is_not_defined_and_says_its_ends_in_words() -> None:
    picture = kappa_picture(PORTFOLIO.reached, PORTFOLIO.goal, 300, 130)
    assert picture.words == (
        "Running kappa by case. At case 2: 0.31. At case 4: 0.58. 95 % interval 0.36 to 0.80."
    )
    assert "No value yet" in kappa_picture((PlotPoint(1, None),), PORTFOLIO.goal, 300, 130).words
