"""The safety screen: emergency items at the left, the rest beside them, and what to do at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.screens.entry import EntryState, entry_screen
from app.screens.not_done import NOT_DONE
from app.screens.safety import (
    Column,
    ItemLine,
    SafetyScreen,
    call_ref,
    explained,
    next_waiting,
    note_ref,
    override_words,
    safety_screen,
)
from app.screens.state import State
from assessments.language.catalogue import catalogue
from assessments.language.protocol import Counted
from assessments.language.value import Ref, Text
from assessments.safety.protocol import ID
from resources.tongue import tr
from ui.desk import assessment_of, kind_of
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.answer_row import AnswerRow, AnswerScreen
from ui.parts.asking import Asking
from ui.parts.count_row import CountRow
from ui.parts.item_sheet import ItemSheet
from ui.parts.look import rule, set_words, words
from ui.parts.note_sheet import NoteSheet
from ui.parts.refer_box import ReferBox
from ui.parts.sheet import ReasonSheet
from ui.parts.state_icon import StateIcon

_NO_CLASS = tr("Items not asked stay open: no class is given without them.")
_ROW, _ROW_AT_MOST = 31, 40
_LOCKED = tr("Refer now: the exam is locked. Ctrl P prints the referral note.")


class SafetyPage(Page):
    """Y or N answers an item and goes to the next one not asked; nothing is ever answered beforehand."""

    title = tr("Safety screen")
    exam_page = True
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._rows: dict[str, AnswerRow] = {}
        self._screen: SafetyScreen | None = None
        self._exam_id = ""
        self._note: NoteSheet | None = None
        self._why: ReasonSheet | None = None
        self._not_done: ReasonSheet | None = None
        self._item: ItemSheet | None = None
        walk = [a.protocol for a in catalogue()]
        after = next(n for n, protocol in enumerate(walk) if protocol.id == ID) + 1
        self._next = walk[after].name
        self._about = words("", "guide", "ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 8)
        row.setSpacing(0)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column in (self._left, self._right):
            column.setSpacing(0)
        self._left.addLayout(self._head())
        self._box = ReferBox()
        self._asking = Asking()
        row.addLayout(self._left, 396)
        row.addSpacing(14)
        row.addLayout(self._right, 396)
        row.addSpacing(16)
        row.addWidget(self._box, 296)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._caret_moved)

    # The parts

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words(self.title, "title"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._about)
        row.addWidget(StateIcon(State.MISSING, 16))
        row.addWidget(words(tr("Not asked never means no."), "guide-strong", "ink2"), 1)
        column.addLayout(row)
        column.addSpacing(6)
        return column

    def _build(self, screen: SafetyScreen) -> None:
        """The rows, once: the items are the same for everyone, only how they stand differs."""
        for column, shown in zip((self._left, self._right), screen.columns, strict=True):
            column.addLayout(_heading(shown))
            column.addWidget(rule())
            for group in shown.groups:
                column.addSpacing(2)
                column.addWidget(words(group.name, "small", "ink3"))
                for line in group.lines:
                    column.addWidget(self._row(line))
        self._left.addSpacing(12)
        self._left.addWidget(self._asking)
        self._left.addStretch(1)
        self._right.addStretch(1)

    def _row(self, line: ItemLine) -> AnswerRow:
        screen = _answer(line)
        row = CountRow(screen, line.low, line.high) if line.high else AnswerRow(screen, moves_on=False)
        row.typed.connect(lambda typed, code=line.code: self._typed(code, typed))
        self._rows[line.code] = row
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a high screen the rows take the room there is, up to a comfortable target."""
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        if self._screen is not None:
            groups = self._screen.columns[1].groups
            room = self.height() - 60 - 20 * len(groups)
            high = max(_ROW, min(_ROW_AT_MOST, room // sum(len(group.lines) for group in groups)))
            for row in self._rows.values():
                row.show_high(high)

    # Showing

    def enter(self, **where: object) -> None:
        if self.desk.exam.id != self._exam_id:
            self._exam_id = self.desk.exam.id
            for sheet in (self._note, self._why, self._not_done):
                if sheet is not None:
                    sheet.deleteLater()
            self._note = self._why = self._not_done = None
        self.show_exam()

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        screen = safety_screen(self.desk.exam.exam, self.desk.evaluation)
        if not self._rows:
            self._build(screen)
        self._screen = screen
        self._take_room()
        set_words(self._about, screen.about)
        for line in screen.lines:
            self._rows[line.code].show_answer(_answer(line))
        self._box.show_box(screen.box)
        self._show_asking()

    def keys(self) -> tuple[KeyHint, ...]:
        code, screen = self._focused(), self._screen
        open_now = self.desk.exam.exam.open
        counts = kind_of(Ref(ID, code)) if code else None
        answers = (
            (KeyHint(f"{counts.low}–{counts.high}", tr("how many")),)
            if isinstance(counts, Counted)
            else (KeyHint("Y", tr("yes")), KeyHint("N", tr("no")))
        )
        waits = screen is not None and any(line.waits for line in screen.lines)
        hints = [
            *answers,
            KeyHint("Backspace", tr("not asked")),
            KeyHint("↑|↓", tr("item")),
            KeyHint("Enter", tr("next not asked") if waits else "", self._go_on, about=tr("next not asked")),
            KeyHint("I", tr("note"), self._ask_note, enabled=open_now),
            KeyHint("F1", tr("why this item"), self._explain),
            KeyHint("PgDn", "", lambda: self._box.read_on(True), about=tr("read on in the result")),
            KeyHint("PgUp", "", lambda: self._box.read_on(False), about=tr("read back in the result")),
        ]
        if screen is None:
            return tuple(hints)
        if screen.override:
            hints.append(KeyHint("O", tr("override"), self._ask_override, enabled=open_now))
        if screen.referral:
            hints.append(KeyHint("C", tr("call taken"), self._ask_call, enabled=open_now))
        elif waits:
            hints.append(KeyHint("X", tr("not done, why"), self._ask_why, enabled=open_now))
        if screen.stopped:
            print_note = KeyHint("Ctrl P", tr("Print referral note"), self._print, primary=True, look="stop")
            shut = KeyHint("Ctrl Enter", "", lambda: self.frame.say(_LOCKED), about=_LOCKED)
            return (*hints, shut, print_note)
        if screen.referral:
            hints.append(KeyHint("Ctrl P", tr("referral note"), self._print))
        return (
            *hints,
            KeyHint("Ctrl Enter", tr("Next: {step}", step=self._next), self.frame.next_step, primary=True),
        )

    def every_key(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Y", tr("yes")),
            KeyHint("N", tr("no")),
            *self.keys(),
            KeyHint("O", tr("override"), self._ask_override),
            KeyHint("C", tr("call taken"), self._ask_call),
            KeyHint("X", tr("not done, why"), self._ask_why),
            KeyHint("Ctrl P", tr("referral note"), self._print),
        )

    def first(self) -> QWidget | None:
        code = next_waiting(self._screen, "") if self._screen else ""
        return self._rows.get(code) or next(iter(self._rows.values()), None)

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != ID:
            return False
        row = self._rows.get(ref.step.removesuffix("_note"))
        (row or self).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _focused(self) -> str:
        now = QApplication.focusWidget()
        return next((code for code, row in self._rows.items() if row is now), "")

    def _caret_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and isinstance(now, AnswerRow) and self.isAncestorOf(now):
            self._show_asking()
            self.frame.show_keys()

    def _show_asking(self) -> None:
        code = self._focused()
        if code:
            self._asking.show_item(explained(code))

    # Answering

    def _typed(self, code: str, typed: str) -> None:
        complaint = self.desk.record(Ref(ID, code), typed)
        if complaint is not None:
            self.frame.say(complaint.words)
        elif typed:
            self._go_on(code)

    def _go_on(self, after: str = "") -> None:
        """To the next item not asked; with none left the caret stays."""
        code = next_waiting(self._screen, after or self._focused()) if self._screen else ""
        if code:
            self._rows[code].setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_note(self) -> None:
        code = self._focused()
        if code:
            self._open_note(note_ref(code), explained(code).title, "")

    def _ask_call(self) -> None:
        ref = call_ref(self.desk.evaluation)
        if ref is not None:
            about = tr("Name, place and time; kept as the note of the item that fired, and printed.")
            self._open_note(ref, tr("Who took the call, and when?"), about)

    def _open_note(self, ref: Ref, title: str, about: str) -> None:
        if self._note is None:
            self._note = NoteSheet()
            self._note.typed.connect(self._note_typed)
        entry = entry_screen(self.desk.exam.exam.answers, ref, kind_of(ref))
        self._note_ref = ref
        self._note.show_note(title, about, entry.text if entry.state is EntryState.FILLED else "")
        self.frame.ask(self._note)

    def _note_typed(self, text: str) -> None:
        complaint = self.desk.record(self._note_ref, text.strip())
        if complaint is not None and self._note is not None:
            self._note.show_complaint(complaint.words)

    def _ask_override(self) -> None:
        what = self._screen.override if self._screen else ""
        if not what:
            return
        if self._why is not None:
            self._why.deleteLater()
        self._why = ReasonSheet(
            override_words(what),
            (),
            tr("The reason is printed with your name and the time."),
            note_needed=True,
            verb=tr("Go on"),
        )
        self._why.answered.connect(lambda _, reason: self._overridden(what, reason))
        self.frame.ask(self._why)

    def _overridden(self, what: str, reason: str) -> None:
        complaint = self.desk.record_value(Ref(ID, f"override_{what}"), Text(reason))
        if complaint is not None:
            self.frame.say(complaint.words)

    def _ask_why(self) -> None:
        if self._not_done is None:
            self._not_done = ReasonSheet(
                tr("{test}: why is it not done?", test=self.title), NOT_DONE, _NO_CLASS
            )
            self._not_done.answered.connect(self._skip)
        self.frame.ask(self._not_done)

    def _skip(self, code: str, note: str) -> None:
        said = next(option.words for option in NOT_DONE if option.code == code)
        self.desk.skip(ID, code, note or said)

    def _explain(self) -> None:
        code = self._focused()
        if self._item is None:
            self._item = ItemSheet()
        self._item.show_item(explained(code) if code else None, assessment_of(ID).guide)
        self.frame.ask(self._item)

    def _print(self) -> None:
        if self._screen is not None and self._screen.referral:
            self.frame.go("preview", what="referral")


def _heading(column: Column) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 3)
    row.setSpacing(8)
    row.addWidget(StateIcon(column.state, 16))
    row.addWidget(words(column.heading, "guide-strong"), 1)
    return row


def _answer(line: ItemLine) -> AnswerScreen:
    return AnswerScreen(
        line.number,
        line.words,
        line.answer,
        line.fired,
        line.caution,
        line.barred,
        line.noted,
        line.locked,
    )


PAGE = SafetyPage
