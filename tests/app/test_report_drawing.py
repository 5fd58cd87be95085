"""Pictures on paper: sharp, in their room, and with the same meaning when the page is copied in grey."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from app.figures.png import image
from app.figures.shapes import Box, Ink, Path, Picture, Text, polygon
from app.report import fonts
from app.report.drawing import draw_picture
from resources.themes import palette
from tests.app.figures.rich import RICH

PAPERS = ("print", "print-colour")


def test_the_words_of_a_picture_can_be_searched_and_stand_once() -> None:
    (page,) = PdfReader(BytesIO(paper(RICH))).pages

    assert sorted(page.extract_text().split("\n")) == ["8°", "Plain", "Right thigh", "−12° & <below>"]


def test_a_picture_lies_in_the_middle_of_its_room() -> None:
    square = Picture(
        (Path(polygon(((0, 0), (10, 0), (10, 10), (0, 10))), Ink.INK),), Box(0, 0, 10, 10), "Square"
    )

    code = drawn(paper(square, (100, 200, 300, 50)))

    # 5 points a unit, and 125 points free on either side of it.
    assert "5 0 0 5 225 200 cm" in code


def test_lines_are_round_dashes_are_kept_and_what_overlaps_is_solid() -> None:
    code = drawn(paper(RICH))

    assert "1 J" in code
    assert "1 j" in code
    assert "[1.6 1.4] 0 d" in code
    assert "f*" not in code
    assert "B*" not in code


def test_a_pale_fill_lets_show_through_what_lies_behind() -> None:
    (page,) = PdfReader(BytesIO(paper(RICH))).pages

    states = page["/Resources"]["/ExtGState"]  # type: ignore[index]
    assert {float(state.get_object()["/ca"]) for state in states.values()} == {0.16, 0.28}


def test_a_picture_says_itself_to_a_program_that_reads_aloud() -> None:
    spoken = re.findall(r"/Alt <FEFF([0-9A-F]+)>", drawn(paper(RICH)))

    assert [bytes.fromhex(text).decode("utf-16-be") for text in spoken] == [RICH.words]


def test_every_typeface_of_a_picture_is_embedded() -> None:
    arabic = Picture((Text((5.0, 5.0), "الركبة −8°", 4.0),), Box(0, 0, 40, 10), "A name in Arabic")

    (page,) = PdfReader(BytesIO(paper(arabic))).pages

    faces = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    used = [face for face in faces if face["/BaseFont"] != "/Helvetica"]
    assert used
    assert all("/FontFile2" in face["/FontDescriptor"] for face in used)


def test_the_same_picture_gives_the_same_page() -> None:
    assert paper(RICH) == paper(RICH)


def test_the_page_in_black_holds_nothing_but_greys() -> None:
    for red, green, blue in re.findall(
        r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", drawn(paper(RICH, look="print"))
    ):
        assert red == green == blue


@pytest.mark.parametrize("look", PAPERS)
def test_a_copy_in_grey_still_tells_the_parts_of_a_figure_apart(look: str) -> None:
    assert abs(grey(look, Ink.BODY) - grey(look, Ink.FINDING_SOFT)) >= 16, (
        "the body stands out from a fault's ground"
    )
    far_from_near = abs(grey(look, Ink.BODY) - grey(look, Ink.FAR))
    assert far_from_near >= 16, "the far leg is paler than the near one"
    assert grey(look, Ink.PAPER) - grey(look, Ink.BODY) >= 16, "the body stands out from the paper"
    for mark in (Ink.BODY_LINE, Ink.ACCENT, Ink.FINDING, Ink.RIGHT, Ink.LEFT, Ink.INK):
        assert grey(look, Ink.BODY) - grey(look, mark) >= 64, f"{mark} is seen on the body"
    assert grey(look, Ink.PAPER) - grey(look, Ink.FAR_LINE) >= 64, "the far leg has a line"


@pytest.mark.parametrize("look", PAPERS)
def test_a_whole_picture_copied_in_grey_keeps_its_marks(look: str) -> None:
    copied = image(RICH, palette(look), 400).convert("L")

    body, patch = at(copied, 25, 16), at(copied, 40, 18)
    assert body - patch >= 24, "the target muscle is seen on the body"
    assert at(copied, 64.3, 41.5) < body - 64, "the fault's line is seen"
    assert at(copied, 97, 50) - at(copied, 88, 46) >= 64, "the far part is seen on the paper"


def paper(
    picture: Picture,
    room: tuple[float, float, float, float] = (40, 500, 300, 180),
    look: str = "print-colour",
) -> bytes:
    fonts.fresh()
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    draw_picture(canvas, picture, *room, palette(look))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def drawn(pdf: bytes) -> str:
    (page,) = PdfReader(BytesIO(pdf)).pages
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def grey(look: str, ink: Ink) -> int:
    level = Image.new("RGB", (1, 1), palette(look)[ink]).convert("L").getpixel((0, 0))
    assert isinstance(level, int)
    return level


def at(copied: Image.Image, x: float, y: float) -> int:
    level = copied.getpixel((round(x * 4), round((60 - y) * 4)))
    assert isinstance(level, int)
    return level
