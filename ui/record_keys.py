"""G and a letter: from one page of a patient's record to another."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

from ui.keys import chord
from ui.page import Frame

_PAGES = {"S": "patient", "P": "progress"}


class RecordKeys:
    """Two strokes, so that the second letter stays free for the page itself."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._begun = False

    def take(self, event: QKeyEvent, patient: str) -> bool:
        """Whether the key was one of the two."""
        pressed = chord(event)
        if not pressed:
            return False
        begun, self._begun = self._begun, pressed == "G"
        if begun and pressed in _PAGES:
            self._frame.go(_PAGES[pressed], patient=patient)
            return True
        return self._begun
