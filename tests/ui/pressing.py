"""Keys as they are printed on the caps, pressed where the caret is, and counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.keys import KeyHint
from ui.window import Window

_NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Backspace": Qt.Key.Key_Backspace,
    "Space": Qt.Key.Key_Space,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Right": Qt.Key.Key_Right,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "F1": Qt.Key.Key_F1,
    "Del": Qt.Key.Key_Delete,
    "Tab": Qt.Key.Key_Tab,
}


class Keys:
    """`keys("w", "Enter", "Ctrl Enter")`; `write` types a text and counts it as its letters."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.count = 0

    def __call__(self, *keys: str) -> None:
        for key in keys:
            self.count += 1
            plain = key.removeprefix("Ctrl ")
            held = Qt.KeyboardModifier.ControlModifier if plain != key else Qt.KeyboardModifier.NoModifier
            named = _NAMED.get(plain) or Qt.Key(ord(plain.upper()))
            QTest.keyClick(caret(self.window), named, held)

    def write(self, text: str) -> None:
        self.count += len(text)
        QTest.keyClicks(caret(self.window), text)


def caret(window: Window) -> QWidget:
    """What has the caret; the window where nothing has."""
    return QApplication.focusWidget() or window


def primary(window: Window) -> KeyHint:
    """The button at the right of the key bar."""
    assert window.page is not None
    shown = window.page.keys()
    return next(hint for hint in shown if hint.primary)


def hints(window: Window) -> list[str]:
    """What the key bar says of the page, such as "Y yes"."""
    page = window.page
    assert page is not None
    shown = page.keys()
    return [f"{hint.keys} {hint.words}" for hint in shown if hint.words]
