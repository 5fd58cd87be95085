"""A report document as PDF pages: fonts embedded, page x of y, and the same document gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from app.report import fonts
from app.report.document import Heading, NewPage, ReportDocument, Results, Signature, Table, said
from app.report.flowables import Gap, Identity, flowables
from app.report.paper import HAIR, INK, SOFT, Paper
from app.report.text import draw, fitted, lines, one_line, outlined
from app.report.wording import page_of
from resources.tongue import ENGLISH, PSEUDO, language

LANGUAGE = "en-GB" if language() in (ENGLISH, PSEUDO) else language().replace("_", "-")
"""For whoever has the page read aloud."""
FOOT = 26.0
HEAD_FIRST = 46.0
HEAD_LATER = 24.0
PALE = "#E6E6E6"
TABLE_BEGINS = 130.0
"""Room for the heading of a table, its head and its first row."""

# Letters for the bytes of a compressed page would only make the file larger and slower to make.
rl_config.useA85 = 0


def report_pdf(document: ReportDocument, paper: Paper) -> bytes:
    """The pages of a clinician report or a referral note."""
    pages = _built(document, paper, 0)[1]
    return _built(document, paper, pages)[0]


def _built(document: ReportDocument, paper: Paper, pages: int) -> tuple[bytes, int]:
    fonts.fresh()
    out = BytesIO()
    template = BaseDocTemplate(out, pagesize=(paper.width, paper.height), invariant=1, allowSplitting=1)

    def head(canvas: Canvas, _: Any) -> None:
        _furniture(canvas, document, paper, canvas.getPageNumber(), pages)

    template.addPageTemplates(
        [
            PageTemplate("first", [_frame(paper, HEAD_FIRST)], onPage=head, autoNextPageTemplate="later"),
            PageTemplate("later", [_frame(paper, HEAD_LATER)], onPage=head),
        ]
    )
    template.title, template.author = document.title, one_line(document.author) or "Sagittal"
    template.subject = document.state
    template.build(_story(document, paper), canvasmaker=_canvas)
    return out.getvalue(), int(template.page)


def opened(out: BytesIO, paper: Paper) -> Canvas:
    """A canvas for pages of that size, in the language of the program."""
    return _canvas(out, pagesize=(paper.width, paper.height), invariant=1)


def _canvas(*args: Any, **words: Any) -> Canvas:
    """A viewer shows the title, which names no person, instead of the file's name."""
    canvas = Canvas(*args, **{**words, "lang": LANGUAGE})
    canvas.setCreator("Sagittal")
    canvas.setProducer("Sagittal")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _frame(paper: Paper, head: float) -> Frame:
    high = paper.top - paper.bottom - FOOT - head
    return Frame(
        paper.left,
        paper.bottom + FOOT,
        paper.inside,
        high,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _story(document: ReportDocument, paper: Paper) -> list[Flowable]:
    story: list[Flowable] = [Identity(document.identity), Gap(3)] if document.identity else []
    for section, then in zip(document.sections, (*document.sections[1:], None), strict=True):
        if isinstance(section, NewPage):
            # Where little ran over, there is room enough to go on under it.
            story.append(CondPageBreak(paper.height * 0.33))
            continue
        set_ = flowables(section, paper.inside)
        if isinstance(section, Heading) and isinstance(then, Results | Table):
            # Kept with the whole table it would take all of it to the next page.
            set_[-1].keepWithNext = 0
            story.append(CondPageBreak(TABLE_BEGINS))
        if isinstance(section, Signature) and story:
            # Nobody signs a page on which nothing stands.
            story[-1].keepWithNext = 1
        story += set_
    return story


def _furniture(canvas: Canvas, document: ReportDocument, paper: Paper, page: int, pages: int) -> None:
    box = boxed(canvas, document.state, paper.right, paper.top - (16 if page == 1 else 11))
    room = min(paper.inside - 150, box - paper.left - 10)
    if page == 1:
        outlined(canvas, document.title, 0, paper.top)
        title, size = fitted(document.title, 19, room, 12, bold=True)
        draw(canvas, title, paper.left, paper.top - 17, size)
        subtitle, size = fitted(document.subtitle, 9, paper.inside - 150, 7)
        draw(canvas, subtitle, paper.left, paper.top - 31, size, SOFT)
        rule, weight = paper.top - HEAD_FIRST + 7, 1.4
    else:
        title, size = fitted(document.title, 10, room, 8, bold=True)
        draw(canvas, title, paper.left, paper.top - 10, size)
        rule, weight = paper.top - HEAD_LATER + 6, 0.8
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(weight)
    canvas.line(paper.left, rule, paper.right, rule)
    marked(canvas, document.marks, paper)
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.6)
    canvas.line(paper.left, paper.bottom + 17, paper.right, paper.bottom + 17)
    base = paper.bottom + 6
    left = numbered(
        canvas,
        page_of(page, pages),
        document.anchor,
        8,
        paper.right,
        base,
        SOFT,
    )
    foot(canvas, document.name, document.running, 8, (paper.left, left - 14), base)


def numbered(
    canvas: Canvas, page: str, anchor: str, size: float, right: float, baseline: float, tone: str = INK
) -> float:
    """The number of the page, before it how far the record had come; returns where they begin."""
    (line,) = lines(said(f"{anchor}   {page}" if anchor else page), size, 400)
    draw(canvas, line, right - line.width, baseline, size, tone)
    return right - line.width


def foot(
    canvas: Canvas, name: str, rest: str, size: float, room: tuple[float, float], baseline: float
) -> None:
    """The name and what follows it; a long name gives way, the rest never does."""
    tail, tail_size = fitted(f" {rest}", size, (room[1] - room[0]) * 0.7, 5)
    short, name_size = fitted(f"{name.rstrip('.')}.", size, room[1] - room[0] - tail.width, size - 1.5)
    x = draw(canvas, short, room[0], baseline, name_size, SOFT)
    draw(canvas, tail, x, baseline, tail_size, SOFT)


def boxed(canvas: Canvas, words: str, right: float, baseline: float) -> float:
    """The state of the page in its box, ending at `right`; returns where the box begins."""
    line, size = fitted(words, 9, 190, 6, bold=True)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    canvas.rect(right - line.width - 16, baseline - 5, line.width + 15.4, size + 7.5)
    draw(canvas, line, right - line.width - 8, baseline, size)
    return right - line.width - 16


def marked(canvas: Canvas, marks: tuple[str, ...], paper: Paper) -> None:
    """What the page must not be taken for: across it, pale enough to read through, and over its head."""
    if not marks:
        return
    canvas.saveState()
    canvas.translate(paper.width / 2, paper.height / 2)
    canvas.rotate(52)
    for row, words in enumerate(marks):
        line, size = fitted(words, 34, 640, 20, bold=True)
        draw(canvas, line, -line.width / 2, (len(marks) / 2 - row - 0.7) * 90, size, PALE)
    canvas.restoreState()
    top, size = fitted(". ".join(marks), 7.5, paper.inside, 6, bold=True)
    draw(canvas, top, paper.width / 2 - top.width / 2, paper.top + 8, size)
