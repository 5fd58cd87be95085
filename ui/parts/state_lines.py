"""Lines with the icon of how each stands, in one column or several; as many as there are to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.screens.state import State
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.theme import theme


class StateLines(QWidget):
    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._lines: list[_Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def show_lines(self, lines: Sequence[tuple[State, str]]) -> None:
        while len(self._lines) < len(lines):
            line = _Line()
            place = divmod(len(self._lines), self._columns)
            self._grid.addWidget(line, *place, Qt.AlignmentFlag.AlignTop)
            self._lines.append(line)
        for shown, said in zip(self._lines, (*lines, *[None] * len(self._lines)), strict=False):
            shown.setVisible(said is not None)
            if said is not None:
                shown.show_line(*said)


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = StateIcon(size=18)
        self._words = words("", "guide", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, max(1, (theme().px(20) - 18) // 2), 0, 0)
        beside.addWidget(self._icon)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addWidget(self._words, 1)

    def show_line(self, state: State, said: str) -> None:
        self._icon.show_state(state)
        set_look(self._words, "tone", {State.STOP: "stop", State.CAUTION: "miss-text"}.get(state, "ink2"))
        set_words(self._words, said)
