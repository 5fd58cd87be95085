"""The case page: look, score every item, commit; then every answer by the key, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.practice.book import NotKept
from app.practice.screens.case import CaseScreen, case_screen, reason_screen
from app.practice.screens.progress import progress_screen, test_words
from app.practice.sitting import Sitting
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.state import State
from assessments.language.answers import Answers
from assessments.language.protocol import Option
from assessments.language.value import Ref
from resources.tongue import tr, trn
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.parts.segments import Segments
from ui.parts.sheet import PickSheet
from ui.parts.state_icon import StateIcon
from ui.practice.frame import Frame
from ui.practice.note_to_self import NoteToSelf
from ui.practice.page import Page
from ui.practice.parts.agreement_card import AgreementCard
from ui.practice.parts.columns import least_width
from ui.practice.parts.item_list import ItemList
from ui.practice.parts.mark_table import MarkArea, MarkTable
from ui.practice.parts.patient_view import PatientView
from ui.practice.parts.places import Places
from ui.practice.parts.reason_card import ReasonCard
from ui.practice.parts.turned import Turned
from ui.theme import theme

_THREE_COLUMNS = 1150
"""Pixels of the page, at the smallest text, from which there is room for the agreement so far."""


_HIGH = 760
"""Pixels of the window from which every bar of the agreement has room."""


class CasePage(Page):
    """`enter` takes a `Sitting`; without one it goes on with the one at hand."""

    title = tr("Case")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._sitting: Sitting | None = None
        self._begun = 0.0
        self._committed_at: datetime | None = None
        self._refused: dict[Ref, EntryScreen] = {}
        self._shown: object = None
        self._notes = NoteToSelf(frame, self)
        self.patient = PatientView(frame.clock.monotonic)
        self.patient.keys_changed.connect(frame.show_keys)
        self.items = ItemList()
        self.items.typed.connect(self._typed)
        self.items.reached.connect(self._reached)
        self.marks = MarkTable()
        self.marks.chosen.connect(self._explain)
        self.reason = ReasonCard()
        self.reason.replayed.connect(self._replay)
        self.reason.compared.connect(self.patient.stage.next_example)
        self.places = Places()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 10)
        row.setSpacing(28)
        row.addLayout(self._left(), 520)
        row.addLayout(self._middle(), 412)
        self.agreement = AgreementCard()
        row.addWidget(self.agreement, 330)

    def _left(self) -> QVBoxLayout:
        self._title = words("", "title", wrap=True)
        self._about = words("", "guide", "ink2", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(4)
        column.addWidget(self.patient, 1)
        return column

    def _middle(self) -> QVBoxLayout:
        self._head = words("", "section")
        self._sign = StateIcon(size=18)
        self._standing = words("", "guide-strong")
        self.commit_button = KeyButton(tr("Commit"), "Ctrl Enter", "primary")
        self.commit_button.clicked.connect(self._ask_commit)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self._sign)
        head.addWidget(self._standing)
        before = QWidget()
        inside = QVBoxLayout(before)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.items, 1)
        inside.addWidget(self.commit_button)
        self._turn = Turned()
        self._turn.addWidget(before)
        self._turn.addWidget(self._after())
        self._hidden = words(tr("The key stays hidden until you commit."), "caption", "ink3", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._turn, 1)
        column.addWidget(self._hidden)
        column.addWidget(self.places)
        return column

    def _after(self) -> QWidget:
        area = MarkArea(self.marks)
        after = QWidget()
        column = QVBoxLayout(after)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(area, 1)
        column.addWidget(self.reason)
        column.addStretch(0)
        return after

    # Showing

    def enter(self, **where: object) -> None:
        sitting = where.get("sitting")
        if isinstance(sitting, Sitting):
            self._sitting = sitting
        self._begin()

    @property
    def sitting(self) -> Sitting:
        assert self._sitting is not None
        return self._sitting

    def _begin(self) -> None:
        """The case at hand, from its first second."""
        self._refused.clear()
        self._committed_at = None
        self._begun = self.frame.clock.monotonic()
        self._show()
        self._show_agreement()
        self.patient.reveal(self.sitting.committed)
        self._reached(self.items.at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or in large text, the scores need the room; the progress page has it all."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        wide = self.window().width() >= max(theme().px(_THREE_COLUMNS), least_width(self._row))
        self.agreement.setVisible(not self._examined and wide)
        self.agreement.show_few(self.window().height() < theme().px(_HIGH))

    @property
    def _examined(self) -> bool:
        """At a station agreement that moves with each commit would tell what the key keeps to itself."""
        return self._sitting is not None and bool(self._sitting.station)

    def _show_agreement(self) -> None:
        if self._examined:
            return
        learner = self.sitting.learner
        screen = progress_screen(self.frame.book.attempts(learner), learner)
        self.agreement.show_progress(screen, test_words(self.sitting.task.assessment))

    def _show(self) -> None:
        sitting = self.sitting
        screen = case_screen(sitting, self._committed_at)
        self.title = screen.title
        set_words(self._title, screen.title)
        set_words(self._about, screen.about)
        if self._shown != (sitting.id, sitting.at):
            self._shown = (sitting.id, sitting.at)
            self.patient.show_case(sitting.case, sitting.task, screen.found)
            self.items.stage_keys = self.patient.moves
        self._show_scores(screen)
        self.places.show_places(screen.places)
        self._make_room()
        self.frame.show_place(sitting.title)
        self.frame.show_keys()

    def _show_scores(self, screen: CaseScreen) -> None:
        after = bool(screen.marks)
        set_words(self._head, tr("Your scores against the key") if after else tr("Your scores"))
        set_words(self._standing, screen.standing)
        committed = self.sitting.committed
        self._sign.show_state(State.LOCKED if committed else State.TO_DO if screen.open else State.DONE)
        self._hidden.setVisible(not after)
        self._turn.setCurrentIndex(1 if after else 0)
        if after:
            self.marks.show_rows(screen.marks, self.marks.at)
        else:
            standing = Answers(self.sitting.case.truth.person, self.sitting.given)
            entries = {
                row.ref: self._refused.get(row.ref)
                or entry_screen(standing, row.ref, row.kind, locked=committed)
                for row in screen.rows
            }
            self.items.show_rows(screen.rows, entries)
            self.commit_button.show_button(screen.go_on, "primary", True)

    def first(self) -> QWidget | None:
        if self.sitting.committed:
            return self.marks
        left = self.sitting.open_items
        return self.items.entry(left[0].ref) if left else self.commit_button

    def place(self) -> str:
        return self.sitting.title if self._sitting is not None else self.title

    def keys(self) -> tuple[KeyHint, ...]:
        if self._sitting is None:
            return ()
        return self._keys_after() if self.sitting.committed else self._keys_before()

    def _keys_before(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("↑|↓", tr("item")),
            *self._of_the_stage("Space"),
            KeyHint("Ctrl Z", tr("undo"), self._undo),
            KeyHint("Enter", "", self._ask_commit, about=tr("next item; on the button, commit")),
            KeyHint("Esc", tr("leave"), self.back),
            KeyHint("Ctrl Enter", tr("Commit"), self._ask_commit, primary=True),
        )

    def _keys_after(self) -> tuple[KeyHint, ...]:
        go_on = case_screen(self.sitting).go_on
        lines = (KeyHint("G", tr("show again with lines"), self._replay),) if self.patient.moves else ()
        return (
            KeyHint("↑|↓", tr("item")),
            *lines,
            *self._of_the_stage("Space", "K"),
            KeyHint("N", tr("note to self"), self._note),
            KeyHint("Esc", tr("leave"), self.back),
            KeyHint("1–9", about=tr("item by its number")),
            KeyHint("Ctrl Enter", "", self._next, about=go_on),
            KeyHint("Enter", go_on, self._next, primary=True),
        )

    def _of_the_stage(self, *named: str) -> Iterator[KeyHint]:
        """Its keys stand under it; here only those that are named."""
        mine = ("G",) if self.sitting.committed else ()
        if self.patient.moves:
            yield KeyHint("Shift ←", about=tr("several frames"))
            yield KeyHint("Shift →", about=tr("several frames"))
        for hint in self.patient.stage_keys():
            if hint.keys in named:
                yield hint
            elif hint.keys not in mine:
                yield replace(hint, words="", about=hint.about or hint.words)

    def every_key(self) -> tuple[KeyHint, ...]:
        return self.keys()

    # Before the commit

    def _typed(self, ref: Ref, typed: str) -> None:
        complaint = self.sitting.give(ref, typed)
        self._refused.pop(ref, None)
        if complaint is not None:
            self._refused[ref] = EntryScreen(typed, EntryState.REFUSED, complaint.words)
        had_caret = self.items.at == ref
        self._show()
        # A number moves on by itself, and only on Enter.
        if typed and had_caret and isinstance(self.items.entry(ref), Segments):
            self._go_on(ref)

    def _go_on(self, ref: Ref) -> None:
        """To the item after this one; after the last, to what is still open, or to the commit."""
        refs = [item.ref for item in self.sitting.items]
        left = [item.ref for item in self.sitting.open_items]
        after = refs[refs.index(ref) + 1 :]
        if after:
            self.items.go_to(after[0])
        elif left:
            self.items.go_to(left[0])
        else:
            self.commit_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _reached(self, ref: Ref | None) -> None:
        item = next((one for one in self.sitting.items if one.ref == ref), None)
        if item is not None:
            self.patient.ask(item.ref, item.ask)

    def _undo(self) -> None:
        ref = self.sitting.undo()
        if ref is None:
            self.frame.say(tr("There is nothing to undo."))
            return
        self._refused.pop(ref, None)
        self._show()
        self.items.go_to(ref)

    # The commit

    def _ask_commit(self) -> None:
        """At once when every item is answered; else asks, because what is open stays open."""
        left = len(self.sitting.open_items)
        if self.sitting.committed:
            return
        if not left:
            self.commit()
            return
        sheet = PickSheet(
            trn("{n} item is open", "{n} items are open", left),
            (Option("back", tr("Go on scoring"), "S"), Option("commit", tr("Commit as it is"), "C")),
            tr("An item without an answer counts as one that was not answered, never as “no” or “none”."),
        )
        sheet.picked.connect(self._picked)
        self.frame.ask(sheet)

    def _picked(self, code: str) -> None:
        if code == "commit":
            self.commit()
        else:
            first = self.first()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Keep what stands, answered or not; False where it could not be kept."""
        at = self.frame.clock.now()
        attempt = self.sitting.attempt(at, self.frame.clock.monotonic() - self._begun)
        try:
            self.frame.book.add(attempt)
        except NotKept as refusal:
            self.frame.show_kept(tr("Not kept"), State.STOP)
            self.frame.say(refusal.words)
            return False
        self.sitting.commit(attempt)
        self._committed_at = at
        self.frame.show_kept(tr("Kept {time}", time=f"{at:%H:%M}"))
        if not self.sitting.reveals:
            self._next()
            return True
        self.marks.show_rows((), 0)
        self._show()
        self._show_agreement()
        self.patient.reveal(True)
        first_miss = next((n for n, mark in enumerate(self.sitting.marks[-1]) if not mark.agrees), 0)
        self.marks.show_rows(case_screen(self.sitting, at).marks, first_miss)
        self.marks.setFocus(Qt.FocusReason.OtherFocusReason)
        self._explain(first_miss)
        return True

    # After it

    def _explain(self, at: int) -> None:
        self.reason.show_reason(reason_screen(self.sitting, at), self.patient.moves)
        self.patient.ask(self.sitting.items[at].ref, self.sitting.items[at].ask)

    def _replay(self) -> None:
        if self.sitting.committed:
            self.patient.replay(self.sitting.items[self.marks.at].ref)

    def _note(self) -> None:
        self._notes.ask(self.sitting.attempts[-1])

    def _next(self) -> None:
        if not self.sitting.committed:
            return
        if self.sitting.next():
            self.frame.go("case")
        else:
            self.frame.go(self.sitting.after, sitting=self.sitting)

    def back(self) -> None:
        """A case with answers that are not committed asks first."""
        if self.sitting.committed or not self.sitting.given:
            self._leave()
            return
        sheet = PickSheet(
            tr("Leave this case?"),
            (Option("back", tr("Stay"), "S"), Option("leave", tr("Leave, this case is not kept"), "L")),
            tr("What you committed before is kept."),
        )
        sheet.picked.connect(lambda code: self._leave() if code == "leave" else None)
        self.frame.ask(sheet)

    def _leave(self) -> None:
        if self.sitting.attempts and self.sitting.after == "block":
            self.frame.go("block", sitting=self.sitting)
        else:
            self.frame.go("start")


PAGE = CasePage
