"""The expert's reference lines: what level, upright and straight would be, drawn with the faults."""

from __future__ import annotations

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
        Mark("dot", at="right_shin_bump", size=1.3),
    ),
    ("prone_hip_extension", "above"): (Mark("line", through=("c7", "sacrum"), size=4.0, dashed=True),),
    ("prone_hip_extension", "feet"): (Mark("plumb", at="right_psis", away=(-6.0, 0.0), by=(24.0, 0.0)),),
}


def reference_lines(movement: Movement, view: View) -> tuple[Mark, ...]:
    """The lines of a test in a view, on the side that is at work."""
    drawn = _AS_DRAWN.get(movement.code, movement.side)
    if movement.side == drawn:
        return _LINES.get((movement.code, view), ())
    return tuple(mark.mirrored() for mark in _LINES.get((movement.code, view.mirrored()), ()))
