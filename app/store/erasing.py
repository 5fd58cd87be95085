"""A patient taken out of the database for good: rows, bodies of audit entries, and the bytes in the file."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.audit import Entry
from app.faults import Unknown
from app.store.bookmarks import forget_bookmarks
from app.store.database import Database
from app.store.faults import faults
from app.store.schema import AuditRow, EventRow, ExamRow, PatientRow, ScoreRow

_AT_ONCE = 500
"""Entities in one statement; SQLite takes some thousands."""


def last_visit(database: Database, patient_id: str) -> str | None:
    """When the patient's last exam began, as ISO text; None without any. Also of a voided one, which was a
    visit all the same, and of a rating: the patient was examined, and a record is rather kept too long."""
    with database.reading() as session:
        if session.get(PatientRow, patient_id) is None:
            raise Unknown("patient")
        return session.scalar(select(func.max(ExamRow.started_at)).where(ExamRow.patient_id == patient_id))


def remove_patient(database: Database, patient_id: str, entry: Entry) -> None:
    """All that is kept of the patient, in one transaction with the entry that tells of it.

    The audit keeps that something was done, when and by whom, and loses what it was: the chain is sealed
    over the hash of each body, so it stays whole.
    """
    with database.writing(entry) as session:
        theirs = select(ExamRow.id).where(ExamRow.patient_id == patient_id)
        exams = session.scalars(theirs).all()
        session.execute(delete(EventRow).where(EventRow.exam_id.in_(theirs)))
        session.execute(delete(ScoreRow).where(ScoreRow.exam_id.in_(theirs)))
        session.execute(delete(ExamRow).where(ExamRow.patient_id == patient_id))
        session.execute(delete(PatientRow).where(PatientRow.id == patient_id))
        forget_bookmarks(session)
        _empty_bodies(session, [f"patient:{patient_id}", *(f"exam:{exam}" for exam in exams)])


def holds(database: Database, patient_ids: Sequence[str]) -> tuple[str, ...]:
    """Which of these patients the database has."""
    with database.reading() as session:
        there = set(session.scalars(select(PatientRow.id)))
    return tuple(id for id in patient_ids if id in there)


def scrub(database: Database) -> bool:
    """Rewrite the file without the pages that were freed, and empty the log beside it.

    False when somebody read meanwhile and the log stays until the file is closed.
    """
    with faults(database.file):
        connection = database.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.close()
        finally:
            connection.close()
    return not busy


def _empty_bodies(session: Session, entities: list[str]) -> None:
    for start in range(0, len(entities), _AT_ONCE):
        session.execute(
            update(AuditRow)
            .where(AuditRow.entity.in_(entities[start : start + _AT_ONCE]), AuditRow.body.is_not(None))
            .values(body=None, body_salt=None)
        )
