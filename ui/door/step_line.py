"""The steps of a short way in one line: what is done, where one is, what is to come."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.screens.state import State
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.parts.state_words import STATE_WORDS


class StepLine(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._steps: list[tuple[StateIcon, QLabel]] = []

    def show_steps(self, rows: tuple[tuple[str, State], ...]) -> None:
        while len(self._steps) < len(rows):
            step = StateIcon(size=18), words("", "body")
            at = self._row.count() - 1
            if self._steps:
                self._row.insertSpacing(at, 20)
                at += 1
            for n, part in enumerate(step):
                self._row.insertWidget(at + n, part)
            self._steps.append(step)
        for (icon, label), (text, state) in zip(self._steps, rows, strict=True):
            icon.show_state(state)
            set_words(label, text)
            set_look(label, "role", "strong" if state is State.NOW else "body")
            set_look(label, "tone", "ink" if state is State.NOW else "ink2")
        self.setAccessibleName("; ".join(f"{text}: {STATE_WORDS[state]}" for text, state in rows))
