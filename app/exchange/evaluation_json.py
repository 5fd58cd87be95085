"""An evaluation as `sagittal evaluate` prints it."""

from __future__ import annotations

from typing import Any

from app.evaluation import Evaluation
from assessments.classification.decision import CODES
from assessments.language.finding import Finding
from assessments.language.outcome import Asymmetry


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """The printed object, its keys in the order of the format."""
    found = evaluation.classification
    return {
        "class": found.code,
        "status": found.status,
        "could_be": list(found.could_be),
        "agreement": found.agreement,
        "supports": [reason.code for reason in found.supports],
        "contradictions": [reason.code for reason in found.contradictions],
        "modifiers": [reason.code for reason in found.modifiers],
        "plan": found.plan,
        "direction": {
            "class": found.direction.code,
            "extension_items": found.direction.extension_items,
            "flexion_items": found.direction.flexion_items,
        },
        "weight_bearing": found.weight_bearing,
        "safety": {
            "result": evaluation.safety.result,
            "fired": [fired.code for fired in evaluation.safety.fired],
        },
        "findings": {code: _finding(evaluation.findings[code]) for code in CODES},
        "asymmetry": {code: _asymmetry(one) for code, one in evaluation.asymmetry.items()},
        "missing": [reason.code for reason in found.missing],
        "rules_version": evaluation.rules_version,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    printed: dict[str, Any] = {
        "value": finding.presence.value,
        "side": finding.side,
        "near_cutoff": "yes" if finding.near_cutoff else "no",
    }
    if finding.code == "FPC":
        printed["grade"] = finding.grade
    return printed


def _asymmetry(one: Asymmetry) -> dict[str, Any]:
    return {
        "percent": None if one.percent is None else float(one.percent),
        "weaker": None if one.weaker is None else one.weaker.value,
        "grade": one.grade,
    }
