"""The scores of signed exams in the database, read for trends and comparisons."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.scores import Score
from app.store.codec import method_text, read_method
from app.store.schema import ExamRow, ScoreRow
from assessments.language.finding import Measure
from assessments.language.value import Side


def scores_of_patient(session: Session, patient_id: str) -> tuple[Score, ...]:
    """In the order of the visits, and within a visit as they were made."""
    found = (
        select(ScoreRow, ExamRow.number)
        .join(ExamRow, ExamRow.id == ScoreRow.exam_id)
        .where(ExamRow.patient_id == patient_id, ExamRow.number.is_not(None))
        .order_by(ExamRow.number, ScoreRow.position)
    )
    return tuple(_score(row, visit or 0) for row, visit in session.execute(found))


def score_row(exam_id: str, place: int, score: Score) -> ScoreRow:
    measure = score.measure
    return ScoreRow(
        exam_id=exam_id,
        position=place,
        code=measure.code,
        name=measure.name,
        side=None if measure.side is None else measure.side.value,
        amount=measure.amount,
        unit=measure.unit,
        words=measure.words,
        category=measure.category,
        method=method_text(measure.method),
        protocol_version=score.protocol_version,
        rules_version=score.rules_version,
        examiner=score.examiner,
        at=score.at.isoformat(),
    )


def _score(row: ScoreRow, visit: int) -> Score:
    measure = Measure(
        code=row.code,
        name=row.name,
        side=None if row.side is None else Side(row.side),
        amount=row.amount,
        unit=row.unit,
        words=row.words,
        category=row.category,
        method=read_method(row.method),
    )
    at = datetime.fromisoformat(row.at)
    return Score(measure, visit, at, row.examiner, row.protocol_version, row.rules_version)
