"""A program of its own for R21: it works at a desk, forgets its keys and becomes another program.

    python tests/faults/ui/clinician.py FOLDER [--locked]

What it is to do stands in lines of standard input, also the passphrase: no secret stands in this file, in the
arguments or in the environment, so that none is found where it was not left.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import ui  # noqa: F401  keeps None alive before the first call of Qt
from app.clock import SteppedClock, SystemClock
from app.door import Door
from app.hardening import harden
from app.lock import GONE_AFTER, LOOK_EVERY, Reason
from app.places import Places
from tests.faults.desk import say
from ui.door.sign_in import SignIn
from ui.restart import LOCKED
from ui.workday import Workday


def main() -> int:
    # Another process is to look into the memory of this one.
    harden(dumpable=True)
    app = QApplication(sys.argv[:1])
    clock = SteppedClock(SystemClock().now())
    with Door(Places(Path(sys.argv[1])), clock) as door:
        day = Workday(app, door, locked=LOCKED in sys.argv)
        day.begin()
        say(f"sign in {os.getpid()}")
        for order, _, words in (line.partition(" ") for line in map(next_line, range(99))):
            app.processEvents()
            obey(day, clock, order, words)
            app.processEvents()
            if order == "end":
                day.end()
                return 0
    return 1


def next_line(_: int) -> str:
    """Letter by letter: a buffer of Python would hold the passphrase longer than the program does."""
    line = bytearray()
    while (letter := os.read(0, 1)) not in (b"\n", b""):
        line += letter
    return line.decode() if line else "end"


def obey(day: Workday, clock: SteppedClock, order: str, words: str) -> None:
    form = day.entrance.form
    match order:
        case "type" if isinstance(form, SignIn):
            login, _, passphrase = words.partition(" ")
            form.login.line.setText(login)
            QTest.keyClicks(form.passphrase.line, passphrase)
            say("typed")
        case "enter" if isinstance(form, SignIn):
            QTest.keyClick(form.passphrase.line, "\r")
            say(f"at {place(day)}")
        case "look":
            assert day.window is not None
            day.window.go("patient", patient=words)
            say(f"at {place(day)}")
        case "leave":
            assert day.lock is not None
            day.lock.cover(Reason.ASKED)
            while True:
                # Ends in another program.
                clock.advance(LOOK_EVERY)
                day.lock.look()
                assert clock.monotonic() < 2 * GONE_AFTER
        case "end":
            pass
        case _:
            raise LookupError(order)


def place(day: Workday) -> str:
    return day.window.page_name if day.window is not None else "the sign-in"


if __name__ == "__main__":
    sys.exit(main())
