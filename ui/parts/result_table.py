"""The results table: one row a test, right before left, what the values amount to, and the rule."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.screens.state import State
from assessments.language.value import SIDES
from resources.tongue import tr
from ui.parts.look import rule, set_look, set_words, words
from ui.parts.side_badge import SideBadge
from ui.parts.state_icon import StateIcon
from ui.parts.tag import Tag
from ui.theme import theme

_FAR = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


_CUTOFF = 4
"""The last column holds a tag, which cannot wrap."""


@dataclass(frozen=True, slots=True)
class TableReading:
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One test. `cutoff` is the rule in a few words, `standing` and `cites` what stands behind it."""

    name: str
    about: str
    right: str
    left: str
    readings: tuple[TableReading, ...]
    cutoff: str
    standing: str
    cites: tuple[str, ...]


class ResultTable(QWidget):
    """Shows rows; a pressed tag asks for its citations."""

    asked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(9)
        self._grid.setVerticalSpacing(0)
        for column, (stretch, wide) in enumerate(((3, 148), (0, 52), (0, 52), (5, 140), (0, 92))):
            self._grid.setColumnStretch(column, stretch)
            self._grid.setColumnMinimumWidth(column, theme().px(wide) if column == _CUTOFF else wide)
        self._grid.addWidget(words(tr("Test"), "caption", "ink3"), 0, 0)
        for column, side in enumerate(SIDES, start=1):
            self._grid.addWidget(SideBadge(side, 20), 0, column, _FAR)
        self._grid.addWidget(words(tr("Reading"), "caption", "ink3"), 0, 3)
        self._grid.addWidget(words(tr("Cut-off"), "caption", "ink3"), 0, 4)
        self._grid.addWidget(rule(), 1, 0, 1, 5)
        self._grid.setRowMinimumHeight(0, 26)
        self._lines: list[_Line] = []

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        while len(self._lines) < len(rows):
            self._lines.append(_Line(self._grid, 2 + 2 * len(self._lines), self.asked))
        for line, row in zip(self._lines, rows, strict=True):
            line.show_row(row)


class _Line:
    """The widgets of one row in the shared grid."""

    def __init__(self, grid: QGridLayout, at: int, asked: object) -> None:
        self._asked = asked
        self._row: TableRow | None = None
        self._name, self._about = words("", "strong", wrap=True), words("", "caption", "ink3", wrap=True)
        self._values = [words("", "value"), words("", "value")]
        self._icons = [StateIcon(size=16), StateIcon(size=16)]
        self._readings = [words("", "guide", wrap=True), words("", "guide", wrap=True)]
        self._cutoff = words("", "guide", wrap=True)
        self._tag = QHBoxLayout()
        grid.addLayout(_stack(self._name, self._about), at, 0)
        for column, label in enumerate(self._values, start=1):
            grid.addWidget(label, at, column, _FAR)
        readings = QGridLayout()
        readings.setHorizontalSpacing(6)
        readings.setVerticalSpacing(2)
        readings.setColumnStretch(1, 1)
        for n, (icon, label) in enumerate(zip(self._icons, self._readings, strict=True)):
            readings.addWidget(icon, n, 0, Qt.AlignmentFlag.AlignTop)
            readings.addWidget(label, n, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(4, 4, 0, 4)
        middle.addStretch(1)
        middle.addLayout(readings)
        middle.addStretch(1)
        grid.addLayout(middle, at, 3)
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addStretch(1)
        cell.addWidget(self._cutoff)
        cell.addLayout(self._tag)
        cell.addStretch(1)
        grid.addLayout(cell, at, 4)
        grid.addWidget(rule(), at + 1, 0, 1, 5)
        grid.setRowStretch(at, 1)

    def show_row(self, row: TableRow) -> None:
        if row == self._row:
            return
        if self._row is None or (self._row.standing, self._row.cites) != (row.standing, row.cites):
            self._show_tag(row)
        self._row = row
        set_words(self._name, row.name)
        set_words(self._about, row.about)
        for label, text in zip(self._values, (row.right, row.left), strict=True):
            set_words(label, text)
            set_look(label, "tone", "ink" if text != "–" else "ink3")
        shown = [*row.readings, None, None][:2]
        for icon, label, reading in zip(self._icons, self._readings, shown, strict=True):
            icon.setVisible(reading is not None)
            label.setVisible(reading is not None)
            if reading is not None:
                icon.show_state(reading.state)
                set_words(label, reading.words)
                set_look(label, "tone", "finding" if reading.state is State.FINDING else "ink")
                set_look(label, "role", "guide-strong" if reading.state is State.FINDING else "guide")
        set_words(self._cutoff, row.cutoff)

    def _show_tag(self, row: TableRow) -> None:
        while (item := self._tag.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        tag = Tag(row.standing, row.cites)
        tag.asked.connect(self._asked)
        self._tag.addWidget(tag)
        self._tag.addStretch(1)


def _stack(*labels: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 6, 0, 6)
    column.setSpacing(1)
    column.addStretch(1)
    for label in labels:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column.addWidget(label)
    column.addStretch(1)
    return column
