"""An exercise to be shown on the screen: how it starts, how it ends and what commonly goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

from app.exercise_figures import exercise_stills, movement_of, side_shown
from app.figures.shapes import Picture
from app.figures.words import view_words
from assessments.language.value import PlanItem, Side
from assessments.plan.library import library
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Still:
    """One figure with the words under it."""

    picture: Picture
    caption: str


@dataclass(frozen=True, slots=True)
class ExerciseShown:
    """`view` says from where all the figures are seen; `cue` and `mistake` are the patient's."""

    title: str
    how: str
    stills: tuple[Still, ...]
    view: str
    cue: str
    mistake: str


def exercise_shown(item: PlanItem) -> ExerciseShown | None:
    """None where the exercise has no figures."""
    side = side_shown(item)
    movement, pictures = movement_of(item.exercise, side), exercise_stills(item.exercise, side)
    if movement is None:
        return None
    exercise = library()[item.exercise]
    stages = (movement.start, movement.end, *((movement.mistake,) if movement.mistake else ()))
    title = tr("{exercise}, {side} side", exercise=exercise.name, side=Side(side).words) if side else ""
    return ExerciseShown(
        title or exercise.name,
        exercise.how,
        tuple(Still(picture, stage.words) for picture, stage in zip(pictures, stages, strict=True)),
        view_words(movement.view),
        exercise.cue,
        exercise.mistake,
    )
