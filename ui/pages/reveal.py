"""Where a rating ends: what is still open of it, and once it is done both scores, item by item."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.faults import Fault
from app.screens.ratings import OPEN_HEADS, REVEAL_HEADS, RevealScreen, before_screen, reveal_screen
from assessments.language.exam import NotAllowed
from assessments.language.protocol import Option
from assessments.language.value import Ref
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.row_list import RowList
from ui.parts.sheet import PickSheet, ReasonSheet

_NOTHING = RevealScreen(
    tr("Both scores"),
    tr("A test is scored again from the page of its patient: 2 asks for a second rater, R repeats it."),
    "",
    (),
    tr("No rating is chosen. Esc leads to all of them"),
)


class RevealPage(Page):
    """While the rating lies open nothing of the first scores is asked for, so nothing of them can be seen."""

    title = tr("Both scores")
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._shown = _NOTHING
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 16)
        page.setSpacing(8)
        head = QHBoxLayout()
        self._title = words("", "title")
        self._count = words("", "body", "ink2")
        head.addWidget(self._title, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(head)
        self._about = words("", "body", "ink2", wrap=True)
        page.addWidget(self._about)
        self._list = RowList(tr("Items"), REVEAL_HEADS)
        self._list.walked.connect(lambda _: self._show_detail())
        self._open = RowList(tr("Still open"), OPEN_HEADS)
        page.addWidget(self._list, 1)
        page.addWidget(self._open, 1)
        box = card("card")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 8, 16, 8)
        self._detail = words("", "body", "ink2", wrap=True)
        inside.addWidget(self._detail)
        self._box = box
        page.addWidget(box)
        self._sure = PickSheet(
            tr("Show both scores?"),
            [Option("done", tr("Done, show both"), "D")],
            tr("Your rating is closed then. Neither score is changed for it afterwards."),
        )
        self._sure.picked.connect(lambda _: self._close_rating())
        self._why = ReasonSheet(
            tr("Why is this rating given up?"),
            (),
            tr("What was scored stays in the record and counts nowhere."),
            note_needed=True,
            verb=tr("Give it up"),
        )
        self._why.answered.connect(lambda _, why: self._give_up(why))

    def enter(self, **where: object) -> None:
        self.exam_page = self._giving
        if "rating" in where:
            self._show_both(str(where["rating"]))
        elif self._giving:
            self.show_exam()
        else:
            self._show(_NOTHING)

    def first(self) -> QWidget:
        return self._open if self._giving else self._list

    def keys(self) -> tuple[KeyHint, ...]:
        return self._giving_keys() if self._giving else self._shown_keys()

    def every_key(self) -> tuple[KeyHint, ...]:
        return (*self._giving_keys(), *self._shown_keys())

    def _giving_keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("\u2191|\u2193", tr("open item")),
            KeyHint("X", tr("give it up"), self._ask_abandon),
            KeyHint("Ctrl Enter", tr("Done, show both"), self._ask, primary=True),
        )

    def _shown_keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("\u2191|\u2193", tr("item")),
            KeyHint("Esc", tr("ratings"), lambda: self.frame.go("agreement"), right=True),
        )

    @property
    def _giving(self) -> bool:
        """Whether a rating lies open at this desk and is not closed yet."""
        examination = self.desk.examination
        return (
            examination is not None and examination.exam.started.rates is not None and examination.exam.open
        )

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        if self._giving:
            self._show(before_screen(self.desk.exam, self.desk.evaluation))

    # Acting

    def _ask(self) -> None:
        self.frame.ask(self._sure)

    def _close_rating(self) -> None:
        person, rating = self.desk.workstation.person, self.desk.exam.id
        complaint = self.desk.sign(person.name, person.licence)
        if complaint is not None:
            self.frame.say(complaint.words)
        elif not self.desk.saver.flush():
            self.frame.say(tr("Not saved yet. Both scores are shown once the disk has taken yours."))
        else:
            self.desk.lay_open(None)
            self.frame.go("reveal", rating=rating)

    def _ask_abandon(self) -> None:
        self.frame.ask(self._why)

    def _give_up(self, why: str) -> None:
        complaint = self.desk.abandon(why)
        if complaint is not None:
            self.frame.say(complaint.words)
            return
        self.desk.lay_open(None)
        self.frame.go("agreement")
        self.frame.say(tr("The rating is given up and counts nowhere."))

    # Showing

    def _show_both(self, rating: str) -> None:
        try:
            self._show(reveal_screen(self.desk.workstation.ratings.revealed(rating)))
        except (Fault, NotAllowed) as refused:
            self._show(_NOTHING)
            self.frame.say(str(refused))

    def _show(self, screen: RevealScreen) -> None:
        self._shown = screen
        set_words(self._title, screen.title)
        set_words(self._count, screen.count)
        set_words(self._about, screen.about)
        shown, other = (self._open, self._list) if self._giving else (self._list, self._open)
        shown.show_rows(screen.rows, screen.nothing)
        other.hide()
        shown.show()
        self._show_detail()

    def _show_detail(self) -> None:
        row = None if self._giving else self._list.row
        set_words(self._detail, row.several_lines if row else "")
        self._box.setVisible(bool(row and row.several_lines))


PAGE = RevealPage
