"""What to know before the next exam, read from the last signed one."""

from __future__ import annotations

from app.screens.state import State
from assessments.language.catalogue import catalogue
from assessments.language.exam import Exam
from assessments.language.units import unit_words
from assessments.language.value import Choice, NotDone, Quantity, Ref, Text, Value
from resources.tongue import tr


def reminders(last: Exam | None) -> tuple[tuple[State, str], ...]:
    """The goal, the methods under which values compare, and what was left out; nothing before exam one."""
    if last is None:
        return ()
    found: list[tuple[State, str]] = []
    goal = last.entries.get(Ref("intake", "goal"))
    if isinstance(goal, Text) and goal.text.strip():
        found.append((State.CAUTION, tr("Goal: {words}", words=goal.text.strip())))
    methods = _methods(last)
    if methods:
        found.append(
            (
                State.LOCKED,
                tr("{methods}. Do it the same way, so that values compare.", methods=", ".join(methods)),
            )
        )
    left_out = [
        assessment.protocol.short_name
        for assessment in catalogue()
        if isinstance(last.answers.not_done(assessment.protocol.id), NotDone)
    ]
    if left_out:
        found.append((State.MISSING, tr("Not done last time: {tests}.", tests=", ".join(left_out))))
    return tuple(found)


def _methods(exam: Exam) -> list[str]:
    """Thomas by which method, the step's height: the two a clinician sets up before the test begins."""
    said = []
    for assessment in catalogue():
        protocol = assessment.protocol
        if protocol.id not in ("thomas", "lateral_step_down"):
            continue
        for step in protocol.steps:
            value = exam.entries.get(Ref(protocol.id, step.id))
            if step.id in ("method", "step_height") and value is not None:
                said.append(f"{protocol.short_name}: {_words(value, step.kind)}")
    return said


def _words(value: Value, kind: object) -> str:
    match value:
        case Choice(code):
            options = getattr(kind, "options", ())
            return next((option.words.lower() for option in options if option.code == code), code)
        case Quantity(amount, unit, _):
            return f"{amount.normalize():f} {unit_words(unit)}"
        case _:
            return ""
