"""A list of lines with columns, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from app.screens.state import State


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line; `faint` is for what no longer counts; a state's icon stands before the first cell."""

    id: str
    cells: tuple[str, ...]
    state: State | None = None
    faint: bool = False
    several_lines: str = ""
    """What is shown in full under the list while the caret stands here."""
