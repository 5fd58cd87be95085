"""What must be true of every pose file, each as a list of what is not."""

from __future__ import annotations

from collections.abc import Iterator

from app.figures.figure import figure, outline_points, still
from app.figures.library import top_of
from app.figures.limits import beyond_limits
from app.figures.movement import Movement, Stage
from app.figures.segments import SIDES
from app.figures.skeleton import Body, body, lowest, ways
from app.figures.vectors import dot

TOUCHES_WITHIN = 0.5
"""A foot this near its floor stands on it, in hundredths of a stature."""
SINKS_BY = 1.2
"""Soft parts may lie this far into what carries them."""
HARD_SINKS_BY = 0.8
"""Bone with little flesh on it may lie this far into it."""
_THICK = {
    "couch": 4.0, "bench": 5.0, "chair": 2.6, "box": 99.0, "step": 99.0, "wall": 99.0, "mat": 99.0,
    "treadmill": 99.0,
}  # fmt: skip
"""How much of each thing under its top is solid: a couch stands on legs."""
_ENDLESS = 999.0
"""What has gone through a wall is no better than what is in it."""
_HARD = (
    "crown", "back_of_head", "nose",
    *(
        f"{side}_{name}"
        for side in SIDES
        for name in (
            "wrist", "palm", "fingertips", "elbow", "kneecap", "heel", "sole", "forefoot", "toe_tip", "calf",
        )
    ),
)  # fmt: skip
"""Places with bone so near that they sink into nothing."""


def stages(movement: Movement) -> Iterator[tuple[str, Stage]]:
    """Every still with its name."""
    yield "start", movement.start
    yield "end", movement.end
    yield from movement.extras.items()
    yield from movement.faults.items()


def not_touching(movement: Movement) -> list[str]:
    """Parts that ought to lie or stand on something and hang above it or sink into it; and bodies whose pose
    names nothing they touch."""
    said = []
    for name, stage in stages(movement):
        if not stage.touches:
            said.append(f"{name}: nothing carries the body")
        posed = body(stage.pose)
        for touch in stage.touches:
            over = lowest(posed.frames, (touch.part,)) - top_of(touch.on, (*stage.props, *movement.props))
            if not -SINKS_BY <= over <= TOUCHES_WITHIN:
                said.append(f"{name}: {touch.part} is {over:+.1f} from the {touch.on}")
        if (low := lowest(posed.frames)) < -SINKS_BY:
            said.append(f"{name}: something is {-low:.1f} under the floor")
    return said


def inside_things(movement: Movement) -> list[str]:
    """Hands, feet, elbows, knees and heads that are in a couch, a wall or a box, and not on it."""
    said = []
    for name, stage in stages(movement):
        posed = body(stage.pose)
        along, across = ways(stage.pose.base)
        for prop in (*movement.props, *stage.props):
            thick = _THICK.get(prop.kind)
            if thick is None or prop.by:
                continue
            low, high = max(prop.height[0], prop.top - thick), prop.top
            span = prop.span
            if prop.kind == "wall" and prop.top > 80.0:
                span = (span[0], _ENDLESS) if span[0] > 0.0 else (-_ENDLESS, span[1])
            room = (span, prop.across, (low, high))
            for landmark in _HARD:
                place = posed.landmark(landmark)
                at = (dot(along, place), dot(across, place), place[1])
                deep = min(min(x - a, b - x) for x, (a, b) in zip(at, room, strict=True))
                if deep > HARD_SINKS_BY:
                    said.append(f"{name}: {landmark} is {deep:.1f} inside the {prop.kind}")
    return said


def bent_too_far(movement: Movement) -> list[str]:
    """Joints beyond their drawing limits, on the way and back as well as at its ends."""
    said = []
    for name, stage in stages(movement):
        said += [f"{name}: {each}" for each in beyond_limits(body(stage.pose))]
    for step in range(1, 8):
        said += [f"at {step}/8: {each}" for each in beyond_limits(body(movement.at(step / 8.0)))]
    return said


def out_of_frame(movement: Movement) -> list[str]:
    """Stills of which something leaves the frame, from any of the movement's sides."""
    said = []
    for view in movement.views:
        for name, _ in stages(movement):
            picture = still(movement, name, view=view)
            box = picture.box
            for shape in picture.shapes:
                for x, y in outline_points(shape):
                    if not (box.left <= x <= box.right and box.bottom <= y <= box.top):
                        said.append(f"{name} from {view}: {x:.0f}, {y:.0f} is outside")
                        break
    return said


def does_not_move(movement: Movement) -> list[str]:
    """Ends and faults that nobody could tell from where they came from."""
    said = []
    if (
        not _moved(body(movement.start.pose), body(movement.end.pose))
        and movement.start.props == movement.end.props
    ):
        said.append("start and end are the same")
    for name, stage in movement.faults.items():
        if not _moved(body(movement.end.pose), body(stage.pose)) and not stage.marks:
            said.append(f"{name} looks like the end")
    return said


def says_nothing(movement: Movement) -> list[str]:
    """Stills without words of their own."""
    said = [f"{name} has no words" for name, stage in stages(movement) if not stage.words]
    said += [f"{view} has no words" for view in movement.views if not figure(movement.end.pose, view).words]
    return said


def _moved(one: Body, other: Body) -> bool:
    return any(
        max(abs(a - b) for a, b in zip(frame.at, other.frames[part].at, strict=True)) > 1.0
        or max(abs(a - b) for a, b in zip(frame.turn[1], other.frames[part].turn[1], strict=True)) > 0.04
        for part, frame in one.frames.items()
    )
