"""A portfolio saved to a file: what is asked first, where it goes, and what is said when it could not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.faults import Fault
from app.file_names import free_name, safe_name, save_private
from app.practice.portfolio import portfolio
from app.practice.portfolio_csv import portfolio_csv
from resources.tongue import tr
from ui.practice.frame import Frame
from ui.practice.portfolio_sheet import PortfolioSheet, Wanted


class TakingPortfolio:
    """Beside the page from which it is asked for."""

    def __init__(self, page: QWidget, frame: Frame) -> None:
        self._page, self._frame = page, frame
        self._sheet: PortfolioSheet | None = None
        self.choose_file: Callable[[str], str] = self._ask_file
        """Asks where to save, given a name; "" when nothing is to be saved."""

    def ask(self) -> None:
        if self._sheet is None:
            self._sheet = PortfolioSheet()
            self._sheet.wanted.connect(self._save)
        self._sheet.show_again()
        self._frame.ask(self._sheet)

    def _save(self, wanted: Wanted) -> None:
        now, learner = self._frame.clock.now(), self._frame.learner
        chosen = self.choose_file(file_name(wanted, learner, now.date().isoformat()))
        if not chosen:
            return
        path = Path(chosen)
        ending = f".{wanted.kind}"
        path = path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")
        try:
            save_private(path, self._content(wanted))
        except Fault as refused:
            self._frame.say(str(refused))
            return
        self._frame.say(tr("Saved: {file}", file=path))

    def _content(self, wanted: Wanted) -> bytes:
        pages, learner = self._frame.book.read(), self._frame.learner
        if wanted.kind == "csv":
            return portfolio_csv(pages, learner, wanted.notes)
        # Loaded when it is asked for: what draws pages takes longer to load than the page takes to open.
        from app.report.portfolio import portfolio_pdf

        found = portfolio(pages, learner, self._frame.clock.now(), wanted.notes)
        return portfolio_pdf(found, wanted.paper)

    def _ask_file(self, name: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        ending = name.rpartition(".")[2]
        path, _ = QFileDialog.getSaveFileName(
            self._page,
            tr("Save the portfolio"),
            str(free_name(Path(folder), name)),
            f"{ending.upper()} (*.{ending})",
        )
        return path


def file_name(wanted: Wanted, learner: str, day: str) -> str:
    """ "practice-portfolio_2026-11-21.pdf"; the learner's name only where it was asked for."""
    parts = ["practice-portfolio", *([learner.replace(" ", "-")] if wanted.named and learner else []), day]
    return f"{safe_name('_'.join(parts))}.{wanted.kind}"
