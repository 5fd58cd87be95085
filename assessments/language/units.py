"""The units as they are read: a value keeps its unit by a code, and the code is not always a word."""

from __future__ import annotations

from resources.tongue import tr


def unit_words(unit: str) -> str:
    """The unit as it stands after a number: "of 10", "repetitions"; a symbol (cm, N, %) is its own word."""
    return _WORDS.get(unit, unit)


_WORDS = {
    "deg": "°",
    "of 3": tr("of 3"),
    "of 6": tr("of 6"),
    "of 10": tr("of 10"),
    "of 24": tr("of 24"),
    "repetitions": tr("repetitions"),
    "features": tr("features"),
    "points": tr("points"),
    "grade": tr("grade"),
}
