"""The erasure of a patient's record: asked for by law now and then, refused by law as a rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.access.person import Person
from app.access.rights import Right
from app.access.session import Access, Service, needs
from app.audit import Act, Entry
from app.clock import Clock
from app.dates import write_date
from app.erased import ErasureLedger
from app.faults import Fault, InUse
from app.patients import PatientRows
from app.store.database import Database
from app.store.erasing import holds, last_visit, remove_patient, scrub
from assessments.language.exam import NotAllowed
from resources.tongue import tr, trn


@dataclass(frozen=True, slots=True)
class Answer:
    """What a patient who asks to be erased is told as long as nobody decides otherwise."""

    words: str
    kept_until: date | None
    """None where nothing says until when: no visit, an invented patient, or years that are not set."""
    may_erase: bool


@dataclass(frozen=True, slots=True)
class Second:
    """The other person without whom nothing is erased, as they type it."""

    login: str
    passphrase: str


class SecondRefused(Fault):
    """The second person is not who they say, or is no second person."""


class NotErasedYet(Fault):
    """Refused now, but it stands in the ledger and could not be taken out of it."""

    def __init__(self, why: Fault) -> None:
        super().__init__(tr("{words} It will be erased at the next start.", words=why.words))


class Erasing(Service):
    """A data manager and somebody else erase together; every step of it stays in the record of acts."""

    def __init__(
        self,
        access: Access,
        database: Database,
        patients: PatientRows,
        ledger: ErasureLedger,
        clock: Clock,
        retention_years: int,
        who_opens: Callable[[str, str], Person | None],
        after_erasure: Callable[[], str],
    ) -> None:
        """`who_opens` tells whose user name and passphrase these are; `after_erasure` makes a fresh backup
        and returns how long older ones still hold the record, in a sentence."""
        super().__init__(access)
        self._database = database
        self._patients = patients
        self._ledger = ledger
        self._clock = clock
        self._years = retention_years
        self._who_opens = who_opens
        self._after_erasure = after_erasure

    @needs(Right.ERASE)
    def answer(self, patient_id: str) -> Answer:
        """The answer to give by default."""
        patient = self._patients.get(patient_id)
        if patient.demonstration:
            return Answer(tr("An invented patient: nothing has to be kept."), None, True)
        began = last_visit(self._database, patient_id)
        if began is None:
            return Answer(tr("No visit is recorded: nothing has to be kept."), None, True)
        if not self._years:
            return Answer(
                tr(
                    "How many years a record must be kept is not set. Set it in the settings first; "
                    "the law of your country says how many."
                ),
                None,
                False,
            )
        visit = datetime.fromisoformat(began).date()
        until = kept_until(visit, self._years)
        if until <= self._clock.now().date():
            return Answer(
                tr(
                    "The retention of {years} ended on {day}.",
                    years=_years(self._years),
                    day=write_date(until),
                ),
                until,
                True,
            )
        return Answer(
            tr(
                "Retention until {day}, Art. 17(3): the last visit was on {day2}, and "
                "records are kept for {years}.",
                day=write_date(until),
                day2=write_date(visit),
                years=_years(self._years),
            ),
            until,
            True,
        )

    @needs(Right.ERASE)
    def refuse(self, patient_id: str) -> str:
        """Give the default answer; that it was asked and answered stays in the record."""
        words = self.answer(patient_id).words
        self._database.tell(Entry(Act.ERASURE_REFUSED, f"patient:{patient_id}", words))
        return words

    @needs(Right.ERASE)
    def erase(self, patient_id: str, reason: str, second: Second) -> str:
        """Erase for good what is kept of the patient; returns what was done and what still holds it.

        Before anything is removed the id stands in the ledger: should the computer stop in between, the next
        opening finishes it.
        """
        answer = self.answer(patient_id)
        if not answer.may_erase:
            raise NotAllowed(answer.words)
        if not reason.strip():
            raise NotAllowed(tr("Say why the record is erased."))
        other = self._other(second)
        told = {
            "reason": reason.strip(),
            "second": other.id,
            "kept_until": answer.kept_until.isoformat() if answer.kept_until else "",
        }
        stood = patient_id in self._ledger.ids()
        self._ledger.add(patient_id)
        entry = Entry(Act.ERASED, f"patient:{patient_id}", json.dumps(told))
        try:
            remove_patient(self._database, patient_id, entry)
        except Fault as fault:
            # Else the next opening would carry out what was refused here.
            if stood or not self._taken_back(patient_id):
                raise NotErasedYet(fault) from fault
            raise
        said = [tr("The record is erased."), _traces(self._database)]
        try:
            said.append(self._after_erasure())
        except Fault as fault:
            said.append(fault.words)
        return " ".join(filter(None, said))

    def _taken_back(self, patient_id: str) -> bool:
        try:
            self._ledger.without(patient_id)
        except Fault:
            return False
        return True

    def _other(self, second: Second) -> Person:
        other = self._who_opens(second.login, second.passphrase)
        if other is None or not other.active:
            raise SecondRefused(tr("User or passphrase not right."))
        if other.id == self.session.person.id:
            raise SecondRefused(tr("The second person has to be somebody else."))
        return other


def reapply_erasures(database: Database, ledger: ErasureLedger) -> int:
    """Erase again whoever a backup, or an erasure that was cut short, left in the database; how many.

    To be called before anybody sees the records. Raises `LedgerDamaged`.
    """
    back = holds(database, ledger.ids())
    for patient_id in back:
        remove_patient(database, patient_id, Entry(Act.ERASED, f"patient:{patient_id}", '{"again":true}'))
    if back:
        _traces(database)
    return len(back)


def _traces(database: Database) -> str:
    """Wipe them from the file; where that has to wait, what to do. The record is erased all the same."""
    try:
        gone = scrub(database)
    except InUse:
        gone = False
    except Fault:
        return tr("Its traces go when there is room: close the program then.")
    return "" if gone else tr("Close the program once, so that its traces go too.")


def kept_until(last: date, years: int) -> date:
    """The first day on which the record need not be kept any more."""
    try:
        return last.replace(year=last.year + years)
    except ValueError:
        return date(last.year + years, 3, 1)


def _years(years: int) -> str:
    return trn("{n} year", "{n} years", years)
