"""Answers written as an exam document, version 1; what it cannot carry exactly is left out and named."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.exchange.exam_document import (
    CLAMSHELL,
    FORMAT,
    HISTORY,
    ITEMS,
    LENGTHS,
    LIFT,
    PATIENT,
    PATTERNS,
    STEP_DOWN,
    THIGH,
    VERSION,
    document_schema,
)
from assessments.hip_strength.movements import MOVEMENTS
from assessments.language.answers import Answers
from assessments.language.value import ALL, SIDES, Choice, Choices, NotDone, Quantity, Ref, Side
from assessments.lateral_step_down.scoring import item_points, recorded
from assessments.safety.screen import with_derived
from assessments.thomas.scoring import hip_angle
from resources.tongue import tr

Section = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """The document, and what it leaves out: a line each, for the person who exports it."""

    document: Section
    left_out: tuple[str, ...]


def document_of(answers: Answers) -> Written:
    """The exam as a document. Nothing is rounded to fit, and nothing is filled in.

    Version 1 holds whole degrees, one reading a side, and one mark an item of the step-down.
    """
    answers = with_derived(answers)
    left_out: list[str] = []
    person: Section = {"age_years": answers.person.age_years, "sex": answers.person.sex}
    document: Section = {
        "format": FORMAT,
        "version": VERSION,
        "patient": _full({**person, **_values(answers, "intake", PATIENT)}),
        "history": _history(answers),
        "safety": _safety(answers),
        "tests": _full(
            {
                "prone_hip_extension": _prone_hip_extension(answers, left_out),
                "thomas": _thomas(answers, left_out),
                "clamshell": _clamshell(answers),
                "hip_strength": _hip_strength(answers),
                "lateral_step_down": _step_down(answers, left_out),
            }
        ),
    }
    if answers.choices("intake", "pain_map"):
        left_out.append(tr("Intake: the marks on the body chart; their sites and their side are written."))
    for name in ("R2", "HOLD"):
        if answers.text("safety", f"override_{name}"):
            left_out.append(
                tr("Safety: the reason for overriding {name}; a document is evaluated without it.", name=name)
            )
    return Written(document, tuple(left_out))


def _history(answers: Answers) -> Section:
    activities = document_schema()["properties"]["history"]["properties"]["provocation"]["properties"]
    provocation = _values(answers, "intake", tuple((activity, activity) for activity in activities))
    return _full({"provocation": provocation, **_values(answers, "intake", HISTORY)})


def _safety(answers: Answers) -> Section:
    codes = document_schema()["properties"]["safety"]["properties"]
    return _full(_values(answers, "safety", tuple((code, code) for code in codes)))


def _prone_hip_extension(answers: Answers, left_out: list[str]) -> Section:
    test = "prone_hip_extension"
    if skipped := _skipped(answers, Ref(test, ALL)):
        return skipped
    stabilised = answers.get(test, "better_when_stabilised")
    body: Section = {"better_when_stabilised": "not_done" if isinstance(stabilised, NotDone) else None}
    if isinstance(stabilised, Choice):
        body["better_when_stabilised"] = stabilised.code
    drawn_in = answers.choice(test, "version") == "drawing_in"
    for side in SIDES:
        if skipped := _skipped(answers, Ref(test, ALL, side)):
            body[side.value] = skipped
            continue
        facts = _values(answers, test, tuple((step, step) for step in LIFT), side)
        lifts = _lifts(answers, side)
        if lifts and (drawn_in or answers.choice(test, "passive_extension", side) == "no"):
            # The document has no word for a side that may not be scored; its lifts would be scored there.
            left_out.append(tr("Prone hip extension, {side}: lifts that may not be scored.", side=side.words))
            lifts = []
        body[side.value] = {**({"repetitions": lifts} if lifts else {}), **facts}
    return _full(body)


def _lifts(answers: Answers, side: Side) -> list[Section]:
    lifts = [
        _full({p: answers.choice("prone_hip_extension", p, side, trial) for p in PATTERNS})
        for trial in (1, 2, 3)
    ]
    while lifts and not lifts[-1]:
        lifts.pop()
    return lifts


def _thomas(answers: Answers, left_out: list[str]) -> Section:
    if skipped := _skipped(answers, Ref("thomas", ALL)):
        return skipped
    body: Section = {}
    for side in SIDES:
        if skipped := _skipped(answers, Ref("thomas", ALL, side)):
            body[side.value] = skipped
            continue
        facts = _full(
            {
                **_angle(answers, side, left_out),
                **_values(answers, "thomas", THIGH, side),
            }
        )
        method = answers.choice("thomas", "method", side) or answers.choice("thomas", "method")
        body[side.value] = {**facts, "method": method} if facts and method else facts
    return _full(body)


def _angle(answers: Answers, side: Side, left_out: list[str]) -> Section:
    """The angle that counts, or the lengths that give it."""
    trials = {
        ref.trial
        for ref in answers.entries
        if ref.assessment == "thomas" and ref.side is side and ref.trial is not None
    }
    lengths = _values(answers, "thomas", LENGTHS, side, 1)
    if trials <= {1}:
        recorded_angle = answers.amount("thomas", "hip_angle", side, 1)
        if recorded_angle is None or recorded_angle == recorded_angle.to_integral_value():
            return {"hip_angle_deg": _number(recorded_angle), **lengths}
    angle = hip_angle(answers, side)
    if angle.amount is not None and angle.amount == angle.amount.to_integral_value():
        return {"hip_angle_deg": _number(angle.amount)}
    shown = angle.reason if angle.amount is None else tr("{angle}°, not a whole number", angle=angle.amount)
    left_out.append(tr("Thomas test, {side}, hip angle: {shown}.", side=side.words, shown=shown))
    return {}


def _clamshell(answers: Answers) -> Section:
    if skipped := _skipped(answers, Ref("clamshell", ALL)):
        return skipped
    fields = tuple((step, step) for step in CLAMSHELL)
    return _full(
        {
            side.value: _skipped(answers, Ref("clamshell", ALL, side))
            or _full(_values(answers, "clamshell", fields, side))
            for side in SIDES
        }
    )


def _hip_strength(answers: Answers) -> Section:
    skipped = _skipped(answers, Ref("hip_strength", ALL))
    return skipped or _full({movement: _movement(answers, movement) for movement in MOVEMENTS})


def _movement(answers: Answers, movement: str) -> Section:
    if skipped := _skipped(answers, Ref("hip_strength", f"{movement}_method")):
        return skipped
    sides = {}
    for side in SIDES:
        skipped = _skipped(answers, Ref("hip_strength", ALL, side)) or _skipped(
            answers, Ref("hip_strength", f"{movement}_force", side, 1)
        )
        trials = [
            _full(_values(answers, "hip_strength", _trial(movement), side, trial)) for trial in (1, 2, 3, 4)
        ]
        fields = (("grade", f"{movement}_grade"), ("pain", f"{movement}_pain"))
        sides[side.value] = skipped or _full(
            {
                "trials": [trial for trial in trials if trial] or None,
                **_values(answers, "hip_strength", fields, side),
            }
        )
    shared = (("method", f"{movement}_method"), ("summary", f"{movement}_summary"))
    low = (("both_sides_below_reference", f"{movement}_both_low"),)
    return _full(
        {**_values(answers, "hip_strength", shared), **sides, **_values(answers, "hip_strength", low)}
    )


def _trial(movement: str) -> tuple[tuple[str, str], ...]:
    return (("force_n", f"{movement}_force"), ("valid", f"{movement}_valid"))


def _step_down(answers: Answers, left_out: list[str]) -> Section:
    test = "lateral_step_down"
    if skipped := _skipped(answers, Ref(test, ALL)):
        return skipped
    body = _values(answers, test, (("step_height_cm", "step_height"),))
    for side in SIDES:
        if skipped := _skipped(answers, Ref(test, ALL, side)):
            body[side.value] = skipped
            continue
        items: Section = {}
        for item in ITEMS if recorded(answers, side) else ():
            points = item_points(answers, side, item)
            if len(points) == 1:
                items[item] = points[0]
            else:
                left_out.append(
                    tr(
                        "Step-down, {side}, {item}: not every repetition was judged.",
                        side=side.words,
                        item=item,
                    )
                )
        facts = _values(answers, test, tuple((step, step) for step in STEP_DOWN), side)
        body[side.value] = _full({**items, **facts})
    return _full(body)


def _values(
    answers: Answers,
    part: str,
    fields: tuple[tuple[str, str], ...],
    side: Side | None = None,
    trial: int | None = None,
) -> Section:
    """The recorded values under the document's keys."""
    found: Section = {}
    for key, step in fields:
        value = answers.get(part, step, side, trial)
        match value:
            case Quantity(amount=amount):
                found[key] = _number(amount)
            case Choice(code):
                found[key] = code
            case Choices(codes):
                found[key] = list(codes)
    return found


def _skipped(answers: Answers, ref: Ref) -> Section:
    """The reason why it was not done, as the document says it; empty when nobody said so."""
    value = answers.entries.get(ref)
    return {"not_done": value.note or value.reason} if isinstance(value, NotDone) else {}


def _full(section: Section) -> Section:
    """Without the keys that hold nothing: an absent key is how the document says "not recorded"."""
    return {key: value for key, value in section.items() if value is not None and value != {}}


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
