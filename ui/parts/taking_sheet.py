"""A sheet that asks how something leaves the program: each question answered already, then the file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.screens.entry import EntryScreen, EntryState
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.segments import Segment, Segments
from ui.parts.sheet import Sheet


class TakingSheet(Sheet):
    """Whoever derives from it asks its questions, then calls `end_with_file`, and says in `answer` what is
    wanted. Ctrl Enter goes on to the file."""

    wanted = Signal(object)

    def __init__(self, title: str, about: str) -> None:
        super().__init__(title, about)
        self.chosen: dict[str, str] = {}
        """The code of the answer to each question."""

    def answer(self) -> object:
        """What `wanted` tells."""
        raise TypeError(f"{type(self).__name__} says nothing of what is wanted")

    def question(self, code: str, name: str, *segments: Segment) -> Segments:
        """One question, answered with the first of its segments until another is chosen."""
        entry = Segments(name, segments, moves_on=False)
        entry.typed.connect(lambda typed: self.choose(code, entry, typed))
        self.add_field(name, entry)
        self.choose(code, entry, segments[0].code)
        return entry

    def choose(self, code: str, entry: Segments, typed: str) -> None:
        """One of them always stands: taking an answer away changes nothing."""
        self.chosen[code] = typed or self.chosen[code]
        entry.show_entry(EntryScreen(self.chosen[code], EntryState.FILLED))

    def end_with_file(self) -> None:
        """The button under the questions."""
        button = KeyButton(tr("Choose the file"), "Ctrl Enter", "primary")
        button.clicked.connect(self._answered)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        self.column.addLayout(row)

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            *super().keys(),
            KeyHint("Ctrl Enter", tr("choose the file"), self._answered),
            KeyHint("Enter", "", self._answered),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _answered(self) -> None:
        self.close_sheet()
        self.wanted.emit(self.answer())
