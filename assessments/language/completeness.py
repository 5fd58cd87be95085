"""What of an assessment is still open: required, not answered, and not explained."""

from __future__ import annotations

from assessments.language.answers import Answers
from assessments.language.assessment import Assessment
from assessments.language.protocol import Step
from assessments.language.value import Ref


def open_refs(assessment: Assessment, answers: Answers) -> tuple[Ref, ...]:
    """The required places that hold neither a value nor a reason, in the order they are asked.

    A `NotDone` of the whole assessment or of a side closes everything under it. Of a step that needs only
    some of its trials, the first unanswered ones up to that number are open.
    """
    protocol = assessment.protocol
    found: list[Ref] = []
    for step in protocol.steps:
        if not step.required or (step.applies is not None and not step.applies(answers)):
            continue
        for ref in _needed(step, protocol.id):
            if ref in answers.entries or answers.not_done(protocol.id, ref.side):
                continue
            if assessment.excused is not None and assessment.excused(answers, ref):
                continue
            found.append(ref)
    return tuple(found)


def started(assessment: Assessment, answers: Answers) -> bool:
    """Whether anything of it has been recorded, a reason for not doing it included."""
    return any(ref.assessment == assessment.protocol.id for ref in answers.entries)


def _needed(step: Step, assessment: str) -> tuple[Ref, ...]:
    limit = step.needed or step.trials
    return tuple(ref for ref in step.refs(assessment) if ref.trial is None or ref.trial <= limit)
