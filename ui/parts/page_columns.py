"""The columns of a page with both sides beside each other: label, right, a gap, left."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from assessments.language.value import Side

LABEL, BLOCK, GAP = 250, 256, 20
"""As narrow as they are made; beside the guide they fill the page."""


class PageColumns:
    """Several grids on the same edges, below one another."""

    def __init__(self) -> None:
        self._grids: list[QGridLayout] = []
        self.label, self.block = LABEL, BLOCK
        self._narrow = 0

    def grid(self) -> QGridLayout:
        made = QGridLayout()
        made.setHorizontalSpacing(0)
        made.setVerticalSpacing(0)
        made.setColumnStretch(4, 1)
        self._grids.append(made)
        return made

    def column(self, side: Side) -> int:
        return 1 if side is Side.RIGHT else 3

    def measure(self, wide: int) -> None:
        """Share this width."""
        self.label = max(LABEL, round(wide * 0.32))
        self.block = (wide - self.label - GAP) // 2
        for grid in self._grids:
            for column, width in ((0, self.label), (1, self.block), (2, GAP), (3, self.block)):
                grid.setColumnMinimumWidth(column, width)

    def least(self, wide: int) -> int:
        """How narrow a page can be that asks for so much now: on wide columns it asks for their width, and
        would be thought to have no room beside the guide."""
        spare = max(0, self.label - LABEL) + 2 * max(0, self.block - BLOCK)
        if not spare:
            self._narrow = wide
        return max(wide - spare, self._narrow)
