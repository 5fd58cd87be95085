"""The window on a clinic laptop whose system draws everything larger."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QSize

from ui.screen_fit import LEAST, factor

SEEN = """
import ui
from PySide6.QtWidgets import QApplication
from ui.screen_fit import fit_to_screen
fit_to_screen()
app = QApplication([])
size = app.primaryScreen().availableSize()
print(size.width(), size.height())
"""


@pytest.mark.parametrize(
    ("width", "height", "by"),
    [(1366, 768, 1.0), (1920, 1080, 1.0), (1366, 698, 1.0), (1093, 614, 1093 / 1366), (640, 480, LEAST)],
)
def test_a_small_screen_is_drawn_smaller_and_a_large_one_never_larger(
    width: int, height: int, by: float
) -> None:
    assert factor(QSize(width, height)) == pytest.approx(by)


def test_what_is_opened_after_the_fit_has_more_room_than_the_screen_said() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(
        [sys.executable, "-c", SEEN], env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    # The screen that is none has 800 x 800.
    assert [int(word) for word in said] == [1000, 1000]
