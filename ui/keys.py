"""Keys: a hint says which key does what, and the same hint makes it happen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key, its words for the key bar, and what it does.

    `keys` is written as printed: "P", "Ctrl Enter", "Esc"; "↑|↓" is two caps. A hint without `act` is only
    shown, because the focused part answers the key itself. Without words it works and is not shown; then
    `about` are its words in the list of all keys, unless another hint speaks for the same key. One to spare
    is the first to go where the bar has no room.
    """

    keys: str
    words: str = ""
    act: Callable[[], object] | None = None
    primary: bool = False
    right: bool = False
    enabled: bool = True
    look: str = ""
    about: str = ""
    spare: bool = False

    @property
    def caps(self) -> tuple[str, ...]:
        return tuple(self.keys.split("|"))


_NAMES = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Shift Tab",
}

_MODIFIERS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)


def chord(event: QKeyEvent) -> str:
    """The key as a hint writes it; the number pad's digits are digits, and a letter is its capital."""
    modifiers = event.modifiers()
    key = Qt.Key(event.key())
    if key in _MODIFIERS:
        return ""
    text = event.text()
    name = _NAMES.get(key, "")
    plain = not modifiers & (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    if plain and not name and text and text.isprintable():
        return text.upper()
    parts = [
        word
        for flag, word in (
            (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
            (Qt.KeyboardModifier.AltModifier, "Alt"),
            (Qt.KeyboardModifier.ShiftModifier, "Shift"),
        )
        if modifiers & flag
    ]
    if name == "Shift Tab":
        return name
    return " ".join([*parts, name or QKeySequence(key).toString()])


def act_on(event: QKeyEvent, hints: Iterable[KeyHint]) -> bool:
    """Do what the first enabled hint with this key does; False when none has it."""
    pressed = chord(event)
    for hint in hints:
        if hint.act is not None and pressed in hint.caps:
            if hint.enabled:
                hint.act()
            return True
    return False
