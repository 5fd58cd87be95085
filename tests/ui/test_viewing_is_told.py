"""Who looked at a patient's record can be read afterwards."""

from __future__ import annotations

from app.audit import Act
from app.patients import Patient
from app.store.audit import Wanted, entries
from ui.window import Window


def test_opening_a_patient_and_an_exam_stays_in_the_record(exam_window: Window, acosta: Patient) -> None:
    station, exam = exam_window.workstation, exam_window.desk.exam.id
    exam_window.go("patient", patient=acosta.id)
    exam_window.go("progress", patient=acosta.id)
    station.open_exam(exam)

    with station.database.reading() as session:
        opened = entries(session, Wanted(acts=(Act.RECORD_OPENED.value,)))

    assert [row.entity for row in reversed(opened)] == [
        f"patient:{acosta.id}",
        f"patient:{acosta.id}",
        f"exam:{exam}",
    ]
    assert {row.person for row in opened} == {station.person.id}
