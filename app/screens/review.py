"""The review: findings, the class with its reasons, what would change it, and the decision."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.code_words import agreement_words, capital, status_words
from app.evaluation import Evaluation
from app.report.wording import amount, asked
from app.results import ResultRow, result_rows
from app.screens.state import State
from app.screens.walk import Open, locked_by_safety, open_answers, overridden
from assessments.classification.labels import FIXED_LINE, labels
from assessments.hip_strength.scoring import error
from assessments.language.conventions import Rule
from assessments.language.exam import Exam, Phase
from assessments.language.outcome import Flip, PathStep, Reason
from assessments.language.reading import number
from assessments.language.units import unit_words
from assessments.language.value import SIDES, Choice, NotDone, Ref, Side, Text
from assessments.prone_hip_extension.protocol import SCORED
from assessments.prone_hip_extension.scoring import seen
from resources.tongue import tr

DECISION = Ref("review", "decision")
OVERRIDE_CLASS = Ref("review", "override_class")
OVERRIDE_REASON = Ref("review", "override_reason")
AGREEMENTS = {"low": 1, "moderate": 2, "high": 3}
MOST_FLIPS = 3
"""Shown beside the class; the rest stand in the path sheet and on paper."""

_STATES = {
    "present": State.FINDING,
    "near": State.NEAR,
    "absent": State.NEGATIVE,
    "unknown": State.MISSING,
    "not_done": State.NOT_DONE,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the clinician decided: accept, override (with class and reason) or no_class; "" before."""

    code: str
    override_class: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One test in the table: values short enough to be read across the couch."""

    name: str
    about: str
    right: str
    left: str
    readings: tuple[tuple[State, str], ...]
    cutoff: str
    rule: Rule


@dataclass(frozen=True)
class ReviewScreen:
    """Everything the review shows. `flips` are tests and history, nearest first, or None while the search
    goes on; `safety_flips` is how many safety answers would also change the class. `stop` says that the
    safety screen ended the exam."""

    about: str
    rows: tuple[Shown, ...]
    not_done: tuple[str, ...]
    code: str
    label: str
    bars: int
    standing: str
    supports: tuple[str, ...]
    contradictions: tuple[str, ...]
    missing: tuple[str, ...]
    could_be: str
    modifiers: str
    flips: tuple[Flip, ...] | None
    safety_flips: int
    closest_idea: str
    fixed_line: str
    decision: Decision
    decided: str
    open_answers: tuple[Open, ...]
    path: tuple[PathStep, ...]
    stop: bool
    held: bool
    signed: bool


def decision(exam: Exam) -> Decision:
    """The decision as recorded; nothing is decided until the clinician does."""
    code = exam.entries.get(DECISION)
    if not isinstance(code, Choice):
        return Decision("")
    other, reason = exam.entries.get(OVERRIDE_CLASS), exam.entries.get(OVERRIDE_REASON)
    return Decision(
        code.code,
        other.code if isinstance(other, Choice) else "",
        reason.text if isinstance(reason, Text) else "",
    )


def review_screen(exam: Exam, evaluation: Evaluation, flips: tuple[Flip, ...] | None) -> ReviewScreen:
    """The review of the exam as it stands; `flips` come from the search over its inputs."""
    found = evaluation.classification
    decided = decision(exam)
    possible = ", ".join(labels()[code].label for code in found.could_be)
    return ReviewScreen(
        about=_about(evaluation),
        rows=tuple(_shown(row, evaluation) for row in result_rows(evaluation)),
        not_done=not_done(exam),
        code=found.code,
        label=found.label,
        bars=AGREEMENTS.get(found.agreement or "", 0),
        standing=_standing(evaluation),
        supports=_words(found.supports),
        contradictions=_words(found.contradictions),
        missing=_words(found.missing),
        could_be=tr("Could also be: {possible}", possible=possible) if possible else "",
        modifiers=". ".join((*filter(None, [found.laterality]), *_words(found.modifiers))),
        flips=None if flips is None else _clinical_first(flips),
        safety_flips=sum(flip.kind == "safety" for flip in flips or ()),
        closest_idea=found.closest_idea,
        fixed_line=FIXED_LINE,
        decision=decided,
        decided=_decided(decided),
        open_answers=open_answers(exam, evaluation),
        path=found.path,
        stop=locked_by_safety(exam, evaluation),
        held=evaluation.safety.held and not overridden(exam, "HOLD"),
        signed=exam.phase is Phase.SIGNED,
    )


def not_done(exam: Exam) -> tuple[str, ...]:
    """Every test or step that was left out, with its reason, in the order it was said."""
    return tuple(
        f"{asked(ref)}. {value.words}" for ref, value in exam.entries.items() if isinstance(value, NotDone)
    )


def _clinical_first(flips: tuple[Flip, ...]) -> tuple[Flip, ...]:
    return tuple(flip for kind in ("test", "history") for flip in flips if flip.kind == kind)


def _about(evaluation: Evaluation) -> str:
    direction = evaluation.classification.direction
    words = {
        "EXT": tr("Extension provokes the symptoms"),
        "FLEX": tr("Flexion provokes the symptoms"),
        "MULTI": tr("Extension and flexion both provoke the symptoms"),
        "NONE": tr("No extension or flexion activity provokes the symptoms"),
        "UNK": tr("Direction of provocation unknown"),
    }[direction.code]
    if direction.code == "UNK":
        return tr("{direction}: too few answers.", direction=words)
    return tr(
        "{direction}: {extension} extension, {flexion} flexion activities worse.",
        direction=words,
        extension=direction.extension_items,
        flexion=direction.flexion_items,
    )


def _standing(evaluation: Evaluation) -> str:
    found = evaluation.classification
    if not found.agreement:
        return tr("{status}.", status=capital(status_words(found.status)))
    return tr(
        "Agreement {agreement}: {supports} for, {against} against; {status}.",
        agreement=agreement_words(found.agreement),
        supports=len(found.supports),
        against=len(found.contradictions),
        status=status_words(found.status),
    )


def _shown(row: ResultRow, evaluation: Evaluation) -> Shown:
    values = []
    for side in SIDES:
        mine = [m for m in evaluation.measures if m.side is side and m.code in row.measures]
        best = next((m for m in mine if m.amount is not None), None)
        values.append(amount(best) if best is not None else _count(row, side, evaluation))
    readings = tuple((_STATES[line.state], line.short) for line in row.readings)
    return Shown(row.name, row.about, values[0], values[1], readings, _beside(row), row.rule)


def _count(row: ResultRow, side: Side, evaluation: Evaluation) -> str:
    """The clear lifts of the pattern seen most, for the test that has categories and no amount."""
    if row.code != "HEC":
        return "–"
    most = max((seen(evaluation.answers, side, p) for p in SCORED), key=lambda one: one.clear)
    return tr("{clear} of {judged}", clear=most.clear, judged=most.judged) if most.judged else "–"


def _beside(row: ResultRow) -> str:
    """The cut-off; that of a side difference never stands without the error of the measurement."""
    movement = {"ASE": "extension", "ASA": "abduction"}.get(row.code)
    if movement is None or row.rule.code != "ASYM_POS":
        return _cutoff(row.rule)
    return tr("{cutoff}; error {error} %", cutoff=_cutoff(row.rule), error=error(movement))


def _cutoff(rule: Rule) -> str:
    """The rule's number in a few words; its sentence is one key away."""
    unit = "°" if rule.unit == "deg" else f" {unit_words(rule.unit)}"
    amount = f"{number(Decimal(rule.amount))}{unit}"
    if rule.code == "THOMAS_CUT":
        return tr("Above {amount}", amount=amount)
    if rule.code.startswith("CLAM_MIN_"):
        return tr("Under {amount}", amount=amount)
    return tr("From {amount}", amount=amount)


def _decided(decided: Decision) -> str:
    match decided.code:
        case "accept":
            return tr("Accepted by the clinician.")
        case "override":
            label = labels()[decided.override_class].label if decided.override_class else tr("Another class")
            return tr("Overridden: {label}. {reason}", label=label, reason=decided.reason)
        case "no_class":
            return tr("No class: findings only.")
        case _:
            return ""


def _words(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(reason.words for reason in reasons)
