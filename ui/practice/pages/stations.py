"""Setting up stations: which tests, how many minutes each, how long to read, when to warn."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.practice.beginning import any_seed
from app.practice.screens.station import (
    KINDS,
    USUAL,
    USUAL_MINUTES,
    USUAL_READING,
    USUAL_WARNING,
    kind_name,
    minutes_of,
    reading_of,
    warning_of,
)
from app.practice.stations import circuit
from app.screens.entry import EntryScreen, EntryState
from assessments.language.reading import Complaint
from resources.tongue import tr, trn
from ui.keys import KeyHint
from ui.parts.field import NumberField
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.segments import Segment, Segments
from ui.practice.frame import Frame
from ui.practice.page import Page
from ui.practice.parts.banner import Watermark

_READINGS = {"reading": reading_of, "warning": warning_of}


class StationsPage(Page):
    """A digit takes a test in or out; Enter begins with those that are in."""

    title = tr("Stations")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.seed = any_seed()
        self._chosen = dict.fromkeys(USUAL, True)
        self._numbers: dict[str, int] = dict.fromkeys(KINDS, USUAL_MINUTES)
        self._numbers |= {"reading": USUAL_READING, "warning": USUAL_WARNING}
        self._refused: dict[str, EntryScreen] = {}
        self._mark = Watermark(self)
        self.ticks = {
            kind: Segments(
                tr("Station: {test}", test=kind_name(kind)),
                (Segment(kind, kind_name(kind), str(n)),),
                several=True,
                moves_on=False,
            )
            for n, kind in enumerate(KINDS, 1)
        }
        self.fields = {
            **{kind: NumberField(tr("Minutes, {test}", test=kind_name(kind)), tr("min")) for kind in KINDS},
            "reading": NumberField(tr("Time to read the task"), tr("s")),
            "warning": NumberField(tr("Warning before the end"), tr("s")),
        }
        about = tr(
            "One simulated patient at each station, against the clock. The time is shown at the top in words "
            "and shape, and nothing sounds. When it is up, what stands is committed. The keys are shown when "
            "all stations are done."
        )
        self._standing = words("", "strong", wrap=True)
        self._begin = KeyButton(tr("Begin"), "Enter", "primary", 44)
        self._begin.clicked.connect(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 16)
        column.setSpacing(14)
        column.addWidget(words(self.title, "title"))
        column.addWidget(words(about, "body", "ink2", wrap=True))
        column.addLayout(self._boxes())
        column.addStretch(1)
        for code, tick in self.ticks.items():
            tick.typed.connect(lambda typed, code=code: self._tick(code, bool(typed)))
        for code, field in self.fields.items():
            field.typed.connect(partial(self._number, code))
        self._show()

    def _boxes(self) -> QHBoxLayout:
        tests = card("card")
        grid = QGridLayout(tests)
        grid.setContentsMargins(18, 14, 18, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(words(tr("Stations, in this order"), "caption", "ink3"), 0, 0)
        grid.addWidget(words(tr("Minutes each"), "caption", "ink3"), 0, 1)
        for at, kind in enumerate(KINDS, 1):
            grid.addWidget(self.ticks[kind], at, 0)
            grid.addWidget(self.fields[kind], at, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        clock = card("card")
        column = QVBoxLayout(clock)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(6)
        for code, label in (
            ("reading", tr("Time to read the task, before the minutes of a station begin")),
            ("warning", tr("Warning before the end of a station; 0 for none")),
        ):
            column.addWidget(words(label, "caption", "ink3", wrap=True))
            column.addWidget(self.fields[code])
            column.addSpacing(6)
        column.addStretch(1)
        column.addWidget(self._standing)
        column.addWidget(self._begin)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(tests, 1)
        row.addWidget(clock, 1)
        return row

    # Shown

    def enter(self, **where: object) -> None:
        self._show()

    def first(self) -> KeyButton:
        return self._begin

    def keys(self) -> tuple[KeyHint, ...]:
        digits = (
            KeyHint(str(n), "", partial(self._turn, kind), about=kind_name(kind))
            for n, kind in enumerate(KINDS, 1)
        )
        return (
            *digits,
            KeyHint(f"1–{len(KINDS)}", tr("in or out")),
            KeyHint("Tab", tr("minutes")),
            KeyHint("Esc", tr("back"), self.back, right=True),
            KeyHint("Enter", tr("Begin"), self.begin, primary=True, enabled=bool(self.kinds)),
        )

    @property
    def kinds(self) -> list[str]:
        """The tests that are in, in the order of the exam's walk."""
        return [kind for kind in KINDS if self._chosen.get(kind)]

    def _show(self) -> None:
        for kind, tick in self.ticks.items():
            standing = EntryState.FILLED if self._chosen.get(kind) else EntryState.EMPTY
            tick.show_entry(EntryScreen(kind if self._chosen.get(kind) else "", standing))
        for code, field in self.fields.items():
            kept = EntryScreen(str(self._numbers[code]), EntryState.FILLED)
            field.show_entry(self._refused.get(code, kept))
        minutes = sum(self._numbers[kind] for kind in self.kinds)
        seconds = 60 * minutes + len(self.kinds) * self._numbers["reading"]
        stations = trn("{n} station", "{n} stations", len(self.kinds))
        whole = tr("{stations}, {n} min in all with reading.", stations=stations, n=-(-seconds // 60))
        set_words(self._standing, whole if self.kinds else tr("No station yet: press a digit."))
        self._begin.setEnabled(bool(self.kinds))

    # Changed

    def _turn(self, kind: str) -> None:
        self._tick(kind, not self._chosen.get(kind))

    def _tick(self, kind: str, chosen: bool) -> None:
        self._chosen[kind] = chosen
        self._show()
        self.frame.show_keys()

    def _number(self, code: str, typed: str) -> None:
        found = _READINGS.get(code, minutes_of)(typed)
        self._refused.pop(code, None)
        if isinstance(found, Complaint):
            self._refused[code] = EntryScreen(typed, EntryState.REFUSED, found.words)
        else:
            self._numbers[code] = found
        self._show()

    def begin(self) -> None:
        """Not while a number was refused: nobody shall sit longer or shorter than was typed."""
        if not self.kinds:
            return
        if self._refused:
            self.fields[next(iter(self._refused))].setFocus()
            self.frame.say(next(iter(self._refused.values())).sentence)
            return
        chosen = [(kind, self._numbers[kind]) for kind in self.kinds]
        numbers = self._numbers
        made = circuit(chosen, self.seed, numbers["warning"], numbers["reading"])
        self.seed = any_seed()
        self.frame.go("station", circuit=made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.stand()


PAGE = StationsPage
