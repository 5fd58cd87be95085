"""The dose of one item, to be changed: rounds, repetitions, seconds, how often, which side, and a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from assessments.language.protocol import Counted, Option
from assessments.language.reading import Complaint, read
from assessments.language.value import PlanItem, Quantity
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.choice_row import segments_of
from ui.parts.field import NumberField
from ui.parts.key_button import KeyButton
from ui.parts.look import words
from ui.parts.segments import Segments
from ui.parts.sheet import Sheet
from ui.parts.text_field import NoteField

_NUMBERS = {
    "sets": (tr("Rounds"), Counted(1, 10)),
    "repetitions": (tr("Repetitions"), Counted(1, 60)),
    "seconds": (tr("Seconds"), Counted(1, 3600)),
}
_SIDES = (
    Option("both", tr("Both sides"), "B"),
    Option("right", tr("Right only"), "R"),
    Option("left", tr("Left only"), "L"),
    Option("none", tr("No side"), "N"),
)


class DoseSheet(Sheet):
    """Enter walks; Ctrl Enter keeps; the note is kept as it is typed. An emptied number means that the dose
    does not use it."""

    kept = Signal(object)
    """The `PlanItem` with its new dose."""

    def __init__(self, name: str, item: PlanItem, frequencies: Mapping[str, str], teaching: str) -> None:
        super().__init__(tr("Dose: {name}", name=name))
        for said in teaching.split("\n"):
            self.column.addWidget(words(said, "guide", "ink2", wrap=True))
        self.column.addWidget(words(tr("An emptied field is left off the sheet."), "caption", "ink3"))
        self._item = item
        self._texts = {field: _text(getattr(item, field)) for field in _NUMBERS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._fields: dict[str, NumberField] = {}
        for row, (field, (label, kind)) in enumerate(_NUMBERS.items()):
            entry = NumberField(label, "s" if field == "seconds" else "")
            entry.show_entry(EntryScreen(self._texts[field], EntryState.FILLED))
            entry.typed.connect(lambda typed, field=field, kind=kind: self._number(field, kind, typed))
            self._fields[field] = entry
            self._add(grid, row, label, entry)
        often = [Option(code, said, str(n)) for n, (code, said) in enumerate(frequencies.items(), start=1)]
        self._often = Segments(tr("How often"), segments_of(often))
        self._often.typed.connect(self._choose_often)
        self._sides = Segments(tr("Sides"), segments_of(_SIDES))
        self._sides.typed.connect(self._choose_sides)
        self._note = NoteField(tr("Note for the patient"), 2)
        self._note.show_entry(EntryScreen(item.note, EntryState.FILLED))
        self._note.typed.connect(lambda note: self.kept.emit(replace(item, note=note.strip())))
        self._add(grid, 3, tr("How often"), self._often)
        self._add(grid, 4, tr("Sides"), self._sides)
        self._add(grid, 5, tr("Note for the patient"), self._note)
        self.column.addLayout(grid)
        button = KeyButton(tr("Keep the dose"), "Ctrl Enter", "primary")
        button.clicked.connect(self._keep)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button)
        self.column.addLayout(line)
        self.first = self._fields["repetitions" if item.repetitions is not None else "seconds"]
        self._show_choices()

    def keys(self) -> tuple[KeyHint, ...]:
        return (*super().keys(), KeyHint("Ctrl Enter", tr("keep the dose"), self._keep))

    def _add(self, grid: QGridLayout, row: int, label: str, entry: QWidget) -> None:
        grid.addWidget(words(label, "body", "ink2"), row, 0)
        grid.addWidget(entry, row, 1)

    def _number(self, field: str, kind: Counted, typed: str) -> None:
        reading = read(kind, typed) if typed.strip() else None
        if isinstance(reading, Complaint):
            self._fields[field].show_entry(EntryScreen(typed, EntryState.REFUSED, reading.words))
            return
        amount = int(reading.value.amount) if reading and isinstance(reading.value, Quantity) else None
        match field:
            case "sets":
                self._item = replace(self._item, sets=amount)
            case "repetitions":
                self._item = replace(self._item, repetitions=amount)
            case _:
                self._item = replace(self._item, seconds=amount)
        self._fields[field].show_entry(EntryScreen(_text(amount), EntryState.FILLED))

    def _choose_often(self, code: str) -> None:
        if code:
            self._item = replace(self._item, frequency=code)
            self._show_choices()

    def _choose_sides(self, code: str) -> None:
        if code:
            first = self._item.first if code == "both" else ""
            self._item = replace(self._item, sides=code, first=first)
            self._show_choices()

    def _show_choices(self) -> None:
        self._often.show_entry(EntryScreen(self._item.frequency, EntryState.FILLED))
        self._sides.show_entry(EntryScreen(self._item.sides, EntryState.FILLED))

    def _keep(self) -> None:
        # What stands in the field with the caret has not been handed over yet.
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self._item = replace(self._item, note=self._note.toPlainText().strip())
        self.close_sheet()
        self.kept.emit(self._item)


def _text(amount: int | None) -> str:
    return "" if amount is None else str(amount)
