"""Prone hip extension on screen: three lifts a leg, what was seen in each, and what it amounts to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.evaluation import Evaluation
from app.screens.entry import EntryScreen, entry_screen
from app.screens.method import MethodScreen, method_screen
from app.screens.state import State
from app.screens.testing import (
    CautionScreen,
    Outcome,
    caution_screen,
    locked_words,
    order_note,
    order_words,
    passed_over,
    sides_in_order,
    when_done,
    why_not_done,
)
from assessments.language.answers import Answers
from assessments.language.completeness import open_refs
from assessments.language.conventions import Rule, conventions
from assessments.language.exam import Exam
from assessments.language.finding import Method, Presence
from assessments.language.protocol import Chosen, Scale, Step
from assessments.language.value import SIDES, Choice, Ref, Side, Value
from assessments.prone_hip_extension import ASSESSMENT
from assessments.prone_hip_extension.protocol import ID, LIFTS, PROTOCOL, SCORED
from assessments.prone_hip_extension.scoring import positive_patterns, seen, started
from resources.tongue import tr

ABOUT = tr("{lifts} lifts each leg, no cues. Watch the back and pelvis.", lifts=LIFTS)
NOTED = ("knee_flexion", "leads")
"""Seen and never scored; who leads is only looked at by those who want to."""
CLEAN = (*SCORED, "knee_flexion")
"""What a lift is clean of."""
FIELDS = ("lift_height", "pain", "difficulty")
BETTER = Ref(ID, "better_when_stabilised")


@dataclass(frozen=True, slots=True)
class LiftCell:
    """One pattern in one lift. `tone` is "empty", "zero", "some", "finding", "missing", "not_done" or
    "locked"."""

    ref: Ref
    text: str = ""
    word: str = ""
    tone: str = "empty"


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One pattern; `keys` are those that say how it was."""

    step: str
    label: str
    about: str
    keys: str
    scored: bool


@dataclass(frozen=True, slots=True)
class LiftBlock:
    """One side: a row of cells for each pattern, and how often each was clear ("3", "of 3")."""

    side: Side
    note: str
    cells: tuple[tuple[LiftCell, ...], ...]
    counts: tuple[tuple[str, str], ...]
    result: Outcome


@dataclass(frozen=True)
class HipExtensionScreen:
    """`asks_better` says that the repeat with the pelvis held is due, or was answered; `complete` that
    nothing of it is open. `locked` says why nothing can be recorded."""

    method: MethodScreen
    caution: CautionScreen | None
    rows: tuple[PatternRow, ...]
    blocks: tuple[LiftBlock, ...]
    entries: Mapping[Ref, EntryScreen]
    rule: Rule
    asks_better: bool
    complete: bool
    locked: str


def hip_extension_screen(exam: Exam, evaluation: Evaluation, last: Method | None) -> HipExtensionScreen:
    """The exam's hip extension as it stands; `last` is the method of the visit before."""
    answers = exam.answers
    locked = locked_words(exam, evaluation)
    missed = passed_over(ASSESSMENT, answers, tuple(path(answers)))
    rows = tuple(_row(PROTOCOL.step(name)) for name in (*SCORED, *NOTED))
    blocks = tuple(_block(side, exam, evaluation, missed, bool(locked)) for side in SIDES)
    single = [step for step in PROTOCOL.steps if not step.method and not step.trials]
    entries = {
        ref: entry_screen(answers, ref, step.kind, missing=ref in missed, locked=bool(locked))
        for step in single
        for ref in step.refs(ID)
    }
    positive = any(positive_patterns(answers, side) for side in SIDES)
    return HipExtensionScreen(
        method=method_screen(ASSESSMENT, answers, last),
        caution=CautionScreen((locked,), True) if locked else caution_screen(ASSESSMENT, answers),
        rows=rows,
        blocks=blocks,
        entries=entries,
        rule=conventions().rules["PHE_MIN_REPS"],
        asks_better=positive or BETTER in answers.entries,
        complete=not open_refs(ASSESSMENT, answers),
        locked=locked,
    )


def path(answers: Answers) -> Iterator[Ref]:
    """Every place in the order in which one key after another fills them."""
    sides = sides_in_order(answers)
    yield from (Ref(ID, step.id) for step in PROTOCOL.steps if step.method)
    yield from (Ref(ID, "passive_extension", side) for side in sides)
    for side in sides:
        for lift in range(1, LIFTS + 1):
            yield from (Ref(ID, pattern, side, lift) for pattern in CLEAN)
        yield Ref(ID, "familiar_pain", side)
    if any(positive_patterns(answers, side) for side in sides):
        yield BETTER


def next_place(answers: Answers) -> Ref | None:
    """The first place on the path that waits for an answer; None when the path is walked."""
    for ref in path(answers):
        if ref in answers.entries or answers.not_done(ID, ref.side):
            continue
        if ref.trial is not None and _closed(answers, ref.side):
            continue
        return ref
    return None


def clean_lift(answers: Answers, side: Side, lift: int) -> tuple[tuple[Ref, Value], ...]:
    """What one key says of a lift: nothing was seen of what has not been answered yet."""
    refs = (Ref(ID, pattern, side, lift) for pattern in CLEAN)
    return tuple((ref, Choice("none")) for ref in refs if ref not in answers.entries)


def lift_begun(answers: Answers, side: Side, lift: int) -> bool:
    """Whether anything of that lift has been answered."""
    return any(Ref(ID, pattern, side, lift) in answers.entries for pattern in CLEAN)


def scale_words(step: Step) -> str:
    """ "Felt difficulty, 0–5"."""
    limits = f", {step.kind.low}–{step.kind.high}" if isinstance(step.kind, Scale) else ""
    return f"{step.ask}{limits}"


def _row(step: Step) -> PatternRow:
    assert isinstance(step.kind, Chosen)
    keys = "".join(option.key for option in step.kind.options)
    about = step.hint[:1].lower() + step.hint[1:]
    return PatternRow(step.id, step.ask, about, keys, step.id in SCORED)


def _block(side: Side, exam: Exam, evaluation: Evaluation, missed: frozenset[Ref], locked: bool) -> LiftBlock:
    answers = exam.answers
    cells = tuple(
        tuple(_cell(Ref(ID, pattern, side, lift), answers, missed, locked) for lift in range(1, LIFTS + 1))
        for pattern in (*SCORED, *NOTED)
    )
    counts = []
    for pattern in (*SCORED, *NOTED):
        count = seen(answers, side, pattern)
        counts.append(
            (str(count.clear), tr("of {judged}", judged=count.judged)) if count.judged else ("", "")
        )
    result = _result(side, answers, evaluation)
    return LiftBlock(side, _note(side, exam, result), cells, tuple(counts), result)


def _cell(ref: Ref, answers: Answers, missed: frozenset[Ref], locked: bool) -> LiftCell:
    code = answers.choice(ID, ref.step, ref.side, ref.trial)
    if code is None:
        closed = _closed(answers, ref.side) or answers.not_done(ID, ref.side)
        tone = "missing" if ref in missed else "not_done" if closed else "locked" if locked else "empty"
        return LiftCell(ref, tone=tone)
    kind = PROTOCOL.step(ref.step).kind
    assert isinstance(kind, Chosen)
    option = next(option for option in kind.options if option.code == code)
    tone = {"none": "zero", "clear": "finding" if ref.step in SCORED else "some"}.get(code, "some")
    return LiftCell(ref, option.key, option.words, tone)


def _closed(answers: Answers, side: Side | None) -> bool:
    """Whether no more lifts are expected on that side."""
    return (
        answers.choice(ID, "stopped_by", side) is not None
        or answers.choice(ID, "passive_extension", side) == "no"
    )


def _result(side: Side, answers: Answers, evaluation: Evaluation) -> Outcome:
    found = evaluation.findings["HEC"].by_side[side]
    match found.presence:
        case Presence.PRESENT:
            return Outcome(State.FINDING, tr("Positive"), found.words)
        case Presence.ABSENT:
            return Outcome(State.NEGATIVE, tr("Negative"), found.words)
        case Presence.UNKNOWN:
            if (left_out := answers.not_done(ID, side)) is not None:
                return Outcome(State.NOT_DONE, tr("Not done"), why_not_done(left_out))
            if _closed(answers, side) or answers.choice(ID, "version") == "drawing_in":
                return Outcome(State.NOT_DONE, tr("Unknown"), found.words)
            if started(answers, side):
                return Outcome(State.MISSING, tr("Open"), found.words)
            return Outcome(State.TO_DO, found.words)


def _note(side: Side, exam: Exam, result: Outcome) -> str:
    answers = exam.answers
    order = order_note(answers, side)
    if answers.not_done(ID, side):
        return tr("not done")
    lifts = [Ref(ID, p, side, lift) for p in SCORED for lift in range(1, LIFTS + 1)]
    if answers.choice(ID, "stopped_by", side):
        return tr(
            "{order}, stopped {time}",
            order=order_words(answers, side),
            time=when_done(exam, [Ref(ID, "stopped_by", side)]),
        )
    if all(ref in answers.entries for ref in lifts):
        return tr("{order}, done {time}", order=order_words(answers, side), time=when_done(exam, lifts))
    return order
