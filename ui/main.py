"""The program's start: the data folder, the door, and the workday behind it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.door import Door
from app.faults import AlreadyOpen
from app.hardening import harden
from app.log import Code, KeptLog, note
from app.places import Places, find_places
from app.starts import begin_start, start_was_good
from app.uncaught import watch_crashes
from resources.tongue import tr
from ui.faults import ALREADY_OPEN, BROKEN, Alarm, guarded
from ui.instance import answer, ask_first, bring_forward
from ui.practice.alone import practise_alone
from ui.restart import LOCKED, RECOVERY
from ui.screen_fit import fit_to_screen
from ui.theme import apply, follow_the_computer
from ui.workday import Workday


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the way in and stay until the last window closes."""
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
    follow_the_computer(app)
    places = find_places(asked.data_dir)
    # The practice keeps its own log: nothing of it lies among the files of the record.
    with KeptLog(Places(places.practice) if asked.practice else places):
        alarm = Alarm(app)
        alarm.watch()
        note(Code.STARTED)
        run = _practise if asked.practice else _run
        code = guarded(
            lambda: run(app, alarm, places, asked), not asked.quit_after_open, lambda: alarm.work is not None
        )
        note(Code.ENDED, count=code)
    return code


def _run(app: QApplication, alarm: Alarm, places: Places, asked: argparse.Namespace) -> int:
    try:
        door = Door(places, SystemClock())
    except AlreadyOpen:
        if ask_first(places):
            note(Code.ALREADY_OPEN)
            return ALREADY_OPEN
        raise
    with door, watch_crashes(places):
        day = Workday(app, door, asked.locked, asked.recovery, begin_start(places))
        server = answer(places, lambda: bring_forward(day.front))
        try:
            day.begin()
            alarm.work = day
            if asked.quit_after_open:
                QTimer.singleShot(0, app.quit)
            code = app.exec()
            if code != BROKEN:
                start_was_good(places)
            return code
        finally:
            server.close()
            day.end()


def _practise(app: QApplication, alarm: Alarm, places: Places, asked: argparse.Namespace) -> int:
    return practise_alone(app, places, SystemClock(), asked.quit_after_open)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sagittal-desktop", description=tr("The Sagittal workstation."))
    parser.add_argument("--data-dir", metavar="DIR", help=tr("where the records are kept"))
    parser.add_argument(
        "--quit-after-open",
        action="store_true",
        help=tr("open the set-up or the sign-in once, then close, to try an installation"),
    )
    parser.add_argument(
        "--practice",
        action="store_true",
        help=tr("practise on simulated patients, without an account and apart from the records"),
    )
    # What a program that forgot its keys tells the one it becomes.
    parser.add_argument(LOCKED, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(RECOVERY, action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
