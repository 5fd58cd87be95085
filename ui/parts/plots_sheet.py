"""How plots leave the program: as pixels or as lines, one or all, and whether the patient's name stands on
them."""

from __future__ import annotations

from app.screens.trend_picture import Kind, Wanted
from resources.tongue import tr
from ui.parts.segments import Segment
from ui.parts.taking_sheet import TakingSheet


class PlotsSheet(TakingSheet):
    """Every question has its answer already, the name's is no; Ctrl Enter goes on to the file."""

    def __init__(self) -> None:
        super().__init__(
            tr("Save plots to a file"),
            tr(
                "The file leaves the encrypted record, and that it was saved is noted. Units, errors, "
                "verdicts and the reference go with the plots."
            ),
        )
        self.kind = self.question(
            "kind",
            tr("File"),
            Segment("png", tr("PNG, for a letter or a message"), "P"),
            Segment("svg", tr("SVG, for print at any size"), "V"),
        )
        self.tests = self.question(
            "tests", tr("Tests"), Segment("one", tr("This test"), "T"), Segment("all", tr("All shown"), "A")
        )
        self.name = self.question(
            "name",
            tr("Name of the patient"),
            Segment("no", tr("Not on it"), "N"),
            Segment("yes", tr("On it"), "Y"),
        )
        self.end_with_file()
        self.first = self.kind

    def show_test(self, name: str) -> None:
        """The name is left out again each time: it is never on a file by habit."""
        first = Segment("one", name, "T")
        self.tests.show_segments((first, Segment("all", tr("All shown"), "A")))
        self.choose("name", self.name, "no")

    def answer(self) -> Wanted:
        chosen = self.chosen
        kind: Kind = "svg" if chosen["kind"] == "svg" else "png"
        return Wanted(kind, chosen["tests"] == "all", chosen["name"] == "yes")
