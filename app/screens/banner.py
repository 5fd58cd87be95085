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
    """`saved` is such as "Saved 14:32:05", with its sign; a stop sign makes it red."""

    name: str = ""
    facts: tuple[Fact, ...] = ()
    place: str = ""
    """Where there is no patient, the clinic."""
    saved: str = ""
    saved_short: str = ""
    """The same where there is little room; empty where it cannot be said shorter."""
    saved_state: State | None = None
    clinician: str = ""
    demonstration: bool = False
