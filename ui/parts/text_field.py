"""Text as a person types it: a note of several lines, and a short line."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from ui.parts.look import set_look, set_words, words
from ui.theme import theme

QUIET_MS = 400
"""How long after the last key a note is kept."""


class NoteField(QPlainTextEdit):
    """Emits `typed` 400 ms after the last key and on leaving; Tab walks on."""

    typed = Signal(str)

    def __init__(self, name: str, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setProperty("role", "body")
        self.setFixedHeight(theme().px(20) * lines + 16)
        self._shown = ""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._commit)
        self.textChanged.connect(self._quiet.start)

    def show_entry(self, screen: EntryScreen) -> None:
        if screen.state is not EntryState.REFUSED and self.toPlainText() != screen.text:
            self._shown = screen.text
            self.setPlainText(screen.text)
            self._quiet.stop()
        self._shown = self.toPlainText() if screen.state is EntryState.REFUSED else screen.text
        self.setReadOnly(screen.state in (EntryState.LOCKED, EntryState.BARRED))
        self.setAccessibleDescription(screen.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
            event.ignore()
        elif control and event.key() == Qt.Key.Key_Z and self.toPlainText() == self._shown:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._commit()

    def _commit(self) -> None:
        self._quiet.stop()
        text = self.toPlainText()
        if text != self._shown and not self.isReadOnly():
            self._shown = text
            self.typed.emit(text)


class LineField(QWidget):
    """A short line of text; emits `typed` on Enter, Tab and leaving, and shows a sentence when refused.

    With `every_key` it emits at each key instead, for searching as one types.
    """

    typed = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        hint: str = "",
        every_key: bool = False,
        height: int = 36,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = _TextLine(self, every_key)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setProperty("role", role)
        self.line.setFixedHeight(max(height, theme().px(height)))
        self._sentence: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entry(self, screen: EntryScreen) -> None:
        self.line.shown = screen.text
        self.line.refused = screen.state is EntryState.REFUSED
        if self.line.text() != screen.text:
            self.line.setText(screen.text)
        self.line.setReadOnly(screen.state in (EntryState.LOCKED, EntryState.BARRED))
        set_look(self.line, "state", screen.state.value)
        if screen.sentence and self._sentence is None:
            self._sentence = words("", "caption", "stop", wrap=True)
            self._column.addWidget(self._sentence)
        if self._sentence is not None:
            set_words(self._sentence, screen.sentence)
            self._sentence.setVisible(bool(screen.sentence))
        self.line.setAccessibleDescription(screen.sentence)

    def show_text(self, text: str) -> None:
        self.show_entry(EntryScreen(text, EntryState.FILLED if text else EntryState.EMPTY))

    def text(self) -> str:
        return self.line.text()


class _TextLine(QLineEdit):
    def __init__(self, field: LineField, every_key: bool) -> None:
        super().__init__(field)
        self._field = field
        self._every_key = every_key
        self.shown = ""
        self.refused = False
        if every_key:
            self.textEdited.connect(field.typed.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            if self._every_key or control:
                event.ignore()
            elif not self.refused:
                self.focusNextPrevChild(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y) and self.text() == self.shown:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def commit(self) -> None:
        if not self._every_key and self.text() != self.shown and not self.isReadOnly():
            self.shown = self.text()
            self._field.typed.emit(self.text())
