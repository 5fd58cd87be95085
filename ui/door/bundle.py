"""What may be sent to whoever helps, read from end to end before it is saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.faults import Fault
from app.file_names import save_private
from resources.tongue import tr
from ui.choosing import Choosing
from ui.door.form import Form
from ui.keys import KeyHint
from ui.parts.look import set_words, words
from ui.theme import theme

NAME = "sagittal-support.txt"
KINDS = tr("Text (*.txt)")


def save_bundle(choosing: Choosing, text: str) -> str:
    """What came of it as a sentence; empty when nobody chose a place. What is saved is what was read."""
    file = choosing.new_file(tr("Save the support bundle"), NAME, KINDS)
    if file is None:
        return ""
    try:
        save_private(file, text.encode())
    except Fault as fault:
        return fault.words
    return tr("Saved as {name}. Nothing was sent.", name=file.name)


class BundleForm(Form):
    left = Signal()

    def __init__(self, text: str, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bundle = text
        self._choosing = choosing
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("Support bundle"))
        self._text.setProperty("role", "guide")
        self._text.setTabChangesFocus(True)
        self._said = words("", "body", wrap=True)
        self._said.hide()
        column = QVBoxLayout(self)
        side = theme().px(48)
        column.setContentsMargins(side, 24, side, 16)
        column.setSpacing(10)
        column.addWidget(words(tr("Support bundle"), "title"))
        column.addWidget(
            words(tr("Read it, then save it. Nothing is sent by itself."), "body", "ink2", wrap=True)
        )
        column.addWidget(self._said)
        column.addWidget(self._text, 1)

    def first(self) -> QWidget:
        return self._text

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("↑|↓", tr("read on")),
            KeyHint("Ctrl S", tr("save it"), self._save),
            KeyHint("Esc", tr("back"), self.left.emit, right=True),
        )

    def _save(self) -> None:
        said = save_bundle(self._choosing, self._bundle)
        set_words(self._said, said)
        self._said.setVisible(bool(said))
