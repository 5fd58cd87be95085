"""Who is on the table, as the strip at the top shows it."""

from __future__ import annotations

from dataclasses import dataclass

from app.screens.state import State


@dataclass(frozen=True, slots=True)
class Fact:
    """A label over its value; with a state, the value carries its icon and colour."""

    label: str
    value: str
    state: State | None = None


@dataclass(frozen=True, slots=True)
class BannerScreen:
    """`saved` is such as "Saved 14:32"; `refused` is what to say when the last entry was not kept."""

    name: str = ""
    facts: tuple[Fact, ...] = ()
    place: str = ""
    """Where there is no patient, the clinic."""
    saved: str = ""
    refused: str = ""
    clinician: str = ""
    demonstration: bool = False
