"""The page for the patient, composed: plain words only, no class name, no test number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.code_words import capital
from app.evaluation import Evaluation
from app.exercise_figures import side_shown
from app.patients import Patient
from app.report.document import HandoutDocument, HandoutRow
from app.report.referral import state
from app.report.wording import long_date, marks, plain_date
from app.settings import Settings
from assessments.classification.labels import labels
from assessments.language.exam import Exam
from assessments.language.value import PlanItem, Prescription
from assessments.plan.circumstances import plan_kind
from assessments.plan.education import (
    disclaimers,
    emergency,
    messages,
    no_warning_signs,
    results_meaning,
    stop_rules,
)
from assessments.plan.library import Task, daily_tasks, dose_lines, library
from assessments.plan.progression import next_visits
from assessments.plan.selection import proposed_tasks
from assessments.safety.items import asked
from resources.tongue import tr

_HELD = tr("We wait with exercise until a doctor has checked you.")
_NO_CLASS = tr("We looked at how your hips and your back move.")
_TITLES = {"R1": tr("See a doctor today"), "R2": tr("See a doctor soon")}
_FIRST = {"right": tr("Start with the right side."), "left": tr("Start with the left side.")}


def handout(
    patient: Patient,
    exam: Exam,
    evaluation: Evaluation,
    prescription: Prescription | None,
    settings: Settings,
    anchor: str = "",
) -> HandoutDocument:
    """The page as it stands. After a referral it holds when to get help, and no exercise."""
    issued_on = (exam.signed.at if exam.signed else exam.started.at).date()
    by = exam.signed.by if exam.signed else settings.clinician_name
    referred = evaluation.safety.result in _TITLES
    items = () if referred or _withheld(evaluation) or prescription is None else prescription.items
    codes = [item.exercise for item in items]
    tasks = _tasks(exam, evaluation, codes) if codes else ()
    return HandoutDocument(
        title=_TITLES.get(
            evaluation.safety.result, tr("Your home exercises") if _trains(codes) else tr("Your plan")
        ),
        name=_name(patient),
        number=patient.record_number,
        born=plain_date(patient.born) if patient.born else tr("not recorded"),
        issued=tr("{day}, from {by}", day=long_date(issued_on), by=by or tr("your clinic")),
        issued_on=issued_on,
        by=by,
        next_visit=_next_visit(exam, settings),
        phone=settings.clinic_phone,
        found=tuple(_found(exam, evaluation, referred)),
        rows=tuple(_row(item) for item in items if item.exercise in library()),
        daily=tuple((task.name, task.how) for task in tasks),
        walking="" if referred or _withheld(evaluation) or "WALK" in codes else library()["WALK"].how,
        emergency=emergency().items,
        stop=() if referred else stop_rules().items,
        small_print=_small_print(exam, issued_on),
        state=state(exam),
        know=() if referred or evaluation.classification.status == "stop" else _know(),
        marks=marks(patient, exam),
        anchor=anchor,
        daily_codes=tuple(task.code for task in tasks),
        colour=settings.figures_in_colour,
    )


def _trains(codes: list[str]) -> bool:
    return any(code in library() and library()[code].exercise for code in codes)


def _withheld(evaluation: Evaluation) -> bool:
    return plan_kind(evaluation) == "none"


def _name(patient: Patient) -> str:
    """Given name first, as a person is called; a document holds no name."""
    return " ".join(p for p in (patient.given_name, patient.family_name) if p) or tr("Name not recorded")


def _found(exam: Exam, evaluation: Evaluation, referred: bool) -> Iterator[str]:
    if referred:
        yield labels()[evaluation.safety.result].patient
        yield tr("Take this page with you.")
        return
    code: str | None = evaluation.classification.code
    match exam.answers.choice("review", "decision"):
        case "override":
            code = exam.answers.choice("review", "override_class")
        case "no_class":
            code = None
    yield labels()[code].patient if code in labels() else _NO_CLASS
    yield results_meaning()
    if _every_answer_no(exam, evaluation):
        yield no_warning_signs()
    if evaluation.classification.plan == "withheld":
        yield _HELD


def _every_answer_no(exam: Exam, evaluation: Evaluation) -> bool:
    """A gap is not a no, and a "yes" that alone fires nothing is not one either."""
    safety = evaluation.safety
    no_yes = all(exam.answers.choice("safety", item.code) != "yes" for item in asked())
    return no_yes and safety.result == "clear" and not (safety.fired or safety.unanswered or safety.held)


def _know() -> tuple[str, ...]:
    """The messages that do not stand beside what was found."""
    return tuple(message.words for message in messages() if message.words != results_meaning())


def _row(item: PlanItem) -> HandoutRow:
    exercise = library()[item.exercise]
    first = _FIRST.get(item.first, "")

    return HandoutRow(
        exercise.name,
        " ".join(part for part in (exercise.how, first, item.note) if part),
        exercise.cue,
        exercise.mistake,
        tuple(capital(line) for line in dose_lines(replace(item, first=""))),
        exercise.code,
        side_shown(item),
    )


def _tasks(exam: Exam, evaluation: Evaluation, codes: list[str]) -> tuple[Task, ...]:
    """The tasks that were chosen; when the page says "your three tasks" and none were, the ones proposed."""
    chosen = exam.answers.choices("plan", "daily_tasks") or ()
    known = tuple(daily_tasks()[code] for code in chosen if code in daily_tasks())
    return known or (proposed_tasks(evaluation) if "DAILY" in codes else ())


def _next_visit(exam: Exam, settings: Settings) -> str:
    day = _visit_day(exam)
    words = tr("Next visit: {day}", day=long_date(day)) if day else tr("Next visit: not set yet")
    if not settings.clinic_phone:
        return words
    return f"{words}. {tr('Phone {number}', number=settings.clinic_phone)}"


def _visit_day(exam: Exam) -> date | None:
    try:
        return date.fromisoformat(exam.answers.text("plan", "next_visit") or "")
    except ValueError:
        return None


def _small_print(exam: Exam, issued_on: date) -> str:
    # Until the tests are done again, or the next visit where that is later.
    retest = next(visit.latest for visit in next_visits(issued_on) if visit.code == "retest")
    until = max(_visit_day(exam) or issued_on, retest)
    return " ".join(disclaimers(plain_date(until)))
