"""How the results of one person went from visit to visit, and where they stop being comparable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.scores import Score
from assessments.language.finding import Measure
from assessments.language.value import Side


@dataclass(frozen=True, slots=True)
class Point:
    """One visit's result. `breaks` names the parts of the method that changed since the point before; a
    point with any is not compared with the one before, and no line joins them."""

    at: datetime
    visit: int
    measure: Measure
    examiner: str
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The scores of every signed exam of one patient, in the order of the visits."""

    scores: tuple[Score, ...] = ()

    @property
    def measured(self) -> tuple[tuple[str, Side | None], ...]:
        """Every measure code and side there is anything of, in the order first met."""
        return tuple(dict.fromkeys((s.measure.code, s.measure.side) for s in self.scores))

    def series(self, code: str, side: Side | None = None) -> tuple[Point, ...]:
        """One measure of one side from visit to visit; a visit that gave no amount keeps its point."""
        return tuple(self._points(code, side))

    def _points(self, code: str, side: Side | None) -> Iterator[Point]:
        before: Score | None = None
        for score in self.scores:
            measure = score.measure
            if (measure.code, measure.side) != (code, side):
                continue
            breaks: tuple[str, ...] = ()
            if before is not None:
                breaks = before.measure.method.differs_from(measure.method)
                if before.protocol_version != score.protocol_version:
                    breaks = (*breaks, "protocol")
            yield Point(score.at, score.visit, measure, score.examiner, breaks)
            before = score
