"""A passphrase exchanged: the old one where it is one's own, and the new one twice."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.screens.entry import EntryScreen, EntryState
from assessments.language.reading import Complaint
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.new_passphrase import NewPassphrase
from ui.parts.passphrase_field import PassphraseField
from ui.parts.sheet import Sheet


class PassphraseSheet(Sheet):
    """Ctrl Enter asks to keep; whoever listens closes the sheet or shows why not."""

    given = Signal(str, str)
    """The passphrase in use, where it is asked for, and the new one."""

    def __init__(self, title: str, about: str, asks_old: bool) -> None:
        super().__init__(title, about)
        self._old = PassphraseField(tr("Passphrase in use")) if asks_old else None
        self._new = NewPassphrase()
        if self._old is not None:
            self.add_field(tr("Passphrase in use"), self._old)
            self._old.entered.connect(self._new.setFocus)
        self.column.addWidget(self._new)
        self._new.entered.connect(self._give)
        button = KeyButton(tr("Keep"), "Ctrl Enter", "primary")
        button.clicked.connect(self._give)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.first = self._old or self._new

    def keys(self) -> tuple[KeyHint, ...]:
        return (*super().keys(), KeyHint("Ctrl Enter", tr("keep"), self._give))

    def refuse(self, complaints: Mapping[str, Complaint]) -> None:
        if self._old is not None and "old" in complaints:
            self._old.show_entry(EntryScreen(self._old.text(), EntryState.REFUSED, complaints["old"].words))
        if "passphrase" in complaints:
            self._new.refuse(complaints["passphrase"].words)

    def close_sheet(self) -> None:
        self._new.clear()
        if self._old is not None:
            self._old.clear()
        super().close_sheet()

    def _give(self) -> None:
        if self._new.agreed():
            self.given.emit(self._old.text() if self._old else "", self._new.text())
