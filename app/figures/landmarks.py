"""Places on the body that a clinician would name, each on the part it moves with."""

from __future__ import annotations

from functools import cache

from app.figures.segments import SIDES, measures
from app.figures.vectors import Vector, less

_TRUNK: dict[str, tuple[str, Vector]] = {
    # The part it follows, and where it is in the anatomical position.
    "hips": ("pelvis", (0.0, 0.0, 0.0)),
    "pubis": ("pelvis", (0.0, -2.0, 5.6)),
    "sacrum": ("pelvis", (0.0, 5.0, -6.0)),
    "navel": ("low", (0.0, 9.0, 6.3)),
    "l5": ("pelvis", (0.0, 6.8, -5.0)),
    "l3": ("mid", (0.0, 11.5, -3.5)),
    "l1": ("high", (0.0, 16.0, -4.3)),
    "t7": ("chest", (0.0, 24.0, -6.8)),
    "c7": ("neck", (0.0, 31.5, -4.7)),
    "breastbone": ("chest", (0.0, 25.0, 6.4)),
    "chin": ("head", (0.0, 34.6, 6.0)),
    "nose": ("head", (0.0, 38.5, 7.35)),
    "crown": ("head", (0.0, 47.0, 0.0)),
    "back_of_head": ("head", (0.0, 41.5, -5.1)),
}
_LEFT: dict[str, tuple[str, Vector]] = {
    # The left half of the body; the right is its mirror image. {0} stands for the side.
    "iliac_crest": ("pelvis", (8.4, 7.0, 0.0)),
    "waist": ("low", (7.6, 9.3, 0.6)),
    "asis": ("pelvis", (6.6, 4.6, 5.0)),
    "psis": ("pelvis", (2.6, 5.4, -5.6)),
    "buttock": ("pelvis", (4.6, 0.5, -8.0)),
    "gluteal_fold": ("pelvis", (5.0, -5.4, -6.6)),
    "groin": ("pelvis", (4.5, -1.0, 5.6)),
    "hip": ("{0}_thigh", (5.0, 0.0, 0.0)),
    "trochanter": ("{0}_thigh", (9.3, 0.0, 0.0)),
    "thigh_front": ("{0}_thigh", (5.0, -12.0, 5.3)),
    "thigh_back": ("{0}_thigh", (5.0, -14.0, -4.7)),
    "above_knee": ("{0}_thigh", (5.0, -20.0, 4.0)),
    "knee": ("{0}_shank", (5.0, -24.5, 0.0)),
    "outer_knee": ("{0}_thigh", (8.0, -24.0, 0.0)),
    "inner_knee": ("{0}_thigh", (2.2, -24.0, 0.0)),
    "kneecap": ("{0}_shank", (5.0, -24.8, 3.7)),
    "shin_bump": ("{0}_shank", (5.0, -28.4, 2.8)),
    "shin": ("{0}_shank", (5.0, -33.0, 2.5)),
    "calf": ("{0}_shank", (5.0, -33.0, -4.2)),
    "ankle": ("{0}_foot", (5.0, -49.1, 0.0)),
    "outer_ankle": ("{0}_shank", (7.0, -49.0, -0.4)),
    "inner_ankle": ("{0}_shank", (3.2, -48.6, -0.2)),
    "above_outer_ankle": ("{0}_shank", (6.9, -46.0, 0.0)),
    "above_inner_ankle": ("{0}_shank", (3.3, -46.0, 0.0)),
    "above_ankle_back": ("{0}_shank", (5.0, -46.0, -2.4)),
    "heel": ("{0}_foot", (5.0, -52.9, -2.8)),
    "heel_back": ("{0}_foot", (5.0, -51.3, -4.2)),
    "sole": ("{0}_foot", (5.0, -53.0, 1.5)),
    "forefoot": ("{0}_foot", (5.0, -53.0, 7.2)),
    "second_toe": ("{0}_toes", (4.7, -52.0, 10.2)),
    "toe_tip": ("{0}_toes", (4.6, -52.2, 10.95)),
    "inner_foot": ("{0}_foot", (2.5, -51.8, 6.8)),
    "shoulder": ("{0}_upper_arm", (10.4, 28.8, -1.5)),
    "acromion": ("{0}_upper_arm", (10.8, 31.0, -1.5)),
    "elbow": ("{0}_forearm", (10.4, 10.2, -1.5)),
    "wrist": ("{0}_hand", (10.4, -4.4, -1.5)),
    "palm": ("{0}_hand", (9.4, -7.5, -1.5)),
    "fingertips": ("{0}_fingers", (10.4, -15.0, -1.5)),
    "ear": ("head", (4.4, 40.2, -0.2)),
}


@cache
def landmarks() -> dict[str, tuple[str, Vector]]:
    """Each landmark: the part it moves with, and its place in that part's directions."""
    places = dict(_TRUNK)
    for side in SIDES:
        sign = 1.0 if side == "left" else -1.0
        for name, (part, (x, y, z)) in _LEFT.items():
            places[f"{side}_{name}"] = (part.format(side), (sign * x, y, z))
    joints = measures().joints
    return {name: (part, less(place, joints[part])) for name, (part, place) in places.items()}
