"""How a block went: every case with what agreed, and what to practise next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.practice.attempt import Attempt
from app.practice.library import cases
from app.practice.marking import Mark
from app.practice.screens.case import mark_row
from app.practice.sitting import Sitting
from app.states import State
from resources.tongue import listed, tr, trn


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One committed case. `missed` are the items that differ, as they are named on the page."""

    number: int
    test: str
    agreed: str
    missed: str
    about: str
    seconds: str
    state: State


@dataclass(frozen=True, slots=True)
class BlockScreen:
    """`weak` says which items differed most in this block, in words; empty where all agree."""

    title: str
    standing: str
    rows: tuple[ResultRow, ...]
    weak: str


def block_screen(sitting: Sitting) -> BlockScreen:
    """What was committed; a block that was left early says how many were not."""
    rows = tuple(
        _row(number, attempt, marks)
        for number, (attempt, marks) in enumerate(zip(sitting.attempts, sitting.marks, strict=True), 1)
    )
    agreed = sum(attempt.agreed for attempt in sitting.attempts)
    judged = sum(len(attempt.marks) for attempt in sitting.attempts)
    standing = tr("{n} of {of} items agree with the key", n=agreed, of=judged)
    left = len(sitting.asked) - len(sitting.attempts)
    if left:
        open_words = trn("{n} case was not done", "{n} cases were not done", left)
        standing = tr("{standing}; {open}", standing=standing, open=open_words)
    return BlockScreen(sitting.title, standing, rows, _weak(sitting.marks))


def _row(number: int, attempt: Attempt, marks: Sequence[Mark]) -> ResultRow:
    missed = [mark_row(at, mark).words for at, mark in enumerate(marks, 1) if not mark.agrees]
    written = cases().get(attempt.case)
    return ResultRow(
        number=number,
        test=attempt.task.title,
        agreed=tr("{n} of {of}", n=attempt.agreed, of=len(attempt.marks)),
        missed=listed(list(dict.fromkeys(missed))[:_NAMED]),
        about=written.about if written is not None else "",
        seconds=tr("{n} s", n=round(attempt.seconds)),
        state=State.FINDING if missed else State.DONE,
    )


_NAMED = 4
"""Items named in a line; the case page tells them all."""


def _weak(marks: Sequence[Sequence[Mark]]) -> str:
    """The items that differ in most cases of the block, two at the most."""
    often: dict[str, int] = {}
    for of_case in marks:
        names = {mark_row(0, mark).words for mark in of_case if not mark.agrees}
        for name in sorted(names):
            often[name] = often.get(name, 0) + 1
    most = sorted(often, key=lambda name: (-often[name], name))[:2]
    return listed(most)
