"""Keys that are in the memory before there is a desk to cover: nobody walks away from them for long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.lock import GONE_AFTER, LOOK_EVERY
from ui.watch import Watch


class LeftAlone(QObject):
    """`holds` says whether there is anything to leave. A sleep counts as time without a hand on the keys."""

    over = Signal()

    def __init__(self, clock: Clock, holds: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._holds = holds
        self._watch = Watch(self)
        self._watch.touched.connect(self.touch)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY * 1000)
        self._timer.timeout.connect(self.look)
        self.touch()

    def watch(self, window: QWidget) -> None:
        """From now on; the window is shown."""
        handle = window.windowHandle()
        if handle is not None:
            self._watch.watch_window(handle)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def touch(self) -> None:
        self._at, self._on = self._clock.now(), self._clock.monotonic()

    def look(self) -> None:
        if not self._holds():
            self.touch()
            return
        # Whichever is more: a stopwatch may stand still while the computer sleeps.
        passed = max(self._clock.monotonic() - self._on, (self._clock.now() - self._at).total_seconds())
        if passed >= GONE_AFTER:
            self._timer.stop()
            self.over.emit()
