"""The bodies of the body chart: a patient from the front and from the back, with where things are on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.figures.figure import figure
from app.figures.landmarks import landmarks
from app.figures.pose import Pose, named
from app.figures.shapes import Picture, Point
from app.figures.skeleton import body
from app.figures.views import View, eye

ANATOMICAL = Pose(
    angles=named(
        {
            "shoulder_abduction": 7.5,
            "shoulder_rotation": 20.0,
            "elbow_flexion": 0.0,
            "fingers_flexion": 6.0,
            "hip_abduction": 2.5,
            "hip_rotation": 4.0,
        }
    )
)
"""Standing, arms and legs as little apart as lets every region end at air, so that two bodies fit."""


@dataclass(frozen=True)
class ChartBody:
    """A body to mark regions on."""

    picture: Picture
    points: Mapping[str, Point]
    """Every landmark of the body, where it is in the picture."""


@cache
def front_body() -> ChartBody:
    """From the front: the patient's right is on the left of the picture."""
    return _seen(View.FRONT)


@cache
def back_body() -> ChartBody:
    """From the back: the patient's right is on the right of the picture."""
    return _seen(View.BACK)


def _seen(view: View) -> ChartBody:
    posed, looking = body(ANATOMICAL), eye(view, ANATOMICAL.base)
    points = {name: looking.seen(posed.landmark(name)) for name in landmarks()}
    return ChartBody(figure(ANATOMICAL, view), points)
