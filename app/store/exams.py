"""The exams of the database: begun, listed, and everything derived from their journals made again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from app.audit import Act, Entry
from app.exams import ExamHead
from app.faults import Unknown
from app.journal import Outcome
from app.patients import Patient
from app.scores import Score
from app.store.database import Database
from app.store.journal import StoredJournal, event_row, events_of, tell, told
from app.store.patients import patient_of
from app.store.schema import EventRow, ExamRow, PatientRow, ScoreRow, SettingRow
from app.store.scores import scores_of_patient
from assessments.language.exam import ChangeOfPhase, Event, ExamKind, Phase, Started
from assessments.language.value import Ref
from resources.tongue import ENGLISH

_visit = ExamRow.kind == ExamKind.VISIT.value
_rating = ExamRow.kind != ExamKind.VISIT.value
_listed = ExamRow.patient_id.in_(select(PatientRow.id).where(PatientRow.voided_at.is_(None)))

Makes = Callable[[Patient, int, Iterable[Event]], Outcome | None]
"""What an exam amounts to, from its journal."""

_TONGUE = "scores_language"
"""The language that the stored scores are told in; before there was another one, English."""


class StoredExams:
    """All exams of all patients. Whatever lists exams lists visits; ratings are asked for by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, patient_id: str, started: Started) -> str:
        """A new exam with its first event, as the patient's next visit or as a rating of one; returns its
        id."""
        exam_id = str(uuid.uuid4())
        with self._database.writing(told(exam_id, started)) as session:
            patient_of(session, patient_id)
            last = session.scalar(select(func.max(ExamRow.number)).where(ExamRow.patient_id == patient_id))
            exam = ExamRow(
                id=exam_id,
                patient_id=patient_id,
                number=(last or 0) + 1 if started.rates is None else None,
                kind=started.kind.value,
                rates=None if started.rates is None else started.rates.exam,
                started_at=started.at.isoformat(),
                phase=Phase.EXAMINING.value,
            )
            session.add(exam)
            session.flush()
            session.add(event_row(exam_id, started))
        return exam_id

    def head(self, exam_id: str) -> ExamHead:
        with self._database.reading() as session:
            row = session.get(ExamRow, exam_id)
            if row is None:
                raise Unknown("exam")
            return _head(session, row)

    def journal(self, exam_id: str) -> StoredJournal:
        return StoredJournal(self._database, exam_id)

    def of_patient(self, patient_id: str) -> list[ExamHead]:
        """Newest first."""
        return self._heads((ExamRow.patient_id == patient_id) & _visit)

    def ratings_of_patient(self, patient_id: str) -> list[ExamHead]:
        """Newest first."""
        return self._heads((ExamRow.patient_id == patient_id) & _rating)

    def ratings(self, *phases: Phase) -> list[ExamHead]:
        """Last touched first; none of a voided record."""
        return self._heads(ExamRow.phase.in_([phase.value for phase in phases]) & _rating & _listed)

    def in_phase(self, *phases: Phase) -> list[ExamHead]:
        """Last touched first; none of a voided record."""
        return self._heads(ExamRow.phase.in_([phase.value for phase in phases]) & _visit & _listed)

    def awaiting_countersign(self) -> list[ExamHead]:
        """Last touched first; none of a voided record."""
        return self._heads(ExamRow.awaits_countersign & _visit & _listed)

    def last_of_each_patient(self, most: int) -> list[tuple[Patient, ExamHead]]:
        """The patients examined last, each with the exam that was touched last; no voided record."""
        touched = func.max(EventRow.id)
        latest = (
            select(ExamRow.patient_id, touched.label("touched"))
            .join(EventRow, EventRow.exam_id == ExamRow.id)
            .where(_listed & _visit)
            .group_by(ExamRow.patient_id)
            .order_by(touched.desc())
            .limit(most)
            .subquery()
        )
        found = (
            select(ExamRow)
            .join(EventRow, EventRow.exam_id == ExamRow.id)
            .join(latest, latest.c.touched == EventRow.id)
            .order_by(latest.c.touched.desc())
        )
        with self._database.reading() as session:
            rows = session.scalars(found).all()
            return [(patient_of(session, row.patient_id), _head(session, row)) for row in rows]

    def scores(self, patient_id: str) -> tuple[Score, ...]:
        with self._database.reading() as session:
            return scores_of_patient(session, patient_id)

    def told_in(self, tongue: str, outcome: Makes) -> None:
        """Make the scores again if they were made in another language: how something was measured is compared
        by its words, and a method told in two languages would look like two methods."""
        with self._database.reading() as session:
            kept = session.get(SettingRow, _TONGUE)
        if tongue != (kept.value if kept else ENGLISH):
            self.rebuild(outcome, tongue)

    def rebuild(self, outcome: Makes, tongue: str = "") -> None:
        """Make everything that repeats the journals again, all of it or nothing."""
        with self._database.writing(Entry(Act.REBUILT)) as session:
            if tongue:
                session.merge(SettingRow(name=_TONGUE, value=tongue))
            session.execute(delete(ScoreRow))
            for row in session.scalars(select(ExamRow).order_by(ExamRow.patient_id, ExamRow.number)).all():
                events = events_of(session, row.id)
                row.phase, row.awaits_countersign = Phase.EXAMINING.value, False
                row.class_code = row.signed_at = row.signed_by = None
                # A rating has no outcome: nothing of it is a score of the patient.
                made = (
                    outcome(patient_of(session, row.patient_id), row.number, events) if row.number else None
                )
                for event in events:
                    if isinstance(event, ChangeOfPhase):
                        tell(session, row.id, event, made)

    def _heads(self, wanted: ColumnElement[bool]) -> list[ExamHead]:
        last_touched = (
            select(func.max(EventRow.id))
            .where(EventRow.exam_id == ExamRow.id)
            .correlate(ExamRow)
            .scalar_subquery()
        )
        with self._database.reading() as session:
            rows = session.scalars(select(ExamRow).where(wanted).order_by(last_touched.desc())).all()
            return [_head(session, row) for row in rows]


def _head(session: Session, row: ExamRow) -> ExamHead:
    answered = (EventRow.exam_id == row.id) & EventRow.ref.is_not(None)
    last = session.scalar(select(EventRow.ref).where(answered).order_by(EventRow.number.desc()).limit(1))
    rated = row if row.rates is None else session.get_one(ExamRow, row.rates)
    return ExamHead(
        id=row.id,
        patient_id=row.patient_id,
        number=rated.number or 0,
        started_at=datetime.fromisoformat(row.started_at),
        phase=Phase(row.phase),
        class_code=row.class_code,
        signed_at=None if row.signed_at is None else datetime.fromisoformat(row.signed_at),
        signed_by=row.signed_by,
        last_step=None if last is None else Ref.from_path(last),
        awaits_countersign=row.awaits_countersign,
        kind=ExamKind(row.kind),
        rates=row.rates or "",
    )
