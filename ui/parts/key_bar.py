"""The bar at the bottom: every key that works now, in words, and the next thing to do at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.key_cap import KeyCap
from ui.parts.look import set_words, words
from ui.parts.undo_mark import UndoMark
from ui.spoken import announce
from ui.theme import theme

_UNDO = 250
"""Pixels for the name of what undo would take back."""


class KeyBar(QFrame):
    """Shows hints in order; one marked `right` stands at the right, the primary one is the button."""

    pressed = Signal(object)
    """The hint whose words or button were clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keybar")
        self._shown: tuple[tuple[str, str, bool, bool, bool, str], ...] | None = None
        self._inside: QWidget | None = None
        self._hints: tuple[KeyHint, ...] = ()
        self._said: QLabel | None = None
        self._high = 0
        self._above = 0
        self._named_undo = False
        self._undo = UndoMark()
        self._to_undo = ("", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)

    def show_keys(self, hints: Sequence[KeyHint], named_undo: bool = False) -> None:
        """With `named_undo` the keys stand closer where that leaves room for what undo would take back."""
        self._hints = tuple(hints)
        if named_undo != self._named_undo:
            self._named_undo, self._shown = named_undo, None
        shown = tuple((h.keys, h.words, h.primary, h.right, h.enabled, h.look) for h in hints)
        if shown == self._shown:
            return
        self._shown = shown
        self._lay_out()
        if self._said is not None:
            # The sentence stays over keys that were laid out anew.
            self._said.raise_()

    def show_undo(self, keys: str, said: str) -> None:
        """What undo would take back; empty when nothing is there."""
        self._to_undo = (keys, said)
        self._undo.show_undo(keys, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self._shown is not None:
            self._lay_out()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, super().minimumSizeHint().height())

    def stand(self, high: int) -> None:
        """How high the bar is while one line holds its keys."""
        self._high = high
        self._measure()

    def _measure(self) -> None:
        if self._high:
            self.setFixedHeight(self._high + (theme().px(30) if self._above else 0))

    def _lay_out(self) -> None:
        """All hints that work now, with room between; closer where they are many; then without those to
        spare and those that only remind of what a part answers by itself; in a long language on two lines."""
        hints = [hint for hint in self._hints if hint.words and (hint.enabled or hint.primary)]
        self._build(hints, close=False)
        if self._fits(theme().px(_UNDO) if self._named_undo else 0):
            return
        self._build(hints, close=True)
        while not self._fits():
            spare = next((h for h in hints if h.spare), None)
            spare = spare or next((h for h in reversed(hints) if h.act is None and not h.primary), None)
            if spare is None:
                break
            hints.remove(spare)
            self._build(hints, close=True)
        for above in range(1, len(hints)):
            if self._fits():
                return
            self._build(hints, close=True, above=above)

    def _fits(self, beside: int = 0) -> bool:
        return self._inside is None or self._inside.sizeHint().width() + beside <= self.width()

    def _build(self, hints: Sequence[KeyHint], close: bool, above: int = 0) -> None:
        """`above` is how many of the hints stand on a line of their own over the others."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self)
        self._above = above
        self._measure()
        left = [h for h in hints if not h.right and not h.primary]
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(0)
        if above:
            over = QHBoxLayout()
            over.setSpacing(10)
            for hint in left[:above]:
                over.addWidget(self._hint(hint, close))
            over.addStretch(1)
            column.addLayout(over)
        row = QHBoxLayout()
        column.addLayout(row)
        row.setSpacing(10 if close else 18)
        for hint in left[above:]:
            row.addWidget(self._hint(hint, close))
        self._undo = UndoMark()
        self._undo.show_undo(*self._to_undo)
        row.addWidget(self._undo, 1)
        for hint in (h for h in hints if h.right and not h.primary):
            row.addWidget(self._hint(hint, close))
        for hint in (h for h in hints if h.primary):
            button = KeyButton(hint.words, hint.keys, hint.look or "primary")
            button.show_button(hint.words, hint.look or "primary", hint.enabled)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._press, self._hints.index(hint)))
            row.addWidget(button)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._inside)

    def _press(self, number: int, *_: object) -> None:
        self.pressed.emit(self._hints[number])

    def say(self, said: str) -> None:
        """A sentence in place of the hints until the next key; empty brings the hints back."""
        if self._said is None and said:
            self._said = words("", "guide-strong", "ink", parent=self)
            self._said.setAutoFillBackground(True)
            self._said.setContentsMargins(16, 0, 16, 0)
        if self._said is not None:
            set_words(self._said, said)
            self._said.setGeometry(0, 1, self.width(), self.height() - 1)
            self._said.raise_()
            self._said.setVisible(bool(said))
            announce(self._said, said)

    def _hint(self, hint: KeyHint, close: bool) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 if close else 7)
        for cap in hint.caps:
            row.addWidget(KeyCap(cap))
        if hint.words:
            row.addWidget(words(hint.words, "small" if close else "guide", "ink2"))
        return box
