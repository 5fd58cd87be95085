"""How a value, a step, a day and a person are written, on screen and on paper alike."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from app.code_words import capital
from app.dates import MONTHS, age_on, weekday, write_date, write_time
from app.patients import Patient
from app.report.document import HandoutDocument
from assessments.language.catalogue import catalogue
from assessments.language.exam import Exam, Phase
from assessments.language.finding import Measure
from assessments.language.protocol import Noted, Step
from assessments.language.reading import number
from assessments.language.value import (
    ALL,
    Prescription,
    Ref,
    Side,
    Text,
    Value,
)
from assessments.language.words import value_words
from assessments.plan.library import dose_words
from resources.tongue import tr

INVENTED = tr("DEMONSTRATION, no real patient")
WAITS = tr("AWAITING COUNTERSIGNATURE")
VOID = tr("VOIDED")

_REVIEW = {
    "decision": tr("Decision on the class"),
    "override_class": tr("Class chosen instead"),
    "override_reason": tr("Reason for another class"),
    "prescription": tr("Home items"),
    "next_visit": tr("Next visit"),
    "daily_tasks": tr("Daily tasks"),
    "note": tr("Note on the plan"),
}


def name_of(patient: Patient) -> str:
    """ "ACOSTA, Elena"; a document holds no name."""
    return patient.name or tr("Not recorded")


def born(patient: Patient, on: date) -> str:
    if patient.born is None:
        return tr("Not recorded")
    return tr("{day} ({age} y)", day=write_date(patient.born), age=age_on(patient.born, on))


def marks(patient: Patient, exam: Exam) -> tuple[str, ...]:
    """What stands across every page, because without it the page would be taken for more than it is."""
    void = exam.phase is Phase.VOIDED or patient.voided is not None
    return tuple(
        words
        for words, holds in (
            (INVENTED, patient.demonstration),
            (VOID, void),
            (WAITS, exam.awaits_countersign),
        )
        if holds
    )


def running(patient: Patient, rules_version: str) -> str:
    """After the name at the foot of every page: born when, which record, by which rules."""
    day = write_date(patient.born) if patient.born else tr("not recorded")
    record = patient.record_number or tr("No record number")
    return tr(
        "Born {day}. {record}. Rules version {version}",
        day=day,
        record=record,
        version=rules_version,
    )


def page_of(page: int, pages: int) -> str:
    """At the foot of every page; it is read back before a page is handed out."""
    return tr("Page {page} of {pages}", page=page, pages=pages)


def moment(at: datetime) -> str:
    return f"{write_date(at.date())} {write_time(at)}"


def handout_foot(document: HandoutDocument) -> str:
    """After the patient's name: "Born 14 August 1980. 0231."."""
    born = tr("Born {day}.", day=document.born)
    return f"{born} {document.number.rstrip('. ')}." if document.number.strip(". ") else born


def long_date(day: date) -> str:
    """As a patient reads it: "Friday, 6 November 2026"."""
    return f"{weekday(day)}, {plain_date(day)}"


def plain_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def side_name(side: Side | None) -> str:
    """The letter that stands before a reading of one side; nothing for what has no side."""
    return f"{side.letter} " if side else ""


def amount(measure: Measure) -> str:
    """The value as it stands in its column: "+8°", "132 N", "14"; a category where only that compares."""
    if measure.amount is None:
        return capital(measure.category_words) if measure.category else tr("no value")
    found = Decimal(measure.amount)
    match measure.unit:
        case "deg":
            return f"{'+' if found > 0 and measure.code == 'thomas.hip_angle' else ''}{number(found)}°"
        case "repetitions" | "":
            return number(found)
        case "grade":
            return tr("grade {grade}", grade=number(found))
        case _:
            return f"{number(found)} {measure.unit_words}"


def brief(words: str, most: int = 140) -> str:
    """Short enough for a cell, on one line; what is cut is printed whole elsewhere on the report."""
    words = unbroken(words)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def unbroken(words: str) -> str:
    """Without the line breaks that were typed, for a frame, which cannot go on overleaf."""
    return " ".join(line.strip() for line in words.splitlines() if line.strip())


def asked(ref: Ref) -> str:
    """What was asked at that place: "Thomas test, right: hip angle, 2"."""
    if ref.assessment in ("review", "plan"):
        return _REVIEW.get(ref.step, _plain(ref.step))
    side = f", {ref.side.words}" if ref.side else ""
    for one in catalogue():
        if one.protocol.id == ref.assessment:
            if ref.step == ALL:
                return f"{one.protocol.name}{side}"
            step = _step(ref)
            trial = f", {ref.trial}" if ref.trial else ""
            return f"{one.protocol.name}{side}: {step.ask if step else _plain(ref.step)}{trial}"
    return f"{_plain(ref.assessment)}{side}: {_plain(ref.step)}"


def recorded(ref: Ref, value: Value | None) -> str:
    """The value in the words of its step; a gap says so, and what a person typed stands in quotes."""
    match value:
        case None:
            return tr("not recorded")
        case Text(text):
            return f"“{text}”"
        case Prescription(phase, items):
            doses = ", ".join(f"{i.exercise} {dose_words(i)}" for i in items)
            return tr("phase {phase}: {items}", phase=phase, items=doses)
        case _:
            step = _step(ref)
            return value_words(step.kind if step else Noted(), value)


def _step(ref: Ref) -> Step | None:
    for one in catalogue():
        if one.protocol.id == ref.assessment:
            return next((step for step in one.protocol.steps if step.id == ref.step), None)
    return None


def _plain(code: str) -> str:
    return code.replace("_", " ").capitalize()
