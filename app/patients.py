"""Patients: who they are, what cannot be true of them, and finding them as their name is typed."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal, Protocol, get_args

from app.access.rights import Right
from app.access.session import Access, Service, needs
from app.clock import Clock
from app.dates import age_on, write_date
from app.dates import read_date as read_date
from app.faults import Fault
from assessments.language.catalogue import assessment
from assessments.language.exam import NotAllowed
from assessments.language.protocol import Measured
from assessments.language.reading import Complaint
from resources.tongue import tr

Sex = Literal["female", "male", "other"]

SizeField = Literal["height_cm", "mass_kg"]
SIZES: tuple[SizeField, ...] = get_args(SizeField)

OLDEST = 120
"""Years; an older patient is taken for a mistyped date of birth."""

LONGEST = 200
"""Characters of a name, number or telephone."""

VOIDED = tr("This patient's record is voided. A data manager can bring it back.")

SHOWN = 50
"""The most patients shown while a name is typed."""


@dataclass(frozen=True, slots=True)
class Voiding:
    """That a record was taken out of the lists: it stays readable and is found when asked for."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Patient:
    """A person with a record. None and empty text are "not recorded"."""

    id: str = ""
    """Empty until the patient is added."""
    family_name: str = ""
    given_name: str = ""
    born: date | None = None
    sex: Sex | None = None
    record_number: str = ""
    phone: str = ""
    height_cm: Decimal | None = None
    mass_kg: Decimal | None = None
    language: str = ""
    demonstration: bool = False
    """Invented, to look around with; never a person."""
    voided: Voiding | None = None

    @property
    def name(self) -> str:
        """As in every list and on every page: "ACOSTA, Elena"."""
        return ", ".join(part for part in (self.family_name.upper(), self.given_name) if part)


class PatientRefused(Fault):
    """What was entered about a patient cannot be kept; `complaints` are by the name of the field."""

    def __init__(self, complaints: dict[str, Complaint]) -> None:
        super().__init__(" ".join(complaint.words for complaint in complaints.values()))
        self.complaints = complaints


class PatientRows(Protocol):
    """Where patients are kept."""

    def insert(self, patient: Patient) -> None: ...
    def update(self, patient: Patient) -> None:
        """Everything but whether it is voided."""
        ...

    def void(self, id: str, voiding: Voiding | None) -> None: ...
    def get(self, id: str) -> Patient: ...
    def with_record_number(self, number: str) -> Patient | None: ...
    def matching(
        self, starts: Iterable[str], born: date | None, most: int, voided: bool = False
    ) -> list[Patient]:
        """Those with a word that begins with each start and, where one is given, born that day; by name.
        Only voided records, or only the others."""
        ...

    def resembling(self, starts: Iterable[str], born: Iterable[date]) -> list[Patient]:
        """Those with a word that begins with any of the starts, or born on any of the days."""
        ...


class Patients(Service):
    """The patients of the clinic: every one is everybody's who may open records."""

    def __init__(self, access: Access, rows: PatientRows, clock: Clock) -> None:
        super().__init__(access)
        self._rows = rows
        self._clock = clock

    @needs(Right.KEEP_PATIENTS)
    def add(self, patient: Patient) -> Patient:
        """Keep a new patient and return it with its id; raises `PatientRefused`, `Fault`."""
        new = _tidy(replace(patient, id=patient.id or str(uuid.uuid4())))
        self._check(new)
        self._rows.insert(new)
        return new

    @needs(Right.KEEP_PATIENTS)
    def correct(self, patient: Patient) -> Patient:
        """Keep a changed patient under the same id; signed exams keep the person as known when signed."""
        if patient.voided is not None:
            raise NotAllowed(VOIDED)
        changed = _tidy(patient)
        self._check(changed)
        self._rows.update(changed)
        return changed

    @needs(Right.VOID_PATIENT)
    def void(self, id: str, reason: str) -> Patient:
        """Take a record out of the lists, for a reason; nothing of it is lost."""
        patient = self._rows.get(id)
        if patient.voided is not None:
            raise NotAllowed(tr("The record is already voided."))
        if not reason.strip():
            raise NotAllowed(tr("Say why the record is voided."))
        voiding = Voiding(self._clock.now(), self.session.person.name, reason.strip())
        self._rows.void(id, voiding)
        return replace(patient, voided=voiding)

    @needs(Right.RESTORE_PATIENT)
    def bring_back(self, id: str) -> Patient:
        """Put a voided record back into the lists."""
        patient = self._rows.get(id)
        if patient.voided is None:
            raise NotAllowed(tr("The record is not voided."))
        self._rows.void(id, None)
        return replace(patient, voided=None)

    @needs(Right.VIEW)
    def complaints(self, patient: Patient) -> dict[str, Complaint]:
        """What cannot be kept, by the name of its field; empty when all can."""
        tidy = _tidy(patient)
        found = impossible(tidy, self._clock.now().date())
        if not tidy.record_number or "record_number" in found:
            return found
        other = self._rows.with_record_number(tidy.record_number)
        if other is not None and other.id != tidy.id:
            number, name = tidy.record_number, other.name
            words = tr("Record number {number} already belongs to {name}.", number=number, name=name)
            if other.voided:
                words = tr(
                    "Record number {number} already belongs to {name}, whose record is voided.",
                    number=number,
                    name=name,
                )
            found["record_number"] = Complaint(words)
        return found

    @needs(Right.VIEW)
    def find(self, text: str, voided: bool = False) -> list[Patient]:
        """As it is typed: parts of names in any order, without accents; a date of birth; a record number.
        Among the voided records when asked for those."""
        # A whole page pasted by mistake is more than the database compares; its beginning finds no one too.
        text = text[:LONGEST]
        typed = text.replace(",", " ").split()
        days = {word: day for word in typed if isinstance(day := read_date(word), date)}
        names = [start for word in typed if word not in days for start in fold(word).split()]
        exact = [self._rows.matching(names, day, SHOWN, voided) for day in days.values()]
        # A record number may look like a date, and a date may be remembered the other way round.
        return (
            exact[0] if exact and exact[0] else self._rows.matching(fold(text).split(), None, SHOWN, voided)
        )

    @needs(Right.VIEW)
    def get(self, id: str) -> Patient:
        """The patient of that id; raises `Fault` when there is none."""
        return self._rows.get(id)

    @needs(Right.VIEW)
    def likely_duplicates(self, patient: Patient) -> list[Patient]:
        """Patients already kept who may be the same person; a guess to show, never acted on."""
        starts = [word[:3] for word in fold(f"{patient.family_name} {patient.given_name}").split()]
        days = [] if patient.born is None else [patient.born, *_transposed(patient.born)]
        candidates = self._rows.resembling(starts, days)
        return [other for other in candidates if other.id != patient.id and alike(patient, other)]

    def _check(self, patient: Patient) -> None:
        if complaints := self.complaints(patient):
            raise PatientRefused(complaints)


def impossible(patient: Patient, today: date) -> dict[str, Complaint]:
    """What cannot be true of the patient, by the name of its field."""
    found: dict[str, Complaint] = {}
    if not _visible(patient.family_name + patient.given_name):
        found["family_name"] = Complaint(tr("Type a name."))
    for field in fields(patient):
        text = getattr(patient, field.name)
        if isinstance(text, str) and len(text) > LONGEST:
            words = tr(
                "That is {count} characters; the most kept here is {most}.", count=len(text), most=LONGEST
            )
            found[field.name] = Complaint(words)
        elif isinstance(text, str) and any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
            found[field.name] = Complaint(tr("A character in it cannot be kept. Type it again."))
    if patient.born is not None:
        if patient.born > today:
            found["born"] = Complaint(tr("{day} is in the future.", day=write_date(patient.born)))
        elif (age := age_on(patient.born, today)) > OLDEST:
            words = tr(
                "Born {day} would be {age} years old. Check the year.",
                day=write_date(patient.born),
                age=age,
            )
            found["born"] = Complaint(words)
    for name in SIZES:
        size, amount = size_of(name), getattr(patient, name)
        if amount is not None and not size.low <= amount <= size.high:
            words = tr(
                "{amount} {unit} is outside {low} to {high} {unit}.",
                amount=amount,
                unit=size.unit,
                low=size.low,
                high=size.high,
            )
            found[name] = Complaint(words)
    return found


def size_of(field: SizeField) -> Measured:
    """How that is measured, and within which limits: as intake asks for it."""
    kind = assessment("intake").protocol.step("height" if field == "height_cm" else "mass").kind
    assert isinstance(kind, Measured)
    return kind


def _visible(text: str) -> bool:
    """Whether there is a letter or sign in it to see; some characters only steer how others are written."""
    return any(unicodedata.category(c)[0] not in "CZ" for c in text)


def alike(one: Patient, other: Patient) -> bool:
    """Whether two records may be one person: the names nearly the same in either order, and dates of birth
    that are equal, have day and month changed over, differ in one part, or are not recorded."""
    likeness = max(
        SequenceMatcher(None, _whole_name(one), name).ratio()
        for name in (_whole_name(other), fold(f"{other.given_name} {other.family_name}"))
    )
    if one.born is None or other.born is None:
        return likeness >= 0.9
    if one.born == other.born or other.born in _transposed(one.born):
        return likeness >= 0.75
    parts = zip(one.born.timetuple()[:3], other.born.timetuple()[:3], strict=True)
    return sum(a == b for a, b in parts) == 2 and likeness >= 0.9


def fold(text: str) -> str:
    """Words without accents, case or punctuation, so that "MUÑOZ-Łuk" and "munoz luk" are the same."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "'": "",
        "’": "",
        "_": " ",
    }
)
"""Letters that do not come apart into a plain one and an accent; an apostrophe joins, as in O'Neil."""


def search_words(patient: Patient) -> str:
    """Everything a patient is found by while typing, each word after a space."""
    words = [fold(f"{patient.family_name} {patient.given_name}"), fold(patient.record_number)]
    words.append(fold(patient.record_number).replace(" ", ""))
    if born := patient.born:
        words += [f"{born.day} {born.day:02} {born.month} {born.month:02} {born.year:04}"]
        words += [fold(f"{born:%Y%m%d} {write_date(born)}")]
    return " " + " ".join(word for word in words if word)


def _tidy(patient: Patient) -> Patient:
    """Without spaces round what was typed, and composed letters, so that equal names are equal texts."""
    return replace(
        patient,
        family_name=_trim(patient.family_name),
        given_name=_trim(patient.given_name),
        record_number=_trim(patient.record_number),
        phone=_trim(patient.phone),
    )


def _trim(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def _whole_name(patient: Patient) -> str:
    return fold(f"{patient.family_name} {patient.given_name}")


def _transposed(day: date) -> tuple[date, ...]:
    """The day with its day and month changed over, where that is a date."""
    return (date(day.year, day.day, day.month),) if day.day <= 12 else ()
