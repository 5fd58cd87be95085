"""Between the stations: hand over, read, and at the end what agreed. It also keeps the time while a case is
worked on, and commits what stands there when the time is up."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.practice.library import case
from app.practice.screens.station import Results, hand_over, results, timer
from app.practice.sitting import Sitting
from app.practice.stations import Circuit, Phase, Round
from assessments.language.protocol import Option
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import rule, set_words, words
from ui.parts.sheet import PickSheet
from ui.parts.state_icon import StateIcon
from ui.practice.frame import Frame
from ui.practice.page import Page
from ui.practice.pages.case import CasePage
from ui.practice.parts.banner import Watermark
from ui.spoken import announce

TICK_MS = 200
_TOP = Qt.AlignmentFlag.AlignTop


class StationPage(Page):
    """`enter` takes a `Circuit` to begin with, or the `Sitting` of the station that was just committed."""

    title = tr("Station")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.round: Round | None = None
        self._sitting: Sitting | None = None
        self._done: list[Sitting] = []
        self._phase = Phase.HAND_OVER
        self._tried = False
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._mark = Watermark(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._between())
        self._stack.addWidget(self._over())

    # Made once

    def _between(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 28, 48, 16)
        column.setSpacing(16)
        self._title = words("", "title", wrap=True)
        self._about = words("", "section", "ink2", wrap=True)
        self._time = words("", "timer")
        self._box = card("card")
        self._lines = QGridLayout(self._box)
        self._lines.setContentsMargins(18, 14, 18, 16)
        self._lines.setHorizontalSpacing(20)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(1, 1)
        self.go_button = KeyButton("", "Enter", "primary", 52)
        self.go_button.clicked.connect(self.go_on)
        row = QHBoxLayout()
        row.addWidget(self.go_button)
        row.addStretch(1)
        for part in (self._title, self._about, self._time, self._box):
            column.addWidget(part)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _over(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 24, 48, 16)
        column.setSpacing(12)
        self._mark_words = words("", "section", wrap=True)
        supervisor = tr(
            "This is no mark to pass: the program sets none. What it is worth is for the supervisor to say, "
            "who can sign off here, now or later."
        )
        inside = card("card")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(18, 10, 18, 12)
        self._rows.setSpacing(8)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setProperty("look", "read")
        self._area.setAccessibleName(tr("The stations, with what differs"))
        self._area.setWidget(inside)
        column.addWidget(words(tr("All stations are done"), "title"))
        column.addWidget(self._mark_words)
        column.addWidget(words(supervisor, "body", "ink2", wrap=True))
        column.addWidget(self._area, 1)
        return page

    # Coming and going

    def enter(self, **where: object) -> None:
        circuit, sitting = where.get("circuit"), where.get("sitting")
        if isinstance(circuit, Circuit):
            self.round = Round(circuit)
            self._done.clear()
            self._sitting = None
        elif isinstance(sitting, Sitting) and sitting is self._sitting:
            self._hand_in(sitting)
        self._look()

    def _hand_in(self, sitting: Sitting) -> None:
        """The station was committed, by the learner or by the clock; the next one waits."""
        assert self.round is not None
        now = self.frame.clock.monotonic()
        self._sitting = None
        self._done.append(sitting)
        self.round = self.round.finish(now).hand_over(now)

    def turn_away(self) -> None:
        """To a case the clock goes along; to anywhere else it stops with the round."""

    def back(self) -> None:
        """Esc: from a round that goes on only after a question."""
        if self.round is None or self._now() is Phase.OVER:
            self.frame.go("start")
            return
        sheet = PickSheet(
            tr("Leave the stations?"),
            (Option("stay", tr("Stay"), "S"), Option("leave", tr("Leave, the rest is not done"), "L")),
            tr("Stations that were committed are kept. The clock runs on while this is open."),
        )
        sheet.picked.connect(lambda code: self.frame.go("start") if code == "leave" else None)
        self.frame.ask(sheet)

    def first(self) -> QWidget:
        return self._area if self.round is not None and self._now() is Phase.OVER else self.go_button

    def keys(self) -> tuple[KeyHint, ...]:
        if self.round is not None and self._now() is Phase.OVER:
            return (
                KeyHint("P", tr("Progress"), lambda: self.frame.go("progress")),
                KeyHint("Esc", tr("Start page"), self.back, right=True),
                KeyHint("Enter", tr("Sign off"), self._sign_off, primary=True),
            )
        return (
            KeyHint("Esc", tr("leave the stations"), self.back, right=True),
            KeyHint("Enter", self._verb(), self.go_on, primary=True),
        )

    def place(self) -> str:
        return tr("Stations")

    def _verb(self) -> str:
        return hand_over(self.round, self.frame.clock.monotonic()).go_on if self.round else tr("Begin")

    def _sign_off(self) -> None:
        if self.round is not None:
            self.frame.go("sign_off", circuit=self.round.circuit.id)

    # The clock

    def _now(self) -> Phase:
        assert self.round is not None
        return self.round.phase(self.frame.clock.monotonic())

    def go_on(self) -> None:
        """Enter: sit down, or leave off reading."""
        if self.round is None:
            return
        now = self.frame.clock.monotonic()
        self.round = self.round.begin(now) if self._now() is Phase.HAND_OVER else self.round.read(now)
        self._look()

    def tick(self) -> None:
        """Five times a second; a late look is never wrong, because the phase is made of instants."""
        if self.round is None or not self._here():
            self._stop()
            return
        self._look(again=False)

    def _here(self) -> bool:
        """Whether the round is still what the window shows."""
        page = self.frame.page
        return page is self or (
            isinstance(page, CasePage) and self._sitting is not None and page.sitting is self._sitting
        )

    def _look(self, again: bool = True) -> None:
        """Show the time; where the phase is another than before, do what it asks for."""
        assert self.round is not None
        now = self.frame.clock.monotonic()
        phase, shown = self.round.phase(now), timer(self.round, now)
        turned = again or phase is not self._phase
        self._phase = phase
        if phase in (Phase.HAND_OVER, Phase.OVER):
            self._stop()
        else:
            self.frame.show_timer(shown.words, shown.state)
            self._clock.start()
        set_words(self._time, shown.words if phase is Phase.READING else "")
        if turned:
            self._turned(phase)

    def _turned(self, phase: Phase) -> None:
        match phase:
            case Phase.HAND_OVER | Phase.READING:
                self._show_between(phase)
            case Phase.RUNNING if self._sitting is None:
                self._sit_down()
            case Phase.WARNING:
                announce(self, tr("The time is nearly up."))
            case Phase.TIME_UP:
                self._time_up()
            case Phase.OVER:
                self._show_over(results(self._done))
            case _:
                pass

    def _sit_down(self) -> None:
        """The reading is over: to the case, with the clock."""
        assert self.round is not None
        station, circuit = self.round.station, self.round.circuit
        self._tried = False
        self._sitting = Sitting(
            "stations",
            tr("Station {n} of {of}", n=self.round.at + 1, of=len(circuit.stations)),
            [(case(station.case), station.task)],
            self.frame.learner,
            id=circuit.id,
            station=circuit.named(self.round.at),
            reveals=False,
            after="station",
        )
        self.frame.go("case", sitting=self._sitting)

    def _time_up(self) -> None:
        """Once: where it cannot be kept the page says so, and the learner commits again by hand."""
        page = self.frame.page
        if self._tried or not isinstance(page, CasePage) or self._sitting is None:
            return
        self._tried = True
        announce(self, tr("Time is up."))
        if page.commit():
            self.frame.say(tr("Time was up: what stood there is committed."))

    def _stop(self) -> None:
        self._clock.stop()
        self.frame.show_timer("")

    # Shown

    def _show_between(self, phase: Phase) -> None:
        assert self.round is not None
        screen = hand_over(self.round, self.frame.clock.monotonic())
        self.title = screen.title
        self._stack.setCurrentIndex(0)
        set_words(self._title, screen.title)
        set_words(self._about, screen.about)
        self._time.setVisible(phase is Phase.READING)
        self._box.setVisible(bool(screen.lines))
        _empty(self._lines)
        for at, (label, said) in enumerate(screen.lines):
            self._lines.addWidget(words(label, "caption", "ink3"), at, 0, _TOP)
            self._lines.addWidget(words(said, "body", wrap=True), at, 1, _TOP)
        self.go_button.show_button(screen.go_on, "primary", True)
        self.frame.show_keys()

    def _show_over(self, found: Results) -> None:
        self.title = tr("Stations")
        self._stack.setCurrentIndex(1)
        set_words(self._mark_words, found.mark)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for at, row in enumerate(found.rows):
            if at:
                self._rows.addWidget(rule())
            line = QWidget()
            grid = QGridLayout(line)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(2)
            grid.setColumnStretch(1, 1)
            grid.addWidget(StateIcon(row.state, 18), 0, 0, _TOP)
            grid.addWidget(words(row.title, "strong", wrap=True), 0, 1)
            grid.addWidget(words(row.mark, "strong"), 0, 2, _TOP)
            grid.addWidget(words(row.time, "body", "ink2"), 0, 3, _TOP)
            grid.addWidget(words(row.missed, "body", "ink2", wrap=True), 1, 1, 1, 3)
            self._rows.addWidget(line)
        self._rows.addStretch(1)
        self.frame.show_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.stand()


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()


PAGE = StationPage
