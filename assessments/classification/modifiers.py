"""What is added behind the label without moving the class: rotation, running, weakness on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessments.classification.facts import clear_repetitions
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Presence
from assessments.language.outcome import Reason
from assessments.language.value import SIDES, Side
from resources.tongue import tr


def modifiers(code: str, answers: Answers, findings: Mapping[str, Finding]) -> tuple[Reason, ...]:
    """BILAT, ROT and RUN, sorted; only classes with a pattern or an unmatched finding carry them."""
    if not (code in ("MIX", "FRONT") or code.startswith(("EXT-", "UNM-"))):
        return ()
    found = (_bilateral(findings), _rotation(answers, findings), _running(answers))
    return tuple(reason for reason in found if reason is not None)


def _bilateral(findings: Mapping[str, Finding]) -> Reason | None:
    match (findings["ASE"].grade == "bilateral", findings["ASA"].grade == "bilateral"):
        case (True, True):
            return Reason("BILAT", tr("Hip extensors and abductors weak on both sides"))
        case (True, False):
            return Reason("BILAT", tr("Hip extensors weak on both sides"))
        case (False, True):
            return Reason("BILAT", tr("Hip abductors weak on both sides"))
        case _:
            return None


def _rotation(answers: Answers, findings: Mapping[str, Finding]) -> Reason | None:
    why = list(_rotation_reasons(answers, findings))
    return Reason("ROT", tr("Rotation: {why}", why="; ".join(why))) if why else None


def _rotation_reasons(answers: Answers, findings: Mapping[str, Finding]) -> Iterator[str]:
    if side := _only_side(findings["HFL"]):
        yield tr("Thomas positive on the {side} only", side=side.words)
    if side := _only_side(findings["HEC"]):
        yield tr("prone hip extension positive on the {side} only", side=side.words)
    enough = conventions()["PHE_MIN_REPS"]
    for side in SIDES:
        # A side that may not be scored, such as a hip that does not reach extension, shows nothing.
        scored = findings["HEC"].by_side[side].presence is Presence.PRESENT
        if scored and (count := clear_repetitions(answers, "rotation", side)) >= enough:
            yield tr("clear in {count} lifts of the {side} leg", count=count, side=side.words)
    if answers.choice("intake", "rotation") == "worse":
        yield tr("turning or twisting is worse")


def _only_side(finding: Finding) -> Side | None:
    """The side it is present on while it is absent on the other; None where a side is open."""
    presences = [finding.by_side[side].presence for side in SIDES]
    if sorted(presences) != [Presence.ABSENT, Presence.PRESENT]:
        return None
    return finding.sides[0]


def _running(answers: Answers) -> Reason | None:
    if answers.choice("intake", "running") == "worse":
        return Reason("RUN", tr("Running is worse: look at the running form"))
    return None
