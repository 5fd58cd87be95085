"""A record being written: what was typed, what cannot be kept, and who it might already be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import get_args

from app.code_words import sex_words
from app.dates import age_on, read_date, write_date
from app.patients import Patient, Sex, SizeField, size_of
from app.screens.entry import EntryScreen, EntryState
from assessments.language.protocol import Option
from assessments.language.reading import Complaint, number, read
from assessments.language.value import Quantity
from resources.tongue import tr

SEXES = (
    Option("female", tr("Female"), "F"),
    Option("male", tr("Male"), "M"),
    Option("other", tr("Other"), "O"),
)
FIELDS = ("family_name", "given_name", "born", "sex", "record_number", "phone", "height_cm", "mass_kg")


@dataclass(frozen=True, slots=True)
class Typed:
    """A patient and, by field, the sentences about what could not be taken and the text that was typed."""

    patient: Patient
    complaints: Mapping[str, str]
    texts: Mapping[str, str]


def start(patient: Patient) -> Typed:
    return Typed(patient, {}, {})


def patient_named(typed: str) -> Patient:
    """The search as the start of a record: "Acosta, Elena" or "Elena Acosta"; numbers are left alone."""
    family, comma, given = typed.partition(",")
    if comma:
        return Patient(family_name=family.strip(), given_name=given.strip())
    if any(letter.isdigit() for letter in typed):
        return Patient()
    given, _, family = typed.strip().rpartition(" ")
    return Patient(family_name=family, given_name=given)


def type_in(typed: Typed, field: str, text: str) -> Typed:
    """The record with this field typed; what cannot be taken leaves it as it was, with a sentence."""
    complaints = {name: said for name, said in typed.complaints.items() if name != field}
    texts = {name: said for name, said in typed.texts.items() if name != field}
    patient = _typed_into(typed.patient, field, text.strip())
    if isinstance(patient, Complaint):
        return Typed(typed.patient, {**complaints, field: patient.words}, {**texts, field: text})
    return Typed(patient, complaints, texts)


def _typed_into(patient: Patient, field: str, words: str) -> Patient | Complaint:
    match field:
        case "born":
            born = read_date(words) if words else None
            return born if isinstance(born, Complaint) else replace(patient, born=born)
        case "sex":
            return replace(patient, sex=next((sex for sex in get_args(Sex) if sex == words), None))
        case "height_cm" | "mass_kg":
            size = _size(field, words)
            if isinstance(size, Complaint):
                return size
            return (
                replace(patient, height_cm=size) if field == "height_cm" else replace(patient, mass_kg=size)
            )
        case "family_name":
            return replace(patient, family_name=words)
        case "given_name":
            return replace(patient, given_name=words)
        case "phone":
            return replace(patient, phone=words)
        case _:
            return replace(patient, record_number=words)


def _size(field: SizeField, words: str) -> Decimal | Complaint | None:
    if not words:
        return None
    reading = read(size_of(field), words)
    if isinstance(reading, Complaint):
        return reading
    return reading.value.amount if isinstance(reading.value, Quantity) else None


def entries(typed: Typed, found: Mapping[str, Complaint]) -> dict[str, EntryScreen]:
    """Every field as it is shown. `found` is what the records as a whole object to, on top of the reading."""
    return {field: _entry(typed, found, field) for field in FIELDS}


def _entry(typed: Typed, found: Mapping[str, Complaint], field: str) -> EntryScreen:
    if field in typed.complaints:
        return EntryScreen(typed.texts[field], EntryState.REFUSED, typed.complaints[field])
    value = getattr(typed.patient, field)
    text = (
        write_date(value)
        if isinstance(value, date)
        else number(value)
        if isinstance(value, Decimal)
        else value
    )
    if field in found:
        return EntryScreen(text or "", EntryState.REFUSED, found[field].words)
    return EntryScreen(text or "", EntryState.FILLED if text else EntryState.EMPTY)


def duplicate_lines(others: list[Patient], today: date) -> tuple[str, ...]:
    """Each likely double as one line to compare with: name, birth, sex, number."""
    return tuple(
        ", ".join(
            part
            for part in (
                other.name,
                tr(
                    "born {day} ({age} y)",
                    day=write_date(other.born),
                    age=age_on(other.born, today),
                )
                if other.born
                else "",
                sex_words(other.sex or ""),
                f"No. {other.record_number}" if other.record_number else "",
            )
            if part
        )
        for other in others
    )
