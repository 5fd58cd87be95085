"""The plots of the progress page as a picture to take out of the program: with their titles, units, errors
and verdicts, because a plot that is passed on has nobody beside it to explain it.

It names nobody unless it is asked to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Literal

from PIL import ImageFont

from app.crowding import marks_for
from app.figures.png import png
from app.figures.shapes import Box, Ink, Path, Picture, Point, Shape, Text, circle, polygon, polyline
from app.figures.svg import svg
from app.report.wording import side_name
from app.screens.progress import ProgressRow, ProgressScreen, Tick
from app.screens.trend import Break, SideLine, Spot, Trend
from app.screens.trend_marks import dodge_of, marked, runs
from assessments.language.value import Side
from resources.themes import palette
from resources.tongue import tr

WIDE = 960.0
_EDGE = 32.0
_LEFT, _RIGHT = _EDGE + 72.0, WIDE - _EDGE - 112.0
"""Where the plot begins and ends; the amounts stand before it, the last values behind."""
_PAD = 18.0
_HIGH = 190.0
_FINER = 2
"""Pixels of a PNG to one of the picture: sharp on paper as wide as a hand."""
_LINE = 1.35
"""From one line of words to the next, in sizes of its letters."""
_MARKED = {
    Side.RIGHT: (Ink.RIGHT, Ink.RIGHT_TEXT),
    Side.LEFT: (Ink.LEFT, Ink.LEFT_TEXT),
    None: (Ink.INK, Ink.INK),
}


Kind = Literal["png", "svg"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How plots are saved: the kind of file, all that are shown or one, with the patient's name or
    without."""

    kind: Kind = "png"
    every: bool = False
    named: bool = False


def plots_file(
    screen: ProgressScreen, rows: Sequence[ProgressRow], kind: Kind, heading: Sequence[str] = ()
) -> bytes:
    """The file itself, in the colours of the light look on white: it is read on paper and in other
    programs."""
    picture = progress_picture(screen, rows, heading)
    if kind == "svg":
        return svg(picture, palette("light"), wide=WIDE).encode()
    return png(picture, palette("light"), round(WIDE * _FINER))


def progress_picture(
    screen: ProgressScreen, rows: Sequence[ProgressRow], heading: Sequence[str] = ()
) -> Picture:
    """These measures one below the other. `heading` is what stands over them, such as a name and that it is a
    demonstration; with none, nothing says whose they are."""
    sheet = _Sheet()
    sheet.write(tr("Progress"), 24, bold=True)
    for words in heading:
        sheet.write(words, 15, bold=True)
    sheet.write(screen.about, 13, Ink.INK2)
    for row in rows:
        _draw_row(sheet, screen, row)
    _draw_key(sheet)
    said = ". ".join((tr("Progress"), *heading, screen.about, *(row.spoken for row in rows)))
    return Picture(tuple(sheet.shapes), Box(0, sheet.y - _EDGE * 0.6, WIDE, 0), said)


class _Sheet:
    """What is drawn so far; `y` is how far down that reaches."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.y = -_EDGE * 0.6

    def write(self, words: str, size: float, ink: Ink = Ink.INK, bold: bool = False) -> None:
        """Words from edge to edge, on as many lines as they need."""
        for line in _wrapped(words, size, bold, WIDE - 2 * _EDGE):
            self.y -= size * _LINE
            self.put(line, (_EDGE, self.y + size * 0.3), size, ink, bold)

    def put(
        self,
        words: str,
        at: Point,
        size: float,
        ink: Ink = Ink.INK,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        match anchor:
            case "middle":
                self.shapes.append(Text(at, words, size, ink, bold, "middle"))
            case "end":
                self.shapes.append(Text(at, words, size, ink, bold, "end"))
            case _:
                self.shapes.append(Text(at, words, size, ink, bold))

    def rule(self, points: Sequence[Point], ink: Ink, width: float, dash: tuple[float, ...] = ()) -> None:
        self.shapes.append(Path(polyline(points), line=ink, width=width, dash=dash))


class _Plot:
    """Where days and amounts stand in the rectangle of one plot, and how they are marked there."""

    def __init__(self, trend: Trend, screen: ProgressScreen, top: float) -> None:
        self.trend, self.top, self.floor = trend, top, top - _HIGH
        self.day = (_RIGHT - _LEFT - 2 * _PAD) / screen.days
        self.marks = marks_for([tick.day for tick in screen.ticks], self.day)

    def x(self, day: float) -> float:
        return _LEFT + _PAD + day * self.day

    def y(self, amount: float) -> float:
        scale = self.trend.scale
        return self.floor + (amount - scale.low) / (scale.high - scale.low) * _HIGH

    def place(self, line: SideLine, spot: Spot) -> Point:
        aside = dodge_of(line.side, len(self.trend.lines), self.marks)
        return self.x(spot.day) + aside, self.y(spot.amount)


def _draw_row(sheet: _Sheet, screen: ProgressScreen, row: ProgressRow) -> None:
    sheet.y -= 14
    sheet.rule([(_EDGE, sheet.y), (WIDE - _EDGE, sheet.y)], Ink.AXIS, 0.75)
    sheet.y -= 6
    sheet.write(row.name, 17, bold=True)
    sheet.write(", ".join(row.about), 13, Ink.INK2)
    plot = _Plot(row.trend, screen, sheet.y - (24 if row.trend.breaks else 12))
    _draw_frame(sheet, plot)
    for broken in row.trend.breaks:
        _draw_break(sheet, plot, broken)
    for line in reversed(row.trend.lines):
        _draw_line(sheet, plot, line)
    _draw_ends(sheet, plot)
    _draw_dates(sheet, plot, screen.ticks)
    sheet.y = plot.floor - 42
    for judged in row.verdicts:
        moved = " ".join(words for words in (judged.change, judged.since) if words)
        start = f"{side_name(judged.side)}{moved}: " if moved else side_name(judged.side)
        sheet.write(f"{start}{judged.words}", 13, _MARKED[judged.side][1], bold=True)
    sheet.write(row.source.words, 12, Ink.INK2)


def _draw_frame(sheet: _Sheet, plot: _Plot) -> None:
    """The reference behind everything, the lines of the scale, and its amounts."""
    if (band := plot.trend.band) is not None:
        low, high = plot.y(band.low), plot.y(band.high)
        corners = [(_LEFT, low), (_RIGHT, low), (_RIGHT, high), (_LEFT, high)]
        sheet.shapes.append(Path(polygon(corners), fill=Ink.BAND, line=Ink.AXIS, width=0.75))
    for at, words in plot.trend.scale.ticks:
        y = plot.y(at)
        sheet.rule([(_LEFT, y), (_RIGHT, y)], Ink.AXIS, 0.4)
        sheet.put(words, (_LEFT - 10, y - 4), 12, Ink.INK2, anchor="end")
    if band is not None:
        long = _width(band.words, 12, False) + 16
        dashes = [plot.x(broken.day) for broken in plot.trend.breaks]
        free = (x for x in (_LEFT, *dashes) if not any(x < dash < x + long for dash in dashes))
        sheet.put(band.words, (next(free, _LEFT) + 8, plot.y(band.low) + 6), 12, Ink.INK2)


def _draw_break(sheet: _Sheet, plot: _Plot, broken: Break) -> None:
    x = plot.x(broken.day)
    sheet.rule([(x, plot.floor), (x, plot.top + 16)], Ink.INK2, 1.5, (5, 4))
    sheet.put(broken.before, (x - 7, plot.top + 6), 12, Ink.INK2, anchor="end")
    sheet.put(broken.after, (x + 7, plot.top + 6), 12, Ink.INK2)


def _draw_line(sheet: _Sheet, plot: _Plot, line: SideLine) -> None:
    ink = _MARKED[line.side][0]
    for run in runs(line):
        sheet.shapes += _error_of(plot, line, run, ink)
        if len(run) > 1:
            dash = (7.0, 4.0) if line.side is Side.LEFT else ()
            sheet.rule([plot.place(line, spot) for spot in run], ink, 2.0, dash)
    size = plot.marks.size or 7.0
    for spot in marked(line, plot.marks):
        sheet.shapes.append(_mark(line.side, plot.place(line, spot), size))


def _error_of(plot: _Plot, line: SideLine, run: Sequence[Spot], ink: Ink) -> Iterator[Shape]:
    """A bar at each value, or a band where the bars would touch."""
    barred = [(plot.place(line, spot), (spot.error or 0.0)) for spot in run if spot.error is not None]
    tall = [(x, y, plot.y(error) - plot.y(0.0)) for (x, y), error in barred]
    if plot.marks.bars or len(tall) < 2:
        for x, y, up in tall:
            yield Path(polyline([(x, y - up), (x, y + up)]), line=ink, width=1.5)
            for end in (y - up, y + up):
                yield Path(polyline([(x - 4, end), (x + 4, end)]), line=ink, width=1.5)
        return
    upper, lower = [(x, y + up) for x, y, up in tall], [(x, y - up) for x, y, up in tall]
    yield Path(polygon([*upper, *reversed(lower)]), fill=ink, fill_opacity=0.16)


def _mark(side: Side | None, at: Point, size: float) -> Path:
    x, y = at
    half = size / 2
    match side:
        case Side.RIGHT:
            steps = circle(at, half)
        case Side.LEFT:
            corners = ((-half, -half), (half, -half), (half, half), (-half, half))
            steps = polygon([(x + dx, y + dy) for dx, dy in corners])
        case None:
            half *= 1.3
            steps = polygon([(x, y + half), (x + half, y), (x, y - half), (x - half, y)])
    return Path(steps, fill=_MARKED[side][0], line=Ink.PAPER, width=1.2)


def _draw_ends(sheet: _Sheet, plot: _Plot) -> None:
    """The last value in bold with the one before it below, moved apart where they would touch."""
    tall = 34.0
    ends = sorted(
        ((plot.y(line.spots[-1].amount), line) for line in plot.trend.lines), key=lambda end: -end[0]
    )
    ceiling = plot.top + 8
    for n, (y, line) in enumerate(ends):
        y = max(min(y + tall / 2, ceiling), plot.floor - 6 + tall * (len(ends) - n))
        ceiling = y - tall
        sheet.put(line.last, (_RIGHT + 10, y - 14), 15, _MARKED[line.side][1], bold=True)
        if line.before:
            sheet.put(line.before, (_RIGHT + 10, y - 29), 11.5, Ink.INK2)


def _draw_dates(sheet: _Sheet, plot: _Plot, ticks: Sequence[Tick]) -> None:
    """Every visit has its stroke; those have words that find room, the first and the last always."""
    for tick in ticks:
        x = plot.x(tick.day)
        sheet.rule([(x, plot.floor), (x, plot.floor - 5)], Ink.AXIS, 0.75)
    for tick in _shown(ticks, plot):
        for words, down, ink in ((tick.date, 18, Ink.INK), (tick.about, 32, Ink.INK2)):
            sheet.put(words, (plot.x(tick.day), plot.floor - down), 12, ink, anchor="middle")


def _shown(ticks: Sequence[Tick], plot: _Plot) -> list[Tick]:
    def half(tick: Tick) -> float:
        return max(_width(tick.date, 12, False), _width(tick.about, 12, False)) / 2 + 6

    if len(ticks) < 2:
        return list(ticks)
    first, *between, last = ticks
    found, limit = [first], plot.x(last.day) - half(last)
    for tick in between:
        free = plot.x(tick.day) - half(tick) > plot.x(found[-1].day) + half(found[-1])
        if free and plot.x(tick.day) + half(tick) < limit:
            found.append(tick)
    return [*found, last]


def _draw_key(sheet: _Sheet) -> None:
    """What the marks mean."""
    sheet.y -= 16
    sheet.rule([(_EDGE, sheet.y), (WIDE - _EDGE, sheet.y)], Ink.AXIS, 0.75)
    sheet.y -= 24
    x, y = _EDGE, sheet.y
    for side, words in (
        (Side.RIGHT, tr("R, right: round, solid line")),
        (Side.LEFT, tr("L, left: square, dashed line")),
        (None, tr("Patient's own score")),
    ):
        ink, middle = _MARKED[side][0], y + 4.0
        sheet.rule([(x, middle), (x + 30, middle)], ink, 2.0, (7.0, 4.0) if side is Side.LEFT else ())
        sheet.shapes.append(_mark(side, (x + 15, middle), 10))
        sheet.put(words, (x + 38, y), 12, Ink.INK2)
        x += 38 + _width(words, 12, False) + 24
    sheet.y -= 6
    sheet.write(
        tr(
            "Bars, or a pale band where visits are close: 95 % error of one value. A vertical dash: the "
            "method changed, and values on its two sides are not compared. Visits stand at their true "
            "distances."
        ),
        12,
        Ink.INK2,
    )


def _wrapped(words: str, size: float, bold: bool, room: float) -> Iterator[str]:
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size, bold) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _width(words: str, size: float, bold: bool) -> float:
    return float(_face(bold).getlength(words)) * size / 100


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    name = f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(BytesIO(files("resources").joinpath("fonts", name).read_bytes()), 100)
