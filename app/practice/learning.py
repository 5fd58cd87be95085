"""What a learner's attempts amount to: agreement with the key item by item, which way it errs, how it goes.

A number always has its interval beside it, or words stand in its place. Items of one person hang together
and the intervals take them for independent, so the truth is a little wider; the pages say so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import ceil
from statistics import median
from typing import Literal

from app.agreement.bland_altman import Limits, limits_of_agreement
from app.agreement.kappa import Categories
from app.agreement.ratings import table
from app.agreement.undefined import Estimate, Undefined
from app.practice.attempt import Attempt, Marked
from app.practice.scale import options, scale_of
from app.practice.share import Share
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
    blocks = _blocks(attempts)
    return Learning(
        attempts=len(attempts),
        overall=agreed(marks) if marks else None,
        items=items,
        tests=tuple(_tests(attempts)),
        running=tuple(_running(attempts)),
        blocks=blocks,
        trend=_trend(blocks),
        weakest=weakest(items),
    )


def agreed(marks: Sequence[Marked]) -> Agreement:
    """Of one mark or more, of one item or of several."""
    ways = [mark.way for mark in marks]
    scale = scale_of(marks)
    counts = scale.nothing()
    scale.count(marks, counts)
    plain, quadratic = scale.statistics(counts, "none"), scale.statistics(counts, "quadratic")
    return Agreement(
        judged=len(marks),
        unanswered=ways.count("unanswered"),
        share=Share(ways.count("same"), len(marks)),
        kappa=_told(plain, counts),
        quadratic=_told(quadratic, counts),
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
    marks: dict[str, list[Marked]] = {}
    seconds: dict[str, list[float]] = {}
    for attempt in attempts:
        codes = [mark.item for mark in attempt.marks]
        for code, mark in zip(codes, attempt.marks, strict=True):
            marks.setdefault(code, []).append(mark)
        for code in set(codes):
            seconds.setdefault(code, []).append(attempt.seconds)
    return (_of(code, found, seconds[code]) for code, found in marks.items())


def _tests(attempts: Sequence[Attempt]) -> Iterable[OfItem]:
    by_test: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        by_test.setdefault(attempt.task.assessment, []).append(attempt)
    for code, of_test in by_test.items():
        yield _of(code, [mark for one in of_test for mark in one.marks], [one.seconds for one in of_test])


def _of(code: str, marks: Sequence[Marked], seconds: Sequence[float]) -> OfItem:
    """`seconds` are those of each attempt in which it was asked."""
    return OfItem(code, agreed(marks), len(seconds), median(seconds))


_POINTS = 120
"""Of a longer history the running kappa is worked out at evenly spaced attempts: no page has to wait."""


def _running(attempts: Sequence[Attempt]) -> Iterable[Reached]:
    scale = scale_of([mark for one in attempts for mark in one.marks])
    counts = scale.nothing()
    judged = 0
    apart = max(ceil(len(attempts) / _POINTS), 1)
    for number, attempt in enumerate(attempts, 1):
        scale.count(attempt.marks, counts)
        judged += len(attempt.marks)
        # Counted back from the last, which is always among them.
        if (len(attempts) - number) % apart:
            continue
        yield Reached(number, judged, _told(scale.statistics(counts, "none"), counts))


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


_Counts = Sequence[Sequence[float]]


def _told(found: Categories | Undefined, counts: _Counts) -> Estimate | Undefined:
    """Kappa where there is enough and both sides used more than one answer, its interval within what a kappa
    can be. Where the judgements are all alike the interval has no width, which is no certainty and is not
    said."""
    if isinstance(found, Undefined):
        return found
    if not _enough(found.pairs):
        return _too_few(found.pairs)
    if single := _single_answer(counts):
        return Undefined(single)
    kappa = found.kappa
    if isinstance(kappa, Undefined) or isinstance(kappa.low, Undefined) or isinstance(kappa.high, Undefined):
        return kappa
    if kappa.high - kappa.low < _NO_WIDTH:
        none = Undefined(_all_alike(counts))
        return Estimate(kappa.value, none, none)
    return Estimate(kappa.value, max(kappa.low, -1.0), min(kappa.high, 1.0))


_NO_WIDTH = 1e-6
"""The root of a variance that is nothing but rounding is less than that."""


def _single_answer(counts: _Counts) -> str:
    """Why kappa, which then is 0 whatever was agreed, says nothing; "" where both sides used several."""
    given = sum(any(row) for row in counts)
    right = sum(any(column) for column in zip(*counts, strict=True))
    if given > 1 and right > 1:
        return ""
    if given <= 1 and right <= 1:
        return tr("No kappa: one answer only.")
    if given <= 1:
        return tr("No kappa: you used one answer.")
    return tr("No kappa: the key has one answer.")


def _all_alike(counts: _Counts) -> str:
    """Why there is no interval, in the middle of a sentence."""
    agreed = sum(row[at] for at, row in enumerate(counts))
    if agreed == sum(map(sum, counts)):
        return tr("all agree")
    return tr("none agrees") if not agreed else tr("not known")


def _number(
    found: Categories | Undefined, what: Callable[[Categories], float | Undefined]
) -> float | Undefined:
    if isinstance(found, Undefined):
        return found
    return what(found) if _enough(found.pairs) else _too_few(found.pairs)


def _difference(marks: Sequence[Marked]) -> Limits | Undefined:
    """How far the learner's numbers lie from the key's, for marks of one item alone."""
    if len({mark.item for mark in marks}) != 1 or options(marks[0].ref.assessment, marks[0].ref.step):
        return Undefined(tr("Not one number."))
    pairs = [
        [float(Decimal(mark.given)), float(Decimal(mark.key))]
        for mark in marks
        if mark.given is not None and mark.key is not None
    ]
    if not _enough(len(pairs)):
        return _too_few(len(pairs))
    return limits_of_agreement(table(pairs, 2))
