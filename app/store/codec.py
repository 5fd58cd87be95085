"""Events and values as the text that is kept, and back; equal before and after, to the last letter typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, assert_never

from app.faults import Unreadable
from assessments.language.answers import Person
from assessments.language.exam import (
    Abandoned,
    Amended,
    Cleared,
    Countersigned,
    Event,
    ExamKind,
    Rates,
    Recorded,
    Signed,
    Started,
    Undone,
    Voided,
)
from assessments.language.finding import Method
from assessments.language.value import (
    Choice,
    Choices,
    NotDone,
    PlanItem,
    Prescription,
    Quantity,
    Ref,
    Text,
    Value,
)

VERSION = 1
"""Of the writing below; kept with every event, so that a later writing can be told from this one."""


def kind_of(event: Event) -> str:
    """The word an event is found by."""
    return type(event).__name__.lower()


def ref_of(event: Event) -> str | None:
    """The path of the answer an event is about."""
    return event.ref.path if isinstance(event, Recorded | Cleared) else None


def event_text(event: Event) -> str:
    """The event as JSON. Numbers measured are text, so that 8.0 stays 8.0."""
    body: dict[str, Any] = {
        "v": VERSION,
        "kind": kind_of(event),
        "number": event.number,
        "at": event.at.isoformat(),
        "by": event.by,
    }
    match event:
        case Started():
            body |= {"rules_version": event.rules_version, "protocols": dict(event.protocols)}
            if event.rates is not None:
                # Absent otherwise, so that a visit is the same text as ever.
                body |= {"exam": event.kind.value, "rates": _rates_json(event.rates)}
        case Recorded():
            body |= {"ref": event.ref.path, "value": value_json(event.value)}
        case Cleared():
            body |= {"ref": event.ref.path}
        case Undone():
            body |= {"takes_back": event.takes_back}
        case Signed():
            person = {"age_years": event.person.age_years, "sex": event.person.sex}
            body |= {"licence": event.licence, "person": person}
            if event.countersign:
                # Absent otherwise, so that an exam signed by a clinician is the same text as ever.
                body |= {"countersign": True}
        case Countersigned():
            body |= {"licence": event.licence}
        case Amended() | Abandoned() | Voided():
            body |= {"reason": event.reason}
        case _:
            assert_never(event)
    return _text(body)


def read_event(text: str) -> Event:
    """The event of that text; raises `Unreadable` for one that a newer version wrote, or nobody did."""
    try:
        body = json.loads(text)
        if body["v"] != VERSION:
            raise Unreadable
        number, at, by = body["number"], datetime.fromisoformat(body["at"]), body["by"]
        match body["kind"]:
            case "started":
                kind, rates = ExamKind(body.get("exam", ExamKind.VISIT)), _read_rates(body.get("rates"))
                if (kind is ExamKind.VISIT) is not (rates is None):
                    raise Unreadable
                return Started(number, at, by, body["rules_version"], body["protocols"], kind, rates)
            case "recorded":
                return Recorded(number, at, by, Ref.from_path(body["ref"]), read_value(body["value"]))
            case "cleared":
                return Cleared(number, at, by, Ref.from_path(body["ref"]))
            case "undone":
                return Undone(number, at, by, body["takes_back"])
            case "signed":
                person = Person(body["person"]["age_years"], body["person"]["sex"])
                return Signed(number, at, by, body["licence"], person, body.get("countersign", False))
            case "countersigned":
                return Countersigned(number, at, by, body["licence"])
            case "amended":
                return Amended(number, at, by, body["reason"])
            case "abandoned":
                return Abandoned(number, at, by, body["reason"])
            case "voided":
                return Voided(number, at, by, body["reason"])
            case _:
                raise Unreadable
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise Unreadable from error


def _rates_json(rates: Rates) -> dict[str, Any]:
    facts = {ref.path: value_json(value) for ref, value in rates.facts.items()}
    return {
        "exam": rates.exam,
        "upto": rates.upto,
        "tests": list(rates.tests),
        "rater": rates.rater,
        "facts": facts,
    }


def _read_rates(body: Mapping[str, Any] | None) -> Rates | None:
    if body is None:
        return None
    facts = {Ref.from_path(path): read_value(value) for path, value in body["facts"].items()}
    return Rates(body["exam"], body["upto"], tuple(body["tests"]), body["rater"], MappingProxyType(facts))


def value_json(value: Value) -> dict[str, Any]:
    """The value as JSON can hold it; refuses a number that is none."""
    match value:
        case Quantity():
            if not value.amount.is_finite():
                raise ValueError("Only a finite number can be kept.")
            return {"kind": "quantity", "amount": str(value.amount), "unit": value.unit, "typed": value.typed}
        case Choice():
            return {"kind": "choice", "code": value.code}
        case Choices():
            return {"kind": "choices", "codes": list(value.codes)}
        case Text():
            return {"kind": "text", "text": value.text}
        case NotDone():
            return {"kind": "not_done", "reason": value.reason, "note": value.note}
        case Prescription():
            items = [{name: getattr(item, name) for name in PlanItem.__slots__} for item in value.items]
            return {"kind": "prescription", "phase": value.phase, "items": items}
        case _:
            assert_never(value)


def read_value(body: Mapping[str, Any]) -> Value:
    match body["kind"]:
        case "quantity":
            return Quantity(Decimal(body["amount"]), body["unit"], body["typed"])
        case "choice":
            return Choice(body["code"])
        case "choices":
            return Choices(tuple(body["codes"]))
        case "text":
            return Text(body["text"])
        case "not_done":
            return NotDone(body["reason"], body["note"])
        case "prescription":
            return Prescription(body["phase"], tuple(PlanItem(**item) for item in body["items"]))
        case _:
            raise Unreadable


def method_text(method: Method) -> str:
    lengths = [[name, str(length), str(by)] for name, length, by in method.lengths]
    return _text({"parts": [list(part) for part in method.parts], "lengths": lengths})


def read_method(text: str) -> Method:
    body = json.loads(text)
    return Method(
        tuple((name, words) for name, words in body["parts"]),
        tuple((name, Decimal(length), Decimal(by)) for name, length, by in body["lengths"]),
    )


def _text(body: object) -> str:
    # Plain ASCII: half a character pasted from elsewhere is no UTF-8 and would be refused by the database.
    return json.dumps(body, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
