"""The key that must be held: a tap is nothing, a second counts from the instant it went down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from tests.ui.conftest import NOW
from ui.parts.hold_key import HoldKey

K = Qt.Key
BARE = Qt.KeyboardModifier.NoModifier
DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


class Couch:
    """A page with a note field, a key to hold, and a clock that only moves when it is told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock = SteppedClock(NOW, timedelta(0))
        self.page = QWidget()
        self.page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.note = QLineEdit()
        QVBoxLayout(self.page).addWidget(self.note)
        qtbot.addWidget(self.page)
        self.allowed = True
        self.key = HoldKey(self.page, self.clock.monotonic, lambda: self.allowed)
        self.began = self.clock.monotonic()
        self.counted: list[float] = []
        self.key.held.connect(lambda at: self.counted.append(at - self.began))
        self.page.show()
        self.page.setFocus()

    def send(
        self, kind: QEvent.Type, key: Qt.Key = K.Key_Space, repeats: bool = False, modifier: object = BARE
    ) -> None:
        assert isinstance(modifier, Qt.KeyboardModifier)
        QApplication.sendEvent(self.page, QKeyEvent(kind, key, modifier, "", repeats))

    def hold(self, seconds: float, key: Qt.Key = K.Key_Space, modifier: object = BARE) -> None:
        self.send(DOWN, key, modifier=modifier)
        self.clock.advance(seconds)
        self.send(UP, key, modifier=modifier)


@pytest.fixture
def couch(qtbot: QtBot) -> Couch:
    return Couch(qtbot)


def test_it_counts_from_when_it_went_down(couch: Couch) -> None:
    couch.clock.advance(5.0)
    couch.hold(1.7)
    assert couch.counted == [pytest.approx(5.0)]


def test_a_tap_means_nothing(couch: Couch) -> None:
    couch.hold(0.9)
    assert couch.counted == []
    assert not couch.key.down


def test_two_taps_are_no_hold(couch: Couch) -> None:
    couch.hold(0.6)
    couch.hold(0.6)
    assert couch.counted == []


def test_it_counts_without_letting_go_and_only_once(couch: Couch) -> None:
    couch.send(DOWN)
    couch.clock.advance(1.0)
    couch.key.look()
    couch.clock.advance(3.0)
    couch.key.look()
    couch.send(UP)
    assert couch.counted == [0.0]


def test_the_keyboards_own_repeats_are_one_hold(couch: Couch) -> None:
    couch.send(DOWN)
    for _ in range(4):
        couch.clock.advance(0.2)
        couch.send(UP, repeats=True)
        couch.send(DOWN, repeats=True)
    couch.clock.advance(0.2)
    couch.send(UP)
    assert couch.counted == [0.0]


def test_another_key_does_not_let_go(couch: Couch) -> None:
    couch.send(DOWN)
    couch.clock.advance(0.5)
    couch.hold(0.1, K.Key_PageDown)
    couch.clock.advance(0.5)
    couch.send(UP)
    assert couch.counted == [0.0]


def test_a_caret_that_goes_elsewhere_lets_go(couch: Couch) -> None:
    couch.send(DOWN)
    couch.note.setFocus()
    couch.clock.advance(2.0)
    couch.key.look()
    assert couch.counted == []


def test_a_window_that_is_left_lets_go(couch: Couch, qtbot: QtBot) -> None:
    couch.send(DOWN)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not couch.page.isActiveWindow())
    couch.clock.advance(2.0)
    couch.key.look()
    assert couch.counted == []


@pytest.mark.parametrize("key", [K.Key_Space, K.Key_PageDown, K.Key_Enter])
def test_space_the_presenter_and_enter_of_the_number_pad_can_be_held(couch: Couch, key: Qt.Key) -> None:
    couch.hold(1.0, key)
    assert couch.counted == [0.0]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(K.Key_Return, BARE), (K.Key_Space, Qt.KeyboardModifier.ControlModifier)],
)
def test_no_other_key_can_be_held(couch: Couch, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    couch.hold(1.0, key, modifier)
    assert couch.counted == []


def test_it_cannot_be_held_where_that_is_not_allowed(couch: Couch) -> None:
    couch.allowed = False
    couch.hold(1.0)
    assert couch.counted == []


def test_it_tells_how_much_of_the_second_has_passed(couch: Couch) -> None:
    assert couch.key.share == 0.0
    couch.send(DOWN)
    couch.clock.advance(0.5)
    assert couch.key.share == pytest.approx(0.5, rel=1e-3)
    couch.clock.advance(3.0)
    assert couch.key.share == 1.0
