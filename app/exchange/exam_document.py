"""The exam document, version 1: read into answers, or refused with every fault named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, cast

from app.exchange import schema as schemas
from app.exchange.json_text import Json, NotJson, Unreadable, parse
from assessments.language.answers import Answers, Person
from assessments.language.catalogue import assessment
from assessments.language.protocol import Counted, Measured
from assessments.language.value import ALL, SIDES, Choice, Choices, NotDone, Quantity, Ref, Side, Value
from resources.tongue import tr

FORMAT, VERSION = "sagittal-exam", 1

UNASKED = ("not_asked", "not_recorded")
"""The words that say there is no answer."""

# The keys of the document, each with the step it is kept as.
PATIENT = (("height_cm", "height"), ("mass_kg", "mass"), ("dominant_leg", "dominant_leg"))
HISTORY = (
    ("eased_by_flexion", "eased_by_flexion"),
    ("eased_by_extension", "eased_by_extension"),
    ("pain_side", "pain_side"),
    ("pain_sites", "pain_sites"),
    ("duration", "duration"),
    ("runner", "runner"),
    ("only_after_running", "only_after_running"),
    ("extension_or_impact_sport", "extension_or_impact_sport"),
    ("pain_now", "pain_now"),
    ("pain_worst_24h", "pain_worst_24h"),
)
PATTERNS = ("lumbar_extension", "rotation", "lateral_shift", "knee_flexion")
ITEMS = ("arm", "trunk", "pelvis", "knee", "steady")
STEP_DOWN = ("total", "repetitions_done", "stopped_by", "familiar_pain")
LIFT = ("stopped_by", "familiar_pain", "pain")
CLAMSHELL = ("mode", "repetitions", "seconds", "stop_reason")
LENGTHS = (
    ("trochanter_height_cm", "trochanter_height"),
    ("epicondyle_height_cm", "epicondyle_height"),
    ("thigh_length_cm", "thigh_length"),
)
THIGH = (
    ("knee_angle_deg", "knee_angle"),
    ("abduction_drift", "abduction_drift"),
    ("pelvis_controlled", "pelvis_controlled"),
)


@dataclass(frozen=True, slots=True)
class Faults:
    """Why a document was not read: one line a fault, each with its JSON path."""

    lines: tuple[str, ...]


@cache
def document_schema() -> schemas.Schema:
    """The published schema of version 1."""
    text = files("resources.schema").joinpath("exam-document-1.json").read_text("utf-8")
    return cast(schemas.Schema, json.loads(text))


def read_document(text: str) -> Answers | Faults:
    """The answers that the document holds, or every fault that keeps it from being read."""
    try:
        document = parse(text)
    except Unreadable as why:
        return Faults((schemas.fault("$", tr("text that is {why}", why=why), tr("one JSON object")),))
    wrong = tuple(_wrong_format(document)) or tuple(schemas.faults(document, document_schema()))
    if not wrong:
        wrong = tuple(_contradictions(cast(dict[str, Any], document)))
    if wrong:
        return Faults(wrong)
    return _answers(cast(dict[str, Any], document))


def _wrong_format(document: Json | NotJson) -> Iterator[str]:
    """What makes it another kind of document, whose rules are not these."""
    if not isinstance(document, dict):
        yield schemas.fault("$", schemas.found(document), tr("one JSON object"))
        return
    properties = document_schema()["properties"]
    for key in ("format", "version"):
        if key in document and any(schemas.faults(document[key], properties[key])):
            allowed = schemas.allowed(properties[key])
            yield schemas.fault(f"$.{key}", schemas.found(document[key]), allowed)


def _contradictions(document: dict[str, Any]) -> Iterator[str]:
    """What each rule allows and two of them together do not."""
    for side in SIDES:
        seen = document.get("tests", {}).get("lateral_step_down", {}).get(side.value, {})
        if "total" in seen and all(item in seen for item in ITEMS):
            total = sum(seen[item] for item in ITEMS)
            if total != seen["total"]:
                path = f"$.tests.lateral_step_down.{side.value}.total"
                yield schemas.fault(
                    path, str(seen["total"]), tr("{total}, the sum of its five items", total=total)
                )


def _answers(document: dict[str, Any]) -> Answers:
    patient, history = document.get("patient", {}), document.get("history", {})
    entries: dict[Ref, Value] = {}
    for ref, given in _given(patient, history, document.get("safety", {}), document.get("tests", {})):
        value = _value(ref, given)
        if value is not None:
            entries[ref] = value
    age, sex = patient.get("age_years"), patient.get("sex")
    person = Person(None if age is None else int(age), None if sex in UNASKED else sex)
    return Answers(person, MappingProxyType(entries))


def _given(
    patient: dict[str, Any], history: dict[str, Any], safety: dict[str, Any], tests: dict[str, Any]
) -> Iterator[tuple[Ref, Any]]:
    """Every answer of the document with the place it belongs to."""
    for source, fields in ((patient, PATIENT), (history, HISTORY)):
        for key, step in fields:
            yield Ref("intake", step), source.get(key)
    for activity, given in history.get("provocation", {}).items():
        yield Ref("intake", activity), given
    for code, given in safety.items():
        yield Ref("safety", code), given
    for test, body in tests.items():
        if "not_done" in body:
            yield Ref(test, ALL), NotDone(body["not_done"])
        elif test == "hip_strength":
            for movement, inner in body.items():
                yield from _movement(movement, inner)
        else:
            for key, inner in body.items():
                if key not in ("right", "left"):
                    yield Ref(test, _TEST_STEPS[key]), inner
            for side in SIDES:
                inner = body.get(side.value, {})
                if "not_done" in inner:
                    yield Ref(test, ALL, side), NotDone(inner["not_done"])
                else:
                    yield from _SIDE_READERS[test](side, inner)
            if test == "thomas":
                yield from _methods(body)


_TEST_STEPS = {"better_when_stabilised": "better_when_stabilised", "step_height_cm": "step_height"}


def _lifts(side: Side, body: dict[str, Any]) -> Iterator[tuple[Ref, Any]]:
    for trial, lift in enumerate(body.get("repetitions", ()), 1):
        for pattern in PATTERNS:
            yield Ref("prone_hip_extension", pattern, side, trial), lift.get(pattern)
    for step in LIFT:
        yield Ref("prone_hip_extension", step, side), body.get(step)


def _thighs(side: Side, body: dict[str, Any]) -> Iterator[tuple[Ref, Any]]:
    for key, step in (("hip_angle_deg", "hip_angle"), *LENGTHS):
        yield Ref("thomas", step, side, 1), body.get(key)
    for key, step in THIGH:
        yield Ref("thomas", step, side), body.get(key)


def _methods(body: dict[str, Any]) -> Iterator[tuple[Ref, Any]]:
    """One method for the test. Where the sides were read in two ways, each side keeps its own."""
    methods = {side: body[side.value]["method"] for side in SIDES if "method" in body.get(side.value, {})}
    if len(set(methods.values())) == 1:
        yield Ref("thomas", "method"), next(iter(methods.values()))
    else:
        for side, method in methods.items():
            yield Ref("thomas", "method", side), method


def _endurance(side: Side, body: dict[str, Any]) -> Iterator[tuple[Ref, Any]]:
    for step in CLAMSHELL:
        yield Ref("clamshell", step, side), body.get(step)


def _step_down(side: Side, body: dict[str, Any]) -> Iterator[tuple[Ref, Any]]:
    """The document tells each item once for the whole side: it is kept as the first repetition."""
    for item in ITEMS:
        yield Ref("lateral_step_down", item, side, 1), body.get(item)
    for step in STEP_DOWN:
        yield Ref("lateral_step_down", step, side), body.get(step)


_SIDE_READERS = {
    "prone_hip_extension": _lifts,
    "thomas": _thighs,
    "clamshell": _endurance,
    "lateral_step_down": _step_down,
}


def _movement(movement: str, body: dict[str, Any]) -> Iterator[tuple[Ref, Any]]:
    if "not_done" in body:
        yield Ref("hip_strength", f"{movement}_method"), NotDone(body["not_done"])
        return
    yield Ref("hip_strength", f"{movement}_method"), body.get("method")
    yield Ref("hip_strength", f"{movement}_summary"), body.get("summary")
    yield Ref("hip_strength", f"{movement}_both_low"), body.get("both_sides_below_reference")
    for side in SIDES:
        inner = body.get(side.value, {})
        if "not_done" in inner:
            yield Ref("hip_strength", f"{movement}_force", side, 1), NotDone(inner["not_done"])
            continue
        for trial, tried in enumerate(inner.get("trials", ()), 1):
            yield Ref("hip_strength", f"{movement}_force", side, trial), tried.get("force_n")
            yield Ref("hip_strength", f"{movement}_valid", side, trial), tried.get("valid")
        yield Ref("hip_strength", f"{movement}_grade", side), inner.get("grade")
        yield Ref("hip_strength", f"{movement}_pain", side), inner.get("pain")


def _value(ref: Ref, given: Any) -> Value | None:
    """The value of one answer; None when the document says, or leaves open, that it was not asked."""
    if given is None or (isinstance(given, str) and given in UNASKED):
        return None
    if isinstance(given, NotDone):
        return given
    if given == "not_done":
        return NotDone("not done")
    if isinstance(given, list):
        return Choices(tuple(given))
    if isinstance(given, str):
        return Choice(given)
    kind = assessment(ref.assessment).protocol.step(ref.step).kind
    amount = Decimal(format(given, "f"))
    if isinstance(kind, Measured | Counted):
        return Quantity(amount, kind.unit)
    # A fault of the step-down is a choice there, and a digit in the document.
    return Choice(str(int(amount))) if hasattr(kind, "options") else Quantity(amount, "")
