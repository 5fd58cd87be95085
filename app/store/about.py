"""Whom an audit entry is about: the ids of its entity as names that a reader knows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.patients import Patient
from app.store.database import Database
from app.store.schema import ExamRow, PatientRow, PersonRow
from resources.tongue import tr

_EXAM = tr("{name}, exam {number}")
_RATING = tr("{name}, exam {number}, scored again")

_AT_ONCE = 5000
"""SQLite takes a limited number of values in one question."""


def names_of(database: Database, entities: Iterable[str]) -> dict[str, str]:
    """By entity, such as "exam:<id>"; what was erased has none."""
    asked, names = iter(set(entities)), dict[str, str]()
    with database.reading() as session:
        while wanted := set(islice(asked, _AT_ONCE)):
            names |= _names(session, wanted)
    return names


def _names(session: Session, wanted: set[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for patient in session.scalars(select(PatientRow).where(PatientRow.id.in_(_ids(wanted, "patient")))):
        names[f"patient:{patient.id}"] = _name(patient)
    exams = select(ExamRow, PatientRow).join(PatientRow).where(ExamRow.id.in_(_ids(wanted, "exam")))
    for exam, patient in session.execute(exams):
        visit = exam if exam.rates is None else session.get_one(ExamRow, exam.rates)
        said = _EXAM if exam.rates is None else _RATING
        names[f"exam:{exam.id}"] = said.format(name=_name(patient), number=visit.number)
    for person in session.scalars(select(PersonRow).where(PersonRow.id.in_(_ids(wanted, "person")))):
        names[f"person:{person.id}"] = person.name
    return names


def _ids(entities: set[str], kind: str) -> list[str]:
    return [entity.removeprefix(f"{kind}:") for entity in entities if entity.startswith(f"{kind}:")]


def _name(patient: PatientRow) -> str:
    return Patient(family_name=patient.family_name, given_name=patient.given_name).name
