"""The page of an assessment without one of its own: every step in its order, right beside left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.guide import GuideScreen, guide_screen
from app.screens.not_done import NOT_DONE
from assessments.language.completeness import open_refs, started
from assessments.language.value import SIDES, Ref
from resources.tongue import tr
from ui.desk import assessment_of
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.entries import Entry, entry_for
from ui.parts.look import words
from ui.parts.sheet import ReasonSheet
from ui.parts.side_head import SideHead


class PlainPage(Page):
    """One row for each step; sided steps stand in two columns."""

    exam_page = True

    def __init__(self, frame: Frame, assessment: str) -> None:
        super().__init__(frame)
        self._assessment = assessment_of(assessment)
        protocol = self._assessment.protocol
        self.title = protocol.name
        self._entries: dict[Ref, Entry] = {}
        self._refused: dict[Ref, EntryScreen] = {}
        self._not_done: ReasonSheet | None = None
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 230)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        if any(step.sided for step in protocol.steps):
            for place, side in enumerate(SIDES, start=1):
                grid.addWidget(SideHead(side), 0, place)
        line = 1
        for step in protocol.steps:
            grid.addWidget(words(step.ask, wrap=True), line, 0)
            refs = tuple(step.refs(protocol.id))
            for ref in refs:
                limb = f"{ref.side.heading}, " if ref.side else ""
                trial = f", {ref.trial}" if ref.trial else ""
                entry = entry_for(step, f"{limb}{step.ask}{trial}")
                entry.typed.connect(lambda typed, ref=ref: self._typed(ref, typed))
                self._entries[ref] = entry
                below = line + (ref.trial or 1) - 1
                if ref.side is None:
                    grid.addWidget(entry, below, 1, 1, 2)
                else:
                    grid.addWidget(entry, below, 1 + SIDES.index(ref.side))
            line += max(1, step.trials)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(words(protocol.name, "title"))
        column.addLayout(grid)
        column.addStretch(1)

    def enter(self, **where: object) -> None:
        self._refused.clear()
        self.show_exam()

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        answers = self.desk.exam.exam.answers
        waiting = set(open_refs(self._assessment, answers)) if started(self._assessment, answers) else set()
        locked = not self.desk.exam.exam.open
        for step in self._assessment.protocol.steps:
            asked = step.applies is None or step.applies(answers)
            for ref in step.refs(self._assessment.protocol.id):
                screen = self._refused.get(ref) or entry_screen(
                    answers, ref, step.kind, missing=ref in waiting, locked=locked
                )
                self._entries[ref].show_entry(screen if asked else EntryScreen("", EntryState.BARRED, ""))

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Enter", tr("next field")),
            KeyHint("X", tr("not done, why"), self._ask_why),
            KeyHint("Ctrl Enter", tr("Next step"), self.frame.next_step, primary=True),
        )

    def guide(self) -> GuideScreen:
        return guide_screen(self._assessment)

    def first(self) -> QWidget | None:
        answers = self.desk.exam.exam.answers
        waiting = open_refs(self._assessment, answers)
        return self._entries[waiting[0]] if waiting else next(iter(self._entries.values()), None)

    def focus_ref(self, ref: Ref) -> bool:
        entry = self._entries.get(ref)
        if entry is not None:
            entry.setFocus(Qt.FocusReason.OtherFocusReason)
        return entry is not None

    def _typed(self, ref: Ref, typed: str) -> None:
        complaint = self.desk.record(ref, typed)
        self._refused.pop(ref, None)
        if complaint is not None:
            self._refused[ref] = EntryScreen(typed, EntryState.REFUSED, complaint.words)
        self.show_exam()

    def _ask_why(self) -> None:
        if self._not_done is None:
            self._not_done = ReasonSheet(tr("{test}: why is it not done?", test=self.title), NOT_DONE)
            self._not_done.answered.connect(self._skip)
        self.frame.ask(self._not_done)

    def _skip(self, code: str, note: str) -> None:
        said = next(option.words for option in NOT_DONE if option.code == code)
        self.desk.skip(self._assessment.protocol.id, code, note or said)


PAGE = PlainPage
