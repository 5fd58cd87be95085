"""What a learner takes away from the practice, in words: the same for the page and for paper."""

from __future__ import annotations

from dataclasses import dataclass

from app.practice.kappa_plot import Goal, Reached


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
    reached: tuple[Reached, ...]
    goal: Goal
    items: tuple[ItemLine, ...] = ()
    next_up: str = ""
    blocks: tuple[BlockLine, ...] = ()
    circuits: tuple[CircuitLines, ...] = ()
    notes: tuple[NoteLine, ...] = ()
