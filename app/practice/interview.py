"""What a simulated patient says when asked: their own sentence, or one in plain words for the answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from zlib import crc32

from app.practice.features import features
from app.practice.truth import Case
from assessments.language.value import Ref
from resources.tables import table

UNKNOWN = "unknown"
"""The answer of a patient who does not know; it has its own sentences."""


def answer(case: Case, ref: Ref) -> str:
    """The patient's words for a step of the history or an item of the safety screen.

    Their own where the case has them, else one of several wordings: always the same for the same case and
    question. A person who was told nothing of it says that they do not know.
    """
    if own := case.truth.story.said.get(ref.step):
        return own
    if ref.step.endswith("_features") and ref.step not in case.truth.story.unknown:
        return " ".join(features(case, ref.step))
    wordings = _wordings(ref, _answered(case, ref))
    return wordings[crc32(f"{case.code}/{ref.step}".encode()) % len(wordings)]


def _answered(case: Case, ref: Ref) -> str:
    story = case.truth.story
    if ref.assessment == "intake":
        return str(story.history.get(ref.step, UNKNOWN))
    if ref.step in story.unknown:
        return UNKNOWN
    return "yes" if ref.step in story.yes else "no"


def _wordings(ref: Ref, code: str) -> tuple[str, ...]:
    """Those for this question, else those for any question of its kind."""
    said = sentences()
    return said.get((ref.step, code)) or said[ref.assessment, code]


@cache
def sentences() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Every wording there is by the question, or its assessment, and the answer's code."""
    rows = table("app.practice", "interview.toml")["answer"]
    return MappingProxyType({(row["of"], row["to"]): tuple(row["words"]) for row in rows})
