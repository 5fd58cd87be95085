"""The modified Thomas test as it is being read: the drawn thigh and shin follow the typed angles."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from app.figures.figure import MARGIN, figure, frame_of
from app.figures.library import movements
from app.figures.mannequin import mannequin
from app.figures.marks import angle_shapes, bend_shapes
from app.figures.movement import Movement
from app.figures.pose import Pose
from app.figures.shapes import Box, Ink, Picture, Shape
from app.figures.skeleton import body
from app.figures.views import eye
from assessments.language.reading import number
from resources.tongue import tr

HANGING = 75.0
"""A drawing choice for a knee that nobody read."""
HIPS = (-25.0, 35.0)
KNEES = (0.0, 130.0)
"""How far the leg is drawn: a value beyond is shown in figures and the leg stays at the edge of the frame."""


@lru_cache(maxsize=256)
def thomas_figure(side: str, hip: Decimal | None, knee: Decimal | None) -> Picture:
    """The tested leg at a thigh angle (above horizontal is positive) and a knee bend, both in degrees.

    An angle that is None is drawn as a leg hangs in most people, and nothing is marked or said of it. Every
    picture of a side has the same frame, so that only the leg moves while somebody types.
    """
    movement = movements()["thomas"].on_side(side)
    pose = thomas_pose(movement, float(hip or 0), HANGING if knee is None else float(knee))
    posed, looking = body(pose), eye(movement.view, pose.base)
    ink = Ink.RIGHT if side == "right" else Ink.LEFT
    hip_at, knee_at, ankle_at = (
        looking.seen(posed.landmark(f"{side}_{joint}")) for joint in ("hip", "knee", "ankle")
    )
    picture = figure(
        posed, movement.view, props=movement.props, box=_frame(side), words=_words(side, hip, knee)
    )
    marks: list[Shape] = []
    if knee is not None:
        marks += bend_shapes(hip_at, knee_at, ankle_at, "")
    if hip is not None:
        marks += angle_shapes(hip_at, knee_at, ink, "")
    return Picture((*picture.shapes, *marks), picture.box, picture.words)


@cache
def _frame(side: str) -> Box:
    """Room for the leg wherever it is drawn."""
    movement = movements()["thomas"].on_side(side)
    box = frame_of(movement, movement.view)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    for hip in (*HIPS, 0.0):
        for knee in (*KNEES, 45.0, 90.0):
            points = mannequin(body(thomas_pose(movement, hip, knee)), movement.view).points
            left = min(left, *(x - MARGIN for x, _ in points))
            right = max(right, *(x + MARGIN for x, _ in points))
            bottom = min(bottom, *(y - MARGIN for _, y in points))
            top = max(top, *(y + MARGIN for _, y in points))
    return Box(left, bottom, right, top)


def thomas_pose(movement: Movement, hip: float, knee: float, out: float = 0.0) -> Pose:
    side = movement.side
    bent = {f"{side}_hip_flexion": _within(hip, HIPS), f"{side}_knee_flexion": _within(knee, KNEES)}
    return movement.end.pose.with_angles(**bent, **{f"{side}_hip_abduction": out})


def _words(side: str, hip: Decimal | None, knee: Decimal | None) -> str:
    said = [tr("Thomas test, right leg.") if side == "right" else tr("Thomas test, left leg.")]
    if hip is None:
        said.append(tr("The thigh: not recorded."))
    elif hip < 0:
        said.append(tr("The thigh {angle}° below horizontal.", angle=number(-hip)))
    else:
        said.append(tr("The thigh {angle}° above horizontal.", angle=number(hip)))
    if knee is not None:
        said.append(tr("The knee bent {angle}°.", angle=number(knee)))
    return " ".join(said)


def _within(angle: float, limits: tuple[float, float]) -> float:
    return max(limits[0], min(limits[1], angle))
