"""The recovery key on the screen: its groups large, each under its number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.parts.look import set_words, words

_ACROSS = 4


class KeyGroups(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(2)
        self._groups: list[QLabel] = []

    def show_key(self, groups: tuple[str, ...]) -> None:
        """Empty where no key is to be seen."""
        while len(self._groups) < len(groups):
            number = len(self._groups)
            group = words("", "score-small", "accent")
            group.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label = words(str(number + 1), "caption", "ink3")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line, place = divmod(number, _ACROSS)
            self._grid.addWidget(label, 2 * line, place)
            self._grid.addWidget(group, 2 * line + 1, place)
            self._groups.append(group)
        for shown, text in zip(self._groups, (*groups, *[""] * len(self._groups)), strict=False):
            set_words(shown, text)
