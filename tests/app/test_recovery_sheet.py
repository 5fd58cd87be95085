"""The printed sheet with the recovery key."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.report.paper import PAPERS
from app.report.recovery_sheet import recovery_sheet

SHEET = "5B11-D8Z6-B1Y3-FDAR-R2M8-TBZ5-JVJ3"
MADE = date(2026, 11, 21)
HOSTILE = 'O<b>Neil & <img src="/etc/passwd"/> <a href="javascript:1">Physio</a>\u202e'


def printed(clinic: str, paper: str = "a4") -> PdfReader:
    return PdfReader(BytesIO(recovery_sheet(clinic, SHEET, MADE, PAPERS[paper])))


def words(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", pdf.pages[0].extract_text())


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("clinic", ["Hillside Physio", "A very long name of a clinic " * 40, HOSTILE, ""])
def test_the_sheet_is_one_page_and_nothing_falls_off_it(clinic: str, paper: str) -> None:
    pdf = printed(clinic, paper)
    spots: list[tuple[float, float]] = []
    pdf.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, *_: spots.append((tm[4], tm[5])) if text.strip() else None
    )
    sheet = PAPERS[paper]

    assert len(pdf.pages) == 1
    assert all(sheet.left - 1 <= x < sheet.right and sheet.bottom <= y < sheet.top for x, y in spots)


def test_every_group_of_the_key_stands_under_its_number_in_fourteen_point() -> None:
    seen: list[tuple[str, float]] = []
    printed("Hillside Physio").pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: seen.append((text.strip(), size))
    )
    groups = SHEET.split("-")

    assert [text for text, size in seen if size == 14.0 and text] == groups
    for number, group in enumerate(groups, 1):
        at = seen.index((group, 14.0))
        assert (str(number), 8.0) in seen[:at]


def test_the_sheet_says_what_it_is_for_and_where_to_keep_it() -> None:
    said = words(printed("Hillside Physio"))

    for sentence in (
        "Hillside Physio",
        "Made on 21-Nov-2026",
        "Keep sealed",
        "It opens the records when a passphrase is forgotten",
        "Whoever has this sheet and the computer can read every record.",
        "put it into an envelope, seal it and sign across the seal",
        "Use the recovery key",
        "Say why.",
        "Once a year",
    ):
        assert sentence in said


def test_the_square_beside_the_key_is_drawn_in_the_page_and_not_fetched() -> None:
    page = printed("Hillside Physio").pages[0]
    stream = page.get_contents()

    assert stream is not None
    assert stream.get_data().count(b" re") > 200
    assert list(page.images) == []


def test_the_name_of_the_clinic_cannot_become_a_link_or_a_picture() -> None:
    page = printed(HOSTILE).pages[0]

    assert "/Annots" not in page
    assert list(page.images) == []
    assert "O<b>Neil & <img" in words(printed(HOSTILE))


def test_the_key_stands_on_the_page_and_not_in_what_describes_the_file() -> None:
    described = printed("Hillside Physio").metadata

    assert described is not None
    assert described.title == "Recovery key"
    assert not any(group in str(dict(described)) for group in SHEET.split("-"))
