"""What the simulated patient answers: the question above, the sentence large, and who says it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.tongue import tr
from ui.parts.look import set_words, words
from ui.practice.mark import Mark
from ui.spoken import announce


class StoryView(QFrame):
    """The patient's own words stand in quotation marks; nothing of them is scored by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._asked = words("", "body", "ink2", wrap=True)
        self._sentence = words("", "score-small", wrap=True)
        self._who = words("", "caption", "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 0, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._asked, 1)
        head.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addStretch(1)
        self._sentence.setContentsMargins(0, 0, 24, 0)
        column.addWidget(self._sentence)
        column.addWidget(self._who)
        column.addStretch(2)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def show_story(self, sentence: str, question: str = "", who: str = "") -> None:
        """What is said to the question at the caret; without a sentence nobody has asked anything yet."""
        told = tr("“{sentence}”", sentence=sentence) if sentence else ""
        if told == self._sentence.text() and question == self._asked.text():
            return
        set_words(self._asked, question)
        set_words(self._sentence, told)
        set_words(self._who, who if sentence else "")
        self.setAccessibleName(" ".join(part for part in (question, told, who) if part))
        announce(self, told)
