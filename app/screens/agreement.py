"""How far the clinic's raters agree: each measure and item, what it rests on, and the clinic's own error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.agreement.pairs import Agreement, Pair, items, measures, own_error
from app.agreement.undefined import Undefined
from app.agreement.words import percent_words, plain_words, sentences
from app.code_words import capital
from app.dates import write_date
from app.screens.state import State
from app.screens.table import TableRow
from assessments.change.errors import pairs_needed
from assessments.change.own import Kind
from assessments.language.catalogue import catalogue
from assessments.language.reading import number
from assessments.language.units import unit_words
from resources.tongue import tr, trn

HEADS = (
    (tr("Measure or item"), 0.0),
    (tr("How"), 0.35),
    (tr("Pairs"), 0.47),
    (tr("Agreement"), 0.56),
    (tr("Error of a change, 95 %"), 0.76),
)

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("second_rater", tr("second rater")),
    ("repeat", tr("same rater")),
)


@dataclass(frozen=True, slots=True)
class AgreementScreen:
    count: str
    rows: tuple[TableRow, ...]
    nothing: str


def agreement_screen(pairs: Sequence[Pair], of_items: bool = False) -> AgreementScreen:
    """The results of the tests, or with `of_items` every item of them."""
    found = tuple(_item_rows(pairs) if of_items else _measure_rows(pairs))
    days = [pair.on for pair in pairs]
    count = trn("{n} rating done", "{n} ratings done", len(pairs))
    if days:
        count = tr("{count}, to {day}", count=count, day=write_date(max(days)))
    return AgreementScreen(
        count,
        found,
        tr(
            "No test was scored twice yet. On a patient's page 2 asks for a second rater, R repeats a test. "
            "The error is unknown until {n} pairs.",
            n=pairs_needed(),
        ),
    )


def _measure_rows(pairs: Sequence[Pair]) -> Iterator[TableRow]:
    for kind, words in _KINDS:
        found = measures(pairs, kind)
        codes = Counter(one.code for one in found)
        for n, one in enumerate(found):
            own = own_error(one, pairs)
            if not one.pairs:
                error, told = tr("error unknown"), tr("Not scored twice in the same way yet.")
                state = State.UNKNOWN
            elif isinstance(own, Undefined):
                error, told = _unknown(one), own.reason
                state = State.UNKNOWN
            else:
                size = _amount(number(own.mdc95), one.unit)
                error = tr("{size}, own", size=size)
                told = trn(
                    "The clinic's own error of a change: {size}, own {n} pair, to {day}.",
                    "The clinic's own error of a change: {size}, own {n} pairs, to {day}.",
                    own.pairs,
                    size=size,
                    day=write_date(own.until),
                )
                state = State.WITHIN
            method = ", ".join(said for _, said in one.method.parts)
            yield TableRow(
                f"{kind}:{one.code}:{n}",
                (_name(one, codes[one.code] > 1), words, _so_many(one), _headline(one), error),
                state,
                several_lines=" ".join(
                    filter(None, (method and f"{capital(method)}.", told, *sentences(one)))
                ),
            )


def _item_rows(pairs: Sequence[Pair]) -> Iterator[TableRow]:
    for kind, words in _KINDS:
        for one in items(pairs, kind):
            yield TableRow(
                f"{kind}:{one.code}",
                (_name(one), words, _so_many(one), _headline(one), ""),
                several_lines=" ".join(sentences(one)),
            )


def _so_many(one: Agreement) -> str:
    """Of so many that are needed, while they are too few."""
    needed = pairs_needed()
    if one.pairs >= needed:
        return str(one.pairs)
    return tr("{n} of {needed}", n=one.pairs, needed=needed)


def _unknown(one: Agreement) -> str:
    return tr("a category") if one.only_categories else tr("error unknown")


def _headline(one: Agreement) -> str:
    """One figure for the list; all of them stand under it."""
    if one.categories is not None:
        if isinstance(one.categories.kappa, Undefined):
            return percent_words(one.categories.percent)
        percent = percent_words(one.categories.percent)
        value = plain_words(one.categories.kappa.value)
        return tr("{percent}, kappa {value}", percent=percent, value=value)
    if one.numbers is not None:
        found = one.numbers.icc[one.numbers.form]
        if isinstance(found, Undefined):
            return tr("none yet")
        return tr("ICC({form}) {value}", form=one.numbers.form, value=plain_words(found.value))
    return ""


def _name(one: Agreement, several: bool = False) -> str:
    """With how it was measured first, where it was measured in several ways."""
    names = {part.protocol.id: part.protocol.short_name for part in catalogue()}
    way = f", {one.method.parts[0][1]}" if several and one.method.parts else ""
    return f"{names.get(one.assessment, one.assessment)}: {one.name}{way}"


def _amount(size: str, unit: str) -> str:
    words = unit_words(unit)
    return f"{size}{words}" if words in ("", "°") else f"{size} {words}"
