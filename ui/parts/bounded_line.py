"""A line that holds so many characters and no more: what would make it longer is not taken, not even cut."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget


class BoundedLine(QLineEdit):
    """Qt cuts what is too long without a word; here the text that stood before stands again."""

    taken = Signal(str)
    """What a person typed, pasted or took away, as it stands now."""
    too_long = Signal()

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._before = ""
        # One more than fits, so that what was cut can be told from what is just long enough.
        self.setMaxLength(most + 1)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)

    def _edited(self, text: str) -> None:
        if len(text) <= self._most:
            self.taken.emit(text)
            return
        caret = self.cursorPosition()
        self.setText(self._before)
        self.setCursorPosition(min(caret, len(self._before)))
        self.too_long.emit()

    def _changed(self, text: str) -> None:
        if len(text) <= self._most:
            self._before = text
