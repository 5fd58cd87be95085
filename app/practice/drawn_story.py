"""Who a generated patient is and what they tell: person, provocation, easing, and the safety answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from app.practice.dice import Dice
from app.practice.features import settled_features
from app.practice.truth import Story
from assessments.classification.direction import EXTENSION, FLEXION
from assessments.language.answers import Person
from assessments.language.conventions import conventions

History = dict[str, str | tuple[str, ...] | int]


@dataclass(frozen=True, slots=True)
class Teller:
    """The person with their body and what they tell."""

    person: Person
    height_cm: Decimal
    mass_kg: Decimal
    story: Story


def teller(dice: Dice, direction: str, class_code: str, stop: str) -> Teller:
    """Somebody whose story has this direction and, where `stop` names one, this reason to stop."""
    person = _person(dice, stop)
    height = dice.whole(155, 178) if person.sex == "female" else dice.whole(165, 193)
    mass = Decimal(height * height * dice.whole(205, 295)) / 100000
    runner = person.age_years is not None and person.age_years < 60 and dice.often(0.3)
    history = _history(dice, direction, class_code, stop, runner or stop == "RF25")
    if person.age_years is not None and person.age_years < conventions()["AGE_SPORT"]:
        history["extension_or_impact_sport"] = dice.one(("yes", "no"))
    return Teller(person, Decimal(height), mass.quantize(Decimal("0.5")), _story(dice, person, history, stop))


def _person(dice: Dice, stop: str) -> Person:
    low, high = _AGES.get(stop, (18, 68))
    return Person(dice.whole(low, high), dice.one(("female", "male")))


_AGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "young": (12, 15),
        "RF09": (60, 78),
        "RF12": (12, 17),
        "RF23": (45, 69),
        "fragile": (70, 78),
        "RF24": (51, 69),
        "RF24_company": (25, 49),
        "RF25": (18, 40),
        "RF27": (55, 78),
    }
)
"""Ages that the reason to stop asks for, or makes likely."""


def _history(dice: Dice, direction: str, class_code: str, stop: str, runner: bool) -> History:
    history: History = {"pain_sites": _sites(dice, stop), "runner": "yes" if runner else "no"}
    side = dice.one(("right", "left", "right", "left", "central", "both"))
    history["pain_side"] = _SIDE_OF.get(stop, side)
    since = dice.one(("under_6_weeks", "6_to_12_weeks", "over_12_weeks", "over_12_weeks"))
    history["duration"] = "under_6_weeks" if stop in _NEW else since
    worse = _worse(dice, direction, class_code, runner)
    for activity in (*EXTENSION, *FLEXION):
        history[activity] = "worse" if activity in worse else "not_worse"
    if not runner and "running" not in worse:
        history["running"] = "not_applicable"
    history["rotation"] = dice.one(("worse", "not_worse", "not_worse"))
    # Nothing is eased by what provokes it, and what is constant is eased by nothing.
    constant = stop.startswith("RF24")
    stoops, upright = {"sitting", "forward_bend"}, {"standing", "walking", "backward_bend"}
    history["eased_by_flexion"] = _eased(dice, direction == "EXT", never=constant or bool(worse & stoops))
    history["eased_by_extension"] = _eased(dice, direction == "FLEX", never=constant or bool(worse & upright))
    if runner:
        history["only_after_running"] = "no"
    if direction == "UNK":
        # So many questions stay open that no direction can be told.
        for activity in dice.some(FLEXION, 2):
            del history[activity]
    return history


_SIDE_OF: Mapping[str, str] = MappingProxyType({"RF04": "both", "RF23": "central", "fragile": "central"})
_NEW = frozenset(
    {"RF01", "RF02", "RF03", "RF04", "RF05", "RF08", "RF10", "RF11", "RF20", "RF23", "fragile"},
)
"""Reasons to stop that belong to pain which has only begun."""


def _eased(dice: Dice, likely: bool, never: bool) -> str:
    return "yes" if dice.often(0.8 if likely else 0.1) and not never else "no"


def _sites(dice: Dice, stop: str) -> tuple[str, ...]:
    if stop == "site":
        return dice.one((("groin",), ("lateral_hip",), ("front_thigh", "groin"), ("back_thigh",)))
    if stop == "RF33":
        return ("low_back", "back_thigh", "below_knee")
    if stop in ("RF10", "RF12", "RF25", "RF26"):
        return ("low_back", "groin")
    return dice.one((("low_back",), ("low_back", "buttock"), ("buttock",), ("low_back",)))


def _worse(dice: Dice, direction: str, class_code: str, runner: bool) -> frozenset[str]:
    """Which of the seven activities provoke; the counts are those of the direction's own rule."""
    bearing = ("standing", "walking", "running") if runner else ("standing", "walking")
    match direction:
        case "EXT":
            if class_code == "UNM-NONE":
                return frozenset({"backward_bend"})
            chosen = dice.some(bearing, dice.whole(1, len(bearing)))
            return frozenset((*chosen, *dice.one((("backward_bend",), ("backward_bend",), ()))))
        case "FLEX":
            return frozenset(dice.some(FLEXION, dice.whole(1, 3)))
        case "MULTI":
            if class_code == "UNM-NONE":
                return frozenset({"backward_bend", dice.one(FLEXION)})
            extension, flexion = dice.one(((1, 1), (1, 2), (2, 1), (2, 2), (2, 3)))
            first = dice.one(bearing)
            others = [it for it in (*bearing, "backward_bend") if it != first]
            return frozenset((first, *dice.some(others, extension - 1), *dice.some(FLEXION, flexion)))
        case _:
            return frozenset()


def _story(dice: Dice, person: Person, history: History, stop: str) -> Story:
    yes = set(_YES.get(stop, (stop,) if stop.startswith("RF") else ()))
    if stop == "RF24_company":
        yes |= {"RF24", dice.one(("RF20", "RF21", "RF22"))}
    age = person.age_years or 0
    chronic = history.get("duration") == "over_12_weeks"
    if chronic and age < _EARLY:
        yes.add("RF30")
    story = Story(MappingProxyType(history), frozenset(yes), _features(dice, person, history, yes))
    if stop == "unasked":
        # What nobody can settle today; what age, sex or another answer leaves out cannot be missing.
        story = replace(story, unknown=frozenset(dice.some(_OFTEN_OPEN, dice.whole(1, 2))))
    return story


_EARLY = 45
"""Years, as the item of the safety screen words it."""

_YES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "RF07": ("RF07", "RF37"),
        "RF10": ("RF10", "RF37"),
        "RF23": ("RF23", "RF23M"),
        "fragile": ("RF23M",),
        "RF24": ("RF24",),
        "RF24_company": (),
    }
)
"""The items that make up a reason to stop, where it is not one item alone. Who walks unsteadily or cannot
stand on a leg is not safe on one leg either."""

_OFTEN_OPEN = ("RF07", "RF20", "RF21", "RF22", "RF23", "RF26", "RF32_features", "RF34")


def _features(dice: Dice, person: Person, history: History, yes: set[str]) -> Mapping[str, int]:
    """As many features as the person and the history settle, and sometimes one more."""
    items = ("RF30_features", "RF32_features") if "RF30" in yes else ("RF32_features",)
    found = {}
    for item in items:
        settled = settled_features(person, history, item)
        more = item == "RF30_features" or "leg_worse" not in settled
        found[item] = sum(settled.values()) + (1 if more and dice.often(0.3) else 0)
    return MappingProxyType(found)
