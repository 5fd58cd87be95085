"""The figures above a guide: how a test begins and ends, and the fault that is being scored."""

from __future__ import annotations

from dataclasses import dataclass

from app.figures.library import movements
from app.figures.shapes import Picture
from app.figures.thumbnails import guide_moment, guide_picture
from app.figures.views import View
from app.figures.words import view_words
from assessments.hip_strength.movements import MOVEMENTS
from assessments.language.value import Side
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class GuideFigure:
    """One figure and the words over it; `stage` is a stage of the movement `code`. `high` is the height of
    its place to the width, known before it is drawn so that no word below it moves: a drawing choice.
    `moves` says that the movement itself can be played in its place."""

    caption: str
    code: str
    side: str
    stage: str
    high: float
    moves: bool = False
    fault: bool = False
    way: float = 1.6
    hold: float = 0.6
    """Seconds that the movement takes one way, and that it is held."""

    @property
    def picture(self) -> Picture:
        return guide_picture(self.code, self.side, self.stage)

    def moment(self, t: float) -> Picture:
        return guide_moment(self.code, self.side, self.stage, t)


def hip_extension_figures(side: Side, pattern: str) -> tuple[GuideFigure, ...]:
    """Start, end, and the pattern that is being scored, where "clear" can be seen."""
    code = "prone_hip_extension"
    end, words = tr("End, good: to 10° or 15 cm"), movements()[code].stage(pattern).words
    return (
        GuideFigure(tr("Start"), code, side.value, "start", 0.2),
        GuideFigure(end, code, side.value, "end", 0.25, moves=True),
        GuideFigure(words, code, side.value, pattern, 0.36, fault=True),
    )


def thomas_figures(side: Side) -> tuple[GuideFigure, ...]:
    """The position in which the thigh is read."""
    caption = tr("Thigh free, held knee adjusts the pelvis")
    return (GuideFigure(caption, "thomas", side.value, "pelvis_set", 0.56),)


def clamshell_figures(side: Side) -> tuple[GuideFigure, ...]:
    """Start and a repetition, with the target."""
    start, end = tr("Start: hips 45°, knees 90°, back to the wall"), tr("Each repetition: knee to the string")
    return (
        GuideFigure(start, "clamshell", side.value, "start", 0.3),
        GuideFigure(end, "clamshell", side.value, "end", 0.3, moves=True, way=0.7, hold=0.3),
    )


def strength_figures(movement: str, side: Side) -> tuple[GuideFigure, ...]:
    """The movement in its usual position, the pad where the force is taken."""
    it = MOVEMENTS[movement]
    caption = tr("{movement}: {position}", movement=it.name, position=it.positions[0].words)
    return (GuideFigure(caption, f"hip_strength_{movement}", side.value, "end", 0.4, moves=True),)


def step_down_figures(side: Side) -> tuple[GuideFigure, ...]:
    """What is watched, from where the clinician stands."""
    caption = view_words(View.FRONT).rstrip(".")
    return (GuideFigure(caption, "lateral_step_down", side.value, "landmarks", 0.78, moves=True),)
