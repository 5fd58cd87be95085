"""The case page: what is known of the person, what is asked, and after the commit every answer by the key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.dates import write_time
from app.evaluation import evaluate
from app.practice.effects import FOUND, effects
from app.practice.marking import Mark
from app.practice.observer import key
from app.practice.sitting import Sitting
from app.practice.task import CLASSIFICATION, Item, Task, facts
from app.practice.truth import Case
from app.states import State
from assessments.classification.direction import EXTENSION, FLEXION
from assessments.hip_strength.movements import MOVEMENTS
from assessments.language.catalogue import assessment
from assessments.language.protocol import Chosen, Kind
from assessments.language.reading import number
from assessments.language.value import SIDES, Ref, Value
from assessments.language.words import value_words
from resources.tongue import inside, listed, tr, trn

NOT_ANSWERED = tr("not answered")
DOES_NOT_KNOW = tr("cannot be known")
"""The key of an item that the person cannot answer: there only an item left open agrees."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item before the commit. `spoken` names it where its group is not seen."""

    ref: Ref
    number: int
    words: str
    group: str
    spoken: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One item after the commit. `place` is its number on the page; a short answer is a digit or a number."""

    ref: Ref
    place: int
    words: str
    group: str
    you: str
    key: str
    agrees: bool
    way: str
    reason: str
    short: bool

    @property
    def state(self) -> State:
        return State.DONE if self.agrees else State.FINDING


@dataclass(frozen=True, slots=True)
class Place:
    """One case of the block in the strip under the scores."""

    number: int
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class CaseScreen:
    """`about` is who it is and what is told of the test; `found` is all that was found, where the class is
    asked. `marks` are empty before the commit; `standing` is what stands at the head then."""

    title: str
    about: str
    found: tuple[tuple[str, str], ...]
    rows: tuple[ItemRow, ...]
    marks: tuple[MarkRow, ...]
    open: int
    standing: str
    agreed: str
    places: tuple[Place, ...]
    go_on: str


def case_screen(sitting: Sitting, committed_at: datetime | None = None) -> CaseScreen:
    """The case at hand as it stands."""
    case, task = sitting.case, sitting.task
    marks = sitting.marks[sitting.at] if sitting.committed and sitting.reveals else ()
    rows = tuple(mark_row(number, mark) for number, mark in enumerate(marks, 1))
    left = len(sitting.open_items)
    return CaseScreen(
        title=_title(sitting),
        about=about_words(case, task),
        found=tuple(_found(case)) if task.assessment == CLASSIFICATION else (),
        rows=tuple(_rows(sitting)) if not marks else (),
        marks=rows,
        open=left,
        standing=_standing(sitting, committed_at, left),
        agreed=_agreed(marks),
        places=_places(sitting),
        go_on=_go_on(sitting),
    )


def _title(sitting: Sitting) -> str:
    of = len(sitting.asked)
    if of == 1:
        return sitting.task.title
    if sitting.whole:
        return tr("{test}, part {n} of {of}", test=sitting.task.title, n=sitting.at + 1, of=of)
    return tr("{test}, case {n} of {of}", test=sitting.task.title, n=sitting.at + 1, of=of)


def person_words(case: Case) -> str:
    """Who it is, as far as anybody knows before the first question: "Simulated patient, woman, 34 years"."""
    person = case.truth.person
    sex = {"female": tr("woman"), "male": tr("man")}.get(person.sex or "", tr("person"))
    if person.age_years is None:
        return tr("Simulated patient, {person}, age not known", person=sex)
    return tr("Simulated patient, {person}, {years} years", person=sex, years=person.age_years)


def about_words(case: Case, task: Task) -> str:
    """Who it is, and what is told of this test and not scored."""
    told = [_told(ref, task, value) for ref, value in facts(case, task).items() if not _tells(task, ref)]
    if not told or task.assessment == CLASSIFICATION:
        return tr("{person}.", person=person_words(case))
    return tr("{person}. Told: {facts}.", person=person_words(case), facts=", ".join(told))


def _told(ref: Ref, task: Task, value: Value) -> str:
    """What the exam asks as a question is told here, so that its question mark goes."""
    said = inside(_said(ref, value))
    asked = _ASKED.get((ref.assessment, ref.step)) or inside(item_words(ref, task))
    if asked.endswith("?") or (ref.assessment, ref.step) in _ASKED:
        return tr("{what}: {value}", what=asked.removesuffix("?"), value=said)
    return tr("{what} {value}", what=asked, value=said)


_ASKED = {("clamshell", "limiter"): tr("what stopped them")}
"""Said of the patient where the exam says it to them."""


def _tells(task: Task, ref: Ref) -> bool:
    """Facts that would give away what is to be found, as the whole time of a clamshell its repetitions; and
    those that are the same for everybody."""
    step = ref.step.removeprefix(f"{task.movement}_") if task.movement else ref.step
    return step in _LEFT_OUT.get(task.assessment, ())


_LEFT_OUT = {
    "clamshell": ("seconds", "corrections", "mode"),
    "hip_strength": ("method", "summary"),
    "thomas": ("method",),
}


def _found(case: Case) -> list[tuple[str, str]]:
    """The safety screen, the story and the findings, as somebody without error has them."""
    answers = key(case)
    result = evaluate(answers)
    fired = listed([item.words for item in result.safety.fired])
    intake = assessment("intake").protocol
    provoking = (step for step in (*EXTENSION, *FLEXION) if answers.choice("intake", step) == "worse")
    worse = [inside(intake.step(step).ask) for step in provoking]
    lines = [
        (tr("Safety screen"), fired or tr("nothing fired")),
        (tr("Worse with"), listed(worse) if worse else tr("none of the seven")),
    ]
    for code, finding in result.findings.items():
        right, left = (finding.by_side[side].words for side in SIDES)
        lines.append((FOUND[code], tr("right {right}; left {left}", right=inside(right), left=inside(left))))
    return lines


def _said(ref: Ref, value: Value) -> str:
    step = assessment(ref.assessment).protocol.step(ref.step)
    return value_words(step.kind, value)


def item_words(ref: Ref, task: Task) -> str:
    """The item without what the page is about already: on the page of one movement it is not said again."""
    step = assessment(ref.assessment).protocol.step(ref.step)
    if not task.movement:
        return step.ask
    head = MOVEMENTS[task.movement].name
    ask = step.ask.removeprefix(f"{head}:").strip()
    words = ask[:1].upper() + ask[1:]
    return f"{words}, {ref.side.words}" if ref.side and ref.trial is None else words


def _words(item: Item, task: Task) -> str:
    return item.ask if item.ref.assessment == CLASSIFICATION else item_words(item.ref, task)


def _rows(sitting: Sitting) -> list[ItemRow]:
    rows = []
    for place, item in enumerate(sitting.items, 1):
        words = _words(item, sitting.task)
        spoken = f"{item.group}, {inside(words)}" if item.group else words
        rows.append(ItemRow(item.ref, place, words, item.group, spoken, item.kind))
    return rows


def mark_row(number: int, mark: Mark) -> MarkRow:
    item = mark.item
    task = Task(item.ref.assessment, item.ref.side, _movement(item.ref))
    you = answer_words(item.kind, mark.given) if mark.given is not None else NOT_ANSWERED
    keyed = answer_words(item.kind, mark.key) if mark.key is not None else DOES_NOT_KNOW
    return MarkRow(
        ref=item.ref,
        place=number,
        words=_CLASS if item.ref.assessment == CLASSIFICATION else item_words(item.ref, task),
        group=item.group,
        you=you,
        key=keyed,
        agrees=mark.agrees,
        way=_WAYS[mark.way],
        reason=mark.reason,
        short=max(len(you), len(keyed)) <= _SHORT,
    )


_CLASS = tr("Class")
_SHORT = 4
"""Characters of an answer that may stand large."""

_WAYS = {
    "same": tr("agree"),
    "over": tr("differ, above the key"),
    "under": tr("differ, below the key"),
    "other": tr("differ"),
    "unanswered": tr("differ, left open"),
}


def _movement(ref: Ref) -> str:
    return ref.step.rpartition("_")[0] if ref.assessment == "hip_strength" else ""


def answer_words(kind: Kind, value: Value) -> str:
    """As short as it can be said: a score that is a digit is that digit."""
    code = getattr(value, "code", "")
    if isinstance(kind, Chosen) and code.isdigit():
        return str(code)
    return value_words(kind, value)


def _standing(sitting: Sitting, committed_at: datetime | None, left: int) -> str:
    if sitting.committed and committed_at is not None:
        return tr("Committed {time}", time=write_time(committed_at.time()))
    if not left:
        return tr("every item answered")
    return trn("{n} item open", "{n} items open", left)


def _agreed(marks: tuple[Mark, ...]) -> str:
    if not marks:
        return ""
    return tr("{n} of {of} agree", n=sum(1 for mark in marks if mark.agrees), of=len(marks))


def _places(sitting: Sitting) -> tuple[Place, ...]:
    places = []
    for n in range(1, len(sitting.asked) + 1):
        at = n - 1
        if at == sitting.at:
            places.append(Place(n, State.NOW, tr("case {n}, now", n=n)))
        elif at < len(sitting.attempts):
            places.append(Place(n, State.DONE, tr("case {n}, committed", n=n)))
        else:
            places.append(Place(n, State.TO_DO, tr("case {n}, to come", n=n)))
    return tuple(places)


def _go_on(sitting: Sitting) -> str:
    if not sitting.committed:
        return tr("Commit")
    if sitting.whole:
        return tr("How it went") if sitting.last else tr("Next test")
    return tr("How it went") if sitting.last else tr("Next case")


@dataclass(frozen=True, slots=True)
class ReasonScreen:
    """One item explained: what was given and what is the key, why, and what the miss would have changed."""

    title: str
    state: State
    words: str
    effect: str


def reason_screen(sitting: Sitting, at: int) -> ReasonScreen:
    """The item at that place, from 0, of a committed case."""
    mark = sitting.marks[sitting.at][at]
    row = mark_row(at + 1, mark)
    title = tr("{item}: you {you}, key {key}", item=row.words, you=row.you, key=row.key)
    if mark.agrees:
        if mark.tolerance is not None and mark.given != mark.key:
            title = tr(
                "{item}: you {you}, key {key}, within ±{amount}",
                item=row.words,
                you=row.you,
                key=row.key,
                amount=_amount(mark.item.kind, mark.tolerance),
            )
        return ReasonScreen(title, row.state, row.reason, "")
    return ReasonScreen(title, row.state, row.reason, effect_words(sitting, mark.item.ref))


def effect_words(sitting: Sitting, ref: Ref) -> str:
    """What this miss alone would have changed."""
    found = (
        one for one in effects(sitting.case, sitting.given_of_case, sitting.asked_of_case) if ref in one.refs
    )
    return next((one.words for one in found), "")


def _amount(kind: Kind, amount: Decimal) -> str:
    unit = getattr(kind, "unit", "")
    return f"{number(amount)}°" if unit == "deg" else number(amount)
