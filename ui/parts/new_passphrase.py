"""A new passphrase, typed twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from resources.tongue import tr
from ui.parts.look import words
from ui.parts.passphrase_field import PassphraseField

RULE = tr("At least 15 characters. Four or more words that do not belong together are easy to remember.")


class NewPassphrase(QWidget):
    """Both fields are emptied together, and no text of them is kept."""

    entered = Signal()
    """Enter in the second field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = PassphraseField(tr("New passphrase"))
        self._again = PassphraseField(tr("The same once more"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for label, field in ((tr("Passphrase"), self._first), (tr("Once more"), self._again)):
            pair = QVBoxLayout()
            pair.setSpacing(3)
            pair.addWidget(words(label, "caption", "ink3"))
            pair.addWidget(field)
            column.addLayout(pair)
        self._first.say(RULE)
        self._first.entered.connect(self._again.setFocus)
        self._again.entered.connect(self.entered.emit)
        self.setFocusProxy(self._first)

    def text(self) -> str:
        return self._first.text()

    def agreed(self) -> bool:
        """Whether both are the same; says so where they are not."""
        same = self._first.text() == self._again.text()
        state = EntryState.FILLED if same else EntryState.REFUSED
        why = "" if same else tr("The two are not the same. Type the passphrase once more.")
        self._again.show_entry(EntryScreen(self._again.text(), state, why))
        return same

    def refuse(self, sentence: str) -> None:
        self._first.show_entry(EntryScreen(self._first.text(), EntryState.REFUSED, sentence))

    def clear(self) -> None:
        self._first.clear()
        self._again.clear()
