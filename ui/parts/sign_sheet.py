"""Who signs: the name and the licence as the clinic has set them, to be confirmed by Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import words
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField


class SignSheet(Sheet):
    """Enter signs; without a name there is nobody to sign."""

    signed = Signal(str, str)
    """The name and the licence."""

    def __init__(self, about: str, name: str, licence: str) -> None:
        super().__init__("Sign the exam", about)
        self._name = LineField("Name of who signs")
        self._name.show_text(name)
        self._licence = LineField("Licence number")
        self._licence.show_text(licence)
        self._missing = words("Say who signs.", "caption", "stop")
        for label, field in (("Name", self._name), ("Licence, if it is to be printed", self._licence)):
            self.column.addWidget(words(label, "caption", "ink3"))
            self.column.addWidget(field)
        self._missing.hide()
        self.column.addWidget(self._missing)
        self._button = KeyButton("Sign", "Enter", "primary")
        self._button.clicked.connect(self._sign)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._button)
        self.column.addLayout(line)
        self.first = self._button if name.strip() else self._name

    def keys(self) -> tuple[KeyHint, ...]:
        return (*super().keys(), KeyHint("Enter", "sign", self._sign), KeyHint("Ctrl Enter", "", self._sign))

    def _sign(self) -> None:
        if not self._name.text().strip():
            self._missing.show()
            self._name.setFocus()
            return
        self.close_sheet()
        self.signed.emit(self._name.text().strip(), self._licence.text().strip())
