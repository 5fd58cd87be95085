"""The sheet with the recovery key: printed on the first day, sealed, and typed in once a year."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing

from app.dates import write_date
from app.report import fonts
from app.report.document import Words, said, strong
from app.report.paper import HAIR, INK, MM, SOFT, Paper
from app.report.pdf import boxed, foot, opened
from app.report.text import LEADING, Line, draw, fitted, lines, outlined
from app.report.wording import page_of
from resources.tongue import tr

TITLE = tr("Recovery key")
KEY = 14.0
ACROSS = 4
BODY = 10.0
QR = 46 * MM
PAD = 14.0
YEARS = 10

PARTS = (
    (
        tr("What it is for"),
        (
            tr(
                "It opens the records when a passphrase is forgotten, or when nobody who can sign in is "
                "there."
            ),
            tr(
                "With it a forgotten passphrase is replaced and nothing is lost. Without it and without any "
                "passphrase nobody can open the records again, not even the makers of Sagittal."
            ),
            tr(
                "Whoever has this sheet and the computer can read every record. Treat it like the key of the "
                "building."
            ),
        ),
    ),
    (
        tr("Where to keep it"),
        (
            tr("Fold it, put it into an envelope, seal it and sign across the seal."),
            tr("Lock it away in another room than the computer. Two people know where it is."),
            tr("No photograph, no scan, no copy on a computer or a telephone, and never in an e-mail."),
        ),
    ),
    (
        tr("How to use it"),
        (
            tr(
                "On the sign-in page choose “Use the recovery key” and type the seven groups, one after the "
                "other. Small letters will do; there is no letter O, I or L in it, only 0 and 1."
            ),
            tr("Say why. The reason stays in the history of the records, and every data manager is told."),
            tr("Afterwards make a new recovery key, print it and destroy this sheet."),
        ),
    ),
    (
        tr("Once a year"),
        (
            tr(
                "Look whether the seal is whole, and type the key in when Sagittal asks for it. "
                "Then seal the sheet again and sign here:"
            ),
        ),
    ),
)


def recovery_sheet(clinic: str, recovery_key: str, made: date, paper: Paper) -> bytes:
    """One page. It stays in memory on its way to the printer: as a file it would be a key under the mat."""
    fonts.fresh()
    out = BytesIO()
    canvas = opened(out, paper)
    canvas.setTitle(TITLE)
    canvas.setAuthor("Sagittal")
    canvas.setSubject(tr("To be kept sealed"))
    below = _key_box(canvas, recovery_key, paper, _head(canvas, clinic, made, paper))
    for title, points in PARTS:
        below = _part(canvas, title, points, paper, below)
    _yearly(canvas, paper, below - 4)
    foot(canvas, TITLE, page_of(1, 1), 8, (paper.left, paper.right), paper.bottom + 6)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _head(canvas: Any, clinic: str, made: date, paper: Paper) -> float:
    outlined(canvas, TITLE, 0, paper.top)
    title, size = fitted(TITLE, 19, paper.inside - 150, 12, bold=True)
    draw(canvas, title, paper.left, paper.top - 17, size)
    boxed(canvas, tr("Keep sealed"), paper.right, paper.top - 16)
    y = _lines(canvas, said(clinic), 11, paper.left, paper.top - 24, paper.inside, most=2)
    y = _lines(
        canvas,
        said(tr("Made on {day}", day=write_date(made))),
        9,
        paper.left,
        y,
        paper.inside,
        tone=SOFT,
    )
    _rule(canvas, paper, y - 5, 1.4, INK)
    return y - 5


def _key_box(canvas: Any, recovery_key: str, paper: Paper, top: float) -> float:
    """The key to read and, beside it, the same to scan."""
    high = QR + 2 * PAD
    base = top - 14 - high
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(2)
    canvas.rect(paper.left + 1, base, paper.inside - 2, high)
    code = QrCodeWidget(recovery_key, barWidth=QR, barHeight=QR, barBorder=4, barLevel="Q")
    drawing = Drawing(QR, QR)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, paper.right - PAD - QR, base + PAD)
    for number, group in enumerate(recovery_key.split("-"), 1):
        # Each group under its number, because that is what the program asks to look at again.
        x = paper.left + 2 * PAD + (number - 1) % ACROSS * 78
        y = base + high / 2 + (18 if number <= ACROSS else -30)
        (label,) = lines(said(str(number)), 8, 40)
        draw(canvas, label, x, y + KEY * 1.15, 8, SOFT)
        (line,) = lines(strong(group), KEY, 4000)
        draw(canvas, line, x, y, KEY)
    return base - 6


def _part(canvas: Any, title: str, points: tuple[str, ...], paper: Paper, y: float) -> float:
    outlined(canvas, title, 1, y)
    y = _lines(canvas, strong(title), 12, paper.left, y - 9, paper.inside)
    for point in points:
        top = y - 2
        y = _lines(canvas, said(point), BODY, paper.left + 13, top, paper.inside - 13)
        (dot,) = lines(strong("•"), BODY, 40)
        draw(canvas, dot, paper.left, top - BODY * LEADING + BODY * 0.3, BODY)
    return y


def _yearly(canvas: Any, paper: Paper, top: float) -> None:
    """Ten years of lines to sign on."""
    columns = ((tr("Date"), 0.2), (tr("Seal whole"), 0.2), (tr("Key typed in"), 0.2), (tr("Signature"), 0.4))
    x, high = paper.left, 17.0
    for label, share in columns:
        _lines(canvas, said(label), 8, x + 2, top, share * paper.inside, tone=SOFT)
        x += share * paper.inside
    y = top - 13
    for _ in range(YEARS):
        _rule(canvas, paper, y, 0.6, HAIR)
        y -= high
        if y < paper.bottom + 24:
            break
    _rule(canvas, paper, y, 0.6, HAIR)


def _lines(
    canvas: Any,
    words: Words,
    size: float,
    x: float,
    top: float,
    width: float,
    *,
    tone: str = INK,
    most: int | None = None,
) -> float:
    """Set under `top`; returns where they end."""
    set_lines: tuple[Line, ...] = lines(words, size, width, most=most)
    for line in set_lines:
        top -= size * LEADING
        draw(canvas, line, x, top + size * 0.3, size, tone)
    return top


def _rule(canvas: Any, paper: Paper, y: float, weight: float, tone: str) -> None:
    canvas.setStrokeColor(tone)
    canvas.setLineWidth(weight)
    canvas.line(paper.left, y, paper.right, y)
