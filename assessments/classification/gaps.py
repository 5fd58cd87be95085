"""What was not recorded and would settle the class, as stable codes with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assessments.classification.decision import FRONTAL, SAGITTAL
from assessments.classification.direction import EXTENSION, FLEXION, answered
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Presence
from assessments.language.outcome import Reason
from assessments.language.value import SIDES
from resources.tongue import tr

_TEST = {
    "HFL": ("thomas", tr("Thomas test")),
    "HEC": ("prone_hip_extension", tr("Prone hip extension")),
    "ASE": ("hip_strength.extension", tr("Hip extensor strength")),
    "ABE": ("clamshell", tr("Clamshell")),
    "ASA": ("hip_strength.abduction", tr("Hip abductor strength")),
    "FPC": ("lateral_step_down", tr("Lateral step-down")),
}

_ACTIVITY = {
    "standing": tr("Standing"),
    "walking": tr("Walking"),
    "running": tr("Running"),
    "backward_bend": tr("Backward bend"),
    "sitting": tr("Sitting"),
    "forward_bend": tr("Forward bend"),
    "lifting_or_driving": tr("Lifting or driving"),
}


def minimum_missing(answers: Answers, findings: Mapping[str, Finding]) -> tuple[Reason, ...]:
    """What the minimum data set still lacks; empty when the class can be decided.

    It needs the sites of the pain, a direction, one of the two sagittal tests and one of the three frontal.
    """
    found: list[Reason] = []
    if answers.choices("intake", "pain_sites") is None:
        found.append(Reason("history.pain_sites", tr("Where it hurts: not recorded")))
    enough = conventions()["DIR_MIN"]
    for activities in (EXTENSION, FLEXION):
        if len(answered(answers, activities)) < enough:
            found.extend(_unanswered(answers, activities))
    for codes in (SAGITTAL, FRONTAL):
        if all(findings[code].presence is Presence.UNKNOWN for code in codes):
            found.extend(open_sides(findings, codes))
    return tuple(found)


def open_sides(findings: Mapping[str, Finding], codes: Iterable[str]) -> tuple[Reason, ...]:
    """The sides of these findings that are not settled, each with the reason it gives."""
    return tuple(reason for code in codes for reason in _sides(findings[code]))


def _sides(finding: Finding) -> Iterator[Reason]:
    place, name = _TEST[finding.code]
    for side in SIDES:
        result = finding.by_side[side]
        graded = finding.code != "FPC" or result.grade is not None
        if result.presence is Presence.UNKNOWN or (result.presence is Presence.PRESENT and not graded):
            words = tr("{test}, {side}: {result}", test=name, side=side.words, result=result.words)
            yield Reason(f"{place}.{side.value}", words)


def _unanswered(answers: Answers, activities: tuple[str, ...]) -> Iterator[Reason]:
    """Activities without an answer. One that does not apply cannot be asked again, unless all are such."""
    given = {a: answers.choice("intake", a) for a in activities}
    never = [a for a in activities if given[a] is None]
    for activity in never or [a for a in activities if given[a] == "not_applicable"]:
        name = _ACTIVITY[activity]
        if given[activity] is None:
            words = tr("{activity}: not asked", activity=name)
        else:
            words = tr("{activity}: not applicable, too few are left", activity=name)
        yield Reason(f"history.{activity}", words)
