"""How far the clinic's raters agree, and every test that was or is scored a second time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.access.rights import Right, refusal
from app.agreement.pairs import Pair
from app.faults import Fault
from app.screens.agreement import HEADS, agreement_screen
from app.screens.entry import EntryScreen, EntryState
from app.screens.own_error import OWN_HEADS, all_on, own_error_screen, turned
from app.screens.ratings import RATING_HEADS, rating_rows
from assessments.change.own import NO_OWN, OwnErrors
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
    Option("own", tr("Own error"), "4"),
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
        self._own = RowList(tr("Own error"), OWN_HEADS)
        self._own_screen = own_error_screen((), NO_OWN)
        self._own.opened.connect(self._turn)
        for each in (self._ratings, self._figures, self._own):
            each.walked.connect(self._walked)
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
            *((KeyHint("Enter", self._verb, partial(self._open, self._ratings.current)),) if here else ()),
            *self._switches(),
            KeyHint("1\u20134", tr("what is shown")),
            *(KeyHint(o.key, "", partial(self._choose, o.code), about=o.words) for o in _VIEWS),
            KeyHint("Esc", tr("patient list"), lambda: self.frame.go("home"), right=True),
        )

    @property
    def _list(self) -> RowList:
        return {"ratings": self._ratings, "own": self._own}.get(self._view, self._figures)

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
        for each in (self._ratings, self._figures, self._own):
            each.setVisible(each is self._list)
        shows: dict[str, Callable[[], None]] = {"ratings": self._show_ratings, "own": self._show_own}
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

    def _read_pairs(self) -> tuple[Pair, ...] | None:
        """None where they may not be seen; the list says why."""
        if not self.desk.may(Right.AGREEMENT):
            self._list.show_rows((), refusal(Right.AGREEMENT))
            return None
        try:
            if self._pairs is None:
                self._pairs = self.desk.workstation.ratings.pairs()
        except (Fault, NotAllowed) as refused:
            self._list.show_rows((), str(refused))
            return None
        return self._pairs

    def _show_own(self) -> None:
        pairs = self._read_pairs()
        if pairs is None:
            return
        self._own_screen = own_error_screen(pairs, self.desk.workstation.settings.own_errors)
        self._own.show_rows(self._own_screen.rows, self._own_screen.nothing)
        used = len(self._own_screen.in_use)
        set_words(self._count, trn("{n} in use", "{n} in use", used) if used else tr("none in use"))

    def _switches(self) -> tuple[KeyHint, ...]:
        if self._view != "own":
            return ()
        screen, row = self._own_screen, self._own.current
        may = self.desk.may(Right.CLINIC)
        on = row in screen.offered and screen.offered[row] != screen.in_use.get(row)
        return (
            KeyHint(
                "U",
                tr("use it for verdicts") if on or row not in screen.in_use else tr("stop using it"),
                partial(self._turn, row),
                enabled=may and (on or row in screen.in_use),
            ),
            KeyHint("A", tr("use all"), self._turn_all, enabled=may and bool(screen.offered)),
        )

    def _turn(self, id: str) -> None:
        self._keep(turned(self._own_screen, id, self.desk.workstation.settings.own_errors))

    def _turn_all(self) -> None:
        self._keep(all_on(self._own_screen, self.desk.workstation.settings.own_errors))

    def _keep(self, own: OwnErrors) -> None:
        """Only a manager sets what is set for the clinic; the refusal says so."""
        station = self.desk.workstation
        try:
            station.change_settings(replace(station.settings, own_errors=own))
        except (Fault, NotAllowed) as refused:
            set_words(self._detail, str(refused))
            return
        self._show_own()
        self._show_detail()
        self.frame.show_keys()

    def _show_figures(self) -> None:
        pairs = self._read_pairs()
        if pairs is None:
            return
        screen = agreement_screen(pairs, self._view == "items")
        self._figures.show_rows(screen.rows, screen.nothing)
        set_words(self._count, screen.count)

    def _walked(self, _: str) -> None:
        self._show_detail()
        self.frame.show_keys()

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
