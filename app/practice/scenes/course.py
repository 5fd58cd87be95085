"""What every moving picture is made of: repetitions in time, and what the body does at an instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from app.figures.marks import Mark
from app.figures.movement import Movement
from app.figures.props import Prop
from app.figures.shapes import Box, Shape
from app.figures.views import View
from app.practice.truth import Faults
from assessments.language.value import Ref

Span = tuple[float, float]
"""From when to when, in seconds."""


@dataclass(frozen=True, slots=True)
class Instant:
    """The body at one instant: how far it is on its way, how much of each fault, which joints are elsewhere.

    Two equal instants are one picture.
    """

    way: float
    shares: tuple[tuple[str, float], ...] = ()
    angles: tuple[tuple[str, float], ...] = ()
    marked: tuple[str, ...] = ()
    """The faults that a line is drawn for, now that they are large enough to be pointed at."""
    marks: tuple[Mark, ...] = ()
    """Lines an expert would draw besides those of the faults."""
    props: tuple[Prop, ...] = ()
    """What is held, where it is not where the end of the movement has it."""


def instant(
    way: float,
    faults: Faults,
    *,
    counted: frozenset[str],
    growing: Mapping[str, float] = MappingProxyType({}),
    angles: Mapping[str, float] = MappingProxyType({}),
) -> Instant:
    """The body so far on its way with the faults of its repetition. A fault grows with the way, unless
    `growing` says how far it has come; of those that count, one is pointed at from half its size on."""
    shares, marked = [], []
    for code, most in sorted(faults.items()):
        grown = growing.get(code, way)
        shares.append((code, round(most * grown, 4)))
        if code in counted and abs(grown) >= POINTED_AT:
            marked.append(code)
    return Instant(round(way, 4), tuple(shares), tuple(angles.items()), tuple(marked))


POINTED_AT = 0.5
"""A drawing choice: a line on a fault that has hardly begun would point at nothing."""


BELOW = 0.7
"""How much of a fault that is too small to count is drawn: what counts and what does not lie apart by more
than an eye can mistake. A drawing choice."""


def apart(share: float, seen: float) -> float:
    """What is drawn of a fault that counts from `seen` on."""
    return share if share >= seen else share * BELOW


@dataclass(frozen=True, slots=True)
class Said:
    """What is heard from when to when, in the patient's words."""

    when: Span
    words: str


_WIDE = 110.0


def written(frame: Box) -> float:
    """How large words are under a picture: smaller in a narrower frame, which is painted larger."""
    return min(1.0, frame.wide / _WIDE)


class Plain:
    """What most courses have: they end with their last repetition, and nothing is shown over them."""

    @property
    def beneath(self) -> float:
        return 0.0

    def over(self, seconds: float, frame: Box, view: View, lines: bool) -> tuple[Shape, ...]:
        return ()


class Course(Protocol):
    """One test of one side, or one movement of both, as it runs."""

    @property
    def repetitions(self) -> tuple[Span, ...]: ...

    @property
    def seconds(self) -> float:
        """How long it lasts, with what is said after the last repetition."""

    @property
    def widest(self) -> tuple[float, ...]:
        """When the body reaches furthest, so that the frame holds it."""

    @property
    def said(self) -> tuple[Said, ...]: ...

    def movement(self, repetition: int) -> Movement:
        """The movement as drawn for the side of this repetition (from 0)."""

    def instant(self, seconds: float) -> Instant: ...

    def moment(self, ref: Ref) -> float:
        """When this item shows most."""

    def view(self, ref: Ref) -> View:
        """From where this item shows most."""

    @property
    def beneath(self) -> float:
        """How much room is left under the picture, for what is shown there."""

    def over(self, seconds: float, frame: Box, view: View, lines: bool) -> tuple[Shape, ...]:
        """What is shown besides the body, such as the beat; `lines` as an expert would add."""

    def clean(self) -> Course:
        """The same without a fault."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one repetition takes, in seconds: to its end, staying there, back, and before the next.

    Drawing choices: no test asks for these times but the clamshell for its beat.
    """

    there: float
    stay: float
    back: float
    rest: float

    @property
    def whole(self) -> float:
        return self.there + self.stay + self.back + self.rest

    def way(self, seconds: float) -> float:
        """The share of the way, this long after the repetition began; the speed is even."""
        if seconds < self.there:
            return max(0.0, seconds / self.there)
        if seconds <= self.there + self.stay:
            return 1.0
        return max(0.0, 1.0 - (seconds - self.there - self.stay) / self.back)

    @property
    def furthest(self) -> float:
        """In the middle of the stay at the end of the way."""
        return self.there + self.stay / 2.0

    def peaks(self, count: int) -> tuple[float, ...]:
        return tuple(n * self.whole + self.furthest for n in range(count))

    def spans(self, count: int) -> tuple[Span, ...]:
        return tuple((n * self.whole, (n + 1) * self.whole) for n in range(count))
