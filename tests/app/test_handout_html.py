"""The patient's page as a web page: the same words as on paper, and nothing that loads, runs or hides."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from app.figures.shapes import Box, Ink, Path, Picture, circle
from app.report.document import HandoutDocument
from app.report.handout_html import figures_of, handout_html
from app.report.home_page import handout_pdf
from app.report.paper import PAPERS
from tests.app.report_examples import HANDOUT

WHOLE = replace(
    HANDOUT,
    know=("Hurt does not mean harm.",),
    marks=("DEMONSTRATION, no real patient",),
    anchor="Record 12 · 9f3a01bc",
)
LOADING = {
    "img",
    "script",
    "link",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "source",
    "form",
    "base",
    "a",
}
EMPTY = {"meta", "br"}
BODY = Picture((Path(circle((50, 50), 20), fill=Ink.BODY),), Box(0, 0, 100, 100), "A knee. It is bent.")


class Web(HTMLParser):
    """The page as a browser reads it: its tags in order, its words, and whether every tag is closed."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.style = ""
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.words += data + " "

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", normalize("NFKC", text).casefold())


def printed(document: HandoutDocument) -> list[str]:
    """Piece by piece as they were set: read as one text, the last word of a line may join the next line's."""
    found: list[str] = []
    page = PdfReader(BytesIO(handout_pdf(document, PAPERS["a4"]))).pages[0]
    page.extract_text(visitor_text=lambda text, *_: found.extend(words(text)))
    return found


@pytest.mark.parametrize("document", [HANDOUT, WHOLE, replace(WHOLE, rows=(), daily=(), walking="", stop=())])
def test_every_word_of_the_printed_page_is_on_the_web_page(document: HandoutDocument) -> None:
    there = set(words(Web(handout_html(document)).words))
    day_letters = set("mtwfs")
    of_the_sheet = {"page", "1", "of"}
    assert set(printed(document)) - there - day_letters - of_the_sheet == set()


def test_what_is_told_stands_in_the_order_of_the_printed_page() -> None:
    told = Web(handout_html(WHOLE)).words
    order = (
        WHOLE.title, WHOLE.name, WHOLE.issued, WHOLE.next_visit, WHOLE.found[0],
        *(part for row in WHOLE.rows for part in (row.name, row.how, row.cue, row.mistake, *row.dose[:1])),
        "In your day", WHOLE.walking, *WHOLE.emergency, *WHOLE.stop, "Good to know", WHOLE.small_print,
    )  # fmt: skip
    at = 0
    for part in order:
        at = told.index(part, at)


def test_the_page_loads_nothing_and_runs_nothing_and_forbids_both() -> None:
    page = handout_html(WHOLE, lambda row: (("Start", BODY),))
    web = Web(page)
    assert {tag for tag, _ in web.tags} & LOADING == set()
    for _, attributes in web.tags:
        assert not any(name.startswith("on") or name in ("href", "src", "style") for name in attributes)
    assert b"url(" not in page
    assert re.sub(rb'xmlns="http://www.w3.org/2000/svg"', b"", page).find(b"http:") < 0
    policy = next(m["content"] for m in web.named("meta") if m.get("http-equiv") == "Content-Security-Policy")
    seal = b64encode(sha256(web.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'"


def test_who_listens_finds_language_title_headings_lists_and_tables() -> None:
    web = Web(handout_html(WHOLE))
    assert web.open == []
    assert web.named("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in web.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert levels.count(3) == len(WHOLE.rows)
    assert len(web.named("ol")) == 1
    assert len(web.named("table")) == len(web.named("caption")) == len(WHOLE.rows)
    assert all(head["scope"] in ("col", "row") for head in web.named("th"))
    assert "<title>Your home exercises</title>" in handout_html(WHOLE).decode()


def test_the_boxes_begin_on_the_day_the_page_was_given() -> None:
    told = Web(handout_html(WHOLE)).words
    assert re.search(r"Fri\s+Sat\s+Sun\s+Mon\s+Tue\s+Wed\s+Thu\s+Week 1", told)


def test_a_figure_stands_in_the_page_and_says_itself_in_words() -> None:
    page = handout_html(WHOLE, lambda row: (("Start", BODY),) if row.name == "Clam" else ()).decode()
    assert page.count("<svg") == 1
    assert "<title>A knee</title>" in page
    assert "<desc>It is bent.</desc>" in page
    assert "<figcaption>Start</figcaption>" in page


def test_the_figures_lie_on_the_same_paper_in_the_dark() -> None:
    style = Web(handout_html(WHOLE)).style
    in_the_dark = style.split("prefers-color-scheme: dark")[1].split("}")[0]
    assert "background: var(--paper)" in style
    assert "--paper:" in style.split("prefers-color-scheme: dark")[0]
    assert "--surface:" in in_the_dark
    assert "--paper:" not in in_the_dark


def test_only_an_exercise_that_is_drawn_keeps_room_for_figures_when_it_is_printed() -> None:
    page = handout_html(WHOLE, lambda row: (("Start", BODY),) if row.name == "Clam" else ()).decode()
    assert page.count('<li class="drawn">') == 1


def test_every_exercise_of_the_page_shows_its_start_and_its_end_and_the_file_stays_small() -> None:
    page = handout_html(WHOLE)
    web = Web(page)
    assert web.words.count("how it starts") == web.words.count("how it ends") == len(WHOLE.rows)
    assert len(web.named("svg")) == len(web.named("figcaption")) == 2 * len(WHOLE.rows)
    assert all(one["role"] == "img" for one in web.named("svg"))
    assert len(page) < 1_000_000


def test_the_figures_are_of_the_side_they_are_for_and_tell_no_angles() -> None:
    stretch = WHOLE.rows[0]
    right, left = (figures_of(replace(stretch, side=side)) for side in ("right", "left"))
    assert len(right) == len(left) == 2
    assert right[0][1].shapes != left[0][1].shapes
    assert left[0][1].words == "Kneeling hip stretch: how it starts."
    assert figures_of(replace(stretch, code="NO-SUCH")) == ()


def test_what_looks_like_markup_is_words_and_nothing_turns_the_text_round() -> None:
    typed = 'O<b>Neil & <img src="x" onerror="run()"> \u202e\x07'
    first = replace(WHOLE.rows[0], how=typed)
    page = handout_html(replace(WHOLE, name=typed, rows=(first,), next_visit=typed))
    web = Web(page)
    assert web.named("img") == []
    assert web.named("b") == []
    assert web.words.count('O<b>Neil & <img src="x" onerror="run()"> ') == 3 + 1
    assert "\u202e" not in page.decode()
    assert "\x07" not in page.decode()


def test_a_name_in_another_direction_keeps_to_itself() -> None:
    page = handout_html(replace(WHOLE, name="דוד")).decode()
    assert "<bdi>דוד</bdi>" in page


def test_the_same_document_gives_the_same_file() -> None:
    assert handout_html(WHOLE) == handout_html(WHOLE)
