"""Several faults of one movement at once: what each adds to a clean repetition, added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.figures.limits import limits
from app.figures.movement import Movement
from app.figures.pose import Pose, Reach, blended
from app.figures.skeleton import body, lowest
from app.figures.vectors import Vector, add, less, times


def mixed(movement: Movement, way: float, shares: Mapping[str, float]) -> Pose:
    """The movement a share of the way from start to end, with so much of each fault as its share says.

    A fault adds what its own still has over the end as it should be. A share below nothing sways to the
    other side of it, as a leg does that is not steady. No joint bends beyond its drawing limit.
    """
    end, pose = movement.end.pose, blended(movement.start.pose, movement.end.pose, way)
    present = [(movement.faults[code].pose, share) for code, share in shares.items() if share]
    if not present:
        return pose
    angles = dict(pose.angles)
    for fault, share in present:
        for name in {**end.angles, **fault.angles}:
            more = fault.angle(name) - end.angle(name)
            if more:
                angles[name] = angles.get(name, pose.angle(name)) + more * share
        pose = replace(pose, reaches=_reaching(pose.reaches, end, fault, share))
    pose = replace(pose, angles=_within_limits(angles))
    for fault, share in present:
        pose = _resting(pose, end, fault, share)
    return pose


def _within_limits(angles: dict[str, float]) -> dict[str, float]:
    """Each joint kept in its range; of a low back that would bend too far, the pelvis gives way."""
    kept = {}
    for name, angle in angles.items():
        low, high = limits().get(name.removeprefix("left_").removeprefix("right_"), (angle, angle))
        kept[name] = max(low, min(high, angle))
    for ribs, pelvis, joint, sign in _LOW_BACK:
        low, high = limits()[joint]
        between = sign * (kept.get(pelvis, 0.0) - kept.get(ribs, 0.0))
        if over := between - max(low, min(high, between)):
            kept[pelvis] = kept.get(pelvis, 0.0) - sign * over
    return kept


_LOW_BACK = (
    ("trunk_flexion", "pelvis_tilt", "low_back_extension", 1.0),
    ("trunk_bend", "pelvis_drop", "low_back_bend", -1.0),
    ("trunk_turn", "pelvis_turn", "low_back_turn", -1.0),
)


def _reaching(now: tuple[Reach, ...], end: Pose, fault: Pose, share: float) -> tuple[Reach, ...]:
    """Hands and feet go on to where the fault takes them; one that it lets go comes away."""
    before = {(reach.limb, reach.to): reach for reach in end.reaches}
    after = {(reach.limb, reach.to): reach for reach in fault.reaches}
    part = max(0.0, min(1.0, share))
    reaches = []
    for reach in now:
        key = (reach.limb, reach.to)
        clean, strayed = before.get(key), after.get(key)
        if clean and strayed:
            reach = replace(
                reach,
                away=_further(reach.away, clean.away, strayed.away, share),
                bend=_turned(reach.bend, clean.bend, strayed.bend, share),
            )
        elif clean:
            reach = replace(reach, hold=reach.hold * (1.0 - part))
        reaches.append(reach)
    new = (replace(reach, hold=reach.hold * part) for key, reach in after.items() if key not in before)
    return (*(reach for reach in reaches if reach.hold > 0.0), *(reach for reach in new if part))


def _further(now: Vector, clean: Vector, strayed: Vector, share: float) -> Vector:
    return add(now, times(less(strayed, clean), share))


def _turned(now: Vector | None, clean: Vector | None, strayed: Vector | None, share: float) -> Vector | None:
    return _further(now, clean, strayed, share) if now and clean and strayed else now


def _resting(pose: Pose, end: Pose, fault: Pose, share: float) -> Pose:
    """Where a fault lies elsewhere the body goes there, and comes to lie on another part without a jump."""
    here, clean, there = pose.rest, end.rest, fault.rest
    if there == clean or share <= 0.0:
        return pose
    at = (
        here.at[0] + (there.at[0] - clean.at[0]) * share,
        here.at[1] + (there.at[1] - clean.at[1]) * share,
    )
    if there.parts == here.parts:
        height = here.height + (there.height - clean.height) * share
        return replace(pose, rest=replace(here, at=at, height=height))
    frames = body(pose).frames
    apart = lowest(frames, there.parts) - lowest(frames, here.parts)
    height = (here.height + apart) * (1.0 - share) + there.height * share
    return replace(pose, rest=replace(there, at=at, height=height))
