"""The start page: Enter begins ten mixed cases at once, a digit chooses something else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.practice.beginning import MIXED, any_seed, begin, weakest_of
from app.practice.screens.start import PROGRESS, STATIONS, Offer, start_screen
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.text_field import LineField
from ui.practice.frame import Frame
from ui.practice.page import Page
from ui.practice.parts.banner import Watermark


class StartPage(Page):
    """The caret begins on the button, so that a key chooses and no name is asked for first."""

    title = tr("Practice")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.seed = any_seed()
        """Of the next block; each begins with another."""
        self._mark = Watermark(self)
        self._mixed = KeyButton(tr("Ten mixed cases"), "Enter", "primary", 52)
        self._mixed.clicked.connect(partial(self.begin, MIXED))
        self._name = LineField(tr("Your name"), hint=tr("optional, kept on this computer only"))
        self._name.typed.connect(self._called)
        self._done = words("", "body", "ink2")
        self._offers = QGridLayout()
        self._offers.setHorizontalSpacing(20)
        self._offers.setVerticalSpacing(10)
        for number, offer in enumerate(start_screen((), "", 0).offers):
            self._offers.addWidget(self._card(offer), number // 3, number % 3)
        about = tr(
            "Simulated patients on the exam's own pages. Score first and commit; then see the key, the "
            "reason and what a miss would have changed. Nothing here touches a patient's record."
        )
        first = QHBoxLayout()
        first.setSpacing(20)
        first.addWidget(self._mixed, 1)
        who = QHBoxLayout()
        who.setSpacing(10)
        who.addWidget(words(tr("Name"), "caption", "ink3"))
        who.addWidget(self._name, 1)
        first.addLayout(who, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 16, 48, 10)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(words(tr("Practice"), "title"))
        head.addStretch(1)
        head.addWidget(self._done, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(words(about, "body", "ink2", wrap=True))
        column.addLayout(first)
        column.addLayout(self._offers)
        column.addStretch(1)

    def _card(self, offer: Offer) -> QWidget:
        box = card("card")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(4)
        button = KeyButton(offer.words, offer.key)
        button.clicked.connect(partial(self.choose, offer.code))
        inside.addWidget(button)
        about = words(offer.about, "body", "ink2", wrap=True)
        about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(about, 1)
        return box

    def enter(self, **where: object) -> None:
        book, learner = self.frame.book, self.frame.learner
        screen = start_screen(book.learners(), learner, len(book.attempts(learner)))
        set_words(self._done, screen.done)
        self._name.show_text(learner)

    def first(self) -> QWidget:
        return self._mixed

    def place(self) -> str:
        return ""

    def keys(self) -> tuple[KeyHint, ...]:
        offers = start_screen((), "", 0).offers
        return (
            *(KeyHint(one.key, "", partial(self.choose, one.code), about=one.words) for one in offers),
            KeyHint("1–9", tr("choose")),
            KeyHint("L", tr("your name"), self._to_name),
            KeyHint("Esc", tr("leave practice"), self.frame.leave, right=True),
            KeyHint("Enter", tr("Ten mixed cases"), self._enter, primary=True),
        )

    def choose(self, code: str) -> None:
        if code in (STATIONS, PROGRESS):
            self.frame.go(code)
        else:
            self.begin(code)

    def begin(self, kind: str) -> None:
        learner = self.frame.learner
        before = self.frame.book.attempts(learner)
        sitting = begin(kind, self.seed, learner, weakest_of(before), newcomer=not before)
        self.seed = any_seed()
        self.frame.go("case", sitting=sitting)

    def back(self) -> None:
        self.frame.leave()

    def _enter(self) -> None:
        """Enter on a button presses it; anywhere else it begins."""
        focus = self.focusWidget()
        if isinstance(focus, KeyButton) and focus.hasFocus():
            focus.click()
        else:
            self.begin(MIXED)

    def _to_name(self) -> None:
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _called(self, name: str) -> None:
        self.frame.learner = " ".join(name.split())
        self.enter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.stand()


PAGE = StartPage
