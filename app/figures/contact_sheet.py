"""Many pictures on one sheet, each in a cell under its caption, to be looked at side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from app.figures.shapes import Box, Ink, Path, Picture, Point, Shape, Text, polygon, through
from resources.tongue import tr

CELL_WIDE, CELL_HIGH, GAP = 100.0, 74.0, 4.0
MARGIN = 8.0
FRAME = 0.3
HEADING_HIGH = 12.0
CAPTION, HEADING = 4.0, 6.5
"""Sizes of type, in the units of a cell."""
CAPTION_LINES = 4
ROOM_FOR_LINES = 2
"""What each cell keeps free for its caption; a longer one takes it from its picture."""
LETTER = 0.5
"""How wide a letter is on average, as part of its size, where a caption is broken into lines."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture and what is written over it."""

    caption: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class Group:
    """Pictures of one thing, under its name."""

    name: str
    shown: tuple[Shown, ...]


def contact_sheet(groups: Iterable[Group], columns: int = 6) -> Picture:
    """All of them on one sheet as long as it needs to be, with a margin round it."""
    (sheet,) = contact_pages(groups, columns, inf)
    box = sheet.box
    around = Box(box.left - MARGIN, box.bottom - MARGIN, box.right + MARGIN, box.top + MARGIN)
    return replace(sheet, box=around)


def contact_pages(groups: Iterable[Group], columns: int, shape: float) -> tuple[Picture, ...]:
    """Pages at most `shape` times as high as they are wide; a name is never parted from its first row, and
    stands again over what goes on overleaf."""
    most = shape * _wide(columns)
    pages: list[list[_Row]] = [[]]
    used, name = 0.0, ""
    for row in _rows(groups, columns):
        name = row.name or name
        needed = HEADING_HIGH + GAP + CELL_HIGH if row.name else CELL_HIGH
        if pages[-1] and used + needed > most:
            pages.append([])
            used = 0.0
            if not row.name:
                again = _Row(name=tr("{name}, continued", name=name))
                pages[-1].append(again)
                used += again.high + GAP
        pages[-1].append(row)
        used += row.high + GAP
    # A page that is not full is as wide as the others, and keeps their scale.
    return tuple(_page(rows, columns, most) for rows in pages)


@dataclass(frozen=True, slots=True)
class _Row:
    """The name of a group, or some of its pictures."""

    name: str = ""
    shown: tuple[Shown, ...] = ()

    @property
    def high(self) -> float:
        return HEADING_HIGH if self.name else CELL_HIGH


def _rows(groups: Iterable[Group], columns: int) -> Iterator[_Row]:
    for group in groups:
        yield _Row(name=group.name)
        for first in range(0, len(group.shown), columns):
            yield _Row(shown=group.shown[first : first + columns])


def _wide(columns: int) -> float:
    return columns * (CELL_WIDE + GAP) - GAP


def _page(rows: Sequence[_Row], columns: int, high: float) -> Picture:
    shapes: list[Shape] = []
    said: list[str] = []
    top = 0.0
    for row in rows:
        if row.name:
            said.append(row.name)
            shapes.append(Text((0.0, top - HEADING_HIGH * 0.72), row.name, HEADING, bold=True, halo=False))
        for number, shown in enumerate(row.shown):
            said.append(shown.caption)
            shapes += _cell(shown, number * (CELL_WIDE + GAP), top)
        top -= row.high + GAP
    box = Box(0.0, top + GAP if high == inf else -high, _wide(columns), 0.0)
    words = tr("A sheet of pictures. {captions}", captions="; ".join(said))
    return Picture(tuple(shapes), box, words)


def _cell(shown: Shown, left: float, top: float) -> Iterator[Shape]:
    """A frame, the caption in its upper left corner, the picture in what is left below."""
    right, bottom = left + CELL_WIDE, top - CELL_HIGH
    # Inside the cell by half its width, so that nothing of the frame is cut off at the edge of a page.
    frame = Box(left + FRAME / 2, bottom + FRAME / 2, right - FRAME / 2, top - FRAME / 2)
    yield Path(polygon(frame.corners), line=Ink.AXIS, width=FRAME)
    lines = _broken(shown.caption, (CELL_WIDE - 4.0) / (CAPTION * LETTER))
    for number, line in enumerate(lines):
        at = (left + 2.0, top - 2.0 - CAPTION * (1.0 + 1.25 * number))
        yield Text(at, line, CAPTION, Ink.INK2, halo=False)
    head = 3.0 + CAPTION * 1.25 * max(len(lines), ROOM_FOR_LINES)
    yield from placed(shown.picture, Box(left + 2.0, bottom + 2.0, right - 2.0, top - head))


def placed(picture: Picture, room: Box) -> Iterator[Shape]:
    """The shapes of a picture moved into a room of another: as large as it allows, in its middle."""
    box = picture.box
    fit = box.fitted(room.wide, room.high)
    left, low = room.left + fit.beside, room.bottom + fit.below

    def moved(x: float, y: float) -> Point:
        return (left + (x - box.left) * fit.scale, low + (y - box.bottom) * fit.scale)

    for shape in picture.shapes:
        if isinstance(shape, Text):
            yield replace(shape, at=moved(*shape.at), size=shape.size * fit.scale)
        else:
            dash = tuple(length * fit.scale for length in shape.dash)
            yield replace(shape, steps=through(shape.steps, moved), width=shape.width * fit.scale, dash=dash)


def _broken(words: str, most: float) -> list[str]:
    """Lines of at most so many letters; what the last one has no room for ends in "…"."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < CAPTION_LINES:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1][: int(most) - 1].rstrip()}…"
            break
    return lines
