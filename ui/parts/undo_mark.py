"""What undo would take back, in the key bar: as much of its name as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.parts.key_cap import KeyCap
from ui.parts.look import set_words, words
from ui.theme import theme

_LEAST = 170
"""Pixels under which no name is left of it worth reading."""


class UndoMark(QWidget):
    """It stands in the room that the keys leave, at its right, and asks for none: its name changes with
    every answer, and nothing else in the bar may move then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._cap = KeyCap("Ctrl Z", parent=self)
        self._words = words("", "guide", "ink2", parent=self)
        self._said = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addStretch(1)
        row.addWidget(self._cap)
        row.addWidget(self._words)
        self._show()

    def show_undo(self, keys: str, said: str) -> None:
        set_words(self._cap, keys)
        self._said = said
        self._show()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._cap.sizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        room = self.width() - self._cap.sizeHint().width() - 7
        shown = bool(self._said) and self.width() >= theme().px(_LEAST)
        self._cap.setVisible(shown)
        self._words.setVisible(shown)
        if shown:
            metrics = self._words.fontMetrics()
            set_words(self._words, metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, room))
            self._words.setAccessibleName(self._said)
