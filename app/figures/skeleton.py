"""The joints in space: from the angles of a pose to where every part of the body is and how it is turned."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from app.figures.landmarks import landmarks
from app.figures.limbs import arm, leg, pointed_hand, reached_arm, reached_leg
from app.figures.pose import Base, Pose, Reach
from app.figures.segments import SIDES, measures
from app.figures.vectors import (
    ORIGIN,
    UNTURNED,
    Frame,
    Turn,
    Vector,
    add,
    forwards,
    leftwards,
    length,
    less,
    part_way,
    then,
    times,
    to_the_left,
    turned,
)

LYING: dict[Base, Turn] = {
    Base.UPRIGHT: UNTURNED,
    Base.SUPINE: forwards(-90.0),
    Base.PRONE: forwards(90.0),
    Base.RIGHT_SIDE: leftwards(-90.0),
    Base.LEFT_SIDE: leftwards(90.0),
}
"""How the anatomical position is laid down, before the body itself tips or turns."""


@dataclass(frozen=True)
class Body:
    """Every part of the body in the room, floor at height nothing."""

    pose: Pose
    frames: dict[str, Frame]

    def landmark(self, name: str) -> Vector:
        part, local = landmarks()[name]
        return self.frames[part].point(local)


def body(pose: Pose) -> Body:
    """The joints bent, the body set down on what it rests on, then hands and feet put where they reach."""
    turn = _whole(pose)
    frames = _spine(pose, Frame(ORIGIN, turn))
    for side in SIDES:
        frames |= leg(pose, side, frames["pelvis"], turn)
        frames |= arm(pose, side, frames["chest"])
    frames = _set_down(pose, frames)
    for reach in pose.reaches:
        frames |= _reached(pose, reach, frames)
    return Body(pose, frames)


def ways(base: Base) -> tuple[Vector, Vector]:
    """The room's two directions along the floor: towards the feet of a lying body, or forwards of a standing
    one; and across to its other side (its left, unless it lies on a side)."""
    if base is Base.UPRIGHT:
        return (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)
    along = times(LYING[base][1], -1.0)
    return along, (1.0, 0.0, 0.0) if abs(along[2]) > 0.5 else (0.0, 0.0, 1.0)


def in_the_room(base: Base, across: float, height: float, along: float) -> Vector:
    """A place in the room from its ways."""
    one, other = ways(base)
    return (one[0] * along + other[0] * across, height, one[2] * along + other[2] * across)


def lowest(frames: dict[str, Frame], parts: tuple[str, ...] = ()) -> float:
    """How low the skin of these chains, or these landmarks, comes."""
    chains = measures().chains
    ups = {name: (at[1], (x[1], y[1], z[1])) for name, (at, (x, y, z)) in frames.items()}
    low = float("inf")
    for name in parts or tuple(chains):
        if name not in chains:
            part, local = landmarks()[name]
            low = min(low, frames[part].point(local)[1])
            continue
        for ring in chains[name]:
            centre = ring.centre
            base, up = ups[centre.part]
            x, y, z = centre.local
            at, deep, wide = base + up[0] * x + up[1] * y + up[2] * z, up[ring.deep], up[ring.wide]
            if share := centre.share:
                base, up = ups[centre.other]
                x, y, z = centre.other_local
                at += (base + up[0] * x + up[1] * y + up[2] * z - at) * share
                deep += (up[ring.deep] - deep) * share
                wide += (up[ring.wide] - wide) * share
            deep, wide = deep * ring.depth, wide * ring.width
            low = min(low, at - sqrt(deep * deep + wide * wide))
    return low


def _whole(pose: Pose) -> Turn:
    tipped = then(forwards(pose.angle("body_forward")), leftwards(pose.angle("body_left")))
    return then(then(LYING[pose.base], tipped), to_the_left(pose.angle("body_turn")))


def _spine(pose: Pose, root: Frame) -> dict[str, Frame]:
    """The low back shares out what lies between pelvis and ribs."""
    angle = pose.angle
    pelvis = (angle("pelvis_tilt"), angle("pelvis_drop"), angle("pelvis_turn"))
    ribs = (angle("trunk_flexion"), angle("trunk_bend"), angle("trunk_turn"))
    chest = add(ribs, (angle("chest_flexion"), angle("chest_bend"), angle("chest_turn")))
    neck = add(chest, (angle("neck_flexion"), angle("neck_bend"), angle("neck_turn") * 0.5))
    head = add(neck, (angle("head_flexion"), 0.0, angle("neck_turn") * 0.5 + angle("head_turn")))
    shares = {
        "pelvis": pelvis,
        "low": part_way(pelvis, ribs, 0.34),
        "mid": part_way(pelvis, ribs, 0.72),
        "high": ribs,
        "chest": chest,
        "neck": part_way(chest, neck, 0.6),
        "head": head,
    }
    joints, shift = measures().joints, angle("trunk_shift")
    frames: dict[str, Frame] = {}
    below = ""
    for part, (flexion, bend, turn) in shares.items():
        tipped = then(then(forwards(flexion), leftwards(bend)), to_the_left(turn))
        at = frames[below].point(less(joints[part], joints[below])) if below else root.at
        if shift and part in ("low", "mid", "high"):
            at = add(at, times(root.turn[0], shift / 3.0))
        frames[part] = Frame(at, then(root.turn, tipped))
        below = part
    return frames


def _set_down(pose: Pose, frames: dict[str, Frame]) -> dict[str, Frame]:
    rest = pose.rest
    pin_part, pin_local = landmarks()[rest.pin or "hips"]
    pin = frames[pin_part].point(pin_local)
    down = rest.height - lowest(frames, rest.parts)
    x, _, z = in_the_room(pose.base, rest.at[0], 0.0, rest.at[1])
    by = (x - pin[0], down, z - pin[2])
    return {name: Frame(add(frame.at, by), frame.turn) for name, frame in frames.items()}


def _reached(pose: Pose, reach: Reach, frames: dict[str, Frame]) -> dict[str, Frame]:
    side, limb = reach.limb.split("_")
    if reach.to:
        part, local = landmarks()[reach.to]
        goal = frames[part].point(add(local, reach.away))
    else:
        goal = in_the_room(pose.base, *reach.away)
    hand = limb == "hand"
    tip = frames[f"{side}_hand" if hand else f"{side}_foot"].at
    goal = part_way(tip, goal, reach.hold)
    bend = None if reach.bend is None else turned(frames["chest" if hand else "pelvis"].turn, reach.bend)
    if hand:
        found = reached_arm(pose, side, frames, goal, bend)
        if reach.fingers and reach.palm and reach.hold > 0.5:
            fingers, palm = (_way(pose, frames, reach, way) for way in (reach.fingers, reach.palm))
            return found | pointed_hand(pose, side, found[f"{side}_hand"].at, fingers, palm)
        return found
    level = _level(pose, side) if reach.flat else None
    return reached_leg(pose, side, frames, goal, bend, level)


def _way(pose: Pose, frames: dict[str, Frame], reach: Reach, way: Vector) -> Vector:
    return turned(frames["high"].turn, way) if reach.to else in_the_room(pose.base, *way)


def _level(pose: Pose, side: str) -> Turn:
    """A sole that lies on the floor, pointing where the body faces along the floor."""
    facing = _whole(pose)
    ahead = facing[2] if abs(facing[2][1]) < 0.7 else times(facing[1], -1.0 if facing[2][1] > 0.0 else 1.0)
    flat = (ahead[0], 0.0, ahead[2])
    flat = times(flat, 1.0 / length(flat))
    left = (flat[2], 0.0, -flat[0])
    out = pose.angle(f"{side}_foot_turn") * (1.0 if side == "left" else -1.0)
    return then((left, (0.0, 1.0, 0.0), flat), to_the_left(out))
