"""How each section of a report is set: measured, split where it may be, and drawn."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from app.report.document import (
    CONVENTION,
    Across,
    Boxed,
    Fact,
    Heading,
    Icon,
    Numbered,
    Paragraph,
    Pictured,
    Pictures,
    Points,
    Results,
    Rows,
    Run,
    Signature,
    Table,
    Words,
    said,
    strong,
)
from app.report.paper import BODY, CAPTION, HAIR, INK, SOFT
from app.report.pictured import Beside, Row, Wide
from app.report.results_table import ResultsTable
from app.report.table import WordTable
from app.report.text import LEADING, Line, draw, lines, outlined
from resources.tongue import tr

HEAD = 11.5
FEWEST = 2
"""Lines of one text that stand together, at the foot of a page and at the head of the next."""
MOST = 36
"""Lines of one text in what cannot go on overleaf: several times what a field takes, less than a page."""


class Block(Flowable):  # type: ignore[misc]
    """Lines of one size, each with its indent, and the marks that stand before some of them."""

    def __init__(
        self,
        words: Words,
        size: float = BODY,
        *,
        indent: float = 0.0,
        mark: str = "",
        tone: str = INK,
        before: float = 0.0,
        after: float = 3.0,
        keep: bool = False,
    ) -> None:
        super().__init__()
        self.words, self.size, self.indent, self.mark, self.tone = words, size, indent, mark, tone
        self.keepWithNext = int(keep)
        self.spaceBefore, self.spaceAfter = before, after
        self.set: tuple[Line, ...] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.set is None:
            self.set = lines(self.words, self.size, width - self.indent)
        return width, len(self.set) * self.size * LEADING

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        set_lines = self.set or ()
        fit = min(int(height // (self.size * LEADING)), len(set_lines) - FEWEST)
        if fit < FEWEST:
            return []
        return [self._part(set_lines[:fit], self.mark, 0.0), self._part(set_lines[fit:], "", self.spaceAfter)]

    def _part(self, part: tuple[Line, ...], mark: str, after: float) -> Block:
        block = Block(self.words, self.size, indent=self.indent, mark=mark, tone=self.tone, after=after)
        block.set = part
        return block

    def draw(self) -> None:
        y = len(self.set or ()) * self.size * LEADING
        for i, line in enumerate(self.set or ()):
            y -= self.size * LEADING
            base = y + self.size * 0.3
            if i == 0 and self.mark:
                (mark,) = lines(strong(self.mark), self.size, 1000)
                draw(self.canv, mark, 0, base, self.size, self.tone)
            draw(self.canv, line, self.indent, base, self.size, self.tone)


class Headed(Block):
    """A heading, which also stands among the bookmarks."""

    def __init__(self, text: str, words: Words) -> None:
        super().__init__(words, HEAD, before=7, after=3, keep=True)
        self.text = text

    def draw(self) -> None:
        outlined(self.canv, self.text, 1, len(self.set or ()) * self.size * LEADING)
        super().draw()


class Gap(Flowable):  # type: ignore[misc]
    """A stretch of white, or with `rule` a line across."""

    def __init__(self, high: float, rule: float = 0.0, tone: str = HAIR) -> None:
        super().__init__()
        self.high, self.rule, self.tone = high, rule, tone

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.wide = width
        return width, self.high

    def draw(self) -> None:
        if self.rule:
            self.canv.setStrokeColor(self.tone)
            self.canv.setLineWidth(self.rule)
            self.canv.line(0, self.high / 2, self.wide, self.high / 2)


class Identity(Flowable):  # type: ignore[misc]
    """Labels over values in one row between two lines; a long value takes more lines, never less name."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        self.facts = facts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        natural = [
            max(*(line.width for line in lines(strong(f.value), 10, 4000)), len(f.label) * 5.0, 30.0) + 14
            for f in self.facts
        ]
        room, shares = width, [min(n, width / 2.4) for n in natural]
        scale = room / sum(shares)
        self.columns = [s * scale for s in shares]
        self.values = [
            lines(strong(f.value), 10, c - 8, most=MOST)
            for f, c in zip(self.facts, self.columns, strict=True)
        ]
        self.wide = width
        self.high = 26 + 10 * LEADING * max(len(v) for v in self.values)
        return width, self.high

    def draw(self) -> None:
        x = 0.0
        for fact, column, value in zip(self.facts, self.columns, self.values, strict=True):
            (label,) = lines(said(fact.label), CAPTION, 4000)
            draw(self.canv, label, x, self.high - 14, CAPTION, SOFT)
            for i, line in enumerate(value):
                draw(self.canv, line, x, self.high - 26 - i * 10 * LEADING, 10)
            x += column
        self.canv.setStrokeColor(HAIR)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 2, self.wide, 2)


class Labelled(Flowable):  # type: ignore[misc]
    """A bold label on the left, its words on the right."""

    def __init__(self, label: str, words: Words, room: float) -> None:
        super().__init__()
        self.label, self.words, self.room = label, words, room
        self.spaceAfter = 3

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.left = lines(strong(self.label), BODY, self.room - 8)
        self.right = lines(self.words, BODY, width - self.room, most=MOST)
        return width, max(len(self.left), len(self.right)) * BODY * LEADING

    def draw(self) -> None:
        top = max(len(self.left), len(self.right)) * BODY * LEADING
        for column, x in ((self.left, 0.0), (self.right, self.room)):
            for i, line in enumerate(column):
                draw(self.canv, line, x, top - (i + 1) * BODY * LEADING + BODY * 0.3, BODY)


class Frame(Flowable):  # type: ignore[misc]
    """The framed block: lead, title, one line, and columns of lists."""

    PAD = 12.0

    def __init__(self, boxed: Boxed) -> None:
        super().__init__()
        self.boxed = boxed
        self.spaceBefore, self.spaceAfter = 6, 6

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        inside = width - 2 * self.PAD
        self.wide = width
        self.title = lines(strong(self.boxed.title), 15, inside, most=4)
        self.line = lines(self.boxed.line, BODY, inside) if self.boxed.line else ()
        count = max(len(self.boxed.columns), 1)
        self.column = (inside - 14 * (count - 1)) / count
        self.columns = [self._column(groups) for groups in self.boxed.columns]
        tallest = max((sum(h for *_, h in column) for column in self.columns), default=0.0)
        self.high = 2 * self.PAD - 4 + len(self.title) * 15 * LEADING
        self.high += (11 if self.boxed.lead else 0) + len(self.line) * BODY * LEADING * 1.25
        self.high += tallest + (10 if self.columns else 0)
        return width, self.high

    def _column(self, groups: Sequence[Points]) -> list[tuple[str, Line, float, float]]:
        """The set lines of one column: mark, line, indent, height."""
        rows: list[tuple[str, Line, float, float]] = []
        step = BODY * LEADING
        for group in groups:
            if group.title:
                for line in lines(strong(group.title), BODY, self.column):
                    rows.append(("", line, 0.0, step + (4 if rows else 2)))
            for item in group.items:
                for i, line in enumerate(lines(item, BODY, self.column - 13, most=MOST)):
                    rows.append((group.icon.value if i == 0 else "", line, 13.0, step))
        return rows

    def draw(self) -> None:
        canvas = self.canv
        outlined(canvas, self.boxed.title, 1, self.high)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(2.4 if self.boxed.heavy else 1.1)
        canvas.rect(0.5, 0, self.wide - 1, self.high)
        y = self.high - self.PAD + 2
        if self.boxed.lead:
            y -= 8
            (lead,) = lines(said(self.boxed.lead), CAPTION, 4000)
            draw(canvas, lead, self.PAD, y, CAPTION, SOFT)
            y -= 3
        for line in self.title:
            y -= 15 * LEADING
            draw(canvas, line, self.PAD, y + 4.5, 15)
        for line in self.line:
            y -= BODY * LEADING * 1.25
            draw(canvas, line, self.PAD, y + 3.5, BODY)
        if not self.columns:
            return
        y -= 5
        canvas.setStrokeColor(HAIR)
        canvas.setLineWidth(0.6)
        canvas.line(self.PAD, y, self.wide - self.PAD, y)
        for i, column in enumerate(self.columns):
            x, at = self.PAD + i * (self.column + 14), y - 2
            for mark, line, indent, high in column:
                at -= high
                if mark:
                    (set_mark,) = lines(strong(mark), BODY, 1000)
                    draw(canvas, set_mark, x, at + 3, BODY)
                draw(canvas, line, x + indent, at + 3, BODY)


class Pair(Flowable):  # type: ignore[misc]
    """Two short items of a long list side by side; the second may be absent."""

    def __init__(self, items: Sequence[Words], marks: Sequence[str], inset: float) -> None:
        super().__init__()
        self.items, self.marks, self.inset = items, marks, inset
        self.spaceAfter = 1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.column = (width - 14) / 2
        self.cells = [lines(item, CAPTION, self.column - self.inset) for item in self.items]
        self.high = max(len(cell) for cell in self.cells) * CAPTION * LEADING
        return width, self.high

    def draw(self) -> None:
        for i, (cell, sign) in enumerate(zip(self.cells, self.marks, strict=True)):
            (mark,) = lines(strong(sign), CAPTION, 100)
            x = i * (self.column + 14)
            for row, line in enumerate(cell):
                y = self.high - (row + 1) * CAPTION * LEADING + CAPTION * 0.3
                if row == 0:
                    draw(self.canv, mark, x, y, CAPTION)
                draw(self.canv, line, x + self.inset, y, CAPTION)


class SignatureLines(Flowable):  # type: ignore[misc]
    """The three lines to sign on, or who signed and when."""

    def __init__(self, signature: Signature) -> None:
        super().__init__()
        self.signature = signature

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.wide = width
        gap = 18.0
        self.columns = [(width - 2 * gap) * share for share in (0.40, 0.30, 0.30)]
        texts = (self.signature.by, self.signature.at, self.signature.note)
        self.texts = [lines(said(t), CAPTION, c, most=MOST) for t, c in zip(texts, self.columns, strict=True)]
        self.high = 30 + max(len(t) for t in self.texts) * CAPTION * LEADING
        return width, self.high

    def draw(self) -> None:
        x = 0.0
        self.canv.setLineWidth(0.7)
        for i, (column, text) in enumerate(zip(self.columns, self.texts, strict=True)):
            y = self.high - 28
            self.canv.setStrokeColor(INK)
            self.canv.line(x, y, x + column, y)
            if self.signature.signed and i == 0:
                (mark,) = lines(strong(tr("Signed electronically")), BODY, column, most=1)
                draw(self.canv, mark, x, y + 4, BODY)
            for line in text:
                y -= CAPTION * LEADING
                draw(self.canv, line, x, y, CAPTION, SOFT)
            x += column + 18


def flowables(section: object, width: float) -> list[Flowable]:
    """What a section becomes on paper."""
    match section:
        case Heading(text, tag):
            words: Words = (Run(text, strong=True), *((Run("  "), CONVENTION) if tag else ()))
            return [Headed(text, words)]
        case Paragraph(words, small):
            return [Block(words, CAPTION if small else BODY, tone=SOFT if small else INK, after=5)]
        case Rows(rows):
            room = (
                min(max((lines(strong(label), BODY, 4000)[0].width for label, _ in rows), default=0), 120)
                + 14
            )
            return [Labelled(label, words, room) for label, words in rows]
        case Pictured(picture, rows, aside):
            return [Beside(picture, flowables(Rows(rows), width), aside)]
        case Pictures(pictures):
            return [Row(pictures)]
        case Across(picture, high):
            return [Wide(picture, high)]
        case Table():
            return [WordTable(section), Gap(4)]
        case Points(items, icon, paired=True):
            marks = (icon.value,) * len(items)
            return _spaced([*_titled(section), *_pairs(items, marks, 11.0)])
        case Points(items, icon):
            inset = 0.0 if icon is Icon.NONE else 13.0
            listed = [Block(item, BODY, indent=inset, mark=icon.value, after=1.5) for item in items]
            return _spaced([*_titled(section), *listed])
        case Boxed():
            return [Frame(section)]
        case Results():
            return [ResultsTable(section), Gap(4)]
        case Numbered(items):
            numbers = tuple(f"{i}." for i in range(1, len(items) + 1))
            return _pairs(tuple(said(item) for item in items), numbers, 18.0)
        case Signature():
            gap = Gap(2)
            gap.keepWithNext = 1
            return [gap, SignatureLines(section)]
        case _:
            raise TypeError(f"no setting for {section!r}")


def _titled(points: Points) -> list[Flowable]:
    """The title of a list, which never stands alone at the end of a page."""
    return [Block(strong(points.title), BODY, before=3, after=1, keep=True)] if points.title else []


def _pairs(items: tuple[Words, ...], marks: tuple[str, ...], inset: float) -> list[Flowable]:
    return [Pair(items[i : i + 2], marks[i : i + 2], inset) for i in range(0, len(items), 2)]


def _spaced(listed: list[Flowable]) -> list[Flowable]:
    """With white under the last of them, so that what follows is not taken for one more."""
    if listed:
        listed[-1].spaceAfter = 5.0
    return listed
