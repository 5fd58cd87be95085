import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.practice.library import cases
from app.practice.scene import scene
from app.practice.task import Task
from resources.themes import palette
from tests.ui.test_painting import seen
from ui.painting import Drawing
from ui.theme import Theme, load_fonts


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_stands_still_looks_the_same_in_every_picture(qapp: object, look: str, ratio: float) -> None:
    first, *others = (painted(look, ratio) for _ in range(4))

    # The pixels that were kept are laid over what is beneath with another rounding.
    for again in others:
        assert furthest_apart(first, again) <= 3


def test_another_look_brings_its_own_colours(qapp: object) -> None:
    for _ in range(3):
        painted("light", 1.0)

    assert furthest_apart(painted("dark", 1.0), painted("light", 1.0)) > 50


def test_a_picture_that_moves_to_another_place_takes_everything_with_it(qapp: object) -> None:
    here = [painted("light", 1.0, aside=10.0) for _ in range(3)][-1]
    there = [painted("light", 1.0, aside=30.0) for _ in range(3)][-1]

    assert furthest_apart(here.copy(10, 0, 300, 240), there.copy(30, 0, 300, 240)) <= 3


def painted(look: str, ratio: float, aside: float = 0.0) -> QImage:
    """A clamshell a moment after the beat, with words on it and most of the body still."""
    load_fonts()
    theme = Theme(look, palette(look))
    moving = scene(cases()["a01"], Task.of("clamshell.right"))
    assert moving is not None
    canvas = QImage(int(400 * ratio), int(240 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(QColor(theme.colour("surface")))
    painter = QPainter(canvas)
    Drawing(moving.at(0.5)).paint(painter, QRectF(aside, 3.0, 300.0, 233.0), theme)
    painter.end()
    return canvas


def furthest_apart(one: QImage, other: QImage) -> int:
    """The largest step of a colour between two pictures at one place."""
    bands = zip(seen(one).tobytes(), seen(other).tobytes(), strict=True)
    return max(abs(a - b) for a, b in bands)
