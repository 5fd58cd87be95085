"""The contact sheet as pages to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from app.figures.shapes import Ink, Picture
from app.report import fonts
from app.report.document import said, strong
from app.report.drawing import draw_picture
from app.report.paper import Paper
from app.report.pdf import opened
from app.report.text import draw, lines
from resources.tongue import tr

HEAD, FOOT = 34.0, 16.0
"""Points at the top and at the bottom of a page that hold its title and its number."""


def room(paper: Paper) -> tuple[float, float]:
    """How wide and how high the pictures of a page may be, in points."""
    return paper.inside, paper.top - paper.bottom - HEAD - FOOT


def sheet_pdf(pages: Sequence[Picture], title: str, paper: Paper, palette: Mapping[str, str]) -> bytes:
    """Each picture on a page of its own, under the title."""
    fonts.fresh()
    out = BytesIO()
    canvas = opened(out, paper)
    canvas.setTitle(title)
    canvas.setAuthor("Sagittal")
    canvas.setSubject(title)
    wide, high = room(paper)
    for number, page in enumerate(pages, 1):
        canvas.setFillColor(palette[Ink.PAPER])
        canvas.rect(0, 0, paper.width, paper.height, stroke=0, fill=1)
        (head,) = lines(strong(title), 15, wide, most=1)
        draw(canvas, head, paper.left, paper.top - 16, 15, palette[Ink.INK])
        draw_picture(canvas, page, paper.left, paper.bottom + FOOT, wide, high, palette)
        (foot,) = lines(said(tr("Page {page} of {pages}", page=number, pages=len(pages))), 8, wide)
        draw(canvas, foot, paper.right - foot.width, paper.bottom + 4, 8, palette[Ink.INK3])
        canvas.showPage()
    canvas.save()
    return out.getvalue()
