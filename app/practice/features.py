"""Which features of the two counted safety items are true of a simulated patient, in their own words.

What the rest of the case already says (age, sites, what provokes and eases) is settled by it; only what is
left open makes up the number that the case gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from zlib import crc32

from app.practice.truth import Case
from assessments.language.answers import Person
from resources.tables import table

History = Mapping[str, str | tuple[str, ...] | int]

SPONDYLOARTHRITIS = (
    "before_35", "second_half_of_night", "buttock", "better_moving", "better_with_tablets", "family",
    "joints", "tendons", "skin",
)  # fmt: skip
STENOSIS = ("both_sides", "leg_worse", "on_walking", "eased_sitting", "over_48")
"""As the items of the safety screen count them."""

_OF = {"RF30_features": SPONDYLOARTHRITIS, "RF32_features": STENOSIS}


def features(case: Case, item: str) -> tuple[str, ...]:
    """The sentences of the patient, one a feature and one that there is no more; never the number."""
    said = _sentences()
    held = chosen(case, item)
    last = said["more" if held else "none"]
    wordings = [said[feature] for feature in held] + [last]
    return tuple(words[crc32(f"{case.code}/{item}".encode()) % len(words)] for words in wordings)


def chosen(case: Case, item: str) -> tuple[str, ...]:
    """The features that hold of this case, in the order of the item. As many as the case says.

    KeyError when what the case tells elsewhere settles more of them than that, or leaves too few open.
    """
    wanted = case.truth.story.features.get(item, 0)
    settled = settled_features(case.truth.person, case.truth.story.history, item)
    held = {feature for feature in _OF[item] if settled.get(feature) is True}
    free = [feature for feature in _OF[item] if feature not in settled]
    if not len(held) <= wanted <= len(held) + len(free):
        raise KeyError(f"case {case.code}: {item} cannot be {wanted}, {len(held)} of them are settled")
    free.sort(key=lambda feature: crc32(f"{case.code}/{item}/{feature}".encode()))
    held |= set(free[: wanted - len(held)])
    return tuple(feature for feature in _OF[item] if feature in held)


def settled_features(person: Person, history: History, item: str) -> dict[str, bool]:
    """The features that the person and the history decide, and which way."""
    settling = _stenosis if item == "RF32_features" else _spondyloarthritis
    return dict(settling(person.age_years, history))


def _stenosis(age: int | None, history: History) -> Iterator[tuple[str, bool]]:
    if "pain_side" in history:
        yield "both_sides", history["pain_side"] == "both"
    if {"standing", "walking"} & set(history):
        yield "on_walking", "worse" in (history.get("standing"), history.get("walking"))
    if "eased_by_flexion" in history:
        yield "eased_sitting", history["eased_by_flexion"] == "yes"
    if age is not None:
        yield "over_48", age > _OVER
    if not {"back_thigh", "below_knee", "front_thigh"} & set(_sites(history)):
        yield "leg_worse", False


_OVER = 48
"""Years, as the item of the safety screen words it."""


def _spondyloarthritis(age: int | None, history: History) -> Iterator[tuple[str, bool]]:
    if age is not None and age < _BEFORE:
        yield "before_35", True
    yield "buttock", "buttock" in _sites(history)
    if history.get("walking") == "worse":
        yield "better_moving", False


_BEFORE = 35
"""Years, as the item of the safety screen words it."""


def _sites(history: History) -> tuple[str, ...]:
    found = history.get("pain_sites", ())
    return found if isinstance(found, tuple) else (str(found),)


@cache
def _sentences() -> dict[str, tuple[str, ...]]:
    rows = table("app.practice", "interview.toml")["feature"]
    return {row["of"]: tuple(row["words"]) for row in rows}
