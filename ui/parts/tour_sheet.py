"""The three cards of the first look, one at a time: Enter goes on, Esc leaves at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.screens.tour import TourCard, TourFigure, TourLine
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.key_cap import KeyCap
from ui.parts.look import rule, set_words, words
from ui.parts.picture_view import PictureView
from ui.parts.sheet import Sheet
from ui.parts.side_badge import SideBadge
from ui.parts.state_icon import StateIcon
from ui.theme import theme

_SIGNS = 96
"""Pixels for what stands before the words of a line."""
_WIDE, _LEAST, _MOST = 900, 110, 230
"""Four bodies beside each other, three of them lying: as large as the window leaves room for."""


class TourSheet(Sheet):
    """Nothing in it moves, and nothing waits for it."""

    def __init__(self, cards: Sequence[TourCard]) -> None:
        super().__init__("")
        self.setAccessibleName(tr("A first look"))
        self._cards = tuple(cards)
        self._stack = QStackedWidget()
        self._stack.setMinimumWidth(theme().px(_WIDE))
        for card in self._cards:
            self._stack.addWidget(_card(card))
        self._place = words("", "caption", "ink3")
        self._on = KeyButton(tr("Next"), "Enter", "primary")
        self._on.clicked.connect(self._go_on)
        row = QHBoxLayout()
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(self._on)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(rule())
        self.column.addLayout(row)
        self.first = self._on
        self._turn_to(0)

    @property
    def card(self) -> int:
        """Which of them is shown, from 0."""
        return self._stack.currentIndex()

    def keys(self) -> tuple[KeyHint, ...]:
        last = self.card == len(self._cards) - 1
        return (
            KeyHint("Enter", tr("to work") if last else tr("next"), self._go_on),
            KeyHint("→", "", self._go_on),
            KeyHint("←", tr("back") if self.card else "", self._go_back),
            KeyHint("Esc", tr("leave; it is in the manual"), self.close_sheet, right=True),
        )

    def _go_on(self) -> None:
        if self.card == len(self._cards) - 1:
            self.close_sheet()
        else:
            self._turn_to(self.card + 1)

    def _go_back(self) -> None:
        self._turn_to(max(0, self.card - 1))

    def _turn_to(self, card: int) -> None:
        self._stack.setCurrentIndex(card)
        shown, most = card + 1, len(self._cards)
        set_words(self._place, tr("A first look, {shown} of {most}", shown=shown, most=most))
        self._on.show_button(tr("To work") if shown == most else tr("Next"), "primary")
        it = self._cards[card]
        # The button has the caret, so it says what is to be read.
        said = (it.title, it.about, *(f"{line.key} {line.words}".strip() for line in it.lines))
        self._on.setAccessibleDescription(" ".join(said))


def _card(card: TourCard) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(words(card.title, "title", wrap=True))
    column.addWidget(words(card.about, "body", "ink2", wrap=True))
    if card.figures:
        row = QHBoxLayout()
        row.setSpacing(16)
        for figure in card.figures:
            row.addWidget(_figure(figure), 1)
        column.addSpacing(4)
        column.addLayout(row, 100)
    column.addSpacing(6)
    for line in card.lines:
        column.addWidget(_line(line))
    column.addStretch(1)
    return box


def _figure(figure: TourFigure) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    view = PictureView(100)
    view.show_picture(figure.picture)
    view.setMinimumHeight(_LEAST)
    view.setMaximumHeight(_MOST)
    column.addWidget(view, 1)
    caption = words(figure.caption, "caption", "ink2")
    caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(caption)
    return box


def _line(line: TourLine) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 5, 0, 5)
    row.setSpacing(14)
    before = QWidget()
    before.setFixedWidth(theme().px(_SIGNS))
    signs = QHBoxLayout(before)
    signs.setContentsMargins(0, 0, 0, 0)
    signs.setSpacing(6)
    signs.addStretch(1)
    if line.key:
        signs.addWidget(KeyCap(line.key))
    if line.state is not None:
        signs.addWidget(StateIcon(line.state, 24))
    for side in line.sides:
        signs.addWidget(SideBadge(side))
    row.addWidget(before)
    row.addWidget(words(line.words, "body", wrap=True), 1)
    return box
