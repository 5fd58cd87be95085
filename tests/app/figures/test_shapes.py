from math import hypot

import pytest

from app.figures.flat import dashed, flattened
from app.figures.shapes import Box, Path, Picture, arc, circle, ellipse, polygon, polyline, sector, smooth


def test_a_circle_is_round_within_a_thousandth() -> None:
    (round_,) = flattened(circle((3.0, 4.0), 10.0), 0.2)

    assert round_.closed
    assert all(abs(hypot(x - 3, y - 4) - 10) < 0.01 for x, y in round_.points)


def test_an_arc_starts_and_ends_where_it_says() -> None:
    (bow,) = flattened(arc((0.0, 0.0), 5.0, 90.0, -30.0), 0.2)

    assert bow.points[0] == pytest.approx((0, 5))
    assert bow.points[-1] == pytest.approx((5 * 3**0.5 / 2, -2.5))
    assert not bow.closed


def test_a_turned_ellipse_keeps_its_centre_and_its_lengths() -> None:
    (outline,) = flattened(ellipse((1.0, 2.0), 6.0, 3.0, 90.0), 0.1)

    assert max(x for x, _ in outline.points) == pytest.approx(4, abs=0.01)
    assert max(y for _, y in outline.points) == pytest.approx(8, abs=0.01)


def test_a_slice_starts_in_its_middle_and_comes_back_to_it() -> None:
    (slice_,) = flattened(sector((0.0, 0.0), 4.0, 0.0, 90.0), 0.1)

    assert slice_.closed
    assert slice_.points[0] == (0, 0)


def test_a_smooth_line_goes_through_every_point() -> None:
    points = ((0.0, 0.0), (4.0, 3.0), (9.0, 1.0), (12.0, 6.0))
    (line,) = flattened(smooth(points), 0.5)

    assert all(any(hypot(x - px, y - py) < 1e-9 for px, py in line.points) for x, y in points)


def test_a_dashed_line_ends_with_what_is_left_of_its_last_dash() -> None:
    (line,) = flattened(polyline(((0.0, 0.0), (10.0, 0.0))), 1.0)

    parts = [(part.points[0][0], part.points[-1][0]) for part in dashed(line, (3.0, 1.0))]

    assert parts == [(0, 3), (4, 7), (8, 10)]


def test_a_dash_goes_on_round_a_corner_and_to_the_start_of_a_closed_line() -> None:
    (square,) = flattened(polygon(((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))), 1.0)

    parts = dashed(square, (6.0, 2.0))

    assert [part.points[-1] for part in parts] == [(4, 2), (0, 2)]


def test_a_picture_is_as_large_as_its_room_allows_and_in_the_middle() -> None:
    fit = Box(10.0, 0.0, 110.0, 50.0).fitted(400.0, 300.0)

    assert (fit.scale, fit.beside, fit.below) == (4, 0, 50)


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="text alternative"):
        Picture((Path(circle((0.0, 0.0), 1.0)),), Box(0.0, 0.0, 1.0, 1.0), " ")


def test_the_first_sentence_of_its_words_is_the_title_of_a_picture() -> None:
    picture = Picture((), Box(0.0, 0.0, 1.0, 1.0), "Thomas test, right leg. The thigh is 8.5° up.")

    assert (picture.title, picture.details) == ("Thomas test, right leg", "The thigh is 8.5° up.")
