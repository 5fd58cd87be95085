"""The page for the patient: measured first, in ever smaller type, until all of it stands on one sheet.

It stays one sheet in every language: a second one would be left lying somewhere, with the exercises or with
when to stop. The longest plan there is, in words two fifths longer than the English ones, stands on it uncut
in the smallest type; only what somebody types beyond all measure is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from app.exercise_figures import exercise_figure
from app.figures.shapes import Picture
from app.report import fonts
from app.report.day_strip import day_strip
from app.report.document import HandoutDocument, HandoutRow, Run, Words, label, said, strong
from app.report.drawing import draw_picture
from app.report.paper import Paper
from app.report.pdf import boxed, foot, marked, numbered, opened
from app.report.text import LEADING, Line, balanced, draw, fitted, lines, one_line, outlined
from app.report.wording import handout_foot, page_of
from assessments.plan.education import emergency, stop_rules
from resources.themes import palette
from resources.tongue import tr

SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
MOST_ROWS = 5
ROW_HIGH = 109.0
"""The most a row takes (145 px of the design); what is left over stays white below."""
ROOMY = 84.0
"""How high every row is before the tasks of the day get figures too."""
FOOT = 24.0
_NUMBER = 28.0
"""What the number of a row takes of its corner."""
_LETTERS = tr("M T W T F S S").split()
"""Of the days from Monday to Sunday, over the boxes to tick."""


def handout_pdf(document: HandoutDocument, paper: Paper) -> bytes:
    """The one page; greys only, so that any printer will do, unless the figures are wanted in colour."""
    fonts.fresh()
    out = BytesIO()
    canvas = opened(out, paper)
    canvas.setTitle(document.title)
    canvas.setAuthor(one_line(document.by) or "Sagittal")
    canvas.setSubject(document.state)
    marked(canvas, document.marks, paper)
    if len(document.rows) > MOST_ROWS:
        # The plain layout holds them all; an exercise that is left out in silence is never done.
        raise ValueError("more exercises than the sheet holds")
    page = next((p for size in SIZES if (p := _Page(document, paper, size)).fits), None)
    (page or _Page(document, paper, SIZES[-1], cut=True)).draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Set:
    """A row as it is set: its lines by column, and how high it is."""

    row: HandoutRow
    name: tuple[Line, ...]
    how: tuple[Line, ...]
    cue: tuple[Line, ...]
    mistake: tuple[Line, ...]
    dose: tuple[Line, ...]
    high: float


class _Page:
    """The whole page at one type size. `cut` ends what is too long in "…" so that it fits all the same."""

    def __init__(self, document: HandoutDocument, paper: Paper, size: float, cut: bool = False) -> None:
        self.document, self.paper, self.size = document, paper, size
        self.step = size * LEADING
        self.name_size = size + 1.5
        self.inks = palette("print-colour" if document.colour else "print")
        self.picture = paper.inside * 0.245
        self.log = 70.0
        self.dose = 110.0
        self.text = paper.inside - self.picture - self.log - self.dose - 3 * 10
        self.found = lines(_found(document.found), size + 0.5, paper.inside, most=2 if cut else None)
        self.daily = lines(_daily(document.daily), size, paper.inside, most=2 if cut else None)
        self.walking = lines(_walking(document.walking), size, paper.inside, most=1 if cut else None)
        self.rows = [self._row(row, 1 if cut else None) for row in document.rows]
        half = (paper.inside - 12) * 0.54
        self.boxes = (half, paper.inside - 12 - half) if document.stop else (paper.inside, 100.0)
        box_size = min(size, 10.5)
        self.box_size = box_size
        self.emergency = _listed(document.emergency, box_size, self.boxes[0] - 62)
        self.stop = _listed(document.stop, box_size, self.boxes[1] - 34)
        self.small = lines(said(document.small_print), 7.5, paper.inside)
        listed = max(len(self.emergency), len(self.stop))
        self.box_high = 16 + (box_size + 1.5) * LEADING + listed * box_size * LEADING
        self.head_high = 71.0
        fixed = self.head_high + len(self.found) * (size + 0.5) * LEADING + 10
        fixed += self._extras() + self.box_high + 10 + len(self.small) * 7.5 * LEADING + FOOT
        self.room = paper.top - paper.bottom - fixed
        need = sum(max(r.high, 62.0) for r in self.rows)
        self.strip = day_strip(document, size, paper.inside)
        if self.strip:
            taken = self.strip.high - len(self.daily) * self.step
            if sum(max(r.high, ROOMY) for r in self.rows) + taken <= self.room:
                self.room -= taken
            else:
                self.strip = None
        self.fits = need <= self.room
        spare = (self.room - need) / len(self.rows) if self.rows else 0.0
        self.highs = [max(r.high, 62.0) + (spare if spare < 0 else 0.0) for r in self.rows]
        if spare > 0:
            self.highs = [min(h + spare, max(ROW_HIGH, h)) for h in self.highs]

    def _extras(self) -> float:
        count = len(self.daily) + len(self.walking)
        return count * self.step + 10 if count else 0.0

    def _row(self, row: HandoutRow, most: int | None) -> _Set:
        text = self.text
        name = lines(strong(row.name), self.name_size, text, most=most)
        how = lines(said(row.how), self.size, text, most=most and 2)
        cue = lines(strong(row.cue), self.size, text - 16, most=most)
        mistake = lines(said(row.mistake), self.size, text - 16, most=most)
        dose = tuple(
            line for d in row.dose for line in balanced(strong(d), self.size + 0.5, self.dose - 12, most)
        )
        words = len(name) * self.name_size + (len(how) + len(cue) + len(mistake)) * self.size
        high = max(words * LEADING, len(dose) * (self.size + 0.5) * LEADING, 62.0) + 12
        return _Set(row, name, how, cue, mistake, dose, high)

    def draw(self, canvas: Any) -> None:
        y = self._head(canvas)
        y -= 6
        for line in self.found:
            y -= (self.size + 0.5) * LEADING
            draw(canvas, line, self.paper.left, y + 3.5, self.size + 0.5)
        y -= 5
        for number, (row, high) in enumerate(zip(self.rows, self.highs, strict=True), 1):
            _rule(canvas, self.paper, y, 0.8)
            self._draw_row(canvas, row, number, y, high)
            y -= high
        _rule(canvas, self.paper, y, 0.8)
        if self.daily or self.walking:
            y -= 4
            if self.strip:
                self.strip.draw(canvas, self.paper.left, y, self.inks)
                y -= self.strip.high
            for line in (*(() if self.strip else self.daily), *self.walking):
                y -= self.step
                draw(canvas, line, self.paper.left, y + 3.5, self.size)
            y -= 5
        floor = self.paper.bottom + FOOT + len(self.small) * 7.5 * LEADING
        base = max(y - 10 - self.box_high, floor)
        self._boxes(canvas, base)
        self._know(canvas, base - 14, floor + 4)
        self._foot(canvas)

    def _head(self, canvas: Any) -> float:
        paper, document = self.paper, self.document
        title, size = fitted(document.title, 25, paper.inside * 0.5, 12, bold=True)
        base = paper.top - 54
        outlined(canvas, document.title, 0, paper.top)
        draw(canvas, title, paper.left, base, size)
        room = paper.inside - title.width - 22
        y = base
        for text in (document.next_visit, document.issued):
            line, small = fitted(text, 10.5, room, 7.5)
            draw(canvas, line, paper.right - line.width, y, small)
            y += 13.5
        (when,) = lines(strong(f", {tr('born {day}', day=document.born)}"), 10.5, 4000)
        name, small = fitted(document.name, 10.5, room - when.width, 7.5, bold=True)
        draw(canvas, name, paper.right - when.width - name.width, y, small)
        draw(canvas, when, paper.right - when.width, y, 10.5)
        boxed(canvas, document.state, paper.right, paper.top - 7)
        canvas.setStrokeColor("#000000")
        canvas.setLineWidth(2)
        canvas.line(paper.left, paper.top - 64, paper.right, paper.top - 64)
        return paper.top - 65

    def _draw_row(self, canvas: Any, row: _Set, number: int, top: float, high: float) -> None:
        left, size = self.paper.left, self.size
        outlined(canvas, row.row.name, 1, top)
        figure = exercise_figure(row.row.code, row.row.side)
        if figure:
            self._figure(canvas, figure, top, high)
        canvas.setStrokeColor("#000000")
        canvas.setFillColor("#FFFFFF")
        canvas.setLineWidth(1.3)
        canvas.circle(left + 11, top - 17, 9.6, stroke=1, fill=1)
        (digit,) = lines(strong(str(number)), 11.5, 40)
        draw(canvas, digit, left + 11 - digit.width / 2, top - 21, 11.5)
        x = left + self.picture + 10
        words = len(row.name) * self.name_size + (len(row.how) + len(row.cue) + len(row.mistake)) * size
        y = top - (high - words * LEADING) / 2
        for line in row.name:
            y -= self.name_size * LEADING
            draw(canvas, line, x, y + 3.8, self.name_size)
        for line in row.how:
            y -= self.step
            draw(canvas, line, x, y + 3.5, size)
        for mark, part in (("✓", row.cue), ("✗", row.mistake)):
            for i, line in enumerate(part):
                y -= self.step
                if i == 0:
                    (sign,) = lines(said(mark), size, 60)
                    draw(canvas, sign, x, y + 3.5, size)
                draw(canvas, line, x + 16, y + 3.5, size)
        self._dose(canvas, row, x + self.text + 10, top, high)
        self._log(canvas, self.paper.right - self.log, top - high / 2)

    def _figure(self, canvas: Any, figure: Picture, top: float, high: float) -> None:
        """Beside the number, or below it where that makes it larger: who lies is wider than high."""
        left, wide, tall = self.paper.left, self.picture, high - 10
        beside, below = figure.box.fitted(wide - _NUMBER, tall), figure.box.fitted(wide, tall - _NUMBER)
        if beside.scale >= below.scale:
            draw_picture(canvas, figure, left + _NUMBER, top - high + 5, wide - _NUMBER, tall, self.inks)
            return
        drawn = figure.box.high * below.scale
        base = min(top - (high + drawn) / 2, top - 5 - _NUMBER - drawn)
        draw_picture(canvas, figure, left, base, wide, drawn, self.inks)

    def _dose(self, canvas: Any, row: _Set, x: float, top: float, high: float) -> None:
        size = self.size + 0.5
        tall = len(row.dose) * size * LEADING
        canvas.setFillColor("#000000")
        canvas.rect(x, top - high / 2 - tall / 2 - 1, 2.6, tall + 2, stroke=0, fill=1)
        y = top - high / 2 + tall / 2
        for line in row.dose:
            y -= size * LEADING
            draw(canvas, line, x + 11, y + 3.5, size)

    def _log(self, canvas: Any, x: float, middle: float) -> None:
        """Two weeks of boxes, each under the letter of its day, from the day the page was given."""
        cell, tall = self.log / 7, 14.0
        first = self.document.issued_on.weekday()
        canvas.setStrokeColor("#000000")
        canvas.setLineWidth(0.6)
        for week, base in ((1, middle + 3), (2, middle - 28)):
            (title,) = lines(said(tr("Week {week}", week=week)), 7.5, 80)
            draw(canvas, title, x, base + tall + 2.5, 7.5)
            for day in range(7):
                canvas.rect(x + day * cell, base, cell, tall, stroke=1, fill=0)
                (letter,) = lines(said(_LETTERS[(first + day) % 7]), 5.5, 20)
                draw(canvas, letter, x + day * cell + (cell - letter.width) / 2, base + tall - 5.6, 5.5)

    def _know(self, canvas: Any, top: float, floor: float) -> None:
        """What is good to know, as much of it as there is white left."""
        items = _listed(self.document.know, self.size, self.paper.inside - 12)
        tall = self.name_size * LEADING + self.step
        if not items or top - tall < floor:
            return
        (title,) = lines(strong(tr("Good to know")), self.name_size, self.paper.inside, most=1)
        y = top - self.name_size * LEADING
        draw(canvas, title, self.paper.left, y + 4, self.name_size)
        for first, line in items:
            y -= self.step
            if y < floor:
                return
            if first:
                canvas.setFillColor("#000000")
                canvas.circle(self.paper.left + 3, y + 7, 1.8, stroke=0, fill=1)
            draw(canvas, line, self.paper.left + 12, y + 3.5, self.size)

    def _boxes(self, canvas: Any, base: float) -> None:
        paper = self.paper
        for x, wide, title, items, heavy, inset in (
            (paper.left, self.boxes[0], emergency().title, self.emergency, True, 48.0),
            (
                paper.left + self.boxes[0] + 12,
                self.boxes[1],
                stop_rules().title,
                self.stop,
                False,
                11.0,
            ),
        ):
            if not items:
                continue
            canvas.setStrokeColor("#000000")
            canvas.setLineWidth(2.6 if heavy else 0.9)
            canvas.rect(x + 1.3, base, wide - 2.6, self.box_high)
            y = base + self.box_high - 7 - (self.box_size + 1.5) * LEADING
            outlined(canvas, title, 1, base + self.box_high)
            head, size = fitted(title, self.box_size + 1.5, wide - inset - 12, 8, bold=True)
            draw(canvas, head, x + inset, y + 4, size)
            for first, line in items:
                y -= self.box_size * LEADING
                if first:
                    canvas.setFillColor("#000000")
                    canvas.circle(x + inset + 3, y + 6.4, 1.7, stroke=0, fill=1)
                draw(canvas, line, x + inset + 11, y + 3.5, self.box_size)
            if heavy:
                _triangle(canvas, x + 27, base + self.box_high - 20)

    def _foot(self, canvas: Any) -> None:
        paper, document = self.paper, self.document
        y = paper.bottom + FOOT + len(self.small) * 7.5 * LEADING - 5
        for line in self.small:
            y -= 7.5 * LEADING
            draw(canvas, line, paper.left, y + 2.5, 7.5)
        _rule(canvas, paper, paper.bottom + 14, 0.6)
        left = numbered(canvas, page_of(1, 1), document.anchor, 7.5, paper.right, paper.bottom + 4)
        foot(canvas, document.name, handout_foot(document), 7.5, (paper.left, left - 14), paper.bottom + 4)


def _found(sentences: tuple[str, ...]) -> Words:
    return (*label(tr("What we found.")), Run(" ".join(sentences)))


def _daily(tasks: tuple[tuple[str, str], ...]) -> Words:
    if not tasks:
        return ()
    each = [run for name, how in tasks for run in (Run(f" {name}: ", strong=True), Run(how))]
    return (Run(tr("In your day."), strong=True), *each)


def _walking(line: str) -> Words:
    return (*label(tr("Walking.")), Run(line)) if line else ()


def _listed(items: tuple[str, ...], size: float, width: float) -> list[tuple[bool, Line]]:
    return [(i == 0, line) for item in items for i, line in enumerate(lines(said(item), size, width))]


def _rule(canvas: Any, paper: Paper, y: float, weight: float) -> None:
    canvas.setStrokeColor("#000000")
    canvas.setLineWidth(weight)
    canvas.line(paper.left, y, paper.right, y)


def _triangle(canvas: Any, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setLineJoin(1)
    canvas.setLineWidth(2.4)
    canvas.setFillColor("#FFFFFF")
    path = canvas.beginPath()
    path.moveTo(x, y + 12)
    path.lineTo(x - 14, y - 12)
    path.lineTo(x + 14, y - 12)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.setFillColor("#000000")
    canvas.rect(x - 1.5, y - 4, 3, 9, stroke=0, fill=1)
    canvas.circle(x, y - 7.6, 1.8, stroke=0, fill=1)
    canvas.restoreState()
