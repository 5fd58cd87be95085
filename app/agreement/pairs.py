"""The same visit scored twice: how far the two scorings agree, item by item and measure by measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.agreement.bland_altman import Limits, limits_of_agreement
from app.agreement.error import ErrorOfMeasurement, error_of_measurement
from app.agreement.icc import icc
from app.agreement.kappa import Categories, agreement
from app.agreement.ratings import table
from app.agreement.undefined import Estimate, Undefined
from assessments.change.errors import error_of, pairs_needed
from assessments.change.own import Kind, OwnError, alike
from assessments.language.answers import Answers
from assessments.language.catalogue import catalogue
from assessments.language.finding import Measure, Method
from assessments.language.protocol import Chosen, Counted, Measured, Option, Scale, Step
from assessments.language.rounding import half_up
from assessments.language.value import Choice, Quantity, Ref, Side
from resources.tongue import tr, trn


@dataclass(frozen=True, slots=True)
class Scoring:
    """One scoring of a visit: who gave it, the answers, and the measures that the exam makes of them."""

    rater: str
    answers: Answers
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The first and the second scoring of one visit. Only what is of `assessments` was scored twice; `on` is
    the day of the second."""

    kind: Kind
    on: date
    assessments: frozenset[str]
    first: Scoring
    second: Scoring


@dataclass(frozen=True, slots=True)
class Numbers:
    """Agreement on numbers. `form` is the ICC that suits how the raters were paired."""

    icc: Mapping[str, Estimate | Undefined]
    form: str
    error: ErrorOfMeasurement
    limits: Limits | Undefined


@dataclass(frozen=True, slots=True)
class Ordered:
    """Agreement on categories that have an order, by both usual weights."""

    linear: Categories
    quadratic: Categories


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two scorings agree on one item or one measure, over all sides and repetitions of it.

    `pairs` are the scorings that gave something to compare, `values` the values compared; `left_out` are
    the values that one of the two did not give, or that were measured in another way.
    """

    code: str
    """"thomas/hip_angle" of an item, "thomas.hip_angle" of a measure."""
    assessment: str
    name: str
    kind: Kind
    pairs: int
    values: int
    left_out: int
    unit: str = ""
    method: Method = field(default_factory=Method)
    categories: Categories | None = None
    ordered: Ordered | None = None
    numbers: Numbers | None = None

    @property
    def only_categories(self) -> bool:
        """Whether what was compared has no number. Where nothing was compared yet that is not known."""
        return self.categories is not None and self.numbers is None


@dataclass(frozen=True, slots=True)
class Row:
    """One item of one pair, as both scored it; None where one did not. `agrees` is exact, and None when
    there is nothing to compare."""

    ref: Ref
    ask: str
    first: str | None
    second: str | None
    agrees: bool | None


def items(pairs: Sequence[Pair], kind: Kind) -> tuple[Agreement, ...]:
    """Every item that was scored twice, in the order of the exam."""
    return tuple(_items([pair for pair in pairs if pair.kind == kind], kind))


def measures(pairs: Sequence[Pair], kind: Kind) -> tuple[Agreement, ...]:
    """Every measure that was made twice, in the order first met; one entry a method, because values that
    were measured in another way have another error."""
    return tuple(_measures([pair for pair in pairs if pair.kind == kind], kind))


def own_errors(pairs: Sequence[Pair]) -> tuple[OwnError, ...]:
    """The clinic's own error of every measure and method that has pairs enough."""
    return tuple(
        found
        for kind in ("repeat", "second_rater")
        for one in measures(pairs, kind)
        if isinstance(found := own_error(one, pairs), OwnError)
    )


def own_error(one: Agreement, pairs: Sequence[Pair]) -> OwnError | Undefined:
    """What `measures` found as an error to hold a change against, or why it is still unknown."""
    needed, error = pairs_needed(), error_of(one.code)
    if error.rule == "category" or one.only_categories:
        return Undefined(tr("Only the category of this measure is compared."))
    if not error.own:
        return Undefined(
            tr("Error unknown for this method.")
            if error.rule == "none"
            else tr("A change of this measure is held against a published figure.")
        )
    if one.numbers is None or one.pairs < needed:
        return Undefined(
            trn(
                "Error unknown: {n} pair of {needed}.",
                "Error unknown: {n} pairs of {needed}.",
                one.pairs,
                needed=needed,
            )
        )
    sem = one.numbers.error.agreement
    if isinstance(sem, Undefined):
        return sem
    # Printed and decided by the same number.
    mdc = half_up(Decimal(repr(sem.mdc95)), 1)
    if not mdc:
        return Undefined(tr("Error unknown: the repeats do not differ, so they are read too coarsely."))
    days = [pair.on for pair in pairs if pair.kind == one.kind and any(_of(pair, one.code, one.method))]
    return OwnError(one.code, mdc, one.pairs, max(days), one.kind, one.method)


def rows(pair: Pair) -> tuple[Row, ...]:
    """Every item that either scored, side by side, in the order of the exam."""
    return tuple(
        Row(
            ref,
            step.ask,
            first := _code(pair.first.answers, ref),
            second := _code(pair.second.answers, ref),
            None if None in (first, second) else first == second,
        )
        for assessment, step in _steps(pair.assessments)
        for ref in step.refs(assessment)
        if {_code(pair.first.answers, ref), _code(pair.second.answers, ref)} != {None}
    )


def _steps(assessments: frozenset[str] | set[str]) -> Iterator[tuple[str, Step]]:
    """The steps that are scored: neither how it was measured nor what was noted."""
    for part in catalogue():
        if part.protocol.id in assessments:
            for step in part.protocol.steps:
                if not step.method and isinstance(step.kind, Chosen | Counted | Measured | Scale):
                    yield part.protocol.id, step


def _items(pairs: Sequence[Pair], kind: Kind) -> Iterator[Agreement]:
    for assessment, step in _steps({id for pair in pairs for id in pair.assessments}):
        both: list[tuple[str, str]] = []
        compared = left_out = 0
        for pair in pairs:
            if assessment not in pair.assessments:
                continue
            codes = [
                (_code(pair.first.answers, ref), _code(pair.second.answers, ref))
                for ref in step.refs(assessment)
            ]
            given = [(one, other) for one, other in codes if one is not None and other is not None]
            left_out += sum((one is None) != (other is None) for one, other in codes)
            compared += bool(given)
            both += given
        if both or left_out:
            yield _item(pairs, assessment, step, kind, both, compared, left_out)


def _item(
    pairs: Sequence[Pair],
    assessment: str,
    step: Step,
    kind: Kind,
    both: Sequence[tuple[str, str]],
    compared: int,
    left_out: int,
) -> Agreement:
    options = step.kind.options if isinstance(step.kind, Chosen) else ()
    unit = step.kind.unit if isinstance(step.kind, Measured | Counted) else ""
    codes = tuple(option.code for option in options)
    return Agreement(
        f"{assessment}/{step.id}",
        assessment,
        step.ask,
        kind,
        compared,
        len(both),
        left_out,
        unit,
        categories=_categories(both, codes) if options else None,
        ordered=_ordered(both, codes) if _have_an_order(options) else None,
        numbers=None if options else _numbers([(float(one), float(other)) for one, other in both], pairs),
    )


def _code(answers: Answers, ref: Ref) -> str | None:
    """What was scored, as text; "not done" is no score."""
    match answers.entries.get(ref):
        case Choice(code):
            return code
        case Quantity(amount):
            return format(amount.normalize(), "f")
        case _:
            return None


_DEGREES = ("none", "slight", "clear")


def _have_an_order(options: Sequence[Option]) -> bool:
    """Points or degrees of one thing, where there are more than two; between two, weights say nothing."""
    codes = tuple(option.code for option in options)
    return len(codes) > 2 and (codes == _DEGREES or all(code.isdecimal() for code in codes))


def _measures(pairs: Sequence[Pair], kind: Kind) -> Iterator[Agreement]:
    known: dict[tuple[str, Method], Measure] = {}
    for pair in pairs:
        for one in pair.first.measures:
            if one.code.partition(".")[0] in pair.assessments:
                known.setdefault((one.code, alike(one.method)), one)
    for (code, method), example in known.items():
        both: list[tuple[Measure, Measure]] = []
        compared = left_out = 0
        for pair in pairs:
            given = list(_of(pair, code, method))
            left_out += len(_sides(pair, code, method)) - len(given)
            compared += bool(given)
            both += given
        if both or left_out:
            yield _measure(pairs, example, method, kind, both, compared, left_out)


def _measure(
    pairs: Sequence[Pair],
    example: Measure,
    method: Method,
    kind: Kind,
    both: Sequence[tuple[Measure, Measure]],
    compared: int,
    left_out: int,
) -> Agreement:
    of_category = [(one.category, other.category) for one, other in both if one.category and other.category]
    amounts = [
        (_amount(one), _amount(other)) for one, other in both if one.amount is not None is not other.amount
    ]
    used = tuple(sorted({code for pair in of_category for code in pair}))
    return Agreement(
        example.code,
        example.code.partition(".")[0],
        example.name,
        kind,
        compared,
        len(both),
        left_out,
        example.unit,
        method,
        categories=_categories(of_category, used) if of_category else None,
        numbers=_numbers(amounts, pairs) if amounts else None,
    )


def _of(pair: Pair, code: str, method: Method) -> Iterator[tuple[Measure, Measure]]:
    """The values of a measure that both scorings gave, measured in the same way, side by side."""
    if code.partition(".")[0] not in pair.assessments:
        return
    second: dict[Side | None, Measure] = {one.side: one for one in pair.second.measures if one.code == code}
    for one in pair.first.measures:
        other = second.get(one.side)
        if one.code != code or other is None or alike(one.method) != method:
            continue
        if _has_value(one) and _has_value(other) and not one.method.differs_from(other.method):
            yield one, other


def _amount(one: Measure) -> float:
    """A side difference counts one way when the right is weaker and the other way when the left is."""
    size = float(one.amount or 0)
    return -size if one.weaker is Side.LEFT else size


def _sides(pair: Pair, code: str, method: Method) -> set[Side | None]:
    """The sides of which either scoring gave that measure."""
    if code.partition(".")[0] not in pair.assessments:
        return set()
    return {
        one.side
        for one in (*pair.first.measures, *pair.second.measures)
        if (one.code, alike(one.method)) == (code, method) and _has_value(one)
    }


def _has_value(one: Measure) -> bool:
    return one.amount is not None or one.category is not None


def _categories(both: Sequence[tuple[str, str]], codes: Sequence[str]) -> Categories:
    return agreement([one for one, _ in both], [other for _, other in both], codes)


def _ordered(both: Sequence[tuple[str, str]], codes: Sequence[str]) -> Ordered:
    first, second = [one for one, _ in both], [other for _, other in both]
    return Ordered(agreement(first, second, codes, "linear"), agreement(first, second, codes, "quadratic"))


def _numbers(both: Sequence[tuple[float, float]], pairs: Sequence[Pair]) -> Numbers:
    scores = table(both, 2)
    return Numbers(icc(scores), _form(pairs), error_of_measurement(scores), limits_of_agreement(scores))


def _form(pairs: Sequence[Pair]) -> str:
    """Two-way when the same two people (or each the same one) rated throughout; else one-way, because a
    difference between raters cannot be told from one between patients."""
    same = len({(pair.first.rater, pair.second.rater) for pair in pairs}) == 1
    return "2,1" if same else "1,1"
