"""What is said of the disk: saved and when, still saving, or not saved and why, with what to do."""

from __future__ import annotations

from dataclasses import dataclass

from app.dates import write_seconds
from app.faults import Damaged, DiskFull, Fault, InUse, NotWritten, UnwritableFolder
from app.saving import SavingState
from app.screens.conflict import conflict_screen
from app.screens.state import State
from resources.tongue import tr, trn

SLOW = 0.15
"""Seconds after which an answer that is still on its way is said to be."""

TO_USB = tr("Save this exam to USB (encrypted)")


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
    DiskFull: _Cause(tr("disk full"), tr("disk full"), tr("Free space")),
    NotWritten: _Cause(tr("disk error"), tr("the disk did not take it"), tr("Check the disk")),
    UnwritableFolder: _Cause(
        tr("folder closed"), tr("the data folder cannot be written"), tr("Ask for the right to write there")
    ),
    InUse: _Cause(tr("file in use"), tr("another program is using the file"), tr("Close it")),
    Damaged: _Cause(tr("file damaged"), tr("the data file is damaged (E-DAMAGE)"), tr("Restore a backup")),
}


def saved_mark(standing: SavingState, now: float) -> SavedMark:
    """`now` is by the same stopwatch as the waiting."""
    if standing.conflict is not None:
        return SavedMark(tr("NOT SAVED: changed by two"), State.STOP)
    if standing.trouble is not None:
        cause = _CAUSES.get(type(standing.trouble))
        return SavedMark(
            tr("NOT SAVED: {short}", short=cause.short) if cause else tr("NOT SAVED"), State.STOP
        )
    if standing.waiting_since is not None and now - standing.waiting_since >= SLOW:
        return SavedMark(tr("Saving..."), None)
    if standing.saved_at is None:
        return SavedMark("", None)
    return SavedMark(tr("Saved {time}", time=write_seconds(standing.saved_at)), State.SAVED)


def not_saved_screen(standing: SavingState) -> NotSavedScreen | None:
    """None while the disk takes what it is given."""
    if standing.conflict is not None:
        said = tr(
            "NOT SAVED: {what} Choose which answers stand.",
            what=conflict_screen(standing.conflict).sentence,
        )
        return NotSavedScreen(said, _waits(standing.pending, choose=True), choose=True)
    if standing.trouble is None:
        return None
    return NotSavedScreen(_said(standing.trouble), _waits(standing.pending, choose=False), choose=False)


def stay_words(standing: SavingState) -> str:
    """Why the exam cannot be left now."""
    if standing.conflict is not None:
        return tr("NOT SAVED: choose first which answers stand, with Ctrl S.")
    if standing.trouble is None:
        return tr("Still saving. The exam can be left when the disk has taken the last entry.")
    cause = _CAUSES.get(type(standing.trouble))
    if cause is None:
        return tr("NOT SAVED. The exam stays open until it is saved, so that nothing is lost.")
    return tr(
        "NOT SAVED: {why}. The exam stays open until it is saved, so that nothing is lost.", why=cause.why
    )


def closing_words(standing: SavingState) -> str:
    """The question on closing the window."""
    if standing.trouble is None and standing.conflict is None:
        return tr("The last entry is still on its way to the disk. Close now and it may be lost.")
    return trn(
        "The last entry is NOT saved. Close now and it is lost. Stay, or save this exam to USB first.",
        "The last {n} entries are NOT saved. Close now and they are lost. "
        "Stay, or save this exam to USB first.",
        standing.pending,
    )


def taken_in_words(added: int) -> str:
    """What came of an exam file."""
    if not added:
        return tr("Everything in this file was in the record already.")
    return trn(
        "Taken in: {n} entry that was not in the record.",
        "Taken in: {n} entries that were not in the record.",
        added,
    )


def _said(trouble: Fault) -> str:
    cause = _CAUSES.get(type(trouble))
    if cause is None:
        return trouble.words
    return tr("NOT SAVED: {why}. {do}, or {or_else}.", why=cause.why, do=cause.do, or_else=TO_USB)


def _waits(pending: int, choose: bool) -> str:
    if choose:
        return trn(
            "Last entry NOT saved. It stays on the screen until you choose.",
            "Last {n} entries NOT saved. They stay on the screen until you choose.",
            pending,
        )
    return trn(
        "Last entry NOT saved. It stays on the screen and is tried again every 5 s.",
        "Last {n} entries NOT saved. They stay on the screen and are tried again every 5 s.",
        pending,
    )
