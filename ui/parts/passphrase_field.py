"""A passphrase as it is typed: hidden unless it is to be shown, and a word when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.screens.door import CAPS, caps_lock
from app.screens.entry import EntryScreen, EntryState
from ui.parts.look import set_look, set_words, words
from ui.theme import theme

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PassphraseField(QWidget):
    """Pasting is allowed; nothing is trimmed. One line under it holds the complaint, else Caps Lock, else
    what `say` was given."""

    typed = Signal(str)
    """On Enter, Tab and leaving."""
    edited = Signal(str)
    """At each key."""
    entered = Signal()
    """Enter was pressed in it, after `typed`."""

    def __init__(self, name: str, height: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _SecretLine(self)
        self.line.setAccessibleName(name)
        self.line.setProperty("role", "body")
        self.line.setFixedHeight(max(height, theme().px(height)))
        self.line.textEdited.connect(self.edited.emit)
        self._caps = False
        self._complaint = self._note = ""
        self._under: QLabel = words("", "caption", "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._under)
        self._under.hide()
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> bool:
        return self.line.echoMode() is QLineEdit.EchoMode.Normal

    def show_letters(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def show_entry(self, screen: EntryScreen) -> None:
        if self.line.text() != screen.text:
            self.line.setText(screen.text)
        self.line.given = screen.text
        set_look(self.line, "state", screen.state.value)
        self._complaint = screen.sentence if screen.state is EntryState.REFUSED else ""
        self._show_under()

    def say(self, note: str) -> None:
        """A quiet line under the field."""
        self._note = note
        self._show_under()

    def note_caps(self, on: bool) -> None:
        self._caps = on
        self._show_under()

    def text(self) -> str:
        return self.line.text()

    def clear(self) -> None:
        """Empty it, and hide the letters again."""
        self.line.clear()
        self.line.given = ""
        self.show_letters(False)
        self.note_caps(False)

    def _show_under(self) -> None:
        said = self._complaint or (CAPS if self._caps else self._note)
        tone = "stop" if self._complaint else "miss-text" if self._caps else "ink3"
        set_words(self._under, said)
        set_look(self._under, "tone", tone)
        self._under.setVisible(bool(said))
        self.line.setAccessibleDescription(said)


class _SecretLine(QLineEdit):
    def __init__(self, field: PassphraseField) -> None:
        super().__init__(field)
        self._field = field
        self.given = ""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hand_over()
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self._field.entered.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            event.ignore()
        elif modifiers & Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_H:
            event.ignore()
        else:
            on = caps_lock(event.text(), bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
            if on is not None:
                self._field.note_caps(on)
            elif event.key() == Qt.Key.Key_CapsLock:
                # Pressing it most likely mends it; the next letter tells.
                self._field.note_caps(False)
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field.note_caps(False)
        self._hand_over()

    def _hand_over(self) -> None:
        if self.text() != self.given:
            self.given = self.text()
            self._field.typed.emit(self.text())
