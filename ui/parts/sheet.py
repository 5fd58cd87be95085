"""A short question over the work area, never a dialog of its own; Esc closes it and keeps what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from assessments.language.protocol import Option
from resources.tongue import tr
from ui.keys import KeyHint, act_on
from ui.parts.choice_row import segments_of
from ui.parts.key_button import KeyButton
from ui.parts.look import words
from ui.parts.segments import Segments
from ui.parts.text_field import NoteField


class Sheet(QFrame):
    """A titled box. A page keeps the sheet it made, so a text begun in it is there when it opens again."""

    gone = Signal()
    """It went away, answered or not."""

    def __init__(self, title: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "sheet")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 18)
        self.column.setSpacing(10)
        if title:
            self.column.addWidget(words(title, "section", wrap=True))
        if about:
            self.column.addWidget(words(about, "body", "ink2", wrap=True))
        self.first: QWidget | None = None
        """What the caret goes to when it opens."""

    def add_field(self, label: str, field: QWidget) -> None:
        """The field right under its words, nearer than to the next one."""
        pair = QVBoxLayout()
        pair.setSpacing(3)
        name = words(label, "caption", "ink3")
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        pair.addWidget(name)
        pair.addWidget(field)
        self.column.addLayout(pair)

    def keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint("Esc", tr("close, nothing lost"), self.close_sheet, right=True),)

    def close_sheet(self) -> None:
        self.hide()
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # While it is open, no key of the page behind it works.
        act_on(event, self.keys())
        event.accept()


class ReasonSheet(Sheet):
    """Why something was not done: a reason by one key, and words where wanted. Enter gives the answer."""

    answered = Signal(str, str)
    """The code of the reason and the note."""

    def __init__(
        self,
        title: str,
        reasons: Sequence[Option],
        about: str = "",
        note_needed: bool = False,
        verb: str = tr("Keep the reason"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, about, parent)
        self._verb = verb
        self._note_needed = note_needed
        self._code = ""
        self.reasons = Segments(tr("Reason"), segments_of(reasons), moves_on=False)
        self.reasons.typed.connect(self._choose)
        self.note = NoteField(tr("Note"), 2)
        self.column.addWidget(self.reasons)
        self.add_field(tr("In words") if note_needed else tr("In words, if needed"), self.note)
        self._button = KeyButton(verb, "Ctrl Enter", "primary")
        self._button.clicked.connect(self._answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        self.column.addLayout(row)
        self.note.textChanged.connect(self._show)
        self.first = self.reasons if reasons else self.note
        self.reasons.setVisible(bool(reasons))
        self._no_reasons = not reasons
        self._show()

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            *super().keys(),
            KeyHint("Ctrl Enter", self._verb.lower(), self._answer),
            KeyHint("Enter", "", self._answer),
        )

    @property
    def _ready(self) -> bool:
        chosen = bool(self._code) or self._no_reasons
        return chosen and (bool(self.note.toPlainText().strip()) or not self._note_needed)

    def _choose(self, code: str) -> None:
        self._code = code
        self.reasons.show_entry(EntryScreen(code, EntryState.FILLED if code else EntryState.EMPTY))
        self._show()
        if code and self._note_needed:
            self.note.setFocus()
        elif code:
            self._button.setFocus()

    def _show(self) -> None:
        self._button.show_button(self._verb, "primary", self._ready)

    def _answer(self) -> None:
        if self._ready:
            self.close_sheet()
            self.answered.emit(self._code, self.note.toPlainText().strip())


class PickSheet(Sheet):
    """One of several, by its key; picking closes the sheet."""

    picked = Signal(str)

    def __init__(
        self, title: str, options: Sequence[Option], about: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, about, parent)
        self._segments = segments_of(options)
        for segment in self._segments:
            button = KeyButton(segment.words, segment.key)
            button.clicked.connect(lambda _=False, code=segment.code: self._pick(code))
            self.column.addWidget(button)
            self.first = self.first or button

    def keys(self) -> tuple[KeyHint, ...]:
        picks = tuple(KeyHint(s.key, s.words, partial(self._pick, s.code)) for s in self._segments if s.key)
        return (*super().keys(), *picks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, KeyButton):
                focus.click()
        else:
            super().keyPressEvent(event)

    def _pick(self, code: str) -> None:
        self.close_sheet()
        self.picked.emit(code)
