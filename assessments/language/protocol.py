"""How an assessment is given: its steps as data, each with the kind of entry it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.language.value import SIDES, Ref
from resources.tongue import inside, tr

if TYPE_CHECKING:
    from assessments.language.answers import Answers


NOT_RECORDED = tr("not recorded")
"""What stands in the middle of a sentence or of a method where nothing was answered."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: the stable code, the words on screen and paper, and the key that gives it."""

    code: str
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with a unit; outside `low`..`high` it is refused, outside the warning limits it asks.

    `decimals` is the finest step of a typed value. `above` and `below`, where set, are the words that
    may follow the number instead of its sign ("8 below" is -8).
    """

    unit: str
    low: Decimal
    high: Decimal
    decimals: int = 0
    warn_low: Decimal | None = None
    warn_high: Decimal | None = None
    above: str = ""
    below: str = ""
    also_units: tuple[tuple[str, Decimal], ...] = ()
    """Other units that may be typed after the number, with the factor that turns them into `unit`."""
    step: Decimal | None = None
    """The only multiples allowed, such as half a manual grade."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A whole number, with nothing between."""

    low: int
    high: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating by one key: the digit itself, and T for ten."""

    low: int = 0
    high: int = 10


@dataclass(frozen=True, slots=True)
class Chosen:
    """Exactly one of the options."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """Any number of the options, none included."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Any number of regions of the body, none included, marked on a figure."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """Free text of at most `limit` characters."""

    limit: int = 2000


Kind = Measured | Counted | Scale | Chosen | Ticked | Marked | Noted


@dataclass(frozen=True, slots=True)
class Step:
    """One thing asked. Sided steps hold a value each side; `trials` above 0 holds one each repetition.

    `required` steps feed the safety screen, a finding or the class: before signing they are answered, or
    not done with a reason. `method` steps make up the fingerprint under which values may be compared.
    `applies` says from the answers whether the step is asked of this person at all; without it, always.
    `needed` is how many of its trials must be answered when not all of them must.
    """

    id: str
    ask: str
    kind: Kind
    sided: bool = False
    trials: int = 0
    needed: int = 0
    required: bool = False
    method: bool = False
    hint: str = ""
    applies: Callable[[Answers], bool] | None = None
    part: str = ""

    @property
    def method_part(self) -> str:
        """The plain noun by which a method names this step: "instruction", where it is asked as "Said"."""
        return self.part or inside(self.ask)

    def method_words(self, code: str | None) -> str:
        """A chosen part of the method as it stands in the middle of a sentence; a gap says so."""
        options = self.kind.options if isinstance(self.kind, Chosen) else ()
        words = next((option.words for option in options if option.code == code), NOT_RECORDED)
        return inside(words)

    def refs(self, assessment: str) -> Iterator[Ref]:
        """Every place this step can hold a value: right before left, trials in order."""
        for side in SIDES if self.sided else (None,):
            for trial in range(1, self.trials + 1) if self.trials else (None,):
                yield Ref(assessment, self.id, side, trial)


@dataclass(frozen=True, slots=True)
class Protocol:
    """A way of giving one assessment. A changed protocol is a new version beside the old one.

    `sources` are citation keys; `licence` says why the wording may ship. `like` names the earlier versions
    whose results are compared with this one's, because nothing that is measured is given in another way.
    """

    id: str
    version: str
    name: str
    short_name: str
    position: str
    steps: tuple[Step, ...]
    sources: tuple[str, ...]
    licence: str = tr("Own wording; facts cited.")
    like: tuple[str, ...] = ()

    def compares(self, one: str, other: str) -> bool:
        """Whether results given under these two versions may be compared."""
        return one == other or {one, other} <= {self.version, *self.like}

    def step(self, id: str) -> Step:
        """The step of that id; KeyError when the protocol has none."""
        for step in self.steps:
            if step.id == id:
                return step
        raise KeyError(f"{self.id} has no step {id}")
