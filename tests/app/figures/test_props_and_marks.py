"""Things round the body, and what is drawn over it, lie where the body is, from every side."""

from __future__ import annotations

from math import atan2, degrees

import pytest

from app.figures import marks, props
from app.figures.figure import figure, outline_points, still
from app.figures.library import movements
from app.figures.mannequin import mannequin
from app.figures.marks import Mark, angle_shapes, bend_shapes, mark_shapes
from app.figures.pose import Base, Pose, Reach, Rest, named
from app.figures.props import Prop
from app.figures.shapes import Curve, Ink, Line, Move, Path, Picture, Text
from app.figures.skeleton import body
from app.figures.thomas import thomas_pose
from app.figures.views import View

HELD = {
    "rod": ("left_wrist", "right_wrist"),
    "band": ("left_above_knee", "right_above_knee"),
    "belt": ("left_asis", "left_iliac_crest", "left_psis"),
    "dynamometer": ("left_above_outer_ankle",),
}


@pytest.mark.parametrize("kind", props.KINDS)
@pytest.mark.parametrize("view", [View.LEFT, View.FRONT, View.ABOVE])
def test_every_prop_can_be_drawn_from_every_side(kind: str, view: View) -> None:
    prop = Prop(kind, (-20.0, 20.0), (-10.0, 10.0), (0.0, 12.0), by=HELD.get(kind, ()), away=(1.0, 0.0, 0.0))
    alone, with_it = figure(Pose(), view), figure(Pose(), view, props=(prop,))
    assert len(with_it.shapes) > len(alone.shapes)


@pytest.mark.parametrize("kind", marks.KINDS)
def test_every_mark_can_be_drawn(kind: str) -> None:
    mark = Mark(
        kind,
        at="left_knee",
        to="left_ankle",
        through=("l5", "l3", "l1"),
        by=(0.0, 8.0),
        away=(4.0, 4.0),
        words="here",
        muscle="buttock",
    )
    drawn = mannequin(body(Pose()), View.LEFT)
    before = mannequin(body(Pose(angles=named({"left_hip_flexion": 30}))), View.LEFT)
    assert mark_shapes(mark, drawn, before)


@pytest.mark.parametrize("muscle", marks.PATCHES)
def test_every_muscle_is_shown_in_the_accent_ink(muscle: str) -> None:
    drawn = mannequin(body(Pose()), View.LEFT)
    patch = mark_shapes(Mark("patch", muscle=muscle, side="left"), drawn)
    assert {shape.fill for shape in patch if isinstance(shape, Path)} == {Ink.ACCENT, None}


def test_a_body_lies_on_the_couch_and_the_couch_lies_under_it() -> None:
    couch = Prop("couch", (-50.0, 50.0), (-17.0, 17.0), (0.0, 38.0))
    picture = figure(Pose(base=Base.SUPINE, rest=Rest(height=38.0)), View.RIGHT, props=(couch,))
    top = max(
        step.to[1]
        for shape in picture.shapes
        if isinstance(shape, Path) and shape.fill is Ink.PROP
        for step in shape.steps
        if isinstance(step, Move | Line | Curve)
    )
    assert top == pytest.approx(38.0)


def test_an_angle_above_the_horizontal_opens_upwards_on_either_side() -> None:
    for sign in (1.0, -1.0):
        shapes = angle_shapes((0.0, 50.0), (sign * 24.0, 54.0), Ink.RIGHT, "9°")
        words = [shape for shape in shapes if isinstance(shape, Text)]
        assert words[0].words == "9°"
        assert words[0].anchor == ("start" if sign > 0 else "end")


def test_a_knee_that_is_straight_has_no_arc_to_speak_of() -> None:
    arc = bend_shapes((0.0, 50.0), (24.0, 50.0), (48.0, 50.0), "0°")[1]
    assert isinstance(arc, Path)
    ys = [step.to[1] for step in arc.steps if isinstance(step, Move | Line | Curve)]
    assert max(ys) - min(ys) < 0.1


def test_a_palm_that_is_told_where_to_face_faces_there() -> None:
    reach = Reach("left_hand", away=(12.0, 1.2, 30.0), fingers=(0.0, 0.0, 1.0), palm=(0.0, -1.0, 0.0))
    pose = Pose(base=Base.PRONE, angles=named({"hip_flexion": 90, "knee_flexion": 90}), reaches=(reach,))
    posed = body(pose)
    wrist, palm = posed.frames["left_hand"].at, posed.landmark("left_palm")
    assert palm[1] < wrist[1]


def test_a_mark_of_the_left_side_is_on_the_right_in_the_mirror() -> None:
    mark = Mark("angle", at="left_hip", to="left_knee", ink="left", away=(3.0, 1.0), by=(2.0, 0.0), bend=1.5)
    other = mark.mirrored()
    assert (other.at, other.to, other.ink) == ("right_hip", "right_knee", "right")
    assert (other.away, other.bend) == ((-3.0, 1.0), -1.5)
    assert other.mirrored() == mark


def test_an_arrow_drawn_for_the_front_is_not_seen_from_the_side() -> None:
    step = movements()["GLUT-3D"]
    assert accents(still(step, "end", view=View.FRONT)) == 4, (
        "an arrow's line and head, a muscle and its edge"
    )
    assert accents(still(step, "end", view=View.RIGHT)) == 2, "the muscle alone"


def accents(picture: Picture) -> int:
    shapes = [shape for shape in picture.shapes if isinstance(shape, Path)]
    return sum(Ink.ACCENT in (shape.fill, shape.line) for shape in shapes)


def test_a_pad_seen_from_where_it_points_is_a_plate_on_the_leg() -> None:
    pad = Prop("dynamometer", by=("left_above_ankle_back",), away=(0.0, 1.0, 0.0))
    prone = Pose(base=Base.PRONE)
    case = [
        max(y for _, y in outline_points(figure(prone, view, props=(pad,)).shapes[-2]))
        - mannequin(body(prone), view).seen("left_above_ankle_back")[1]
        for view in (View.LEFT, View.ABOVE)
    ]
    assert case == pytest.approx([5.4, 2.6], abs=0.05)


@pytest.mark.parametrize("hip", [-10, -9.7, 0, 8, 30])
@pytest.mark.parametrize("knee", [30, 67, 110])
@pytest.mark.parametrize("side", ["right", "left"])
def test_the_drawn_thomas_leg_has_the_typed_angles(side: str, hip: float, knee: float) -> None:
    movement = movements()["thomas"].on_side(side)
    drawn = mannequin(body(thomas_pose(movement, hip, knee)), movement.view)
    (hx, hy), (kx, ky), (ax, ay) = (drawn.seen(f"{side}_{joint}") for joint in ("hip", "knee", "ankle"))
    thigh = degrees(atan2(ky - hy, abs(kx - hx)))
    shin = degrees(atan2(ay - ky, (ax - kx) * (1 if kx > hx else -1)))
    assert thigh == pytest.approx(hip, abs=0.1)
    assert thigh - shin == pytest.approx(knee, abs=0.1)
