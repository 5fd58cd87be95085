"""What a learner's attempts amount to: agreement with the key item by item, which way it errs, how it goes.

A number always has its interval beside it, or words stand in its place. Items of one person hang together
and the intervals take them for independent, so the truth is a little wider; the pages say so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import ceil
from statistics import median
from typing import Literal

from app.agreement.bland_altman import Limits, limits_of_agreement
from app.agreement.kappa import Categories, Weights, of_table
from app.agreement.ratings import table
from app.agreement.undefined import Estimate, Undefined
from app.practice.attempt import Attempt, Marked
from app.practice.marking import ranks
from app.practice.share import Share
from app.practice.task import CLASS, Item
from assessments.classification.labels import labels
from assessments.language.catalogue import assessment
from assessments.language.protocol import Chosen
from assessments.language.value import Ref
from resources.tongue import tr

Bias = Literal["", "over", "under", "both"]


@dataclass(frozen=True, slots=True)
class Conventions:
    """The numbers of `learning.toml`."""

    least: int
    wide: float
    goal: float
    acceptable: float
    weakest_least: int
    weakest_most: int
    bias_least: int
    blocks: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Judgements held against the key. `share` counts every item asked, and one left open agrees only where
    the key has nothing; kappa is of those where both have a category. `quadratic` is for ordered categories.

    `difference` is how far numbers lie from the key, for an item that is a number.
    """

    judged: int
    unanswered: int
    share: Share
    kappa: Estimate | Undefined
    quadratic: Estimate | Undefined
    pabak: float | Undefined
    prevalence: float | Undefined
    bias_index: float | Undefined
    over: int
    under: int
    other: int
    difference: Limits | Undefined

    @property
    def bias(self) -> Bias:
        """Which way misses go, once there are enough: "both" where neither way clearly leads."""
        if self.over + self.under < learning_conventions().bias_least:
            return ""
        over = Share(self.over, self.over + self.under)
        return "over" if over.low > 0.5 else "under" if over.high < 0.5 else "both"

    @property
    def wide(self) -> bool:
        """Whether the interval of kappa is so wide, or so far from there, that nothing can be made of it."""
        if isinstance(self.kappa, Undefined):
            return True
        low, high = self.kappa.low, self.kappa.high
        if isinstance(low, Undefined) or isinstance(high, Undefined):
            return True
        return high - low > learning_conventions().wide


@dataclass(frozen=True, slots=True)
class OfItem:
    """One item of the exam ("lateral_step_down.pelvis") or one whole test ("lateral_step_down")."""

    code: str
    agreement: Agreement
    attempts: int
    seconds: float
    """The median time of the tasks in which it was asked."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Kappa over everything up to and with the attempt of that number, from 1."""

    number: int
    judged: int
    kappa: Estimate | Undefined


@dataclass(frozen=True, slots=True)
class OfBlock:
    """One block as it was done; `id` is what its attempts name."""

    id: str
    at: datetime
    tasks: int
    share: Share
    kappa: Estimate | Undefined
    seconds: float
    """The median time of a task."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The last block beside all before it. "up" and "down" are said only where the intervals do not touch."""

    way: Literal["up", "down", "level"]
    before: Share
    last: Share


@dataclass(frozen=True, slots=True)
class Learning:
    """Everything said of a learner's attempts; `weakest` names items, the weakest first."""

    attempts: int
    overall: Agreement | None
    items: tuple[OfItem, ...]
    tests: tuple[OfItem, ...]
    running: tuple[Reached, ...]
    blocks: tuple[OfBlock, ...]
    trend: Trend | Undefined
    weakest: tuple[str, ...]


@cache
def learning_conventions() -> Conventions:
    """Read once."""
    return Conventions(**tomllib.loads(files("app.practice").joinpath("learning.toml").read_text("utf-8")))


def learning(attempts: Sequence[Attempt]) -> Learning:
    """Of attempts in the order in which they were done; of those of one test, one block or everything."""
    marks = [mark for attempt in attempts for mark in attempt.marks]
    items = tuple(_items(attempts))
    tests = tuple(
        _of(test, [one for one in attempts if one.task.assessment == test])
        for test in dict.fromkeys(one.task.assessment for one in attempts)
    )
    blocks = _blocks(attempts)
    return Learning(
        attempts=len(attempts),
        overall=agreed(marks) if marks else None,
        items=items,
        tests=tests,
        running=tuple(_running(attempts)),
        blocks=blocks,
        trend=_trend(blocks),
        weakest=weakest(items),
    )


def agreed(marks: Sequence[Marked]) -> Agreement:
    """Of one mark or more, of one item or of several."""
    ways = [mark.way for mark in marks]
    plain, quadratic = _categories(marks, "none"), _categories(marks, "quadratic")
    return Agreement(
        judged=len(marks),
        unanswered=ways.count("unanswered"),
        share=Share(ways.count("same"), len(marks)),
        kappa=_told(plain),
        quadratic=_told(quadratic),
        pabak=_number(plain, lambda found: found.pabak),
        prevalence=_number(plain, lambda found: found.prevalence),
        bias_index=_number(plain, lambda found: found.bias),
        over=ways.count("over"),
        under=ways.count("under"),
        other=ways.count("other"),
        difference=_difference(marks),
    )


def weakest(items: Iterable[OfItem]) -> tuple[str, ...]:
    """By convention the items whose share of agreement may be the lowest: the low end of its interval, among
    those judged often enough and not always right."""
    rules = learning_conventions()
    weak = [
        one
        for one in items
        if one.agreement.judged >= rules.weakest_least and one.agreement.share.part < one.agreement.judged
    ]
    weak.sort(key=lambda one: (one.agreement.share.low, one.code))
    return tuple(one.code for one in weak[: rules.weakest_most])


def _items(attempts: Sequence[Attempt]) -> Iterable[OfItem]:
    by_item: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        for code in dict.fromkeys(mark.item for mark in attempt.marks):
            marks = tuple(mark for mark in attempt.marks if mark.item == code)
            by_item.setdefault(code, []).append(replace(attempt, marks=marks))
    return (_of(code, of_item) for code, of_item in by_item.items())


def _of(code: str, attempts: Sequence[Attempt]) -> OfItem:
    marks = [mark for one in attempts for mark in one.marks]
    return OfItem(code, agreed(marks), len(attempts), median(one.seconds for one in attempts))


_POINTS = 120
"""Of a longer history the running kappa is worked out at evenly spaced attempts: no page has to wait."""


def _running(attempts: Sequence[Attempt]) -> Iterable[Reached]:
    scale = _Scale([mark for one in attempts for mark in one.marks])
    counts = scale.nothing()
    judged = 0
    apart = max(ceil(len(attempts) / _POINTS), 1)
    for number, attempt in enumerate(attempts, 1):
        scale.count(attempt.marks, counts)
        judged += len(attempt.marks)
        # Counted back from the last, which is always among them.
        if (len(attempts) - number) % apart:
            continue
        yield Reached(number, judged, _told(scale.statistics(counts, "none")))


def _blocks(attempts: Sequence[Attempt]) -> tuple[OfBlock, ...]:
    by_block: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.block and attempt.marks:
            by_block.setdefault(attempt.block, []).append(attempt)
    return tuple(_block(id, of_block) for id, of_block in by_block.items())


def _block(id: str, attempts: Sequence[Attempt]) -> OfBlock:
    found = agreed([mark for one in attempts for mark in one.marks])
    seconds = median(one.seconds for one in attempts)
    return OfBlock(id, attempts[0].at, len(attempts), found.share, found.kappa, seconds)


def _trend(blocks: Sequence[OfBlock]) -> Trend | Undefined:
    least = learning_conventions().blocks
    if len(blocks) < least:
        return Undefined(
            tr("A trend is told from {least} blocks on; so far {n}.", least=least, n=len(blocks))
        )
    before = Share(sum(one.share.part for one in blocks[:-1]), sum(one.share.whole for one in blocks[:-1]))
    last = blocks[-1].share
    if last.low > before.high:
        return Trend("up", before, last)
    return Trend("down" if last.high < before.low else "level", before, last)


def _enough(pairs: int) -> bool:
    return pairs >= learning_conventions().least


def _too_few(pairs: int) -> Undefined:
    least = learning_conventions().least
    return Undefined(tr("Too few cases to judge: {n} of at least {least}.", n=pairs, least=least))


def _told(found: Categories | Undefined) -> Estimate | Undefined:
    """Kappa where there is enough, its interval within what a kappa can be. Where nobody differs the interval
    has no width, which is no certainty and is not said."""
    if isinstance(found, Undefined):
        return found
    if not _enough(found.pairs):
        return _too_few(found.pairs)
    kappa = found.kappa
    if isinstance(kappa, Undefined) or isinstance(kappa.low, Undefined) or isinstance(kappa.high, Undefined):
        return kappa
    if kappa.low == kappa.high:
        none = Undefined(tr("No interval: every judgement agrees so far."))
        return Estimate(kappa.value, none, none)
    return Estimate(kappa.value, max(kappa.low, -1.0), min(kappa.high, 1.0))


def _number(
    found: Categories | Undefined, what: Callable[[Categories], float | Undefined]
) -> float | Undefined:
    if isinstance(found, Undefined):
        return found
    return what(found) if _enough(found.pairs) else _too_few(found.pairs)


def _categories(marks: Sequence[Marked], weights: Weights) -> Categories | Undefined:
    scale = _Scale(marks)
    counts = scale.nothing()
    scale.count(marks, counts)
    return scale.statistics(counts, weights)


class _Scale:
    """The categories in which these marks can be counted together.

    Marks of one item have its options. Those of several have in common how much of a fault was called: none,
    some, more; options without such an order are left out, unless all marks have the very same ones.
    """

    def __init__(self, marks: Sequence[Marked]) -> None:
        refs = {Ref(*place) for place in {(mark.ref.assessment, mark.ref.step) for mark in marks}}
        options = {tuple(_options(ref)) for ref in refs} - {()}
        self.one = next(iter(options)) if len(options) == 1 else ()
        self.ordered = len(options) > 1 or all(_in_order(ref) for ref in refs if _options(ref))
        most = max((max(_ranks(ref).values(), default=0) for ref in refs), default=0)
        self.size = len(self.one) or (most + 1 if options else 0)
        self.places = {(ref.assessment, ref.step): self._places(ref) for ref in refs}

    def nothing(self) -> list[list[float]]:
        return [[0.0] * self.size for _ in range(self.size)]

    def count(self, marks: Iterable[Marked], counts: list[list[float]]) -> None:
        for mark in marks:
            places = self.places[mark.ref.assessment, mark.ref.step]
            given = None if mark.given is None else places.get(mark.given)
            right = None if mark.key is None else places.get(mark.key)
            if given is not None and right is not None:
                counts[given][right] += 1

    def statistics(self, counts: list[list[float]], weights: Weights) -> Categories | Undefined:
        """The learner's categories in the rows, those of the key in the columns."""
        if not self.size:
            return Undefined(tr("A number has no categories: agreement is within its tolerance."))
        if weights != "none" and not self.ordered:
            return Undefined(tr("These categories have no order."))
        return of_table(table(counts, self.size), weights)

    def _places(self, ref: Ref) -> Mapping[str, int]:
        """Which category each option of an item is counted as."""
        if self.one and _options(ref):
            return {code: at for at, code in enumerate(self.one)}
        return _ranks(ref)


def _same_for_all(ref: Ref) -> Ref:
    return Ref(ref.assessment, ref.step)


@cache
def _options(ref: Ref) -> Sequence[str]:
    """The codes of an item's options, the least first where they have an order; none of a number."""
    if ref == CLASS:
        return tuple(labels())
    kind = assessment(ref.assessment).protocol.step(ref.step).kind
    if not isinstance(kind, Chosen):
        return ()
    order = _ranks(ref)
    return tuple(sorted((option.code for option in kind.options), key=lambda code: order.get(code, 0)))


def _in_order(ref: Ref) -> bool:
    """Whether no two options are alike in how much of a fault they call, and none is left out."""
    return sorted(_ranks(ref).values()) == list(range(len(_options(ref))))


@cache
def _ranks(ref: Ref) -> Mapping[str, int]:
    if ref == CLASS:
        return {}
    kind = assessment(ref.assessment).protocol.step(ref.step).kind
    return ranks(Item(ref, "", kind))


def _difference(marks: Sequence[Marked]) -> Limits | Undefined:
    """How far the learner's numbers lie from the key's, for marks of one item alone."""
    if len({mark.item for mark in marks}) != 1 or _options(_same_for_all(marks[0].ref)):
        return Undefined(tr("Not one number."))
    pairs = [
        [float(Decimal(mark.given)), float(Decimal(mark.key))]
        for mark in marks
        if mark.given is not None and mark.key is not None
    ]
    if not _enough(len(pairs)):
        return _too_few(len(pairs))
    return limits_of_agreement(table(pairs, 2))
