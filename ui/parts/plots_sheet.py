"""How plots leave the program: as pixels or as lines, one or all, and whether the patient's name stands on
them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.screens.entry import EntryScreen, EntryState
from app.screens.trend_picture import Kind, Wanted
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.segments import Segment, Segments
from ui.parts.sheet import Sheet


class PlotsSheet(Sheet):
    """Every question has its answer already, the name's is no; Ctrl Enter goes on to the file."""

    wanted = Signal(object)
    """A `Wanted`."""

    def __init__(self) -> None:
        super().__init__(
            tr("Save plots to a file"),
            tr(
                "The file leaves the encrypted record, and that it was saved is noted. Units, errors, "
                "verdicts and the reference go with the plots."
            ),
        )
        self._chosen: dict[str, str] = {}
        self.kind = self._question(
            "kind",
            tr("File"),
            Segment("png", tr("PNG, for a letter or a message"), "P"),
            Segment("svg", tr("SVG, for print at any size"), "V"),
        )
        self.tests = self._question(
            "tests", tr("Tests"), Segment("one", tr("This test"), "T"), Segment("all", tr("All shown"), "A")
        )
        self.name = self._question(
            "name",
            tr("Name of the patient"),
            Segment("no", tr("Not on it"), "N"),
            Segment("yes", tr("On it"), "Y"),
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

    def show_test(self, name: str) -> None:
        """The name is left out again each time: it is never on a file by habit."""
        first = Segment("one", name, "T")
        self.tests.show_segments((first, Segment("all", tr("All shown"), "A")))
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
        kind: Kind = "svg" if chosen["kind"] == "svg" else "png"
        self.wanted.emit(Wanted(kind, chosen["tests"] == "all", chosen["name"] == "yes"))
