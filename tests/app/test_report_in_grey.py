"""The pages printed without colour: what colours tell apart, a shape, a dash, a letter or a word tells too.

Read from the operators of the finished PDF, so that whatever drew a mark is held to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from app.report.document import ResultRow, Results, Trend, TrendPoint
from app.report.home_page import handout_pdf
from app.report.paper import BADGE_INK, PAPERS, SIDE_INK
from app.report.pdf import PALE, report_pdf
from assessments.language.value import Side
from tests.app.report_examples import FIRST, HANDOUT, REPORT

Colour = tuple[float, ...]
WHITE: Colour = (1.0, 1.0, 1.0)
PAINTS = {
    "S": "line", "s": "line", "f": "fill", "F": "fill", "f*": "fill", "B": "both", "b": "both", "B*": "both",
    "b*": "both",
}  # fmt: skip
SHOWS = {"Tj", "TJ", "'", '"'}


@dataclass(frozen=True)
class Mark:
    """One thing painted: how, in which colour, with which dash and of which strokes ("l", "c", "re")."""

    kind: str
    colour: Colour
    dashed: bool = False
    strokes: frozenset[str] = frozenset()
    width: float = 1.0


@dataclass(frozen=True)
class _Pen:
    fill: Colour = (0.0, 0.0, 0.0)
    line: Colour = (0.0, 0.0, 0.0)
    dashed: bool = False
    width: float = 1.0


def painted(pdf: bytes) -> list[Mark]:
    reader = PdfReader(BytesIO(pdf))
    return [
        mark
        for page in reader.pages
        for mark in _marks(ContentStream(page.get_contents(), reader).operations)
    ]


def _marks(operations: list[tuple[list[object], bytes]]) -> Iterator[Mark]:
    pen, kept, strokes = _Pen(), [], set[str]()
    for operands, name in operations:
        match name.decode():
            case "q":
                kept.append(pen)
            case "Q":
                pen = kept.pop()
            case "rg":
                pen = replace(pen, fill=tuple(float(str(one)) for one in operands))
            case "RG":
                pen = replace(pen, line=tuple(float(str(one)) for one in operands))
            case "g" | "G" | "k" | "K" | "cs" | "CS" | "sc" | "SC" | "scn" | "SCN" as other:
                raise AssertionError(f"a colour set by {other} is not looked at")
            case "d":
                pen = replace(pen, dashed=bool(operands[0]))
            case "w":
                pen = replace(pen, width=float(str(operands[0])))
            case "l" | "c" | "v" | "y" | "re" as stroke:
                strokes.add(stroke)
            case paint if paint in PAINTS:
                if PAINTS[paint] in ("fill", "both"):
                    yield Mark("fill", pen.fill, strokes=frozenset(strokes))
                if PAINTS[paint] in ("line", "both"):
                    yield Mark("line", pen.line, pen.dashed, frozenset(strokes), pen.width)
                strokes = set()
            case "n":
                strokes = set()
            case show if show in SHOWS:
                yield Mark("words", pen.fill)


def of(colour: str) -> Colour:
    return tuple(round(part / 255, 6) for part in bytes.fromhex(colour[1:]))


def same(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < 0.003 for a, b in zip(one, other, strict=True))


def grey(colour: Colour) -> float:
    """How light it prints: the relative luminance of WCAG 2."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((grey(one), grey(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def coloured(marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if max(mark.colour) - min(mark.colour) > 0.003]


@pytest.fixture(scope="module", params=["a4", "letter"])
def report(request: pytest.FixtureRequest) -> list[Mark]:
    return painted(report_pdf(REPORT, PAPERS[str(request.param)]))


@pytest.fixture(scope="module", params=["a4", "letter"])
def handout(request: pytest.FixtureRequest) -> list[Mark]:
    codes = ("HFS-SAG", "PURE-EXT", "CLAM", "QUAD-EXT", "WALK")
    rows = tuple(replace(row, code=code) for row, code in zip(HANDOUT.rows, codes, strict=True))
    return painted(handout_pdf(replace(HANDOUT, rows=rows), PAPERS[str(request.param)]))


@pytest.fixture(scope="module")
def crowded() -> list[Mark]:
    """The report of somebody who came two hundred times."""
    days = [FIRST + timedelta(days=14 * n) for n in range(200)]

    def often(row: ResultRow) -> ResultRow:
        found = (Trend(t.side, tuple(TrendPoint(day, day.month) for day in days)) for t in row.trends)
        return replace(row, trends=tuple(found))

    sections = [
        replace(s, rows=tuple(often(row) for row in s.rows), span=(FIRST, days[-1]))
        if isinstance(s, Results)
        else s
        for s in REPORT.sections
    ]
    return painted(report_pdf(replace(REPORT, sections=tuple(sections)), PAPERS["a4"]))


def test_in_the_report_a_colour_means_a_side_and_nothing_else(report: list[Mark]) -> None:
    sides = [of(ink) for inks in (SIDE_INK, BADGE_INK) for ink in inks.values()]
    found = coloured(report)
    assert found
    for mark in found:
        assert any(same(mark.colour, side) for side in sides), mark


def test_a_line_of_the_right_is_solid_and_one_of_the_left_dashed(report: list[Mark]) -> None:
    lines = [mark for mark in report if mark.kind == "line" and mark.strokes == {"l"}]
    right = [mark.dashed for mark in lines if same(mark.colour, of(SIDE_INK[Side.RIGHT]))]
    left = [mark.dashed for mark in lines if same(mark.colour, of(SIDE_INK[Side.LEFT]))]
    assert right
    assert not any(right)
    assert left
    assert all(left)


def test_two_hundred_visits_keep_the_dashes_of_the_left(crowded: list[Mark]) -> None:
    """Drawn from visit to visit, each short piece would be solid."""
    left = [m for m in crowded if m.kind == "line" and same(m.colour, of(SIDE_INK[Side.LEFT]))]
    assert [mark.dashed for mark in left] == [True, True]


def test_a_mark_of_the_right_is_round_and_one_of_the_left_has_corners(report: list[Mark]) -> None:
    marks = {
        side: [m.strokes for m in report if m.kind == "fill" and same(m.colour, of(SIDE_INK[side]))]
        for side in Side
    }
    assert marks[Side.RIGHT]
    assert all("c" in strokes for strokes in marks[Side.RIGHT])
    assert marks[Side.LEFT]
    assert all("c" not in strokes for strokes in marks[Side.LEFT])


def test_a_badge_says_its_side_by_its_letter(report: list[Mark]) -> None:
    for side in Side:
        badges = [n for n, m in enumerate(report) if m.kind == "fill" and same(m.colour, of(BADGE_INK[side]))]
        letters = [n for n in badges if report[n + 1] == Mark("words", WHITE)]
        assert letters, side
    words = "".join(
        page.extract_text() for page in PdfReader(BytesIO(report_pdf(REPORT, PAPERS["a4"]))).pages
    )
    assert "R" in words.split()
    assert "L" in words.split()


def test_on_the_patients_page_nothing_is_said_by_colour(handout: list[Mark]) -> None:
    assert coloured(handout) == []


def test_the_two_boxes_of_the_patients_page_differ_by_their_edge(handout: list[Mark]) -> None:
    edges = sorted(mark.width for mark in handout if mark.kind == "line" and mark.strokes == {"re"})
    assert edges[-1] >= 2.5
    assert edges[-2] < edges[-1] / 2
    words = PdfReader(BytesIO(handout_pdf(HANDOUT, PAPERS["a4"]))).pages[0].extract_text()
    assert "✓" in words
    assert "✗" in words


def test_words_and_marks_are_dark_enough_on_white_paper(report: list[Mark], handout: list[Mark]) -> None:
    for mark in (*report, *handout):
        if mark.kind == "words" and not same(mark.colour, WHITE) and not same(mark.colour, of(PALE)):
            assert contrast(mark.colour, WHITE) >= 4.5, mark
        if mark.kind == "fill" and max(mark.colour) < 0.7:
            assert contrast(mark.colour, WHITE) >= 3, mark


def test_a_ground_behind_words_is_so_pale_that_black_stays_readable(
    report: list[Mark], handout: list[Mark]
) -> None:
    grounds = {mark.colour for mark in (*report, *handout) if mark.kind == "fill" and max(mark.colour) >= 0.7}
    for ground in grounds:
        if max(ground) - min(ground) <= 0.003:
            assert contrast(ground, (0.0, 0.0, 0.0)) >= 12


def test_white_letters_stand_on_a_ground_that_prints_dark() -> None:
    for ink in BADGE_INK.values():
        assert contrast(of(ink), WHITE) >= 4.5


def test_the_sides_alone_would_print_too_alike_and_so_have_shapes() -> None:
    """Why the tests above ask for shapes: as greys the two are nearly one."""
    right, left = (of(SIDE_INK[side]) for side in (Side.RIGHT, Side.LEFT))
    assert contrast(right, left) < 3
