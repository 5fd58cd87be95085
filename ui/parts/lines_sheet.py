"""A choice under what it is about: lines that differ each time the sheet opens, and one key for each answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessments.language.protocol import Option
from ui.parts.look import words
from ui.parts.sheet import PickSheet


class LinesSheet(PickSheet):
    """Each line may have a heading. The first answer is the one that Enter gives."""

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        super().__init__(title, options)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.column.insertLayout(1, self._lines)
        self._shown: list[QWidget] = []

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Headings and what stands under them."""
        for label in self._shown:
            self._lines.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._shown = []
        for heading, said in lines:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            if heading:
                column.addWidget(words(heading, "caption", "ink3", wrap=True))
            column.addWidget(words(said, "body", wrap=True))
            self._lines.addWidget(box)
            self._shown.append(box)
