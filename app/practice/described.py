"""A moment of a scene in numbers, for whoever cannot see it: what eyes would measure, no fault by name."""

from __future__ import annotations

from math import dist

from app.figures.skeleton import Body, body
from app.figures.views import View, eye
from app.figures.words import pose_words
from app.practice.scene import Scene
from app.practice.scenes.drawing import posed
from assessments.language.value import Side
from resources.tongue import tr

_AT_THE_WAIST = 4.0
"""Hundredths of the height: a hand no further off lies on the waist. A choice of words."""


def described(scene: Scene, seconds: float, view: View) -> str:
    """Position and joint angles as they are then, in degrees; lengths in hundredths of the body's height."""
    number = scene.repetition(seconds) - 1
    movement = scene.course.movement(number)
    pose = posed(movement, scene.course.instant(min(max(seconds, 0.0), scene.seconds - 1e-6)))
    said = [pose_words(pose, view)]
    match movement.code:
        case "lateral_step_down":
            said += _step_down(body(pose), movement.side)
        case "clamshell":
            said += _opened(body(pose))
        case _:
            pass
    return " ".join(said)


def _step_down(found: Body, side: str) -> list[str]:
    """The knee over the foot as it is seen from the front, and the hands on the waist."""
    front = eye(View.FRONT, found.pose.base)
    knee, toe, middle = (
        front.seen(found.landmark(name))[0] for name in (f"{side}_shin_bump", f"{side}_second_toe", "pubis")
    )
    inside = (knee - toe) * (1.0 if middle > toe else -1.0)
    n = f"{abs(inside):.0f}"
    if n == "0":
        said = [tr("The bump below the kneecap stands over the second toe.")]
    elif inside > 0:
        said = [tr("The bump below the kneecap stands {n} % of the height inside the second toe.", n=n)]
    else:
        said = [tr("The bump below the kneecap stands {n} % of the height outside the second toe.", n=n)]
    for hand in (Side.RIGHT, Side.LEFT):
        off = dist(found.landmark(f"{hand.value}_palm"), found.landmark(f"{hand.value}_iliac_crest"))
        if off > _AT_THE_WAIST:
            said.append(_OFF[hand].format(n=f"{off:.0f}"))
    return said


_OFF = {
    Side.RIGHT: tr("The right hand is {n} % of the height away from the waist."),
    Side.LEFT: tr("The left hand is {n} % of the height away from the waist."),
}


def _opened(found: Body) -> list[str]:
    """How far the knees and the heels are from each other."""
    knees, heels = (
        dist(found.landmark(f"left_{part}"), found.landmark(f"right_{part}")) for part in ("knee", "heel")
    )
    return [
        tr("The knees are {n} % of the height apart.", n=f"{knees:.0f}"),
        tr("The heels are {n} % of the height apart.", n=f"{heels:.0f}"),
    ]
