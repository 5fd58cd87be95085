"""The class of an exam with everything that stands behind it: safety first, then the decision table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.classification.agreement import agreement, contradictions, counted, deciding, supports
from assessments.classification.decision import PLAN, TABLE, Row, deciding_row
from assessments.classification.direction import direction, weight_bearing
from assessments.classification.fillings import base, fillings, settling
from assessments.classification.gaps import minimum_missing, open_sides
from assessments.classification.labels import labels
from assessments.classification.modifiers import modifiers
from assessments.language.answers import Answers
from assessments.language.finding import Finding, Presence
from assessments.language.outcome import Classification, PathStep, Reason, SafetyResult
from assessments.language.value import SIDES, Side
from resources.tongue import tr

_GATES = (
    (1, tr("An emergency item of the safety screen fired"), "R1"),
    (2, tr("An urgent item of the safety screen fired"), "R2"),
    (3, tr("A mandatory safety item, or the age, is not answered"), "N0"),
    (4, tr("Under age, no low back or buttock pain, or nerve root signs"), "N2"),
    (5, tr("Direction unknown, no sagittal test, or no frontal-plane test"), "N1"),
)
"""The rows before the findings are read; the first that holds ends the table."""

_STOPS = {"R1": "R1", "R2": "R2", "incomplete": "N0", "out_of_scope": "N2"}
"""What each result of the safety screen that stops the exam is called as a class."""


def classify(answers: Answers, findings: Mapping[str, Finding], safety: SafetyResult) -> Classification:
    """The class by the first row that holds, top to bottom, with its reasons."""
    way, bearing = direction(answers), weight_bearing(answers)
    decided = decide_class(answers, findings, safety)
    code, row = decided.code, decided.row
    if row is None:
        if code == "N0":
            missing = tuple(
                Reason(item, tr("Safety screen, {code}: not asked", code=item.removesuffix("_features")))
                for item in safety.unanswered
            )
        else:
            missing = minimum_missing(answers, findings) if code == "N1" else ()
        return _without_class(code, answers, missing, _gates(code), safety=safety)
    missing = open_sides(findings, settling(findings, way.code, bearing))
    if code == "N1":
        return _without_class(code, answers, missing, _untested_path(), decided.could_be)

    provisional = bool(decided.could_be)
    pro, contra = supports(code, answers, findings), contradictions(code, answers, findings)
    added = modifiers(code, answers, findings)
    plan = PLAN[code]
    if safety.held and plan in ("offered", "clinician_selects"):
        plan = "withheld"
    words = labels()[code]
    rotated = any(m.code == "ROT" for m in added)
    return Classification(
        code=code,
        label=words.label,
        status="provisional" if provisional else "final",
        could_be=decided.could_be,
        agreement=agreement(len(pro), len(contra), provisional) if counted(code) else None,
        supports=pro,
        contradictions=contra,
        modifiers=added,
        plan=plan,
        direction=way,
        weight_bearing=bearing,
        missing=missing,
        path=_path(row.number),
        closest_idea=words.closest_rot if rotated and words.closest_rot else words.closest,
        laterality=_laterality(code, answers, findings),
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """The class by its code, the other classes still possible, and the row of the table behind it; no row
    where a gate stopped before the table was read."""

    code: str
    could_be: tuple[str, ...] = ()
    row: Row | None = None


def decide_class(answers: Answers, findings: Mapping[str, Finding], safety: SafetyResult) -> Decided:
    """The class alone.

    Gaps are tried in every way they could turn out: if the class stays, it is final; if it would become
    clear only by assuming that a gap is negative, there is no class; otherwise it is provisional.
    """
    stop = _STOPS.get(safety.result)
    if stop is not None:
        return Decided(stop)
    if minimum_missing(answers, findings):
        return Decided("N1")
    way, bearing = direction(answers).code, weight_bearing(answers)
    row = deciding_row(base(findings), way, bearing)
    possible = {deciding_row(pattern, way, bearing).result for pattern in fillings(findings)}
    if row.result == "CLEAR" and len(possible) > 1:
        return Decided("N1", tuple(sorted(possible)), row)
    return Decided(row.result, tuple(sorted(possible - {row.result})), row)


def _without_class(
    code: str,
    answers: Answers,
    missing: tuple[Reason, ...],
    path: tuple[PathStep, ...],
    could_be: tuple[str, ...] = (),
    safety: SafetyResult | None = None,
) -> Classification:
    """A refusal or a stop: no agreement, no plan, and the reason for being out of scope in the label."""
    label = labels()[code].label
    if safety is not None and code == "N2":
        label = tr("{label}. {reason}", label=label, reason=safety.out_of_scope)
    return Classification(
        code=code,
        label=label,
        status="incomplete" if code == "N1" else "stop",
        could_be=could_be,
        agreement=None,
        supports=(),
        contradictions=(),
        modifiers=(),
        plan=PLAN[code],
        direction=direction(answers),
        weight_bearing=weight_bearing(answers),
        missing=missing,
        path=path,
    )


def _gates(code: str) -> tuple[PathStep, ...]:
    """The rows walked up to the one that ended it, or all five when none did."""
    walked = []
    for number, condition, result in _GATES:
        walked.append(PathStep(number, condition, result, result == code))
        if result == code:
            break
    return tuple(walked)


def _path(stopped_at: int) -> tuple[PathStep, ...]:
    rows = tuple(
        PathStep(row.number, row.condition, row.result, row.number == stopped_at)
        for row in TABLE
        if row.number <= stopped_at
    )
    return _gates("") + rows


def _untested_path() -> tuple[PathStep, ...]:
    """The whole table without a hit: nothing was found, and not everything was tested."""
    rows = tuple(PathStep(row.number, row.condition, row.result, False) for row in TABLE)
    return (
        *_gates(""),
        *rows,
        PathStep(TABLE[-1].number, tr("Nothing found, not all tested on both sides"), "N1", True),
    )


def _laterality(code: str, answers: Answers, findings: Mapping[str, Finding]) -> str:
    """Where the deciding findings lie relative to the pain. It never moves the class."""
    codes = deciding(code) if counted(code) else tuple(findings)
    sides = {side for c in codes if findings[c].presence is Presence.PRESENT for side in findings[c].sides}
    if not sides:
        return ""
    pain = answers.choice("intake", "pain_side")
    if len(sides) == len(SIDES):
        return _on_both_sides(pain)
    return _on_one_side(next(iter(sides)), pain)


def _on_both_sides(pain: str | None) -> str:
    match pain:
        case None:
            return tr("Findings on both sides; side of the pain not recorded")
        case "central":
            return tr("Findings on both sides; pain is central")
        case "both":
            return tr("Findings on both sides; pain on both sides")
        case _:
            return tr("Findings on both sides; pain on the {side}", side=Side(pain).words)


def _on_one_side(side: Side, pain: str | None) -> str:
    match pain:
        case None:
            return tr("Findings on the {side} side; side of the pain not recorded", side=side.words)
        case "central":
            return tr("Findings on the {side} side; pain is central", side=side.words)
        case "both":
            return tr("Findings on the {side} side; pain on both sides", side=side.words)
        case side.value:
            return tr("Findings on the {side}, the same side as the pain", side=side.words)
        case _:
            return tr("Findings on the {side} side, the other side than the pain", side=side.words)
