"""Text as a person types it: a note of several lines, and a short line."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from resources.tongue import tr
from ui.parts.bounded_line import BoundedLine
from ui.parts.look import set_look, set_words, words
from ui.theme import theme

QUIET_MS = 400
"""How long after the last key a text is kept."""

MOST = 5000
"""Characters that fit into a field; what is longer was pasted by mistake."""
TOO_LONG = tr("Not taken: more than 5,000 characters do not fit here.")


class NoteField(QPlainTextEdit):
    """Emits `typed` 400 ms after the last key and on leaving; Tab walks on. What would make it too long is
    not taken, and the field says so."""

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
        self._sentence: QLabel | None = None

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
        elif event.text().isprintable() and event.text() and not control and self._room < len(event.text()):
            self._say(TOO_LONG)
        else:
            self._say("")
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped: all of it or nothing."""
        if len(source.text()) > self._room:
            self._say(TOO_LONG)
        else:
            self._say("")
            super().insertFromMimeData(source)

    @property
    def _room(self) -> int:
        return MOST - len(self.toPlainText()) + len(self.textCursor().selectedText())

    def _say(self, said: str) -> None:
        """Over the last line of the note, until the next key."""
        if not said and (self._sentence is None or self._sentence.isHidden()):
            return
        if self._sentence is None:
            self._sentence = words("", "caption", "stop", parent=self.viewport())
            self._sentence.setAutoFillBackground(True)
        set_words(self._sentence, said)
        self._place_sentence()
        self._sentence.setVisible(bool(said))
        self.setAccessibleDescription(said)

    def _place_sentence(self) -> None:
        if self._sentence is not None:
            high, room = self._sentence.sizeHint().height(), self.viewport()
            self._sentence.setGeometry(0, room.height() - high, room.width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sentence()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._say("")
        self._commit()

    def _commit(self) -> None:
        self._quiet.stop()
        text = self.toPlainText()
        if text != self._shown and not self.isReadOnly():
            self._shown = text
            self.typed.emit(text)


class LineField(QWidget):
    """A short line of text; emits `typed` on Enter, Tab and leaving, and shows a sentence when refused.

    With `quiet` it emits 400 ms after the last key as well, for what belongs to an exam; with `every_key` at
    each key and only then, for searching as one types.
    """

    typed = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        hint: str = "",
        every_key: bool = False,
        quiet: bool = False,
        height: int = 36,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = _TextLine(self, every_key, quiet)
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
        self.say(screen.sentence)

    def say(self, said: str) -> None:
        """A sentence under the line, until it is shown again."""
        if said and self._sentence is None:
            self._sentence = words("", "caption", "stop", wrap=True)
            self._column.addWidget(self._sentence)
        if self._sentence is not None:
            set_words(self._sentence, said)
            self._sentence.setVisible(bool(said))
        self.line.setAccessibleDescription(said)

    def show_text(self, text: str) -> None:
        self.show_entry(EntryScreen(text, EntryState.FILLED if text else EntryState.EMPTY))

    def text(self) -> str:
        return self.line.text()


class _TextLine(BoundedLine):
    def __init__(self, field: LineField, every_key: bool, quiet: bool) -> None:
        super().__init__(MOST, field)
        self._field = field
        self._every_key = every_key
        self.shown = ""
        self.refused = False
        self.too_long.connect(lambda: field.say(TOO_LONG))
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.commit)
        if every_key:
            self.taken.connect(field.typed.emit)
        elif quiet:
            self.taken.connect(self._quiet.start)

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
        self._quiet.stop()
        if not self._every_key and self.text() != self.shown and not self.isReadOnly():
            self.shown = self.text()
            self._field.typed.emit(self.text())
