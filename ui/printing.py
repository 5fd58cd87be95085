"""Paper from a PDF that is shown: which printer, and every page at the printer's own fineness."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

_FINEST = 600
"""Dots an inch: finer is not seen on paper, and one page at 1200 would take half a gigabyte."""


def ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """The printer chosen in the system's own dialog; None when nothing is to be printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    return printer if accepted else None


def print_pages(document: QPdfDocument, printer: QPrinter) -> int:
    """Print the pages the printer was asked for, and return how many; 0 when it did not take them."""
    _take_paper(document.pagePointSize(0), printer)
    asked = range(printer.fromPage() or 1, (printer.toPage() or document.pageCount()) + 1)
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    printed = 0
    for number in asked:
        if printed and not printer.newPage():
            break
        points = document.pagePointSize(number - 1)
        dots = min(printer.resolution(), _FINEST) / 72
        size = QSize(round(points.width() * dots), round(points.height() * dots))
        image = document.render(number - 1, size)
        painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
        printed += 1
    return printed if painter.end() else 0


def _take_paper(points: QSizeF, printer: QPrinter) -> None:
    """The page brings its margins along: it goes on its own paper from edge to edge."""
    printer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
