"""The measures of the mannequin: where its joints lie in the anatomical position, and its rings of skin."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from app.figures.vectors import Vector

SIDES = ("left", "right")
SPINE = ("pelvis", "low", "mid", "high", "chest", "neck", "head")
"""The frames of the trunk from below: the pelvis, three of the lumbar spine, the ribs, the neck, the head."""
LEG = ("thigh", "shank", "foot", "toes")
ARM = ("upper_arm", "forearm", "hand", "fingers")

_SPINE_JOINTS: dict[str, Vector] = {
    "pelvis": (0.0, 0.0, 0.0),
    "low": (0.0, 6.0, -2.0),
    "mid": (0.0, 10.5, -1.2),
    "high": (0.0, 15.0, -1.6),
    "chest": (0.0, 21.0, -3.2),
    "neck": (0.0, 31.2, -2.4),
    "head": (0.0, 36.6, -0.4),
}
"""Where each part of the spine turns on the one below: a drawing choice."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A point of the skin that follows one part of the body, or two of them beside a joint."""

    part: str
    local: Vector
    other: str
    other_local: Vector
    share: float
    """How much of the other part it follows, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A cross-section of the body: an ellipse across a part, with its half-depth and half-width."""

    centre: Weighed
    depth: float
    width: float
    along: float
    """Its way along the chain, to tell how much of it a view foreshortens."""
    deep: int = 2
    wide: int = 0
    """The axes of the part that its depth and width lie along: front and side across an upright part, up and
    side across a foot, up and front across a shoulder."""


Fold = tuple[tuple[str, Vector, float], ...]
"""Soft tissue between two parts, as balls that it goes round: part, place in it, radius."""


@dataclass(frozen=True, slots=True)
class Crease:
    """A line on the skin of one part, seen when that side of the part faces the viewer."""

    part: str
    facing: Vector
    shown_from: float
    """How squarely: 1 is straight at the viewer."""
    points: tuple[Vector, ...]


@dataclass(frozen=True)
class Measures:
    """Joints and rings in the anatomical position, the middle between the hips being nothing."""

    joints: dict[str, Vector]
    lengths: dict[str, float]
    chains: dict[str, tuple[Ring, ...]]
    folds: dict[str, Fold]
    creases: tuple[Crease, ...]


@cache
def measures() -> Measures:
    """The shipped body, read once."""
    table = tomllib.loads(files("app.figures").joinpath("segments.toml").read_text("utf-8"))
    lengths: dict[str, float] = table["lengths"]
    joints = dict(_SPINE_JOINTS)
    for side in SIDES:
        joints |= _limb_joints(side, lengths, table)
    chains = {"trunk": _trunk(table, joints), "head": _head(table, joints)}
    for side in SIDES:
        sign = 1.0 if side == "left" else -1.0
        chains[f"{side}_leg"] = _leg(side, sign, table, joints)
        chains[f"{side}_foot"] = _foot(side, sign, table, joints, lengths)
        chains[f"{side}_arm"] = _arm(side, sign, table, joints)
        chains[f"{side}_thumb"] = _thumb(side, sign, table, joints)
        chains[f"{side}_shoulder"] = _shoulder(side, table, joints)
    folds = {f"{side}_armpit": _fold(side, table["arm"]["armpit"], joints) for side in SIDES}
    creases = tuple(_crease(each, joints) for each in table["crease"])
    return Measures(joints, lengths, chains, folds, creases)


def _limb_joints(side: str, lengths: dict[str, float], table: dict[str, Any]) -> dict[str, Vector]:
    sign = 1.0 if side == "left" else -1.0
    hip = sign * table["leg"]["hip_aside"]
    shoulder, back = sign * table["arm"]["shoulder_aside"], table["arm"]["shoulder_back"]
    hips = lengths["hip_height"]
    top = lengths["shoulder_height"] - hips
    elbow = top - lengths["upper_arm"]
    wrist = elbow - lengths["forearm"]
    return {
        f"{side}_thigh": (hip, 0.0, 0.0),
        f"{side}_shank": (hip, lengths["knee_height"] - hips, 0.0),
        f"{side}_foot": (hip, lengths["ankle_height"] - hips, 0.0),
        f"{side}_toes": (hip, 1.2 - hips, 7.4),
        f"{side}_shoulder": (shoulder, top, back),
        f"{side}_upper_arm": (shoulder, top, back),
        f"{side}_forearm": (shoulder, elbow, back),
        f"{side}_hand": (shoulder, wrist, back),
        f"{side}_fingers": (shoulder, wrist - 0.48 * lengths["hand"], back),
    }


def _trunk(table: dict[str, Any], joints: dict[str, Vector]) -> tuple[Ring, ...]:
    zones = (3.0, 2.2, 2.2, 3.0, 2.6, 2.2)
    joined = [(above, joints[above][1], zone) for above, zone in zip(SPINE[1:], zones, strict=True)]
    return tuple(
        _ring((0.0, y, 0.0), front, back, wide, wide, 1.0, ("pelvis", joined), joints, up=True)
        for y, front, back, wide in table["trunk"]["rings"]
    )


def _head(table: dict[str, Any], joints: dict[str, Vector]) -> tuple[Ring, ...]:
    return tuple(
        _ring((0.0, y, 0.0), front, back, wide, wide, 1.0, ("head", []), joints, up=True)
        for y, front, back, wide in table["head"]["rings"]
    )


def _leg(side: str, sign: float, table: dict[str, Any], joints: dict[str, Vector]) -> tuple[Ring, ...]:
    hip = sign * table["leg"]["hip_aside"]
    zones = {"thigh": 4.5, "shank": 3.2, "foot": 1.6}
    joined = [(f"{side}_{part}", joints[f"{side}_{part}"][1], zone) for part, zone in zones.items()]
    return tuple(
        _ring((hip, y, 0.0), front, back, outer, inner, sign, ("pelvis", joined), joints)
        for y, front, back, outer, inner in table["leg"]["rings"]
    )


def _arm(side: str, sign: float, table: dict[str, Any], joints: dict[str, Vector]) -> tuple[Ring, ...]:
    shoulder = sign * table["arm"]["shoulder_aside"]
    zones = {"forearm": 3.2, "hand": 2.4, "fingers": 1.8}
    joined = [(f"{side}_{part}", joints[f"{side}_{part}"][1], zone) for part, zone in zones.items()]
    return tuple(
        _ring((shoulder, y, 0.0), front, back, outer, inner, sign, (f"{side}_upper_arm", joined), joints)
        for y, front, back, outer, inner in table["arm"]["rings"]
    )


def _thumb(side: str, sign: float, table: dict[str, Any], joints: dict[str, Vector]) -> tuple[Ring, ...]:
    shoulder = sign * table["arm"]["shoulder_aside"]
    return tuple(
        _ring((shoulder - sign * 0.3, y, 0.0), front, back, wide, wide, sign, (f"{side}_hand", []), joints)
        for y, front, back, wide in table["arm"]["thumb"]
    )


def _shoulder(side: str, table: dict[str, Any], joints: dict[str, Vector]) -> tuple[Ring, ...]:
    """From the root of the neck to the top of the arm: each ring stands across that way."""
    rings = []
    start, end = (0.0, 30.0, -1.6), joints[f"{side}_upper_arm"]
    for share, depth, high, lift in table["arm"]["girdle"]:
        place = (
            start[0] + (end[0] - start[0]) * share,
            start[1] + (end[1] - start[1]) * share + lift,
            start[2] + (end[2] - start[2]) * share,
        )
        centre = Weighed("chest", _from(joints["chest"], place), f"{side}_shoulder", _from(end, place), share)
        rings.append(Ring(centre, high, depth, abs(place[0]), deep=1, wide=2))
    return tuple(rings)


def _fold(side: str, balls: list[Any], joints: dict[str, Vector]) -> Fold:
    sign = 1.0 if side == "left" else -1.0
    named = [(part.format(side), (sign * x, y, z), radius) for part, x, y, z, radius in balls]
    return tuple((part, _from(joints[part], place), radius) for part, place, radius in named)


def _foot(
    side: str, sign: float, table: dict[str, Any], joints: dict[str, Vector], lengths: dict[str, float]
) -> tuple[Ring, ...]:
    hip, floor = sign * table["leg"]["hip_aside"], -lengths["hip_height"]
    rings = []
    for z, top, sole, outer, inner in table["foot"]["rings"]:
        place = (hip + sign * (outer - inner) / 2.0, floor + (top + sole) / 2.0, z)
        first, second = f"{side}_foot", f"{side}_toes"
        share = _eased((z - joints[second][2]) / 1.6 + 0.5)
        centre = Weighed(first, _from(joints[first], place), second, _from(joints[second], place), share)
        rings.append(Ring(centre, (top - sole) / 2.0, (outer + inner) / 2.0, z, deep=1))
    return tuple(rings)


def _ring(
    spot: Vector,
    front: float,
    back: float,
    outer: float,
    inner: float,
    sign: float,
    follows: tuple[str, list[tuple[str, float, float]]],
    joints: dict[str, Vector],
    *,
    up: bool = False,
) -> Ring:
    """A ring follows the part it lies on, and its neighbour within the zone of the joint between them."""
    x, y, _ = spot
    place = (x + sign * (outer - inner) / 2.0, y, (front + back) / 2.0)
    part, joined = follows
    share, other = 0.0, part
    for beyond, height, zone in joined:
        passed = ((y - height) if up else (height - y)) / (2.0 * zone) + 0.5
        if passed >= 1.0:
            part = other = beyond
        elif passed > 0.0:
            other, share = beyond, _eased(passed)
            break
    centre = Weighed(part, _from(joints[part], place), other, _from(joints[other], place), share)
    return Ring(centre, (front - back) / 2.0, (outer + inner) / 2.0, y)


def _crease(table: dict[str, Any], joints: dict[str, Vector]) -> Crease:
    x, y, z = table["facing"]
    points = tuple(_from(joints[table["part"]], (a, b, c)) for a, b, c in table["points"])
    return Crease(table["part"], (x, y, z), table["shown_from"], points)


def _from(joint: Vector, place: Vector) -> Vector:
    return (place[0] - joint[0], place[1] - joint[1], place[2] - joint[2])


def _eased(share: float) -> float:
    share = max(0.0, min(1.0, share))
    return share * share * (3.0 - 2.0 * share)
