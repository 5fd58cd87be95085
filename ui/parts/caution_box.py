"""What to mind before a test starts: a yellow box, or a red one when the test is better left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.screens.state import State
from app.screens.testing import CautionScreen
from resources.tongue import tr
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon


class CautionBox(QFrame):
    """Hidden while there is nothing to mind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "miss")
        self._screen: CautionScreen | None = None
        self._icon = StateIcon(State.CAUTION, 20)
        self._words = words("", "guide", "ink", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_caution(self, screen: CautionScreen | None) -> None:
        if screen != self._screen:
            self._screen = screen
            if screen is not None:
                said = " ".join(screen.words)
                set_look(self, "look", "stop" if screen.blocks else "miss")
                self._icon.show_state(State.STOP if screen.blocks else State.CAUTION)
                set_words(self._words, said)
                self.setAccessibleName(f"{tr('Leave out') if screen.blocks else tr('Caution')}: {said}")
        self.setVisible(screen is not None)
