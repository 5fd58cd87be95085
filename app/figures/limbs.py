"""Legs and arms: bent by their angles, or by where the hand or the foot has to be."""

from __future__ import annotations

from math import acos, cos, degrees, sin

from app.figures.pose import Pose
from app.figures.segments import measures
from app.figures.vectors import (
    Frame,
    Turn,
    Vector,
    add,
    between,
    cross,
    dot,
    forwards,
    leftwards,
    length,
    less,
    then,
    times,
    to_the_left,
    unit,
)

LEG_PARTS = ("thigh", "shank", "foot", "toes")
ARM_PARTS = ("upper_arm", "forearm", "hand", "fingers")


def leg(pose: Pose, side: str, pelvis: Frame, whole: Turn) -> dict[str, Frame]:
    """The thigh turns on the body as a whole and hangs from where the pelvis carries the hip."""
    sign = _sign(side)
    joints = measures().joints
    hip = pelvis.point(less(joints[f"{side}_thigh"], joints["pelvis"]))
    thigh = then(
        then(
            forwards(-pose.angle(f"{side}_hip_flexion")),
            leftwards(-sign * pose.angle(f"{side}_hip_abduction")),
        ),
        to_the_left(sign * pose.angle(f"{side}_hip_rotation")),
    )
    frames = {f"{side}_thigh": Frame(hip, then(whole, thigh))}
    shank = forwards(pose.angle(f"{side}_knee_flexion"))
    frames[f"{side}_shank"] = _hung(side, "thigh", "shank", frames, shank)
    return frames | _foot(pose, side, frames)


def arm(pose: Pose, side: str, chest: Frame) -> dict[str, Frame]:
    """An arm that rises takes its shoulder along."""
    sign = _sign(side)
    joints = measures().joints
    upper = then(
        then(
            forwards(-pose.angle(f"{side}_shoulder_flexion")),
            leftwards(-sign * pose.angle(f"{side}_shoulder_abduction")),
        ),
        to_the_left(sign * pose.angle(f"{side}_shoulder_rotation")),
    )
    shoulder = less(joints[f"{side}_upper_arm"], joints["chest"])
    lift = pose.angle(f"{side}_shoulder_lift")
    at = chest.point(add(shoulder, _girdle(sign, times(upper[1], -1.0), lift)))
    frames = {
        f"{side}_shoulder": Frame(at, chest.turn),
        f"{side}_upper_arm": Frame(at, then(chest.turn, upper)),
    }
    elbow = forwards(-pose.angle(f"{side}_elbow_flexion"))
    frames[f"{side}_forearm"] = _hung(side, "upper_arm", "forearm", frames, elbow)
    return frames | _hand(pose, side, frames)


def reached_leg(
    pose: Pose, side: str, frames: dict[str, Frame], goal: Vector, bend: Vector | None, level: Turn | None
) -> dict[str, Frame]:
    """The ankle put at the goal; the knee points where it is told, or where its angles point it."""
    thigh = frames[f"{side}_thigh"]
    towards = bend or thigh.turn[2]
    long = _long(f"{side}_thigh", f"{side}_shank"), _long(f"{side}_shank", f"{side}_foot")
    knee = _bent(thigh.at, goal, *long, towards)
    ankle = add(knee, times(unit(less(goal, knee)), long[1]))
    upper, lower = _hinged(thigh.at, knee, ankle, towards, -1.0)
    found = {f"{side}_thigh": Frame(thigh.at, upper), f"{side}_shank": Frame(knee, lower)}
    if level is None:
        return found | _foot(pose, side, found)
    foot = Frame(ankle, level)
    return found | {f"{side}_foot": foot, f"{side}_toes": _toes(pose, side, foot)}


def reached_arm(
    pose: Pose, side: str, frames: dict[str, Frame], goal: Vector, bend: Vector | None
) -> dict[str, Frame]:
    """The wrist put at the goal; the elbow points where it is told, or backwards."""
    sign = _sign(side)
    chest = frames["chest"]
    joints = measures().joints
    neutral = less(joints[f"{side}_upper_arm"], joints["chest"])
    away = unit(less(goal, chest.point(neutral)))
    inside = (dot(away, chest.turn[0]), dot(away, chest.turn[1]), dot(away, chest.turn[2]))
    shoulder = chest.point(add(neutral, _girdle(sign, inside, pose.angle(f"{side}_shoulder_lift"))))
    towards = bend or times(chest.turn[2], -1.0)
    long = _long(f"{side}_upper_arm", f"{side}_forearm"), _long(f"{side}_forearm", f"{side}_hand")
    elbow = _bent(shoulder, goal, *long, towards)
    wrist = add(elbow, times(unit(less(goal, elbow)), long[1]))
    upper, lower = _hinged(shoulder, elbow, wrist, towards, 1.0)
    found = {
        f"{side}_shoulder": Frame(shoulder, chest.turn),
        f"{side}_upper_arm": Frame(shoulder, upper),
        f"{side}_forearm": Frame(elbow, lower),
    }
    return found | _hand(pose, side, found)


def pointed_hand(pose: Pose, side: str, wrist: Vector, fingers: Vector, palm: Vector) -> dict[str, Frame]:
    """A hand whose fingers point one way while its palm faces another, whatever the forearm does."""
    up = times(unit(fingers), -1.0)
    left = times(palm, -_sign(side))
    left = unit(less(left, times(up, dot(up, left))))
    return _with_fingers(pose, side, Frame(wrist, (left, up, cross(left, up))))


def elbow_bend(frames: dict[str, Frame], side: str) -> float:
    return between(frames[f"{side}_upper_arm"].turn[1], frames[f"{side}_forearm"].turn[1])


def knee_bend(frames: dict[str, Frame], side: str) -> float:
    return between(frames[f"{side}_thigh"].turn[1], frames[f"{side}_shank"].turn[1])


def _foot(pose: Pose, side: str, frames: dict[str, Frame]) -> dict[str, Frame]:
    sign = _sign(side)
    ankle = then(
        then(
            forwards(-pose.angle(f"{side}_ankle_dorsiflexion")),
            to_the_left(sign * pose.angle(f"{side}_foot_turn")),
        ),
        leftwards(sign * pose.angle(f"{side}_foot_inversion")),
    )
    foot = _hung(side, "shank", "foot", frames, ankle)
    return {f"{side}_foot": foot, f"{side}_toes": _toes(pose, side, foot)}


def _toes(pose: Pose, side: str, foot: Frame) -> Frame:
    raised = forwards(-pose.angle(f"{side}_toes_extension"))
    return _hung(side, "foot", "toes", {f"{side}_foot": foot}, raised)


def _hand(pose: Pose, side: str, frames: dict[str, Frame]) -> dict[str, Frame]:
    sign = _sign(side)
    hand = then(
        then(
            to_the_left(-sign * pose.angle(f"{side}_pronation")),
            leftwards(sign * pose.angle(f"{side}_wrist_flexion")),
        ),
        forwards(-pose.angle(f"{side}_wrist_deviation")),
    )
    return _with_fingers(pose, side, _hung(side, "forearm", "hand", frames, hand))


def _with_fingers(pose: Pose, side: str, hand: Frame) -> dict[str, Frame]:
    held = {f"{side}_hand": hand}
    curled = leftwards(_sign(side) * pose.angle(f"{side}_fingers_flexion"))
    return held | {f"{side}_fingers": _hung(side, "hand", "fingers", held, curled)}


def _hung(side: str, above: str, below: str, frames: dict[str, Frame], turn: Turn) -> Frame:
    joints = measures().joints
    frame = frames[f"{side}_{above}"]
    at = frame.point(less(joints[f"{side}_{below}"], joints[f"{side}_{above}"]))
    return Frame(at, then(frame.turn, turn))


def _girdle(sign: float, hanging: Vector, lift: float) -> Vector:
    """How far the shoulder follows an arm that points this way, in the directions of the ribs."""
    raised = max(0.0, degrees(acos(max(-1.0, min(1.0, -hanging[1])))) - 45.0) / 135.0
    ahead = max(0.0, hanging[2])
    return (
        -sign * (1.6 * raised + 1.2 * ahead * (1.0 - raised)),
        lift + 2.6 * raised,
        1.6 * ahead * (1.0 - 0.5 * raised),
    )


def _long(upper: str, lower: str) -> float:
    joints = measures().joints
    return length(less(joints[lower], joints[upper]))


def _bent(start: Vector, goal: Vector, upper: float, lower: float, towards: Vector) -> Vector:
    """Where the middle joint is: two bones of these lengths from start to goal, bent towards a direction.

    A goal out of reach is reached for, almost straight.
    """
    way = less(goal, start)
    far = max(abs(upper - lower) + 0.5, min(length(way), (upper + lower) * 0.9995))
    along = unit(way)
    side = less(towards, times(along, dot(towards, along)))
    side = unit(side) if length(side) > 1e-6 else unit(cross(along, (0.3, 0.8, 0.5)))
    open_by = acos(max(-1.0, min(1.0, (upper * upper + far * far - lower * lower) / (2.0 * upper * far))))
    return add(start, add(times(along, upper * cos(open_by)), times(side, upper * sin(open_by))))


def _hinged(start: Vector, joint: Vector, end: Vector, towards: Vector, folds: float) -> tuple[Turn, Turn]:
    """The axes of both bones; `folds` 1 bends forwards as an elbow does, -1 backwards as a knee does."""
    upper, lower = unit(less(start, joint)), unit(less(joint, end))
    fold = less(times(lower, -1.0), times(upper, dot(times(lower, -1.0), upper)))
    if length(fold) < 0.02:
        fold = times(less(towards, times(upper, dot(towards, upper))), -1.0)
    ahead = times(unit(fold), folds)
    left = cross(upper, ahead)
    return (left, upper, ahead), (left, lower, cross(left, lower))


def _sign(side: str) -> float:
    return 1.0 if side == "left" else -1.0
