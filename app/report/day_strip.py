"""The tasks of the day with small figures, each beside its words: for a page that has the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.exercise_figures import exercise_figure
from app.figures.shapes import Picture
from app.report.document import HandoutDocument, said, strong
from app.report.drawing import draw_picture
from app.report.text import LEADING, Line, draw, lines
from resources.tongue import tr

MOST = 3
"""Side by side; the plan asks for three."""
_WIDE, _HIGH = 50.0, 66.0
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class _Task:
    picture: Picture
    lines: tuple[Line, ...]
    """The name first, then how."""


class DayStrip:
    """Measured for one type size."""

    def __init__(self, tasks: Sequence[_Task], size: float, wide: float) -> None:
        self.tasks, self.size = tasks, size
        self.each = (wide - _GAP * (len(tasks) - 1)) / len(tasks)
        self.most = max(len(task.lines) for task in tasks) * size * LEADING
        (self.title,) = lines(strong(tr("In your day.")), size, wide, most=1)
        self.high = size * LEADING + 3 + max(_HIGH, self.most) + 4

    def draw(self, canvas: Any, left: float, top: float, palette: Mapping[str, str]) -> None:
        """Downwards from `top`."""
        step = self.size * LEADING
        draw(canvas, self.title, left, top - step + 3.5, self.size)
        top -= step + 3
        middle = top - max(_HIGH, self.most) / 2
        for number, task in enumerate(self.tasks):
            x = left + number * (self.each + _GAP)
            draw_picture(canvas, task.picture, x, middle - _HIGH / 2, _WIDE, _HIGH, palette)
            y = middle + len(task.lines) * step / 2
            for line in task.lines:
                y -= step
                draw(canvas, line, x + _WIDE + 6, y + 3.5, self.size)


def day_strip(document: HandoutDocument, size: float, wide: float) -> DayStrip | None:
    """None where there are no tasks, too many to stand beside each other, or one that is not drawn."""
    count = len(document.daily)
    pictures = [p for code in document.daily_codes if (p := exercise_figure(code))]
    if not 0 < count <= MOST or len(pictures) != count:
        return None
    room = (wide - _GAP * (count - 1)) / count - _WIDE - 6
    tasks = [
        _Task(picture, (*lines(strong(name), size, room), *lines(said(how), size, room)))
        for picture, (name, how) in zip(pictures, document.daily, strict=True)
    ]
    return DayStrip(tasks, size, wide)
