"""The journal of one exam in the database: one event is one row, one commit, and then it is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit import Act, Author, Entry
from app.faults import ChangedElsewhere, Unknown
from app.journal import Given, Outcome
from app.store.codec import event_text, kind_of, read_event, ref_of
from app.store.database import Database
from app.store.schema import EventRow, ExamRow, ScoreRow
from app.store.scores import score_row
from assessments.language.exam import (
    Abandoned,
    Amended,
    ChangeOfPhase,
    Countersigned,
    Event,
    Phase,
    Signed,
    Voided,
)

_ACTS = {
    "started": Act.EXAM_STARTED,
    "signed": Act.SIGNED,
    "countersigned": Act.COUNTERSIGNED,
    "amended": Act.AMENDED,
    "abandoned": Act.ABANDONED,
    "voided": Act.VOIDED,
}


class StoredJournal:
    """Implements `app.journal.Record` for the exam of that id. Without an author, who acts is told."""

    def __init__(self, database: Database, exam_id: str, author: Author | None = None) -> None:
        self._database = database
        self.author = author
        self.exam_id = exam_id

    def append(self, *events: Event, outcome: Outcome | None = None) -> None:
        self._write(events, [told(self.exam_id, event, self.author) for event in events], outcome)

    def settle(self, written: Sequence[Given], ours: Sequence[Event], theirs: Sequence[Event]) -> None:
        body = {
            "kept": "ours" if written else "theirs",
            "ours": [event_text(event) for event in ours],
            "theirs": [event_text(event) for event in theirs],
        }
        settled = Entry(Act.CONFLICT, f"exam:{self.exam_id}", json.dumps(body))
        events = [given.event for given in written]
        self._write(events, [settled, *(told(self.exam_id, given.event, given.author) for given in written)])

    def bound(self) -> StoredJournal:
        return StoredJournal(self._database, self.exam_id, self.author or self._database.author)

    def events(self) -> tuple[Event, ...]:
        with self._database.reading() as session:
            events = events_of(session, self.exam_id)
        if not events:
            raise Unknown("exam")
        return events

    def _write(
        self, events: Sequence[Event], entries: Sequence[Entry], outcome: Outcome | None = None
    ) -> None:
        try:
            with self._database.writing(*entries) as session:
                session.add_all(event_row(self.exam_id, event) for event in events)
                for event in events:
                    if isinstance(event, ChangeOfPhase):
                        tell(session, self.exam_id, event, outcome)
        except IntegrityError as error:
            raise ChangedElsewhere from error


def events_of(session: Session, exam_id: str) -> tuple[Event, ...]:
    found = select(EventRow.body).where(EventRow.exam_id == exam_id).order_by(EventRow.number)
    return tuple(read_event(body) for body in session.scalars(found))


def told(exam_id: str, event: Event, author: Author | None = None) -> Entry:
    """The audit entry of an event; its body repeats the event, so that a changed journal can be told."""
    return Entry(_ACTS.get(kind_of(event), Act.EVENT), f"exam:{exam_id}", event_text(event), author)


def event_row(exam_id: str, event: Event) -> EventRow:
    return EventRow(
        exam_id=exam_id, number=event.number, kind=kind_of(event), ref=ref_of(event), body=event_text(event)
    )


def tell(session: Session, exam_id: str, event: ChangeOfPhase, outcome: Outcome | None) -> None:
    """Repeat in the exam's row what a change of phase means for the lists, and keep a signature's scores."""
    row = session.get_one(ExamRow, exam_id)
    match event:
        case Signed():
            row.phase = Phase.SIGNED.value
            row.signed_at, row.signed_by = event.at.isoformat(), event.by
            row.awaits_countersign = event.countersign
            if outcome is not None:
                row.class_code = outcome.class_code
                session.execute(delete(ScoreRow).where(ScoreRow.exam_id == exam_id))
                scores = enumerate(outcome.scores)
                session.add_all(score_row(exam_id, place, score) for place, score in scores)
        case Countersigned():
            row.awaits_countersign = False
        case Amended():
            row.phase, row.awaits_countersign = Phase.AMENDING.value, False
        case Abandoned():
            row.phase = Phase.ABANDONED.value
        case Voided():
            # As if it had never been signed: whoever looks for signatures, classes or scores finds none.
            row.phase, row.awaits_countersign = Phase.VOIDED.value, False
            row.class_code = row.signed_at = row.signed_by = None
            session.execute(delete(ScoreRow).where(ScoreRow.exam_id == exam_id))
