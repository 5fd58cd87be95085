"""How long a frame of a drawn movement takes, and a key where a drawn leg follows it: docs/speed.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter, thread_time

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.examination import Examination
from app.screens.guide_figures import (
    GuideFigure,
    clamshell_figures,
    hip_extension_figures,
    step_down_figures,
)
from app.workstation import Workstation
from assessments.language.value import Ref, Side
from tests.faults.figures import machine
from ui.parts.movement_view import MovementView
from ui.theme import apply
from ui.window import Window

PAGE = Path(__file__).parents[2] / "docs" / "speed.md"
BAR = 16.0
"""Milliseconds: sixty pictures a second."""
WIDE = (336, 440)
"""Pixels of the guide on a small screen and on a large one."""

HEAD = """\
# How fast figures move

Written by `make bench`: what the program does between two pictures of a moving figure, from the pose over
its outlines to the painted pixels, and between a key and the drawn leg of the Thomas test in its new place,
with everything else on that page. A movement passes each place on its way twice: the first time it is drawn
up, the second time only painted. Times are in milliseconds; 95 % is what 95 of 100 stay below, and is to be
under {bar:.0f}. On a computer that has other work the processor's own time is nearer to what it takes alone.

Measured on {machine}, {day}, with {load}.

| what | 50 % | 95 % | of the processor, 50 % | 95 % |
|---|---:|---:|---:|---:|
"""

Times = list[tuple[float, float]]
"""By the clock on the wall, and of the processor."""


def write_speed(workstation: Workstation, exam: Examination, rounds: int, keep: bool, load: str) -> None:
    rows = "".join(_row(*each) for each in _measured(workstation, exam, rounds))
    page = HEAD.format(bar=BAR, machine=machine(), day=date.today().isoformat(), load=load) + rows
    print(page)
    if keep:
        PAGE.write_text(page, "utf-8")


def _row(what: str, times: Times) -> str:
    cells = [what]
    for measured in zip(*times, strict=True):
        shares = quantiles(measured, n=100)
        cells += [f"{shares[49]:.1f}", f"{shares[94]:.1f}"]
    return f"| {' | '.join(cells)} |\n"


def _measured(workstation: Workstation, exam: Examination, rounds: int) -> Iterator[tuple[str, Times]]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, "light", 1.0)
    for wide in WIDE:
        first: Times = []
        again: Times = []
        for name, figure in _moving():
            with _shown(figure, wide) as view:
                new, known = _frames(view), _frames(view)
            first += new
            again += known
            yield f"{name}, {wide} pixels wide, a new place", new
        yield f"all, {wide} pixels wide, a new place", first
        yield f"all, {wide} pixels wide, passed before", again
    yield "a digit of the thigh's angle, the drawn leg in its place", _typing(workstation, exam, rounds)


def _moving() -> Iterator[tuple[str, GuideFigure]]:
    for name, figures in (
        ("prone hip extension", hip_extension_figures(Side.RIGHT, "rotation")),
        ("clamshell", clamshell_figures(Side.RIGHT)),
        ("step-down", step_down_figures(Side.RIGHT)),
    ):
        yield name, next(figure for figure in figures if figure.moves)


@contextmanager
def _shown(figure: GuideFigure, wide: int) -> Iterator[MovementView]:
    view = MovementView(lambda: 0.0, by_itself=False)
    view.resize(wide, round(wide * figure.high))
    view.show_still(figure.picture, figure.moment)
    view.show()
    yield view
    view.hide()


def _frames(view: MovementView) -> Times:
    """Every place of the way once, drawn up and painted."""
    image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
    times = []
    for number in range(101):
        times.append(_time_of(lambda part=number / 100: _paint(view, part, image)))
    return times


def _paint(view: MovementView, part: float, image: QImage) -> None:
    view.show_part(part)
    view.render(image)


def _typing(workstation: Workstation, exam: Examination, rounds: int) -> Times:
    window = Window(workstation)
    window.resize(1366, 768)
    window.show()
    window.desk.lay_open(exam)
    window.go("thomas")
    for _ in range(20):
        QApplication.processEvents()
    window.focus_answer(Ref("thomas", "hip_angle", Side.RIGHT, 1))
    field = QApplication.focusWidget()
    assert field is not None
    times = []
    # Each angle once: a figure that was drawn before would cost less.
    for angle in range(10, 10 + min(80, max(20, rounds // 4))):
        for digit in str(angle):
            times.append(_time_of(lambda digit=digit: _type(field, digit)))
        for _ in str(angle):
            QTest.keyClick(field, Qt.Key.Key_Backspace)
        QApplication.processEvents()
    window.desk.close()
    window.hide()
    return times


def _type(field: QWidget, digit: str) -> None:
    QTest.keyClick(field, Qt.Key(ord(digit)))
    QApplication.processEvents()


def _time_of(act: Callable[[], None]) -> tuple[float, float]:
    began, used = perf_counter(), thread_time()
    act()
    return (perf_counter() - began) * 1000, (thread_time() - used) * 1000
