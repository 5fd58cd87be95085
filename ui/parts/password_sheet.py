"""A password for a file, asked twice, with what it can do and what it cannot."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.report.locking import WORDS, check_password
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.parts.passphrase_field import PassphraseField
from ui.parts.sheet import Sheet


class PasswordSheet(Sheet):
    """Emits `given` with a password that may be used, and forgets it."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save with a password"), WORDS, parent)
        self.password = PassphraseField(tr("Password of the file"))
        self.again = PassphraseField(tr("The same once more"))
        self._complaint = words("", "caption", "stop", wrap=True)
        for label, field in ((tr("Password"), self.password), (tr("Once more"), self.again)):
            self.add_field(label, field)
        self.column.addWidget(self._complaint)
        self._complaint.hide()
        button = KeyButton(tr("Choose the file"), "Ctrl Enter", "primary")
        button.clicked.connect(self._give)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.password.entered.connect(self.again.setFocus)
        self.again.entered.connect(self._give)
        self.first = self.password

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("close, nothing saved"), self.close_sheet, right=True),
            KeyHint("Ctrl Enter", tr("choose the file"), self._give),
        )

    def close_sheet(self) -> None:
        self.password.clear()
        self.again.clear()
        self._say("")
        super().close_sheet()

    def _give(self) -> None:
        password = self.password.text()
        complaint = check_password(password, self.again.text())
        if complaint is not None:
            self._say(complaint.words)
            return
        self.close_sheet()
        self.given.emit(password)

    def _say(self, complaint: str) -> None:
        set_words(self._complaint, complaint)
        self._complaint.setVisible(bool(complaint))
