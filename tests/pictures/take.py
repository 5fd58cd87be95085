"""Take a picture of every page, with the demonstration’s patients: python tests/pictures/take.py [page ...]

Pictures are `<look>-<text size>-<width>/<page>.png`. Without a screen Qt paints in memory.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")

from PySide6.QtWidgets import QApplication

import ui  # noqa: F401  keeps None alive before the first call of Qt
from app.clock import SteppedClock
from app.demo import make_demonstration
from app.places import Places
from tests.clinics import open_clinic
from ui.theme import apply
from ui.window import Window

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))
RECORD = ("home", "patient", "patient_form", "settings", "records")


def main() -> int:
    asked = _arguments()
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder))
        clock = SteppedClock(NOW)
        make_demonstration(places, clock)
        clock.set(NOW)
        with open_clinic(places, clock) as workstation:
            apply(app, asked.look, asked.text_size)
            window = Window(workstation)
            window.resize(asked.width, asked.height)
            window.show()
            take_all(app, window, asked)
    return 0


def take_all(app: QApplication, window: Window, asked: argparse.Namespace) -> None:
    station = window.workstation
    into = Path(asked.folder) / f"{asked.look}-{asked.text_size:g}-{asked.width}"
    into.mkdir(parents=True, exist_ok=True)
    heads = station.unfinished() or [station.exams_of(p.id)[0] for p, _ in station.recent()]
    head = heads[0]
    most = max(station.recent(), key=lambda pair: pair[1].number)[0]
    for page in asked.pages or (*RECORD, *window.steps):
        if page in window.steps:
            window.desk.lay_open(station.open_exam(head.id))
            window.go(page)
        else:
            window.go(page, **({"patient": most.id} if page == "patient" else {}))
        for _ in range(6):
            app.processEvents()
        window.grab().save(str(into / f"{page}.png"))
        print(into / f"{page}.png")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="names of pages; all without any")
    parser.add_argument("--folder", default="pictures")
    parser.add_argument("--look", default="light", choices=("light", "dark"))
    parser.add_argument("--text-size", type=float, default=1.0)
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
