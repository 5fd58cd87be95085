"""The clamshell's cards: the side whose turn it is, large; the other side and why a trial ended, small."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.screens.clamshell_reasons import ReasonsCard
from app.screens.clamshell_side import Found, SideCard
from app.screens.clamshell_trial import TrialCard
from app.screens.state import State
from assessments.language.value import Side
from resources.tongue import tr
from ui.parts.beat_strip import BeatStrip
from ui.parts.big_number import BigNumber
from ui.parts.count_cells import CountCells
from ui.parts.key_button import KeyButton
from ui.parts.key_cap import KeyCap
from ui.parts.look import rule, set_look, set_words, words
from ui.parts.reason_keys import ReasonKeys
from ui.parts.ring import HoldRing, Ring
from ui.parts.side_badge import paint_badge
from ui.parts.state_icon import StateIcon
from ui.parts.tag import STANDING_WORDS, Tag
from ui.spoken import announce
from ui.theme import theme

_TONES = {State.NOW: "accent", State.MISSING: "miss-text", State.FINDING: "finding"}
_AROUND = (16, 11, 16, 12)


class _SideFrame(QFrame):
    """A card with the side's colour along its top."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.side = Side.RIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(0, 0, self.width(), 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(self.side.value))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), 24), 8, 8)
        painter.end()


class _Badge(QWidget):
    """A badge that can change its side."""

    def __init__(self) -> None:
        super().__init__()
        self._side = Side.RIGHT
        self.setFixedSize(26, 26)
        self.setAccessibleName(Side.RIGHT.heading)

    def show_side(self, side: Side) -> None:
        self._side = side
        self.setAccessibleName(side.heading)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._side)
        painter.end()


class _FoundLine(QWidget):
    """What the side amounts to, in few words or the `whole` sentence, and what the rule stands on."""

    asked = Signal(tuple)

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self._whole = whole
        self._icon = StateIcon(size=18)
        self._words = words("", "guide-strong", wrap=True)
        self._tag = Tag("convention")
        self._tag.asked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_found(self, found: Found | None) -> None:
        self.setVisible(found is not None)
        if found is not None:
            self._icon.show_state(found.state)
            set_words(self._words, found.detail if self._whole else found.words)
            self.setAccessibleName(f"{found.detail} {STANDING_WORDS.get(found.standing, '')}".strip())
            set_look(self._words, "tone", _TONES.get(found.state, "ink"))
            self._tag.setVisible(bool(found.standing))


class TrialFrame(_SideFrame):
    """Repetitions, time and beat to be read from the couch; counts and the key to hold under them."""

    pressed = Signal(str)
    """A key, by clicking what it is printed on."""
    asked = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._low = False
        self.ring = HoldRing()
        self.count = BigNumber(tr("Valid repetitions"), "clock", 130)
        self.time = BigNumber(tr("Time"), "timer", 62)
        self.time.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.strip = BeatStrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(*_AROUND)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addLayout(self._numbers(), 1)
        column.addWidget(self._asked_row())
        self._fault_words = words(
            tr("In a row; after the one correction, two of a kind end it."), "small", "ink3"
        )
        column.addWidget(self._fault_words)
        self._faults = CountCells(tr("Faults"))
        self._faults.pressed.connect(self.pressed)
        column.addWidget(self._faults)
        self._after = (CountCells(tr("After the trial")), CountCells(tr("After the trial")))
        for cells in self._after:
            cells.pressed.connect(self.pressed)
            column.addWidget(cells)
        column.addSpacing(2)
        column.addWidget(rule())
        column.addSpacing(2)
        column.addLayout(self._hold_row())
        self._found = _FoundLine(whole=True)
        self._found.asked.connect(self.asked)
        column.addWidget(self._found)

    def _head(self) -> QHBoxLayout:
        self._badge = _Badge()
        self._name = words("", "section")
        self._icon = StateIcon(size=18)
        self._state = words("", "strong")
        self._note = words("", "guide", "ink3")
        row = QHBoxLayout()
        row.setSpacing(9)
        row.addWidget(self._badge)
        row.addWidget(self._name)
        row.addSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._state)
        row.addStretch(1)
        row.addWidget(self._note)
        return row

    def _numbers(self) -> QHBoxLayout:
        self._count_words = words("", "value", "ink2")
        self._time_words = words("", "guide", "ink2")
        self._sound = words("", "guide", "ink2", wrap=True)
        self._beats = QWidget()
        left = QVBoxLayout()
        left.setSpacing(4)
        self.count.setMaximumHeight(250)
        left.addStretch(1)
        left.addWidget(self.count, 100)
        left.addWidget(self._count_words, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addStretch(1)
        beats = QVBoxLayout(self._beats)
        beats.setContentsMargins(0, 0, 0, 0)
        beats.setSpacing(4)
        beats.addStretch(1)
        beats.addWidget(self.time)
        beats.addWidget(self._time_words)
        beats.addSpacing(6)
        beats.addWidget(self.strip)
        sound = QHBoxLayout()
        sound.setSpacing(6)
        sound.addWidget(self._sound, 1)
        self._sound_key = KeyCap("B")
        sound.addWidget(self._sound_key)
        beats.addLayout(sound)
        beats.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left, 58)
        row.addWidget(self._beats, 42)
        return row

    def _asked_row(self) -> CountCells:
        self._asked = CountCells(tr("Asked"))
        self._asked.pressed.connect(self.pressed)
        return self._asked

    def _hold_row(self) -> QHBoxLayout:
        self._headline = words("", "result", wrap=True)
        self._detail = words("", "caption", "ink2", wrap=True)
        self._fault = KeyButton(tr("Fault"), ".", height=48)
        self._fault.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fault.clicked.connect(lambda: self.pressed.emit("."))
        self._fault.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addStretch(1)
        said.addWidget(self._headline)
        said.addWidget(self._detail)
        said.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.ring)
        row.addLayout(said, 1)
        row.addWidget(self._fault)
        return row

    def fit(self, low: bool, tight: bool) -> None:
        """On a low screen the digits give way first, and the words that explain the faults."""
        self.count.show_room(70 if tight else 100 if low else 130)
        self._low = low

    def show_trial(self, card: TrialCard, sound: str, audible: bool, can_mark: bool) -> None:
        """`sound` says what is heard, `audible` whether that can be changed, `can_mark` whether a fault can
        be marked now."""
        if self.side is not card.side or not self._name.text():
            self.side = card.side
            self._badge.show_side(card.side)
            set_words(self._name, card.side.heading)
            self.update()
        self._icon.show_state(card.state)
        set_words(self._state, card.state_words)
        set_look(self._state, "tone", _TONES.get(card.state, "ink2"))
        set_words(self._note, card.note)
        self.count.show_number(card.count, "line2" if card.state is State.TO_DO else "ink")
        set_words(self._count_words, card.count_words)
        self.time.show_number(card.time, "line2" if card.state is State.TO_DO else "ink")
        set_words(self._time_words, card.time_words)
        self._beats.setVisible(bool(card.time))
        self.strip.show_beat(card.beat)
        set_words(self._sound, sound)
        # After the trial there is no beat to follow.
        self.strip.setVisible(not card.after)
        self._sound.setVisible(not card.after)
        self._sound_key.setVisible(audible and not card.after)
        self._asked.show_cells(card.asked)
        self._asked.setVisible(bool(card.asked))
        for cells, two in zip(self._after, (card.after[:2], card.after[2:]), strict=True):
            cells.show_cells(two)
            cells.setVisible(bool(two))
        self._faults.show_cells(card.faults)
        self._faults.setVisible(bool(card.faults))
        self._fault_words.setVisible(bool(card.faults) and not self._low)
        set_words(self._headline, card.headline)
        set_look(self._headline, "tone", "stop" if card.alarm else "ink")
        set_words(self._detail, card.detail)
        self._fault.setVisible(can_mark)
        self._found.show_found(card.found)
        said = f"{card.side.heading}: {card.state_words}. {card.headline}"
        if said != self.accessibleName():
            self.setAccessibleName(said)
            announce(self, said)


class SideFrame(_SideFrame):
    """What the other side came to, and how much of the rest is left."""

    asked = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._tight = False
        self._badge = _Badge()
        self._name = words("", "section")
        self._note = words("", "caption", "ink3")
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(self._badge)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._note)
        self._rows: list[tuple[QLabel, QLabel]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for line in range(3):
            label, value = words("", "guide", "ink2"), words("", "guide-strong", wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
            self._rows.append((label, value))
        self._coming = words("", "guide", "ink2", wrap=True)
        self._found = _FoundLine(whole=False)
        self._found.asked.connect(self.asked)
        self.rest = Ring(tr("Rest"), 44, 8)
        self._left = words("", "score-small")
        self._rest_words = words("", "caption", "ink2", wrap=True)
        self._resting = QWidget()
        rest = QHBoxLayout(self._resting)
        rest.setContentsMargins(0, 2, 0, 0)
        rest.setSpacing(9)
        rest.addWidget(self.rest)
        rest.addWidget(self._left)
        rest.addWidget(self._rest_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, *_AROUND[1:2], 12, _AROUND[3])
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self._coming)
        column.addWidget(self._found)
        column.addWidget(self._resting)
        column.addStretch(1)

    def fit(self, tight: bool) -> None:
        """With no room at all the ring goes; the large card says the rest in words."""
        self._tight = tight

    def show_side(self, card: SideCard) -> None:
        self.side = card.side
        self._badge.show_side(card.side)
        set_words(self._name, card.side.heading)
        set_words(self._note, card.note)
        for number, (label, value) in enumerate(self._rows):
            there = number < len(card.rows)
            if there:
                set_words(label, card.rows[number][0])
                set_words(value, card.rows[number][1])
            label.setVisible(there)
            value.setVisible(there)
        set_words(self._coming, card.coming)
        self._coming.setVisible(bool(card.coming))
        self._found.show_found(card.found)
        self._resting.setVisible(card.rest is not None and not self._tight)
        if card.rest is not None:
            self.rest.show_share(card.rest.share, card.side.value)
            set_words(self._left, card.rest.left)
            set_words(self._rest_words, card.rest.words)
            self.rest.setAccessibleName(f"{card.rest.left} {card.rest.words}")
        self.setAccessibleName(
            ", ".join([card.side.heading, *(f"{name} {said}" for name, said in card.rows)])
        )
        self.setAccessibleDescription(card.coming)
        self.update()


class ReasonsFrame(QFrame):
    """Why it ended: required, and waited for once there is a result."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._heading = words("", "strong")
        self._required = words(tr("required"), "caption", "ink3")
        self._icon = StateIcon(size=18)
        self.keys = ReasonKeys()
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self._icon)
        head.addWidget(self._heading)
        head.addWidget(self._required)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.keys, 100)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_reasons(self, screen: ReasonsCard) -> None:
        set_words(self._heading, screen.heading)
        self._icon.setVisible(screen.open)
        self._icon.show_state(State.MISSING if screen.open else None)
        set_look(self, "look", "miss" if screen.open else "card")
        self.keys.show_reasons(screen)


def setup_button(text: str) -> KeyButton:
    """A way of giving the test, with its value; pressing it opens the sheet that asks for it."""
    button = KeyButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
