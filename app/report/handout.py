"""The page for the patient, composed: plain words only, no class name, no test number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.evaluation import Evaluation
from app.patients import Patient
from app.report.document import HandoutDocument, HandoutRow
from app.report.referral import SAFETY_NET, state
from app.report.wording import MARK, long_date, plain_date
from app.settings import Settings
from assessments.classification.labels import labels
from assessments.language.exam import Exam
from assessments.language.value import PlanItem, Prescription
from assessments.plan.circumstances import plan_kind
from assessments.plan.education import stop_rules
from assessments.plan.library import Task, daily_tasks, dose_lines, library
from assessments.plan.selection import proposed_tasks
from assessments.safety.items import asked

STOP = stop_rules().items
KNOW = (
    "Moving is safe. Rest in bed slows you down.",
    "Some ache in an exercise is fine if it is gone the next morning.",
    "A few exercises done often beat many done now and then.",
    "New ways to stand, walk and bend help as much as the exercises.",
    "Stiff or tired hips can go with back pain. We do not know which comes first.",
    "Sleep, stress and mood change pain.",
    "Come back if it is not better by week 6.",
)
GOOD_FOR = timedelta(weeks=6)
"""How long the page is good for when no next visit is set: until the tests are done again."""

_DAMAGE = "This shows how you move today. It does not show damage."
_NO_SIGNS = "Your check today found no warning signs."
_HELD = "We wait with exercise until a doctor has checked you."
_NO_CLASS = "We looked at how your hips and your back move."
_TITLES = {"R1": "See a doctor today", "R2": "See a doctor soon"}
_PICTURES = {"WALK": "walk", "DAILY": "day", "LSD": "step", "STEP-RATE": "walk"}
"""Where the picture is not that of the position an exercise begins in."""


def handout(
    patient: Patient,
    exam: Exam,
    evaluation: Evaluation,
    prescription: Prescription | None,
    settings: Settings,
) -> HandoutDocument:
    """The page as it stands. After a referral it holds when to get help, and no exercise."""
    issued_on = (exam.signed.at if exam.signed else exam.started.at).date()
    by = exam.signed.by if exam.signed else settings.clinician_name
    referred = evaluation.safety.result in _TITLES
    items = () if referred or _withheld(evaluation) or prescription is None else prescription.items
    codes = [item.exercise for item in items]
    tasks = _tasks(exam, evaluation, codes) if codes else ()
    return HandoutDocument(
        title=_TITLES.get(evaluation.safety.result, "Your home exercises" if _trains(codes) else "Your plan"),
        name=_name(patient),
        number=patient.record_number,
        born=plain_date(patient.born) if patient.born else "not recorded",
        issued=f"{long_date(issued_on)}, from {by or 'your clinic'}",
        issued_on=issued_on,
        by=by,
        next_visit=_next_visit(exam, settings),
        phone=settings.clinic_phone,
        found=tuple(_found(exam, evaluation, referred)),
        rows=tuple(_row(item) for item in items if item.exercise in library()),
        daily=tuple((task.name, task.how) for task in tasks),
        walking="" if referred or _withheld(evaluation) or "WALK" in codes else library()["WALK"].how,
        emergency=SAFETY_NET,
        stop=() if referred else STOP,
        small_print=_small_print(exam, issued_on),
        state=state(exam),
        know=() if referred or evaluation.classification.status == "stop" else KNOW,
        mark=MARK if patient.demonstration else "",
    )


def _trains(codes: list[str]) -> bool:
    return any(code in library() and library()[code].exercise for code in codes)


def _withheld(evaluation: Evaluation) -> bool:
    return plan_kind(evaluation) == "none"


def _name(patient: Patient) -> str:
    """Given name first, as a person is called; a document holds no name."""
    return " ".join(p for p in (patient.given_name, patient.family_name) if p) or "Name not recorded"


def _found(exam: Exam, evaluation: Evaluation, referred: bool) -> Iterator[str]:
    if referred:
        yield labels()[evaluation.safety.result].patient
        yield "Take this page with you."
        return
    code: str | None = evaluation.classification.code
    match exam.answers.choice("review", "decision"):
        case "override":
            code = exam.answers.choice("review", "override_class")
        case "no_class":
            code = None
    yield labels()[code].patient if code in labels() else _NO_CLASS
    yield _DAMAGE
    unsaid = all(exam.answers.choice("safety", item.code) != "yes" for item in asked())
    if unsaid and evaluation.safety.result == "clear":
        yield _NO_SIGNS
    if evaluation.classification.plan == "withheld":
        yield _HELD


def _row(item: PlanItem) -> HandoutRow:
    exercise = library()[item.exercise]
    first = f" Start with the {item.first} side." if item.first else ""
    note = f" {item.note}" if item.note else ""
    return HandoutRow(
        exercise.name,
        _PICTURES.get(exercise.code, exercise.position),
        f"{exercise.how}{first}{note}",
        exercise.cue,
        exercise.mistake,
        tuple(_capital(line) for line in dose_lines(replace(item, first=""))),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tasks(exam: Exam, evaluation: Evaluation, codes: list[str]) -> tuple[Task, ...]:
    """The tasks that were chosen; when the page says "your three tasks" and none were, the ones proposed."""
    chosen = exam.answers.choices("plan", "daily_tasks") or ()
    known = tuple(daily_tasks()[code] for code in chosen if code in daily_tasks())
    return known or (proposed_tasks(evaluation)[:3] if "DAILY" in codes else ())


def _next_visit(exam: Exam, settings: Settings) -> str:
    day = _visit_day(exam)
    words = f"Next visit: {long_date(day) if day else 'not set yet'}."
    return f"{words} Phone {settings.clinic_phone}" if settings.clinic_phone else words.rstrip(".")


def _visit_day(exam: Exam) -> date | None:
    try:
        return date.fromisoformat(exam.answers.text("plan", "next_visit") or "")
    except ValueError:
        return None


def _small_print(exam: Exam, issued_on: date) -> str:
    until = max(_visit_day(exam) or issued_on, issued_on + GOOD_FOR)
    return (
        "For you only. Do not share it. It does not take the place of medical care. It is about one day. "
        "All exercise has some risk, so keep to the stop rules. We do not know for sure that a plan made to "
        f"match works better. Use until {plain_date(until)}."
    )
