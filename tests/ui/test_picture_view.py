"""Figures on a page: seen in their own shape, said in words, moving only where movement is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.figures.shapes import Box, Ink, Path, Picture, circle
from app.settings import Settings
from tests.app.figures.rich import RICH
from ui.dress import dress, keeps_still
from ui.parts.movement_view import MovementView
from ui.parts.picture_view import PictureView
from ui.parts.ring import Ring
from ui.theme import theme

WORDS = "Clam, right side. The knee opens and closes."


class Instant:
    """A stopwatch that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(autouse=True)
def _as_on_the_first_day(qapp: QApplication) -> Iterator[None]:
    dress(qapp, Settings(motion="moving"))
    yield
    dress(qapp, Settings())


def ball(part: float) -> Picture:
    """A ball that rolls from the left to the right of its frame."""
    return Picture(
        (Path(circle((10 + 80 * part, 10.0), 8.0), Ink.ACCENT),), Box(0, 0, 100, 20), f"Ball {part}"
    )


def test_a_picture_has_the_height_that_its_shape_asks_for(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    view = PictureView()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(view)
    column.addStretch(1)
    view.show_picture(RICH)
    page.resize(300, 600)
    page.show()

    assert (view.width(), view.height()) == (300, 180)


def test_a_picture_is_said_in_words(qtbot: QtBot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.show_picture(RICH)

    assert view.accessibleName() == "A test of every shape"
    assert view.accessibleDescription() == "The right thigh is 8° above horizontal & <below>."
    view.show_picture(None)
    assert view.accessibleName() == ""


def test_a_picture_follows_the_look(qtbot: QtBot, qapp: QApplication) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.show_picture(ball(0.5))
    view.resize(200, 40)
    view.show()

    assert colour(view, 100, 20) == theme().colour(Ink.ACCENT).name()
    dress(qapp, Settings(theme="dark"))
    assert theme().name == "dark"
    assert colour(view, 100, 20) == theme().colour(Ink.ACCENT).name()


def test_a_movement_plays_while_it_is_seen_and_takes_as_long_as_the_clock_says(qtbot: QtBot) -> None:
    now = Instant()
    view = movement(qtbot, now)
    assert not view.playing
    view.show()
    assert view.playing

    now.seconds = 2.5
    qtbot.waitUntil(lambda: colour(view, 180, 31) == theme().colour(Ink.ACCENT).name())
    view.hide()
    assert not view.playing
    now.seconds = 60.0
    view.show()
    now.seconds = 60.1
    qtbot.wait(40)
    assert colour(view, 180, 31) == theme().colour(Ink.ACCENT).name()


def test_space_stills_a_movement_at_its_start_and_end_and_lets_it_go_on(qtbot: QtBot) -> None:
    view = movement(qtbot)
    view.show()
    view.setFocus()
    assert view.accessibleName() == "Clam, right side"
    assert view.accessibleDescription() == "The knee opens and closes. It moves. Space stills it."

    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert not view.playing
    assert view.accessibleDescription().endswith("It is still. Space plays it.")
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.playing
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    assert not view.playing


def test_on_the_first_day_figures_move_as_the_computer_asks(qapp: QApplication) -> None:
    dress(qapp, Settings())
    hints = qapp.styleHints()

    asked = hints.accessibility().motionPreference() is Qt.MotionPreference.ReducedMotion
    assert [keeps_still() for _ in range(3)] == [asked] * 3


def test_where_nothing_may_move_it_stays_still_until_somebody_plays_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    dress(qapp, Settings(motion="still"))
    view = movement(qtbot)
    view.show()
    assert not view.playing

    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.playing


def test_where_nothing_may_move_a_ring_fills_a_quarter_at_a_time(qtbot: QtBot, qapp: QApplication) -> None:
    ring = Ring("Rest", 60, 8)
    qtbot.addWidget(ring)
    ring.show_share(0.4, "accent")
    assert ring.share == 0.4

    dress(qapp, Settings(motion="still"))
    shares = []
    for share in (0.1, 0.4, 0.99, 1.0):
        ring.show_share(share, "accent")
        shares.append(ring.share)
    assert shares == [0, 0.25, 0.75, 1]


def test_stilled_it_stays_stilled_when_its_page_comes_back(qtbot: QtBot) -> None:
    view = movement(qtbot)
    view.show()
    view.still()
    view.hide()
    view.show()

    assert not view.playing


def test_a_movement_is_drawn_up_once_however_often_it_passes(qtbot: QtBot) -> None:
    now, asked = Instant(), list[float]()

    def counted(part: float) -> Picture:
        asked.append(part)
        return ball(part)

    view = MovementView(now)
    qtbot.addWidget(view)
    view.show_movement(counted, WORDS, way=0.08, hold=0.0)
    view.show()
    for step in range(40):
        now.seconds = step * 0.016
        qtbot.wait(17)

    assert len(asked) <= 2 + 6


def movement(qtbot: QtBot, now: Instant | None = None) -> MovementView:
    view = MovementView(now or Instant())
    qtbot.addWidget(view)
    view.show_movement(ball, WORDS, way=2.0, hold=1.0)
    view.resize(200, 40)
    return view


def colour(view: QWidget, x: int, y: int) -> str:
    seen: QImage = view.grab().toImage()
    return seen.pixelColor(x, y).name()
