"""The learner's progress: agreement item by item, how it runs, what was done, and what to practise next."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.practice.beginning import MIXED, STORY, begin
from app.practice.book import named
from app.practice.screens.progress import BlockRow, ProgressScreen, goal_words, progress_screen
from app.practice.stations import circuits
from assessments.language.protocol import Option
from resources.tongue import tr, trn
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.sheet import PickSheet
from ui.parts.tag import Tag
from ui.practice.agreement_list import AgreementList
from ui.practice.frame import Frame
from ui.practice.kappa_view import KappaView
from ui.practice.page import Page
from ui.practice.parts.banner import Watermark
from ui.practice.taking_portfolio import TakingPortfolio

_SEEDS = 2**31
_BLOCKS = 3
"""The last blocks that the page lists; the portfolio has all."""
_TOP = Qt.AlignmentFlag.AlignTop


class ProgressPage(Page):
    """The arrows walk the items; Enter practises what is weakest."""

    title = tr("Progress")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.screen_: ProgressScreen = progress_screen((), "")
        self._unsigned = ""
        self._names: list[str] = []
        self.taking = TakingPortfolio(self, frame)
        self._mark = Watermark(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._something())

    # Made once

    def _nothing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 28, 48, 16)
        column.setSpacing(16)
        column.addWidget(words(tr("Progress"), "title"))
        self._empty = words("", "section", "ink2", wrap=True)
        column.addWidget(self._empty)
        self._start = KeyButton(tr("Ten mixed cases"), "Enter", "primary", 52)
        self._start.clicked.connect(self.practise)
        row = QHBoxLayout()
        row.addWidget(self._start)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _something(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 14, 12, 10)
        row.setSpacing(24)
        row.addLayout(self._left(), 915)
        row.addWidget(self._right(), 365)
        return page

    def _left(self) -> QVBoxLayout:
        self.items = AgreementList()
        self.items.opened.connect(self.practise_test)
        self._about = words("", "body", "ink2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(words(tr("By item"), "section"))
        head.addWidget(words(tr("the lowest low end of agreement first"), "caption", "ink3"))
        head.addWidget(Tag("convention"))
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(words(tr("Progress"), "title"))
        column.addWidget(self._about)
        column.addLayout(head)
        column.addWidget(self.items, 1)
        return column

    def _right(self) -> QWidget:
        """In an area of its own: in large text it is scrolled, and the items stay where they are."""
        self._next = words("", "guide-strong", wrap=True)
        self._blocks = QGridLayout()
        self._blocks.setHorizontalSpacing(12)
        self._blocks.setVerticalSpacing(3)
        self._blocks.setColumnStretch(1, 1)
        self._more = words("", "small", "ink2", wrap=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(10)
        column.addWidget(words(tr("Agreement so far"), "section"))
        column.addWidget(self._so_far())
        following = card("card")
        inside = _inside(following)
        inside.addWidget(words(tr("To practise next"), "caption", "ink3"))
        inside.addWidget(self._next)
        column.addWidget(following)
        blocks = card("card")
        inside = _inside(blocks)
        inside.addWidget(words(tr("Blocks, the last first"), "caption", "ink3"))
        inside.addLayout(self._blocks)
        inside.addWidget(self._more)
        column.addWidget(blocks)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setProperty("look", "read")
        area.setAccessibleName(tr("Agreement so far"))
        area.setWidget(inner)
        return area

    def _so_far(self) -> QWidget:
        self._big = words("", "reading")
        self._lines = words("", "caption", wrap=True)
        self.plot = KappaView()
        self._goal = words(goal_words(), "small", "ink2", wrap=True)
        self._standing = words("", "caption", "ink2", wrap=True)
        self._trend = words("", "caption", "ink2", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._big)
        top.addWidget(self._lines, 1)
        box = card("card")
        inside = _inside(box)
        inside.addLayout(top)
        inside.addWidget(self.plot)
        for line in (self._goal, self._standing, self._trend):
            inside.addWidget(line)
        return box

    # Shown

    def enter(self, **where: object) -> None:
        pages = self.frame.book.read()
        name = named(self.frame.learner)
        attempts = tuple(one for one in pages.attempts if one.learner == name)
        self._names = list(dict.fromkeys(one.learner for one in reversed(pages.attempts)))
        screen = self.screen_ = progress_screen(attempts, self.frame.learner)
        done = circuits(attempts, tuple(one for one in pages.sign_offs if one.learner == name))
        self._unsigned = next((one.id for one in reversed(done) if not one.sign_offs), "")
        self._stack.setCurrentIndex(0 if screen.empty else 1)
        set_words(self._empty, screen.empty)
        left_out = " ".join(one.words for one in pages.left_out)
        if not screen.empty:
            self._show(screen, left_out)
        elif left_out:
            self.frame.say(left_out)

    def _show(self, screen: ProgressScreen, left_out: str) -> None:
        cases = trn("{n} case", "{n} cases", screen.cases)
        judged = trn("{n} item judged", "{n} items judged", screen.judged)
        about = tr("{learner}: {cases}, {judged}.", learner=screen.learner, cases=cases, judged=judged)
        set_words(self._about, f"{about} {left_out}".strip())
        set_words(self._big, screen.big)
        self._big.setVisible(bool(screen.big))
        set_words(self._lines, "\n".join(screen.lines))
        drawn = any(point.kappa is not None for point in screen.points)
        self.plot.setVisible(drawn)
        self._goal.setVisible(drawn)
        self.plot.show_reached(screen.points, screen.goal)
        set_words(self._standing, screen.standing)
        set_words(self._trend, screen.trend)
        set_words(self._next, screen.next_up)
        self.items.show_rows(screen.items)
        self._show_blocks(screen.blocks)

    def _show_blocks(self, blocks: Sequence[BlockRow]) -> None:
        while (item := self._blocks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for at, block in enumerate(blocks[:_BLOCKS]):
            self._blocks.addWidget(words(block.day, "caption", "ink2"), at, 0, _TOP)
            self._blocks.addWidget(words(block.what, "caption", wrap=True), at, 1, _TOP)
            self._blocks.addWidget(words(block.percent, "caption-strong"), at, 2, _TOP)
        more = len(blocks) - _BLOCKS
        set_words(self._more, trn("{n} more in the portfolio", "{n} more in the portfolio", more))
        self._more.setVisible(more > 0)

    def first(self) -> QWidget:
        return self._start if self.screen_.empty else self.items

    def keys(self) -> tuple[KeyHint, ...]:
        leave = KeyHint("Esc", tr("back"), self.back, right=True)
        if self.screen_.empty:
            return (leave, KeyHint("Enter", tr("Ten mixed cases"), self.practise, primary=True))
        weak = bool(self.screen_.next_codes)
        words_ = tr("Practise the weakest") if weak else tr("Ten mixed cases")
        names = self._others()
        return (
            KeyHint("↑|↓", tr("item")),
            KeyHint("T", tr("practise this test"), lambda: self.practise_test(self.items.current)),
            KeyHint("P", tr("portfolio"), self.taking.ask),
            *((KeyHint("O", tr("sign off stations"), self._sign_off),) if self._unsigned else ()),
            *((KeyHint("L", tr("another learner"), self._ask_learner),) if names else ()),
            leave,
            KeyHint("Enter", words_, self.practise, primary=True),
        )

    # Done

    def practise(self) -> None:
        """Ten mixed cases, some of them for what is weakest."""
        self._begin(MIXED)

    def practise_test(self, code: str) -> None:
        """Ten cases of the test to which an item belongs."""
        test = code.partition(".")[0]
        self._begin(STORY if test in ("intake", "safety") else test)

    def _begin(self, kind: str) -> None:
        seed = SystemRandom().randrange(_SEEDS)
        sitting = begin(kind, seed, self.frame.learner, self.screen_.next_codes)
        self.frame.go("case", sitting=sitting)

    def _sign_off(self) -> None:
        self.frame.go("sign_off", circuit=self._unsigned)

    def _others(self) -> list[str]:
        """Who else practised here, who practised last first."""
        return [name for name in self._names if name != self.frame.learner]

    def _ask_learner(self) -> None:
        names = self._others()[:9]
        options = [Option(str(n), name or tr("Without a name"), str(n + 1)) for n, name in enumerate(names)]
        sheet = PickSheet(tr("Whose progress?"), options)
        sheet.picked.connect(lambda code: self._become(names[int(code)]))
        self.frame.ask(sheet)

    def _become(self, name: str) -> None:
        self.frame.learner = name
        self.frame.go("progress")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.stand()


def _inside(box: QWidget) -> QVBoxLayout:
    inside = QVBoxLayout(box)
    inside.setContentsMargins(14, 10, 14, 12)
    inside.setSpacing(5)
    return inside


PAGE = ProgressPage
