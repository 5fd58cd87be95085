"""What the exam amounts to: the safety result, the class with its reasons, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessments.language.value import Ref, Side, Value


@dataclass(frozen=True, slots=True)
class Fired:
    """A safety item that fired: what it is, what it makes one think of, and what to do.

    `result` is the strength it fired with: "R1", "R2", "N2", "hold" or "caution".
    """

    code: str
    result: str
    words: str
    condition: str
    action: str


@dataclass(frozen=True, slots=True)
class SafetyResult:
    """The safety screen as it stands. `result` is "R1", "R2", "incomplete", "out_of_scope", "hold",
    "caution" or "clear"; `unanswered` are the mandatory items not asked, by code.

    `held` is true while a hold applies, whatever else is said; `out_of_scope` is the reason in words;
    `overridden` names what a typed reason has lifted, "R2" or "HOLD".
    """

    result: str
    fired: tuple[Fired, ...]
    unanswered: tuple[str, ...]
    held: bool = False
    out_of_scope: str = ""
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way symptoms are provoked: `code` is EXT, FLEX, MULTI, NONE or UNK, with the counts behind it."""

    code: str
    extension_items: int
    flexion_items: int


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """A side-to-side strength comparison. `percent` is one decimal, half up, or None; `grade` is within,
    borderline, positive, bilateral, pain_inhibited, missing or invalid. Manual grades have no percent;
    `difference` then holds the grades between the sides.
    """

    movement: str
    percent: Decimal | None
    weaker: Side | None
    grade: str
    words: str
    difference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A support, a contradiction or a modifier: its stable code and the sentence a clinician reads."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class PathStep:
    """One row of the decision table as it was walked: the condition in words and whether it held."""

    number: int
    condition: str
    result: str
    held: bool


@dataclass(frozen=True, slots=True)
class Classification:
    """The class and everything that stands behind it.

    `status` is final, provisional, incomplete or stop; `agreement` is high, moderate, low or None;
    `plan` is offered, clinician_selects, advice_only, withheld or none; `weight_bearing` is yes, no or
    unknown; `laterality` says where the findings lie relative to the pain, in words.
    """

    code: str
    label: str
    status: str
    could_be: tuple[str, ...]
    agreement: str | None
    supports: tuple[Reason, ...]
    contradictions: tuple[Reason, ...]
    modifiers: tuple[Reason, ...]
    plan: str
    direction: Direction
    weight_bearing: str
    missing: tuple[Reason, ...]
    path: tuple[PathStep, ...]
    closest_idea: str = ""
    laterality: str = ""


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one recorded input that changes the class, and the class it would become.

    `what` names the input with its side; `now` and `then` are its value in words, before and after. `kind`
    is "test", "history" or "safety": a screen shows the first two and folds the last.
    """

    ref: Ref
    what: str
    now: str
    then: str
    value: Value
    becomes: str
    label: str
    kind: str = "test"
