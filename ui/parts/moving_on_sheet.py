"""When the plan moves on: what each test shows first, running, what is left out, the next visits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.moving_on import MovingOn, visit_days
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import words
from ui.parts.sheet import Sheet
from ui.parts.tag import Tag
from ui.parts.wrapped import ScrolledWords, Wrapped

_MOST = 560
"""Pixels in height, from which on it is scrolled."""


class MovingOnSheet(Sheet):
    """Read and closed; nothing is asked. The arrows scroll it."""

    def __init__(self, found: MovingOn, last: bool, asked: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__(
            tr("The goals of the plan") if last else tr("Moving on from phase {phase}", phase=found.phase)
        )
        self._asked = asked
        inside = Wrapped()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(10, 8, 10, 8)
        self._lines.setSpacing(6)
        if found.criteria:
            self._criteria(found, last)
        if found.running:
            self._section(tr("Return to running"), found.running, tagged=True)
        if found.left_out:
            self._section(tr("Left out for safety"), "\n".join(found.left_out))
        visits = "\n".join(f"{visit_days(one)}: {one.words}" for one in found.visits)
        self._section(tr("Next visits"), visits, tagged=True)
        self._lines.addStretch(1)
        self._area = ScrolledWords(inside, _MOST)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setProperty("look", "read")
        self._area.setAccessibleName(self.accessibleName())
        self.column.addWidget(self._area)
        self.first = self._area

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("close"), self.close_sheet, right=True),
            KeyHint("C", "", self.close_sheet),
            KeyHint("Enter", "", self.close_sheet),
        )

    def _criteria(self, found: MovingOn, last: bool) -> None:
        self._section(tr("Before an exercise is made harder"), found.gate, tagged=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        heads = (tr("Test"), tr("Goal")) if last else (tr("Test"), tr("Before the next phase"), tr("Goal"))
        for column, head in enumerate(heads):
            grid.addWidget(words(head, "caption", "ink3"), 0, column)
            grid.setColumnStretch(column, 3 if column else 2)
        for row, one in enumerate(found.criteria, 1):
            shown = (one.goal,) if last else (one.words, one.goal)
            grid.addWidget(words(one.name, "guide-strong", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, text in enumerate(shown, 1):
                tone = "ink" if column < len(shown) or last else "ink2"
                label = words(f"{text[:1].upper()}{text[1:]}", "guide", tone, wrap=True)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(grid)

    def _section(self, title: str, text: str, tagged: bool = False) -> None:
        head = QHBoxLayout()
        head.addWidget(words(title, "strong"))
        if tagged:
            tag = Tag("convention")
            tag.asked.connect(self._asked)
            head.addWidget(tag)
        head.addStretch(1)
        self._lines.addLayout(head)
        for line in text.split("\n"):
            self._lines.addWidget(words(line, "guide", "ink2", wrap=True))
