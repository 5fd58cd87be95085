"""The strip at the top, filled: for a patient, for an exam that lies open, or for the clinic alone."""

from __future__ import annotations

from datetime import date

from app.code_words import capital, sex_words
from app.dates import age_on, write_date, write_time
from app.evaluation import Evaluation
from app.examination import Examination
from app.patients import Patient
from app.screens.banner import BannerScreen, Fact
from app.screens.saving import SavedMark
from app.screens.state import State
from app.settings import Settings
from assessments.language.exam import Exam, Phase
from assessments.language.reading import number
from assessments.language.value import Choice, Quantity, Ref
from resources.tongue import inside, tr

_SIDES = {"right": tr("Right"), "left": tr("Left"), "central": tr("Centre"), "both": tr("Both")}
_SAFETY = {
    "R1": (State.STOP, tr("Refer now")),
    "R2": (State.STOP, tr("Medical review")),
    "out_of_scope": (State.STOP, tr("Out of scope")),
    "hold": (State.CAUTION, tr("Hold")),
    "caution": (State.CAUTION, tr("Caution")),
    "clear": (State.DONE, tr("No flags")),
}


def strip_for_nobody(settings: Settings, saved: SavedMark) -> BannerScreen:
    """Where no exam lies open, only what is not saved is worth saying."""
    mark = saved if saved.state is State.STOP else SavedMark("", None)
    return BannerScreen(
        place=settings.clinic_name, clinician=_clinician(settings), saved=mark.words, saved_state=mark.state
    )


def strip_for_patient(patient: Patient, today: date, settings: Settings) -> BannerScreen:
    return BannerScreen(
        name=patient.name,
        facts=_person(patient, today),
        clinician=_clinician(settings),
        demonstration=patient.demonstration,
    )


def strip_for_exam(
    examination: Examination, evaluation: Evaluation, settings: Settings, saved: SavedMark
) -> BannerScreen:
    exam, patient = examination.exam, examination.patient
    day = exam.started.at.date()
    facts = list(_person(patient, day))
    mass = exam.entries.get(Ref("intake", "mass"))
    if isinstance(mass, Quantity):
        facts.append(Fact(tr("Body mass"), f"{number(mass.amount)} {mass.unit}"))
    side = exam.entries.get(Ref("intake", "pain_side"))
    if isinstance(side, Choice):
        facts.append(Fact(tr("Pain side"), _SIDES.get(side.code, side.code)))
    facts.append(_safety(evaluation, day))
    mark = saved if saved.state is State.STOP else _phase_mark(exam, saved)
    return BannerScreen(
        name=patient.name,
        facts=tuple(facts),
        saved=mark.words,
        saved_short=mark.short,
        saved_state=mark.state,
        clinician=_clinician(settings),
        demonstration=patient.demonstration,
    )


def _phase_mark(exam: Exam, saved: SavedMark) -> SavedMark:
    """What stands where "Saved" stands while the exam is given."""
    match exam.phase:
        case Phase.SIGNED if exam.signed is not None:
            waits = tr(", awaiting countersign") if exam.awaits_countersign else ""
            at = tr("Signed {time}", time=write_time(exam.signed.at))
            return SavedMark(f"{at} {exam.signed.by}{waits}", State.SAVED, f"{at}{waits}")
        case Phase.VOIDED:
            return SavedMark(tr("Voided: counts nowhere"), State.SAVED)
        case Phase.AMENDING if saved.words:
            return SavedMark(
                tr("Addendum, {saved}", saved=inside(saved.words)),
                saved.state,
            )
        case _:
            return saved


def _person(patient: Patient, day: date) -> tuple[Fact, ...]:
    born = (
        f"{write_date(patient.born)} ({age_on(patient.born, day)} y)" if patient.born else tr("Not recorded")
    )
    return (
        Fact(tr("Born"), born),
        Fact(tr("Sex"), capital(sex_words(patient.sex)) if patient.sex else tr("Not recorded")),
        Fact(tr("No."), patient.record_number or tr("Not recorded")),
    )


def _safety(evaluation: Evaluation, day: date) -> Fact:
    safety = evaluation.safety
    if safety.result == "incomplete":
        return Fact(tr("Safety"), tr("{count} not asked", count=len(safety.unanswered)), State.MISSING)
    state, words = _SAFETY[safety.result]
    return Fact(tr("Safety {day}", day=write_date(day)), words, state)


def _clinician(settings: Settings) -> str:
    return settings.clinician_name
