"""Every page of the practice, each brought about by a learner at the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.clock import SteppedClock
from tests.pictures.take import NOW
from tests.ui.hands import press
from tests.ui.practice.learner import score, sit_down
from ui.practice.window import PracticeWindow

KINDS = (
    "lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell", "story",
    "classification",
)  # fmt: skip


def practice(folder: Path, size: tuple[int, int]) -> Iterator[tuple[str, PracticeWindow]]:
    """Each picture's name and the window as it stands then."""
    clock = SteppedClock(NOW)
    window = PracticeWindow(folder, clock)
    window.learner = "J. Lindqvist"
    window.resize(*size)
    window.go("start")
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    yield "practice-start", window
    QTest.keyClick(window, Qt.Key.Key_F12)
    yield "practice-F12", window
    press(window, "Esc")
    for kind in KINDS:
        sit_down(window, kind)
        score(window, wrong=[1], open_=[2])
        clock.advance(40)
        yield f"practice-{kind}", window
        if kind == KINDS[0]:
            press(window, "Ctrl+Enter")
            yield "practice-open-items", window
            press(window, "C")
        else:
            press(window, "Ctrl+Enter")
            press(window, "C")
        QTest.qWait(600)
        yield f"practice-{kind}-committed", window
    sit_down(window, KINDS[0])
    for case in range(10):
        score(window, wrong=[case % 5] if case % 3 == 0 else [])
        clock.advance(35)
        press(window, "Ctrl+Enter Enter")
    yield "practice-block", window
    for page in ("progress", "stations"):
        window.go(page)
        yield f"practice-{page}", window
    window.hide()
