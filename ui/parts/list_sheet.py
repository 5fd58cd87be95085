"""A list to choose from: each line with what stands behind it; arrows walk, Enter takes, Esc closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import words
from ui.parts.sheet import Sheet
from ui.parts.wrapped import ScrolledWords, Wrapped

_MOST = 500
"""Pixels in height, from which on a list is scrolled."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line: its code, its words, what stands behind it, and whether it is ticked already."""

    code: str
    words: str
    about: str = ""
    ticked: bool = False


class ListSheet(Sheet):
    """One line is picked, or with `several` lines are ticked by Enter and kept by Ctrl Enter."""

    picked = Signal(str)
    kept = Signal(object)
    """The codes ticked, as a tuple in the order of the list."""

    def __init__(
        self, title: str, lines: Sequence[ListLine], about: str = "", several: bool = False, nothing: str = ""
    ) -> None:
        super().__init__(title, about)
        self._several = several
        self._ticked = {line.code for line in lines if line.ticked}
        self._lines = tuple(lines)
        self._buttons: list[QPushButton] = []
        inside = Wrapped()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for line in self._lines:
            button = QPushButton()
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, code=line.code: self._take(code))
            self._buttons.append(button)
            column.addWidget(button)
            if line.about:
                about_it = words(line.about, "caption", "ink2", wrap=True)
                about_it.setContentsMargins(15, 0, 0, 8)
                column.addWidget(about_it)
        if not self._lines:
            column.addWidget(words(nothing, "body", "ink2", wrap=True))
        column.addStretch(1)
        area = ScrolledWords(inside, _MOST)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        self.column.addWidget(area)
        self.first = self._buttons[0] if self._buttons else None
        self._show()

    def keys(self) -> tuple[KeyHint, ...]:
        take = tr("tick") if self._several else tr("take")
        own = (KeyHint("↑|↓", tr("walk")), KeyHint("Enter", take, self._enter))
        keep = (KeyHint("Ctrl Enter", tr("keep"), self._keep),) if self._several else ()
        return (*super().keys(), *own, *keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._buttons:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            button = self._buttons[(self._now() + step) % len(self._buttons)]
            button.setFocus()
            self._area.ensureWidgetVisible(button)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _now(self) -> int:
        return next((n for n, button in enumerate(self._buttons) if button.hasFocus()), 0)

    def _enter(self) -> None:
        if self._lines:
            self._take(self._lines[self._now()].code)

    def _take(self, code: str) -> None:
        if self._several:
            self._ticked ^= {code}
            self._show()
        else:
            self.close_sheet()
            self.picked.emit(code)

    def _keep(self) -> None:
        self.close_sheet()
        self.kept.emit(tuple(line.code for line in self._lines if line.code in self._ticked))

    def _show(self) -> None:
        for line, button in zip(self._lines, self._buttons, strict=True):
            mark = ("✓  " if line.code in self._ticked else "–  ") if self._several else ""
            button.setText(f"{mark}{line.words}".replace("&", "&&"))
            ticked = tr("{line}, ticked", line=line.words) if line.code in self._ticked else line.words
            button.setAccessibleName(f"{ticked}. {line.about}")
