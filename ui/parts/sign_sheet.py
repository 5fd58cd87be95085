"""Signing and countersigning: whoever is at the desk, and what it means; one key does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import words
from ui.parts.sheet import Sheet


class SignSheet(Sheet):
    """Enter signs. Nobody signs for somebody else: the name is that of the person who signed in."""

    signed = Signal()

    def __init__(self, title: str, about: str, name: str, licence: str, verb: str = tr("Sign")) -> None:
        super().__init__(title, about)
        self._verb = verb
        self.column.addWidget(words(tr("As"), "caption", "ink3"))
        self.column.addWidget(
            words(
                tr("{name}, licence {licence}", name=name, licence=licence) if licence else name,
                "strong",
                wrap=True,
            )
        )
        self.column.addWidget(
            words(tr("Somebody else takes this desk first, with their own passphrase."), "caption", "ink3")
        )
        button = KeyButton(verb, "Enter", "primary")
        button.clicked.connect(self._sign)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button)
        self.column.addLayout(line)
        self.first = button

    def keys(self) -> tuple[KeyHint, ...]:
        verb = self._verb.lower()
        return (*super().keys(), KeyHint("Enter", verb, self._sign), KeyHint("Ctrl Enter", "", self._sign))

    def _sign(self) -> None:
        self.close_sheet()
        self.signed.emit()
