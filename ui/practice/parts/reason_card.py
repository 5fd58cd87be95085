"""Why the key of one item is what it is, what a miss would have changed, and the two looks back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.practice.screens.case import ReasonScreen
from app.screens.state import State
from resources.tongue import tr
from ui.parts.key_button import KeyButton
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.theme import theme


class ReasonCard(QWidget):
    """`replayed` and `compared` are the two buttons; they are there where somebody moves."""

    replayed = Signal()
    compared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = _Edged()
        self._sign = StateIcon(State.FINDING, 18)
        self._title = words("", "strong", "finding", wrap=True)
        self._said = words("", "body", wrap=True)
        self._effect = words("", "body", "ink2", wrap=True)
        self._replay = KeyButton(tr("Replay with lines"), "G")
        self._compare = KeyButton(tr("Compare good"), "K")
        self._replay.clicked.connect(self.replayed)
        self._compare.clicked.connect(self.compared)
        for button in (self._replay, self._compare):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._row = row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._replay)
        row.addWidget(self._compare)
        row.addStretch(1)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(18, 10, 14, 12)
        inside.setSpacing(5)
        inside.addLayout(head)
        inside.addWidget(self._said)
        inside.addWidget(self._effect)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._box)

    def show_reason(self, screen: ReasonScreen, moves: bool) -> None:
        self._sign.show_state(screen.state)
        set_words(self._title, screen.title)
        set_look(self._title, "tone", "finding" if screen.state is State.FINDING else "ink")
        set_words(self._said, screen.words)
        set_words(self._effect, screen.effect)
        self._effect.setVisible(bool(screen.effect))
        self._box.show_tone("finding" if screen.state is State.FINDING else "accent")
        self._replay.setVisible(moves)
        self._compare.setVisible(moves)
        self.setAccessibleName(" ".join(part for part in (screen.title, screen.words, screen.effect) if part))


class _Edged(QFrame):
    """A card with an edge in the colour of what it says."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = "accent"

    def show_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("surface"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.fillRect(QRectF(0, 0, 4, self.height()), look.colour(self._tone))
        painter.end()
