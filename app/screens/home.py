"""The start page: who is on this computer, what lies open, what happened today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.code_words import sex_letter
from app.dates import age_on, weekday, write_date, write_time
from app.exams import ExamHead
from app.patients import Patient, fold
from app.screens.state import State, signed_state
from assessments.language.catalogue import catalogue
from assessments.language.exam import Phase
from resources.tongue import tr, trn


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One line of the list; `same_name` marks two people who may be mistaken for one another."""

    id: str
    name: str
    born: str
    age: str
    sex: str
    number: str
    seen: str
    exam: str
    state: State
    words: str
    same_name: bool = False
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class OpenExam:
    """An exam that waits, and where it stands."""

    id: str
    patient: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class TodayRow:
    state: State
    time: str
    name: str


@dataclass(frozen=True, slots=True)
class HomeScreen:
    rows: tuple[PatientRow, ...]
    count: str
    nothing: str
    """What to say in place of an empty list, with the next key."""
    today: str
    todays: tuple[TodayRow, ...]
    resume: OpenExam | None
    waiting: str


def home_screen(
    typed: str,
    patients: Iterable[Patient],
    last: dict[str, ExamHead],
    unfinished: Iterable[ExamHead],
    seen_today: Iterable[tuple[Patient, ExamHead]],
    names: dict[str, str],
    now: date,
    to_countersign: int = 0,
    voided: bool = False,
    broke_off: tuple[int, int] | None = None,
) -> HomeScreen:
    """`last` is each patient's last exam, `names` the name of each patient with an unfinished exam;
    `to_countersign` is how many exams wait for a countersign that who is at the desk may give; `voided`
    says that the list is of the voided records; `broke_off` is how many answers of how many the newest
    unfinished exam holds, when the program stopped in the middle of it."""
    found = tuple(patients)
    waiting = tuple(unfinished)
    rows = tuple(_row(p, last.get(p.id), found, now) for p in found)
    newest = waiting[0] if waiting else None
    others = len(waiting) - 1
    return HomeScreen(
        rows=rows,
        count=_count(len(found), typed, voided),
        nothing="" if rows else _nothing(typed, voided),
        today=tr("Today, {weekday} {day}", weekday=weekday(now), day=write_date(now)),
        todays=tuple(
            TodayRow(_state(head)[0], write_time(head.started_at), patient.name)
            for patient, head in seen_today
            if head.started_at.date() == now
        ),
        resume=_open_exam(newest, names, broke_off) if newest else None,
        waiting=_waiting(others, to_countersign),
    )


def _waiting(unsigned: int, to_countersign: int) -> str:
    said = []
    if unsigned > 0:
        said.append(trn("{n} more exam not signed", "{n} more exams not signed", unsigned))
    if to_countersign:
        said.append(
            trn("{n} exam waits for a countersign", "{n} exams wait for a countersign", to_countersign)
        )
    return ". ".join(said)


def _row(patient: Patient, head: ExamHead | None, found: tuple[Patient, ...], now: date) -> PatientRow:
    state, words = _state(head) if head else (State.TO_DO, tr("No exam yet"))
    if patient.voided is not None:
        state, words = (
            State.NOT_DONE,
            tr("Voided {day}", day=write_date(patient.voided.at.date())),
        )
    alike = [other for other in found if other.id != patient.id and _key(other) == _key(patient)]
    return PatientRow(
        patient.id,
        patient.name,
        write_date(patient.born) if patient.born else tr("Not recorded"),
        tr("{age} y", age=age_on(patient.born, now)) if patient.born else "",
        sex_letter(patient.sex),
        patient.record_number,
        write_date(head.started_at.date()) if head else "",
        tr("Exam {number}", number=head.number) if head else "",
        state,
        words,
        bool(alike),
        patient.demonstration,
    )


def _key(patient: Patient) -> str:
    return fold(f"{patient.family_name} {patient.given_name}")


def _state(head: ExamHead) -> tuple[State, str]:
    match head.phase:
        case Phase.EXAMINING:
            place, places = _step(head)
            if not place:
                return State.NOW, tr("Exam open")
            return State.NOW, tr("Exam open, step {place} of {places}", place=place, places=places)
        case Phase.AMENDING:
            return State.NOW, tr("Addendum open")
        case Phase.ABANDONED:
            return State.NOT_DONE, tr("Abandoned")
        case Phase.SIGNED:
            return signed_state(head.class_code, head.awaits_countersign)
        case Phase.VOIDED:
            return State.NOT_DONE, tr("Voided")


def _step(head: ExamHead) -> tuple[int, int]:
    """Which step was worked at last, of how many; 0 where none was."""
    ids = [a.protocol.id for a in catalogue()] + ["review", "plan"]
    last = head.last_step.assessment if head.last_step else ""
    return ids.index(last) + 1 if last in ids else 0, len(ids)


def _open_exam(head: ExamHead, names: dict[str, str], broke_off: tuple[int, int] | None) -> OpenExam:
    day = write_date(head.started_at.date())
    place = next(
        (
            a.protocol.short_name
            for a in catalogue()
            if head.last_step is not None and a.protocol.id == head.last_step.assessment
        ),
        "",
    )
    words = tr("Exam {number}, {day}", number=head.number, day=day)
    if place:
        words = tr("Exam {number}, {day}, last at {place}", number=head.number, day=day, place=place)
    name = names.get(head.patient_id, "")
    if broke_off is not None:
        given, wanted = broke_off
        words = tr(
            "Exam of {time} for {initials}, {given} of {wanted} answered, was open when the program stopped.",
            time=write_time(head.started_at),
            initials=_initials(name),
            given=given,
            wanted=wanted,
        )
    return OpenExam(head.id, head.patient_id, name, words)


def _initials(name: str) -> str:
    """Of "ACOSTA, Elena" E. A., as it is said aloud."""
    family, _, given = name.partition(", ")
    return " ".join(f"{part[0].upper()}." for part in (given, family) if part)


def _count(found: int, typed: str, voided: bool) -> str:
    if not found:
        return ""
    if voided:
        return tr("{found} voided", found=found)
    return tr("{found} found", found=found) if typed.strip() else tr("Seen last")


def _nothing(typed: str, voided: bool) -> str:
    if voided:
        return (
            tr("No voided record of “{words}”. All patients Ctrl D", words=typed.strip())
            if typed.strip()
            else tr("No record is voided. All patients Ctrl D")
        )
    if typed.strip():
        return tr("Nobody found for “{words}”. New patient Ctrl N", words=typed.strip())
    return tr("No patients yet. New patient Ctrl N")
