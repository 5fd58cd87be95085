"""What a page can stand without for a moment: done a little at a time once it is shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

AT_ONCE = 3
"""So many between two looks at what the user does: a picture takes a few milliseconds."""


class Later(QObject):
    """Pieces of work in order; keys and clicks come between them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._some)

    def do(self, pieces: Iterable[Callable[[], None]]) -> None:
        """These, in place of what was still to do."""
        self._pieces = deque(pieces)
        if self._pieces:
            self._timer.start()

    def _some(self) -> None:
        for _ in range(min(AT_ONCE, len(self._pieces))):
            self._pieces.popleft()()
        if not self._pieces:
            self._timer.stop()
