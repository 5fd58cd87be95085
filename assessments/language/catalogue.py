"""Every part of the exam the program finds, in the order of the walk."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import assessments
from assessments.language.assessment import Assessment

ORDER = (
    "intake",
    "rmdq",
    "activity_scale",
    "safety",
    "lateral_step_down",
    "thomas",
    "prone_hip_extension",
    "hip_strength",
    "clamshell",
    "running_observation",
)
"""By the patient's position, so that nobody turns over twice. A folder not named here comes last."""


@cache
def catalogue() -> tuple[Assessment, ...]:
    """Each folder of `assessments` that holds an ASSESSMENT; a new folder is a new part of the exam.

    The folders are asked of the package itself, so a frozen program finds the same ones.
    """
    found = []
    for module in pkgutil.iter_modules(assessments.__path__):
        if module.ispkg:
            package = importlib.import_module(f"assessments.{module.name}")
            assessment = getattr(package, "ASSESSMENT", None)
            if isinstance(assessment, Assessment):
                found.append(assessment)
    return tuple(sorted(found, key=lambda a: (_place(a.protocol.id), a.protocol.id)))


def assessment(id: str) -> Assessment:
    """The part of the exam of that id; KeyError when there is none."""
    for one in catalogue():
        if one.protocol.id == id:
            return one
    raise KeyError(id)


def _place(id: str) -> int:
    return ORDER.index(id) if id in ORDER else len(ORDER)
