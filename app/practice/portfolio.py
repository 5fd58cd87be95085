"""What a learner takes away from the practice, in words: the same for the page and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.practice.attempt import Attempt
from app.practice.book import Pages, named
from app.practice.kappa_plot import Goal, PlotPoint
from app.practice.notes import SignOff
from app.practice.screens.progress import (
    NOTHING,
    BlockRow,
    ItemRow,
    ProgressScreen,
    moment_words,
    part_words,
    progress_screen,
    time_words,
)
from app.practice.stations import Done, checklist, circuits
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item over everything that was judged of it; where a statistic is not defined its words say why."""

    item: str
    judged: str
    percent: str
    kappa: str
    pabak: str
    calling: str
    """Which way the misses went: "calls too much (4 of 5)"; empty where there is no way."""
    time: str


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block as it was scored."""

    on: str
    what: str
    cases: str
    agreed: str
    kappa: str


@dataclass(frozen=True, slots=True)
class SignOffLine:
    """What a supervisor said of stations, typed beside the learner; nothing of it was sent anywhere."""

    supervisor: str
    on: str
    decision: str
    comment: str


@dataclass(frozen=True, slots=True)
class StationLine:
    """One station of a circuit."""

    title: str
    mark: str
    time: str


@dataclass(frozen=True, slots=True)
class CircuitLines:
    """One circuit of stations with its marks and what was signed of it."""

    on: str
    stations: tuple[StationLine, ...]
    mark: str
    sign_offs: tuple[SignOffLine, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What the learner wrote to themselves at one case."""

    on: str
    task: str
    words: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """`learner` is the name as it was typed; `overall` is agreement so far in one line, and `standing` what
    may be made of it so far, such as that there are too few cases."""

    learner: str
    made_on: str
    cases: str
    judged: str
    overall: str
    standing: str
    reached: tuple[PlotPoint, ...]
    goal: Goal
    items: tuple[ItemLine, ...] = ()
    next_up: str = ""
    blocks: tuple[BlockLine, ...] = ()
    circuits: tuple[CircuitLines, ...] = ()
    notes: tuple[NoteLine, ...] = ()


def portfolio(pages: Pages, learner: str, at: datetime, with_notes: bool = False) -> Portfolio:
    """Of one learner's lines of the book; `learner` as it was typed, and "" is whoever typed no name."""
    name = named(learner)
    attempts = tuple(one for one in pages.attempts if one.learner == name)
    sign_offs = tuple(one for one in pages.sign_offs if one.learner == name)
    screen = progress_screen(attempts, name)
    return Portfolio(
        learner=screen.learner,
        made_on=moment_words(at),
        cases=str(screen.cases),
        judged=str(screen.judged),
        overall=_overall(screen),
        standing=". ".join(one.rstrip(".") for one in (screen.standing, screen.trend) if one) + ".",
        reached=screen.points,
        goal=screen.goal,
        items=tuple(_item(row) for row in screen.items),
        next_up=screen.next_up if screen.items else "",
        blocks=tuple(_block(row) for row in screen.blocks),
        circuits=tuple(_circuit(done) for done in reversed(circuits(attempts, sign_offs))),
        notes=_notes(pages, name) if with_notes else (),
    )


def _overall(screen: ProgressScreen) -> str:
    if not screen.judged:
        return NOTHING
    said = ", ".join(line.rstrip(".") for line in screen.lines)
    return tr("{kappa}: {said}.", kappa=screen.big, said=said) if screen.big else f"{said}."


def _item(row: ItemRow) -> ItemLine:
    kappa = row.kappa_words
    if row.kappa is not None and row.interval_words:
        kappa = tr("{kappa} ({interval})", kappa=row.kappa_words, interval=row.interval_words)
    return ItemLine(
        item=tr("{test}: {item}", test=row.test, item=row.item),
        judged=row.judged,
        percent=tr("{percent} ({interval})", percent=row.percent, interval=row.percent_interval),
        kappa=kappa,
        pabak=row.pabak,
        calling=row.calling_words,
        time=row.time,
    )


def _block(row: BlockRow) -> BlockLine:
    return BlockLine(row.on, row.what, row.cases, row.agreed, row.kappa)


def _circuit(done: Done) -> CircuitLines:
    return CircuitLines(
        on=moment_words(done.at),
        stations=tuple(
            StationLine(one.task.title, _mark([one]), time_words(one.seconds)) for one in done.stations
        ),
        mark=_mark(done.stations),
        sign_offs=tuple(_signed(one) for one in done.sign_offs),
    )


def _mark(attempts: Sequence[Attempt]) -> str:
    found = checklist(attempts)
    return part_words(found) if found else tr("nothing asked")


def _signed(signed: SignOff) -> SignOffLine:
    return SignOffLine(signed.supervisor, moment_words(signed.at), signed.decision_words, signed.comment)


def _notes(pages: Pages, learner: str) -> tuple[NoteLine, ...]:
    tasks = {one.id: one.task.title for one in pages.attempts}
    return tuple(
        NoteLine(moment_words(one.at), tasks.get(one.attempt, tr("No case")), one.words)
        for one in pages.notes
        if one.learner == learner
    )
