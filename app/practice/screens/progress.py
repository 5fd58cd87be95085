"""The progress page: what was agreed with the keys so far, item by item, and what to practise next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.agreement.undefined import Estimate, Undefined
from app.dates import write_date, write_time
from app.practice.attempt import Attempt
from app.practice.kappa_plot import Goal, PlotPoint, two_places
from app.practice.learning import (
    Agreement,
    Learning,
    OfBlock,
    OfItem,
    Reached,
    Trend,
    learning,
    learning_conventions,
)
from app.practice.share import Share
from app.practice.task import CLASSIFICATION
from assessments.language.catalogue import assessment
from resources.tongue import listed, tr, trn

Calling = Literal["", "more", "less", "both", "other"]
"""Which way the misses of an item went: above the key, below it, both ways alike, or no way that can be
told yet."""

NOTHING = tr("Nothing was judged yet.")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item over everything that was judged of it. `kappa` is None where it is not defined or rests on
    too little; then `kappa_words` say why."""

    code: str
    test: str
    item: str
    judged: str
    percent: str
    percent_interval: str
    kappa: float | None
    interval: tuple[float, float] | None
    kappa_words: str
    interval_words: str
    pabak: str
    calling: Calling
    calling_words: str
    time: str
    weakest: bool = False

    @property
    def spoken(self) -> str:
        """The row as it is read aloud."""
        parts = [
            tr("{test}, {item}", test=self.test, item=self.item),
            tr("judged {n}", n=self.judged),
            tr("agree {percent}, interval {interval}", percent=self.percent, interval=self.percent_interval),
            tr("kappa {kappa}", kappa=self.kappa_words) if self.kappa is not None else self.kappa_words,
            self.interval_words,
            tr("PABAK {pabak}", pabak=self.pabak) if self.pabak else "",
            self.calling_words,
            tr("time {time}", time=self.time),
            tr("among the weakest") if self.weakest else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block or circuit of stations as it was done."""

    on: str
    day: str
    what: str
    cases: str
    percent: str
    agreed: str
    kappa: str
    stations: bool


@dataclass(frozen=True, slots=True)
class ProgressScreen:
    """`empty` is what to say and do first where nothing was done yet; then all else is empty. `big` is kappa
    large, or "" where there is none and `lines` say why."""

    learner: str
    cases: int
    judged: int
    big: str
    lines: tuple[str, ...]
    standing: str
    points: tuple[PlotPoint, ...]
    goal: Goal
    trend: str
    items: tuple[ItemRow, ...]
    next_up: str
    next_codes: tuple[str, ...]
    blocks: tuple[BlockRow, ...]
    empty: str = ""


def progress_screen(attempts: Sequence[Attempt], learner: str) -> ProgressScreen:
    """Of one learner's attempts in the order in which they were done."""
    found = learning(attempts)
    rules = learning_conventions()
    overall = found.overall
    nobody = tr("Nothing practised yet. Enter starts ten mixed cases; every commit comes onto this page.")
    return ProgressScreen(
        learner=learner or tr("Without a name"),
        cases=found.attempts,
        judged=overall.judged if overall else 0,
        big=kappa_words(overall.kappa) if overall and isinstance(overall.kappa, Estimate) else "",
        lines=tuple(_lines(overall)) if overall else (),
        standing=_standing(overall) if overall else "",
        points=tuple(_point(one) for one in found.running),
        goal=Goal(rules.goal, rules.acceptable),
        trend=_trend(found.trend),
        items=_items(found),
        next_up=_next_up(found),
        next_codes=found.weakest,
        blocks=tuple(_block(one, attempts) for one in reversed(found.blocks)),
        empty="" if attempts else nobody,
    )


# Agreement so far


def _lines(overall: Agreement) -> list[str]:
    judged = trn("unweighted kappa, {n} item judged", "unweighted kappa, {n} items judged", overall.judged)
    lines = [judged]
    if isinstance(overall.kappa, Undefined):
        lines.append(overall.kappa.reason)
    else:
        lines.append(interval_line(overall.kappa))
    pabak = number_words(overall.pabak)
    agree = tr("agree {percent}", percent=percent_words(overall.share))
    lines.append(tr("{agree}, PABAK {pabak}", agree=agree, pabak=pabak) if pabak else agree)
    return lines


def interval_line(kappa: Estimate) -> str:
    """ "95 % interval 0.36 to 0.80", or why there is none."""
    ends = ends_of(kappa)
    if ends is None:
        return tr("no interval: {why}", why=_no_interval(kappa))
    return tr("95 % interval {low} to {high}", low=two_places(ends[0]), high=two_places(ends[1]))


def goal_words() -> str:
    """What the shaded part of the plot and its dashed line are."""
    rules = learning_conventions()
    return tr(
        "Shaded: {acceptable} and more, acceptable. Dashed: {goal}, the goal. Both are conventions.",
        acceptable=two_places(rules.acceptable),
        goal=two_places(rules.goal),
    )


def _standing(overall: Agreement) -> str:
    if overall.wide:
        return tr("Too few cases to judge: the interval is wide, or there is none.")
    return tr("Items of one patient hang together, so the true interval is a little wider.")


def _point(one: Reached) -> PlotPoint:
    if isinstance(one.kappa, Undefined):
        return PlotPoint(one.number, None)
    return PlotPoint(one.number, one.kappa.value, ends_of(one.kappa))


def _no_interval(kappa: Estimate) -> str:
    """Why there is none."""
    return kappa.low.reason if isinstance(kappa.low, Undefined) else ""


def ends_of(kappa: Estimate) -> tuple[float, float] | None:
    """None where there is no interval."""
    low, high = kappa.low, kappa.high
    return None if isinstance(low, Undefined) or isinstance(high, Undefined) else (low, high)


def _trend(trend: Trend | Undefined) -> str:
    if isinstance(trend, Undefined):
        return trend.reason
    values = {"last": percent_words(trend.last), "before": percent_words(trend.before)}
    match trend.way:
        case "up":
            return tr("Better: the last block {last}, those before {before}.", **values)
        case "down":
            return tr("Worse: the last block {last}, those before {before}.", **values)
        case "level":
            return tr("No change that can be told: the last block {last}, those before {before}.", **values)


# By item


def _items(found: Learning) -> tuple[ItemRow, ...]:
    """The weakest first: by the low end of what the share of agreement may be. What was judged too seldom
    comes last."""
    least = learning_conventions().least

    def place(one: OfItem) -> tuple[bool, float, str]:
        return one.agreement.judged < least, one.agreement.share.low, one.code

    return tuple(_item(one, one.code in found.weakest) for one in sorted(found.items, key=place))


def _item(one: OfItem, weakest: bool) -> ItemRow:
    agreement = one.agreement
    kappa = agreement.kappa if isinstance(agreement.kappa, Estimate) else None
    calling, words = _calling(agreement)
    return ItemRow(
        code=one.code,
        test=test_words(one.code.partition(".")[0]),
        item=item_words(one.code),
        judged=str(agreement.judged),
        percent=percent_words(agreement.share),
        percent_interval=_share_interval(agreement.share),
        kappa=kappa.value if kappa else None,
        interval=ends_of(kappa) if kappa else None,
        kappa_words=kappa_words(agreement.kappa) if kappa else _no_kappa(agreement),
        interval_words=_interval(kappa, agreement.wide) if kappa else "",
        pabak=number_words(agreement.pabak),
        calling=calling,
        calling_words=words,
        time=time_words(one.seconds),
        weakest=weakest,
    )


def _no_kappa(agreement: Agreement) -> str:
    """Why; for a number how far it lies from the key, because kappa has no place there."""
    if not isinstance(agreement.difference, Undefined):
        found = agreement.difference
        return tr(
            "On average {mean} from the key, limits {low} to {high}",
            mean=_signed(found.mean),
            low=_signed(found.low),
            high=_signed(found.high),
        )
    return agreement.kappa.reason if isinstance(agreement.kappa, Undefined) else ""


def _interval(kappa: Estimate, wide: bool) -> str:
    ends = ends_of(kappa)
    if ends is None:
        return _no_interval(kappa)
    low, high = map(two_places, ends)
    if wide:
        return tr("wide: {low} to {high}", low=low, high=high)
    return tr("{low} to {high}", low=low, high=high)


def _calling(agreement: Agreement) -> tuple[Calling, str]:
    misses = agreement.share.whole - agreement.share.part
    if not misses:
        return "", tr("no miss")
    sided = agreement.over + agreement.under
    match agreement.bias:
        case "over":
            return "more", tr("above the key: {n} of {of}", n=agreement.over, of=sided)
        case "under":
            return "less", tr("below the key: {n} of {of}", n=agreement.under, of=sided)
        case "both":
            return "both", tr(
                "both ways: {over} above, {under} below", over=agreement.over, under=agreement.under
            )
        case "":
            return "other", trn("{n} miss", "{n} misses", misses)


def _next_up(found: Learning) -> str:
    least = learning_conventions().weakest_least
    if not any(one.agreement.judged >= least for one in found.items):
        return tr("Too early to say: no item was judged {least} times yet.", least=least)
    if not found.weakest:
        return tr("No item stands out: none that was judged {least} times or more was missed.", least=least)
    return listed(
        [
            tr("{test}: {item}", test=test_words(code.partition(".")[0]), item=item_words(code))
            for code in found.weakest
        ]
    )


# Blocks


def _block(block: OfBlock, attempts: Sequence[Attempt]) -> BlockRow:
    of_block = [one for one in attempts if one.block == block.id]
    stations = any(one.station for one in of_block)
    kappa = block.kappa
    return BlockRow(
        on=moment_words(block.at),
        day=write_date(block.at.date()),
        what=trn("{n} station", "{n} stations", block.tasks) if stations else _tests(of_block),
        cases=str(block.tasks),
        percent=percent_words(block.share),
        agreed=part_words(block.share),
        kappa=kappa_words(kappa) if isinstance(kappa, Estimate) else "",
        stations=stations,
    )


def _tests(attempts: Sequence[Attempt]) -> str:
    """The tests of a block in the order in which they first came."""
    names = list(dict.fromkeys(test_words(one.task.assessment) for one in attempts))
    if len(names) > _NAMED:
        return trn("{n} test, mixed", "{n} tests, mixed", len(names))
    return listed(names)


_NAMED = 2

# Words


def test_words(test: str) -> str:
    """What a test is called in a list."""
    if test == CLASSIFICATION:
        return tr("The class")
    return assessment(test).protocol.short_name


def item_words(code: str) -> str:
    """What an item is called beside its test: "Pelvis"."""
    test, _, step = code.partition(".")
    if test == CLASSIFICATION:
        return tr("The class")
    return assessment(test).protocol.step(step).ask


def percent_words(share: Share) -> str:
    return tr("{n} %", n=round(share.percent))


def part_words(share: Share) -> str:
    """ "41 of 50 (82 %)"."""
    percent = percent_words(share)
    return tr("{part} of {whole} ({percent})", part=share.part, whole=share.whole, percent=percent)


def moment_words(at: datetime) -> str:
    return f"{write_date(at.date())} {write_time(at)}"


def _share_interval(share: Share) -> str:
    return tr("{low} to {high}", low=round(100 * share.low), high=round(100 * share.high))


def kappa_words(kappa: Estimate | Undefined) -> str:
    return two_places(kappa.value) if isinstance(kappa, Estimate) else kappa.reason


def number_words(value: float | Undefined) -> str:
    """Empty where it is not defined; the reason stands where kappa would."""
    return "" if isinstance(value, Undefined) else two_places(value)


def time_words(seconds: float) -> str:
    """ "0:42"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _signed(value: float) -> str:
    words = f"{abs(value):.1f}"
    if not float(words):
        return words
    return f"−{words}" if value < 0 else f"+{words}"
