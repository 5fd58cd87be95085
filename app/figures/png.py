"""A picture as a PNG file, painted at four times its size and made smaller, so that edges are soft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from math import ceil, floor, hypot

from PIL import Image, ImageDraw, ImageFont

from app.figures.flat import Stretch, dashed, flattened
from app.figures.shapes import HALO, Fit, Ink, Path, Picture, Point, Text

FINER = 4
"""How many times finer than the file the shapes are painted."""
PIECE = 5.0
"""Length of the straight pieces of a curve, in those finer pixels: well below a pixel off the true curve."""

_FACES = ("NotoSans", "NotoSansMath", "NotoSansSymbols2", "NotoSansSymbols", "DroidSansFallback")
"""In the order they are asked for a letter; only the first has a bold file."""

_Spot = tuple[int, int, int, int]


def png(
    picture: Picture,
    palette: Mapping[str, str],
    wide: int,
    high: int | None = None,
    *,
    ground: Ink = Ink.PAPER,
) -> bytes:
    """The picture as a file `wide` pixels wide; the same picture gives the same bytes.

    Without `high` the file is as high as the picture's frame asks for.
    """
    out = BytesIO()
    image(picture, palette, wide, high, ground=ground).save(out, "PNG", optimize=False)
    return out.getvalue()


def image(
    picture: Picture,
    palette: Mapping[str, str],
    wide: int,
    high: int | None = None,
    *,
    ground: Ink = Ink.PAPER,
) -> Image.Image:
    """The picture as pixels."""
    high = high or max(1, round(wide * picture.box.high / picture.box.wide))
    painter = _Painter(picture, palette, (wide, high), ground)
    for shape in picture.shapes:
        if isinstance(shape, Path):
            painter.path(shape)
        else:
            painter.text(shape)
    return painter.image


class _Painter:
    """Puts one shape after the other on the paper, each through a mask of its own."""

    def __init__(
        self, picture: Picture, palette: Mapping[str, str], size: tuple[int, int], ground: Ink
    ) -> None:
        self.image = Image.new("RGB", size, palette[ground])
        self._palette = palette
        self._fit: Fit = picture.box.fitted(size[0] * FINER, size[1] * FINER)
        self._left, self._top = picture.box.left, picture.box.top

    def path(self, path: Path) -> None:
        stretches = [
            Stretch(tuple(self._at(point) for point in stretch.points), stretch.closed)
            for stretch in flattened(path.steps, PIECE / self._fit.scale)
        ]
        points = [point for stretch in stretches for point in stretch.points]
        width = path.width * self._fit.scale if path.line else 0.0
        if not points or not (spot := self._spot(points, width / 2 + 1)):
            return
        here = [Stretch(tuple(_from(point, spot) for point in s.points), s.closed) for s in stretches]
        if path.fill:
            mask = _filled(here, (spot[2] - spot[0], spot[3] - spot[1]))
            self._put(mask, spot, path.fill, path.fill_opacity)
        if path.line:
            dash = [length * self._fit.scale for length in path.dash]
            mask = Image.new("L", (spot[2] - spot[0], spot[3] - spot[1]))
            for stretch in here:
                for part in dashed(stretch, dash):
                    _stroke(ImageDraw.Draw(mask), part, width)
            self._put(mask, spot, path.line)

    def text(self, text: Text) -> None:
        size = text.size * self._fit.scale
        runs = [(part, _font(face, text.bold, size)) for part, face in by_face(text.words)]
        widths = [font.getlength(part) for part, font in runs]
        x, y = self._at(text.at)
        x -= {"start": 0.0, "middle": sum(widths) / 2, "end": sum(widths)}[text.anchor]
        halo = size * HALO / 2 if text.halo else 0.0
        spot = self._spot([(x, y - size * 1.2), (x + sum(widths), y + size * 0.5)], halo + size * 0.2)
        if not spot:
            return
        for ink, stroke in ((Ink.PAPER, halo), (text.ink, 0.0)):
            if ink is Ink.PAPER and not text.halo:
                continue
            mask = Image.new("L", (spot[2] - spot[0], spot[3] - spot[1]))
            pen, at = ImageDraw.Draw(mask), x - spot[0]
            for (part, font), width in zip(runs, widths, strict=True):
                pen.text((at, y - spot[1]), part, 255, font, anchor="ls", stroke_width=stroke)
                at += width
            self._put(mask, spot, ink)

    def _at(self, point: Point) -> Point:
        return (
            self._fit.beside + (point[0] - self._left) * self._fit.scale,
            self._fit.below + (self._top - point[1]) * self._fit.scale,
        )

    def _spot(self, points: Sequence[Point], margin: float) -> _Spot | None:
        """The part of the paper that a shape may touch, in whole pixels of the file; None if it is off it."""
        wide, high = self.image.size
        left = max(floor((min(x for x, _ in points) - margin) / FINER), 0)
        top = max(floor((min(y for _, y in points) - margin) / FINER), 0)
        right = min(ceil((max(x for x, _ in points) + margin) / FINER), wide)
        bottom = min(ceil((max(y for _, y in points) + margin) / FINER), high)
        if left >= right or top >= bottom:
            return None
        return (left * FINER, top * FINER, right * FINER, bottom * FINER)

    def _put(self, mask: Image.Image, spot: _Spot, ink: Ink, opacity: float = 1.0) -> None:
        small = mask.reduce(FINER)
        if opacity < 1:
            small = small.point([round(level * opacity) for level in range(256)])
        self.image.paste(self._palette[ink], (spot[0] // FINER, spot[1] // FINER), small)


def _from(point: Point, spot: _Spot) -> Point:
    return (point[0] - spot[0], point[1] - spot[1])


def _filled(stretches: Sequence[Stretch], size: tuple[int, int]) -> Image.Image:
    """Everything the outline winds round, also where it overlaps itself; Pillow would leave holes there."""
    wide, high = size
    crossings: list[list[tuple[float, int]]] = [[] for _ in range(high)]
    for stretch in stretches:
        points = stretch.points
        for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
            if ay == by:
                continue
            way = 1 if by > ay else -1
            if way < 0:
                ax, ay, bx, by = bx, by, ax, ay
            slope = (bx - ax) / (by - ay)
            for row in range(max(ceil(ay - 0.5), 0), min(ceil(by - 0.5), high)):
                crossings[row].append((ax + (row + 0.5 - ay) * slope, way))
    rows = bytearray(wide * high)
    full = b"\xff" * wide
    for row, met in enumerate(crossings):
        met.sort()
        winding, start = 0, 0.0
        for x, way in met:
            if winding == 0:
                start = x
            winding += way
            if winding == 0:
                left, right = max(round(start), 0), min(round(x), wide)
                if right > left:
                    rows[row * wide + left : row * wide + right] = full[: right - left]
    return Image.frombytes("L", size, bytes(rows))


def _stroke(pen: ImageDraw.ImageDraw, stretch: Stretch, width: float) -> None:
    """A line with round caps and joins: a bar along each piece and a disc on each point."""
    # Pillow names a pixel by its middle and paints the edge as well.
    half = max(width / 2 - 0.5, 0.25)
    points = [(x - 0.5, y - 0.5) for x, y in stretch.round_trip]
    for x, y in points:
        pen.ellipse((x - half, y - half, x + half, y + half), 255)
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        if length:
            dx, dy = (by - ay) / length * half, (ax - bx) / length * half
            pen.polygon([(ax + dx, ay + dy), (bx + dx, by + dy), (bx - dx, by - dy), (ax - dx, ay - dy)], 255)


def by_face(words: str) -> Iterator[tuple[str, str]]:
    """The words in stretches that one typeface can write; Noto Sans itself holds no minus sign, for one."""
    stretch, face = "", _FACES[0]
    for letter in words:
        needed = next((name for name in _FACES if _holds(name, letter)), _FACES[0])
        if stretch and needed != face:
            yield stretch, face
            stretch = ""
        stretch, face = stretch + letter, needed
    if stretch:
        yield stretch, face


@lru_cache(maxsize=1024)
def _holds(face: str, letter: str) -> bool:
    """A letter that a face lacks is drawn as its box for the unknown."""
    font = _font(face, False, 32.0)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\U0010fffd"))


@lru_cache(maxsize=64)
def _font(face: str, bold: bool, size: float) -> ImageFont.FreeTypeFont:
    weight = "" if face == _FACES[-1] else "-Bold" if bold and face == _FACES[0] else "-Regular"
    data = files("resources").joinpath("fonts", f"{face}{weight}.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(data), max(size, 1.0), layout_engine=ImageFont.Layout.BASIC)
