"""How a portfolio leaves the practice: as pages or as a table, and what of the learner goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.screens.entry import EntryScreen, EntryState
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.segments import Segment, Segments
from ui.parts.sheet import Sheet

Kind = Literal["pdf", "csv"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of file, its paper, whether notes to self go with it, and whether the file's own name says
    whose it is."""

    kind: Kind = "pdf"
    paper: str = "a4"
    notes: bool = False
    named: bool = False


class PortfolioSheet(Sheet):
    """Every question has its answer already; notes and the name in the file's name are left out unless asked
    for. Ctrl Enter goes on to the file."""

    wanted = Signal(object)
    """A `Wanted`."""

    def __init__(self, paper: str = "a4") -> None:
        super().__init__(
            tr("Save the portfolio to a file"),
            tr("The learner's name stands in it as it was typed. PRACTICE stands on every page."),
        )
        self._chosen: dict[str, str] = {}
        self.kind = self._question(
            "kind",
            tr("File"),
            Segment("pdf", tr("PDF, to read and print"), "P"),
            Segment("csv", tr("CSV, a table of every judgement"), "C"),
        )
        papers = [Segment("a4", tr("A4"), "4"), Segment("letter", tr("Letter"), "L")]
        self.paper = self._question(
            "paper", tr("Paper of the PDF"), *sorted(papers, key=lambda one: one.code != paper)
        )
        self.notes = self._question(
            "notes",
            tr("Notes to self"),
            Segment("no", tr("Leave out"), "O"),
            Segment("yes", tr("With the notes"), "W"),
        )
        self.name = self._question(
            "name",
            tr("Name of the file"),
            Segment("no", tr("Without the learner's name"), "N"),
            Segment("yes", tr("With the learner's name"), "Y"),
        )
        button = KeyButton(tr("Choose the file"), "Ctrl Enter", "primary")
        button.clicked.connect(self._answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.first = self.kind

    def _question(self, code: str, name: str, *segments: Segment) -> Segments:
        entry = Segments(name, segments, moves_on=False)
        entry.typed.connect(lambda typed: self._choose(code, entry, typed))
        self.add_field(name, entry)
        self._choose(code, entry, segments[0].code)
        return entry

    def show_again(self) -> None:
        """What names or tells more is left out again each time: it never goes along by habit."""
        self._choose("notes", self.notes, "no")
        self._choose("name", self.name, "no")

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            *super().keys(),
            KeyHint("Ctrl Enter", tr("choose the file"), self._answer),
            KeyHint("Enter", "", self._answer),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _choose(self, code: str, entry: Segments, typed: str) -> None:
        """One of them always stands: taking an answer away changes nothing."""
        self._chosen[code] = typed or self._chosen[code]
        entry.show_entry(EntryScreen(self._chosen[code], EntryState.FILLED))

    def _answer(self) -> None:
        self.close_sheet()
        chosen = self._chosen
        kind: Kind = "csv" if chosen["kind"] == "csv" else "pdf"
        self.wanted.emit(Wanted(kind, chosen["paper"], chosen["notes"] == "yes", chosen["name"] == "yes"))
