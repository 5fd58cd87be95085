"""What is true of a simulated patient: everything an examiner could find, and nothing that anybody scored.

A fault is a share from 0 (none of it) to 1 (as much as the figure of the test draws of it), by the code it
has in the pose file of that test. What share is "slight", "clear" or "seen" stands in `observing.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from assessments.language.answers import Person
from assessments.language.value import Side

Faults = Mapping[str, float]
CLEAN: Faults = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lifts:
    """Prone hip extension of one side; `stopped_by` is the code of the step, "" when nothing stopped it."""

    lifts: tuple[Faults, ...]
    familiar_pain: bool
    pain: int
    stopped_by: str = ""


@dataclass(frozen=True, slots=True)
class Thigh:
    """The Thomas test of one side as it hangs; degrees in the signs of the exam (above horizontal is +).

    With the pelvis not held the back arches and the thigh hangs lower than it truly lies.
    """

    hip: Decimal
    knee: Decimal
    pelvis_held: bool = True
    drift: float = 0.0


@dataclass(frozen=True, slots=True)
class Opening:
    """The clamshell trial of one side: one entry a repetition, the last being the last that was begun.

    `told_after` is the repetition after which the examiner corrected, 0 for never. `ends_by` is the stop
    reason where no rule ended it (fatigue, pain, cramp, patient); "" where the rule of the test did.
    """

    repetitions: tuple[Faults, ...]
    told_after: int = 0
    ends_by: str = ""
    tires: float = 0.0
    """By what share the knee opens less from the first repetition to the last."""
    pain_before: int = 0
    pain_peak: int = 0
    limiter: str = "lateral_hip"


@dataclass(frozen=True, slots=True)
class Push:
    """One strength trial: the peak in newtons, and "yes" or why it is not valid, as the step has it."""

    newtons: Decimal
    valid: str = "yes"


@dataclass(frozen=True, slots=True)
class Strength:
    """One movement: the trials and the pain (0 to 10) of each side, and whether both sides are low."""

    trials: Mapping[Side, tuple[Push, ...]]
    pain: Mapping[Side, int]
    both_low: bool = False


@dataclass(frozen=True, slots=True)
class StepDown:
    """The lateral step-down of one side: the faults of each repetition that was done."""

    repetitions: tuple[Faults, ...]
    familiar_pain: bool
    stopped_by: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What the person answers when asked. Each answer is a step's code, or several of them; an absent one is
    a person who does not know. `said` holds their own sentence for a step or a safety item; where there is
    none, `interview.py` has one for the answer."""

    history: Mapping[str, str | tuple[str, ...] | int]
    yes: frozenset[str] = frozenset()
    """The safety items that are true of the person; all others are not."""
    features: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many of the features of RF30 and RF32 are true; absent is none."""
    unknown: frozenset[str] = frozenset()
    """Safety items that cannot be settled today: the person does not know, and no test is at hand."""
    said: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Truth:
    """One simulated patient. A test that is absent was not done; `not_done` says why."""

    person: Person
    height_cm: Decimal
    mass_kg: Decimal
    story: Story
    lifts: Mapping[Side, Lifts] = field(default_factory=lambda: MappingProxyType({}))
    better_when_held: str = "not_done"
    """"yes", "no" or "not_done"."""
    thighs: Mapping[Side, Thigh] = field(default_factory=lambda: MappingProxyType({}))
    openings: Mapping[Side, Opening] = field(default_factory=lambda: MappingProxyType({}))
    strength: Mapping[str, Strength] = field(default_factory=lambda: MappingProxyType({}))
    steps: Mapping[Side, StepDown] = field(default_factory=lambda: MappingProxyType({}))
    not_done: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Assessment id to the reason code, where a whole test was not done."""


@dataclass(frozen=True, slots=True)
class Case:
    """A simulated patient with what a teacher says of them.

    `classes` is the class that a perfect observer comes to, held by a test against the exam's own code.
    `reasons` are the expert's words for single items, keyed "assessment.step.side" (side left out where the
    step has none); `marking.py` writes the rest from the truth.
    """

    code: str
    class_code: str
    difficulty: str
    """"easy", "middle" or "borderline"."""
    about: str
    """One sentence for after the case: what it was made to show. It never stands on the page before."""
    truth: Truth
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    seed: int | None = None
    """Of a generated case; the same seed is the same case."""
