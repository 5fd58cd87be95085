"""How the class came about: the rows of the decision table as they were walked, and every single change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.screens.state import State
from assessments.classification.labels import labels
from assessments.language.outcome import Flip, PathStep
from resources.tongue import tr
from ui.parts.look import words
from ui.parts.sheet import Sheet
from ui.parts.state_icon import StateIcon
from ui.parts.wrapped import Wrapped

_TOP = Qt.AlignmentFlag.AlignTop


class PathSheet(Sheet):
    """Read only; the arrows scroll it and Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("The path, step by step"),
            tr("First row that holds decides. Combining rules are conventions."),
            parent,
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(420)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setProperty("look", "read")
        self._area.setAccessibleName(self.accessibleName())
        self.column.addWidget(self._area)
        self.first = self._area

    def show_path(self, path: tuple[PathStep, ...], flips: tuple[Flip, ...]) -> None:
        inside = Wrapped()
        grid = QGridLayout(inside)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 3)
        grid.setColumnStretch(3, 2)
        row = 0
        for step in path:
            state = State.FINDING if step.held else State.NEGATIVE
            grid.addWidget(words(str(step.number), "guide", "ink3"), row, 0, _TOP)
            grid.addWidget(StateIcon(state, 16), row, 1, _TOP)
            role = "guide-strong" if step.held else "guide"
            named = labels().get(step.result)
            holds = tr("holds: {label}", label=named.label) if named else tr("holds")
            verdict = holds if step.held else tr("does not hold")
            grid.addWidget(words(step.condition, role, wrap=True), row, 2, _TOP)
            grid.addWidget(words(verdict, role, "finding" if step.held else "ink3", wrap=True), row, 3, _TOP)
            row += 1
        if flips:
            grid.addWidget(words(tr("Every smallest single change"), "strong"), row, 0, 1, 4)
            row += 1
        for flip in flips:
            grid.addWidget(StateIcon(State.CHANGES, 16), row, 1, _TOP)
            change = f"{flip.what}: {flip.now} → {flip.then}"
            grid.addWidget(words(change, "guide", wrap=True), row, 2, _TOP)
            grid.addWidget(words(flip.label, "guide-strong", wrap=True), row, 3, _TOP)
            row += 1
        grid.setRowStretch(row, 1)
        self._area.setWidget(inside)
