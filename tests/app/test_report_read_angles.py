"""The Thomas test in the report, drawn as it was read."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader

from app.evaluation import evaluate
from app.figures.shapes import Ink, Path
from app.report.document import Pictures, ReportDocument
from app.report.paper import PAPERS
from app.report.pdf import report_pdf
from app.report.plain import plain_pdf
from app.report.read_angles import read_angles
from assessments.language.answers import Answers
from assessments.language.value import ALL, Choice, NotDone, Ref, Side
from tests.app.test_report_composed import printed, report, told


def spoken(document: ReportDocument) -> list[str]:
    pages = PdfReader(BytesIO(report_pdf(document, PAPERS["a4"]))).pages
    content = b"".join(page.get_contents().get_data() for page in pages)  # type: ignore[union-attr]
    found = re.findall(rb"/Alt <FEFF([0-9A-F]+)>", content)
    return [bytes.fromhex(words.decode()).decode("utf-16-be") for words in found]


def without(side: Side) -> Answers:
    return told().changed(Ref("thomas", ALL, side), NotDone("no_time", "No time"))


def test_both_legs_are_drawn_at_their_angles_right_first_with_the_same_in_words() -> None:
    right, left = spoken(report(told(right=8, left=-4)))[-2:]
    assert right.startswith("Thomas test, right leg. The thigh 8° above horizontal.")
    assert left.startswith("Thomas test, left leg. The thigh 4° below horizontal.")
    assert "The thigh 8° above horizontal." in " ".join(printed(report(told())).split())


def test_other_angles_are_another_picture() -> None:
    one, other = (read_angles(evaluate(told(right=right))) for right in (8, 20))
    assert one[0].shapes != other[0].shapes
    assert one[1] == other[1]


def test_both_are_drawn_to_one_scale_and_whole() -> None:
    right, left = read_angles(evaluate(told(right=20, left=-15)))
    assert right.box.high == left.box.high
    for picture in (right, left):
        assert all(isinstance(shape, Path) for shape in picture.shapes)


def test_the_sides_are_told_by_words_and_by_where_the_head_lies_not_by_colour() -> None:
    right, left = read_angles(evaluate(told(right=8, left=8)))
    assert right.words.replace("right", "left") == left.words
    assert right.shapes != left.shapes
    inks = {shape.line for shape in right.shapes if isinstance(shape, Path)}
    assert Ink.RIGHT in inks
    assert Ink.LEFT not in inks


def test_a_thigh_that_was_not_read_is_not_drawn() -> None:
    drawn = read_angles(evaluate(without(Side.RIGHT)))
    assert [picture.words.split(".")[0] for picture in drawn] == ["Thomas test, left leg"]
    unheld = told().changed(Ref("thomas", "pelvis_controlled", Side.LEFT), Choice("no"))
    assert len(read_angles(evaluate(unheld))) == 1


def test_the_plain_layout_says_what_the_pictures_show() -> None:
    words = "".join(
        page.extract_text() for page in PdfReader(BytesIO(plain_pdf(report(told()), PAPERS["a4"]))).pages
    )
    assert "The thigh 8° above horizontal." in " ".join(words.split())


def test_an_exam_without_the_test_has_no_such_picture() -> None:
    answers = without(Side.RIGHT).changed(Ref("thomas", ALL, Side.LEFT), NotDone("no_time", "No"))
    assert not any(isinstance(section, Pictures) for section in report(answers).sections)
