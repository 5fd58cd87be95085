"""What is said of the disk: saved and when, still saving, or not saved and why, with what to do."""

from __future__ import annotations

from dataclasses import dataclass

from app.faults import Damaged, DiskFull, Fault, InUse, NotWritten, UnwritableFolder
from app.saving import SavingState
from app.screens.conflict import conflict_screen
from app.screens.state import State

SLOW = 0.15
"""Seconds after which an answer that is still on its way is said to be."""

TO_USB = "Save this exam to USB (encrypted)"


@dataclass(frozen=True, slots=True)
class SavedMark:
    """For the strip at the top."""

    words: str
    state: State | None
    short: str = ""
    """The same where there is little room; empty where it cannot be said shorter."""


@dataclass(frozen=True, slots=True)
class NotSavedScreen:
    """The red bar."""

    said: str
    """What happened and what to do."""
    more: str
    """What becomes of the answers meanwhile."""
    choose: bool
    """Whether a person has to choose between two answers; trying again would not help."""


@dataclass(frozen=True, slots=True)
class _Cause:
    short: str
    why: str
    do: str


_CAUSES: dict[type[Fault], _Cause] = {
    DiskFull: _Cause("disk full", "disk full", "Free space"),
    NotWritten: _Cause("disk error", "the disk did not take it", "Check the disk"),
    UnwritableFolder: _Cause(
        "folder closed", "the data folder cannot be written", "Ask for the right to write there"
    ),
    InUse: _Cause("file in use", "another program is using the file", "Close it"),
    Damaged: _Cause("file damaged", "the data file is damaged (E-DAMAGE)", "Restore a backup"),
}


def saved_mark(standing: SavingState, now: float) -> SavedMark:
    """`now` is by the same stopwatch as the waiting."""
    if standing.conflict is not None:
        return SavedMark("NOT SAVED: changed by two", State.STOP)
    if standing.trouble is not None:
        cause = _CAUSES.get(type(standing.trouble))
        return SavedMark(f"NOT SAVED: {cause.short}" if cause else "NOT SAVED", State.STOP)
    if standing.waiting_since is not None and now - standing.waiting_since >= SLOW:
        return SavedMark("Saving...", None)
    if standing.saved_at is None:
        return SavedMark("", None)
    return SavedMark(f"Saved {standing.saved_at:%H:%M:%S}", State.SAVED)


def not_saved_screen(standing: SavingState) -> NotSavedScreen | None:
    """None while the disk takes what it is given."""
    if standing.conflict is not None:
        said = f"NOT SAVED: {conflict_screen(standing.conflict).sentence} Choose which answers stand."
        return NotSavedScreen(said, _waits(standing.pending, choose=True), choose=True)
    if standing.trouble is None:
        return None
    return NotSavedScreen(_said(standing.trouble), _waits(standing.pending, choose=False), choose=False)


def stay_words(standing: SavingState) -> str:
    """Why the exam cannot be left now."""
    if standing.conflict is not None:
        return "NOT SAVED: choose first which answers stand, with Ctrl S."
    if standing.trouble is None:
        return "Still saving. The exam can be left when the disk has taken the last entry."
    cause = _CAUSES.get(type(standing.trouble))
    why = f": {cause.why}" if cause else ""
    return f"NOT SAVED{why}. The exam stays open until it is saved, so that nothing is lost."


def closing_words(standing: SavingState) -> str:
    """The question on closing the window."""
    if standing.trouble is None and standing.conflict is None:
        return "The last entry is still on its way to the disk. Close now and it may be lost."
    if standing.pending == 1:
        return "The last entry is NOT saved. Close now and it is lost. Stay, or save this exam to USB first."
    return (
        f"The last {standing.pending} entries are NOT saved. Close now and they are lost. "
        "Stay, or save this exam to USB first."
    )


def taken_in_words(added: int) -> str:
    """What came of an exam file."""
    match added:
        case 0:
            return "Everything in this file was in the record already."
        case 1:
            return "Taken in: 1 entry that was not in the record."
        case _:
            return f"Taken in: {added} entries that were not in the record."


def _said(trouble: Fault) -> str:
    cause = _CAUSES.get(type(trouble))
    if cause is None:
        return trouble.words
    return f"NOT SAVED: {cause.why}. {cause.do}, or {TO_USB}."


def _waits(pending: int, choose: bool) -> str:
    if pending == 1:
        meanwhile = "until you choose" if choose else "and is tried again every 5 s"
        return f"Last entry NOT saved. It stays on the screen {meanwhile}."
    meanwhile = "until you choose" if choose else "and are tried again every 5 s"
    return f"Last {pending} entries NOT saved. They stay on the screen {meanwhile}."
