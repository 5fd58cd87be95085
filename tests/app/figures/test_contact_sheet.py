"""The sheet on which all figures are looked at together."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path as File
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from app.cli import main
from app.commands.figures import NAME, sheets
from app.figures.contact_sheet import CELL_WIDE, Group, Shown, contact_pages, contact_sheet, placed
from app.figures.gallery import gallery
from app.figures.library import movements
from app.figures.shapes import Box, Path, Picture, Text
from resources.themes import palette
from tests.app.figures.rich import RICH

CLAMS = Group("Clamshell", tuple(Shown(f"Clam {number}", RICH) for number in range(1, 8)))
BRIDGES = Group(
    "Bridge", (Shown("Start: " + "lying on the back with both knees bent and the feet flat " * 5, RICH),)
)


def test_every_picture_stands_under_its_caption_and_every_group_under_its_name() -> None:
    sheet = contact_sheet((CLAMS, BRIDGES), columns=3)

    assert [text for text in said(sheet) if text.startswith(("Cl", "Br"))] == [
        "Clamshell", *(f"Clam {number}" for number in range(1, 8)), "Bridge"
    ]  # fmt: skip
    assert len(frames(sheet)) == 8
    assert sheet.words.startswith("A sheet of pictures. Clamshell; Clam 1;")


def test_a_caption_takes_four_lines_and_says_that_there_was_more() -> None:
    start = [text for text in said(contact_sheet((BRIDGES,))) if "lying" in text or "…" in text]

    assert len(start) == 4
    assert start[-1].endswith("…")


def test_no_caption_of_a_figure_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.figures.gallery.still", lambda *_, **__: RICH)

    captions = said(contact_sheet(gallery()))

    assert len(captions) > 200
    assert not [words for words in captions if words.endswith("…")]


def test_pages_are_no_higher_than_they_may_be_and_part_no_name_from_its_pictures() -> None:
    pages = contact_pages((CLAMS, BRIDGES), columns=3, shape=0.9)

    assert [len(frames(page)) for page in pages] == [7, 1]
    assert {round(page.box.high / page.box.wide, 6) for page in pages} == {0.9}
    assert said(pages[-1])[0] == "Bridge"


def test_a_name_stands_again_over_what_goes_on_overleaf() -> None:
    pages = contact_pages((CLAMS, BRIDGES), columns=3, shape=0.5)

    again = "Clamshell, continued"
    assert [said(page)[0] for page in pages] == ["Clamshell", again, again, "Bridge"]
    assert [len(frames(page)) for page in pages] == [3, 3, 1, 1]


def test_a_picture_keeps_its_shape_in_its_cell() -> None:
    room = Box(1000.0, 500.0, 1050.0, 600.0)

    moved = list(placed(RICH, room))

    couch, label = moved[0], moved[-1]
    assert isinstance(couch, Path)
    assert isinstance(label, Text)
    assert couch.steps[0].to == (1001.0, 536.0)  # type: ignore[union-attr]
    assert couch.width == 0.25
    assert label.size == 2.5


def test_the_three_files_show_the_same_captions() -> None:
    files = sheets((CLAMS, BRIDGES), palette("print"))

    drawn = ElementTree.fromstring(files[f"{NAME}.svg"])
    captions = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    pdf = PdfReader(BytesIO(files[f"{NAME}.pdf"]))
    printed = "\n".join(page.extract_text() for page in pdf.pages)
    assert {f"Clam {number}" for number in range(1, 8)} < set(captions)
    assert all(f"Clam {number}" in printed for number in range(1, 8))
    assert "Page 1 of 1" in printed
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Figures"
    with Image.open(BytesIO(files[f"{NAME}.png"])) as picture:
        assert picture.width == 2000


def test_the_same_figures_give_the_same_files() -> None:
    assert sheets((BRIDGES,), palette("light")) == sheets((BRIDGES,), palette("light"))


def test_the_gallery_shows_start_end_and_every_fault_of_every_movement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That each of them can be drawn is shown where the poses are looked at."""
    monkeypatch.setattr("app.figures.gallery.still", lambda *_, **__: RICH)

    groups = list(gallery())

    for movement, group in zip(movements().values(), groups, strict=False):
        assert group.name == movement.words
        assert len(group.shown) >= 2 + len(movement.extras) + len(movement.faults)
    assert groups[-1].name == "Body chart"


def test_a_folder_that_cannot_be_written_to_is_said_in_a_sentence(
    tmp_path: File, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file")

    assert main(["figures", "--out", str(tmp_path / "taken")]) == 2

    words = capsys.readouterr().err
    assert words.startswith(f"The sheet could not be written to {tmp_path / 'taken'}: ")
    assert words.endswith("Choose another folder.\n")


def said(sheet: Picture) -> list[str]:
    inside = {shape.words for shape in RICH.shapes if isinstance(shape, Text)}
    return [shape.words for shape in sheet.shapes if isinstance(shape, Text) and shape.words not in inside]


def frames(sheet: Picture) -> list[Path]:
    def wide(path: Path) -> float:
        xs = [step.to[0] for step in path.steps if hasattr(step, "to")]
        return max(xs) - min(xs)

    return [shape for shape in sheet.shapes if isinstance(shape, Path) and abs(wide(shape) - CELL_WIDE) < 0.5]
