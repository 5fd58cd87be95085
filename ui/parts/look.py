"""Small ways of building: a label by role and tone, and properties that the style sheet reads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


def words(
    text: str = "", role: str = "body", tone: str = "ink", wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label in a font role and a colour tone; plain text, so that a name is never read as markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    if tone != "ink":
        label.setProperty("tone", tone)
    if wrap:
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setText(text)
    return label


def set_words(label: QLabel, text: str) -> None:
    """Show the text, touching the label only when it differs."""
    if label.text() != text:
        label.setText(text)


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet reads, and let the sheet read it again; only if it differs."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def frame(look: str = "card", parent: QWidget | None = None) -> QFrame:
    """A frame drawn as a card, a Say box, a stop box and so on."""
    box = QFrame(parent)
    box.setProperty("look", look)
    return box


def rule() -> QFrame:
    """A one-pixel dividing line."""
    line = frame("rule")
    line.setFixedHeight(1)
    return line
