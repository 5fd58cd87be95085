"""The safety screen as it stands: every item in its column, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.evaluation import Evaluation
from app.screens.safety_box import Box, box
from app.screens.safety_words import NUMBERS
from app.screens.state import State
from app.screens.walk import locked_by_safety
from assessments.language.citations import citation
from assessments.language.exam import Exam
from assessments.language.outcome import Fired
from assessments.language.protocol import Counted
from assessments.language.value import Ref
from assessments.safety.items import Item, asked, item
from assessments.safety.protocol import ID, PROTOCOL
from assessments.safety.screen import put
from resources.tongue import tr

URGENT = ("R1", "R2")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item. `answer` is "yes", "no", a count as text, or "" for not asked; `low` and `high` are the
    limits of a count. `barred` says why the item is not put to this person."""

    code: str
    number: str
    words: str
    answer: str = ""
    fired: bool = False
    caution: bool = False
    barred: str = ""
    noted: bool = False
    locked: bool = False
    low: int = 0
    high: int = 0

    @property
    def waits(self) -> bool:
        return not self.answer and not self.barred


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What a yes in this column does, and its items by what they make one think of."""

    heading: str
    state: State
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class SafetyScreen:
    """`override` names what a typed reason may lift now: "R2", "HOLD" or "". `referral` says that the
    referral note can be printed, `stopped` that nothing but it is left to do."""

    about: str
    columns: tuple[Column, Column]
    box: Box
    override: str
    referral: bool
    stopped: bool

    @property
    def lines(self) -> tuple[ItemLine, ...]:
        return tuple(line for column in self.columns for group in column.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class Explained:
    """Why an item is asked: what may be said aloud, what it makes one think of, what a yes means."""

    title: str
    question: str
    thought: str
    action: str
    sources: tuple[str, ...]


def safety_screen(exam: Exam, evaluation: Evaluation) -> SafetyScreen:
    lines = tuple(_line(one, exam, evaluation) for one in asked())
    pairs = tuple(zip(asked(), lines, strict=True))
    first = tuple(pair for pair in pairs if pair[0].result == "R1")
    second = tuple(pair for pair in pairs if pair[0].result != "R1")
    safety = evaluation.safety
    strengths = {fired.result for fired in safety.fired}
    return SafetyScreen(
        about=tr("{put} items.", put=len(put(exam.answers))),
        columns=(
            Column(tr("Any yes: emergency today"), State.STOP, _groups(first)),
            Column(tr("Any yes: medical review, or caution"), State.CAUTION, _groups(second)),
        ),
        box=box(exam, evaluation),
        override=_override(evaluation) if exam.open else "",
        referral=bool(strengths & set(URGENT)),
        stopped=locked_by_safety(exam, evaluation),
    )


def next_waiting(screen: SafetyScreen, after: str) -> str:
    """The code of the next item that is not asked, below and then from the top; empty when none waits."""
    codes = [line.code for line in screen.lines]
    start = codes.index(after) + 1 if after in codes else 0
    turned = screen.lines[start:] + screen.lines[:start]
    return next((line.code for line in turned if line.waits), "")


def explained(code: str) -> Explained:
    found = item(code)
    return Explained(
        title=f"{NUMBERS[found.code]}  {found.ask}",
        question=found.question,
        thought=found.thought,
        action=found.action,
        sources=tuple(citation(key).words for key in found.cites),
    )


def call_ref(evaluation: Evaluation) -> Ref | None:
    """Where it is written who took the call: the note of the first item that fired a referral."""
    for strength in URGENT:
        for fired in evaluation.safety.fired:
            if fired.result == strength:
                return note_ref(item(fired.code).code)
    return None


def note_ref(code: str) -> Ref:
    return Ref(ID, f"{code}_note")


def override_words(what: str) -> str:
    """What the reason is for, as the protocol says it."""
    return PROTOCOL.step(f"override_{what}").ask


def _override(evaluation: Evaluation) -> str:
    safety = evaluation.safety
    strengths = {fired.result for fired in safety.fired}
    if "R1" in strengths:
        return ""
    if "R2" in strengths and "R2" not in safety.overridden:
        return "R2"
    return "HOLD" if safety.held else ""


def _groups(pairs: tuple[tuple[Item, ItemLine], ...]) -> tuple[Group, ...]:
    return tuple(
        Group(name, tuple(line for _, line in group))
        for name, group in groupby(pairs, key=lambda pair: pair[0].group)
    )


def _line(one: Item, exam: Exam, evaluation: Evaluation) -> ItemLine:
    answers, step = exam.answers, PROTOCOL.step(one.code)
    kind = step.kind
    counts = isinstance(kind, Counted)
    amount = answers.amount(ID, one.code)
    answer = (answers.choice(ID, one.code) or "") if not counts else "" if amount is None else str(amount)
    barred = "" if step.applies is None or step.applies(answers) else _why_not(one.code, exam)
    if answer == "not_applicable":
        answer, barred = "", tr("Not applicable")
    fired = [f for f in evaluation.safety.fired if item(f.code).code == one.code] + list(
        _together(one, answer, evaluation)
    )
    note = answers.text(ID, f"{one.code}_note")
    return ItemLine(
        code=one.code,
        number=NUMBERS[one.code],
        words=one.ask,
        answer="" if barred else answer,
        fired=any(f.result in URGENT for f in fired),
        caution=bool(fired),
        barred=barred,
        noted=bool(note and note.strip()),
        locked=not exam.open,
        low=kind.low if isinstance(kind, Counted) else 0,
        high=kind.high if isinstance(kind, Counted) else 0,
    )


def _together(one: Item, answer: str, evaluation: Evaluation) -> Iterator[Fired]:
    """What another item fired only because this one is yes too: new mid-line pain with fragile bone, and
    the features counted after an early onset."""
    other = {"RF23M": "RF23", "RF30_features": "RF30"}.get(one.code)
    for fired in evaluation.safety.fired:
        if fired.code == other and answer not in ("", "no") and (other == "RF30" or fired.result == "R2"):
            yield fired


def _why_not(code: str, exam: Exam) -> str:
    if code == "RF30_features":
        onset = exam.answers.choice(ID, "RF30")
        return tr("Not needed") if onset == "no" else tr("After {number}", number=NUMBERS["RF30"])
    return tr("Not this age") if code == "RF12" else tr("Not this sex")
