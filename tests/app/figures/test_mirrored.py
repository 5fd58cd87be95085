"""The other side of a movement is its mirror image: body, things in the room and what is drawn over them."""

from __future__ import annotations

import pytest

from app.figures.checks import stages
from app.figures.landmarks import landmarks
from app.figures.library import movements
from app.figures.marks import Mark
from app.figures.pose import other_side
from app.figures.skeleton import body, in_the_room


@pytest.mark.parametrize("code", list(movements()))
def test_every_still_of_the_other_side_is_the_mirror_image(code: str) -> None:
    drawn = movements()[code]
    turned = dict(stages(drawn.on_side("right" if drawn.side == "left" else "left")))
    for name, stage in stages(drawn):
        one, other = body(stage.pose), body(turned[name].pose)
        for landmark in landmarks():
            x, y, z = one.landmark(landmark)
            assert other.landmark(other_side(landmark)) == pytest.approx((-x, y, z), abs=0.01), (
                f"{name}: {landmark}"
            )


@pytest.mark.parametrize("code", list(movements()))
def test_everything_in_the_room_of_the_other_side_is_where_the_mirror_has_it(code: str) -> None:
    drawn = movements()[code]
    turned = drawn.on_side("right" if drawn.side == "left" else "left")
    bases = drawn.start.pose.base, turned.start.pose.base
    for one, other in zip(drawn.props, turned.props, strict=True):
        corners = []
        for prop, base in ((one, bases[0]), (other, bases[1])):
            corners.append(
                sorted(
                    in_the_room(base, across, height, along)
                    for across in prop.across
                    for height in prop.height
                    for along in prop.span
                )
            )
        mirrored = sorted((-x, y, z) for x, y, z in corners[0])
        for place, there in zip(mirrored, corners[1], strict=True):
            assert there == pytest.approx(place, abs=0.01), one.kind


def test_an_arrow_seen_from_above_turns_over_and_keeps_to_its_end_of_the_body() -> None:
    arrow = Mark("arrow", at="left_shin", away=(2.0, -5.0), by=(0.0, -10.0), views=("above",)).mirrored()

    assert (arrow.at, arrow.away, arrow.by) == ("right_shin", (2.0, 5.0), (0.0, 10.0))
