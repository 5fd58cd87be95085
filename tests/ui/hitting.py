"""What can be clicked, and whether it can be hit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.door.entrance import Entrance
from ui.page import Page
from ui.parts.sheet import Sheet
from ui.spoken import HasCells
from ui.window import Window

LEAST = 24
"""Pixels, each way."""
WHOLE = (Page, Sheet, Window, Entrance)
"""They hear clicks that nothing on them wanted; a label only lets its words be marked."""


def too_small(inside: QWidget) -> list[str]:
    found = []
    for part in inside.findChildren(QWidget):
        if part.isVisible() and pressed(part):
            found += [
                f"{type(part).__name__} {what}: {w:g} x {h:g}"
                for what, w, h in targets(part)
                if min(w, h) < LEAST
            ]
    return found


def targets(part: QWidget) -> list[tuple[str, float, float]]:
    """What can be hit in this part: its cells where it has some, else the whole of it."""
    if isinstance(part, HasCells):
        hit = [(cell, cell.box.size(), 2 * cell.reach) for cell in part.cells() if cell.pressed]
        return [(cell.name, size.width() + more, size.height() + more) for cell, size, more in hit]
    return [(part.accessibleName(), part.width(), part.height())]


def pressed(part: QWidget) -> bool:
    if part.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) or isinstance(
        part, (*WHOLE, QLabel)
    ):
        return False
    kind = type(part)
    ours = kind.__module__.startswith("ui.") and any(
        "mousePressEvent" in k.__dict__ for k in kind.__mro__ if k.__module__.startswith("ui.")
    )
    return ours or isinstance(part, QAbstractButton) or bool(part.focusPolicy() & Qt.FocusPolicy.ClickFocus)
