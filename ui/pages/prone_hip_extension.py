"""Prone hip extension: three lifts a leg, one key for what was seen of each pattern."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.screens.guide_figures import hip_extension_figures
from app.screens.hip_extension import (
    ABOUT,
    BETTER,
    CLEAN,
    FIELDS,
    HipExtensionScreen,
    clean_lift,
    hip_extension_screen,
    lift_begun,
    next_place,
    scale_words,
)
from app.screens.testing import sides_in_order
from assessments.language.protocol import Chosen, Measured, Option
from assessments.language.value import ALL, SIDES, Ref, Side
from assessments.prone_hip_extension.protocol import ID, LIFTS, PROTOCOL
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame
from ui.parts.caution_box import CautionBox
from ui.parts.choice_row import segments_of
from ui.parts.entries import Entry
from ui.parts.field import NumberField
from ui.parts.lift_grid import lift_grid, no_lifts
from ui.parts.look import rule, set_words, words
from ui.parts.method_head import MethodHead
from ui.parts.page_columns import GAP, PageColumns
from ui.parts.result_card import ResultCard, ResultScreen
from ui.parts.score_grid import ScoreGrid
from ui.parts.segments import Segments
from ui.parts.side_badge import SideBadge
from ui.parts.tag import Tag
from ui.side_page import SidePage, focus
from ui.theme import theme

LOWER = 0.82
"""How high a row that is not scored is, to one that is."""
PASSIVE = "passive_extension"


class HipExtensionPage(SidePage):
    """Method, passive check, grid, fields and results; the columns are right then left on all of them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, ID)
        self._screen: HipExtensionScreen | None = None
        self._entries: dict[Ref, Entry] = {}
        self._columns = PageColumns()
        self._head = MethodHead(PROTOCOL.name, ABOUT)
        self._head.typed.connect(self._method)
        self._caution = CautionBox()
        self._grid = ScoreGrid(no_lifts(), gap=GAP)
        self._grid.typed.connect(self._score)
        self._grid.moved.connect(self._moved)
        self._cards = {side: ResultCard(side) for side in SIDES}
        self.column.addWidget(self._head)
        self.column.addWidget(self._caution)
        self.column.addLayout(self._passive_row())
        self.column.addWidget(self._grid)
        self.column.addLayout(self._fields())
        self.column.addLayout(self._results())
        self.column.addStretch(1)
        self._order()

    # Building

    def _passive_row(self) -> QGridLayout:
        grid = self._columns.grid()
        step = PROTOCOL.step(PASSIVE)
        grid.addWidget(words(step.ask, "body", wrap=True), 0, 0)
        for side in SIDES:
            box = QHBoxLayout()
            box.setSpacing(10)
            box.addWidget(SideBadge(side, 20))
            box.addWidget(self._choice(PASSIVE, side), 1)
            grid.addLayout(box, 0, self._columns.column(side))
        return grid

    def _fields(self) -> QGridLayout:
        grid = self._columns.grid()
        line = 0
        for name in FIELDS:
            step = PROTOCOL.step(name)
            grid.addWidget(rule(), line, 0, 1, 4)
            label = QVBoxLayout()
            label.setSpacing(0)
            label.addWidget(words(scale_words(step), "body"))
            if name == "pain":
                label.addWidget(words(tr("and is it the familiar pain?"), "small", "ink3"))
            grid.addLayout(label, line + 1, 0, Qt.AlignmentFlag.AlignVCenter)
            for side in SIDES:
                grid.addLayout(self._field(name, side), line + 1, self._columns.column(side))
            line += 2
        grid.addWidget(rule(), line, 0, 1, 4)
        return grid

    def _field(self, name: str, side: Side) -> QHBoxLayout:
        step = PROTOCOL.step(name)
        limb = side.heading
        unit = step.kind.unit if isinstance(step.kind, Measured) else ""
        field = NumberField(f"{limb}, {step.ask}", unit, height=30)
        ref = Ref(ID, name, side)
        field.typed.connect(lambda typed, ref=ref: self.type_in(ref, typed))
        self._entries[ref] = field
        box = QHBoxLayout()
        box.setContentsMargins(0, 3, 0, 3)
        box.setSpacing(8)
        field.setFixedWidth(96)
        box.addWidget(field)
        if name == "pain":
            box.addWidget(self._choice("familiar_pain", side, dense=True), 1)
        else:
            box.addStretch(1)
        return box

    def _choice(self, name: str, side: Side | None, dense: bool = False) -> Segments:
        step = PROTOCOL.step(name)
        ref = Ref(ID, name, side)
        limb = f"{side.heading}, " if side else ""
        segments = segments_of(_options(name))
        entry = Segments(f"{limb}{step.ask}", segments, dense=dense, moves_on=False)
        entry.typed.connect(lambda typed, ref=ref: self._answer(ref, typed))
        self._entries[ref] = entry
        return entry

    def _results(self) -> QGridLayout:
        grid = self._columns.grid()
        about = QVBoxLayout()
        about.setSpacing(2)
        self._so_far = words("", "strong")
        self._rule = words("", "caption", "ink2", wrap=True)
        self._tag = Tag("convention")
        self._tag.asked.connect(self.frame.show_sources)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._so_far)
        line.addWidget(self._tag)
        line.addStretch(1)
        about.addLayout(line)
        about.addWidget(self._rule)
        about.addStretch(1)
        grid.addLayout(about, 0, 0)
        for side, card in self._cards.items():
            grid.addWidget(card, 0, self._columns.column(side), Qt.AlignmentFlag.AlignTop)
        better = QHBoxLayout()
        better.setContentsMargins(0, 5, 0, 0)
        better.setSpacing(0)
        self._better = QWidget()
        step = PROTOCOL.step(BETTER.step)
        self._better_label = words(step.ask, "body", wrap=True)
        better.addWidget(self._better_label)
        better.addWidget(self._choice(BETTER.step, None))
        better.addSpacing(12)
        better.addWidget(words(step.hint, "caption", "ink3", wrap=True), 1)
        self._better.setLayout(better)
        self._better.setVisible(False)
        grid.addWidget(self._better, 1, 0, 1, 5)
        return grid

    def _order(self) -> None:
        """Tab walks the page from top to bottom, right before left."""
        parts: list[QWidget] = [self._head.choices, self._head.number]
        parts += [self._entries[Ref(ID, PASSIVE, side)] for side in SIDES]
        parts.append(self._grid)
        for name in FIELDS:
            for side in SIDES:
                parts.append(self._entries[Ref(ID, name, side)])
                if name == "pain":
                    parts.append(self._entries[Ref(ID, "familiar_pain", side)])
        parts.append(self._entries[BETTER])
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def fit(self, room: QSize) -> None:
        super().fit(room)
        wide = min(room.width() - 40, self._content.maximumWidth())
        self._columns.measure(wide)
        label, block = self._columns.label, self._columns.block
        cell = (block - 70) // LIFTS
        grown = theme().text_size
        rest = self._content.sizeHint().height() - self._grid.sizeHint().height() + 24
        free = (room.height() - rest) / grown - 66
        high = max(40, min(72, int(free / (3 + 2 * LOWER))))
        self._grid.measure(label, block, (cell, high), max(35, int(high * LOWER)))
        self._better_label.setFixedWidth(label)
        for card in self._cards.values():
            card.setFixedWidth(block)
        self._rule.setFixedWidth(label - 14)

    def minimumSizeHint(self) -> QSize:
        asked = super().minimumSizeHint()
        return QSize(self._columns.least(asked.width()), asked.height())

    # Showing

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        exam = self.desk.exam.exam
        screen = hip_extension_screen(exam, self.desk.evaluation, self.last)
        self._screen = screen
        self._head.show_method(screen.method, bool(screen.locked))
        self._caution.show_caution(screen.caution)
        self._grid.show_grid(lift_grid(screen))
        for ref, entry in self._entries.items():
            entry.show_entry(self.entry(ref, dict(screen.entries)))
        for block in screen.blocks:
            result = block.result
            self._cards[block.side].show_result(ResultScreen(result.state, result.words, result.detail))
        set_words(self._so_far, tr("Result") if screen.complete else tr("Result so far"))
        set_words(self._rule, f"{screen.rule.words}.")
        self._better.setVisible(screen.asks_better)
        self._show_figures()
        self.refit()

    def _moved(self) -> None:
        self._show_figures()
        self.frame.show_keys()

    def _show_figures(self) -> None:
        """The pattern of the caret on its side, as "clear" looks."""
        place = self._grid.place
        assert isinstance(place, Ref)
        self.figures.show_figures(hip_extension_figures(place.side or Side.RIGHT, place.step))

    def keys(self) -> tuple[KeyHint, ...]:
        return self._keys(self._grid.hasFocus())

    def every_key(self) -> tuple[KeyHint, ...]:
        return self._keys(on_grid=True)

    def _keys(self, on_grid: bool) -> tuple[KeyHint, ...]:
        screen = self._screen
        locked, asks_better = (screen.locked, screen.asks_better) if screen else (False, False)
        side, lift = self._lift()
        begun = lift_begun(self.desk.exam.exam.answers, side, lift)
        scores = tuple(KeyHint(o.key, o.words) for o in _options(CLEAN[0])) if on_grid else ()
        on_lift = (
            KeyHint("C", tr("rest clean") if begun else tr("clean lift"), self._clean, enabled=not locked),
            KeyHint("Backspace", tr("undo")),
        )
        return (
            *scores,
            *(on_lift if on_grid else ()),
            KeyHint("P", tr("pelvis held") if asks_better else "", self._ask_better, about=tr("pelvis held")),
            KeyHint("M", "" if on_grid else tr("method"), self._head.change, about=tr("method")),
            KeyHint("X", tr("not done, why"), self.ask_not_done),
            KeyHint("Backspace", "", self.take_back, about=tr("undo")),
            KeyHint("S", tr("stop side"), self.ask_stop, right=True),
            self.figures.key(),
            self.next_hint(),
        )

    # The caret

    def first(self) -> QWidget | None:
        place = next_place(self.desk.exam.exam.answers)
        if place is None or place.trial is not None:
            self._to_grid(place)
            return self._grid
        return self._widget(place)

    def walk_on(self) -> None:
        place = next_place(self.desk.exam.exam.answers)
        if place is not None:
            self.focus_ref(place)
        elif not self._grid.hasFocus():
            focus(self)

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != ID:
            return False
        if ref.trial is not None:
            return self._grid.go_to(ref)
        if ref.step == ALL or ref.step == "stopped_by":
            self._to_grid(Ref(ID, CLEAN[0], ref.side or self._first_side(), 1))
            focus(self._grid)
        elif ref.step in ("version", "view"):
            if self._head.asks != ref:
                self._head.change(ref)
            focus(self._head.caret)
        elif (widget := self._widget(ref)) is not None:
            focus(widget)
        else:
            return False
        return True

    def side(self) -> Side:
        for ref, entry in self._entries.items():
            if ref.side is not None and (entry.hasFocus() or entry.isAncestorOf(_focused(entry))):
                return ref.side
        return self._lift()[0]

    def locked(self) -> str:
        return self._screen.locked if self._screen else ""

    def _widget(self, ref: Ref) -> QWidget | None:
        if ref.step in ("version", "view"):
            return self._head.caret
        return self._entries.get(ref)

    def _first_side(self) -> Side:
        return sides_in_order(self.desk.exam.exam.answers)[0]

    def _to_grid(self, place: Ref | None) -> None:
        """The caret's cell for when the grid is come to: what waits, else where the test begins."""
        if place is None:
            place = Ref(ID, CLEAN[0], self._first_side(), 1)
        self._grid.put_caret(place)

    def _lift(self) -> tuple[Side, int]:
        place = self._grid.place
        assert isinstance(place, Ref)
        assert place.side is not None
        assert place.trial is not None
        return place.side, place.trial

    # Answers

    def _method(self, ref: Ref, typed: str) -> None:
        if self.type_in(ref, typed):
            self._head.answered()
            self.show_exam()
            self.walk_on()

    def _answer(self, ref: Ref, typed: str) -> None:
        if self.type_in(ref, typed) and typed:
            self.walk_on()

    def _score(self, place: Ref, key: str) -> None:
        """A key in a cell. After the last pattern of a lift the caret leaves out who leads; at the end of a
        side it walks on."""
        if not key:
            if place in self.desk.exam.exam.entries:
                self.take_away(place)
            else:
                self.take_back()
            return
        if not self.type_in(place, key):
            self._grid.go_to(place)
            return
        if place.step == CLEAN[-1]:
            self._lift_done(place)

    def _lift_done(self, place: Ref) -> None:
        assert place.side is not None
        assert place.trial is not None
        following = Ref(ID, CLEAN[0], place.side, place.trial + 1)
        if place.trial < LIFTS and following not in self.desk.exam.exam.entries:
            self._grid.go_to(following)
        else:
            self.walk_on()

    def _clean(self) -> None:
        """Nothing seen in this lift, or nothing more."""
        side, lift = self._lift()
        pairs = clean_lift(self.desk.exam.exam.answers, side, lift)
        if not pairs:
            self.frame.say(
                tr("Lift {lift} of the {side} side is scored already.", lift=lift, side=side.words)
            )
        elif self.keep(pairs):
            self._lift_done(Ref(ID, CLEAN[-1], side, lift))

    def _ask_better(self) -> None:
        if self._screen is not None and self._screen.asks_better:
            focus(self._entries[BETTER])
        else:
            self.frame.say(tr("The repeat with the pelvis held is asked after a positive side."))


def _options(step: str) -> tuple[Option, ...]:
    kind = PROTOCOL.step(step).kind
    return kind.options if isinstance(kind, Chosen) else ()


def _focused(default: QWidget) -> QWidget:
    return QApplication.focusWidget() or default


PAGE = HipExtensionPage
