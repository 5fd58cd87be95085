"""The window at work in a process of its own: answers one after another, and what each had to wait for.

    python tests/faults/ui/answerer.py <folder> <answers> <milliseconds between two of them>

Says one line of JSON, in milliseconds: when the window said "Saved" after each answer, and its pauses.
"""

from __future__ import annotations

import json
import os
import sys
from decimal import Decimal
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.patients import Patient
from app.saving import Saver
from assessments.language.value import Quantity, Ref
from tests.clinics import CLINICIAN, open_clinic
from ui.theme import apply
from ui.window import Window

PLACE = Ref("intake", "pain_now")
FRAME_MS = 5
"""How often the window is asked whether it moves."""


def main(folder: Path, answers: int, pause: int) -> None:
    app = QApplication([])
    apply(app, "light", 1.0)
    clock = SystemClock()
    with open_clinic(folder, clock) as station:
        patient = station.patients.add(Patient(given_name="Per", demonstration=True))
        window = Window(station, Saver(clock))
        window.resize(1366, 768)
        window.show()
        window.desk.lay_open(station.start_exam(patient.id, CLINICIAN))
        window.go("intake")
        app.processEvents()
        measured = Measured(window, answers, pause)
        app.exec()
        window.close()
    print(json.dumps({"saved": measured.saved, "frames": measured.frames}))


class Measured:
    """`saved` is from each answer until the window said that it is saved; `frames` between two movements."""

    def __init__(self, window: Window, answers: int, pause: int) -> None:
        self.saved: list[float] = []
        self.frames: list[float] = []
        self._window = window
        self._given: list[float] = []
        self._answers = answers
        self._moved = perf_counter()
        window.desk.saving.connect(self._look)
        self._frame = QTimer(window)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._move)
        self._frame.start(FRAME_MS)
        self._hand = QTimer(window)
        self._hand.setTimerType(Qt.TimerType.PreciseTimer)
        self._hand.timeout.connect(self._answer)
        self._hand.start(pause)

    def _answer(self) -> None:
        if len(self._given) == self._answers:
            self._hand.stop()
            return
        self._given.append(perf_counter())
        value = Quantity(Decimal(len(self._given) % 11), "")
        refused = self._window.desk.record_value(PLACE, value)
        assert refused is None, refused

    def _look(self) -> None:
        done = len(self._given) - self._window.desk.saver.standing.pending
        self.saved += [(perf_counter() - given) * 1000 for given in self._given[len(self.saved) : done]]
        if done == self._answers:
            QApplication.quit()

    def _move(self) -> None:
        now = perf_counter()
        self.frames.append((now - self._moved) * 1000)
        self._moved = now


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
