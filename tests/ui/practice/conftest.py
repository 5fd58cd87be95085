"""The practice window on an empty folder, as a learner finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from tests.demonstration import NOW
from ui.practice.window import PracticeWindow
from ui.theme import apply


@pytest.fixture
def learners_clock() -> SteppedClock:
    return SteppedClock(NOW)


@pytest.fixture
def practice(tmp_path: Path, learners_clock: SteppedClock, qtbot: QtBot) -> PracticeWindow:
    """On its start page, at the size that pages are made for."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", 1.0)
    made = PracticeWindow(tmp_path / "practice", learners_clock)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.go("start")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
