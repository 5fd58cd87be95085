"""How a side of the patient is called, where it begins a line and inside a sentence."""

from __future__ import annotations

from assessments.language.value import Side
from resources.tongue import tr

_NAMES = {Side.RIGHT: tr("Right"), Side.LEFT: tr("Left")}
_IN_WORDS = {Side.RIGHT: tr("right"), Side.LEFT: tr("left")}


def side_name(side: Side) -> str:
    """Alone, or at the beginning: "Right"."""
    return _NAMES[side]


def side_in_words(side: Side) -> str:
    """Inside a sentence: "right"."""
    return _IN_WORDS[side]
