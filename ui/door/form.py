"""What one form before the window is: its keys, where its caret starts, and how wide it may be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.keys import KeyHint, act_on


class Form(QWidget):
    """Every key that nobody on it wants ends here, so that none reaches what lies behind."""

    keys_changed = Signal()

    def keys(self) -> tuple[KeyHint, ...]:
        return ()

    def first(self) -> QWidget:
        """What the caret goes to."""
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act_on(event, self.keys())
        event.accept()
