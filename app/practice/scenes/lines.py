"""The expert's reference lines: what level, upright and straight would be, drawn with the faults."""

from __future__ import annotations

from collections.abc import Mapping

from app.figures.marks import Mark
from app.figures.movement import Movement
from app.figures.views import View

_AS_DRAWN = {"prone_hip_extension": "left", "lateral_step_down": "right"}
"""The side that the pose file of the test draws; the lines below are for that side."""
_LINES: dict[tuple[str, str], tuple[Mark, ...]] = {
    ("lateral_step_down", "front"): (
        Mark("plumb", at="pubis", size=36.0),
        Mark("plumb", at="right_asis", away=(-4.0, 0.0), by=(26.0, 0.0)),
        Mark("plumb", at="right_second_toe", size=30.0),
    ),
    ("prone_hip_extension", "above"): (Mark("line", through=("c7", "sacrum"), size=4.0, dashed=True),),
    ("prone_hip_extension", "feet"): (Mark("plumb", at="sacrum", away=(-15.0, 0.4), by=(30.0, 0.0)),),
}


_ON_THE_SKIN: dict[tuple[str, str], tuple[str, ...]] = {
    ("lateral_step_down", "front"): ("right_shin_bump",),
    ("prone_hip_extension", "above"): ("l1", "l3", "l5", "left_psis", "right_psis"),
}
"""What an examiner finds and marks before the test, by the guide of the exam."""


def reference_lines(movement: Movement, view: View) -> tuple[Mark, ...]:
    """The lines of a test in a view, on the side that is at work."""
    return _of_this_side(movement, view, _LINES)


def skin_marks(movement: Movement, view: View) -> tuple[Mark, ...]:
    """The dots on the patient's skin, which everybody sees."""
    dots = {key: tuple(Mark("dot", at=each, size=1.1) for each in at) for key, at in _ON_THE_SKIN.items()}
    return _of_this_side(movement, view, dots)


def _of_this_side(
    movement: Movement, view: View, marks: Mapping[tuple[str, str], tuple[Mark, ...]]
) -> tuple[Mark, ...]:
    drawn = _AS_DRAWN.get(movement.code, movement.side)
    if movement.side == drawn:
        return marks.get((movement.code, view), ())
    return tuple(mark.mirrored() for mark in marks.get((movement.code, view.mirrored()), ()))
