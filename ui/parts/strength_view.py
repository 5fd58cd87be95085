"""The strength page put together: tabs, set-up, trials, the difference, its verdict, the last question."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from app.screens.state import State
from app.screens.strength import StrengthScreen, Verdict
from app.screens.trial_strip import NO_TRIALS
from assessments.hip_strength.protocol import METHODS, PROTOCOL
from assessments.language.protocol import Option
from assessments.language.value import SIDES, Side
from resources.tongue import tr
from ui.parts.big_value import BigValue
from ui.parts.caution_box import CautionBox
from ui.parts.choice_row import segments_of
from ui.parts.difference_gauge import DifferenceGauge
from ui.parts.field import NumberField
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, set_look, set_words, words
from ui.parts.movement_tabs import MovementTabs
from ui.parts.segments import Segments
from ui.parts.state_icon import StateIcon
from ui.parts.tag import Tag
from ui.parts.trial_marks import TrialMarks
from ui.parts.trial_table import TrialTable
from ui.spoken import announce
from ui.theme import theme

_LEAST = 160
"""Pixels: of a button whose words are shortened to the room there is."""
_LOW = (Option("yes", tr("Both low"), "B"), Option("no", tr("Not low"), "N"))


class StrengthView(QWidget):
    """Emits what was typed where; which movement was clicked; which set-up was asked for."""

    typed = Signal(str, object, object, str)
    chosen = Signal(str)
    asked = Signal(tuple)
    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: StrengthScreen | None = None
        self._shown_strip = NO_TRIALS
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head())
        self.tabs = MovementTabs()
        self.tabs.chosen.connect(self.chosen)
        column.addWidget(self.tabs)
        self._cautions = CautionBox()
        column.addWidget(self._cautions)
        column.addLayout(self._setup())
        self.table = TrialTable()
        self.table.typed.connect(self.typed)
        column.addWidget(self.table)
        self._warnings = words("", "caption", "miss-text", wrap=True)
        column.addWidget(self._warnings)
        column.addWidget(self._difference())
        column.addWidget(self._verdict())
        column.addWidget(self._low())
        column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        self._device = KeyButton(tr("Device"), "E")
        self._device.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Its words are shortened to the room there is, so they never ask for more.
        self._device.setMinimumWidth(_LEAST)
        self._device.clicked.connect(lambda: self.pressed.emit("device"))
        row = QHBoxLayout()
        self._title = words(PROTOCOL.name, "title")
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._device)
        return row

    def _setup(self) -> QHBoxLayout:
        self.method = Segments(
            tr("Method"), [replace(s, words=s.words.capitalize()) for s in segments_of(METHODS)]
        )
        self.method.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.method.typed.connect(lambda text: self.typed.emit("method", None, None, text))
        self._place = KeyButton("", "T")
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place.setMinimumWidth(_LEAST)
        self._place.clicked.connect(lambda: self.pressed.emit("setup"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.method)
        row.addStretch(1)
        row.addWidget(self._place)
        return row

    def _difference(self) -> QWidget:
        box = frame("card")
        self._percent = BigValue("score", 40)
        self._weaker = words("", "strong", wrap=True)
        self._state = StateIcon(size=18)
        self._tag = Tag("convention")
        self._tag.asked.connect(self.asked)
        self.gauge = DifferenceGauge()
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._state)
        line.addWidget(self._weaker, 1)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._percent)
        top.addStretch(1)
        top.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignVCenter)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addLayout(line)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(theme().px(236))
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(side)
        both.addWidget(self.gauge, 1)
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(self._trials())
        column.addLayout(both)
        return box

    def _trials(self) -> QWidget:
        """The marks stand over the gauge of the difference, on its left edge."""
        self.marks = TrialMarks()
        self._band = words("", "small", "ink3", wrap=True)
        self._strip = QWidget()
        said = QWidget()
        said.setFixedWidth(theme().px(236))
        about = QVBoxLayout(said)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(0)
        about.addWidget(words(tr("Each trial"), "caption-strong"))
        about.addWidget(self._band)
        about.addStretch(1)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(said)
        row.addWidget(self.marks, 1)
        return self._strip

    def fit(self, height: int) -> None:
        """The marks tell again what the table tells: where the page would scroll for them, they go. What is
        left then makes the rows of the trials higher."""
        # What came or went in a box is in the height of the page only once the box has laid itself out.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        high = self._strip.sizeHint().height() + 4
        others = self.heightForWidth(self.width()) - self.table.room_taken
        others -= 0 if self._strip.isHidden() else high
        marked = bool(self._shown_strip.sides) and others + high <= height
        self._strip.setVisible(marked)
        self.table.take_room(height - others - (high if marked else 0))

    def _verdict(self) -> QWidget:
        self._verdict_box = frame("card")
        self._within = StateIcon(size=20)
        self._lead = words("", "strong")
        self._said = words("", "caption", "ink2", wrap=True)
        row = QHBoxLayout(self._verdict_box)
        row.setContentsMargins(14, 5, 14, 5)
        row.setSpacing(10)
        row.addWidget(self._within)
        row.addWidget(self._lead)
        row.addWidget(self._said, 1)
        return self._verdict_box

    def _low(self) -> QWidget:
        self._low_box = frame("miss")
        self._low_icon = StateIcon(State.CAUTION, 20)
        self._low_words = words("", "guide", "miss-text", wrap=True)
        self.low = Segments(tr("Both sides low?"), segments_of(_LOW))
        self.low.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.low.typed.connect(lambda text: self.typed.emit("both_low", None, None, text))
        row = QHBoxLayout(self._low_box)
        row.setContentsMargins(14, 4, 12, 4)
        row.setSpacing(10)
        row.addWidget(self._low_icon)
        row.addWidget(self._low_words, 1)
        row.addWidget(self.low)
        return self._low_box

    def walk(self) -> list[QWidget]:
        """The order of the keys: method, trials, pain, the question, and the levers, which seldom change."""
        levers = [self.table.levers[side].line for side in SIDES]
        return [self.method, *self.table.walk(), self.low, *levers]

    @property
    def first_trial(self) -> NumberField:
        """Where the entries of this movement begin."""
        grade = self.table.grades[Side.RIGHT]
        return grade if grade.isVisibleTo(self) else self.table.trials[Side.RIGHT, 1]

    def show_rest(self, said: str) -> None:
        set_words(self.table.rest, said)

    def show_strength(self, screen: StrengthScreen, refused: dict[object, EntryScreen]) -> None:
        self._shown = screen
        self._show_lines()
        self.tabs.show_tabs(screen.tabs)
        self._cautions.show_caution(screen.cautions)
        self.method.show_entry(screen.method)
        self._place.setVisible(not screen.manual)
        self.table.show_sides(screen.sides, screen.best_head, screen.manual, refused, screen.movement.name)
        if not self.table.rest.text():
            self.show_rest(screen.rest)
        said = " ".join(screen.warnings)
        set_words(self._warnings, said)
        self._warnings.setVisible(bool(said))
        self._shown_strip = NO_TRIALS if screen.manual else screen.strip
        self.marks.show_strip(screen.strip)
        set_words(self._band, screen.strip.note)
        self._show_verdict(screen.verdict, screen)
        self._low_box.setVisible(bool(screen.low_asked) and not screen.manual)
        set_words(self._low_words, screen.low_asked)
        open_ = screen.low.state in (EntryState.EMPTY, EntryState.MISSING)
        set_look(self._low_box, "look", "miss" if open_ else "card")
        set_look(self._low_words, "tone", "miss-text" if open_ else "ink2")
        self._low_icon.show_state(State.CAUTION if open_ else State.DONE)
        self.low.show_entry(screen.low)

    def _show_lines(self) -> None:
        """The whole lines where there is room beside what stands left of them, else shorter ones."""
        if self._shown is None:
            return
        device, setup = self._shown.device, self._shown.setup
        watch = "watch" if device.stale else ""
        _show_line(self._device, device.lines, self.width() - self._title.sizeHint().width(), watch)
        _show_line(self._place, setup, self.width() - self.method.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_lines()

    def _show_verdict(self, verdict: Verdict, screen: StrengthScreen) -> None:
        percent = screen.difference.percent
        self._percent.show_value("" if percent is None else f"{percent} %")
        self._state.show_state(verdict.state)
        weaker = screen.difference.weaker
        side = tr("{side} weaker.", side=weaker.heading) if weaker else ""
        said = f"{side} {verdict.words}".strip()
        if said != self._weaker.text():
            announce(self, said)
        set_words(self._weaker, said)
        set_look(self._weaker, "tone", "finding" if verdict.state is State.FINDING else "ink")
        self._tag.setVisible(bool(verdict.standing))
        self.gauge.show_difference(screen.difference)
        self.gauge.setVisible(not screen.manual)
        self._within.show_state(verdict.within or verdict.state)
        set_words(self._lead, verdict.lead)
        self._lead.setVisible(bool(verdict.lead))
        set_words(self._said, verdict.detail)
        self._verdict_box.setVisible(bool(verdict.lead or verdict.detail))


def _show_line(button: KeyButton, lines: tuple[str, ...], width: int, look: str = "") -> None:
    """The longest line that fits; the whole one is spoken, and stands in the sheet behind the button."""
    metrics, room = QFontMetrics(theme().font("strong")), max(width - theme().px(84), 120)
    fitting = next((line for line in lines if metrics.horizontalAdvance(line) <= room), "")
    shown = fitting or metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
    button.show_button(shown, look)
    button.setAccessibleName(lines[0])
