"""Hip strength as it is shown: one movement at a time, its trials by side, the difference and its error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from app.earlier import Earlier
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.gauge import DifferenceScreen
from app.screens.state import State
from app.screens.strength_setup import Device, device, setup
from app.screens.testing import CautionScreen, caution_screen, sore_side
from app.screens.trial_strip import TrialStrip, trial_strip
from assessments.hip_strength import ASSESSMENT
from assessments.hip_strength.judging import (
    BOTH_LOW,
    ERROR_SOURCE,
    another_trial,
    beyond_error,
    error_words,
    warnings,
)
from assessments.hip_strength.limb import limb, not_done
from assessments.hip_strength.measures import derived_words
from assessments.hip_strength.movements import MOVEMENTS, Movement, movement_of
from assessments.hip_strength.protocol import FORCE, ID, PROTOCOL, TRIALS, VALIDITY
from assessments.hip_strength.scoring import asymmetry, error, side_words
from assessments.language.answers import Answers
from assessments.language.completeness import open_refs
from assessments.language.conventions import conventions
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.value import SIDES, Choice, NotDone, Quantity, Ref, Side, Text, Value
from resources.tongue import tr

UNITS = (FORCE.unit, *(unit for unit, _ in FORCE.also_units))

USUAL = 3
"""The trials that are always shown; the last one only when it is asked for."""

_STATES = {
    "within": (State.NEGATIVE, tr("Not a finding")),
    "borderline": (State.NEAR, tr("Borderline")),
    "positive": (State.FINDING, tr("A finding")),
    "bilateral": (State.FINDING, tr("Both sides low")),
    "pain_inhibited": (State.CAUTION, tr("Unknown, held back by pain")),
    "invalid": (State.MISSING, tr("Cannot be compared")),
    "missing": (State.TO_DO, tr("Both sides are needed")),
}


class TrialMark(StrEnum):
    """How one trial stands in the table."""

    EMPTY = "empty"
    VALID = "valid"
    BEST = "best"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Trial:
    """One force as it was entered, in the unit it was entered in, and its quality in words."""

    entry: EntryScreen
    unit: str
    mark: TrialMark = TrialMark.EMPTY
    quality: str = ""


@dataclass(frozen=True, slots=True)
class StrengthSide:
    """One side of the movement. `best` is the value that counts with what follows from it."""

    side: Side
    note: str
    trials: tuple[Trial, ...]
    grade: EntryScreen
    pain: EntryScreen
    lever: EntryScreen
    best: str
    derived: str
    not_done: str


@dataclass(frozen=True, slots=True)
class MovementTab:
    code: str
    name: str
    line: str
    state: State


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the difference amounts to, then what its error leaves of it; nothing before a side stands."""

    state: State
    words: str
    standing: str
    within: State | None
    lead: str
    detail: str


@dataclass(frozen=True, slots=True)
class StrengthScreen:
    """`manual` shows grades in place of newtons; `low_asked` is the question that symmetry hides."""

    tabs: tuple[MovementTab, ...]
    movement: Movement
    device: Device
    cautions: CautionScreen | None
    method: EntryScreen
    manual: bool
    setup: tuple[str, ...]
    best_head: str
    sides: tuple[StrengthSide, ...]
    rest: str
    strip: TrialStrip
    difference: DifferenceScreen
    verdict: Verdict
    warnings: tuple[str, ...]
    low: EntryScreen
    low_asked: str


_SHORT = {"external_rotation": tr("Ext. rotation"), "internal_rotation": tr("Int. rotation")}
"""What a tab has no room for in full."""


class _Entry(Protocol):
    """How an entry of the movement is asked for: by what it holds, side and trial."""

    def __call__(self, step: str, side: Side | None = None, trial: int | None = None) -> EntryScreen: ...


def strength_screen(
    answers: Answers,
    movement: str,
    today: date,
    earlier: Earlier | None,
    *,
    unit: str = "N",
    returning: bool = False,
    locked: bool = False,
) -> StrengthScreen:
    """One movement; `unit` is the one that is typed in now."""
    moved = MOVEMENTS[movement]
    waiting = frozenset(open_refs(ASSESSMENT, answers)) if returning else frozenset()

    def entry(step: str, side: Side | None = None, trial: int | None = None) -> EntryScreen:
        ref = Ref(ID, f"{movement}_{step}", side, trial)
        kind = PROTOCOL.step(ref.step).kind
        known = _known(answers, earlier, ref) if step in ("method", "lever") else None
        return entry_screen(answers, ref, kind, missing=ref in waiting, locked=locked, known=known)

    counted = answers.choice(ID, f"{movement}_summary") or usual_summary(answers, earlier)
    both = all(limb(answers, movement, side).force is not None for side in SIDES)
    return StrengthScreen(
        tabs=tuple(_tab(answers, it, it.code == movement) for it in MOVEMENTS.values()),
        movement=moved,
        device=device(answers, earlier, today),
        cautions=caution_screen(ASSESSMENT, answers),
        method=entry("method"),
        manual=answers.choice(ID, f"{movement}_method") == "manual",
        setup=setup(answers, earlier, moved),
        best_head=tr("Mean of valid") if counted == "mean" else tr("Best of valid"),
        sides=tuple(
            StrengthSide(
                side=side,
                note=tr("sore side") if sore_side(answers) is side else "",
                trials=_trials(answers, movement, side, unit, counted, entry),
                grade=_bare(entry("grade", side)),
                pain=_bare(entry("pain", side)),
                lever=_bare(entry("lever", side)),
                best=_best(answers, movement, side),
                derived=", ".join(derived_words(answers, movement, side)),
                not_done=not_done(answers, movement, side),
            )
            for side in SIDES
        ),
        rest=tr("{seconds} s rest between trials", seconds=number(conventions()["STRENGTH_REST"])),
        strip=trial_strip(answers, movement),
        difference=_difference(answers, movement),
        verdict=_verdict(answers, movement),
        warnings=warnings(answers, movement),
        low=entry("both_low"),
        low_asked=BOTH_LOW if both else "",
    )  # fmt: skip


def trials_shown(answers: Answers, movement: str, side: Side) -> int:
    """Three, and the fourth when the best two do not agree, or once it is recorded."""
    recorded = Ref(ID, f"{movement}_force", side, TRIALS) in answers.entries
    return TRIALS if recorded or another_trial(answers, movement, side) else USUAL


def usual_summary(answers: Answers, earlier: Earlier | None) -> str:
    """The clinic's choice of the value that counts: as in this exam, else as last visit, else the highest."""
    for source in (answers, *((earlier.answers,) if earlier else ())):
        for code in MOVEMENTS:
            chosen = source.choice(ID, f"{code}_summary")
            if chosen is not None:
                return str(chosen)
    return "max"


def with_setup(answers: Answers, earlier: Earlier | None, movement: str) -> list[tuple[Ref, Value]]:
    """What a first force keeps beside itself: the value that counts, and what was proposed and still open.

    The method is this exam's for another movement, else last visit's; device, position, fixation and levers
    are last visit's. Nothing that stands is touched.
    """
    kept: dict[Ref, Value] = {Ref(ID, f"{movement}_summary"): Choice(usual_summary(answers, earlier))}
    for code in MOVEMENTS:
        chosen = answers.choice(ID, f"{code}_method")
        if chosen is not None:
            kept.setdefault(Ref(ID, f"{movement}_method"), Choice(chosen))
    if earlier is not None:
        names = (f"{movement}_position", f"{movement}_fixation", f"{movement}_method", *_INSTRUMENT)
        places = [Ref(ID, name) for name in names]
        places += [Ref(ID, f"{movement}_lever", side) for side in SIDES]
        for ref in places:
            value = earlier.answers.entries.get(ref)
            if isinstance(value, Choice | Text | Quantity):
                kept.setdefault(ref, value)
    kept.setdefault(Ref(ID, f"{movement}_method"), Choice("dynamometer"))
    # A movement that was left out is taken up again by its first force.
    return [
        (ref, value)
        for ref, value in kept.items()
        if ref not in answers.entries or isinstance(answers.entries[ref], NotDone)
    ]


_INSTRUMENT = ("device", "serial", "calibration_date")


def next_movement(answers: Answers, after: str = "") -> str | None:
    """The next movement of the default two with something open; from the start when none comes after."""
    waiting = {movement.code for ref in open_refs(ASSESSMENT, answers) if (movement := movement_of(ref.step))}
    order = [code for code in MOVEMENTS if code in waiting and code != after]
    codes = list(MOVEMENTS)
    later = [code for code in order if not after or codes.index(code) > codes.index(after)]
    return next(iter(later or order), None)


def of_movement(guide: str, movement: str, manual: bool = False) -> str:
    """The part of the guide that is about this movement; by manual grades, the part about those.

    Looked up by the headings as they are written, since a guide is translated line by line when it is shown.
    """
    name = "Manual grades" if manual else movement.replace("_", " ").capitalize()
    parts = f"\n{guide}".split("\n# ")
    return "\n".join(part.partition("\n")[2] for part in parts if part.startswith(name))


def _known(answers: Answers, earlier: Earlier | None, ref: Ref) -> EntryScreen | None:
    """Another movement of this exam speaks for the method; else the last visit does."""
    if ref.step.endswith("_method"):
        for code in MOVEMENTS:
            chosen = answers.choice(ID, f"{code}_method")
            if chosen is not None:
                return EntryScreen(chosen, EntryState.PROPOSED, tr("as before"))
    value = earlier.answers.entries.get(ref) if earlier else None
    match value:
        case Choice(code):
            return EntryScreen(code, EntryState.PROPOSED, tr("last visit"))
        case Quantity(amount, _, _):
            return EntryScreen(number(amount), EntryState.PROPOSED, tr("last visit"))
        case _:
            return None


def _bare(screen: EntryScreen) -> EntryScreen:
    return EntryScreen("", screen.state) if screen.state is EntryState.NOT_DONE else screen


def _tab(answers: Answers, movement: Movement, here: bool) -> MovementTab:
    code = movement.code
    result = asymmetry(answers, code)
    if not_done(answers, code):
        line, state = tr("not done"), State.NOT_DONE
    elif result.percent is not None:
        weaker = f"{result.weaker.letter} " if result.weaker else ""
        line, state = f"{weaker}{result.percent} %", State.DONE
    elif result.difference is not None:
        line, state = tr("{difference} grade", difference=number(result.difference)), State.DONE
    elif any(limb(answers, code, side).tried for side in SIDES):
        line, state = tr("begun"), State.MISSING
    else:
        line, state = (tr("to do") if movement.required else tr("optional")), State.TO_DO
    return MovementTab(code, _SHORT.get(code, movement.name), line, State.NOW if here else state)


def _trials(
    answers: Answers, movement: str, side: Side, unit: str, counted: str, entry: _Entry
) -> tuple[Trial, ...]:
    best = limb(answers, movement, side).highest if counted == "max" else None
    found: list[Trial] = []
    for trial in range(1, trials_shown(answers, movement, side) + 1):
        screen = _bare(entry("force", side, trial))
        value = answers.get(ID, f"{movement}_force", side, trial)
        if not isinstance(value, Quantity):
            found.append(Trial(screen, unit))
            continue
        code = answers.choice(ID, f"{movement}_valid", side, trial) or "yes"
        quality = next((option.words for option in VALIDITY if option.code == code), code)
        text, typed_in = as_entered(value)
        mark = TrialMark.STRUCK
        if code == "yes":
            mark = TrialMark.BEST if value.amount == best else TrialMark.VALID
            best = None if mark is TrialMark.BEST else best
        found.append(Trial(EntryScreen(text, screen.state, screen.sentence), typed_in, mark, quality))
    return tuple(found)


def as_entered(value: Quantity) -> tuple[str, str]:
    """The number and the unit as they were typed; a document's newtons stay newtons."""
    typed = value.typed.strip().lower()
    for unit in UNITS[1:]:
        if typed.endswith(unit):
            return typed.removesuffix(unit).strip().replace(",", "."), unit
    return number(half_up(value.amount, 1)), FORCE.unit


def _best(answers: Answers, movement: str, side: Side) -> str:
    it = limb(answers, movement, side)
    if it.force is None and it.grade is None:
        return ""
    return side_words(answers, movement, side)


def _difference(answers: Answers, movement: str) -> DifferenceScreen:
    result = asymmetry(answers, movement)
    bound, rules = error(movement), conventions()
    top = max(result.percent or Decimal(0), bound)
    high = 30 if top < 30 else 60 if top < 60 else 100
    return DifferenceScreen(result.percent, result.weaker, bound, rules["ASYM_POS"], high, result.words)


def _begun(answers: Answers, movement: str) -> bool:
    sides = [limb(answers, movement, side) for side in SIDES]
    return any(it.tried or it.grade is not None or not_done(answers, movement, it.side) for it in sides)


def _verdict(answers: Answers, movement: str) -> Verdict:
    result = asymmetry(answers, movement)
    state, words = _STATES[result.grade]
    beyond = beyond_error(answers, movement)
    if beyond is None:
        standing = "convention" if result.difference is not None else ""
        # "Both sides are needed" says it already; which one is open is told once the other stands.
        return Verdict(state, words, standing, None, "", result.words if _begun(answers, movement) else "")
    lead = tr("Beyond measurement error.") if beyond else tr("Within measurement error.")
    within = State.WITHIN if not beyond else State.CHANGES
    detail = f"{error_words(answers, movement)} {ERROR_SOURCE}"
    return Verdict(state, words, "convention", within, lead, detail)
