"""What the painted gauges show: a value against its cut-off and band, and a difference against its error."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessments.language.value import Side
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class BandScreen:
    """One side's value on its axis. Without `valid` the mark is hollow; without `mark` there is none.

    `below` and `above` name the two sides of the cut-off.
    """

    side: Side
    mark: Decimal | None
    valid: bool
    low: int
    high: int
    step: int
    cut: Decimal
    band: Decimal
    below: str
    above: str
    unit: str = "°"

    @property
    def words(self) -> str:
        """What a screen reader says."""
        where = tr("no reading") if self.mark is None else f"{self.mark}{self.unit}"
        side, cut = self.side.heading, f"{self.cut}{self.unit}"
        if self.valid or self.mark is None:
            return tr("{side}, {where}, cut-off {cut}", side=side, where=where, cut=cut)
        return tr("{side}, {where}, not yet valid, cut-off {cut}", side=side, where=where, cut=cut)


@dataclass(frozen=True, slots=True)
class DifferenceScreen:
    """The difference between the sides in per cent. Without `percent`, `words` say why there is none.

    `error` and `convention` are the two lines it is held against, `normal` how far healthy sides differ.
    """

    percent: Decimal | None
    weaker: Side | None
    error: Decimal
    convention: Decimal
    high: int
    words: str
