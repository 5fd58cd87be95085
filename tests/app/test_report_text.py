"""The door for text onto paper: order, breaking, shortening, and the marks of a plot."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from app.report.bidi import mirrored, visual
from app.report.charts import draw_trend
from app.report.document import Trend, TrendPoint, said, strong
from app.report.text import balanced, clean, fitted, lines
from assessments.language.value import Side


def shown(line: str) -> str:
    """The line as the eye meets it, from left to right."""
    parts = [(line[start:end], level) for start, end, level in visual(line)]
    return "".join(mirrored(part)[::-1] if level % 2 else part for part, level in parts)


def test_a_name_that_runs_leftwards_is_put_in_visual_order_and_numbers_in_it_stay_as_they_are() -> None:
    assert shown("abc") == "abc"
    assert shown("אבג דהו") == "והד גבא"
    assert shown("born אבג 1980 דהו here") == "born והד 1980 גבא here"
    assert shown("אב (גד)") == "(דג) בא"


@given(st.text(max_size=40))
def test_no_letter_is_lost_or_doubled_by_putting_a_line_in_order(line: str) -> None:
    covered = sorted(i for start, end, _ in visual(line) for i in range(start, end))
    assert covered == list(range(len(line)))


@settings(deadline=None)
@given(st.text(max_size=80), st.floats(min_value=30, max_value=400))
def test_every_character_is_on_some_line_and_no_line_is_too_wide(words: str, width: float) -> None:
    broken = lines(said(words), 10, width)
    printed = sum(len(p.text.replace(" ", "")) for line in broken for p in line.pieces)
    joiners = sum(clean(words).count(c) for c in "\u200c\u200d\u200e\u200f")
    expected = len(clean(words).replace(" ", "").replace("\n", ""))
    assert expected - joiners <= printed <= expected
    assert all(line.width <= width + 40 for line in broken)


def test_a_word_longer_than_the_line_is_cut_and_a_number_stays_with_its_unit() -> None:
    assert len(lines(said("x" * 200), 10, 100)) > 5
    assert set_in("highest valid trial, lever 0.42 m", 9, 125)[-1] == "0.42 m"


def test_a_double_name_is_parted_at_its_hyphen() -> None:
    assert set_in("ANASTASOPOULOU-FEATHERSTONEHAUGH, Maria", 10, 150)[0] == "ANASTASOPOULOU-"


def test_the_lines_of_a_dose_are_about_as_long_as_one_another_and_no_more_than_they_must_be() -> None:
    dose = strong("30 seconds, right side")
    assert ["".join(p.text for p in line.pieces) for line in balanced(dose, 11, 98)] == [
        "30 seconds,",
        "right side",
    ]
    assert len(balanced(dose, 11, 300)) == 1
    assert len(balanced(strong("x" * 60), 11, 98)) == len(lines(strong("x" * 60), 11, 98))


def set_in(words: str, size: float, width: float) -> list[str]:
    return ["".join(p.text for p in line.pieces) for line in lines(said(words), size, width)]


def test_one_line_shrinks_first_and_ends_in_an_ellipsis_only_when_it_must() -> None:
    whole, size = fitted("A rather long line of words", 12, 130, 8)
    assert size < 12
    assert "…" not in "".join(p.text for p in whole.pieces)
    cut, least = fitted("A rather long line of words " * 4, 12, 130, 8)
    assert least == 8
    assert cut.pieces[-1].text.endswith("…")
    assert cut.width <= 130


def test_right_is_a_solid_line_of_discs_and_left_a_dashed_line_of_squares_broken_by_a_new_method() -> None:
    def drawn(side: Side, joined: bool) -> bytes:
        out = BytesIO()
        canvas = Canvas(out, invariant=1, pageCompression=0)
        first, last = date(2026, 1, 1), date(2026, 3, 1)
        points = (TrendPoint(first, 1.0), TrendPoint(last, 2.0, joined))
        draw_trend(canvas, (Trend(side, points),), (first, last), 0, 0, 100, 14)
        canvas.save()
        content = PdfReader(BytesIO(out.getvalue())).pages[0].get_contents()
        assert content is not None
        return content.get_data()

    assert b"[3 1.8] 0 d" in drawn(Side.LEFT, True)
    assert b" re" in drawn(Side.LEFT, True)
    assert b"[3 1.8] 0 d" not in drawn(Side.RIGHT, True)
    assert b" c" in drawn(Side.RIGHT, True)
    assert b"[2 1.6] 0 d" in drawn(Side.RIGHT, False)
    assert b"[2 1.6] 0 d" not in drawn(Side.RIGHT, True)
