"""The position an exercise begins in, drawn from a few thick strokes: a sign that needs no reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resources.tongue import tr

Stroke = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Pose:
    """A figure in a field 100 wide and 56 high: the head's centre, limbs as broken lines, near over far.

    It rests on the line at height 2; `props` are other things, such as a step.
    """

    words: str
    head: tuple[float, float]
    near: tuple[Stroke, ...]
    far: tuple[Stroke, ...] = ()
    props: tuple[Stroke, ...] = ()


POSES = {
    "supine": Pose(
        tr("Lie on your back"),
        (18, 14),
        (((28, 12), (52, 11), (68, 29), (80, 11)), ((30, 13), (46, 9))),
    ),
    "side_lying": Pose(
        tr("Lie on your side"),
        (18, 18),
        (((28, 15), (52, 14), (72, 22), (84, 12)), ((31, 15), (40, 10), (24, 9))),
        (((52, 12), (74, 11), (86, 10)),),
    ),
    "prone": Pose(
        tr("Lie on your front"),
        (14, 14),
        (((25, 13), (54, 12), (90, 11)), ((26, 12), (20, 8))),
    ),
    "kneeling": Pose(
        tr("Kneel on one knee"),
        (44, 50),
        (((44, 40), (44, 24), (42, 9), (22, 9)), ((44, 38), (52, 28), (60, 27))),
        (((44, 24), (66, 25), (66, 9)),),
    ),
    "quadruped": Pose(
        tr("Hands and knees"),
        (20, 33),
        (((29, 30), (62, 29), (62, 9), (82, 9)), ((31, 29), (31, 9))),
    ),
    "standing": Pose(
        tr("Stand"),
        (50, 51),
        (((50, 42), (50, 25), (50, 8), (55, 8)), ((50, 40), (52, 26))),
    ),
    "step": Pose(
        tr("Stand on a step"),
        (50, 51),
        (((50, 42), (49, 30), (52, 21), (50, 15)), ((50, 40), (56, 33), (51, 29))),
        (((49, 30), (40, 20), (38, 9)),),
        props=(((46, 2), (46, 12), (66, 12), (66, 2)),),
    ),
    "sit": Pose(
        tr("Sit"),
        (42, 49),
        (((42, 39), (42, 23), (61, 23), (61, 9), (66, 9)), ((42, 37), (54, 26))),
        props=(((32, 2), (32, 18), (54, 18), (54, 2)),),
    ),
    "walk": Pose(
        tr("Walk"),
        (50, 51),
        (((50, 42), (50, 26), (60, 17), (63, 8), (68, 8)), ((50, 40), (43, 32), (40, 26))),
        (((50, 26), (45, 16), (35, 10)), ((50, 40), (58, 33), (63, 30))),
    ),
    "day": Pose(
        tr("In your day"),
        (50, 51),
        (((50, 42), (50, 25), (50, 8), (55, 8)), ((50, 39), (60, 33), (70, 36))),
        props=(((70, 2), (70, 32), (88, 32), (88, 2)),),
    ),
}


def draw_pose(canvas: Any, pose: Pose, x: float, y: float, wide: float, high: float) -> None:
    """Draw the figure as large as fits, centred in the rectangle whose lower left corner is (x, y)."""
    spots = [spot for stroke in (*pose.near, *pose.far, *pose.props) for spot in stroke]
    low_x = min(pose.head[0] - 6, *(sx for sx, _ in spots)) - 5
    high_x = max(pose.head[0] + 6, *(sx for sx, _ in spots)) + 5
    high_y = max(pose.head[1] + 6, *(sy for _, sy in spots)) + 2
    scale = min(wide / max(high_x - low_x, 62), high / max(high_y, 30))
    canvas.saveState()
    canvas.translate(x + wide / 2 - (low_x + high_x) / 2 * scale, y + (high - high_y * scale) / 2)
    canvas.scale(scale, scale)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    _stroke(canvas, ((low_x, 2), (high_x, 2)), 1.6, "#808080")
    for prop in pose.props:
        _stroke(canvas, prop, 1.6, "#808080")
    for limb in pose.far:
        _stroke(canvas, limb, 6.2, "#A8A8A8")
    for limb in pose.near:
        _stroke(canvas, limb, 8.6, "#FFFFFF")
    for limb in pose.near:
        _stroke(canvas, limb, 6.8, "#303030")
    canvas.setFillColor("#303030")
    canvas.circle(*pose.head, 5.4, stroke=0, fill=1)
    canvas.restoreState()


def _stroke(canvas: Any, stroke: Stroke, width: float, tone: str) -> None:
    canvas.setStrokeColor(tone)
    canvas.setLineWidth(width)
    path = canvas.beginPath()
    path.moveTo(*stroke[0])
    for point in stroke[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
