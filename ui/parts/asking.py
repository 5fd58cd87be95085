"""The item in focus as it may be said to the person, and what it makes one think of."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.screens.safety import Explained
from resources.tongue import tr
from ui.parts.look import set_look, set_words, words
from ui.theme import theme

_LONG = 150
"""Characters; a longer question is set smaller."""


class Asking(QFrame):
    """Keeps its height from item to item, so that nothing round it moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "say")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._question = words("", "guide", wrap=True)
        self._thought = words("", "small", "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 10, 6)
        column.setSpacing(3)
        column.addWidget(self._question)
        column.addWidget(self._thought)
        column.addStretch(1)

    def show_item(self, item: Explained) -> None:
        set_words(self._question, item.question)
        set_look(self._question, "role", "caption" if len(item.question) > _LONG else "guide")
        thought = f"{item.thought[0].lower()}{item.thought[1:]}"
        set_words(self._thought, tr("Thought of: {thought}", thought=thought))

    def sizeHint(self) -> QSize:
        return QSize(300, max(100, round(theme().px(100) * theme().text_size)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, round(self.sizeHint().height() * 0.88))

    def hasHeightForWidth(self) -> bool:
        return False
