"""What a stage can show: pictures in time, seen from some sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.figures.shapes import Picture
from app.figures.views import View


class Playable(Protocol):
    @property
    def seconds(self) -> float: ...
    @property
    def views(self) -> Sequence[View]:
        """The usual one first."""
        ...

    @property
    def repetitions(self) -> Sequence[tuple[float, float]]:
        """From when to when each lasts; none where nothing is repeated."""
        ...

    def at(self, seconds: float, view: View, lines: bool = False) -> Picture:
        """`lines` adds the expert's."""
        ...

    def heard(self, seconds: float) -> str:
        """What the patient says just then; mostly nothing."""
        ...

    def clean(self) -> Playable:
        """The same without a fault."""
        ...


def repetition_at(scene: Playable, seconds: float) -> int:
    """Which repetition it is, from 1; the rest after one belongs to it. 0 where nothing is repeated."""
    begun = sum(1 for start, _ in scene.repetitions if start <= seconds)
    return max(begun, 1) if scene.repetitions else 0
