"""What may be noted beside the readings of one side, over the work area: one key each, none needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.screens.entry import EntryScreen
from assessments.language.protocol import Chosen, Step
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.choice_row import ChoiceRow
from ui.parts.look import words
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField


class AlsoSheet(Sheet):
    """A row for each step; emits the step and what was typed, and stays open until Esc."""

    typed = Signal(str, str)

    def __init__(self, title: str, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._rows: dict[str, ChoiceRow | LineField] = {}
        for step in steps:
            row = self._row(step)
            row.typed.connect(lambda text, id=step.id: self.typed.emit(id, text))
            self._rows[step.id] = row
        self.first = self._rows[steps[0].id]

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of its rows."""
        return tuple(self._rows)

    def _row(self, step: Step) -> ChoiceRow | LineField:
        if isinstance(step.kind, Chosen):
            row = ChoiceRow(step.ask, step.kind.options, label_width=190)
            self.column.addWidget(row)
            return row
        field = LineField(step.ask, quiet=True)
        line = QHBoxLayout()
        line.setSpacing(0)
        label = words(step.ask, wrap=True)
        label.setFixedWidth(190)
        line.addWidget(label)
        line.addWidget(field, 1)
        self.column.addLayout(line)
        return field

    def show_entries(self, screens: Mapping[str, EntryScreen]) -> None:
        for id, screen in screens.items():
            self._rows[id].show_entry(screen)

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("back to the test, all kept"), self.close_sheet, right=True),
            KeyHint("Ctrl Enter", "", self.close_sheet),
        )
