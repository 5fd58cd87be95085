"""A stage with a simulated patient on it, played by a stopwatch that the test moves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.practice.library import cases
from app.practice.scene import Scene, scene
from app.practice.task import Task
from tests.ui.looking import settle
from ui.practice.stage import Stage


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def scene_of(task: str, case: str = "a01") -> Scene:
    found = scene(cases()[case], Task.of(task))
    assert found is not None
    return found


def on_stage(
    qtbot: QtBot, task: str, case: str = "a01", now: Stopwatch | None = None, wide: int = 520, high: int = 600
) -> Stage:
    stage = Stage(now or Stopwatch())
    qtbot.addWidget(stage)
    stage.resize(wide, high)
    stage.show_scene(scene_of(task, case))
    with qtbot.waitActive(stage):
        stage.show()
        stage.activateWindow()
    stage.setFocus()
    settle()
    return stage


def press(*keys: str | Qt.Key, shift: bool = False) -> None:
    """Where the caret stands."""
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        caret = QApplication.focusWidget()
        assert caret is not None
        QTest.keyClick(caret, key, held)
        QApplication.processEvents()


def in_the_row(stage: Stage) -> list[str]:
    """What the keys under the picture are called."""
    return [cell.name for cell in stage.row.cells()]
