"""What each class is called, and what is said of it to the patient."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from resources.tables import table
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one class. `closest` is the closest published idea, `closest_rot` with rotation."""

    label: str
    patient: str
    closest: str = ""
    closest_rot: str = ""


FIXED_LINE = tr(
    "Decision support for a licensed clinician. Combines five test results and history by published ideas "
    "and stated conventions. It has not been validated as a diagnostic test. The clinician decides."
)
"""Stands under every class, word for word."""


@cache
def labels() -> dict[str, Label]:
    """Every class by its code."""
    return {code: Label(**row) for code, row in table("assessments.classification", "labels.toml").items()}
