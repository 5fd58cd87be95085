"""Where it can hurt: the sites that the rules read, and the regions of the body chart that make them up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assessments.language.protocol import Option
from assessments.language.value import Side
from resources.tongue import tr

SITES = (
    Option("low_back", tr("low back"), "1"),
    Option("buttock", tr("buttock"), "2"),
    Option("groin", tr("groin"), "3"),
    Option("lateral_hip", tr("side of the hip"), "4"),
    Option("front_thigh", tr("front of the thigh"), "5"),
    Option("back_thigh", tr("back of the thigh"), "6"),
    Option("below_knee", tr("below the knee"), "7"),
    Option("other", tr("other"), "8"),
)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the body that can be marked; it lies on the person's own right or left, or in the middle.

    The site is the code by which the rules know it: what lies outside this exam is `other`.
    """

    code: str
    words: str
    site: str
    side: Side | None = None

    @property
    def mirrored(self) -> str:
        """The code of the same part on the other side; its own for a part in the middle."""
        if self.side is None:
            return self.code
        return self.code.removesuffix(self.side.value) + self.side.other.value


REGIONS = (
    Region("low_back_right", tr("right low back"), "low_back", Side.RIGHT),
    Region("low_back_middle", tr("middle of the low back"), "low_back"),
    Region("low_back_left", tr("left low back"), "low_back", Side.LEFT),
    Region("buttock_right", tr("right buttock"), "buttock", Side.RIGHT),
    Region("buttock_left", tr("left buttock"), "buttock", Side.LEFT),
    Region("groin_right", tr("right groin"), "groin", Side.RIGHT),
    Region("groin_left", tr("left groin"), "groin", Side.LEFT),
    Region("lateral_hip_right", tr("side of the right hip"), "lateral_hip", Side.RIGHT),
    Region("lateral_hip_left", tr("side of the left hip"), "lateral_hip", Side.LEFT),
    Region("front_thigh_right", tr("front of the right thigh"), "front_thigh", Side.RIGHT),
    Region("front_thigh_left", tr("front of the left thigh"), "front_thigh", Side.LEFT),
    Region("back_thigh_right", tr("back of the right thigh"), "back_thigh", Side.RIGHT),
    Region("back_thigh_left", tr("back of the left thigh"), "back_thigh", Side.LEFT),
    Region("shin_right", tr("right shin"), "below_knee", Side.RIGHT),
    Region("shin_left", tr("left shin"), "below_knee", Side.LEFT),
    Region("calf_right", tr("right calf"), "below_knee", Side.RIGHT),
    Region("calf_left", tr("left calf"), "below_knee", Side.LEFT),
    Region("foot_right", tr("right foot"), "below_knee", Side.RIGHT),
    Region("foot_left", tr("left foot"), "below_knee", Side.LEFT),
    Region("knee_front_right", tr("front of the right knee"), "other", Side.RIGHT),
    Region("knee_front_left", tr("front of the left knee"), "other", Side.LEFT),
    Region("knee_back_right", tr("back of the right knee"), "other", Side.RIGHT),
    Region("knee_back_left", tr("back of the left knee"), "other", Side.LEFT),
    Region("belly_right", tr("right side of the belly"), "other", Side.RIGHT),
    Region("belly_left", tr("left side of the belly"), "other", Side.LEFT),
    Region("chest_right", tr("right side of the chest"), "other", Side.RIGHT),
    Region("chest_left", tr("left side of the chest"), "other", Side.LEFT),
    Region("upper_back_right", tr("right upper back"), "other", Side.RIGHT),
    Region("upper_back_middle", tr("middle of the upper back"), "other"),
    Region("upper_back_left", tr("left upper back"), "other", Side.LEFT),
    Region("arm_right", tr("right shoulder or arm"), "other", Side.RIGHT),
    Region("arm_left", tr("left shoulder or arm"), "other", Side.LEFT),
    Region("neck", tr("neck"), "other"),
    Region("head", tr("head"), "other"),
)
"""What this exam is about first; right before left. The order in which marks are kept and said."""


@cache
def region(code: str) -> Region:
    """The region of that code; KeyError when the chart has none."""
    for one in REGIONS:
        if one.code == code:
            return one
    raise KeyError(code)
