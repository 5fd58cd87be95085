"""How a portfolio leaves the practice: as pages or as a table, and what of the learner goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from resources.tongue import tr
from ui.parts.segments import Segment
from ui.parts.taking_sheet import TakingSheet

Kind = Literal["pdf", "csv"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of file, its paper, whether notes to self go with it, and whether the file's own name says
    whose it is."""

    kind: Kind = "pdf"
    paper: str = "a4"
    notes: bool = False
    named: bool = False


class PortfolioSheet(TakingSheet):
    """Every question has its answer already; notes and the name in the file's name are left out unless asked
    for. Ctrl Enter goes on to the file."""

    def __init__(self, paper: str = "a4") -> None:
        super().__init__(
            tr("Save the portfolio to a file"),
            tr("The learner's name stands in it as it was typed. PRACTICE stands on every page."),
        )
        self.kind = self.question(
            "kind",
            tr("File"),
            Segment("pdf", tr("PDF, to read and print"), "P"),
            Segment("csv", tr("CSV, a table of every judgement"), "C"),
        )
        papers = [Segment("a4", tr("A4"), "4"), Segment("letter", tr("Letter"), "L")]
        self.paper = self.question(
            "paper", tr("Paper of the PDF"), *sorted(papers, key=lambda one: one.code != paper)
        )
        self.notes = self.question(
            "notes",
            tr("Notes to self"),
            Segment("no", tr("Leave out"), "O"),
            Segment("yes", tr("With the notes"), "W"),
        )
        self.name = self.question(
            "name",
            tr("Name of the file"),
            Segment("no", tr("Without the learner's name"), "N"),
            Segment("yes", tr("With the learner's name"), "Y"),
        )
        self.end_with_file()
        self.first = self.kind

    def show_again(self) -> None:
        """What names or tells more is left out again each time: it never goes along by habit."""
        self.choose("notes", self.notes, "no")
        self.choose("name", self.name, "no")

    def answer(self) -> Wanted:
        chosen = self.chosen
        kind: Kind = "csv" if chosen["kind"] == "csv" else "pdf"
        return Wanted(kind, chosen["paper"], chosen["notes"] == "yes", chosen["name"] == "yes")
