"""Two people wrote to one exam at once: what each of them answered, for one of them to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.dates import write_time
from app.report.wording import asked, brief, recorded
from app.saving import Conflict
from assessments.language.answers import Person
from assessments.language.exam import (
    Abandoned,
    Amended,
    Cleared,
    Countersigned,
    Event,
    Recorded,
    Signed,
    Undone,
    Voided,
    replay,
)
from assessments.language.value import Ref, Value
from resources.tongue import tr

MOST = 8
"""Answers that are shown; so many were hardly ever given by two at once, and more would not be read."""

_NOBODY = Person(None, "")
_CLOSED = {
    Signed: tr("{by} signed it at {time}."),
    Countersigned: tr("{by} countersigned it at {time}."),
    Amended: tr("{by} opened an addendum to it at {time}."),
    Abandoned: tr("{by} abandoned it at {time}."),
    Voided: tr("{by} voided it at {time}."),
}


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One answer, or the exam itself."""

    asked: str
    said: str


@dataclass(frozen=True, slots=True)
class ConflictScreen:
    sentence: str
    """Who else wrote, and when: "B. Lee changed this exam at 14:01." """
    rows: tuple[ConflictRow, ...]


def conflict_screen(conflict: Conflict) -> ConflictScreen:
    """The places where either of them stands otherwise than before, theirs first."""
    before = _entries(conflict.before)
    theirs = _entries((*conflict.before, *conflict.theirs))
    ours = _entries((*conflict.before, *conflict.ours))
    last = conflict.theirs[-1]
    rows = [
        ConflictRow(tr("This exam"), _CLOSED[type(event)].format(by=event.by, time=write_time(event.at)))
        for event in conflict.theirs
        if type(event) in _CLOSED
    ]
    for ref in dict.fromkeys((*theirs, *before, *ours)):
        was, their, our = before.get(ref), theirs.get(ref), ours.get(ref)
        said = []
        if their != was:
            by = _who(conflict, ref)
            values = f"{_words(ref, was)} -> {_words(ref, their)}"
            said.append(
                tr(
                    "{by} changed this answer at {time}: {values}.",
                    by=by.by,
                    time=write_time(by.at),
                    values=values,
                )
            )
        if our != was:
            said.append(tr("Yours: {words}.", words=_words(ref, our)))
        if said:
            rows.append(ConflictRow(asked(ref), " ".join(said)))
    if len(rows) > MOST:
        rows[MOST:] = [ConflictRow("", tr("And {count} answers more.", count=len(rows) - MOST))]
    return ConflictScreen(
        tr("{by} changed this exam at {time}.", by=last.by, time=write_time(last.at)), tuple(rows)
    )


def _entries(events: Sequence[Event]) -> Mapping[Ref, Value]:
    return replay(events, _NOBODY).entries


def _words(ref: Ref, value: Value | None) -> str:
    return brief(recorded(ref, value), 60)


def _who(conflict: Conflict, ref: Ref) -> Event:
    """Their last event about that answer, given or taken back."""
    about = {
        event.number: event.ref
        for event in (*conflict.before, *conflict.theirs)
        if isinstance(event, Recorded | Cleared)
    }
    touching = [
        event
        for event in conflict.theirs
        if (about.get(event.takes_back) if isinstance(event, Undone) else about.get(event.number)) == ref
    ]
    return touching[-1]
