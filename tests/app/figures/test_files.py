from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from app.figures.png import by_face, png
from app.figures.shapes import Box, Ink, Path, Picture, Text, polygon
from app.figures.svg import svg
from resources.themes import palette, palettes
from tests.app.figures.rich import RICH

NAME = "{http://www.w3.org/2000/svg}"


def test_an_svg_says_the_picture_in_words_first() -> None:
    drawn = ElementTree.fromstring(svg(RICH, palette("light")))

    assert drawn[0].text == "A test of every shape"
    assert drawn[1].text == "The right thigh is 8° above horizontal & <below>."
    assert drawn.get("role") == "img"


def test_an_svg_holds_every_shape_and_no_colour_of_another_look() -> None:
    text = svg(RICH, palette("print"))
    drawn = ElementTree.fromstring(text)
    paths, words = drawn.findall(f"{NAME}path"), drawn.findall(f"{NAME}text")

    assert len(paths) + len(words) == len(RICH.shapes)
    assert {words[2].text, words[3].text} == {"−12° & <below>", "Plain"}
    assert palette("light")[Ink.RIGHT] not in text


def test_an_svg_turns_upwards_into_the_downwards_of_a_screen() -> None:
    floor = Picture(
        (Path(polygon(((0.0, 0.0), (9.0, 0.0), (0.0, 2.5))), Ink.INK),), Box(0, 0, 10, 20), "Floor"
    )

    assert 'd="M0,20 L9,20 L0,17.5 Z"' in svg(floor, palette("light"))


def test_an_svg_has_the_width_that_was_asked_for_and_its_own_shape() -> None:
    drawn = ElementTree.fromstring(svg(RICH, palette("light"), wide=300, ground=None))

    assert (drawn.get("width"), drawn.get("height")) == ("300", "180")
    assert drawn.find(f"{NAME}rect") is None


def test_a_character_no_file_may_hold_is_left_out_of_an_svg() -> None:
    odd = Picture((Text((0.0, 0.0), "a\x00\x0bb\ud800", 4.0),), Box(0, 0, 10, 10), "Odd")

    assert ElementTree.fromstring(svg(odd, palette("light")))[-1].text == "ab"


def test_the_same_picture_gives_the_same_files() -> None:
    assert svg(RICH, palette("dark")) == svg(RICH, palette("dark"))
    assert png(RICH, palette("dark"), 200) == png(RICH, palette("dark"), 200)


@pytest.mark.parametrize("name", palettes())
def test_a_png_lies_on_the_paper_of_its_look_and_has_the_shape_of_its_picture(name: str) -> None:
    drawn = pixels(png(RICH, palette(name), 200))

    assert drawn.size == (200, 120)
    assert drawn.getpixel((1, 1)) == rgb(palette(name)[Ink.PAPER])


def test_a_png_fills_an_outline_that_overlaps_itself_but_leaves_its_dashes_open() -> None:
    drawn = pixels(png(RICH, palette("light"), 400))

    assert drawn.getpixel((200, 44)) == rgb(palette("light")[Ink.LEFT])
    dashed = [drawn.getpixel((x, 80)) for x in range(90, 178)]
    assert rgb(palette("light")[Ink.INK]) in dashed
    assert rgb(palette("light")[Ink.PAPER]) in dashed


def test_a_picture_off_its_frame_is_left_out_of_a_png() -> None:
    away = Picture(
        (Path(polygon(((50.0, 50.0), (60.0, 50.0), (55.0, 60.0))), Ink.INK),), Box(0, 0, 10, 10), "Away"
    )

    assert pixels(png(away, palette("light"), 20)).getcolors() == [(400, rgb(palette("light")[Ink.PAPER]))]


def test_a_minus_sign_comes_from_the_typeface_that_has_one() -> None:
    assert list(by_face("−12°")) == [("−", "NotoSansMath"), ("12°", "NotoSans")]


def pixels(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
