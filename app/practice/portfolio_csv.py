"""A learner's portfolio as one table for a spreadsheet: every item that was judged, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from app.agreement.undefined import Undefined
from app.csv_text import Cell, csv_text
from app.practice.attempt import Attempt
from app.practice.book import Pages, named
from app.practice.learning import OfItem, learning
from resources.tongue import tr

PRACTICE = tr("PRACTICE, no real patient")
"""The first cell of every row, so that no row that is copied elsewhere passes for a patient's."""

_PLACES = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """`kind` is "agreement", "item", "sign_off" or "note"; what a kind has not is empty. Codes are those of
    the exam, in English whatever the program speaks, so that a table can be read by a program."""

    practice: str
    kind: str
    learner: str
    at: str = ""
    block: str = ""
    station: str = ""
    patient: str = ""
    task: str = ""
    item: str = ""
    side: str = ""
    repetition: Cell = ""
    given: str = ""
    key: str = ""
    agrees: str = ""
    way: str = ""
    seconds: Cell = ""
    judged: Cell = ""
    agreed: Cell = ""
    unanswered: Cell = ""
    percent: Cell = ""
    percent_low: Cell = ""
    percent_high: Cell = ""
    kappa: Cell = ""
    kappa_low: Cell = ""
    kappa_high: Cell = ""
    pabak: Cell = ""
    over: Cell = ""
    under: Cell = ""
    other: Cell = ""
    by: str = ""
    decision: str = ""
    words: str = ""


def portfolio_csv(pages: Pages, learner: str, notes: bool = True) -> bytes:
    """Of one learner: the agreement of each item first, then every judgement in its order, then what
    supervisors signed and, where wanted, the notes to self. A statistic that is not defined is an empty cell
    with the reason in `words`."""
    name = named(learner)
    attempts = [one for one in pages.attempts if one.learner == name]
    rows: list[_Row] = [_agreement(one, name) for one in learning(attempts).items]
    for attempt in attempts:
        rows += _judged(attempt)
    rows += [
        _Row(
            PRACTICE,
            "sign_off",
            name,
            one.at.isoformat(),
            station=one.circuit,
            by=one.supervisor,
            decision=one.decision,
            words=one.comment,
        )
        for one in pages.sign_offs
        if one.learner == name
    ]
    if notes:
        rows += [
            _Row(PRACTICE, "note", name, one.at.isoformat(), words=one.words)
            for one in pages.notes
            if one.learner == name
        ]
    columns = [field.name for field in fields(_Row)]
    return csv_text([columns, *([getattr(row, column) for column in columns] for row in rows)])


def _agreement(one: OfItem, learner: str) -> _Row:
    found = one.agreement
    kappa = found.kappa
    low, high = (None, None) if isinstance(kappa, Undefined) else (kappa.low, kappa.high)
    return _Row(
        PRACTICE,
        "agreement",
        learner,
        item=one.code,
        seconds=round(one.seconds, 1),
        judged=found.judged,
        agreed=found.share.part,
        unanswered=found.unanswered,
        percent=round(found.share.percent, 1),
        percent_low=round(100 * found.share.low, 1),
        percent_high=round(100 * found.share.high, 1),
        kappa="" if isinstance(kappa, Undefined) else round(kappa.value, _PLACES),
        kappa_low=_number(low),
        kappa_high=_number(high),
        pabak=_number(found.pabak),
        over=found.over,
        under=found.under,
        other=found.other,
        words=kappa.reason if isinstance(kappa, Undefined) else "",
    )


def _judged(attempt: Attempt) -> Iterator[_Row]:
    for mark in attempt.marks:
        yield _Row(
            PRACTICE,
            "item",
            attempt.learner,
            attempt.at.isoformat(),
            block=attempt.block,
            station=attempt.station,
            patient=attempt.case,
            task=attempt.task.id,
            item=mark.item,
            side=mark.ref.side.value if mark.ref.side else "",
            repetition="" if mark.ref.trial is None else mark.ref.trial,
            given=mark.given or "",
            key=mark.key or "",
            agrees="yes" if mark.agrees else "no",
            way=mark.way,
            seconds=round(attempt.seconds, 1),
        )


def _number(value: float | Undefined | None) -> Cell:
    return "" if value is None or isinstance(value, Undefined) else round(value, _PLACES)
