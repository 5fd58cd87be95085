"""The recovery sheet on its way to paper, or into a file that has to be printed and destroyed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QStandardPaths
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from app.disk import write_private
from app.report.paper import PAPERS
from app.report.recovery_sheet import recovery_sheet
from resources.tongue import tr
from ui.printing import ask_printer, print_pages

PRINTED = tr("The sheet is printed. Keep it locked away.")
NOT_PRINTED = tr("The printer did not take the sheet. Try again, or save it as PDF.")
SAVED = tr(
    "The sheet is saved. Print it from there, then destroy the file: whoever finds it can open the records."
)


def print_sheet(parent: QWidget, clinic: str, key: str, made: date) -> str:
    """What came of it, as a sentence; empty when nobody chose a printer."""
    printer = ask_printer(parent, 1)
    if printer is None:
        return ""
    document = QPdfDocument(parent)
    buffer = QBuffer(parent)
    buffer.setData(QByteArray(recovery_sheet(clinic, key, made, PAPERS["a4"])))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    printed = print_pages(document, printer)
    document.close()
    buffer.close()
    return PRINTED if printed else NOT_PRINTED


def save_sheet(parent: QWidget, clinic: str, key: str, made: date) -> str:
    """What came of it, as a sentence; empty when nobody chose a place."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = str(Path(folder) / "sagittal-recovery-key.pdf")
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Save the recovery sheet"), name, tr("PDF (*.pdf)"))
    return keep_sheet(Path(chosen), clinic, key, made) if chosen else ""


def keep_sheet(file: Path, clinic: str, key: str, made: date) -> str:
    """Write it for its owner's eyes; a sentence either way."""
    try:
        write_private(file, recovery_sheet(clinic, key, made, PAPERS["a4"]))
    except OSError as error:
        reason = (error.strerror or tr("the disk refused")).lower()
        return tr("The sheet is NOT saved: {reason}. Choose another place, or print it.", reason=reason)
    return SAVED
