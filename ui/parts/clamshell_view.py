"""The clamshell page put together: how it is given, a large card, two small ones, the sides compared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.screens.clamshell import ClamshellScreen
from app.screens.testing import CautionScreen
from assessments.clamshell.protocol import NO_NORM, PROTOCOL
from assessments.language.value import Side
from resources.tongue import tr
from ui.parts.caution_box import CautionBox
from ui.parts.clamshell_cards import ReasonsFrame, SideFrame, TrialFrame, setup_button
from ui.parts.look import set_words, words
from ui.parts.tag import Tag
from ui.theme import theme

_WIDE, _NARROW = 508, 254


class ClamshellView(QWidget):
    """The side whose turn it is has the room, on its own side of the page."""

    pressed = Signal(str)
    """A key, by clicking what it is printed on."""
    setup_asked = Signal()
    asked = Signal(tuple)
    """The sources of a rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caution = CautionBox()
        self.trial = TrialFrame()
        self.other = SideFrame()
        self._reasons = ReasonsFrame()
        self.trial.pressed.connect(self.pressed)
        self._reasons.keys.pressed.connect(self.pressed)
        self.trial.asked.connect(self.asked)
        self.other.asked.connect(self.asked)
        self.small = QWidget()
        small = QVBoxLayout(self.small)
        small.setContentsMargins(0, 0, 0, 0)
        small.setSpacing(12)
        small.addWidget(self.other, 2)
        small.addWidget(self._reasons, 3)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(20)
        self._cards.addWidget(self.trial, _WIDE)
        self._cards.addWidget(self.small, _NARROW)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head())
        self._column.addWidget(self._caution)
        self._column.addLayout(self._cards, 1)
        self._column.addLayout(self._sides())

    def _head(self) -> QVBoxLayout:
        self._setup = tuple(setup_button("") for _ in range(2))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(words(PROTOCOL.name, "title"))
        row.addStretch(1)
        for button in self._setup:
            button.clicked.connect(self.setup_asked)
            row.addWidget(button)
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(words(NO_NORM, "caption", "ink2", wrap=True), 1)
        said.addWidget(self._tag(), 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addLayout(row)
        head.addLayout(said)
        return head

    def _sides(self) -> QHBoxLayout:
        self._compared = words("", "strong")
        self._compared_tag = self._tag()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._compared)
        row.addWidget(self._compared_tag)
        row.addStretch(1)
        return row

    def _tag(self) -> Tag:
        tag = Tag("convention")
        tag.asked.connect(self.asked)
        return tag

    def fit(self, height: int) -> None:
        """On a low screen the digits give way first, then the ring of the rest."""
        self._column.setSpacing(6 if height < 640 else 10)
        tight = height < 580 * theme().text_size
        self.trial.fit(height < 610 * theme().text_size, tight)
        self.other.fit(tight)
        # The reasons are words on one line each: beside the guide they need more room as the text grows.
        narrow = min(theme().px(_NARROW), 276)
        self._cards.setStretch(0, _WIDE + _NARROW - narrow)
        self._cards.setStretch(1, narrow)

    def show_caution(self, screen: CautionScreen | None) -> None:
        self._caution.show_caution(screen)

    def show_clamshell(
        self, screen: ClamshellScreen, running: bool, sound: str, audible: bool, held: float
    ) -> None:
        """`sound` and `audible` as of TrialFrame; `held` is the share of the second the key is down."""
        at_right = screen.trial.side is Side.RIGHT
        towards = QBoxLayout.Direction.LeftToRight if at_right else QBoxLayout.Direction.RightToLeft
        if self._cards.direction() != towards:
            self._cards.setDirection(towards)
        self.trial.show_trial(screen.trial, sound, audible, running and bool(screen.trial.faults))
        self.trial.ring.show_share(held, "stop" if running else "accent")
        self.other.show_side(screen.other)
        self._reasons.show_reasons(screen.reasons)
        for button, item in zip(self._setup, screen.setup, strict=True):
            button.show_button(f"{item.label}  {item.words}", "", not running)
        set_words(self._compared, tr("Sides: {compared}", compared=screen.compared))
        self._compared.setVisible(bool(screen.compared))
        self._compared_tag.setVisible(bool(screen.compared))
