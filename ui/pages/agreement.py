"""How far the clinic's raters agree, and every test that was or is scored a second time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.access.rights import Right, refusal
from app.agreement.pairs import Pair
from app.faults import Fault
from app.screens.agreement import HEADS, agreement_screen
from app.screens.entry import EntryScreen, EntryState
from app.screens.ratings import RATING_HEADS, rating_rows
from assessments.language.exam import ExamKind, NotAllowed
from assessments.language.protocol import Option
from resources.tongue import tr, trn
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.choice_row import segments_of
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.row_list import RowList
from ui.parts.segments import Segments
from ui.rating import begin_rating, go_on_rating

_VIEWS = (
    Option("ratings", tr("Ratings"), "1"),
    Option("results", tr("Results of the tests"), "2"),
    Option("items", tr("Items"), "3"),
)


class AgreementPage(Page):
    """The ratings first: what waits is what one comes for. The figures are for who may see them."""

    title = tr("Agreement")
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._view = "ratings"
        self._pairs: tuple[Pair, ...] | None = None
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 20, 32, 16)
        page.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(words(tr("Agreement between raters"), "title"))
        head.addStretch(1)
        self._count = words("", "body", "ink3")
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(head)
        self._views = Segments(tr("Shown"), segments_of(_VIEWS), moves_on=False)
        self._views.typed.connect(self._choose)
        page.addWidget(self._views)
        self._ratings = RowList(tr("Ratings"), RATING_HEADS)
        self._ratings.opened.connect(self._open)
        self._figures = RowList(tr("Agreement"), HEADS)
        for each in (self._ratings, self._figures):
            each.walked.connect(lambda _: self._show_detail())
            page.addWidget(each, 1)
        self._box = card("card")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(16, 10, 16, 10)
        self._detail = words("", "body", "ink2", wrap=True)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self._detail)
        page.addWidget(self._box)

    def enter(self, **where: object) -> None:
        self.desk.lay_open(None)
        self._pairs = None
        self._choose("ratings")

    def first(self) -> QWidget:
        return self._list

    def keys(self) -> tuple[KeyHint, ...]:
        here = self._view == "ratings" and bool(self._ratings.current)
        return (
            KeyHint("\u2191|\u2193", tr("line")),
            KeyHint("Enter", self._verb, partial(self._open, self._ratings.current), enabled=here),
            KeyHint("1\u20133", tr("what is shown")),
            *(KeyHint(o.key, "", partial(self._choose, o.code), about=o.words) for o in _VIEWS),
            KeyHint("Esc", tr("patient list"), lambda: self.frame.go("home"), right=True),
        )

    @property
    def _list(self) -> RowList:
        return self._ratings if self._view == "ratings" else self._figures

    @property
    def _verb(self) -> str:
        current = self._ratings.current
        if current.startswith("ask:"):
            return tr("begin, blind")
        done = self._ratings.row is not None and self._mine != current
        return tr("both scores") if done else tr("go on")

    @property
    def _mine(self) -> str:
        mine = self.desk.workstation.ratings.open_of_mine()
        return mine.id if mine is not None else ""

    def _choose(self, view: str) -> None:
        self._view = view or self._view
        self._views.show_entry(EntryScreen(self._view, EntryState.FILLED))
        self._ratings.setVisible(self._view == "ratings")
        self._figures.setVisible(self._view != "ratings")
        shows: dict[str, Callable[[], None]] = {"ratings": self._show_ratings}
        shows.get(self._view, self._show_figures)()
        self._show_detail()
        self.frame.show_keys()

    def _show_ratings(self) -> None:
        station = self.desk.workstation
        try:
            ratings = station.ratings.all()
        except (Fault, NotAllowed) as refused:
            self._ratings.show_rows((), str(refused))
            return
        patients = {id: station.patients.get(id) for id in {one.patient_id for one in ratings}}
        rows = tuple(rating_rows(ratings, station.ratings.waiting, patients, station.person.id))
        self._ratings.show_rows(
            rows,
            tr(
                "No test was scored twice yet. On a patient's page 2 asks for a second rater, R repeats "
                "a test."
            ),
        )
        set_words(self._count, trn("{n} rating", "{n} ratings", len(ratings)) if rows else "")

    def _show_figures(self) -> None:
        if not self.desk.may(Right.AGREEMENT):
            self._figures.show_rows((), refusal(Right.AGREEMENT))
            return
        try:
            if self._pairs is None:
                self._pairs = self.desk.workstation.ratings.pairs()
            screen = agreement_screen(self._pairs, self._view == "items")
        except (Fault, NotAllowed) as refused:
            self._figures.show_rows((), str(refused))
            return
        self._figures.show_rows(screen.rows, screen.nothing)
        set_words(self._count, screen.count)

    def _show_detail(self) -> None:
        row = self._list.row
        set_words(self._detail, row.several_lines if row else "")
        self._box.setVisible(bool(row and row.several_lines))

    def _open(self, id: str) -> None:
        ratings = self.desk.workstation.ratings
        if id.startswith("ask:"):
            asked = next(one for one in ratings.waiting if f"ask:{one.exam_id}" == id)
            begin_rating(self.frame, asked.exam_id, asked.tests, ExamKind.SECOND_RATER)
        elif id and id == self._mine:
            go_on_rating(self.frame, id)
        elif id:
            self.frame.go("reveal", rating=id)


PAGE = AgreementPage
