"""The lateral step-down: five repetitions a leg, a key for each fault that is seen."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QWidget

from app.screens.guide_figures import step_down_figures
from app.screens.state import State
from app.screens.step_down import (
    ABOUT,
    KEYS,
    StepDownScreen,
    finish,
    heads,
    next_place,
    press,
    repetition,
    step_down_screen,
    why_no_total,
)
from app.screens.testing import sides_in_order
from assessments.language.conventions import conventions
from assessments.language.protocol import Chosen, Counted, Measured, Option, Scale
from assessments.language.value import ALL, SIDES, Ref, Side
from assessments.lateral_step_down.protocol import ID, LIMIT, MOST, PROTOCOL, REPETITIONS
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame
from ui.parts.caution_box import CautionBox
from ui.parts.choice_row import segments_of
from ui.parts.entries import Entry
from ui.parts.fault_board import FaultBoard
from ui.parts.field import NumberField
from ui.parts.look import rule, set_words, words
from ui.parts.method_head import MethodHead
from ui.parts.segments import Segments
from ui.parts.sheet import PickSheet, Sheet
from ui.parts.side_badge import SideBadge
from ui.parts.state_icon import StateIcon
from ui.parts.tag import Tag
from ui.side_page import SidePage, focus
from ui.theme import theme

FIELD = 80
APART = 16


class StepDownPage(SidePage):
    """Method, the board with both sides, then pain and ankle, right before left."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, ID)
        self._screen: StepDownScreen | None = None
        self._entries: dict[Ref, Entry] = {}
        kind = PROTOCOL.step("step_height").kind
        assert isinstance(kind, Measured)
        self._head = MethodHead(PROTOCOL.name, ABOUT, "convention", kind.unit)
        self._head.typed.connect(self._method)
        self._head.asked.connect(self.frame.show_sources)
        self._caution = CautionBox()
        bands = conventions().rules["STEP_MEDIUM"]
        tag = Tag(bands.standing, bands.cites)
        self._board = FaultBoard(heads(), REPETITIONS, bands.words, tag, MOST)
        self._board.pressed.connect(self._press)
        self._board.finished.connect(self._repetition_done)
        self._board.back.connect(self.take_back)
        self._board.moved.connect(self._moved)
        self._board.asked.connect(self.frame.show_sources)
        self._reason = words("", "guide", "ink2", wrap=True)
        self.column.addWidget(self._head)
        self.column.addWidget(self._caution)
        self.column.addWidget(self._board)
        self.column.addWidget(self._reason)
        self.column.addLayout(self._fields())
        self.column.addLayout(self._limit())
        self.column.addStretch(1)
        parts: list[QWidget] = [self._head.choices, self._head.number, self._board]
        parts += self._entries.values()
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    # Building

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(APART)
        grid.setVerticalSpacing(0)
        self._asks: list[QLabel] = []
        grid.setColumnStretch(3, 1)
        rows = (("familiar_pain", "pain"), ("ankle_bend",))
        for line, names in enumerate(rows):
            grid.addWidget(rule(), 2 * line, 0, 1, 4)
            first, *more = (_asked(name) for name in names)
            asks = ", ".join((first, *(ask[:1].lower() + ask[1:] for ask in more)))
            self._asks.append(words(asks, "body", wrap=True))
            grid.addWidget(self._asks[-1], 2 * line + 1, 0)
            for place, side in enumerate(SIDES, start=1):
                box = QHBoxLayout()
                box.setContentsMargins(0, 4, 0, 4)
                box.setSpacing(8)
                box.addWidget(SideBadge(side, 20))
                for name in names:
                    box.addWidget(self._entry(name, side))
                box.addStretch(1)
                grid.addLayout(box, 2 * line + 1, place)
        grid.addWidget(rule(), 2 * len(rows), 0, 1, 4)
        return grid

    def _entry(self, name: str, side: Side) -> Entry:
        step = PROTOCOL.step(name)
        ref = Ref(ID, name, side)
        spoken = f"{side.heading}, {step.ask}"
        entry: Entry
        if isinstance(step.kind, Chosen):
            entry = Segments(spoken, segments_of(step.kind.options), dense=True, moves_on=False)
            entry.typed.connect(lambda typed: self._answer(ref, typed))
        else:
            unit = "°" if isinstance(step.kind, Measured) else ""
            entry = NumberField(spoken, unit, height=30)
            entry.setFixedWidth(FIELD)
            entry.typed.connect(lambda typed: self.type_in(ref, typed))
        self._entries[ref] = entry
        return entry

    def _limit(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(StateIcon(State.NOT_DONE, 18))
        row.addWidget(words(LIMIT, "guide", "ink2", wrap=True), 1)
        return row

    def fit(self, room: QSize) -> None:
        super().fit(room)
        wide = min(room.width() - 40, self._content.maximumWidth())
        choices = 0
        for entry in self._entries.values():
            if isinstance(entry, Segments):
                choices = entry.sizeHint().width()
                entry.setFixedWidth(choices)
        rest = wide - 2 * (choices + FIELD + 36) - 3 * APART
        for label in self._asks:
            label.setFixedWidth(max(150, min(theme().px(236), rest)))
        others = self._content.sizeHint().height() - self._board.height()
        self._board.fit(room.height() - others - 34)

    # Showing

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        screen = step_down_screen(self.desk.exam.exam, self.desk.evaluation, self.last)
        self._screen = screen
        self._head.show_method(screen.method, bool(screen.locked))
        self._caution.show_caution(screen.caution)
        self._board.show_blocks(screen.blocks)
        for ref, entry in self._entries.items():
            entry.show_entry(self.entry(ref, dict(screen.entries)))
        set_words(self._reason, "\n".join(screen.reasons))
        self._reason.setVisible(bool(screen.reasons))
        self._show_figures()
        self.refit()

    def _moved(self) -> None:
        self._show_figures()
        self.frame.show_keys()

    def _show_figures(self) -> None:
        """Of the leg that is watched."""
        self._board.heads.show_side(self._board.place[0])
        self.figures.show_figures(step_down_figures(self._board.place[0]))

    def keys(self) -> tuple[KeyHint, ...]:
        return self._keys(self._board.hasFocus())

    def every_key(self) -> tuple[KeyHint, ...]:
        return (*self._keys(board=True), *self._keys(board=False))

    def _keys(self, board: bool) -> tuple[KeyHint, ...]:
        faults = tuple(KeyHint(key, PROTOCOL.step(item).ask.lower()) for key, item in KEYS.items())
        return (
            *(faults if board else ()),
            KeyHint("Enter", tr("rep done") if board else tr("next field")),
            *((KeyHint("Backspace", tr("undo")),) if board else ()),
            KeyHint("Backspace", "", self.take_back, about=tr("undo")),
            KeyHint("T", tr("total") if board else tr("total alone"), self._ask_total),
            KeyHint("M", "" if board else tr("method"), self._head.change, about=tr("method")),
            KeyHint("X", tr("not done"), self.ask_not_done),
            KeyHint("S", tr("stop side"), self.ask_stop, right=True),
            self.figures.key(),
            self.next_hint(),
        )

    # The caret

    def first(self) -> QWidget | None:
        place = next_place(self.desk.exam.exam.answers)
        if place is not None and place.step in self._entries_by_step():
            return self._entries[place]
        if place is not None and place.side is None:
            return self._head.caret
        self._watch(place.side if place and place.side else self._first_side())
        return self._board

    def walk_on(self) -> None:
        place = next_place(self.desk.exam.exam.answers)
        if place is None:
            if not self._board.hasFocus():
                focus(self)
        elif place.side is not None and place not in self._entries:
            self._watch(place.side)
            focus(self._board)
        else:
            self.focus_ref(place)

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != ID:
            return False
        if ref in self._entries:
            focus(self._entries[ref])
        elif ref.side is None and ref.step != ALL:
            if self._head.asks != ref:
                self._head.change(ref)
            focus(self._head.caret)
        else:
            side = ref.side or self._first_side()
            if ref.trial is None:
                self._watch(side)
            else:
                self._board.put_caret(side, ref.trial)
            focus(self._board)
        return True

    def side(self) -> Side:
        focused = QApplication.focusWidget()
        for ref, entry in self._entries.items():
            if (
                ref.side is not None
                and focused is not None
                and (entry is focused or entry.isAncestorOf(focused))
            ):
                return ref.side
        return self._board.place[0]

    def locked(self) -> str:
        return self._screen.locked if self._screen else ""

    def _entries_by_step(self) -> set[str]:
        return {ref.step for ref in self._entries}

    def _first_side(self) -> Side:
        return sides_in_order(self.desk.exam.exam.answers)[0]

    def _watch(self, side: Side) -> None:
        """The caret on the repetition of that side that comes next."""
        self._board.put_caret(side, repetition(self.desk.exam.exam.answers, side))

    # Answers

    def _method(self, ref: Ref, typed: str) -> None:
        if self.type_in(ref, typed):
            self._head.answered()
            self.show_exam()
            self.walk_on()
        elif not self.locked():
            self._head.show_refused(typed, self._refused_words(ref))

    def _answer(self, ref: Ref, typed: str) -> None:
        if self.type_in(ref, typed) and typed:
            self.walk_on()

    def _press(self, side: Side, trial: int, key: str) -> None:
        ref, value = press(self.desk.exam.exam.answers, side, trial, KEYS[key])
        if value is None:
            self.take_away(ref)
        else:
            self.keep([(ref, value)])

    def _repetition_done(self, side: Side, trial: int) -> None:
        """Everything not marked was clean. After the last repetition the caret goes where it is wanted."""
        if not self.keep(finish(self.desk.exam.exam.answers, side, trial)):
            return
        if trial < REPETITIONS:
            self._board.put_caret(side, trial + 1)
        else:
            self.walk_on()

    def _ask_total(self) -> None:
        """The total of a side whose items were not kept."""
        if self.closed():
            return
        side = self.side()
        answers = self.desk.exam.exam.answers
        if why := why_no_total(answers, side):
            self.frame.say(why)
            return
        ref = Ref(ID, "total", side)
        standing = ref in answers.entries
        self.frame.ask(self._sheet(("total", side, standing), lambda: self._total_sheet(ref, side, standing)))

    def _total_sheet(self, ref: Ref, side: Side, standing: bool) -> Sheet:
        kind = PROTOCOL.step("total").kind
        assert isinstance(kind, Counted)
        totals = [
            Option(str(n), tr("{n} of {most}", n=n, most=kind.high), str(n))
            for n in range(kind.low, kind.high + 1)
        ]
        off = [Option("", tr("No total"), "Backspace")] if standing else []
        sheet = PickSheet(
            tr("Total of the {side} side", side=side.words),
            (*totals, *off),
            PROTOCOL.step("total").hint,
        )
        sheet.picked.connect(lambda typed: self._answer(ref, typed))
        return sheet


def _asked(name: str) -> str:
    step = PROTOCOL.step(name)
    limits = f" {step.kind.low}–{step.kind.high}" if isinstance(step.kind, Scale) else ""
    return f"{step.ask}{limits}"


PAGE = StepDownPage
