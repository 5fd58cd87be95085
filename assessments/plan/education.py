"""The words of the patient's page beside the exercises: messages, warning signs, stop rules, limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from resources.tables import table


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


def messages() -> tuple[Message, ...]:
    """The education messages, in the order in which they matter."""
    return tuple(
        Message(row["code"], row["words"], tuple(row.get("cites", ()))) for row in _file()["message"]
    )


def results_meaning() -> str:
    """What the results show and what they do not; beside what was found, whatever it is."""
    return next(message.words for message in messages() if message.code == "RESULTS")


def no_warning_signs() -> str:
    """For a page whose safety items were all answered with no, and for no other."""
    return str(_file()["no_signs"]["words"])


def teach_back() -> str:
    """What the clinician asks before the patient leaves."""
    return str(_file()["teach_back"]["words"])


def emergency() -> ListBox:
    """When to go to emergency now; on every page a patient gets."""
    return _box("emergency")


def stop_rules() -> ListBox:
    """When to stop an exercise and call."""
    return _box("stop")


def disclaimers(until: str) -> tuple[str, ...]:
    """The small print of a page that is good until that day."""
    return tuple(line.format(until=until) for line in _file()["disclaimer"]["items"])


def look_elsewhere() -> tuple[str, ...]:
    """Where to look when the five tests show nothing; for the clinician."""
    return tuple(_file()["clinician"]["look_elsewhere"])


def manual_therapy() -> str:
    """The clinician-only line about manual therapy; it prescribes nothing."""
    return str(_file()["clinician"]["manual_therapy"])


def _box(name: str) -> ListBox:
    row = _file()[name]
    return ListBox(row["title"], tuple(row["items"]))


@cache
def _file() -> dict[str, Any]:
    return table("assessments.plan", "education.toml")
