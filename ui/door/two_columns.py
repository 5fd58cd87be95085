"""How a form before the window stands: title, about, a card of labelled fields, and notes beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from resources.tongue import tr
from ui.parts.look import set_words, words
from ui.theme import theme

_MOST_NOTES = 4


class TwoColumns(QWidget):
    """The left column is filled by whoever makes the form; the right one holds what is good to know."""

    def __init__(self, above: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = words("", "title")
        self._about = words("", "body", "ink2", wrap=True)
        self._notes: list[QLabel] = [words("", "body", "ink2", wrap=True) for _ in range(_MOST_NOTES)]
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(words(tr("Good to know"), "section"))
        for note in self._notes:
            right.addWidget(note)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addLayout(self.left, 600)
        row.addLayout(right, 300)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        if above is not None:
            inside.addWidget(above)
            inside.addSpacing(12)
        inside.addWidget(self._title)
        inside.addWidget(self._about)
        inside.addSpacing(8)
        inside.addLayout(row)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._inside)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 16)
        column.addLayout(across)
        column.addStretch(1)

    def show_words(self, title: str, about: str, notes: tuple[str, ...]) -> None:
        self._inside.setFixedWidth(theme().px(940))
        set_words(self._title, title)
        set_words(self._about, about)
        for label, note in zip(self._notes, (*notes, *[""] * _MOST_NOTES), strict=False):
            set_words(label, note)
            label.setVisible(bool(note))


def labelled(fields: list[tuple[str, QWidget]]) -> QLayout:
    """Each field with its label at the height of its first line."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, theme().px(128))
    grid.setColumnStretch(1, 1)
    for line, (text, field) in enumerate(fields):
        label = words(text)
        label.setFixedHeight(max(36, theme().px(36)))
        grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignTop)
    return grid
