"""The plain layout: the same words one under the other, with nothing that could fail to fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import assert_never

from app.report import fonts
from app.report.document import (
    Across,
    Boxed,
    HandoutDocument,
    Heading,
    NewPage,
    Numbered,
    Paragraph,
    Pictured,
    Pictures,
    Points,
    ReportDocument,
    ResultRow,
    Results,
    Rows,
    Run,
    Section,
    Signature,
    Table,
    Words,
    label,
    said,
    strong,
)
from app.report.paper import Paper
from app.report.pdf import foot, marked, numbered, opened
from app.report.text import LEADING, Line, draw, lines, one_line, outlined
from app.report.wording import handout_foot, page_of
from assessments.plan.education import emergency, stop_rules
from resources.tongue import tr

HEAD, BODY, FOOT = 13.0, 10.0, 30.0


@dataclass(frozen=True, slots=True)
class _Row:
    words: Words
    size: float = BODY
    part: str = ""
    """What begins here, among the bookmarks."""


def plain_pdf(document: ReportDocument | HandoutDocument, paper: Paper) -> bytes:
    """As many pages as it takes, each with the person, the marks and its number at the foot."""
    fonts.fresh()
    pages = _pages(document, paper)
    out = BytesIO()
    canvas = opened(out, paper)
    canvas.setTitle(document.title)
    canvas.setAuthor("Sagittal")
    canvas.setSubject(one_line(document.state))
    parts = 0
    for at, page in enumerate(pages, 1):
        marked(canvas, document.marks, paper)
        y = paper.top
        for line, size, part in page:
            if part:
                outlined(canvas, part, min(parts, 1), y)
                parts += 1
            y -= size * LEADING
            draw(canvas, line, paper.left, y, size)
        base = paper.bottom + 6
        left = numbered(canvas, page_of(at, len(pages)), document.anchor, 8, paper.right, base)
        foot(canvas, document.name, _rest(document), 8, (paper.left, left - 14), base)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pages(document: ReportDocument | HandoutDocument, paper: Paper) -> list[list[tuple[Line, float, str]]]:
    pages: list[list[tuple[Line, float, str]]] = [[]]
    room = full = paper.top - paper.bottom - FOOT
    for row in _rows(document):
        set_lines = lines(row.words, row.size, paper.inside)
        # A heading takes the first lines under it along.
        needed = len(set_lines) * row.size * LEADING + 2 * BODY * LEADING if row.part else 0.0
        if pages[-1] and row.part and needed > room:
            pages.append([])
            room = full
        for number, line in enumerate(set_lines):
            if row.size * LEADING > room:
                pages.append([])
                room = full
            pages[-1].append((line, row.size, "" if number else row.part))
            room -= row.size * LEADING
    return pages


def _rest(document: ReportDocument | HandoutDocument) -> str:
    if isinstance(document, ReportDocument):
        return document.running
    return handout_foot(document)


def _rows(document: ReportDocument | HandoutDocument) -> Iterator[_Row]:
    yield _Row(strong(document.title), HEAD, document.title)
    yield _Row(strong(". ".join((*document.marks, document.state))))
    if isinstance(document, HandoutDocument):
        yield from (_Row(words) for words in _handed_out(document))
        return
    yield _Row(said(document.subtitle))
    for fact in document.identity:
        yield _Row((*strong(f"{fact.label}: "), Run(fact.value)))
    for section in document.sections:
        yield from _section(section)


def _handed_out(page: HandoutDocument) -> Iterator[Words]:
    born = tr("born {day}", day=page.born)
    yield (*strong(page.name), Run(f", {born}. {page.number}"))
    yield said(page.issued)
    yield said(page.next_visit)
    yield (*label(tr("What we found.")), Run(" ".join(page.found)))
    for number, row in enumerate(page.rows, 1):
        yield strong(f"{number}. {row.name}: {', '.join(row.dose)}")
        yield said(row.how)
        yield from (said(f"{mark} {words}") for mark, words in (("✓", row.cue), ("✗", row.mistake)) if words)
    yield from ((*strong(f"{name}: "), Run(how)) for name, how in page.daily)
    if page.walking:
        yield (*label(tr("Walking.")), Run(page.walking))
    for title, items in ((emergency().title, page.emergency), (stop_rules().title, page.stop)):
        if items:
            yield strong(title)
            yield from (said(f"• {words}") for words in items)
    yield said(page.small_print)


def _section(section: Section) -> Iterator[_Row]:
    match section:
        case Heading(text):
            yield _Row(strong(text), HEAD, text)
        case Paragraph(words):
            yield _Row(words)
        case Rows(rows):
            yield from (_Row((*strong(f"{label}: "), *words)) for label, words in rows)
        case Pictured(_, rows, aside):
            yield from _section(Rows(rows))
            yield from _section(Pictures(aside))
        case Pictures(pictures):
            yield from (_Row(said(picture.words)) for picture in pictures)
        case Across(picture):
            yield _Row(said(picture.words))
        case Table(heads, _, cells):
            yield from (_Row(_told(heads, row)) for row in cells)
        case Points():
            yield from _points(section)
        case Boxed(lead, title, line, columns):
            yield _Row((*strong(f"{lead}: " if lead else ""), *strong(title)), HEAD, title)
            yield _Row(line)
            for column in columns:
                for points in column:
                    yield from _points(points)
        case Results(results):
            for row in results:
                yield from _result(row)
        case Numbered(items):
            yield from (_Row(said(f"{number}. {words}")) for number, words in enumerate(items, 1))
        case Signature(by, at, note):
            yield from (_Row(said(words)) for words in (tr("Signature"), by, at, note))
        case NewPage():
            return
        case _:
            assert_never(section)


def _told(heads: tuple[str, ...], row: tuple[Words, ...]) -> Words:
    """One row of a table as a line: each value after the head of its column."""
    found: list[Run] = []
    for head, words in zip(heads, row, strict=True):
        if words:
            found += [*strong(f"{head}: "), *words, Run("; ")]
    return tuple(found[:-1])


def _points(points: Points) -> Iterator[_Row]:
    if points.title:
        yield _Row(strong(points.title))
    mark = points.icon.value or "•"
    yield from (_Row((Run(f"{mark} "), *words)) for words in points.items)


def _result(row: ResultRow) -> Iterator[_Row]:
    yield _Row((*strong(f"{row.name} "), Run(f"({row.method})" if row.method else "")))
    gap = tr("not recorded")
    values = row.both or tr("right {right}, left {left}", right=row.right or gap, left=row.left or gap)
    yield _Row(said("; ".join((values, *row.reading, *row.verdict))))
