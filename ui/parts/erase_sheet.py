"""Erasing a record: the law's answer first, and two people before anything is erased."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.parts.passphrase_field import PassphraseField
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField


class EraseSheet(Sheet):
    """Enter keeps the record, which is the answer by default. Erasing asks for a reason and for a second
    person, who types their own passphrase."""

    kept = Signal()
    erased = Signal(str, str, str)
    """The reason, and the second person's user name and passphrase."""

    def __init__(self, name: str, answer: str, may_erase: bool) -> None:
        super().__init__(tr("Erase the record of {name} for good?", name=name), answer)
        self._may_erase = may_erase
        # Every key, so that Enter comes to the sheet and keeps the record.
        self._reason = LineField(tr("Reason"), every_key=True)
        self._login = LineField(tr("User name of the second person"), every_key=True)
        self._passphrase = PassphraseField(tr("Passphrase of the second person"))
        self._refused = words("", "caption", "stop", wrap=True)
        self._refused.hide()
        if may_erase:
            self.add_field(tr("Why it is erased all the same, without the name"), self._reason)
            self.add_field(tr("A second person agrees: user name and passphrase"), self._login)
            self.column.addWidget(self._passphrase)
            self.column.addWidget(self._refused)
        keep = KeyButton(tr("Keep the record"), "Enter", "primary")
        keep.clicked.connect(self._keep)
        self._erase_button = KeyButton(tr("Erase for good"), "Ctrl Enter")
        self._erase_button.clicked.connect(self._erase)
        row = QHBoxLayout()
        row.addStretch(1)
        if may_erase:
            row.addWidget(self._erase_button)
        row.addWidget(keep)
        self.column.addLayout(row)
        self._reason.typed.connect(lambda _: self._show())
        self._login.typed.connect(lambda _: self._show())
        self._passphrase.edited.connect(lambda _: self._show())
        self.first = self._reason if may_erase else keep
        self._show()

    def keys(self) -> tuple[KeyHint, ...]:
        erase = (KeyHint("Ctrl Enter", tr("erase for good"), self._erase),) if self._may_erase else ()
        return (*super().keys(), KeyHint("Enter", tr("keep the record"), self._keep), *erase)

    def refuse(self, said: str) -> None:
        """Nothing was erased: why."""
        self._passphrase.clear()
        set_words(self._refused, said)
        self._refused.show()
        self._show()

    def close_sheet(self) -> None:
        self._passphrase.clear()
        super().close_sheet()

    @property
    def _ready(self) -> bool:
        said = self._reason.text().strip()
        return bool(self._may_erase and said and self._login.text().strip() and self._passphrase.text())

    def _show(self) -> None:
        self._erase_button.show_button(tr("Erase for good"), "stop" if self._ready else "", self._ready)

    def _keep(self) -> None:
        self.close_sheet()
        self.kept.emit()

    def _erase(self) -> None:
        if self._ready:
            reason = self._reason.text().strip()
            self.erased.emit(reason, self._login.text().strip(), self._passphrase.text())
