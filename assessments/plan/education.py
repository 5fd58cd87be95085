"""The words of the patient's page beside the exercises: messages, what was found, when to stop, limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assessments.language.outcome import SafetyResult


@dataclass(frozen=True, slots=True)
class Message:
    """One education message by its code; `cites` are what stands behind it."""

    code: str
    words: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBox:
    """A titled list of the page, each item a clause that completes the title."""

    title: str
    items: tuple[str, ...]


def messages(safety: SafetyResult) -> tuple[Message, ...]:
    """The education messages; that no warning sign was found is said only when every answer was "no".

    A safety result of "clear" has every item answered and none fired; a caution already is a "yes".
    """
    every_answer_no = safety.result == "clear" and not safety.fired and not safety.unanswered
    found = []
    for row in _file()["message"]:
        words = row["words"]
        if every_answer_no and "if_clear" in row:
            words += " " + row["if_clear"]
        found.append(Message(row["code"], words, tuple(row.get("cites", ()))))
    return tuple(found)


def what_we_found(code: str, side: str = "none") -> str:
    """What a class is called to the patient; `side` is the finding's "right", "left", "both" or "none"."""
    hip = {"right": "Your right hip is", "left": "Your left hip is", "both": "Your hips are"}
    words: str = _file()["class"][code]
    return words.replace("{Hip_is}", hip.get(side, "Your hip is"))


def patient_classes() -> tuple[str, ...]:
    """The classes with patient words, by code."""
    return tuple(_file()["class"])


def meaning() -> str:
    """What the result does not mean, in two short sentences."""
    return str(_file()["meaning"]["words"])


def teach_back() -> str:
    """What the clinician asks before the patient leaves."""
    return str(_file()["teach_back"]["words"])


def emergency() -> ListBox:
    """When to go to emergency now; on every page a patient gets."""
    return _box("emergency")


def stop_rules() -> ListBox:
    """When to stop an exercise and call."""
    return _box("stop")


def disclaimers() -> tuple[str, ...]:
    return tuple(_file()["disclaimer"]["items"])


def look_elsewhere() -> tuple[str, ...]:
    """Where to look when the five tests show nothing; for the clinician."""
    return tuple(_file()["clinician"]["look_elsewhere"])


def manual_therapy() -> str:
    """The clinician-only line about manual therapy; it prescribes nothing."""
    return str(_file()["clinician"]["manual_therapy"])


def avoided_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What no text here says, and what no patient's text says besides."""
    return tuple(_file()["avoid"]["anywhere"]), tuple(_file()["avoid"]["patient"])


def _box(name: str) -> ListBox:
    row = _file()[name]
    return ListBox(row["title"], tuple(row["items"]))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("assessments.plan").joinpath("education.toml").read_text("utf-8"))
