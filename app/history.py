"""How the results of one person went from visit to visit, and where they stop being comparable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.scores import Score
from assessments.change.own import NO_OWN, OwnErrors
from assessments.change.verdict import Verdict, verdict
from assessments.language.catalogue import catalogue
from assessments.language.finding import Measure
from assessments.language.value import Side
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Point:
    """One visit's result. `breaks` names the parts of the method that changed since the value before; a
    value with any is not compared with the one before, and no line joins them."""

    at: datetime
    visit: int
    measure: Measure
    examiner: str
    breaks: tuple[str, ...] = ()
    protocol_version: str = ""
    own: OwnErrors = NO_OWN
    """The clinic's own errors that a change to this value may be held against."""

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def has_value(self) -> bool:
        return self.measure.amount is not None or self.measure.category is not None


@dataclass(frozen=True, slots=True)
class History:
    """The scores of every signed exam of one patient, in the order of the visits."""

    scores: tuple[Score, ...] = ()
    own: OwnErrors = NO_OWN
    """The clinic's own errors that are switched on."""

    @property
    def measured(self) -> tuple[tuple[str, Side | None], ...]:
        """Every measure code and side there is anything of, in the order first met."""
        return tuple(dict.fromkeys((s.measure.code, s.measure.side) for s in self.scores))

    def before(self, visit: int) -> History:
        """What was known before that visit, such as when a signed exam is opened again. By the number of the
        visit, not by its date: a clock may have been put right in between."""
        return replace(self, scores=tuple(score for score in self.scores if score.visit < visit))

    def series(self, code: str, side: Side | None = None) -> tuple[Point, ...]:
        """One measure of one side from visit to visit. A visit without a value keeps its point; it neither
        breaks the line nor hides a change of method between the values on either side of it."""
        return tuple(self._points(code, side))

    def values(self, code: str, side: Side | None = None) -> tuple[Point, ...]:
        """The visits of that series which gave a value."""
        return tuple(point for point in self._points(code, side) if point.has_value)

    def _points(self, code: str, side: Side | None) -> Iterator[Point]:
        before: Point | None = None
        for score in self.scores:
            if (score.measure.code, score.measure.side) != (code, side):
                continue
            point = Point(
                score.at, score.visit, score.measure, score.examiner, (), score.protocol_version, self.own
            )
            if point.has_value:
                if before is not None:
                    point = replace(point, breaks=tuple(_breaks(before, point)))
                before = point
            yield point


def compared(before: Point, now: Point) -> Verdict:
    """What the change between two visits amounts to; another version of the protocol is another test."""
    found = verdict(before.measure, now.measure, before.examiner == now.examiner, now.own)
    if found.code in ("nothing_to_compare", "not_comparable"):
        return found
    if not _given_alike(before, now):
        return Verdict("not_comparable", tr("Not compared: the protocol changed."), changed="protocol")
    return found


def baseline(values: Sequence[Point]) -> Point:
    """What the last of two or more values is held against: the first one of its own method, back to where
    the method changed; the one just before when it changed with the last."""
    at = len(values) - 2
    if not values[-1].breaks:
        while at > 0 and not values[at].breaks:
            at -= 1
    return values[at]


def _breaks(before: Point, now: Point) -> Iterator[str]:
    yield from before.measure.method.differs_from(now.measure.method)
    if not _given_alike(before, now):
        yield "protocol"
    if _turned(before.measure, now.measure):
        yield tr("weaker side")


def _given_alike(before: Point, now: Point) -> bool:
    """Whether the protocol did not change, or not in what is measured."""
    id = now.measure.code.partition(".")[0]
    protocols = {part.protocol.id: part.protocol for part in catalogue()}
    one, other = before.protocol_version, now.protocol_version
    return protocols[id].compares(one, other) if id in protocols else one == other


def _turned(before: Measure, now: Measure) -> bool:
    """Whether a side difference has the other side weaker: its two amounts lie on either side of none."""
    if not now.code.endswith(".asymmetry"):
        return False
    return None not in (before.weaker, now.weaker) and before.weaker is not now.weaker
