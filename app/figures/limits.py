"""Whether a figure bends a joint as no body does."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from math import atan2, degrees

from app.figures.limbs import elbow_bend, knee_bend
from app.figures.segments import SIDES
from app.figures.skeleton import Body
from app.figures.vectors import dot, times


@cache
def limits() -> dict[str, tuple[float, float]]:
    """The range of each joint for drawing."""
    table = tomllib.loads(files("app.figures").joinpath("limits.toml").read_text("utf-8"))["limits"]
    return {name: (float(low), float(high)) for name, (low, high) in table.items()}


def beyond_limits(body: Body) -> list[str]:
    """Each joint that is bent too far, with its angle and its range; nothing to say is as it should be."""
    said = []
    for name, angle in bent(body).items():
        joint = name.removeprefix("left_").removeprefix("right_")
        if joint not in limits():
            continue
        low, high = limits()[joint]
        if not low - 0.05 <= angle <= high + 0.05:
            said.append(f"{name} {angle:.0f} is outside {low:.0f} to {high:.0f}")
    return said


def bent(body: Body) -> dict[str, float]:
    """The joints of a body as they are: what a reach decided is read off the bones."""
    pose, frames = body.pose, body.frames
    angles = {name: pose.angle(name) for name in pose.angles}
    angles["low_back_extension"] = pose.angle("pelvis_tilt") - pose.angle("trunk_flexion")
    angles["low_back_bend"] = pose.angle("trunk_bend") - pose.angle("pelvis_drop")
    angles["low_back_turn"] = pose.angle("trunk_turn") - pose.angle("pelvis_turn")
    reached = {reach.limb for reach in pose.reaches}
    for side in SIDES:
        down = times(frames[f"{side}_thigh"].turn[1], -1.0)
        pelvis = frames["pelvis"].turn
        angles[f"{side}_bone_hip_flexion"] = degrees(atan2(dot(down, pelvis[2]), -dot(down, pelvis[1])))
        if f"{side}_foot" in reached:
            angles[f"{side}_knee_flexion"] = knee_bend(frames, side)
            angles[f"{side}_ankle_dorsiflexion"] = _ankle(body, side)
            for name in ("hip_flexion", "hip_abduction", "hip_rotation"):
                angles.pop(f"{side}_{name}", None)
        if f"{side}_hand" in reached:
            angles[f"{side}_elbow_flexion"] = elbow_bend(frames, side)
            for name in ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation"):
                angles.pop(f"{side}_{name}", None)
    return angles


def _ankle(body: Body, side: str) -> float:
    toes, shank = body.frames[f"{side}_foot"].turn[2], body.frames[f"{side}_shank"].turn
    return degrees(atan2(dot(toes, shank[1]), dot(toes, shank[2])))
