"""A rating in a line: one digit answers, T is ten, and the caret moves on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.parts.choice_row import QuestionRow
from ui.parts.segments import Segment, Segments


class ScaleRow(QuestionRow):
    """A rating from `low` to `high`; emits the digit, and "T" for ten."""

    def __init__(
        self,
        label: str,
        low: int = 0,
        high: int = 10,
        label_width: int = 250,
        cell: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, Segments(label, scale_cells(low, high), equal=cell), label_width, parent)


def scale_cells(low: int, high: int) -> tuple[Segment, ...]:
    """One cell for each rating."""
    return tuple(
        Segment("T", "10", "T") if n == 10 else Segment(str(n), str(n), str(n)) for n in range(low, high + 1)
    )
