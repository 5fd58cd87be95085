"""The lateral step-down on screen: five repetitions a leg, the faults seen in each, and the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.code_words import capital
from app.evaluation import Evaluation
from app.screens.entry import EntryScreen, entry_screen
from app.screens.method import MethodScreen, method_screen
from app.screens.state import State
from app.screens.testing import (
    CautionScreen,
    Outcome,
    caution_screen,
    locked_words,
    order_words,
    passed_over,
    sides_in_order,
)
from assessments.language.answers import Answers
from assessments.language.conventions import Rule, conventions
from assessments.language.exam import Exam
from assessments.language.finding import Method, Presence, category_words
from assessments.language.protocol import Chosen, Option
from assessments.language.reading import number
from assessments.language.value import SIDES, Choice, Quantity, Ref, Side, Value
from assessments.lateral_step_down import ASSESSMENT
from assessments.lateral_step_down.protocol import (
    ID,
    MARKS,
    PROTOCOL,
    REPETITIONS,
    USUAL_STEPS,
    most,
)
from assessments.lateral_step_down.scoring import category, item_points, recorded, score
from resources.tongue import tr

ABOUT = tr("Five slow repetitions. A fault seen on any of them scores.")
ITEMS = tuple(MARKS)
KEYS = {str(number): item for number, item in enumerate(ITEMS, start=1)}
"""The key of each item, in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class ItemHead:
    """One item: its key, its name, and what each number of points is given for ("1", "Leans, any way")."""

    key: str
    name: str
    points: tuple[tuple[str, str], ...]
    item: str


@dataclass(frozen=True, slots=True)
class ItemCell:
    """One item of one side. `marks` are the repetitions: "todo", "clean", "fault" or "worse" (2 points).
    `tone` is "empty", "zero", "finding", "missing" or "not_done"."""

    item: str
    points: str
    words: str
    marks: tuple[str, ...]
    tone: str
    spoken: str


@dataclass(frozen=True, slots=True)
class StepBlock:
    """One side: five items, and the total in words and state. `done` is how many repetitions are."""

    side: Side
    order: str
    note: str
    done: int
    cells: tuple[ItemCell, ...]
    total: str
    result: Outcome


@dataclass(frozen=True)
class StepDownScreen:
    """`reasons` say of each side why its total is a finding or is not scored. `locked` says why nothing can
    be recorded."""

    method: MethodScreen
    caution: CautionScreen | None
    blocks: tuple[StepBlock, ...]
    entries: Mapping[Ref, EntryScreen]
    reasons: tuple[str, ...]
    locked: str


def step_down_screen(exam: Exam, evaluation: Evaluation, last: Method | None) -> StepDownScreen:
    """The exam's step-down as it stands; `last` is the method of the visit before."""
    answers = exam.answers
    locked = locked_words(exam, evaluation)
    missed = passed_over(ASSESSMENT, answers, tuple(path(answers)))
    single = [step for step in PROTOCOL.steps if step.sided and not step.trials]
    entries = {
        ref: entry_screen(answers, ref, step.kind, missing=ref in missed, locked=bool(locked))
        for step in single
        for ref in step.refs(ID)
    }
    return StepDownScreen(
        method=method_screen(
            ASSESSMENT,
            answers,
            last,
            {
                "step_height": tuple(
                    Option(number(cm), f"{number(cm)} cm", str(key)) for key, cm in enumerate(USUAL_STEPS, 1)
                )
            },
        ),
        caution=CautionScreen((locked,), True) if locked else caution_screen(ASSESSMENT, answers),
        blocks=tuple(_block(side, answers, evaluation, missed) for side in SIDES),
        entries=entries,
        reasons=_reasons(answers, evaluation),
        locked=locked,
    )


# The walk


def path(answers: Answers) -> Iterator[Ref]:
    """Every place in the order in which one key after another fills them."""
    sides = sides_in_order(answers)
    yield from (Ref(ID, step.id) for step in PROTOCOL.steps if step.method)
    for side in sides:
        for trial in range(1, REPETITIONS + 1):
            yield from (Ref(ID, item, side, trial) for item in ITEMS)
        yield Ref(ID, "repetitions_done", side)
    yield from (Ref(ID, "familiar_pain", side) for side in sides)


def next_place(answers: Answers) -> Ref | None:
    """The first place on the path that waits for an answer; a side whose repetitions are through, stopped
    or given as a total waits for none of them."""
    for ref in path(answers):
        if ref in answers.entries or answers.not_done(ID, ref.side):
            continue
        if ref.side and ref.step != "familiar_pain" and _through(answers, ref.side):
            continue
        return ref
    return None


def repetition(answers: Answers, side: Side) -> int:
    """The repetition that is being watched on that side; after the last one, the last."""
    return min(done(answers, side) + 1, REPETITIONS)


def done(answers: Answers, side: Side) -> int:
    amount = answers.amount(ID, "repetitions_done", side)
    return int(amount) if amount is not None else 0


def press(answers: Answers, side: Side, trial: int, item: str) -> tuple[Ref, Value | None]:
    """What the key of an item does: one point more, and after the most the fault is taken away again. In a
    repetition that is done, a fault taken away leaves it clean; before, not judged."""
    ref = Ref(ID, item, side, trial)
    points = int(answers.choice(ID, item, side, trial) or 0)
    if points < most(item):
        return ref, Choice(str(points + 1))
    return ref, Choice("0") if trial <= done(answers, side) else None


def finish(answers: Answers, side: Side, trial: int) -> tuple[tuple[Ref, Value], ...]:
    """What "repetition done" keeps: everything not seen in it was clean, and one more is done."""
    refs = (Ref(ID, item, side, trial) for item in ITEMS)
    clean: list[tuple[Ref, Value]] = [(ref, Choice("0")) for ref in refs if ref not in answers.entries]
    count = Quantity(Decimal(max(trial, done(answers, side))), "", str(trial))
    return (*clean, (Ref(ID, "repetitions_done", side), count))


def why_no_total(answers: Answers, side: Side) -> str:
    """Why a total alone cannot be given for that side; empty when it can."""
    return (
        tr("The items of this side are kept: its total comes from them.") if recorded(answers, side) else ""
    )


# One side


def _through(answers: Answers, side: Side) -> bool:
    return (
        done(answers, side) >= REPETITIONS
        or answers.choice(ID, "stopped_by", side) is not None
        or (answers.amount(ID, "total", side) is not None and not recorded(answers, side))
    )


def heads() -> tuple[ItemHead, ...]:
    """The heads of the five items."""
    return tuple(_head(key, item) for key, item in KEYS.items())


def _head(key: str, item: str) -> ItemHead:
    step = PROTOCOL.step(item)
    options = [option for option in MARKS[item].options if option.code != "0"]
    if len(options) == 1:
        return ItemHead(key, step.ask, ((options[0].code, step.hint),), item)
    points = tuple((o.code, o.words[:1].upper() + o.words[1:]) for o in options)
    return ItemHead(key, step.ask, points, item)


def _block(side: Side, answers: Answers, evaluation: Evaluation, missed: frozenset[Ref]) -> StepBlock:
    found = score(answers, side)
    cells = tuple(_cell(side, item, answers, missed) for item in ITEMS)
    total = str(found.totals[0]) if found.totals else ""
    return StepBlock(
        side,
        _order(side, answers),
        _note(side, answers),
        done(answers, side),
        cells,
        total,
        _result(side, answers, evaluation),
    )


def _order(side: Side, answers: Answers) -> str:
    if answers.choice(ID, "stopped_by", side):
        return tr("stopped")
    return order_words(answers, side)


def _note(side: Side, answers: Answers) -> str:
    count = done(answers, side)
    if answers.not_done(ID, side):
        return tr("not done")
    if answers.choice(ID, "stopped_by", side):
        return tr("{count} done", count=count)
    if not recorded(answers, side):
        return (
            tr("total only")
            if answers.amount(ID, "total", side) is not None
            else tr("rep 1 of {repetitions}", repetitions=REPETITIONS)
        )
    if count >= REPETITIONS:
        return tr("{count} done", count=count)
    return tr(
        "rep {repetition} of {repetitions}", repetition=repetition(answers, side), repetitions=REPETITIONS
    )


def _cell(side: Side, item: str, answers: Answers, missed: frozenset[Ref]) -> ItemCell:
    codes = [answers.choice(ID, item, side, trial) for trial in range(1, REPETITIONS + 1)]
    marks = tuple({None: "todo", "0": "clean", "1": "fault"}.get(code, "worse") for code in codes)
    name = PROTOCOL.step(item).ask
    limb = side.heading
    finished = done(answers, side) >= REPETITIONS
    if answers.not_done(ID, side):
        return ItemCell(
            item, "", tr("not done"), marks, "not_done", tr("{limb}, {name}: not done", limb=limb, name=name)
        )
    missing = any(Ref(ID, item, side, trial) in missed for trial in range(1, done(answers, side) + 1))
    if not missing and all(code is None for code in codes):
        return ItemCell(
            item, "", "", marks, "empty", tr("{limb}, {name}: not recorded", limb=limb, name=name)
        )
    points = item_points(answers, side, item)[0]
    if missing:
        return ItemCell(
            item, "", tr("missing"), marks, "missing", tr("{limb}, {name}: missing", limb=limb, name=name)
        )
    if points:
        kind = PROTOCOL.step(item).kind
        assert isinstance(kind, Chosen)
        words = next(option.words for option in kind.options if option.code == str(points))
        return ItemCell(item, str(points), words, marks, "finding", f"{limb}, {name}: {points}, {words}")
    words = tr("clean") if finished else tr("clean so far")
    return ItemCell(item, "0", words, marks, "zero", f"{limb}, {name}: {words}")


def _result(side: Side, answers: Answers, evaluation: Evaluation) -> Outcome:
    found, result = score(answers, side), evaluation.findings["FPC"].by_side[side]
    if answers.not_done(ID, side):
        return Outcome(State.NOT_DONE, tr("Not done"), result.reason)
    if not found.totals:
        if answers.choice(ID, "stopped_by", side):
            return Outcome(State.NOT_DONE, tr("Stopped"), found.blocked)
        if recorded(answers, side):
            return Outcome(State.MISSING, tr("Open"), result.reason)
        return Outcome(State.TO_DO, tr("Not recorded"))
    if not _through(answers, side):
        return Outcome(State.TO_DO, tr("So far"), "")
    if found.blocked:
        return Outcome(State.NOT_DONE, tr("Not scored"), found.blocked)
    if found.total is None:
        return Outcome(State.MISSING, tr("Open"), result.reason)
    state = {Presence.PRESENT: State.FINDING, Presence.ABSENT: State.NEGATIVE}
    words = capital(category_words(category(found.total)))
    detail = (
        tr("{grade} finding. {reason}", grade=result.grade, reason=result.reason)
        if result.grade
        else result.reason
    )
    return Outcome(state.get(result.presence, State.MISSING), words, detail)


def _reasons(answers: Answers, evaluation: Evaluation) -> tuple[str, ...]:
    """What is to be known of a step that is never scored; then of each side that is not simply good."""
    step = _unusual_step(answers)
    said = [step.words] if step else []
    for side in SIDES:
        outcome = _result(side, answers, evaluation)
        stopped = answers.choice(ID, "stopped_by", side) is not None
        plain = outcome.state is State.TO_DO or outcome.words == capital(category_words(category(0)))
        if outcome.detail and not plain and (stopped or step is None):
            said.append(f"{side.heading}: {outcome.detail}")
    return tuple(said)


def _unusual_step(answers: Answers) -> Rule | None:
    """The rule under which no total from this step counts; None for a step of the usual height."""
    height = answers.amount(ID, "step_height")
    rules = conventions()
    if height is None or rules["STEP_LOW"] <= height <= rules["STEP_HIGH"]:
        return None
    return rules.rules["STEP_LOW" if height < rules["STEP_LOW"] else "STEP_HIGH"]
