"""One line asked for, such as a date; a refused line stays, with the sentence that says why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.screens.entry import EntryScreen, EntryState
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField


class LineSheet(Sheet):
    """Enter answers. Whoever listens closes the sheet, or refuses the line."""

    answered = Signal(str)

    def __init__(self, title: str, about: str, name: str, verb: str = tr("Keep")) -> None:
        super().__init__(title, about)
        self._verb = verb
        # Every key, so that Enter comes to the sheet and does not walk to the button.
        self._line = LineField(name, every_key=True)
        self.column.addWidget(self._line)
        button = KeyButton(verb, "Enter", "primary")
        button.clicked.connect(self._answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.first = self._line

    def show_text(self, text: str) -> None:
        self._line.show_text(text)
        self._line.line.selectAll()

    def refuse(self, sentence: str) -> None:
        self._line.show_entry(EntryScreen(self._line.text(), EntryState.REFUSED, sentence))

    def keys(self) -> tuple[KeyHint, ...]:
        return (*super().keys(), KeyHint("Enter", self._verb.lower(), self._answer))

    def _answer(self) -> None:
        self.answered.emit(self._line.text())
