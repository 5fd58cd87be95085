"""From what was typed to a value, or to a sentence that says why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from assessments.language.protocol import (
    Chosen,
    Counted,
    Kind,
    Marked,
    Measured,
    Noted,
    Option,
    Scale,
    Ticked,
)
from assessments.language.units import unit_words
from assessments.language.value import Choice, Choices, Quantity, Text, Value
from resources.tongue import tr

LONGEST = 40
"""Characters that a number may be typed with, its unit included."""

_NUMBER = re.compile(r"([+\-\u2212\u2013]?)\s*(\d+(?:[.,]\d*)?|[.,]\d+)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Complaint:
    """A sentence for the clinician about an entry that was not taken; what was typed stays in the field."""

    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that was taken, with the question to ask when it lies outside the usual limits."""

    value: Value
    warning: str = ""


def read(kind: Kind, typed: str) -> Reading | Complaint:
    """What the typed text means for a step of this kind. Comma is point; empty text is a complaint."""
    if len(typed) > LONGEST and isinstance(kind, Measured | Counted | Scale):
        return Complaint(
            tr("That is {long} characters; a number has at most {most}.", long=len(typed), most=LONGEST)
        )
    match kind:
        case Measured():
            return _measured(kind, typed)
        case Counted(low, high, unit):
            return _whole(typed, low, high, unit)
        case Scale(low, high):
            return _whole("10" if typed.strip().lower() == "t" else typed, low, high, "")
        case Chosen(options):
            for option in options:
                if typed in (option.code, option.key) or typed.lower() == option.key.lower() != "":
                    return Reading(Choice(option.code))
            return _not_one_of(typed, options)
        case Ticked(options) | Marked(options):
            codes = tuple(code for code in typed.split() if code)
            unknown = [code for code in codes if code not in {o.code for o in options}]
            if unknown:
                return _not_one_of(unknown[0], options)
            return Reading(Choices(tuple(o.code for o in options if o.code in codes)))
        case Noted(limit):
            if len(typed) > limit:
                return Complaint(
                    tr(
                        "That is {long} characters; the most kept here is {most}.",
                        long=len(typed),
                        most=limit,
                    )
                )
            return Reading(Text(typed))
        case _:
            assert_never(kind)


def number(amount: Decimal) -> str:
    """The shortest plain writing of an exact number, with a true minus sign."""
    text = format(amount, "f") if amount else "0"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")


def _measured(kind: Measured, typed: str) -> Reading | Complaint:
    found = _NUMBER.fullmatch(typed.strip())
    if not found:
        return Complaint(
            tr(
                "“{typed}” is not a number. Type digits, such as {example}.",
                typed=typed.strip(),
                example=number(_example(kind)),
            )
        )
    sign, digits, after = found.groups()
    amount = Decimal(digits.replace(",", "."))
    negative = sign in ("-", "\u2212", "\u2013") and sign != ""
    word = after.strip().lower()
    for unit in _writings(kind):
        # "8° below", as the program itself writes it.
        if kind.below and word.startswith(f"{unit} "):
            word = word.removeprefix(unit).strip()
    factor = Decimal(1)
    if word and kind.below and kind.below.lower().startswith(word):
        if negative or sign == "+":
            return Complaint(
                tr("“{typed}” says the direction twice. Type the sign or the word.", typed=typed.strip())
            )
        negative = True
    elif word and kind.above and kind.above.lower().startswith(word):
        if negative:
            return Complaint(
                tr(
                    "“{typed}” says minus and {above}. Type one of them.",
                    typed=typed.strip(),
                    above=kind.above,
                )
            )
    elif word and word not in _writings(kind):
        units = {unit.lower(): by for unit, by in kind.also_units}
        if word not in units:
            known = ", ".join([kind.unit, *(unit for unit, _ in kind.also_units)])
            return Complaint(
                tr("“{typed}” is not a unit here. The unit is {known}.", typed=after.strip(), known=known)
            )
        factor = units[word]
    # Counted in the text, because arithmetic on a number of any length would round it or fail.
    if len(digits.replace(",", ".").partition(".")[2].rstrip("0")) > kind.decimals:
        return Complaint(_too_fine(amount, kind.decimals))
    amount = amount if factor == 1 else amount * factor
    amount = amount.copy_negate() if negative and amount else amount
    if not kind.low <= amount <= kind.high:
        unit = _unit(kind.unit)
        return Complaint(
            tr(
                "{amount} {unit} is outside {low} to {high} {unit}.",
                amount=number(amount),
                unit=unit,
                low=number(kind.low),
                high=number(kind.high),
            )
        )
    if kind.step is not None and amount % kind.step:
        return Complaint(
            tr("{amount} is not a multiple of {step}.", amount=number(amount), step=number(kind.step))
        )
    return Reading(Quantity(amount, kind.unit, typed.strip()), _warning(kind, amount))


def _not_one_of(typed: str, options: tuple[Option, ...]) -> Complaint:
    known = ", ".join(option.words for option in options)
    return Complaint(tr("“{typed}” is not one of: {known}.", typed=typed, known=known))


def _too_fine(amount: Decimal, decimals: int) -> str:
    if decimals == 0:
        return tr("{amount} is finer than this is read: whole numbers only.", amount=number(amount))
    return tr(
        "{amount} is finer than this is read: at most {decimals} after the point.",
        amount=number(amount),
        decimals=decimals,
    )


def _unit(unit: str) -> str:
    # A field keeps "deg" as its unit, and so says it where it complains.
    return unit if unit == "deg" else unit_words(unit)


def _writings(kind: Measured) -> tuple[str, ...]:
    return ("deg", "°") if kind.unit == "deg" else (kind.unit.lower(),)


def _warning(kind: Measured, amount: Decimal) -> str:
    if kind.warn_low is not None and amount < kind.warn_low:
        return tr(
            "{amount} {unit} is unusually low (under {limit}). Keep it?",
            amount=number(amount),
            unit=_unit(kind.unit),
            limit=number(kind.warn_low),
        )
    if kind.warn_high is not None and amount > kind.warn_high:
        return tr(
            "{amount} {unit} is unusually high (over {limit}). Keep it?",
            amount=number(amount),
            unit=_unit(kind.unit),
            limit=number(kind.warn_high),
        )
    return ""


def _whole(typed: str, low: int, high: int, unit: str) -> Reading | Complaint:
    text = typed.strip()
    if not re.fullmatch(r"[+\-\u2212]?[0-9]{1,9}", text):
        return Complaint(
            tr("“{text}” is not a whole number from {low} to {high}.", text=text, low=low, high=high)
        )
    amount = Decimal(text.replace("\u2212", "-"))
    if not low <= amount <= high:
        if not unit:
            return Complaint(
                tr("{amount} is outside {low} to {high}.", amount=number(amount), low=low, high=high)
            )
        return Complaint(
            tr(
                "{amount} is outside {low} to {high} {unit}.",
                amount=number(amount),
                low=low,
                high=high,
                unit=unit_words(unit),
            )
        )
    return Reading(Quantity(amount, unit, text))


def _example(kind: Measured) -> Decimal:
    return max(kind.low, min(kind.high, Decimal(8)))
