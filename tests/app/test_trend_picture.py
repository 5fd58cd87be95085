"""Plots saved to a file: both kinds read back, with all a plot needs to be understood and nobody's name."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image

from app.figures.shapes import Ink, Path, Text
from app.history import History
from app.scores import Score
from app.screens.progress import ProgressScreen, progress_screen
from app.screens.trend_picture import plots_file, progress_picture
from assessments.language.value import Side
from resources.themes import palette
from tests.app.long_history import long_history
from tests.app.test_screen_progress import BASELINE, BY_GONIOMETER, BY_INCLINOMETER, force, hip, pain

SVG = "{http://www.w3.org/2000/svg}"


def at(week: float) -> datetime:
    return BASELINE + timedelta(weeks=week)


def elena() -> ProgressScreen:
    """Three visits, the last two by another instrument."""
    scores = []
    for n, (week, right, left) in enumerate(((0, 14, 4), (3, 11, 1), (12, 8, -4))):
        method = BY_INCLINOMETER if n else BY_GONIOMETER
        found = (hip(right, method), hip(left, method, Side.LEFT), force(100 + 20 * n), pain(7 - n))
        scores += [Score(measure, n + 1, at(week), "R. Osei, PT", "1", "1") for measure in found]
    return progress_screen(History(tuple(scores)), None, every=True)


def written(svg: bytes) -> str:
    root = ElementTree.fromstring(svg.decode())
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


@pytest.fixture(scope="module")
def screen() -> ProgressScreen:
    return elena()


def test_the_svg_says_what_was_measured_when_how_and_what_it_amounts_to(screen: ProgressScreen) -> None:
    said = written(plots_file(screen, screen.rows, "svg"))
    for words in (
        "Progress", "3 signed exams, 22-May-2026 to 14-Aug-2026", "Thomas test, modified", "lower is better",
        "goniometer", "inclinometer", "at or below 0°: published cut-off", "R +8°", "L −4°", "before +11°",
        "Error unknown for this method", "Abduction strength", "R 140 N",
        "R +40 N, 40.0 % since baseline: Better, beyond error (13.9 %, laboratory)",
        "A change counts from more than 13.9 % of the first value", "95 % error of one value", "22-May",
        "week 12",
    ):  # fmt: skip
        assert words in said


def test_no_day_is_called_today_in_a_file_that_is_read_tomorrow(screen: ProgressScreen) -> None:
    assert "today" not in written(plots_file(screen, screen.rows, "svg"))


def test_one_test_alone_is_drawn_without_the_others(screen: ProgressScreen) -> None:
    said = written(plots_file(screen, screen.rows[:1], "svg"))
    assert "Thomas test" in said
    assert "Abduction" not in said


def test_nobody_is_named_unless_asked_and_the_text_alternative_says_the_same(screen: ProgressScreen) -> None:
    without = plots_file(screen, screen.rows, "svg").decode()
    assert "ACOSTA" not in without
    assert "Osei" not in without
    heading = ["DEMONSTRATION, no real patient", "ACOSTA, Elena"]
    named = plots_file(screen, screen.rows, "svg", heading).decode()
    root = ElementTree.fromstring(named)
    told = " ".join((root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""))
    for words in ("DEMONSTRATION, no real patient", "ACOSTA, Elena", "last R +8°", "Better, beyond error"):
        assert words in told
    assert "ACOSTA, Elena" in written(named.encode())


def test_the_svg_loads_nothing(screen: ProgressScreen) -> None:
    root = ElementTree.fromstring(plots_file(screen, screen.rows, "svg").decode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "path", "text",
    }  # fmt: skip


def test_the_png_is_the_same_picture_in_pixels(screen: ProgressScreen) -> None:
    picture = progress_picture(screen, screen.rows[:1])
    image = Image.open(BytesIO(plots_file(screen, screen.rows[:1], "png")))
    assert image.format == "PNG"
    assert image.size == (1920, round(1920 * picture.box.high / picture.box.wide))
    assert not image.info
    colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 24) or ()}
    light = palette("light")
    for ink in ("right", "left", "sunken", "surface"):
        assert tuple(bytes.fromhex(light[ink][1:])) in colours


def test_right_is_round_and_solid_and_left_square_and_dashed(screen: ProgressScreen) -> None:
    paths = [shape for shape in progress_picture(screen, screen.rows[:1]).shapes if isinstance(shape, Path)]
    lines = {ink: [p for p in paths if p.line is ink and p.width == 2.0] for ink in (Ink.RIGHT, Ink.LEFT)}
    assert lines[Ink.RIGHT]
    assert not any(line.dash for line in lines[Ink.RIGHT])
    assert lines[Ink.LEFT]
    assert all(line.dash for line in lines[Ink.LEFT])
    steps = {ink: {len(p.steps) for p in paths if p.fill is ink} for ink in (Ink.RIGHT, Ink.LEFT)}
    assert steps[Ink.RIGHT].isdisjoint(steps[Ink.LEFT])


def test_visits_stand_at_their_true_distances(screen: ProgressScreen) -> None:
    shapes = progress_picture(screen, screen.rows[:1]).shapes
    x = {shape.words: shape.at[0] for shape in shapes if isinstance(shape, Text)}
    three, twelve = (x[words] - x["baseline"] for words in ("week 3", "week 12"))
    assert twelve / three == pytest.approx(4)


def test_two_hundred_visits_keep_their_highest_value_and_every_word_apart() -> None:
    long = progress_screen(long_history(), None)
    picture = progress_picture(long, long.rows)
    pain_row = next(row for row in long.rows if row.code == "intake.pain_worst")
    (line,) = pain_row.trend.lines
    inked = [shape for shape in picture.shapes if isinstance(shape, Path) and shape.line is Ink.INK]
    assert [len(path.steps) for path in inked].count(len(line.spots)) == 1
    dates = [s for s in picture.shapes if isinstance(s, Text) and s.anchor == "middle" and s.size == 12]
    rows: dict[float, list[float]] = {}
    for text in dates:
        rows.setdefault(text.at[1], []).append(text.at[0])
    for places in rows.values():
        assert all(later - sooner > 55 for sooner, later in pairwise(sorted(places)))


def test_nothing_is_drawn_outside_the_picture(screen: ProgressScreen) -> None:
    for shown in (screen, progress_screen(long_history(), None, every=True)):
        picture = progress_picture(shown, shown.rows)
        places = [s.at for s in picture.shapes if isinstance(s, Text)]
        assert all(picture.box.left < x < picture.box.right for x, _ in places)
        assert all(picture.box.bottom < y < picture.box.top for _, y in places)
