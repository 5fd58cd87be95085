"""Patients in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit import Act, Entry
from app.faults import Unknown
from app.patients import Patient, PatientRefused, Sex, Voiding, search_words
from app.store.database import Database
from app.store.schema import PatientRow
from assessments.language.reading import Complaint
from resources.tongue import tr


class StoredPatients:
    """The rows of the patients; knows no rule about them but that a record number is given once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, patient: Patient) -> None:
        try:
            with self._database.writing(_told(Act.PATIENT_ADDED, patient)) as session:
                session.add(_row(patient))
        except IntegrityError as error:
            raise _number_taken(patient) from error

    def update(self, patient: Patient) -> None:
        try:
            with self._database.writing(_told(Act.PATIENT_CHANGED, patient)) as session:
                if session.get(PatientRow, patient.id) is None:
                    raise Unknown("patient")
                session.merge(_row(patient))
        except IntegrityError as error:
            raise _number_taken(patient) from error

    def void(self, id: str, voiding: Voiding | None) -> None:
        act = Act.PATIENT_RESTORED if voiding is None else Act.PATIENT_VOIDED
        reason = "" if voiding is None else voiding.reason
        with self._database.writing(Entry(act, f"patient:{id}", reason)) as session:
            row = session.get(PatientRow, id)
            if row is None:
                raise Unknown("patient")
            row.voided_at = None if voiding is None else voiding.at.isoformat()
            row.voided_by = None if voiding is None else voiding.by
            row.voided_reason = None if voiding is None else voiding.reason

    def get(self, id: str) -> Patient:
        with self._database.reading() as session:
            return patient_of(session, id)

    def with_record_number(self, number: str) -> Patient | None:
        with self._database.reading() as session:
            row = session.scalars(select(PatientRow).where(PatientRow.record_number == number)).first()
            return None if row is None else _patient(row)

    def matching(
        self, starts: Iterable[str], born: date | None, most: int, voided: bool = False
    ) -> list[Patient]:
        wanted = [_word(start) for start in starts]
        wanted.append(PatientRow.voided_at.is_not(None) if voided else PatientRow.voided_at.is_(None))
        if born is not None:
            wanted.append(PatientRow.born == born.isoformat())
        return self._found(and_(true(), *wanted), most)

    def resembling(self, starts: Iterable[str], born: Iterable[date]) -> list[Patient]:
        days = [day.isoformat() for day in born]
        return self._found(or_(PatientRow.born.in_(days), *(_word(start) for start in starts)), None)

    def _found(self, wanted: ColumnElement[bool], most: int | None) -> list[Patient]:
        order = (PatientRow.family_name, PatientRow.given_name, PatientRow.record_number, PatientRow.id)
        with self._database.reading() as session:
            rows = session.scalars(select(PatientRow).where(wanted).order_by(*order).limit(most))
            return [_patient(row) for row in rows]


def patient_of(session: Session, id: str) -> Patient:
    row = session.get(PatientRow, id)
    if row is None:
        raise Unknown("patient")
    return _patient(row)


def _word(start: str) -> ColumnElement[bool]:
    return PatientRow.search.contains(" " + start, autoescape=True)


def _row(patient: Patient) -> PatientRow:
    return PatientRow(
        id=patient.id,
        family_name=patient.family_name,
        given_name=patient.given_name,
        born=None if patient.born is None else patient.born.isoformat(),
        sex=patient.sex,
        record_number=patient.record_number,
        phone=patient.phone,
        height_cm=None if patient.height_cm is None else str(patient.height_cm),
        mass_kg=None if patient.mass_kg is None else str(patient.mass_kg),
        language=patient.language,
        demonstration=patient.demonstration,
        search=search_words(patient),
    )


def _patient(row: PatientRow) -> Patient:
    return Patient(
        id=row.id,
        family_name=row.family_name,
        given_name=row.given_name,
        born=None if row.born is None else date.fromisoformat(row.born),
        sex=cast(Sex | None, row.sex),
        record_number=row.record_number,
        phone=row.phone,
        height_cm=None if row.height_cm is None else Decimal(row.height_cm),
        mass_kg=None if row.mass_kg is None else Decimal(row.mass_kg),
        language=row.language,
        demonstration=row.demonstration,
        voided=_voiding(row),
    )


def _voiding(row: PatientRow) -> Voiding | None:
    if row.voided_at is None:
        return None
    return Voiding(datetime.fromisoformat(row.voided_at), row.voided_by or "", row.voided_reason or "")


def _number_taken(patient: Patient) -> PatientRefused:
    words = tr(
        "Record number {record_number} already belongs to another patient.",
        record_number=patient.record_number,
    )
    return PatientRefused({"record_number": Complaint(words)})


def _told(act: Act, patient: Patient) -> Entry:
    row = _row(patient)
    columns = ("family_name", "given_name", "born", "sex", "record_number", "phone", "height_cm", "mass_kg",
               "language")  # fmt: skip
    return Entry(act, f"patient:{patient.id}", json.dumps({name: getattr(row, name) for name in columns}))
