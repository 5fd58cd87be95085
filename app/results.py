"""The results table, as review and report show it: one row a test, right then left, reading and cut-off."""

from __future__ import annotations

from dataclasses import dataclass

from app.evaluation import Evaluation
from app.methods import method_words
from assessments.language.conventions import Rule, conventions
from assessments.language.finding import Finding, Measure, Presence
from assessments.language.outcome import Asymmetry
from assessments.language.value import SIDES, Side
from assessments.lateral_step_down.scoring import recorded
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """What one side (or the pair) amounts to. `state` is present, near, absent, unknown or not_done.

    `short` is for where the value stands beside it already.
    """

    side: Side | None
    state: str
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One test: values in words for each side, what they amount to, and the rule they were held against."""

    code: str
    assessment: str
    name: str
    about: str
    right: str
    left: str
    readings: tuple[ReadingLine, ...]
    rule: Rule
    method: str
    measures: tuple[str, ...]
    """The codes under which its values are measured and trended."""


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    assessment: str
    name: str
    about: str
    measures: tuple[str, ...]
    rule: str


_SHORT = {
    "HFL": {"present": tr("restricted"), "near": tr("near cut-off"), "absent": tr("not restricted")},
    "HEC": {"present": tr("positive"), "absent": tr("negative")},
    "ABE": {"present": tr("deficit"), "absent": tr("no deficit")},
}
_STRENGTH = {"positive": "present", "bilateral": "present", "borderline": "near", "within": "absent"}
_DIFFERENCE = {
    "positive": tr("a finding"),
    "bilateral": tr("both sides weak"),
    "borderline": tr("borderline"),
    "within": tr("small"),
}

_ROWS = (
    _Row("HFL", "thomas", tr("Thomas test"), tr("Hip angle"), ("thomas.hip_angle",), "THOMAS_CUT"),
    _Row(
        "HEC",
        "prone_hip_extension",
        tr("Prone hip extension"),
        tr("Clear in scored lifts"),
        ("prone_hip_extension.result",),
        "PHE_MIN_REPS",
    ),
    _Row(
        "ASE",
        "hip_strength",
        tr("Strength, extension"),
        tr("Side to side"),
        ("hip_strength.extension", "hip_strength.extension.grade"),
        "ASYM_POS",
    ),
    _Row(
        "ASA",
        "hip_strength",
        tr("Strength, abduction"),
        tr("Side to side"),
        ("hip_strength.abduction", "hip_strength.abduction.grade"),
        "ASYM_POS",
    ),
    _Row(
        "ABE",
        "clamshell",
        tr("Clamshell"),
        tr("Endurance"),
        ("clamshell.repetitions", "clamshell.hold"),
        "CLAM_MIN_REPS",
    ),
    _Row(
        "FPC",
        "lateral_step_down",
        tr("Lateral step-down"),
        tr("Faults, 0 to 6"),
        ("lateral_step_down.total",),
        "STEP_FIND",
    ),
)


def result_rows(evaluation: Evaluation) -> tuple[ResultRow, ...]:
    """The six findings' rows in the order of the decision table, always all of them."""
    return tuple(_row(row, evaluation) for row in _ROWS)


def _row(row: _Row, evaluation: Evaluation) -> ResultRow:
    finding = evaluation.findings[row.code]
    right, left = (_measure(row, side, evaluation) for side in SIDES)
    method = next((m.method for m in (right, left) if m is not None and m.method.parts), None)
    return ResultRow(
        row.code,
        row.assessment,
        row.name,
        row.about,
        _words(right),
        _words(left),
        _readings(row, finding, evaluation),
        conventions().rules[_rule(row, evaluation)],
        method_words(method) if method else "",
        row.measures,
    )


def _rule(row: _Row, evaluation: Evaluation) -> str:
    """The rule by the way it was tested: a hold, manual grades and a bare total each have their own."""
    given = {m.code for m in evaluation.measures if m.code in row.measures and m.amount is not None}
    if given == {"clamshell.hold"}:
        return "CLAM_MIN_HOLD"
    if given and all(code.endswith(".grade") for code in given):
        return "MMT_POS"
    items = any(recorded(evaluation.answers, side) for side in SIDES)
    return "STEP_TOTAL_ONLY" if row.code == "FPC" and given and not items else row.rule


def _measure(row: _Row, side: Side, evaluation: Evaluation) -> Measure | None:
    mine = [m for m in evaluation.measures if m.side is side and m.code in row.measures]
    return next((m for m in mine if m.amount is not None), mine[0] if mine else None)


def _words(measure: Measure | None) -> str:
    return measure.words if measure is not None else tr("not recorded")


def _readings(row: _Row, finding: Finding, evaluation: Evaluation) -> tuple[ReadingLine, ...]:
    movement = {"ASE": "extension", "ASA": "abduction"}.get(row.code)
    if movement:
        asymmetry = evaluation.asymmetry[movement]
        state = _STRENGTH.get(asymmetry.grade, "unknown")
        return (ReadingLine(asymmetry.weaker, state, asymmetry.words, _difference(asymmetry)),)
    return tuple(_side(finding, side, row, evaluation) for side in SIDES)


def _difference(asymmetry: Asymmetry) -> str:
    """ "R weaker by 12.0 %: borderline"."""
    grade = _DIFFERENCE.get(asymmetry.grade)
    if grade is None or asymmetry.weaker is None:
        return grade or asymmetry.words
    by = (
        tr("{difference} grade", difference=asymmetry.difference)
        if asymmetry.percent is None
        else f"{asymmetry.percent}\u00a0%"
    )
    return tr("{side} weaker by {by}: {grade}", side=asymmetry.weaker.letter, by=by, grade=grade)


def _side(finding: Finding, side: Side, row: _Row, evaluation: Evaluation) -> ReadingLine:
    result = finding.by_side[side]
    if evaluation.answers.not_done(row.assessment, side) is not None:
        return ReadingLine(side, "not_done", result.words, result.words)
    state = result.presence.value
    if result.presence is not Presence.UNKNOWN and result.near:
        state = "near" if result.presence is Presence.ABSENT else state
    measure = _measure(row, side, evaluation)
    short = (
        _SHORT.get(row.code, {}).get(state) or (measure.category_words if measure else None) or result.words
    )
    if row.code == "HFL" and state == "present" and result.near:
        short = tr("{short}, near cut-off", short=short)
    letter = side.letter
    return ReadingLine(side, state, result.words, f"{letter} {short}" if state != "unknown" else result.words)
