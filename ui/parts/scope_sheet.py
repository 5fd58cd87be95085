"""Why a part of the exam was not done, and which part of it: the whole, a movement, or one side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.screens.entry import EntryScreen, EntryState
from assessments.language.protocol import Option
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.choice_row import segments_of
from ui.parts.look import words
from ui.parts.segments import Segments
from ui.parts.sheet import ReasonSheet


class ScopeSheet(ReasonSheet):
    """A reason by its digit; what it is about by its letter, and something is always chosen there."""

    decided = Signal(str, str, str)
    """What it is about, the code of the reason, and the note."""

    def __init__(
        self, title: str, scopes: Sequence[Option], reasons: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, reasons, parent=parent)
        self._options = segments_of(scopes)
        self._scope = scopes[0].code
        self.scopes = Segments(tr("What is not done"), self._options, moves_on=False)
        self.scopes.typed.connect(self.show_scope)
        self.column.insertWidget(1, words(tr("What"), "caption", "ink3"))
        self.column.insertWidget(2, self.scopes)
        self.column.insertWidget(3, words(tr("Why"), "caption", "ink3"))
        self.answered.connect(lambda code, note: self.decided.emit(self._scope, code, note))
        self.show_scope(self._scope)

    def show_scope(self, scope: str) -> None:
        """Begin with this one."""
        if scope:
            self._scope = scope
        self.scopes.show_entry(EntryScreen(self._scope, EntryState.FILLED))

    def keys(self) -> tuple[KeyHint, ...]:
        picks = tuple(KeyHint(s.key, "", partial(self.show_scope, s.code)) for s in self._options)
        return (*super().keys(), *picks)
