"""A clinician at the keyboard: every key goes to whatever has the caret, and every key is counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import SteppedClock
from ui.window import Window

_NAMES = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Space": Qt.Key.Key_Space,
    "Del": Qt.Key.Key_Delete,
    "Tab": Qt.Key.Key_Tab,
    "Backspace": Qt.Key.Key_Backspace,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
}
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class Clinician:
    """Presses keys one after the other. A chord is one keystroke, and so is a key that is held down."""

    def __init__(self, window: Window, clock: SteppedClock) -> None:
        self.window = window
        self.clock = clock
        self.keystrokes = 0

    def press(self, keys: str) -> None:
        """Keys with spaces between: "Y N Ctrl+Enter - 8 Enter"."""
        for chord in keys.split():
            self._press(chord)

    def type(self, text: str) -> None:
        """Each character as its own key."""
        for character in text:
            self._count()
            QTest.keyClicks(self._caret(), character)
        QApplication.processEvents()

    def hold(self, name: str, seconds: float) -> None:
        """Press, wait by the clinic's clock, and let go."""
        self._count()
        key = _NAMES[name]
        self._send(QEvent.Type.KeyPress, key)
        self.wait(seconds)
        self._send(QEvent.Type.KeyRelease, key)
        QApplication.processEvents()

    def wait(self, seconds: float) -> None:
        """Time goes by and the window looks at the clock."""
        self.clock.advance(seconds)
        QTest.qWait(60)

    def _press(self, chord: str) -> None:
        self._count()
        *held, name = chord.split("+") if chord not in ("+", "-") else [chord]
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= _HELD[modifier]
        if name in _NAMES:
            QTest.keyClick(self._caret(), _NAMES[name], modifiers)
        elif held or len(name) > 1:
            key = Qt.Key(QKeySequence(name)[0].key())
            QTest.keyClick(self._caret(), key, modifiers)
        else:
            QTest.keyClicks(self._caret(), name)
        QApplication.processEvents()

    def _send(self, kind: QEvent.Type, key: Qt.Key) -> None:
        text = " " if key == Qt.Key.Key_Space else ""
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(self._caret(), event)

    def _count(self) -> None:
        self.keystrokes += 1

    def _caret(self) -> QWidget:
        caret = QApplication.focusWidget()
        assert caret is not None, f"no caret on {self.window.page_name}"
        return caret
