"""A note in a sheet: kept as it is typed, so closing it in any way loses nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.screens.entry import EntryScreen, EntryState
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import set_words, words
from ui.parts.sheet import Sheet
from ui.parts.text_field import NoteField


class NoteSheet(Sheet):
    """One note at a time; `typed` carries its whole text."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Note"), parent=parent)
        self._title = words("", "strong", wrap=True)
        self._about = words("", "guide", "ink2", wrap=True)
        self._complaint = words("", "caption", "stop", wrap=True)
        self.note = NoteField(tr("Note"), 4)
        self.note.typed.connect(self._typed)
        for part in (self._title, self._about, self.note, self._complaint):
            self.column.addWidget(part)
        self.first = self.note

    def show_note(self, title: str, about: str, text: str) -> None:
        set_words(self._title, title)
        set_words(self._about, about)
        self._about.setVisible(bool(about))
        self.show_complaint("")
        self.note.show_entry(EntryScreen(text, EntryState.FILLED if text else EntryState.EMPTY))
        self.setAccessibleName(tr("Note: {title}", title=title))

    def show_complaint(self, words_: str) -> None:
        set_words(self._complaint, words_)
        self._complaint.setVisible(bool(words_))

    def keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint("Ctrl Enter", tr("done"), self.close_sheet, right=True), *super().keys())

    def close_sheet(self) -> None:
        # Leaving the field hands over what was typed last.
        self.note.clearFocus()
        super().close_sheet()

    def _typed(self, text: str) -> None:
        self.show_complaint("")
        self.typed.emit(text)
