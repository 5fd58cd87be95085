"""What can be practised, and the sitting that each choice begins."""

from __future__ import annotations

from random import Random, SystemRandom

from app.practice.blocks import LENGTH, block
from app.practice.library import cases
from app.practice.sitting import Sitting
from app.practice.task import tasks
from assessments.language.catalogue import assessment
from resources.tongue import tr

MIXED, STORY, WHOLE = "mixed", "story", "whole"
TESTS = ("lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell")
"""In the order of the exam's walk."""


def begin(kind: str, seed: int, learner: str = "", weakest: tuple[str, ...] = ()) -> Sitting:
    """Ten cases of a kind, or one patient from the first question to the class. The same seed is the same
    sitting."""
    if kind == WHOLE:
        case = Random(seed).choice(tuple(cases().values()))
        return Sitting(kind, kind_words(kind), [(case, task) for task in tasks(case)], learner)
    return Sitting(kind, _title(kind), block(kind, LENGTH, seed, weakest), learner)


def any_seed() -> int:
    """Another one each time."""
    return SystemRandom().randrange(2**31)


def kind_words(kind: str) -> str:
    """What a choice is called."""
    match kind:
        case "mixed":
            return tr("Ten mixed cases")
        case "story":
            return tr("History and safety")
        case "whole":
            return tr("Whole patient")
        case "classification":
            return tr("The class")
        case _:
            return assessment(kind).protocol.short_name


def _title(kind: str) -> str:
    if kind == MIXED:
        return tr("Block of ten, mixed, random order")
    return tr("Block of ten, {kind}, random order", kind=kind_words(kind))
