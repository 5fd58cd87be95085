"""The modified Thomas test as it is being read: the drawn thigh and shin follow the typed angles."""

from __future__ import annotations

from app.figures.figure import figure, frame_of
from app.figures.library import movements
from app.figures.mannequin import mannequin
from app.figures.marks import angle_shapes, bend_shapes
from app.figures.movement import Movement
from app.figures.pose import Pose
from app.figures.shapes import Ink, Picture
from app.figures.skeleton import body
from resources.tongue import tr

HIPS = (-40.0, 60.0)
KNEES = (0.0, 140.0)


def thomas_figure(side: str, hip: float, knee: float, *, out: float = 0.0, values: bool = True) -> Picture:
    """The tested leg at a thigh angle (above horizontal is positive) and a knee bend, both in degrees.

    Every picture of a side has the same frame, so that only the leg moves while somebody types. Values stand
    beside the joints unless the page shows them large itself.
    """
    movement = movements()["thomas"].on_side(side)
    pose = thomas_pose(movement, hip, knee, out)
    drawn = mannequin(body(pose), movement.view)
    ink = Ink.RIGHT if side == "right" else Ink.LEFT
    hip_at, knee_at = drawn.seen(f"{side}_hip"), drawn.seen(f"{side}_knee")
    ankle_at = drawn.seen(f"{side}_ankle")
    shown = _shown(hip), _shown(knee)
    picture = figure(
        pose,
        movement.view,
        props=movement.props,
        box=frame_of(movement, movement.view),
        words=_words(side, hip, knee),
    )
    shapes = (
        *bend_shapes(hip_at, knee_at, ankle_at, shown[1] if values else ""),
        *angle_shapes(hip_at, knee_at, ink, shown[0] if values else "", 21.0),
    )
    return Picture((*picture.shapes, *shapes), picture.box, picture.words)


def thomas_pose(movement: Movement, hip: float, knee: float, out: float = 0.0) -> Pose:
    side = movement.side
    bent = {f"{side}_hip_flexion": _within(hip, HIPS), f"{side}_knee_flexion": _within(knee, KNEES)}
    return movement.end.pose.with_angles(**bent, **{f"{side}_hip_abduction": out})


def _words(side: str, hip: float, knee: float) -> str:
    fields = {"hip": _shown(hip), "knee": _shown(knee)}
    if side == "right":
        if hip < 0:
            return tr("Thomas test, right thigh {hip} below horizontal, knee bent {knee}.", **fields)
        return tr("Thomas test, right thigh {hip} above horizontal, knee bent {knee}.", **fields)
    if hip < 0:
        return tr("Thomas test, left thigh {hip} below horizontal, knee bent {knee}.", **fields)
    return tr("Thomas test, left thigh {hip} above horizontal, knee bent {knee}.", **fields)


def _shown(angle: float) -> str:
    return f"{abs(angle):.0f}°"


def _within(angle: float, limits: tuple[float, float]) -> float:
    return max(limits[0], min(limits[1], angle))
