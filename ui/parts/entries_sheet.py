"""A few numbers or words asked for over the work area, each kept as it is typed; Enter walks through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen
from assessments.language.protocol import Noted, Step
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.entries import entry_for
from ui.parts.field import NumberField
from ui.parts.key_button import KeyButton
from ui.parts.look import words
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField


class EntriesSheet(Sheet):
    """A line for each step; emits the step and what was typed."""

    typed = Signal(str, str)

    def __init__(
        self, title: str, steps: Sequence[Step], about: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, about, parent)
        self._entries: dict[str, NumberField | LineField] = {}
        for step in steps:
            noted = isinstance(step.kind, Noted)
            entry = LineField(step.ask, quiet=True) if noted else entry_for(step, step.ask)
            assert isinstance(entry, NumberField | LineField)
            entry.typed.connect(lambda text, id=step.id: self.typed.emit(id, text))
            self._entries[step.id] = entry
            self._add(step, entry)
        done = KeyButton(tr("Done"), "Enter", "primary")
        done.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(done)
        self.column.addLayout(row)
        self.first = self._entries[steps[0].id]

    def _add(self, step: Step, entry: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        label = words(step.ask, wrap=True)
        label.setFixedWidth(160)
        line.addWidget(label)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(entry)
        if step.hint:
            said.addWidget(words(step.hint, "caption", "ink3", wrap=True))
        line.addLayout(said, 1)
        self.column.addLayout(line)

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def show_entries(self, screens: Mapping[str, EntryScreen]) -> None:
        for id, screen in screens.items():
            self._entries[id].show_entry(screen)

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("back to the test, all kept"), self.close_sheet, right=True),
            KeyHint("Enter", tr("next, then done"), self.close_sheet),
            KeyHint("Ctrl Enter", "", self.close_sheet),
        )
