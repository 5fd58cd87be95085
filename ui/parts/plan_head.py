"""What the plan follows from, and how full the home sheet is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tongue import tr
from ui.parts.look import set_words, words


class PlanHead(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = words("", "body", "ink2", wrap=True)
        self._count = words("", "section")
        self._advised = words("", "caption", "ink3")
        title = QVBoxLayout()
        title.setSpacing(0)
        title.addWidget(words(tr("Plan"), "title"))
        title.addWidget(self._about)
        count = QVBoxLayout()
        count.setSpacing(0)
        for label in (self._count, self._advised):
            count.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(title, 1)
        row.addLayout(count)

    def show_head(self, about: str, count: str, advised: str) -> None:
        set_words(self._about, about)
        set_words(self._count, count)
        set_words(self._advised, advised)
