"""The program's start: the data folder, the look, the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.hardening import harden
from app.log import Code, KeptLog, note
from app.places import Places, find_places
from app.workstation import Workstation
from ui.faults import Alarm, guarded
from ui.screen_fit import fit_to_screen
from ui.theme import apply
from ui.window import Window


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the workstation and stay until its window closes."""
    asked = _arguments(arguments)
    harden()
    app = QApplication.instance()
    if app is None:
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        fit_to_screen()
        app = QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Sagittal")
    apply(app, "light")
    places = find_places(asked.data_dir)
    with KeptLog(places):
        Alarm(app).watch()
        note(Code.STARTED)
        code = guarded(lambda: _run(app, places, asked.quit_after_open), stay=not asked.quit_after_open)
        note(Code.ENDED, count=code)
    return code


def _run(app: QApplication, places: Places, quit_after_open: bool) -> int:
    with Workstation(places, SystemClock()) as workstation:
        settings = workstation.settings
        apply(app, settings.theme, int(settings.text_size) / 100)
        window = Window(workstation)
        window.resize(1366, 768)
        window.go("home" if settings.clinician_name else "settings")
        window.showMaximized()
        if quit_after_open:
            QTimer.singleShot(0, app.quit)
        return app.exec()


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sagittal-desktop", description="The Sagittal workstation.")
    parser.add_argument("--data-dir", metavar="DIR", help="where the records are kept")
    parser.add_argument(
        "--quit-after-open",
        action="store_true",
        help="open everything once, then close, to try an installation",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
