"""What an agreement amounts to, as it is read: a sentence a statistic, and the reason where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.agreement.bland_altman import Limits
from app.agreement.error import ErrorOfMeasurement, Sem
from app.agreement.kappa import Categories
from app.agreement.pairs import Agreement, Numbers
from app.agreement.undefined import Estimate, Undefined
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.units import unit_words
from resources.tongue import tr, trn


def sentences(one: Agreement) -> tuple[str, ...]:
    """All that is said of one item or measure, how much it rests on first."""
    return tuple(_sentences(one))


def _sentences(one: Agreement) -> Iterator[str]:
    values = trn("{n} value", "{n} values", one.values)
    yield trn("{n} pair, {values}.", "{n} pairs, {values}.", one.pairs, values=values)
    if one.left_out:
        yield trn(
            "{n} value left out: not scored twice in the same way.",
            "{n} values left out: not scored twice in the same way.",
            one.left_out,
        )
    if one.categories:
        yield from _of_categories(one.categories)
    if one.ordered:
        yield tr("Linear weights: {kappa}.", kappa=kappa_words(one.ordered.linear.kappa))
        yield tr("Quadratic weights: {kappa}.", kappa=kappa_words(one.ordered.quadratic.kappa))
    if one.numbers:
        yield from _of_numbers(one.numbers, one.unit)


def _of_categories(found: Categories) -> Iterator[str]:
    yield tr("Agreement {percent}.", percent=percent_words(found.percent))
    yield tr("Unweighted {kappa}.", kappa=kappa_words(found.kappa))
    yield tr("PABAK {value}.", value=plain_words(found.pabak))
    if not isinstance(found.prevalence, Undefined) and not isinstance(found.bias, Undefined):
        yield tr(
            "Prevalence index {prevalence}, bias index {bias}.",
            prevalence=plain_words(found.prevalence),
            bias=plain_words(found.bias),
        )


def _of_numbers(found: Numbers, unit: str) -> Iterator[str]:
    yield tr("ICC({form}) {value}.", form=found.form, value=estimate_words(found.icc[found.form]))
    yield from _of_error(found.error, unit)
    match found.limits:
        case Limits(mean, _, low, high):
            yield tr(
                "First minus second {mean} on average, 95 % of them from {low} to {high}.",
                mean=_amount(mean, unit),
                low=_amount(low, unit),
                high=_amount(high, unit),
            )
        case Undefined(reason):
            yield tr("Limits of agreement: none. {reason}", reason=reason)


def _of_error(found: ErrorOfMeasurement, unit: str) -> Iterator[str]:
    for name, sem in (
        (tr("by agreement"), found.agreement),
        (tr("by consistency"), found.consistency),
    ):
        match sem:
            case Sem(size):
                yield tr(
                    "SEM {name} {sem}, MDC90 {mdc90}, MDC95 {mdc95}.",
                    name=name,
                    sem=_amount(size, unit),
                    mdc90=_amount(sem.mdc90, unit),
                    mdc95=_amount(sem.mdc95, unit),
                )
            case Undefined(reason):
                yield tr("SEM {name}: none. {reason}", name=name, reason=reason)


def percent_words(found: float | Undefined) -> str:
    """Whole per cent, or why there is none."""
    if isinstance(found, Undefined):
        return _none(found)
    return f"{half_up(Decimal(repr(found)), 0)} %"


def kappa_words(found: Estimate | Undefined) -> str:
    """ "kappa 0.58 (95 % interval 0.36 to 0.80)", or why there is none."""
    return tr("kappa {value}", value=estimate_words(found))


def estimate_words(found: Estimate | Undefined) -> str:
    """A value with its interval, or why there is none."""
    if isinstance(found, Undefined):
        return _none(found)
    low, high = found.low, found.high
    if isinstance(low, Undefined) and isinstance(high, Undefined):
        return tr("{value} (no interval)", value=plain_words(found.value))
    return tr(
        "{value} (95 % interval {low} to {high})",
        value=plain_words(found.value),
        low=tr("below any number") if isinstance(low, Undefined) else plain_words(low),
        high=tr("above any number") if isinstance(high, Undefined) else plain_words(high),
    )


def plain_words(found: float | Undefined) -> str:
    """Two decimals, or why there is none."""
    if isinstance(found, Undefined):
        return _none(found)
    rounded = half_up(Decimal(repr(found)), 2)
    return format(rounded if rounded else abs(rounded), "f").replace("-", "\u2212")


def _none(found: Undefined) -> str:
    return tr("none ({reason})", reason=found.reason.rstrip("."))


def _amount(size: float, unit: str) -> str:
    shown = number(half_up(Decimal(repr(size)), 1))
    words = unit_words(unit)
    return f"{shown}{words}" if words in ("", "°") else f"{shown} {words}"
