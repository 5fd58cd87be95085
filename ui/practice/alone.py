"""The practice by itself, without the door: nobody signs in, and no file of the record is looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.last_desk import find_last_desk
from app.places import Places
from ui.practice.window import PracticeWindow
from ui.theme import apply


def practise_alone(app: QApplication, places: Places, clock: Clock, quit_after_open: bool = False) -> int:
    """Until the learner leaves; the program ends with it."""
    last = find_last_desk(places)
    apply(app, last.theme, int(last.text_size) / 100)
    window = PracticeWindow(places.practice, clock)
    window.resize(1366, 768)
    window.left.connect(partial(app.exit, 0))
    window.go("start")
    window.showMaximized()
    if quit_after_open:
        QTimer.singleShot(0, app.quit)
    return app.exec()
