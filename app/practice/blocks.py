"""A block of cases to practise: in random order, never the same class or test again and again.

Learning to tell patterns apart needs them side by side. So a block is drawn one case after the other, and no
two neighbours have the same class or, where several tests are mixed, the same test, as long as anything
else is left to draw.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from random import Random

from app.practice.attempt import item_code
from app.practice.generator import generated
from app.practice.library import cases
from app.practice.marking import ranks
from app.practice.observer import key
from app.practice.task import CLASSIFICATION, Task, items, tasks
from app.practice.truth import Case
from assessments.language.value import Choice

Asked = tuple[Case, Task]

LENGTH = 10
KINDS = (
    "mixed",
    "lateral_step_down",
    "thomas",
    "prone_hip_extension",
    "clamshell",
    "hip_strength",
    "story",
    "classification",
)
"""What a block can hold: everything, one test, history and safety, or the class of a whole exam."""

GENERATED = 0.5
"""The share of generated cases; the others are written ones."""
WEAK = 0.4
"""The share of a block that is drawn for the learner's weakest items, a convention."""
_SEEDS = 1_000_000
_PATIENTS = 2
"""How many times as many people are drawn from as a block is long."""


def block(kind: str, length: int, seed: int, weakest: Collection[str] = ()) -> tuple[Asked, ...]:
    """`length` tasks of a kind; the same seed is the same block. `weakest` are items as an attempt names them
    ("lateral_step_down.pelvis"): of the cases drawn for them half show the fault and half do not, so that
    nothing can be told from being asked. KeyError for a kind that is none."""
    if kind not in KINDS:
        raise KeyError(kind)
    random = Random(seed)
    left = _drawn_from(kind, length, random)
    weak_at = set(random.sample(range(length), round(WEAK * length))) if weakest else set()
    shown = random.random() < 0.5
    chosen: list[Asked] = []
    for number in range(length):
        pool = _unlike_the_last(_not_asked_twice(left, chosen), chosen, mixed=kind in ("mixed", "story"))
        if number in weak_at and (weak := _for_weakness(pool, weakest, shown)):
            pool, shown = weak, not shown
        asked = pool[random.randrange(len(pool))]
        left.remove(asked)
        chosen.append(asked)
    return tuple(chosen)


def _drawn_from(kind: str, length: int, random: Random) -> list[Asked]:
    """Tasks of enough people, written and generated; each test is as likely as any other."""
    written = list(cases().values())
    random.shuffle(written)
    people = _PATIENTS * length
    start = random.randrange(_SEEDS)
    share = min(len(written), round(people * (1 - GENERATED)))
    made = [generated(start + number) for number in range(people - share)]
    found: list[Asked] = []
    for case in (*written[:share], *made):
        by_test: dict[str, list[Task]] = {}
        for task in tasks(case):
            if _of_kind(kind, task):
                by_test.setdefault(task.assessment, []).append(task)
        found += [(case, of_test[random.randrange(len(of_test))]) for of_test in by_test.values()]
    return found


def _of_kind(kind: str, task: Task) -> bool:
    match kind:
        case "mixed":
            return task.assessment != CLASSIFICATION
        case "story":
            return task.assessment in ("intake", "safety")
        case _:
            return task.assessment == kind


def _not_asked_twice(left: list[Asked], chosen: list[Asked]) -> list[Asked]:
    """Nobody comes twice in a block while there are others."""
    seen = {case.code for case, _ in chosen}
    return [asked for asked in left if asked[0].code not in seen] or left


def _for_weakness(pool: Iterable[Asked], weakest: Collection[str], shown: bool) -> list[Asked]:
    """Those that ask a weak item, with the fault or without it as wanted; failing these, any that ask."""
    asking = [(asked, there) for asked in pool if (there := _shows(asked, weakest)) is not None]
    return [asked for asked, there in asking if there is shown] or [asked for asked, _ in asking]


def _shows(asked: Asked, weakest: Collection[str]) -> bool | None:
    """Whether the key of one of these items has a fault; None where the task asks none of them."""
    case, task = asked
    found = [item for item in items(case, task) if item_code(item.ref) in weakest]
    if not found:
        return None
    answers = key(case).entries
    return any(
        isinstance(value := answers.get(item.ref), Choice) and ranks(item).get(value.code, 0) > 0
        for item in found
    )


def _unlike_the_last(pool: list[Asked], chosen: list[Asked], mixed: bool) -> list[Asked]:
    """Those of another class and another test than the case before, or as near to it as there is."""
    if not chosen:
        return pool
    last_case, last_task = chosen[-1]
    other_class = [asked for asked in pool if asked[0].class_code != last_case.class_code] or pool
    if not mixed:
        return other_class
    return [asked for asked in other_class if asked[1].assessment != last_task.assessment] or other_class
