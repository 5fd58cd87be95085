"""Plots of the progress page saved to a file: what is asked first, where it goes, and that the record
knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.faults import Fault
from app.file_names import NotSaved, exam_file, free_name, save_private
from app.patients import Patient
from app.report.wording import INVENTED
from app.screens.preview import saved_words
from app.screens.progress import ProgressScreen
from app.screens.trend_picture import Wanted, plots_file
from assessments.language.exam import NotAllowed
from resources.tongue import tr
from ui.page import Page
from ui.parts.plots_sheet import PlotsSheet


class TakingPlots:
    """Beside the page whose plots they are."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sheet: PlotsSheet | None = None
        self._patient = Patient()
        self._screen: ProgressScreen | None = None
        self._row = 0
        self.choose_file: Callable[[str], str] = self._ask_file
        """Asks where to save, given a name; "" when nothing is to be saved."""

    def ask(self, patient: Patient, screen: ProgressScreen, row: int) -> None:
        self._patient, self._screen, self._row = patient, screen, row
        if self._sheet is None:
            self._sheet = PlotsSheet()
            self._sheet.wanted.connect(self._save)
        self._sheet.show_test(screen.rows[row].name)
        self._page.frame.ask(self._sheet)

    def _save(self, wanted: Wanted) -> None:
        screen, station = self._screen, self._page.desk.workstation
        if screen is None:
            return
        day = station.clock.now().date().isoformat()
        name = exam_file("progress", self._patient.record_number, day, wanted.kind)
        chosen = self.choose_file(name)
        if not chosen:
            return
        path = Path(chosen)
        ending = f".{wanted.kind}"
        path = path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")
        rows = screen.rows if wanted.every else (screen.rows[self._row],)
        heading = [INVENTED] if self._patient.demonstration else []
        if wanted.named:
            heading.append(self._patient.name)
        content = plots_file(screen, rows, wanted.kind, heading)
        try:
            # The record is asked first: what it does not know of does not leave.
            station.saved_plots(self._patient.id, [row.code for row in rows], wanted.kind, wanted.named)
            save_private(path, content)
        except (NotSaved, Fault, NotAllowed) as refused:
            self._page.frame.say(str(refused))
            return
        self._page.frame.say(saved_words(str(path), False))

    def _ask_file(self, name: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        ending = name.rpartition(".")[2]
        path, _ = QFileDialog.getSaveFileName(
            self._page, tr("Save plots"), str(free_name(Path(folder), name)), f"{ending.upper()} (*.{ending})"
        )
        return path
