"""Which way the symptoms are provoked, from the seven provocation questions."""

from __future__ import annotations

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.outcome import Direction

EXTENSION = ("standing", "walking", "running", "backward_bend")
FLEXION = ("sitting", "forward_bend", "lifting_or_driving")
WEIGHT_BEARING = ("standing", "walking", "running")


def direction(answers: Answers) -> Direction:
    """EXT, FLEX, MULTI, NONE, or UNK while too few of either kind were answered."""
    extension, flexion = worse(answers, EXTENSION), worse(answers, FLEXION)
    return Direction(_code(answers, len(extension), len(flexion)), len(extension), len(flexion))


def weight_bearing(answers: Answers) -> str:
    """Whether standing, walking or running provokes: yes, no, or unknown when none was answered."""
    if worse(answers, WEIGHT_BEARING):
        return "yes"
    return "no" if answered(answers, WEIGHT_BEARING) else "unknown"


def worse(answers: Answers, activities: tuple[str, ...]) -> tuple[str, ...]:
    """The activities that make it worse, in the order asked."""
    return tuple(a for a in activities if answers.choice("intake", a) == "worse")


def answered(answers: Answers, activities: tuple[str, ...]) -> tuple[str, ...]:
    """The activities answered worse or not worse; one that does not apply tells nothing."""
    return tuple(a for a in activities if answers.choice("intake", a) in ("worse", "not_worse"))


def _code(answers: Answers, extension: int, flexion: int) -> str:
    rules = conventions()
    enough, margin = rules["DIR_MIN"], rules["DIR_MARGIN"]
    if len(answered(answers, EXTENSION)) < enough or len(answered(answers, FLEXION)) < enough:
        return "UNK"
    if extension == 0 and flexion == 0:
        return "NONE"
    if extension and (flexion == 0 or extension - flexion >= margin):
        return "EXT"
    if flexion and (extension == 0 or flexion - extension >= margin):
        return "FLEX"
    return "MULTI"
