"""A key that has to be held for a second, so that no tap by mistake starts or stops a clock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

HOLD_SECONDS = 1.0 - 1e-6
"""How long the key is held before it means anything: a second, but for the grain of the clock."""

_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Enter, Qt.Key.Key_PageDown)
"""Space, Enter of the number pad, and the forward key of a presenter."""


class HoldKey(QObject):
    """It counts as of the instant it went down. A key that repeats itself is one hold. When the page loses
    the caret or its window is left, the key is let go and means nothing.

    `may_hold` is asked when the key goes down; `look` is called by whoever looks at the clock meanwhile.
    """

    held = Signal(float)
    """Held long enough, with the instant at which it went down."""
    moved = Signal()
    """It went down or was let go."""

    def __init__(self, page: QWidget, now: Callable[[], float], may_hold: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page = page
        self._now = now
        self._may_hold = may_hold
        self._pressed: tuple[int, float] | None = None
        page.installEventFilter(self)

    @property
    def down(self) -> bool:
        """Whether it is held now and has not counted yet."""
        return self._pressed is not None

    @property
    def share(self) -> float:
        """How much of the second has passed, from 0 to 1."""
        return min((self._now() - self._pressed[1]) / HOLD_SECONDS, 1.0) if self._pressed else 0.0

    def press(self, key: int = Qt.Key.Key_Space) -> None:
        if self._pressed is None and self._may_hold():
            self._pressed = (key, self._now())
            self.moved.emit()

    def release(self, key: int = Qt.Key.Key_Space) -> None:
        """Letting go of another key changes nothing."""
        if self._pressed is not None and self._pressed[0] == key:
            self.look()
            self.let_go()

    def look(self) -> None:
        """What the clock says now: it counts without waiting for the key to come up."""
        if self._pressed is not None and self._now() - self._pressed[1] >= HOLD_SECONDS:
            at, self._pressed = self._pressed[1], None
            self.held.emit(at)

    def let_go(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress | QEvent.Type.KeyRelease if isinstance(event, QKeyEvent) and _ours(
                event
            ):
                event.accept()
                if not event.isAutoRepeat():
                    down = event.type() == QEvent.Type.KeyPress
                    (self.press if down else self.release)(event.key())
                return True
            case QEvent.Type.FocusOut:
                self.let_go()
            case QEvent.Type.ActivationChange if not self._page.isActiveWindow():
                self.let_go()
        return False


def _ours(event: QKeyEvent) -> bool:
    bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return bare == Qt.KeyboardModifier.NoModifier and event.key() in _KEYS
