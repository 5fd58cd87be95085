"""A clinician who does not see the screen: everything known of it is what a screen reader says."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtGui import QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from app.clock import SteppedClock
from tests.ui.listening import Stop, at_caret, read_aloud, stop_of, stops
from tests.visits.clinician import Clinician
from ui.window import Window


class Listener(Clinician):
    """After every key it hears what is said at the caret. Before it leaves a page it walks through all the
    stops of the page once more and reads it from top to bottom."""

    def __init__(self, window: Window, clock: SteppedClock) -> None:
        super().__init__(window, clock)
        self.heard: dict[str, list[Stop]] = defaultdict(list)
        """What was said at the caret while the exam was given, by page."""
        self.walked: dict[str, list[Stop]] = {}
        """Every stop of the page, as it stood when it was left."""
        self.read: dict[str, str] = {}
        """The whole page, as it stood when it was left."""
        self.announced: list[str] = []

    def receive(self, event: QAccessibleEvent) -> None:
        """What the program says without being asked."""
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.announced.append(event.message())

    def hold(self, name: str, seconds: float) -> None:
        super().hold(name, seconds)
        self._hear()

    def _press(self, chord: str) -> None:
        if chord == "Ctrl+Enter":
            self._walk_through()
        super()._press(chord)
        self._hear()

    def _hear(self) -> None:
        if QApplication.focusWidget() is not None:
            self.heard[self.window.page_name].append(at_caret())

    def _walk_through(self) -> None:
        page, caret = self.window.page, QApplication.focusWidget()
        assert page is not None
        assert caret is not None
        self.walked[self.window.page_name] = [stop_of(part) for part in stops(page)]
        self.read[self.window.page_name] = read_aloud(page)
