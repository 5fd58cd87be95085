"""The block page: the cases that were committed, what agreed, and what to practise next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.practice.beginning import any_seed, begin, weakest_of
from app.practice.screens.block import BlockScreen, ResultRow, block_screen
from app.practice.sitting import Sitting
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.state_icon import StateIcon
from ui.practice.frame import Frame
from ui.practice.page import Page
from ui.practice.parts.banner import Watermark
from ui.theme import theme


class BlockPage(Page):
    title = tr("How it went")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._sitting: Sitting | None = None
        self._mark = Watermark(self)
        self._title = words(self.title, "title")
        self._standing = words("", "body", "ink2", wrap=True)
        self._weak = words("", "strong", wrap=True)
        self._again = KeyButton(tr("Another block like it"), "Enter", "primary", 44)
        self._again.clicked.connect(self._once_more)
        self._rows: list[_Line] = []
        inside = card("card")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(16, 8, 16, 8)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setProperty("look", "read")
        area.setAccessibleName(tr("The cases of this block"))
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 16)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._standing)
        column.addWidget(area, 1)
        column.addWidget(self._weak)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._again)
        for words_, key, name in ((tr("Progress"), "P", "progress"), (tr("Start page"), "S", "start")):
            button = KeyButton(words_, key, height=44)
            button.clicked.connect(partial(frame.go, name))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def enter(self, **where: object) -> None:
        sitting = where.get("sitting")
        if isinstance(sitting, Sitting):
            self._sitting = sitting
        if self._sitting is not None:
            self._show(block_screen(self._sitting))

    def _show(self, screen: BlockScreen) -> None:
        set_words(self._title, screen.title)
        set_words(self._standing, screen.standing)
        weak = tr("Practise next: {items}.", items=screen.weak) if screen.weak else ""
        set_words(self._weak, weak)
        self._weak.setVisible(bool(weak))
        while len(self._rows) < len(screen.rows):
            line = _Line()
            self._rows.append(line)
            self._lines.insertWidget(self._lines.count() - 1, line)
        for number, line in enumerate(self._rows):
            there = number < len(screen.rows)
            line.setVisible(there)
            if there:
                line.show_row(screen.rows[number])

    def first(self) -> QWidget:
        return self._again

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("P", tr("progress"), partial(self.frame.go, "progress")),
            KeyHint("S", tr("start page"), partial(self.frame.go, "start")),
            KeyHint("Esc", tr("start page"), self.back),
            KeyHint("Enter", tr("Another block like it"), self._enter, primary=True),
        )

    def _enter(self) -> None:
        focus = self.focusWidget()
        if isinstance(focus, KeyButton) and focus.hasFocus():
            focus.click()
        else:
            self._once_more()

    def _once_more(self) -> None:
        if self._sitting is not None:
            learner = self.frame.learner
            weakest = weakest_of(self.frame.book.attempts(learner))
            sitting = begin(self._sitting.kind, any_seed(), learner, weakest)
            self.frame.go("case", sitting=sitting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.stand()


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._number = words("", "strong", "ink3")
        self._sign = StateIcon(size=18)
        self._test = words("", "strong", wrap=True)
        self._missed = words("", "body", "ink2", wrap=True)
        self._agreed = words("", "value")
        self._seconds = words("", "caption", "ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        for part, share in (
            (self._number, 0), (self._sign, 0), (self._test, 3), (self._missed, 7), (self._agreed, 0),
            (self._seconds, 0),
        ):  # fmt: skip
            row.addWidget(part, share)

    def show_row(self, row: ResultRow) -> None:
        for label, said in (
            (self._number, str(row.number)), (self._test, row.test), (self._agreed, row.agreed),
            (self._seconds, row.seconds),
        ):  # fmt: skip
            set_words(label, said)
        differ = tr("differ: {items}", items=row.missed) if row.missed else tr("all agree")
        set_words(self._missed, differ)
        self._number.setMinimumWidth(theme().px(22))
        self._seconds.setMinimumWidth(theme().px(48))
        self._agreed.setMinimumWidth(theme().px(64))
        self._sign.show_state(row.state)


PAGE = BlockPage
