"""What the person told of the pain, as it is printed: the marked chart with the answers beside it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.figures.shapes import Ink, Path
from app.report.document import Pictured, ReportDocument
from app.report.making import made
from app.report.paper import PAPERS
from app.report.pdf import report_pdf
from app.report.plain import plain_pdf
from assessments.intake.marking import MAP, marking, ticking
from assessments.language.answers import Answers
from assessments.language.exam import Amended, Phase
from assessments.language.value import Choices
from resources.themes import palette
from tests.app.test_report_composed import BEGAN, drafted, printed, report, signed, told


def marked(*codes: str) -> Answers:
    answers = told()
    for ref, value in marking(answers, codes):
        answers = answers.changed(ref, value)
    return answers


def chart_of(document: ReportDocument) -> Pictured:
    (found,) = (section for section in document.sections if isinstance(section, Pictured))
    return found


def test_the_marks_are_printed_in_words_beside_the_chart() -> None:
    words = printed(report(marked("low_back_right", "buttock_right")))
    assert "Where it hurts" in words
    assert "Marked Right low back, right buttock" in words
    assert "Front" in words
    assert "Back" in words
    assert "Worse Standing, walking, bending backward" in words


def test_a_site_that_was_named_and_not_marked_is_said_as_such() -> None:
    answers = marked("low_back_right")
    for ref, value in ticking(answers, Choices(("low_back", "groin"))):
        answers = answers.changed(ref, value)
    assert "Named, not marked Groin" in printed(report(answers))


def test_the_picture_carries_its_words_for_who_hears_the_page() -> None:
    document = report(marked("low_back_right"))
    assert chart_of(document).picture.words == "Body chart, front and back. Right low back."
    raw = PdfReader(BytesIO(report_pdf(document, PAPERS["a4"])))
    alternative = "Body chart".encode("utf-16-be").hex().upper()
    streams = "".join(page.get_contents().get_data().decode("latin-1") for page in raw.pages)
    assert alternative in streams


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_page_with_the_chart_is_made_and_read_back(paper: str) -> None:
    assert made(report(marked("low_back_right", "foot_left")), PAPERS[paper])


def test_the_plain_layout_says_the_marks_in_words() -> None:
    pdf = plain_pdf(report(marked("groin_left")), PAPERS["a4"])
    assert "Left groin" in "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_mark_is_told_from_the_skin_on_paper_without_colour() -> None:
    picture = chart_of(report(marked("low_back_right"))).picture
    inks = {shape.line for shape in picture.shapes if isinstance(shape, Path)}
    grey = palette("print")
    assert Ink.FINDING in inks
    assert contrast(grey[Ink.FINDING], grey[Ink.FINDING_SOFT]) > 4.5
    assert contrast(grey[Ink.FINDING], grey[Ink.BODY]) > 4.5


def test_without_marks_nothing_is_printed_of_a_chart() -> None:
    words = printed(report(told()))
    assert not any(isinstance(section, Pictured) for section in report(told()).sections)
    assert "Where it hurts" not in words.replace("Where it hurts,", "")


def test_an_addendum_names_the_mark_that_was_added() -> None:
    before, after = marked("low_back_right"), marked("low_back_right", "buttock_right")
    exam = replace(
        signed(before),
        phase=Phase.AMENDING,
        entries=after.entries,
        amended=Amended(91, BEGAN, "R. Osei, PT", "Told later"),
    )
    words = printed(report(after, exam))
    assert "Body chart: signed as right low back, now right low back, right buttock" in words


def test_a_draft_shows_what_is_marked_now() -> None:
    answers = marked("low_back_middle")
    assert drafted(answers).entries[MAP] == Choices(("low_back_middle",))
    assert "Middle of the low back" in printed(report(answers, drafted(answers)))


def contrast(one: str, other: str) -> float:
    def bright(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((bright(one), bright(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
