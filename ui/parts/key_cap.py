"""A key as it is printed on the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from resources.tongue import tr


class KeyCap(QLabel):
    """One key, such as "Ctrl Enter"; `look` is "key", "key-primary" or "key-stop"."""

    def __init__(self, keys: str, look: str = "key", parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setProperty("role", "small-strong")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("key {keys}", keys=keys))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(22, hint.width()), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
