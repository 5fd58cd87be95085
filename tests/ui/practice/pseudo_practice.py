"""Goes through the practice in the pseudo language and prints what is cut or left in English.

    SAGITTAL_LANGUAGE=pseudo python -m tests.ui.practice.pseudo_practice [folder for pictures]

A program of its own, because the language is chosen when the program is loaded.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

import ui  # noqa: F401  keeps None alive before the first call of Qt
from app.clock import SteppedClock
from tests.demonstration import NOW
from tests.ui.practice.tour import places
from tests.ui.pseudo_looking import Painted, cut_in, english_in, repaint
from ui.practice.window import PracticeWindow
from ui.theme import apply

LEARNER = "J. Lindqvist"


def main(pictures: str = "") -> None:
    app = QApplication(sys.argv[:1])
    apply(app, "light", 1.0)
    painted, clock = Painted(), SteppedClock(NOW)
    found: dict[str, dict[str, list[str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        window = PracticeWindow(Path(folder), clock)
        window.learner = LEARNER
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        for place in places(window, clock):
            painted.forget()
            repaint(window)
            # What goes on is the first to be cut in the banner, and is spoken whole.
            cut = set(cut_in(window, painted)) - {window._banner._place.text()}
            found[place] = {"cut": sorted(cut), "english": english_in(window, painted, [LEARNER])}
            if pictures:
                window.grab().save(str(Path(pictures) / f"{place.replace(' ', '-')}.png"))
        window.hide()
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:2])
