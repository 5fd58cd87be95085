"""The plan: what stands on the home sheet and why, what may be added, and whether it can be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.dates import write_date, write_time
from app.evaluation import Evaluation
from app.exercise_figures import exercise_figure, side_shown
from app.figures.shapes import Picture
from app.printing import PRESCRIPTION
from app.report.document import HandoutDocument
from app.screens.review import decision
from app.screens.walk import Open, locked_by_safety, open_answers
from assessments.classification.labels import labels
from assessments.language.conventions import conventions
from assessments.language.exam import Exam, Phase
from assessments.language.value import Choices, PlanItem, Prescription, Ref, Side, Text, Value
from assessments.plan.circumstances import plan_kind
from assessments.plan.library import daily_tasks, dose_words, library
from assessments.plan.progression import PhaseWords, next_visits, phases
from assessments.plan.readability import grade
from assessments.plan.selection import (
    Offer,
    after_surgery,
    complaints,
    options,
    proposed,
    proposed_tasks,
    why,
)
from resources.tongue import tr

NEXT_VISIT = Ref("plan", "next_visit")
TASKS = Ref("plan", "daily_tasks")

_NO_PLAN = {
    "none": tr("No exercise plan is given with this result. Ctrl 8 shows why."),
    "withheld": tr("The plan is held until a medical review has cleared it."),
    "advice_only": tr("Advice and walking; no hip item answers this result."),
    "clinician_selects": tr("Treat the back by its own direction. Hip items only where you tick them."),
    "offered": "",
}
_SIDES = {"both": tr("Both sides"), "right": tr("Right only"), "left": tr("Left only"), "none": ""}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item of the sheet as the clinician sees it; `why` is the finding it answers."""

    name: str
    why: str
    dose: str
    sides: str
    picture: Picture | None = None


@dataclass(frozen=True)
class PlanScreen:
    """Everything the plan page shows. `recorded` says whether the sheet is the clinician's already, or
    still the program's proposal; `withheld` says in words why there is none or what limits it."""

    about: str
    count: str
    advised: str
    phase: int
    phases: tuple[PhaseWords, ...]
    prescription: Prescription
    rows: tuple[PlanRow, ...]
    recorded: bool
    withheld: str
    complaints: tuple[str, ...]
    next_visit: str
    tasks: str
    open_answers: tuple[Open, ...]
    decided: bool
    sign: str
    can_sign: bool
    signed: str
    editable: bool


def standing(exam: Exam, evaluation: Evaluation) -> Prescription:
    """The plan as recorded; before that, what the program proposes for phase 1. Held plans are empty."""
    value = exam.entries.get(PRESCRIPTION)
    if isinstance(value, Prescription):
        return value
    return Prescription(1, ()) if closed(evaluation) else proposed(evaluation, 1)


def closed(evaluation: Evaluation) -> bool:
    """Whether no sheet is made at all: after a referral, without a class, or while a hold stands. The class
    that counts is the clinician's where it was overridden."""
    return plan_kind(evaluation) == "none"


def plan_screen(exam: Exam, evaluation: Evaluation) -> PlanScreen:
    """The plan of the exam as it stands."""
    plan = standing(exam, evaluation)
    rules = conventions()
    waiting = open_answers(exam, evaluation)
    stopped = evaluation.classification.status == "stop"
    decided = bool(decision(exam).code) or stopped
    can_sign = exam.open and not waiting and decided and not complaints(evaluation, plan)
    return PlanScreen(
        about=_about(exam, evaluation),
        count=tr("{count} of {most} items", count=len(plan.items), most=rules["PLAN_MOST"]),
        advised=_advised(exam, plan),
        phase=plan.phase,
        phases=phases(),
        prescription=plan,
        rows=tuple(_row(item, evaluation) for item in plan.items),
        recorded=PRESCRIPTION in exam.entries,
        withheld=_limits(evaluation),
        complaints=complaints(evaluation, plan),
        next_visit=_next_visit(exam),
        tasks=", ".join(daily_tasks()[code].name for code in tasks(exam, evaluation)),
        open_answers=waiting,
        decided=decided,
        sign=_sign(waiting, decided, exam),
        can_sign=can_sign,
        signed=_signed(exam),
        editable=exam.open and not closed(evaluation) and not locked_by_safety(exam, evaluation),
    )


def offers(exam: Exam, evaluation: Evaluation) -> tuple[Offer, ...]:
    """What may still be put on the sheet in its phase; nothing that a caution forbids."""
    plan = standing(exam, evaluation)
    there = {item.exercise for item in plan.items}
    return tuple(o for o in options(evaluation, plan.phase) if o.exercise.code not in there)


def tasks(exam: Exam, evaluation: Evaluation) -> tuple[str, ...]:
    """The daily tasks chosen; before that, the three the program proposes."""
    value = exam.entries.get(TASKS)
    if isinstance(value, Choices):
        return value.codes
    return tuple(task.code for task in proposed_tasks(evaluation))


def visit_day(exam: Exam) -> date:
    """The next visit as recorded; before that, the last day on which the quick check is due."""
    value = exam.entries.get(NEXT_VISIT)
    if isinstance(value, Text):
        return date.fromisoformat(value.text)
    return next_visits(exam.started.at.date())[0].latest


def unrecorded(exam: Exam, evaluation: Evaluation, screen: PlanScreen) -> list[tuple[Ref, Value]]:
    """What stands on the page and is not recorded yet: signing makes it the clinician's."""
    shown: dict[Ref, Value] = {
        PRESCRIPTION: screen.prescription,
        TASKS: Choices(tasks(exam, evaluation)),
        NEXT_VISIT: Text(visit_day(exam).isoformat()),
    }
    return [(ref, value) for ref, value in shown.items() if ref not in exam.entries]


def sheet_grade(page: HandoutDocument) -> float:
    """The reading grade (Flesch-Kincaid) of what the patient reads on the page."""
    parts = [*page.found, *page.know, *page.emergency, *page.stop]
    parts += [text for row in page.rows for text in (row.how, row.cue, row.mistake)]
    parts += [how for _, how in page.daily]
    return grade(" ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts))


def teaching(code: str) -> str:
    """What a clinician watches for and may change in teaching an exercise, a line each."""
    exercise = library()[code]
    return "\n".join(
        (
            tr("Cues: {cues}", cues="; ".join(exercise.cues)),
            tr("Mistakes: {mistakes}", mistakes="; ".join(exercise.mistakes)),
            tr("Easier: {exercise}", exercise=exercise.regress),
            tr("Harder: {exercise}", exercise=exercise.progress),
        )
    )


def moved(plan: Prescription, at: int, by: int) -> Prescription:
    """The same items with one of them moved up (-1) or down (+1); at the ends nothing moves."""
    to = at + by
    if not 0 <= to < len(plan.items):
        return plan
    items = list(plan.items)
    items[at], items[to] = items[to], items[at]
    return Prescription(plan.phase, tuple(items))


def without(plan: Prescription, at: int) -> Prescription:
    """The same plan less one item."""
    return Prescription(plan.phase, plan.items[:at] + plan.items[at + 1 :])


def with_item(plan: Prescription, item: PlanItem, at: int | None = None) -> Prescription:
    """The same plan with the item at that place, or at the end."""
    if at is None:
        return Prescription(plan.phase, (*plan.items, item))
    return Prescription(plan.phase, (*plan.items[:at], item, *plan.items[at + 1 :]))


def _advised(exam: Exam, plan: Prescription) -> str:
    if not plan.items:
        return ""
    advised = conventions()["PLAN_ADVISED"]
    if PRESCRIPTION in exam.entries:
        return tr("{count} recommended", count=advised)
    return tr("{count} recommended; proposed", count=advised)


def _row(item: PlanItem, evaluation: Evaluation) -> PlanRow:
    exercise = library()[item.exercise]
    sides = _SIDES.get(item.sides, item.sides)
    if item.first:
        sides = tr("{sides}, {side} first", sides=sides, side=Side(item.first).words)
    note = f". {item.note}" if item.note else ""
    return PlanRow(
        exercise.name,
        why(evaluation, item.finding),
        dose_words(item),
        f"{sides}{note}",
        exercise_figure(item.exercise, side_shown(item)),
    )


def _about(exam: Exam, evaluation: Evaluation) -> str:
    decided = decision(exam)
    if decided.code == "override" and decided.override_class in labels():
        return tr("From: {label}, the clinician's class", label=labels()[decided.override_class].label)
    if decided.code == "no_class":
        return tr("From the findings only; no class")
    return tr("From: {label}", label=evaluation.classification.label)


def _limits(evaluation: Evaluation) -> str:
    held = evaluation.classification.plan == "withheld"
    if surgery := after_surgery(evaluation):
        return surgery
    return _NO_PLAN["withheld" if held else plan_kind(evaluation)]


def _next_visit(exam: Exam) -> str:
    day = write_date(visit_day(exam))
    return day if NEXT_VISIT in exam.entries else tr("{day}, proposed", day=day)


def _sign(waiting: tuple[Open, ...], decided: bool, exam: Exam) -> str:
    if exam.phase in (Phase.SIGNED, Phase.VOIDED):
        return tr("Print")
    if waiting:
        return tr("Sign: {count} missing first", count=len(waiting))
    return tr("Sign") if decided else tr("Sign: decide in the review first")


def _signed(exam: Exam) -> str:
    if exam.voided is not None:
        return tr(
            "Voided {day}, {by}: {reason}",
            day=write_date(exam.voided.at.date()),
            by=exam.voided.by,
            reason=exam.voided.reason,
        )
    if exam.phase is not Phase.SIGNED or exam.signed is None:
        return ""
    signed, standing = exam.signed, exam.versions[-1].countersigned
    said = tr(
        "Signed {day} {time}, {by}",
        day=write_date(signed.at.date()),
        time=write_time(signed.at),
        by=signed.by,
    )
    if standing is not None:
        return tr(
            "{said}; countersigned {day} {time}, {by}",
            said=said,
            day=write_date(standing.at.date()),
            time=write_time(standing.at),
            by=standing.by,
        )
    return tr("{said}; awaiting countersign", said=said) if exam.awaits_countersign else said
