"""Every page and sheet of the practice, each brought about by a learner at the keys."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.clock import SteppedClock
from tests.ui.hands import press
from tests.ui.looking import settle
from tests.ui.practice.learner import score, sit_down
from ui.practice.pages.stations import StationsPage
from ui.practice.window import PracticeWindow

KINDS = (
    "lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell", "story",
    "classification",
)  # fmt: skip


def places(window: PracticeWindow, clock: SteppedClock) -> Iterator[str]:
    """The name of each place while the window stands there."""
    window.go("start")
    yield from _there("start")
    QTest.keyClick(window, Qt.Key.Key_F12)
    yield from _there("sheet of all keys")
    press(window, "Esc")
    for kind in KINDS:
        yield from _case(window, clock, kind)
    sit_down(window, KINDS[0])
    for case in range(10):
        score(window, wrong=[case % 5] if case % 3 == 0 else [])
        clock.advance(35)
        press(window, "Ctrl+Enter Enter")
    yield from _there("block")
    window.go("progress")
    yield from _there("progress")
    press(window, "P")
    yield from _there("sheet of the portfolio")
    press(window, "Esc")
    yield from _stations(window, clock)


def _case(window: PracticeWindow, clock: SteppedClock, kind: str) -> Iterator[str]:
    first = kind == KINDS[0]
    sit_down(window, kind)
    yield from _there(f"case {kind}")
    score(window, wrong=[1], open_=[2])
    clock.advance(40)
    if first:
        press(window, "Esc")
        yield from _there("sheet of leaving")
        press(window, "S")
    press(window, "Ctrl+Enter")
    if first:
        yield from _there("sheet of open items")
    press(window, "C")
    # The reason is scrolled to the line it is about.
    QTest.qWait(50)
    yield from _there(f"case {kind}, committed")
    if first:
        press(window, "N")
        yield from _there("sheet of a note")
        press(window, "Esc")


def _stations(window: PracticeWindow, clock: SteppedClock) -> Iterator[str]:
    window.go("stations")
    assert isinstance(window.page, StationsPage)
    window.page.seed = 5
    yield from _there("stations")
    press(window, "3 4 Enter")
    yield from _there("station, handed over")
    press(window, "Enter")
    yield from _there("station, reading")
    press(window, "Esc")
    yield from _there("sheet of leaving the stations")
    press(window, "S Enter")
    clock.advance(60)
    score(window, wrong=[1])
    yield from _there("case of a station")
    press(window, "Ctrl+Enter")
    yield from _there("station, over")
    press(window, "Enter")
    yield from _there("sign_off")


def _there(place: str) -> Iterator[str]:
    settle()
    yield place
