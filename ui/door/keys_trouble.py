"""When the records are there and their keys are not: what happened, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.screens.state import State
from ui.door.form import Form
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, set_words, words
from ui.parts.state_icon import StateIcon
from ui.theme import theme


class KeysTrouble(Form):
    again = Signal()
    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = words("The records cannot be opened", "title", wrap=True)
        self._said = words("", "body", wrap=True)
        self._then = words(
            "Look for the key file on the backup disk, or ask whoever keeps the backups. Until then every "
            "record stays as it is.",
            "body",
            "ink2",
            wrap=True,
        )
        self._again = KeyButton("Look again", "Enter", "primary", 44)
        self._again.clicked.connect(self.again.emit)
        self._close = KeyButton("Close", "Esc", height=44)
        self._close.clicked.connect(self.closing.emit)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(StateIcon(State.STOP, 24))
        head.addWidget(self._title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._again, 1)
        buttons.addWidget(self._close, 1)
        self._card = frame("refer")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(28, 22, 28, 22)
        inside.setSpacing(12)
        inside.addLayout(head)
        inside.addWidget(self._said)
        inside.addWidget(self._then)
        inside.addSpacing(6)
        inside.addLayout(buttons)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addStretch(2)
        column.addLayout(across)
        column.addStretch(3)

    def show_trouble(self, said: str) -> None:
        self._card.setFixedWidth(theme().px(620))
        set_words(self._said, said)

    def first(self) -> QWidget:
        return self._again

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Enter", "look again", self.again.emit),
            KeyHint("Esc", "close", self.closing.emit, right=True),
        )
