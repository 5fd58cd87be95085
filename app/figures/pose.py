"""A position of the body: joint angles in degrees, what it rests on and what hands and feet reach.

Signs are clinical: flexion, abduction, external rotation and dorsiflexion are positive, extension negative.
`trunk` angles turn the ribs and `pelvis` angles the pelvis, both against the body as a whole; the low back
takes up the difference. Thigh angles are against the body as a whole, so a pelvis that tips leaves the leg
where it is and hollows the back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.figures.vectors import Vector, part_way

_TRUNK = (
    "body_forward",  # the whole body tips forwards about its hips
    "body_left",  # ... to the left
    "body_turn",  # ... turns to the left about its length
    "pelvis_tilt",  # anterior
    "pelvis_drop",  # the left side lower
    "pelvis_turn",  # to the left
    "trunk_flexion",
    "trunk_bend",  # to the left
    "trunk_turn",  # to the left
    "trunk_shift",  # the ribs beside the pelvis, to the left, in hundredths of a stature
    "chest_flexion",
    "chest_bend",
    "chest_turn",
    "neck_flexion",
    "neck_bend",
    "neck_turn",
    "head_flexion",
    "head_turn",
)
_LIMB = (
    "hip_flexion",
    "hip_abduction",
    "hip_rotation",
    "knee_flexion",
    "ankle_dorsiflexion",
    "foot_turn",  # toes out on the shank
    "foot_inversion",
    "toes_extension",
    "shoulder_flexion",
    "shoulder_abduction",
    "shoulder_rotation",
    "shoulder_lift",  # hundredths of a stature
    "elbow_flexion",
    "pronation",
    "wrist_flexion",
    "wrist_deviation",  # to the thumb
    "fingers_flexion",
)
NAMES = frozenset(_TRUNK) | {f"{side}_{name}" for side in ("left", "right") for name in _LIMB}
PAIRED = frozenset(_LIMB)
"""Without a side the angle is that of both sides."""
TO_THE_LEFT = frozenset(
    name for name in _TRUNK if name.endswith(("_left", "_turn", "_drop", "_bend", "_shift"))
)
"""Angles that change sign in the mirror."""
AT_REST: Mapping[str, float] = {
    f"{side}_{name}": angle
    for side in ("left", "right")
    for name, angle in {
        "shoulder_abduction": 6.0,
        "elbow_flexion": 10.0,
        "fingers_flexion": 18.0,
        "foot_turn": 7.0,
        "hip_abduction": 1.0,
    }.items()
}
"""What an angle is that nobody names."""


class Base(StrEnum):
    """How the body lies or stands before any joint moves."""

    UPRIGHT = "upright"
    SUPINE = "supine"
    PRONE = "prone"
    LEFT_SIDE = "left side"
    """Lying on the left side."""
    RIGHT_SIDE = "right side"


@dataclass(frozen=True, slots=True)
class Reach:
    """A hand or foot that goes to a place, whatever the angles of its limb say."""

    limb: str
    """left_hand, right_hand, left_foot or right_foot."""
    to: str = ""
    """A landmark, or nothing for a place in the room."""
    away: Vector = (0.0, 0.0, 0.0)
    """From the landmark, in the directions of its body part; or the place in the room: across, height and
    along as props have them."""
    bend: Vector | None = None
    """Where the elbow or knee points, in the body's directions: left, up, forwards."""
    fingers: Vector | None = None
    """Where the fingers point, in the body's directions (in the room's, if that is where the hand goes)."""
    palm: Vector | None = None
    """Where the palm faces, given in the same way."""
    flat: bool = False
    """The sole lies level, toes along the body's forward direction."""
    hold: float = 1.0
    """How far it has come from where the angles put it, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What the body is set down on: the lowest of the named parts touches this height."""

    height: float = 0.0
    parts: tuple[str, ...] = ()
    """Chains (trunk, left_leg, ...) or landmarks; none means the whole body."""
    pin: str = ""
    """The landmark that stands still beside the height; none is the middle between the hips."""
    at: tuple[float, float] = (0.0, 0.0)
    """Where the pin is in the room: across and along as props have them."""


@dataclass(frozen=True)
class Pose:
    """One still position."""

    base: Base = Base.UPRIGHT
    angles: Mapping[str, float] = field(default_factory=dict)
    reaches: tuple[Reach, ...] = ()
    rest: Rest = Rest()
    pale: tuple[str, ...] = ()
    """Limbs that recede whatever the view: left_leg, right_arm, ..."""

    def angle(self, name: str) -> float:
        return self.angles.get(name, AT_REST.get(name, 0.0))

    def with_angles(self, **angles: float) -> Pose:
        """The same position with some joints elsewhere."""
        return replace(self, angles={**self.angles, **named(angles)})

    def mirrored(self) -> Pose:
        """The same position with right and left exchanged. What is across the room from a body that lies on a
        side is in front of it, and stays there."""
        bases = {Base.LEFT_SIDE: Base.RIGHT_SIDE, Base.RIGHT_SIDE: Base.LEFT_SIDE}
        on_a_side = self.base in bases
        return Pose(
            bases.get(self.base, self.base),
            {
                other_side(name): -angle if name in TO_THE_LEFT else angle
                for name, angle in self.angles.items()
            },
            tuple(_mirrored(reach, on_a_side) for reach in self.reaches),
            replace(
                self.rest,
                parts=tuple(other_side(part) for part in self.rest.parts),
                pin=other_side(self.rest.pin),
                at=(self.rest.at[0] if on_a_side else -self.rest.at[0], self.rest.at[1]),
            ),
            tuple(other_side(limb) for limb in self.pale),
        )


def named(angles: Mapping[str, float]) -> dict[str, float]:
    """Angles by their whole names: one without a side is that of both. KeyError for a name that is none."""
    whole: dict[str, float] = {}
    for name, angle in angles.items():
        if name in PAIRED:
            whole |= {f"left_{name}": angle, f"right_{name}": angle}
    for name, angle in angles.items():
        if name not in PAIRED:
            if name not in NAMES:
                raise KeyError(f"no joint is called {name}")
            whole[name] = angle
    return whole


def blended(one: Pose, other: Pose, amount: float) -> Pose:
    """Part of the way from one position to the other, joint by joint."""
    names = {**one.angles, **other.angles}
    angles = {name: one.angle(name) + (other.angle(name) - one.angle(name)) * amount for name in names}
    here, there = one.rest, other.rest
    rest = replace(
        here if amount < 0.5 else there,
        height=here.height + (there.height - here.height) * amount,
        at=(
            here.at[0] + (there.at[0] - here.at[0]) * amount,
            here.at[1] + (there.at[1] - here.at[1]) * amount,
        ),
    )
    nearer = one if amount < 0.5 else other
    return replace(nearer, angles=angles, reaches=_reaching(one, other, amount), rest=rest)


def _reaching(one: Pose, other: Pose, amount: float) -> tuple[Reach, ...]:
    """A reach of only one of the two positions lets go, or takes hold, in step with the rest."""
    before = {(reach.limb, reach.to): reach for reach in one.reaches}
    after = {(reach.limb, reach.to): reach for reach in other.reaches}
    reaches = []
    for key in {**before, **after}:
        first, second = before.get(key), after.get(key)
        if first and second:
            reaches.append(
                replace(
                    first,
                    away=part_way(first.away, second.away, amount),
                    bend=_on_the_way(first.bend, second.bend, amount),
                    fingers=_on_the_way(first.fingers, second.fingers, amount),
                    palm=_on_the_way(first.palm, second.palm, amount),
                    hold=first.hold + (second.hold - first.hold) * amount,
                )
            )
        elif first and amount < 1.0:
            reaches.append(replace(first, hold=first.hold * (1.0 - amount)))
        elif second and amount > 0.0:
            reaches.append(replace(second, hold=second.hold * amount))
    return tuple(reaches)


def _on_the_way(one: Vector | None, other: Vector | None, amount: float) -> Vector | None:
    return part_way(one, other, amount) if one and other else one or other


def other_side(name: str) -> str:
    """The same name on the other side of the body; a name without a side stays."""
    if name.startswith("left_"):
        return f"right_{name[5:]}"
    return f"left_{name[6:]}" if name.startswith("right_") else name


def _mirrored(reach: Reach, on_a_side: bool) -> Reach:
    stays = on_a_side and not reach.to
    x, y, z = reach.away
    return replace(
        reach,
        limb=other_side(reach.limb),
        to=other_side(reach.to),
        away=(x if stays else -x, y, z),
        bend=_flipped(reach.bend),
        fingers=reach.fingers if stays else _flipped(reach.fingers),
        palm=reach.palm if stays else _flipped(reach.palm),
    )


def _flipped(way: Vector | None) -> Vector | None:
    return None if way is None else (-way[0], way[1], way[2])
