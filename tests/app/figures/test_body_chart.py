"""The body chart as drawn: every region where it belongs, none missing, each pointed at and walked to."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise

import pytest

from app.figures.body_chart import APART, ROOM, Way, chart, picture
from app.figures.chart import back_body, front_body
from app.figures.flat import flattened
from app.figures.regions import BACK, FRONT, Outline
from app.figures.shapes import Ink, Path, Picture, Point, Text
from assessments.intake.sites import REGIONS, region

OUTLINES = chart().outlines
each_outline = pytest.mark.parametrize("outline", OUTLINES, ids=lambda one: f"{one.view} {one.code}")


def middle_of(view: str) -> float:
    return 0.0 if view == FRONT else APART


def skin(picture: Picture) -> list[tuple[Point, ...]]:
    return [
        stretch.points
        for shape in picture.shapes
        if isinstance(shape, Path) and shape.fill is Ink.BODY
        for stretch in flattened(shape.steps, 1.0)
    ]


def crossings(points: tuple[Point, ...], y: float) -> list[float]:
    """Where the line at this height goes in and out."""
    return sorted(
        ax + (bx - ax) * (y - ay) / (by - ay)
        for (ax, ay), (bx, by) in pairwise((*points, points[0]))
        if (ay > y) != (by > y)
    )


def test_the_chart_shows_every_region_and_no_other() -> None:
    assert {one.code for one in OUTLINES} == {one.code for one in REGIONS}


def test_no_region_is_drawn_twice_in_a_view() -> None:
    assert len({(one.view, one.code) for one in OUTLINES}) == len(OUTLINES)


@each_outline
def test_from_the_front_the_right_is_on_the_left_and_from_behind_on_the_right(outline: Outline) -> None:
    side = region(outline.code).side
    x = outline.centre[0] - middle_of(outline.view)
    if side is None:
        assert abs(x) < 0.1
    elif (side == "right") == (outline.view == FRONT):
        assert x < 0
    else:
        assert x > 0


@each_outline
def test_the_middle_of_a_region_is_that_region_alone(outline: Outline) -> None:
    assert [one for one in OUTLINES if one.holds(outline.centre)] == [outline]
    assert chart().at(outline.centre, 0.0) is outline


@pytest.mark.parametrize("view", [FRONT, BACK])
def test_no_spot_of_the_skin_is_without_its_region_and_none_has_two(view: str) -> None:
    skins = skin((front_body() if view == FRONT else back_body()).picture)
    regions = [one for one in OUTLINES if one.view == view]
    for row in range(1, 203):
        y = row * 0.5 + 0.11
        edges = [crossings(points, y) for points in skins]
        for column in range(-35, 36):
            x = column * 0.5 + 0.11
            if any(bisect(crossed, x) % 2 for crossed in edges):
                shown = (x + middle_of(view), y)
                held = sum(one.holds(shown) for one in regions)
                # The contour is three quarters wide: what lies under it is no gap.
                assert held == 1 or (not held and chart().at(shown, 0.4)), shown


@each_outline
def test_a_region_and_its_mirror_image_are_alike(outline: Outline) -> None:
    twin = chart().in_view(outline.view, region(outline.code).mirrored)
    assert twin is not None
    x, y = outline.centre
    assert twin.centre == pytest.approx((2 * middle_of(outline.view) - x, y), abs=0.3)


def test_beside_the_body_the_nearest_region_counts_within_reach_only() -> None:
    hip = next(one for one in OUTLINES if (one.view, one.code) == (FRONT, "lateral_hip_left"))
    edge = max(x for x, _ in hip.points)
    assert chart().at((edge + 1.0, 52.0), 2.0) is hip
    assert chart().at((0.0, 108.0), 2.0) is None


@pytest.mark.parametrize("start", [OUTLINES[0], OUTLINES[-1]], ids=["head", "foot"])
def test_arrows_reach_every_region(start: Outline) -> None:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for way in Way:
            there = chart().beside(here, way)
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    assert seen == set(OUTLINES)


@pytest.mark.parametrize(
    ("view", "code", "way", "then"),
    [
        (BACK, "low_back_middle", Way.RIGHT, "low_back_right"),
        (BACK, "low_back_middle", Way.LEFT, "low_back_left"),
        (BACK, "low_back_right", Way.DOWN, "buttock_right"),
        (BACK, "buttock_right", Way.RIGHT, "lateral_hip_right"),
        (BACK, "buttock_right", Way.DOWN, "back_thigh_right"),
        (FRONT, "belly_right", Way.DOWN, "groin_right"),
        (FRONT, "front_thigh_left", Way.DOWN, "knee_front_left"),
        (FRONT, "arm_left", Way.RIGHT, "arm_left"),
        (BACK, "head", Way.UP, "head"),
    ],
)
def test_an_arrow_goes_to_the_neighbour_that_the_eye_expects(
    view: str, code: str, way: Way, then: str
) -> None:
    here = chart().in_view(view, code)
    assert here is not None
    assert chart().beside(here, way).code == then


def test_marks_are_filled_and_hatched_in_the_ink_of_findings_in_every_view_that_shows_them() -> None:
    plain = len(picture((), "Nothing is marked").shapes)
    buttock = picture(("buttock_right",), "Right buttock").shapes[plain:]
    hip = picture(("lateral_hip_right",), "Side of the right hip").shapes[plain:]
    assert [shape.fill for shape in buttock if isinstance(shape, Path)] == [Ink.FINDING_SOFT, None, None]
    assert len(hip) == 2 * len(buttock)


@each_outline
def test_every_mark_is_hatched_so_that_it_reads_without_colour(outline: Outline) -> None:
    plain = len(chart().shapes)
    hatched = [
        shape
        for shape in picture((outline.code,), "Marked").shapes[plain:]
        if isinstance(shape, Path) and len(shape.steps) > 4 and shape.width < 0.5
    ]
    assert len([one for one in OUTLINES if one.code == outline.code]) == len(hatched)


def test_both_views_are_named_and_each_hand_says_its_side() -> None:
    words = [shape for shape in picture((), "Nothing marked").shapes if isinstance(shape, Text)]
    assert sorted(text.words for text in words) == ["Back", "Front", "L", "L", "R", "R"]
    front_right, front_left, back_right, back_left = (t.at[0] for t in words if len(t.words) == 1)
    assert front_right < 0 < front_left
    assert back_left < APART < back_right


def test_no_body_reaches_into_the_other_or_over_the_edge_with_its_line() -> None:
    line = 0.5
    for view, middle in ((FRONT, 0.0), (BACK, APART)):
        reach = max(abs(x - middle) for one in OUTLINES if one.view == view for x, _ in one.points) + line
        assert reach < APART / 2
        assert reach < min(abs(ROOM.left), ROOM.right - APART)


def test_the_hands_of_the_two_bodies_stand_apart() -> None:
    """Far enough to be seen as two: the width of a finger's line many times over."""
    front = max(x for one in OUTLINES if one.view == FRONT for x, _ in one.points)
    back = min(x for one in OUTLINES if one.view == BACK for x, _ in one.points)
    assert back - front > 1.5


def test_nothing_leaves_the_frame() -> None:
    for shape in picture(tuple(one.code for one in REGIONS), "Everything").shapes:
        points = (
            [shape.at]
            if isinstance(shape, Text)
            else [point for stretch in flattened(shape.steps, 1.0) for point in stretch.points]
        )
        assert all(ROOM.left <= x <= ROOM.right and ROOM.bottom <= y <= ROOM.top for x, y in points)
