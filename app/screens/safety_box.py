"""The box beside the safety screen: what fired, what it makes one think of, what to do now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.dates import write_date, write_time
from app.evaluation import Evaluation
from app.screens.safety_words import AGE, number_of, open_words
from app.screens.state import State
from assessments.language.catalogue import catalogue
from assessments.language.exam import Exam
from assessments.language.outcome import Fired, SafetyResult
from assessments.language.value import Ref, Text
from assessments.safety.items import item
from assessments.safety.protocol import ID
from resources.tongue import tr, trn

MOST_NAMED = 10
"""Items that are named when they are not asked; of more than that, each group is counted."""

MOST_FIRED = 4
"""Items that are named in a referral; of more, the rest by number, so that what to do stays in sight."""

_STRENGTHS = ("R1", "R2", "N2", "hold", "caution")
_TITLES = {
    "R1": tr("Refer now: emergency"),
    "R2": tr("Refer urgently: medical review"),
    "out_of_scope": tr("Out of scope"),
    "hold": tr("Hold: plan withheld"),
    "caution": tr("Caution"),
    "clear": tr("No flags"),
}
_STATES = {
    "R1": State.STOP,
    "R2": State.STOP,
    "incomplete": State.MISSING,
    "out_of_scope": State.STOP,
    "hold": State.CAUTION,
    "caution": State.CAUTION,
    "clear": State.DONE,
}
_OVERRIDDEN = {"R2": tr("Went on after an urgent referral"), "HOLD": tr("Hold lifted")}


@dataclass(frozen=True, slots=True)
class FiredLine:
    """An item that fired, by its number on the page; `note` is what was written beside it."""

    number: str
    words: str
    note: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do now, the key that does it, and whether the record shows that it was done."""

    words: str
    keys: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """`stops` paints it as a referral; `foot` says what is locked, `small` what the list is not."""

    state: State
    title: str
    about: str
    fired: tuple[FiredLine, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    tasks: tuple[Task, ...] = ()
    foot: str = ""
    small: str = ""
    stops: bool = False


def box(exam: Exam, evaluation: Evaluation) -> Box:
    """The box for the result as it stands; a referral says nothing but itself."""
    safety = evaluation.safety
    if safety.result in ("R1", "R2"):
        return _referral(exam, safety)
    return Box(
        state=_STATES[safety.result],
        title=_TITLES.get(safety.result) or tr("{count} not asked", count=len(safety.unanswered)),
        about=_about(safety),
        fired=tuple(_fired(safety.fired, exam)),
        paragraphs=tuple(_paragraphs(exam, evaluation)),
        foot=_foot(safety),
        small=tr("Reminder list, not triage: you decide."),
    )


def _referral(exam: Exam, safety: SafetyResult) -> Box:
    result = safety.result
    urgent = [f for f in safety.fired if f.result in ("R1", "R2")]
    leading = [f for f in urgent if f.result == result]
    written = any(_note(exam, f.code) for f in urgent)
    locked = tr("Exam, class and exercises are locked.")
    lifts = (
        tr("This result cannot be overridden.")
        if result == "R1"
        else tr("O overrides it with a typed reason.")
    )
    waiting = len(safety.unanswered)
    small = tr("Reminder list, not triage: you decide.")
    if waiting:
        late = trn(
            "{n} item not asked does not delay this referral.",
            "{n} items not asked do not delay this referral.",
            waiting,
        )
        small = f"{small} {late}"
    return Box(
        state=State.STOP,
        title=_TITLES[result],
        about=trn("{n} item fired. One is enough.", "{n} items fired. One is enough.", len(leading)),
        fired=_few(tuple(_fired(urgent, exam))),
        paragraphs=(
            Paragraph(tr("Thought of"), _unlike(f.condition for f in leading)),
            Paragraph(tr("Do now"), _unlike(f.action for f in leading)),
        ),
        tasks=(
            Task(tr("Print the referral note"), "Ctrl P"),
            Task(tr("Go through the emergency signs on it with the person")),
            Task(tr("Write who took the call, and when"), "C", written),
        ),
        foot=f"{locked} {lifts}",
        small=small,
        stops=True,
    )


def _about(safety: SafetyResult) -> str:
    match safety.result:
        case "incomplete":
            return tr("No class until each is answered.")
        case "out_of_scope":
            return safety.out_of_scope
        case "clear":
            return tr(
                "Every item is answered. A clean list does not exclude disease: weigh the whole picture."
            )
        case "hold":
            return tr("The class is shown; no plan until medical review.")
        case _:
            return trn(
                "{n} item fired. The exam goes on.",
                "{n} items fired. The exam goes on.",
                len(safety.fired),
            )


def _foot(safety: SafetyResult) -> str:
    if safety.result == "out_of_scope":
        return tr("Findings can be recorded; no class and no plan are given.")
    return tr("O lifts the hold with a typed reason.") if safety.held else ""


def _fired(fired: Iterable[Fired], exam: Exam) -> Iterator[FiredLine]:
    for one in sorted(fired, key=lambda f: _STRENGTHS.index(f.result)):
        note = _note(exam, one.code)
        yield FiredLine(number_of(one.code), one.words, note, one.result in ("R1", "R2"))


def _few(lines: tuple[FiredLine, ...]) -> tuple[FiredLine, ...]:
    rest = lines[MOST_FIRED:]
    if len(rest) < 2:
        return lines
    return (
        *lines[:MOST_FIRED],
        FiredLine("+", tr("and {numbers}", numbers=", ".join(line.number for line in rest)), "", True),
    )


def _paragraphs(exam: Exam, evaluation: Evaluation) -> Iterator[Paragraph]:
    safety = evaluation.safety
    for name in safety.overridden:
        yield Paragraph(_OVERRIDDEN[name], _override(exam, name))
    if safety.fired:
        yield Paragraph(tr("What to do"), _unlike(f.action for f in safety.fired))
    tests = [a.protocol.short_name for a in catalogue() if a.cautions(exam.answers)]
    if tests and safety.fired:
        yield Paragraph(tr("Read the caution on"), (", ".join(tests),))
    if safety.unanswered:
        yield from _open(safety.unanswered)


def _open(codes: tuple[str, ...]) -> Iterator[Paragraph]:
    if AGE in codes:
        yield Paragraph(
            tr("Age not known"),
            (
                tr(
                    "The date of birth is not recorded, and several items depend on age. Esc, correct the "
                    "patient, then open the exam again."
                ),
            ),
        )
    rest = tuple(code for code in codes if code != AGE)
    if len(rest) <= MOST_NAMED:
        if rest:
            yield Paragraph(tr("Not asked"), tuple(open_words(code) for code in rest))
        return
    groups: dict[str, int] = {}
    for code in rest:
        name = tr("Intake") if "." in code else item(code).group
        groups[name] = groups.get(name, 0) + 1
    yield Paragraph(tr("Not asked"), tuple(f"{name}: {count}" for name, count in groups.items()))


def _override(exam: Exam, name: str) -> tuple[str, ...]:
    ref = Ref(ID, f"override_{name}")
    value, event = exam.entries.get(ref), exam.recorded.get(ref)
    reason = value.text if isinstance(value, Text) else ""
    return (reason, f"{event.by}, {write_date(event.at.date())} {write_time(event.at)}" if event else "")


def _note(exam: Exam, code: str) -> str:
    return (exam.answers.text(ID, f"{item(code).code}_note") or "").strip()


def _unlike(sentences: Iterable[str]) -> tuple[str, ...]:
    """Each sentence once: five cauda equina items say the same."""
    return tuple(dict.fromkeys(sentences))
