"""What of an exam decides its plan: the class that counts, the cautions, the symptoms, what is found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Presence
from assessments.language.outcome import Asymmetry, Classification, SafetyResult
from assessments.language.value import Side


class Examined(Protocol):
    """What the plan reads of an evaluated exam."""

    @property
    def answers(self) -> Answers: ...
    @property
    def safety(self) -> SafetyResult: ...
    @property
    def findings(self) -> Mapping[str, Finding]: ...
    @property
    def asymmetry(self) -> Mapping[str, Asymmetry]: ...
    @property
    def classification(self) -> Classification: ...


MATCHED = ("EXT-MOB", "EXT-CTRL", "EXT-COMB", "FRONT", "MIX")
"""The classes whose own row of the selection table is proposed."""


def plan_kind(examined: Examined) -> str:
    """ "offered", "clinician_selects", "advice_only" or "none", for the class that counts.

    The clinician's override or "no class" comes before the program's class, but opens nothing
    that safety shut.
    """
    found = examined.classification
    shut = examined.safety.held or found.plan == "withheld" or found.code in ("R1", "R2", "N0", "N2")
    if shut or examined.safety.result in ("R1", "R2", "incomplete", "out_of_scope"):
        return "none"
    code = counted_class(examined)
    if code in MATCHED:
        return "offered"
    if code == "CLEAR":
        return "advice_only"
    if code is None or code.startswith("UNM-") or code == "ISO":
        return "clinician_selects"
    return "none"


def counted_class(examined: Examined) -> str | None:
    """The class that counts: the clinician's where it was overridden; None where none was to be given."""
    match examined.answers.choice("review", "decision"):
        case "override":
            return examined.answers.choice("review", "override_class")
        case "no_class":
            return None
        case _:
            return examined.classification.code


def cautions(examined: Examined) -> frozenset[str]:
    """The safety items that fired, by code; a sub-item counts as its item (RF32_features as RF32)."""
    return frozenset(item.code.split("_")[0] for item in examined.safety.fired)


def high_symptoms(examined: Examined) -> bool:
    """Whether symptoms are settled first: pain now or Oswestry score at their stated height."""
    pain = examined.answers.amount("intake", "pain_now")
    score = examined.answers.amount("intake", "odi_score")
    rules = conventions()
    return (pain is not None and pain >= rules["PAIN_HIGH"]) or (
        score is not None and score > rules["ODI_HIGH"]
    )


def high_distress(examined: Examined) -> bool:
    """Whether STarT Back is in its high group, so that few exercises are given."""
    items = examined.answers.amount("intake", "start_back_psych")
    return items is not None and items >= conventions()["PSYCH_HIGH"]


def runs(examined: Examined) -> bool:
    """Whether running items are open: the RUN modifier, or running named as worse."""
    named = any(reason.code == "RUN" for reason in examined.classification.modifiers)
    return named or examined.answers.choice("intake", "running") == "worse"


def present(examined: Examined) -> tuple[str, ...]:
    """The findings present, by code, in the order of the evaluation."""
    return tuple(code for code, found in examined.findings.items() if found.presence is Presence.PRESENT)


def weaker_side(examined: Examined, finding: str) -> Side | None:
    """The side found weaker by enough to be a finding of its own; None elsewhere."""
    movement = {"ASE": "extension", "ASA": "abduction"}.get(finding)
    found = examined.asymmetry.get(movement) if movement else None
    return found.weaker if found is not None and found.grade == "positive" else None
