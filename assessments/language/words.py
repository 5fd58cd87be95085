"""How a recorded value reads in words, with its unit and its direction."""

from __future__ import annotations

from assessments.language.protocol import Chosen, Kind, Marked, Measured, Scale, Ticked
from assessments.language.reading import number
from assessments.language.units import unit_words
from assessments.language.value import Choice, Choices, NotDone, Prescription, Quantity, Text, Value
from resources.tongue import tr, trn


def value_words(kind: Kind, value: Value) -> str:
    """The value as it is said: "8° above horizontal", "0°", "22", "worse", "low back, buttock"."""
    match value:
        case Quantity(amount=amount):
            if isinstance(kind, Measured):
                return _measured(kind, value)
            if isinstance(kind, Scale):
                return tr("{amount} of {most}", amount=number(amount), most=kind.high)
            return number(amount)
        case Choice(code):
            return _option(kind, code)
        case Choices(codes):
            return ", ".join(_option(kind, code) for code in codes) or tr("none")
        case Text(text):
            return text
        case NotDone():
            return value.words
        case Prescription():
            return trn("{n} exercise", "{n} exercises", len(value.items))


def _measured(kind: Measured, value: Quantity) -> str:
    amount = value.amount
    sign = {True: kind.above, False: kind.below}[amount > 0] if amount else ""
    shown = number(abs(amount) if sign else amount)
    unit = "°" if value.unit == "deg" else f" {unit_words(value.unit)}"
    return f"{shown}{unit}" + (f" {sign}" if sign else "")


def _option(kind: Kind, code: str) -> str:
    """The words of an option; an answer that only documents know reads as itself."""
    if isinstance(kind, Chosen | Ticked | Marked):
        for option in kind.options:
            if option.code == code:
                return option.words
    return code.replace("_", " ")
