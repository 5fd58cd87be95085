"""What can be practised, and the sitting that each choice begins."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random, SystemRandom

from app.practice.attempt import Attempt
from app.practice.blocks import LENGTH, block
from app.practice.learning import learning
from app.practice.library import cases
from app.practice.sitting import Asked, Sitting
from app.practice.task import items, tasks
from assessments.language.catalogue import assessment
from resources.tongue import inside, tr

MIXED, STORY, WHOLE = "mixed", "story", "whole"
TESTS = ("lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell")
"""In the order of the exam's walk."""


SHORT = 5
"""Items of a case that somebody who never practised begins with, at the most."""


def begin(
    kind: str, seed: int, learner: str = "", weakest: tuple[str, ...] = (), newcomer: bool = False
) -> Sitting:
    """Ten cases of a kind, or one patient from the first question to the class. The same seed is the same
    sitting. A `newcomer` begins with a short one, not with thirty red flags."""
    if kind == WHOLE:
        case = Random(seed).choice(tuple(cases().values()))
        return Sitting(kind, kind_words(kind), [(case, task) for task in tasks(case)], learner)
    asked = block(kind, LENGTH, seed, weakest)
    return Sitting(kind, _title(kind), _short_first(asked) if newcomer else asked, learner)


def _short_first(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """The same order begun at another place, so that its neighbours stay apart as the block drew them."""
    for turn in range(len(asked)):
        turned = (*asked[turn:], *asked[:turn])
        if len(items(*turned[0])) <= SHORT and not (turn and _alike(asked[-1], asked[0])):
            return turned
    return asked


def _alike(one: Asked, other: Asked) -> bool:
    (case, task), (next_case, next_task) = one, other
    return case.class_code == next_case.class_code or task.assessment == next_task.assessment


def any_seed() -> int:
    """Another one each time."""
    return SystemRandom().randrange(2**31)


def weakest_of(attempts: Sequence[Attempt]) -> tuple[str, ...]:
    """The items that a learner's next block is drawn for; none before anything was practised."""
    return learning(attempts).weakest if attempts else ()


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
    return tr("Block of ten, {kind}, random order", kind=inside(kind_words(kind)))
