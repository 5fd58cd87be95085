"""What a miss changes: findings, class and plan of the case, had the learner's answer been the true one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.evaluation import Evaluation, evaluate
from app.practice.marking import Mark, mark
from app.practice.observer import key
from app.practice.task import CLASS, Task, items, tasks
from app.practice.truth import Case
from assessments.classification.labels import labels
from assessments.language.answers import Answers
from assessments.language.finding import Presence
from assessments.language.value import SIDES, Choice, Ref, Side, Value
from assessments.plan.circumstances import plan_kind
from assessments.plan.library import library
from assessments.plan.selection import proposed
from resources.tongue import inside, tr

FIRST_PHASE = 1
"""The plan of a first visit is what a miss is held against."""

FOUND = {
    "FPC": tr("Step-down"),
    "HFL": tr("Thomas test"),
    "HEC": tr("Hip extension"),
    "ASE": tr("Extension strength"),
    "ASA": tr("Abduction strength"),
    "ABE": tr("Clamshell"),
}
"""The findings of the exam, each by the test it comes from."""

_SAFETY = {
    "R1": tr("refer now"),
    "R2": tr("refer urgently"),
    "incomplete": tr("not complete"),
    "out_of_scope": tr("outside the scope of this exam"),
    "hold": tr("plan withheld"),
    "caution": tr("caution"),
    "clear": tr("clear"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What one side of one finding came to, with the words of the exam."""

    code: str
    side: Side
    presence: Presence
    grade: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an exam comes to, as far as a learner's answer may change it. `exercises` are codes, in order."""

    findings: tuple[Found, ...]
    class_code: str
    label: str
    safety: str
    plan: str
    exercises: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """One miss, or all of them, taken for true. What it changes is worked out when it is first asked."""

    case: Case
    misses: tuple[Mark, ...]

    @cached_property
    def key(self) -> Outlook:
        """What the exam comes to by the key."""
        return _outlook(key(self.case))

    @cached_property
    def learner(self) -> Outlook:
        """What it would come to with what the learner answered, or left open."""
        answers = key(self.case)
        for miss in self.misses:
            if miss.item.ref != CLASS:
                answers = answers.changed(miss.item.ref, miss.given)
        named = next((miss.given for miss in self.misses if miss.item.ref == CLASS), None)
        return _outlook(answers, named.code if isinstance(named, Choice) else "")

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The items that were missed."""
        return tuple(miss.item.ref for miss in self.misses)

    @property
    def ref(self) -> Ref:
        """The first item missed, which is the only one where one miss is looked at."""
        return self.refs[0]

    @property
    def unanswered(self) -> bool:
        """Whether nothing was answered to any of them."""
        return all(miss.given is None for miss in self.misses)

    @property
    def findings(self) -> tuple[tuple[Found, Found], ...]:
        """The sides that are found otherwise, as the key has them and as the learner would."""
        return tuple(
            (before, after)
            for before, after in zip(self.key.findings, self.learner.findings, strict=True)
            if (before.presence, before.grade) != (after.presence, after.grade)
        )

    @property
    def class_changes(self) -> bool:
        return self.key.class_code != self.learner.class_code

    @property
    def plan_changes(self) -> bool:
        return (self.key.plan, self.key.exercises) != (self.learner.plan, self.learner.exercises)

    @property
    def changes(self) -> bool:
        """Whether the miss matters at all in this case."""
        return bool(self.findings) or self.class_changes or self.plan_changes or self._safety_changes

    @property
    def finding(self) -> tuple[str, str]:
        """What is found otherwise, in words, by the key and by the learner; both empty where nothing is."""
        pairs = self.findings
        return _found_words([one for one, _ in pairs]), _found_words([one for _, one in pairs])

    @property
    def class_(self) -> tuple[str, str]:
        """The label of the class, by the key and by the learner."""
        return self.key.label, self.learner.label

    @property
    def plan(self) -> tuple[str, str]:
        """The exercises in words, by the key and by the learner."""
        return plan_words(self.key), plan_words(self.learner)

    @cached_property
    def words(self) -> str:
        """What follows from the miss, in whole sentences."""
        if not self.changes:
            return tr("Findings, class and plan stay as they are.")
        return " ".join(self._sentences())

    @property
    def _safety_changes(self) -> bool:
        return self.key.safety != self.learner.safety

    def _sentences(self) -> Iterator[str]:
        for before, after in self.findings:
            yield tr(
                "{test}, {side}: “{after}” instead of “{before}”.",
                test=FOUND[after.code],
                side=after.side.words,
                after=inside(after.words),
                before=inside(before.words),
            )
        if self.class_changes:
            fields = {"after": self.learner.label, "before": self.key.label}
            if self.unanswered:
                yield tr("Without the answer the class would be “{after}” instead of “{before}”.", **fields)
            else:
                yield tr("The class would be “{after}” instead of “{before}”.", **fields)
        else:
            yield tr("The class stays.")
        if self._safety_changes:
            yield tr(
                "The safety screen would say “{after}” instead of “{before}”.",
                after=_SAFETY[self.learner.safety],
                before=_SAFETY[self.key.safety],
            )
        yield from self._of_the_plan()

    def _of_the_plan(self) -> Iterator[str]:
        if not self.plan_changes:
            yield tr("The plan stays.")
            return
        if self.learner.plan == "none":
            yield tr("No plan would be given.")
            return
        if self.key.plan == "none":
            yield tr("A plan would be given where none is to be.")
            return
        lost = [code for code in self.key.exercises if code not in self.learner.exercises]
        gained = [code for code in self.learner.exercises if code not in self.key.exercises]
        if lost:
            yield tr("Missing from the plan: {exercises}.", exercises=_names(lost))
        if gained:
            yield tr("In the plan without need: {exercises}.", exercises=_names(gained))
        if not lost and not gained:
            yield tr("The plan would hold the same exercises for another reason or in another order.")


def effects(
    case: Case, given: Mapping[Ref, Value], asked: Sequence[Task] | None = None
) -> tuple[Effect, ...]:
    """Each miss alone in the key, in the order of the exam. An item that was asked and not answered is taken
    away, never filled in. Without `asked`, those tasks were asked in which anything was answered."""
    return tuple(Effect(case, (miss,)) for miss in _misses(case, given, asked))


def consequence(case: Case, given: Mapping[Ref, Value], asked: Sequence[Task] | None = None) -> Effect | None:
    """All misses together; None where there is none."""
    misses = _misses(case, given, asked)
    return Effect(case, misses) if misses else None


def plan_words(outlook: Outlook) -> str:
    """The plan in one line."""
    return _names(outlook.exercises) if outlook.exercises else tr("no plan")


def _misses(case: Case, given: Mapping[Ref, Value], asked: Sequence[Task] | None) -> tuple[Mark, ...]:
    if asked is None:
        asked = [task for task in tasks(case) if any(item.ref in given for item in items(case, task))]
    return tuple(one for task in asked for one in mark(case, task, given) if not one.agrees)


def _outlook(answers: Answers, named: str = "") -> Outlook:
    """`named` is the class that the learner gave the exam, whatever its answers come to: it decides the plan
    as a clinician's own choice does in the exam."""
    found = evaluate(answers)
    if named and named != found.classification.code:
        override = answers.changed(Ref("review", "decision"), Choice("override"))
        found = evaluate(override.changed(Ref("review", "override_class"), Choice(named)))
    code = named or found.classification.code
    return Outlook(
        findings=tuple(_findings(found)),
        class_code=code,
        label=labels()[code].label,
        safety=found.safety.result,
        plan=plan_kind(found),
        exercises=tuple(item.exercise for item in proposed(found, FIRST_PHASE).items),
    )


def _findings(found: Evaluation) -> Iterator[Found]:
    for code, finding in found.findings.items():
        for side in SIDES:
            result = finding.by_side[side]
            yield Found(code, side, result.presence, result.grade, result.words)


def _found_words(found: Sequence[Found]) -> str:
    return "; ".join(
        tr("{test}, {side}: {found}", test=FOUND[one.code], side=one.side.words, found=inside(one.words))
        for one in found
    )


def _names(codes: Sequence[str]) -> str:
    # Their own names hold commas.
    return "; ".join(inside(library()[code].clinical) for code in codes)
