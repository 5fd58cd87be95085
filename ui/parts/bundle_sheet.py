"""The support bundle over the work area: read from end to end, then saved, never sent by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.sheet import Sheet

_TALL = 2000
"""Pixels: as high as the work area lets it be."""


class BundleSheet(Sheet):
    kept = Signal(str)
    """The text that was read."""

    def __init__(self, text: str) -> None:
        super().__init__(tr("Support bundle"), tr("Read it, then save it. Nothing is sent by itself."))
        self._text = text
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(tr("Support bundle"))
        shown.setProperty("role", "caption")
        shown.setTabChangesFocus(True)
        save = KeyButton(tr("Save it"), "Ctrl S", "primary")
        save.clicked.connect(lambda: self.kept.emit(self._text))
        self.column.addWidget(shown, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(save)
        self.column.addLayout(row)
        self.first = shown

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("↑|↓", tr("read on")),
            KeyHint("Ctrl S", tr("save it"), lambda: self.kept.emit(self._text)),
            KeyHint("Esc", tr("close"), self.close_sheet, right=True),
        )

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _TALL)
