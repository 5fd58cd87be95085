"""The whole workstation put together: patients, their exams and history, and who is at the desk."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from app.access.people import People
from app.access.person import Person
from app.access.rights import Right
from app.access.session import Access, Session, for_everyone, needs
from app.anchors import keep_anchor
from app.audit import Act, Anchor, Author, Entry
from app.backups.erasure import after_erasure
from app.backups.service import Backups
from app.broken_glass import broken_since
from app.clock import Clock
from app.erased import ErasureLedger
from app.erasing import Erasing
from app.evaluation import evaluate
from app.examination import Examination, outcome_of, person_on
from app.exams import ExamHead
from app.faults import Fault
from app.history import History
from app.journal import Outcome
from app.patients import VOIDED, Patient, Patients
from app.places import Places
from app.ratings import Asked, Ratings
from app.settings import Settings, SettingsRefused, complaints_of
from app.store.database import Database
from app.store.exams import StoredExams
from app.store.patients import StoredPatients
from app.store.people import StoredPeople
from app.store.settings import keep_settings, read_settings
from app.trail import Trail
from app.unlocked import Unlocked
from assessments.language.catalogue import catalogue
from assessments.language.completeness import open_refs
from assessments.language.conventions import conventions
from assessments.language.exam import Event, ExamKind, NotAllowed, Phase, Started, replay

RECENT = 12
"""Patients on the start page."""

_LOOKS = ("paper", "text_size", "theme", "motion", "sound")
"""Settings that anybody may change; the others are the clinic's."""


class Workstation:
    """Open from sign-in to closing; every method asks who is at the desk and tells the audit what it did."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        unlocked: Unlocked,
        database: Database,
        session: Session,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self.places = places
        self.clock = clock
        self.unlocked = unlocked
        self.database = database
        self.at_close: list[Callable[[], None]] = []
        """What else ends with it, in this order."""
        self._found = warnings
        self._glass = broken_since(database, session)
        self.broke_off = False
        """Whether the program had stopped while somebody was at the desk."""
        self.access = Access(session, self.refused)
        self._exams = StoredExams(database)
        self._asked: list[Asked] = []
        self._people = StoredPeople(database)
        self._patients = StoredPatients(database)
        self.patients = Patients(self.access, self._patients, clock)
        self.backups = Backups(
            self.access, places, lambda: self.unlocked, database, clock, lambda: self.settings.second_place
        )
        self._seat(session)

    # Who is at the desk

    @property
    def session(self) -> Session:
        return self.access.session

    @property
    def person(self) -> Person:
        return self.access.session.person

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was found on opening, and what who sits here now must know of, one sentence each."""
        return (*self._found, *self._glass)

    @for_everyone
    def warn(self, words: str) -> None:
        """Somebody must know of this too."""
        self._found = (*self._found, words)

    @property
    def people(self) -> People:
        return People(
            self.access,
            self._people,
            self.places,
            self.unlocked,
            self.settings.clinic_name,
            self.database.tell,
            self._seat,
        )

    @property
    def trail(self) -> Trail:
        """Who did what."""
        return Trail(self.access, self.database, self.ratings.withheld)

    @property
    def erasing(self) -> Erasing:
        return Erasing(
            self.access,
            self.database,
            self._patients,
            ErasureLedger(self.places.erased, self.unlocked.keys.audit),
            self.clock,
            self.settings.retention_years,
            self.people.who_opens,
            lambda: after_erasure(self.places, self.unlocked, self.clock),
        )

    @for_everyone
    def take_seat(self, session: Session) -> None:
        """Another person goes on at this desk, or the same one comes back; what lies open stays open. A disk
        that does not take that they came leaves the desk to who was there."""
        before, glass = self.session, self._glass
        self.database.tell(Entry(Act.SIGNED_OUT))
        try:
            self._glass = broken_since(self.database, session)
            self._seat(session)
            self.database.tell(Entry(Act.SIGNED_IN))
        except Fault:
            self._glass = glass
            self._seat(before)
            raise

    def _seat(self, session: Session) -> None:
        self.access.session = session
        self.database.author = Author(session.person.id, session.role_words, platform.node())

    @for_everyone
    def refused(self, right: Right) -> None:
        """Tell the audit that somebody asked for what their role may not."""
        self.database.tell(Entry(Act.NOT_PERMITTED, body=right.value))

    # Settings

    @property
    def settings(self) -> Settings:
        """The clinic's settings, with the name and licence of the person at the desk."""
        kept = read_settings(self.database)
        return replace(kept, clinician_name=self.person.name, clinician_licence=self.person.licence)

    @needs(Right.LOOK)
    def change_settings(self, settings: Settings) -> None:
        """Keep them; the clinician's name and licence are those of the person at the desk."""
        before = self.settings
        looks = replace(before, **{name: getattr(settings, name) for name in _LOOKS})
        named = replace(
            looks, clinician_name=settings.clinician_name, clinician_licence=settings.clinician_licence
        )
        if named != settings:
            self.access.require(Right.CLINIC)
        if complaints := complaints_of(settings, before):
            raise SettingsRefused(complaints)
        person = replace(self.person, name=settings.clinician_name, licence=settings.clinician_licence)
        if person != self.person:
            self._people.update(person)
            self._seat(replace(self.session, person=person))
        keep_settings(self.database, settings)

    # Exams

    @needs(Right.EXAMINE)
    def start_exam(self, patient_id: str, by: str) -> Examination:
        """The patient's next visit, under the rules and protocols of this version of the program."""
        if self.patients.get(patient_id).voided is not None:
            raise NotAllowed(VOIDED)
        self.ratings.require_sight(patient_id, f"patient:{patient_id}")
        protocols = {a.protocol.id: a.protocol.version for a in catalogue()}
        started = Started(1, self.clock.now(), by, conventions().version, protocols)
        return self._examination(self._exams.begin(patient_id, started), by)

    @property
    def ratings(self) -> Ratings:
        """Tests of a visit scored again, by a second rater or the same one."""
        return Ratings(self.access, self._exams, self.database, self.clock, self._examination, self._asked)

    @needs(Right.VIEW)
    def open_exam(self, exam_id: str, by: str = "") -> Examination:
        """An exam as it was left. `by` gives the next answers; without it, who began the exam.

        A rating is opened by its rater while it is open, and meanwhile nothing else of the patient is."""
        head = self._exams.head(exam_id)
        if head.kind is ExamKind.VISIT or head.phase is not Phase.EXAMINING:
            self.ratings.require_sight(head.patient_id, f"exam:{exam_id}")
        else:
            self.ratings.require_own(head)
        examination = self._examination(exam_id, by)
        self.database.tell(Entry(Act.RECORD_OPENED, f"exam:{exam_id}"))
        return examination

    @needs(Right.VIEW)
    def open_patient(self, patient_id: str) -> Patient:
        """The patient, for a page about them; that it was opened stays in the record."""
        self.ratings.require_sight(patient_id, f"patient:{patient_id}")
        patient = self.patients.get(patient_id)
        self.database.tell(Entry(Act.RECORD_OPENED, f"patient:{patient_id}"))
        return patient

    @needs(Right.VIEW)
    def exams_of(self, patient_id: str) -> list[ExamHead]:
        """Newest first."""
        heads = self._exams.of_patient(patient_id)
        return sorted(heads, key=lambda head: head.number, reverse=True)

    @needs(Right.VIEW)
    def unfinished(self) -> list[ExamHead]:
        """Exams that wait to be finished or signed, the one touched last first."""
        return self._exams.in_phase(Phase.EXAMINING, Phase.AMENDING)

    @needs(Right.VIEW)
    def awaiting_countersign(self) -> list[ExamHead]:
        """Exams that a resident signed and nobody has countersigned, the one touched last first."""
        return self._exams.awaiting_countersign()

    @needs(Right.VIEW)
    def answered_of(self, exam_id: str) -> tuple[int, int]:
        """How many answers an exam holds, and how many it will when none is missing."""
        answers = self._examination(exam_id, "").exam.answers
        given = sum(ref.assessment not in ("review", "plan") for ref in answers.entries)
        return given, given + sum(len(open_refs(assessment, answers)) for assessment in catalogue())

    @needs(Right.VIEW)
    def recent(self) -> list[tuple[Patient, ExamHead]]:
        """The patients examined last, each with their last exam."""
        return self._exams.last_of_each_patient(RECENT)

    @needs(Right.VIEW)
    def history(self, patient_id: str) -> History:
        """The scores of the patient's signed exams."""
        self.ratings.require_sight(patient_id, f"patient:{patient_id}")
        return History(self._exams.scores(patient_id), self.settings.own_errors)

    @needs(Right.PRINT)
    def printed(self, exam_id: str, what: str) -> None:
        """Tell the audit that a page of this exam went to paper or into a file."""
        self.database.tell(Entry(Act.PRINTED, f"exam:{exam_id}", json.dumps({"what": what})))

    @needs(Right.PRINT)
    def saved_plots(self, patient_id: str, measures: Iterable[str], kind: str, named: bool) -> None:
        """Tell the audit that these measures of the patient, over all visits, went into a file as plots."""
        told = {"what": "progress plots", "file": kind, "named": named, "measures": list(measures)}
        self.database.tell(Entry(Act.PRINTED, f"patient:{patient_id}", json.dumps(told)))

    @needs(Right.REBUILD)
    def rebuild(self) -> None:
        """Make every list and score again from the journals, under today's rules."""
        self._exams.rebuild(outcome_of_journal)

    def _examination(self, exam_id: str, by: str) -> Examination:
        head = self._exams.head(exam_id)
        journal = self._exams.journal(exam_id)
        by = by or journal.events()[0].by
        patient = self.patients.get(head.patient_id)
        return Examination(exam_id, head.number, patient, by, journal, self.clock, evaluate, self.access)

    # The record as a whole

    @for_everyone
    def anchor(self) -> Anchor:
        """How far the record has come, kept outside the file as well from now on."""
        anchor = self.database.anchor()
        keep_anchor(self.places, self.unlocked.keyring.database_id, anchor)
        return anchor

    @for_everyone
    def close(self) -> None:
        # A disk that refuses now has refused nothing that was answered.
        with suppress(Fault, OSError):
            self.database.tell(Entry(Act.SIGNED_OUT))
            self.anchor()
        self.database.close()
        for end in self.at_close:
            end()

    def __enter__(self) -> Workstation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def outcome_of_journal(patient: Patient, visit: int, events: Iterable[Event]) -> Outcome | None:
    """What an exam amounts to under today's rules; None for one that names none, and for a rating."""
    events = tuple(events)
    if isinstance(events[0], Started) and events[0].rates is not None:
        return None
    exam = replay(events, person_on(patient, events[0].at))
    return outcome_of(exam, visit, evaluate) if exam.versions else None
