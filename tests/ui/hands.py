"""Hands on the keys: presses them one after another where the caret stands, and counts them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Backspace": Qt.Key.Key_Backspace,
    "Tab": Qt.Key.Key_Tab,
    "Esc": Qt.Key.Key_Escape,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
}


def press(window: QWidget, keys: str) -> int:
    """Press the keys, written with spaces between: "1 Y Enter Ctrl+Z". How many they were."""
    pressed = keys.split()
    for key in pressed:
        caret = QApplication.focusWidget() or window
        *chord, last = key.split("+")
        held = Qt.KeyboardModifier.ControlModifier if chord else Qt.KeyboardModifier.NoModifier
        if last in NAMED:
            QTest.keyClick(caret, NAMED[last], held)
        else:
            QTest.keyClick(caret, last, held)
        QApplication.processEvents()
    return len(pressed)


def caret() -> str:
    """What a screen reader says of the place where the caret stands."""
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget is not None else ""
