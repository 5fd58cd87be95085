"""A document as a PDF that has been read back; what goes wrong on the way is a sentence and a way round."""

from __future__ import annotations

from pypdf.errors import PyPdfError
from reportlab.pdfbase.ttfonts import TTFError
from reportlab.platypus.doctemplate import LayoutError

from app.faults import Fault
from app.log import About, Code, note
from app.report.document import HandoutDocument, ReportDocument
from app.report.home_page import handout_pdf
from app.report.paper import Paper
from app.report.pdf import report_pdf
from app.report.plain import plain_pdf
from app.report.read_back import read_back
from resources.tongue import tr

_FAILURES = (
    LayoutError,
    TTFError,
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    OSError,
    MemoryError,
)
"""What the PDF engine raises over text, faces and room. Their messages hold the text, so they go no further:
not into a log, not to the screen."""


class NotMade(Fault):
    """The exam is untouched by it; `plain` says whether even the plain layout failed."""

    def __init__(self, plain: bool) -> None:
        then = tr("Print it on another computer.") if plain else tr("Take the plain layout instead.")
        super().__init__(tr("The report could not be made (E-PDF-7). The exam is safe. {then}", then=then))
        self.plain = plain


def made(document: ReportDocument | HandoutDocument, paper: Paper, plain: bool = False) -> bytes:
    """The PDF, read back; raises `NotMade`, and the log has the class of the reason."""
    try:
        pdf = _laid_out(document, paper, plain)
        read_back(pdf, document.number, document.anchor)
    except _FAILURES as why:
        note(Code.REPORT_FAILED, about=About.REPORT, error=why)
        raise NotMade(plain) from None
    return pdf


def _laid_out(document: ReportDocument | HandoutDocument, paper: Paper, plain: bool) -> bytes:
    if plain:
        return plain_pdf(document, paper)
    if isinstance(document, ReportDocument):
        return report_pdf(document, paper)
    return handout_pdf(document, paper)
