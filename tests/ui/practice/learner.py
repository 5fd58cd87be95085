"""A learner at the keys: knows the key of a case, and says something else where told to."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.practice.beginning import begin
from app.practice.observer import key
from app.practice.sitting import Sitting
from app.practice.task import CLASS, Item
from app.practice.truth import Case
from assessments.language.reading import number
from assessments.language.value import Choice, Quantity, Value
from tests.ui.hands import press
from tests.ui.looking import settle
from ui.parts.segments import Segments
from ui.practice.pages.case import CasePage
from ui.practice.window import PracticeWindow


def sit_down(window: PracticeWindow, kind: str, seed: int = 4) -> CasePage:
    """Begin a sitting that is the same each time."""
    return take(window, begin(kind, seed, window.learner))


def take(window: PracticeWindow, sitting: Sitting) -> CasePage:
    window.go("case", sitting=sitting)
    settle()
    return page(window)


def page(window: PracticeWindow) -> CasePage:
    assert isinstance(window.page, CasePage)
    return window.page


def keyed(case: Case, item: Item) -> Value | None:
    return Choice(case.class_code) if item.ref == CLASS else key(case).entries.get(item.ref)


def score(window: PracticeWindow, wrong: Collection[int] = (), open_: Collection[int] = ()) -> int:
    """Answer every item of the case at hand by keys, as the key has it but for the places in `wrong`; those
    in `open_` are passed over. How many keys that took."""
    sitting = page(window).sitting
    pressed = 0
    for place, item in enumerate(sitting.items):
        right = keyed(sitting.case, item)
        if place in open_ or right is None:
            pressed += press(window, "Down")
            continue
        pressed += _answer(window, right, place in wrong)
    return pressed


def _answer(window: PracticeWindow, right: Value, wrong: bool) -> int:
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(focus, Segments):
        assert isinstance(right, Choice)
        cells = {segment.code: segment.key for segment in focus.segments}
        code = next(one for one in cells if one != right.code) if wrong else right.code
        return press(window, cells[code])
    assert isinstance(right, Quantity)
    typed = number(right.amount + 20 if wrong else right.amount).replace("−", "-")
    QTest.keyClicks(focus, typed)
    return len(typed) + press(window, "Enter")


def read(widget: QWidget) -> str:
    """Every word that is seen."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
