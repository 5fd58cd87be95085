"""A choice under what it is about: other lines each time the sheet opens, and one key for each answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout

from assessments.language.protocol import Option
from ui.parts.look import words
from ui.parts.sheet import PickSheet


class LinesSheet(PickSheet):
    """Each line may have a heading. The first answer is the one that Enter gives."""

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        super().__init__(title, options)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.column.insertLayout(1, self._lines)
        self._shown: list[QLabel] = []

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Headings and what stands under them."""
        for label in self._shown:
            self._lines.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._shown = []
        for heading, said in lines:
            if heading:
                self._show(words(heading, "caption", "ink3", wrap=True), 4 if self._shown else 0)
            self._show(words(said, "body", wrap=True), 0)

    def sizeHint(self) -> QSize:
        """Lines that wrap would ask for room as if they stood in a narrow column."""
        wide = self.minimumWidth()
        return QSize(wide, self.heightForWidth(wide)) if wide else super().sizeHint()

    def _show(self, label: QLabel, above: int) -> None:
        label.setContentsMargins(0, above, 0, 0)
        self._lines.addWidget(label)
        self._shown.append(label)
