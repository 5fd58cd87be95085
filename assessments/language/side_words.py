"""How a side of the patient is called, where it begins a line and inside a sentence."""

from __future__ import annotations

from assessments.language.value import Side


def side_name(side: Side) -> str:
    """Alone, or at the beginning: "Right"."""
    return side.heading


def side_in_words(side: Side) -> str:
    """Inside a sentence: "right"."""
    return side.words
