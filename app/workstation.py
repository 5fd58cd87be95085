"""The whole workstation put together: its data folder opened, its patients, their exams and their history."""

from __future__ import annotations

from collections.abc import Iterable

from app.clock import Clock
from app.evaluation import evaluate
from app.examination import Examination, outcome_of, person_on
from app.exams import ExamHead
from app.history import History
from app.journal import Outcome
from app.patients import Patient, Patients
from app.places import Places
from app.settings import Settings
from app.store.exams import StoredExams
from app.store.opening import open_database
from app.store.patients import StoredPatients
from app.store.settings import keep_settings, read_settings
from assessments.language.catalogue import catalogue
from assessments.language.conventions import conventions
from assessments.language.exam import Event, Phase, Started, replay

RECENT = 12
"""Patients on the start page."""


class Workstation:
    """Open from the first window to the last; raises a `Fault` when its data folder cannot be used."""

    def __init__(self, places: Places, clock: Clock) -> None:
        self.places = places.prepare()
        self.clock = clock
        self.database = open_database(places.database)
        self._exams = StoredExams(self.database)
        self.patients = Patients(StoredPatients(self.database), clock)

    @property
    def settings(self) -> Settings:
        return read_settings(self.database)

    def change_settings(self, settings: Settings) -> None:
        keep_settings(self.database, settings)

    def start_exam(self, patient_id: str, by: str) -> Examination:
        """The patient's next visit, under the rules and protocols of this version of the program."""
        protocols = {a.protocol.id: a.protocol.version for a in catalogue()}
        started = Started(1, self.clock.now(), by, conventions().version, protocols)
        return self.open_exam(self._exams.begin(patient_id, started), by)

    def open_exam(self, exam_id: str, by: str = "") -> Examination:
        """An exam as it was left. `by` gives the next answers; without it, who began the exam."""
        head = self._exams.head(exam_id)
        journal = self._exams.journal(exam_id)
        by = by or journal.events()[0].by
        patient = self.patients.get(head.patient_id)
        return Examination(exam_id, head.number, patient, by, journal, self.clock, evaluate)

    def exams_of(self, patient_id: str) -> list[ExamHead]:
        """Newest first."""
        heads = self._exams.of_patient(patient_id)
        return sorted(heads, key=lambda head: head.number, reverse=True)

    def unfinished(self) -> list[ExamHead]:
        """Exams that wait to be finished or signed, the one touched last first."""
        return self._exams.in_phase(Phase.EXAMINING, Phase.AMENDING)

    def recent(self) -> list[tuple[Patient, ExamHead]]:
        """The patients examined last, each with their last exam."""
        return self._exams.last_of_each_patient(RECENT)

    def history(self, patient_id: str) -> History:
        """The scores of the patient's signed exams."""
        return History(self._exams.scores(patient_id))

    def rebuild(self) -> None:
        """Make every list and score again from the journals, under today's rules."""
        self._exams.rebuild(_outcome)

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Workstation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _outcome(patient: Patient, visit: int, events: Iterable[Event]) -> Outcome | None:
    events = tuple(events)
    exam = replay(events, person_on(patient, events[0].at))
    return outcome_of(exam, visit, evaluate) if exam.versions else None
