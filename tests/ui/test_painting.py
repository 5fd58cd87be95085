from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter

from app.figures.png import image
from app.figures.shapes import Ink, Path, Picture, circle
from resources.themes import palette
from tests.app.figures.rich import RICH
from ui.painting import paint_picture
from ui.theme import NAMES, Theme, load_fonts


@pytest.mark.parametrize("look", NAMES)
@pytest.mark.parametrize("wide", [200, 640])
def test_the_screen_and_the_file_show_the_same_picture(qapp: object, look: str, wide: int) -> None:
    load_fonts()
    theme = Theme(look, palette(look))
    canvas = QImage(wide, wide * 6 // 10, QImage.Format.Format_RGB32)
    canvas.fill(theme.colour(Ink.PAPER))
    painter = QPainter(canvas)
    paint_picture(painter, RICH, QRectF(canvas.rect()), theme)
    painter.end()

    on_screen, in_file = seen(canvas), image(RICH, palette(look), wide)

    apart = ImageChops.difference(on_screen, in_file)
    assert max(ImageStat.Stat(apart).mean) < 2.0


def test_a_picture_stays_in_its_rectangle(qapp: object) -> None:
    load_fonts()
    theme = Theme("light", palette("light"))
    canvas = QImage(300, 300, QImage.Format.Format_RGB32)
    canvas.fill(theme.colour(Ink.ACCENT))
    painter = QPainter(canvas)
    beyond = Picture((Path(circle((50.0, 30.0), 400.0), Ink.LEFT),), RICH.box, "Too large")
    paint_picture(painter, beyond, QRectF(100, 100, 100, 60), theme)
    painter.end()

    outside = {canvas.pixelColor(x, y).name() for x in range(0, 300, 5) for y in (0, 99, 160, 299)}
    assert outside == {theme.colour(Ink.ACCENT).name()}
    assert canvas.pixelColor(150, 130) == theme.colour(Ink.LEFT)


def seen(canvas: QImage) -> Image.Image:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    canvas.save(buffer, "PNG")
    return Image.open(BytesIO(data.data())).convert("RGB")
