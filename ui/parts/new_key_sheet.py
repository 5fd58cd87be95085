"""A new recovery key: shown once, printed, and typed back before the old sheet is good for nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.screens.entry import EntryScreen, EntryState
from app.screens.set_up import ANOTHER_KEY
from app.vault.recovery import read_recovery_key
from assessments.language.reading import Complaint
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.key_groups import KeyGroups
from ui.parts.look import set_words, words
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField


class NewKeySheet(Sheet):
    """Made for one key and forgotten with it."""

    sheet_wanted = Signal(bool)
    """On paper, or as a file."""
    typed_back = Signal()

    def __init__(self, key: str) -> None:
        super().__init__(
            tr("New recovery key"),
            tr(
                "Print it and type it back from the sheet. "
                "Until then the old sheet stays good; afterwards it opens nothing. Destroy it."
            ),
        )
        self._key = key
        groups = KeyGroups()
        groups.show_key(tuple(key.split("-")))
        self.column.addWidget(groups)
        row = QHBoxLayout()
        row.setSpacing(12)
        for text, keys, paper in (
            (tr("Print the sheet"), "Ctrl P", True),
            (tr("Save it as PDF"), "Ctrl S", False),
        ):
            button = KeyButton(text, keys)
            button.clicked.connect(lambda _=False, paper=paper: self.sheet_wanted.emit(paper))
            row.addWidget(button)
        self.column.addLayout(row)
        self._field = LineField(
            tr("Recovery key typed back"), hint=tr("typed from the sheet"), every_key=True
        )
        self._said = words("", "body", "ink2", wrap=True)
        self._said.hide()
        keep = KeyButton(tr("Keep the new key"), "Enter", "primary")
        keep.clicked.connect(self._keep)
        self.column.addWidget(self._field)
        self.column.addWidget(self._said)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(keep)
        self.column.addLayout(last)
        self.first = self._field

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("close, the old key stays"), self.close_sheet, right=True),
            KeyHint("Ctrl P", tr("print the sheet"), lambda: self.sheet_wanted.emit(True)),
            KeyHint("Ctrl S", tr("save it as PDF"), lambda: self.sheet_wanted.emit(False)),
            KeyHint("Enter", tr("keep the new key"), self._keep),
        )

    def say(self, said: str) -> None:
        set_words(self._said, said)
        self._said.setVisible(bool(said))

    def sizeHint(self) -> QSize:
        wide = self.minimumWidth()
        return QSize(wide, self.heightForWidth(wide)) if wide else super().sizeHint()

    def _keep(self) -> None:
        typed = read_recovery_key(self._field.text())
        if isinstance(typed, Complaint):
            self._refuse(typed.words)
        elif typed != read_recovery_key(self._key):
            self._refuse(ANOTHER_KEY)
        else:
            self.typed_back.emit()

    def _refuse(self, said: str) -> None:
        self._field.show_entry(EntryScreen(self._field.text(), EntryState.REFUSED, said))
