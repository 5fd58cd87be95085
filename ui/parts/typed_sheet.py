"""Something grave, said line by line, and done only after a word was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout

from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField


class TypedSheet(Sheet):
    """Whoever listens closes it, or refuses with a sentence."""

    confirmed = Signal(str)
    """What was typed."""

    def __init__(self, title: str, lines: Sequence[str], word: str, verb: str) -> None:
        super().__init__(title)
        self._word, self._verb = word, verb
        for line in lines:
            self.column.addWidget(words(line, "body", "ink2", wrap=True))
        self._field = LineField(
            tr("Type {word}", word=word), hint=tr("Type {word}", word=word), every_key=True
        )
        self._field.typed.connect(lambda _: self._show())
        self._refused = words("", "body", "stop", wrap=True)
        self._refused.hide()
        self._button = KeyButton(verb, "Enter", "stop")
        self._button.clicked.connect(self._confirm)
        self.column.addWidget(self._field)
        self.column.addWidget(self._refused)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        self.column.addLayout(row)
        self.first = self._field
        self._show()

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("close, nothing is changed"), self.close_sheet, right=True),
            KeyHint("Enter", self._verb.lower() if self._ready else "", self._confirm),
        )

    def refuse(self, said: str) -> None:
        set_words(self._refused, said)
        self._refused.show()
        self.adjustSize()

    def sizeHint(self) -> QSize:
        """Lines that wrap would ask for room as if they stood in a narrow column."""
        wide = self.minimumWidth()
        return QSize(wide, self.heightForWidth(wide)) if wide else super().sizeHint()

    @property
    def _ready(self) -> bool:
        return self._field.text().strip() == self._word

    def _show(self) -> None:
        self._button.show_button(self._verb, "stop", self._ready)

    def _confirm(self) -> None:
        if self._ready:
            self.confirmed.emit(self._field.text())
