"""What a learner is asked at one time: one test of one side, the history, the safety screen or the class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.practice.observer import ITEMS, PATTERNS, key
from app.practice.truth import Case
from assessments.classification.labels import labels
from assessments.hip_strength.movements import MOVEMENTS
from assessments.language.catalogue import assessment, catalogue
from assessments.language.protocol import Chosen, Kind, Option
from assessments.language.value import SIDES, Ref, Side, Value
from assessments.prone_hip_extension.protocol import LIFTS
from assessments.safety.items import asked
from resources.tongue import tr

CLASSIFICATION = "classification"
CLASS = Ref(CLASSIFICATION, "class")
"""Where a learner's class is kept; the exam itself has no such answer, because it works its class out."""

HISTORY = (
    "pain_side", "duration", "standing", "walking", "running", "backward_bend", "sitting", "forward_bend",
    "lifting_or_driving", "rotation", "eased_by_flexion", "eased_by_extension", "runner",
)  # fmt: skip
"""What is asked of the story; sites and body measures stand beside it."""

_SIDED = ("lateral_step_down", "thomas", "prone_hip_extension", "clamshell")


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """One sided test has its side, the strength test its movement; the others have neither."""

    assessment: str
    side: Side | None = None
    movement: str = ""

    @property
    def id(self) -> str:
        """As it is kept: "thomas.right", "hip_strength.extension", "safety"."""
        part = self.side.value if self.side else self.movement
        return f"{self.assessment}.{part}" if part else self.assessment

    @classmethod
    def of(cls, id: str) -> Task:
        """The task of that id; ValueError or KeyError when there is none."""
        test, _, part = id.partition(".")
        if test == "hip_strength":
            return cls(test, movement=MOVEMENTS[part].code)
        if test in _SIDED:
            return cls(test, Side(part))
        if id in ("intake", "safety", CLASSIFICATION):
            return cls(id)
        raise KeyError(id)

    @property
    def title(self) -> str:
        """At the head of a page: "Step-down, right"."""
        if self.assessment == CLASSIFICATION:
            return tr("The class")
        name = assessment(self.assessment).protocol.short_name
        if self.side:
            return tr("{test}, {side}", test=name, side=self.side.words)
        if self.movement:
            movement = MOVEMENTS[self.movement].name
            return tr("{test}, {movement}", test=name, movement=movement)
        return name


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to score. `group` heads the items that belong together, such as one lift; "" where all do."""

    ref: Ref
    ask: str
    kind: Kind
    group: str = ""


def tasks(case: Case) -> tuple[Task, ...]:
    """What can be asked of this case, in the order of the exam's walk, the class last."""
    found: list[Task] = []
    for part in catalogue():
        found += _tasks_of(part.protocol.id, case)
    return (*found, Task(CLASSIFICATION))


def _tasks_of(id: str, case: Case) -> list[Task]:
    truth = case.truth
    sides: Mapping[str, Mapping[Side, object]] = {
        "lateral_step_down": truth.steps,
        "thomas": truth.thighs,
        "prone_hip_extension": truth.lifts,
        "clamshell": truth.openings,
    }
    if id in sides:
        return [Task(id, side) for side in SIDES if side in sides[id]]
    if id == "hip_strength":
        return [Task(id, movement=code) for code in MOVEMENTS if code in truth.strength]
    return [Task(id)]


def items(case: Case, task: Task) -> tuple[Item, ...]:
    """What the learner scores, in the order of the page."""
    return tuple(_items(case, task))


def _items(case: Case, task: Task) -> Iterator[Item]:
    match task.assessment:
        case "intake":
            for step in HISTORY:
                yield _item(Ref("intake", step))
        case "safety":
            yield from _safety(case)
        case "lateral_step_down":
            for item in ITEMS:
                yield _item(Ref(task.assessment, item, task.side, 1))
        case "thomas":
            yield _item(Ref("thomas", "hip_angle", task.side, 1))
            for step in ("knee_angle", "pelvis_controlled", "abduction_drift"):
                yield _item(Ref("thomas", step, task.side))
        case "prone_hip_extension":
            assert task.side
            for trial in range(1, len(case.truth.lifts[task.side].lifts[:LIFTS]) + 1):
                for pattern in PATTERNS:
                    group = tr("Lift {n}", n=trial)
                    yield _item(Ref(task.assessment, pattern, task.side, trial), group)
        case "clamshell":
            for step in ("repetitions", "stop_reason"):
                yield _item(Ref("clamshell", step, task.side))
        case "hip_strength":
            yield from _strength(case, task.movement)
        case _:
            yield Item(CLASS, tr("The class that the findings are consistent with"), _classes())


def _item(ref: Ref, group: str = "") -> Item:
    step = assessment(ref.assessment).protocol.step(ref.step)
    return Item(ref, step.ask, step.kind, group)


def _safety(case: Case) -> Iterator[Item]:
    """What the safety screen would ask of this person."""
    answers = key(case)
    for one in asked():
        step = assessment("safety").protocol.step(one.code)
        if step.applies is None or step.applies(answers):
            yield Item(Ref("safety", one.code), step.ask, step.kind, one.group)


def _strength(case: Case, movement: str) -> Iterator[Item]:
    for side, trials in case.truth.strength[movement].trials.items():
        for trial in range(1, len(trials) + 1):
            group = tr("{side}, trial {n}", side=side.heading, n=trial)
            for step in ("force", "valid"):
                yield _item(Ref("hip_strength", f"{movement}_{step}", side, trial), group)


def _classes() -> Chosen:
    return Chosen(tuple(Option(code, words.label) for code, words in labels().items()))


def facts(case: Case, task: Task) -> Mapping[Ref, Value]:
    """What the learner is told of the task and does not score: method, pain, what was done."""
    scored = {item.ref for item in items(case, task)}
    return {ref: value for ref, value in key(case).entries.items() if ref not in scored and _of(ref, task)}


def _of(ref: Ref, task: Task) -> bool:
    if ref.assessment != task.assessment:
        return False
    if task.movement:
        return ref.step.startswith(f"{task.movement}_")
    return ref.side in (None, task.side)
