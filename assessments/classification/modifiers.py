"""What is added behind the label without moving the class: rotation, running, weakness on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessments.classification.facts import clear_repetitions
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Presence
from assessments.language.outcome import Reason
from assessments.language.value import SIDES


def modifiers(code: str, answers: Answers, findings: Mapping[str, Finding]) -> tuple[Reason, ...]:
    """BILAT, ROT and RUN, sorted; only classes with a pattern or an unmatched finding carry them."""
    if not (code in ("MIX", "FRONT") or code.startswith(("EXT-", "UNM-"))):
        return ()
    found = (_bilateral(findings), _rotation(answers, findings), _running(answers))
    return tuple(reason for reason in found if reason is not None)


def _bilateral(findings: Mapping[str, Finding]) -> Reason | None:
    weak = [
        name for f, name in (("ASE", "extensors"), ("ASA", "abductors")) if findings[f].grade == "bilateral"
    ]
    return Reason("BILAT", f"Hip {' and '.join(weak)} weak on both sides") if weak else None


def _rotation(answers: Answers, findings: Mapping[str, Finding]) -> Reason | None:
    why = list(_rotation_reasons(answers, findings))
    return Reason("ROT", f"Rotation: {'; '.join(why)}") if why else None


def _rotation_reasons(answers: Answers, findings: Mapping[str, Finding]) -> Iterator[str]:
    for code, name in (("HFL", "Thomas"), ("HEC", "prone hip extension")):
        presences = [findings[code].by_side[side].presence for side in SIDES]
        if sorted(presences) == [Presence.ABSENT, Presence.PRESENT]:
            yield f"{name} positive on the {findings[code].side} only"
    enough = conventions()["PHE_MIN_REPS"]
    for side in SIDES:
        # A side that may not be scored, such as a hip that does not reach extension, shows nothing.
        scored = findings["HEC"].by_side[side].presence is Presence.PRESENT
        if scored and (count := clear_repetitions(answers, "rotation", side)) >= enough:
            yield f"clear in {count} lifts of the {side.value} leg"
    if answers.choice("intake", "rotation") == "worse":
        yield "turning or twisting is worse"


def _running(answers: Answers) -> Reason | None:
    if answers.choice("intake", "running") == "worse":
        return Reason("RUN", "Running is worse: look at the running form")
    return None
