"""The intake as it stands: every question with its answer, what is known from before, what is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.patients import Patient
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.workstation import Workstation
from assessments.intake import ASSESSMENT
from assessments.intake.marking import Stroke, marking, marks_of, marks_words, side_fits, ticking
from assessments.language.answers import Answers
from assessments.language.completeness import open_refs, started
from assessments.language.conventions import conventions
from assessments.language.exam import Exam, Phase, Version
from assessments.language.protocol import Chosen, Kind, Marked, Measured, Scale, Step, Ticked
from assessments.language.reading import Complaint, number
from assessments.language.value import Choice, Choices, Quantity, Ref
from assessments.language.words import value_words
from resources.tongue import tr

ID = ASSESSMENT.protocol.id
LICENCE = ASSESSMENT.protocol.licence

PAIN = ("pain_now", "pain_worst_24h", "pain_map", "pain_sites", "pain_side", "duration", "involved_side")
EXTENSION = ("standing", "walking", "running", "backward_bend")
FLEXION = ("sitting", "forward_bend", "lifting_or_driving")
EASING = ("rotation", "eased_by_flexion", "eased_by_extension")
ACTIVITY = ("runner", "only_after_running", "extension_or_impact_sport")
BODY = ("height", "mass", "dominant_leg")
SCORES = ("odi_score", "start_back_total", "start_back_psych")
ORDER = (*PAIN, *EXTENSION, *FLEXION, *EASING, *ACTIVITY, *BODY, *SCORES, "goal")
"""The order in which the page asks."""

WITHOUT_CHART = "1"
"""The version of the protocol that had no body chart: an exam begun under it is finished under it."""

LAST_VISIT = tr("as last visit")
ON_RECORD = tr("as on record")
_KNOWN_FROM_LAST_VISIT = ("height", "mass", "dominant_leg")
_SAID_OF_LAST_VISIT = (
    "pain_now",
    "pain_worst_24h",
    "pain_sites",
    "pain_side",
    "duration",
    "odi_score",
    "start_back_total",
    "goal",
)


@dataclass(frozen=True)
class IntakeScreen:
    """`entries` are by the id of their step; `unasked` says in words why a step is not put to this person."""

    entries: Mapping[str, EntryScreen]
    unasked: Mapping[str, str]
    marked: str = ""
    """What is marked on the body chart, in words, or why nothing can be."""


def intake_screen(
    exam: Exam, patient: Patient, before: Version | None, returning: bool = False
) -> IntakeScreen:
    """`before` is the last signed exam of the same patient. Nothing of it is an answer until confirmed.

    A question is missing once it was passed by; on `returning` to a page that was begun, all open ones are.
    """
    answers = exam.answers
    waiting = _passed_by(answers, returning)
    proposed = known(patient, before)
    entries = {
        step.id: entry_screen(
            answers,
            ref(step.id),
            step.kind,
            missing=ref(step.id) in waiting,
            locked=not exam.open,
            known=proposed.get(step.id),
        )
        for step in ASSESSMENT.protocol.steps
    }
    marked = marks_words(marks_of(answers))
    if exam.started.protocols.get(ID) == WITHOUT_CHART:
        marked = tr("This exam began before there was a chart.")
        entries["pain_map"] = EntryScreen(marked, EntryState.BARRED)
    unasked = {
        step.id: _why_not(step)
        for step in ASSESSMENT.protocol.steps
        if step.applies is not None and not step.applies(answers)
    }
    return IntakeScreen(entries, unasked, marked)


def known(patient: Patient, before: Version | None) -> dict[str, EntryScreen]:
    """Height, mass and dominant leg as last signed, or as on the patient's record, to be confirmed."""
    found: dict[str, EntryScreen] = {}
    for step, amount in (("height", patient.height_cm), ("mass", patient.mass_kg)):
        if amount is not None:
            found[step] = _proposal(_one_decimal(amount), ON_RECORD)
    for step in _KNOWN_FROM_LAST_VISIT:
        match before.entries.get(ref(step)) if before else None:
            case Quantity(amount, _, _):
                found[step] = _proposal(number(amount), LAST_VISIT)
            case Choice(code):
                found[step] = _proposal(code, LAST_VISIT)
            case _:
                pass
    return found


def last_signed(workstation: Workstation, patient_id: str, visit: int) -> Version | None:
    """What was signed last before this visit; None on the first."""
    for head in workstation.exams_of(patient_id):
        if head.number < visit and head.signed_at is not None and head.phase is not Phase.ABANDONED:
            versions = workstation.open_exam(head.id).exam.versions
            return versions[-1] if versions else None
    return None


def last_visit(before: Version | None) -> tuple[str, ...]:
    """The last intake in a few sentences, for the guide's third tab."""
    if before is None:
        return ()
    said = []
    for id in _SAID_OF_LAST_VISIT:
        step = ASSESSMENT.protocol.step(id)
        value = before.entries.get(ref(id))
        said.append(f"{step.ask}: {value_words(step.kind, value) if value else tr('not recorded')}")
    return tuple(said)


def keys_of(kind: Kind, entry: EntryScreen) -> tuple[tuple[str, str], ...]:
    """The keys that answer the question in focus, with their words."""
    match kind:
        case Chosen(options):
            keys = tuple((option.key, option.words) for option in options)
        case Ticked(options):
            keys = ((f"{options[0].key}–{options[-1].key}", tr("tick or untick")),)
        case Marked():
            keys = (("↑|↓|←|→", tr("region")), ("Space", tr("mark")), ("R|L", tr("other side")))
        case Scale(low, high):
            keys = ((f"{low}–{min(high, 9)}", tr("rating")), ("T", tr("ten")))
        case _:
            keys = ()
    if entry.state is EntryState.PROPOSED:
        return (*keys, ("Enter", f"{entry.sentence}: {_proposed_words(kind, entry)}"))
    return (*keys, ("Enter", tr("next")))


def ref(step: str) -> Ref:
    return Ref(ID, step)


def stroke_of(answers: Answers, step: str, typed: str) -> Stroke | Complaint | None:
    """What is kept together when this was typed; None when the answer stands alone.

    Marks, sites and side belong together: a side where nothing is marked is refused in words.
    """
    match step:
        case "pain_map":
            return marking(answers, typed.split())
        case "pain_sites":
            return ticking(answers, Choices(tuple(typed.split())) if typed else None)
        case "pain_side" if typed and not side_fits(answers, typed):
            return Complaint(tr("Nothing is marked there on the body chart. Mark it there first."))
        case _:
            return None


def _passed_by(answers: Answers, returning: bool) -> set[Ref]:
    if not started(ASSESSMENT, answers):
        return set()
    order = [ref(step) for step in ORDER]
    last = max((order.index(one) for one in order if one in answers.entries), default=-1)
    return {one for one in open_refs(ASSESSMENT, answers) if returning or order.index(one) < last}


def _proposed_words(kind: Kind, entry: EntryScreen) -> str:
    if isinstance(kind, Measured):
        return f"{entry.text} {kind.unit}"
    return value_words(kind, Choice(entry.text))


def _proposal(text: str, whence: str) -> EntryScreen:
    return EntryScreen(text, EntryState.PROPOSED, whence)


def _one_decimal(amount: Decimal) -> str:
    return number(amount.quantize(Decimal("0.1")))


def _why_not(step: Step) -> str:
    if step.id == "only_after_running":
        return tr("runners only")
    return tr("under {age} only", age=conventions()["AGE_SPORT"])
