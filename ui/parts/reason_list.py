"""Reasons under a heading, each with the icon of what it does to the class."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.screens.state import State
from resources.tongue import tr
from ui.parts.look import words
from ui.parts.state_icon import StateIcon


class ReasonList(QWidget):
    """A heading and its sentences, down one column after the other; with none, the sentence that says so."""

    def __init__(
        self,
        heading: str,
        icon: State,
        nothing: str = tr("None."),
        columns: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._nothing = nothing
        self._heading = heading
        self._columns = columns
        self._shown: tuple[str, ...] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._grid.addWidget(words(heading, "strong"), 0, 0, 1, 2 * columns)

    def show_reasons(self, reasons: Sequence[str]) -> None:
        """The sentences in their order; what already stands is left as it is."""
        if tuple(reasons) == self._shown:
            return
        self._shown = tuple(reasons)
        while self._grid.count() > 1:
            item = self._grid.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = -(-len(reasons) // self._columns)
        for n, sentence in enumerate(reasons):
            row, column = 1 + n % max(rows, 1), 2 * (n // max(rows, 1))
            self._grid.addWidget(StateIcon(self._icon, 18), row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(
                words(sentence, "guide", wrap=True), row, column + 1, Qt.AlignmentFlag.AlignTop
            )
        if not reasons:
            self._grid.addWidget(words(self._nothing, "guide", "ink3"), 1, 0, 1, 2 * self._columns)
        self.setAccessibleName(f"{self._heading}: {'; '.join(reasons) or self._nothing}")
