"""What a clinician can record: a quantity, a choice, a set of ticks, a text, a plan, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from resources.tongue import tr


class Side(StrEnum):
    """The patient's own right or left, never the examiner's."""

    RIGHT = "right"
    LEFT = "left"

    # A side equals its text, so it hashes as its text; and every answer is looked up by it.
    __hash__ = str.__hash__

    @property
    def other(self) -> Side:
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT

    @property
    def words(self) -> str:
        """In the middle of a sentence: "right"."""
        return tr("right") if self is Side.RIGHT else tr("left")

    @property
    def heading(self) -> str:
        """At the head of a sentence or a column: "Right"."""
        return tr("Right") if self is Side.RIGHT else tr("Left")

    @property
    def letter(self) -> str:
        """Where there is room for no more: "R"."""
        return tr("R") if self is Side.RIGHT else tr("L")


SIDES = (Side.RIGHT, Side.LEFT)
"""Right first, on every screen, table and page."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, exact, beside the text it came from; equal when number and unit are."""

    amount: Decimal
    unit: str
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a step, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The ticked options of a step, by code; an empty tuple says that none applies."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """What a person typed, kept letter by letter."""

    text: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why there is no value: it counts as unknown, never as zero, "no" or normal."""

    reason: str
    note: str = ""

    @property
    def words(self) -> str:
        """ "Not done: no time"; the note, where there is one, says it in the clinician's own words."""
        why = self.note or reason_words(self.reason)
        return tr("Not done") if why == "not done" else tr("Not done: {why}", why=why)


def reason_words(reason: str) -> str:
    """A reason by its code, in the middle of a sentence; one of another program's reads as it is."""
    return _REASONS.get(reason, reason.replace("_", " "))


_REASONS = {
    "no_time": tr("no time"),
    "pain": tr("pain"),
    "refused": tr("refused"),
    "not_safe": tr("not safe"),
    "no_equipment": tr("no equipment"),
    "other": tr("other"),
}


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One row of the home sheet: an exercise by its code, and the dose the clinician settled on.

    `sets`, `repetitions` and `seconds` are None where the dose does not use them. `sides` is "right",
    "left", "both" or "none" (a task with no side); `first` names the side to begin with.
    """

    exercise: str
    finding: str
    sets: int | None
    repetitions: int | None
    seconds: int | None
    frequency: str
    sides: str = "both"
    first: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prescription:
    """The plan as it stands: at most five items, in the order of the home sheet, and its phase."""

    phase: int
    items: tuple[PlanItem, ...]


Value = Quantity | Choice | Choices | Text | NotDone | Prescription
"""Everything a step can hold; no value at all means "not recorded"."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """The place of one answer: assessment, step, and where the step has them, side and trial (from 1).

    The step `ALL` holds the `NotDone` of a whole assessment (or of one side of it).
    """

    assessment: str
    step: str
    side: Side | None = None
    trial: int | None = None

    @property
    def path(self) -> str:
        """The stable text form, as the journal keeps it: "thomas/hip_angle/right/1"."""
        side = "-" if self.side is None else self.side.value
        trial = "-" if self.trial is None else str(self.trial)
        return f"{self.assessment}/{self.step}/{side}/{trial}"

    @classmethod
    def from_path(cls, path: str) -> Ref:
        assessment, step, side, trial = path.split("/")
        return cls(
            assessment, step, None if side == "-" else Side(side), None if trial == "-" else int(trial)
        )


ALL = "*"
"""The step that stands for a whole assessment, or one side of it, when it was not done."""
