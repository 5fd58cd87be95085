"""The red bar across the window while an answer is not on the disk: why, what to do, and the keys for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.screens.saving import NotSavedScreen
from resources.tongue import tr
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.spoken import announce


class NotSavedBar(QFrame):
    """Takes no room while everything is saved. The caret stays where it is when a button is clicked."""

    retry = Signal()
    to_file = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notsaved")
        self._said = words("", "strong", "on-stop", wrap=True)
        self._more = words("", "guide", "on-stop", wrap=True)
        self._retry = KeyButton("", "Ctrl S", height=32)
        self._to_file = KeyButton(tr("Save this exam to USB"), "Ctrl Shift S", height=32)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._said)
        text.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 7)
        row.setSpacing(10)
        row.addLayout(text, 1)
        for button, pressed in ((self._retry, self.retry), (self._to_file, self.to_file)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, pressed=pressed: pressed.emit())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_trouble(self, screen: NotSavedScreen | None) -> None:
        if screen is not None:
            set_words(self._said, screen.said)
            set_words(self._more, screen.more)
            self._retry.show_button(tr("Choose") if screen.choose else tr("Retry now"))
            self.setAccessibleName(f"{screen.said} {screen.more}")
        self.setVisible(screen is not None)
        if screen is not None:
            announce(self, self.accessibleName())
