"""The Thomas test: each thigh read twice with the pelvis held, right beside left."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.earlier import Earlier, earlier_history, earlier_visit
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.guide import GuideScreen, guide_screen
from app.screens.guide_figures import thomas_figures
from app.screens.last_visit import last_visit_lines
from app.screens.not_done import NOT_DONE
from app.screens.testing import CautionScreen, locked_words
from app.screens.thomas import ALSO, same_instrument, thomas_screen
from assessments.language.completeness import open_refs, started
from assessments.language.protocol import Option
from assessments.language.value import ALL, SIDES, Choice, Ref, Side, Value
from assessments.thomas import ASSESSMENT
from assessments.thomas.protocol import ID, PROTOCOL
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.also_sheet import AlsoSheet
from ui.parts.caution_box import CautionBox
from ui.parts.choice_row import segments_of
from ui.parts.guide_figures import GuideFigures
from ui.parts.look import set_look, set_words, words
from ui.parts.scope_sheet import ScopeSheet
from ui.parts.segments import Segments
from ui.parts.sheet import ReasonSheet
from ui.parts.text_field import LineField
from ui.parts.thomas_card import ThomasCardView

_WHOLE = "both"
_SCOPES = (
    Option(_WHOLE, tr("Whole test"), "W"),
    Option(Side.RIGHT.value, tr("Right"), "R"),
    Option(Side.LEFT.value, tr("Left"), "L"),
)
_STOPS = (
    Option("groin_pinch", tr("Groin pinch"), "1"),
    Option("tingling", tr("Tingling in the thigh"), "2"),
    Option("back_pain", tr("Back pain up by 2"), "3"),
    Option("pain", tr("Pain of 5 or more"), "4"),
    Option("dizziness", tr("Dizziness"), "5"),
    Option("patient", tr("Patient stops"), "6"),
    Option("examiner", tr("Examiner stops"), "7"),
)


class ThomasPage(Page):
    """Digits and Enter walk the readings; P says that the pelvis was held on the side of the caret."""

    title = PROTOCOL.name
    exam_page = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._refused: dict[Ref, EntryScreen] = {}
        self._before: Earlier | None = None
        self._returning = False
        self._why: ScopeSheet | None = None
        self._stop: ReasonSheet | None = None
        self._also: dict[Side, AlsoSheet] = {}
        self.figures = GuideFigures(frame.desk.workstation.clock.monotonic)
        self.figures.follow(lambda: thomas_figures(self._side))
        self._cards = {side: ThomasCardView(side) for side in SIDES}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 10)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(3)
        self._cautions = CautionBox()
        column.addWidget(self._cautions)
        column.addLayout(self._setup())
        column.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(20)
        for card in self._cards.values():
            card.typed.connect(self._typed)
            card.asked.connect(self.frame.show_sources)
            row.addWidget(card, 1)
        column.addLayout(row, 1000)
        column.addSpacing(8)
        self._notes = words("", "guide", "ink2", wrap=True)
        column.addWidget(self._notes)
        column.addStretch(1)
        self._order()

    def _head(self) -> QHBoxLayout:
        self._about = words("", "body", "ink2", wrap=True)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(words(PROTOCOL.name, "title"))
        left.addWidget(self._about)
        self._compared = words("", "caption", "ink3")
        self._compared.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._method = self._choices("method")
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._method, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self._compared)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addLayout(right)
        return row

    def _setup(self) -> QHBoxLayout:
        step = PROTOCOL.step("pelvis_method")
        self._pelvis_method = self._choices("pelvis_method")
        self._instrument = LineField(tr("Instrument"), hint=tr("Instrument"), height=32, quiet=True)
        self._instrument.typed.connect(partial(self._typed, Ref(ID, "instrument")))
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(10)
        row.addWidget(words(step.ask, "guide", "ink2"))
        row.addWidget(self._pelvis_method)
        row.addStretch(1)
        self._instrument.setMaximumWidth(300)
        row.addWidget(self._instrument, 2)
        return row

    def _choices(self, id: str) -> Segments:
        step = PROTOCOL.step(id)
        made = Segments(step.ask, segments_of(getattr(step.kind, "options", ())))
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.typed.connect(partial(self._typed, Ref(ID, id)))
        return made

    def _order(self) -> None:
        """Set-up, right, left; the instrument last, because it seldom changes."""
        chain: list[QWidget] = [self._method, self._pelvis_method]
        for card in self._cards.values():
            chain += card.walk()
        chain.append(self._instrument.line)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # Shown

    def enter(self, **where: object) -> None:
        self._refused.clear()
        self._before = earlier_visit(self.desk.workstation, self.desk.exam)
        self._returning = started(ASSESSMENT, self.desk.exam.exam.answers)
        self.show_exam()

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        for ref in changed:
            self._refused.pop(ref, None)
        exam = self.desk.exam.exam
        closed = locked_words(exam, self.desk.evaluation)
        screen = thomas_screen(exam.answers, self._before, returning=self._returning, locked=bool(closed))
        set_words(self._about, screen.about)
        self._method.show_entry(screen.method)
        self._pelvis_method.show_entry(screen.pelvis_method)
        self._instrument.show_entry(screen.instrument)
        set_words(self._compared, screen.compared)
        set_look(self._compared, "tone", "miss-text" if screen.breaks else "ink3")
        set_look(self._compared, "role", "caption-strong" if screen.breaks else "caption")
        self._cautions.show_caution(CautionScreen((closed,), True) if closed else screen.cautions)
        for card in screen.cards:
            self._cards[card.side].show_card(card, self._refused, bool(closed))
        self.figures.show_figures(thomas_figures(self._side))
        set_words(self._notes, ". ".join(screen.notes) + "." if screen.notes else "")
        self._notes.setVisible(bool(screen.notes))
        for side, sheet in self._also.items():
            sheet.show_entries(self._also_entries(side))

    def keys(self) -> tuple[KeyHint, ...]:
        skipped = self.desk.exam.exam.answers.not_done(ID) is not None
        return (
            KeyHint("0-9", tr("angle")),
            KeyHint("−", tr("below")),
            KeyHint("P", tr("pelvis held"), self._hold_pelvis),
            KeyHint("M", tr("method"), self._method.setFocus),
            KeyHint("D", tr("thigh drops"), partial(self._turn, "thigh_drops")),
            KeyHint("G", tr("groin pinch"), partial(self._turn, "groin_pinch")),
            KeyHint("O", tr("more"), self._show_also),
            KeyHint("X", tr("do it after all") if skipped else tr("not done"), self._ask_why),
            KeyHint("S", tr("stop test"), self._ask_stop, right=True),
            KeyHint("Ctrl Enter", tr("Next: Hip extension"), self.frame.next_step, primary=True),
        )

    def guide(self) -> GuideScreen:
        history = earlier_history(self.desk.workstation, self.desk.exam)
        return guide_screen(ASSESSMENT, last_visit_lines(history, ID))

    def figure(self) -> QWidget:
        return self.figures

    def first(self) -> QWidget | None:
        answers = self.desk.exam.exam.answers
        for id, part in (("method", self._method), ("pelvis_method", self._pelvis_method)):
            if Ref(ID, id) not in answers.entries:
                return part
        waiting = open_refs(ASSESSMENT, answers)
        return self._place(waiting[0]) if waiting else self._cards[Side.RIGHT].first_field

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != ID:
            return False
        place = self._place(ref)
        if place is None:
            return False
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _place(self, ref: Ref) -> QWidget | None:
        if ref.side is None:
            parts: dict[str, QWidget] = {"pelvis_method": self._pelvis_method, "instrument": self._instrument}
            return parts.get(ref.step, self._method)
        card = self._cards[ref.side]
        if ref.step == "pelvis_controlled" or ref.step in ALSO:
            return card.gate
        return card.first_field if ref.step == ALL else card.entries.get(ref)

    # Typed

    def _typed(self, ref: Ref, typed: str) -> None:
        self._refused.pop(ref, None)
        if ref == Ref(ID, "method") and typed:
            complaint = self.desk.record_many(self._with_instrument(typed))
        else:
            complaint = self.desk.record(ref, typed)
        if complaint is not None:
            self._refused[ref] = EntryScreen(typed, EntryState.REFUSED, complaint.words)
        self.show_exam()
        if complaint is None and ref.side is not None:
            self._walk_on(ref, typed)

    def _with_instrument(self, code: str) -> list[tuple[Ref, Value]]:
        """The method; chosen as last visit, last visit's instrument comes with it."""
        ref = Ref(ID, "method")
        answers = self.desk.exam.exam.answers.changed(ref, Choice(code))
        instrument = same_instrument(answers, self._before)
        kept: list[tuple[Ref, Value]] = [(ref, Choice(code))]
        return [(Ref(ID, "instrument"), instrument), *kept] if instrument else kept

    def _walk_on(self, ref: Ref, typed: str) -> None:
        """A thigh that stays in needs no number: on to the pelvis, or past it."""
        assert ref.side is not None
        card = self._cards[ref.side]
        at = QApplication.focusWidget()
        if ref.step == "abduction_drift" and typed == "no" and at is card.entries[ref]:
            held = self.desk.exam.exam.answers.choice(ID, "pelvis_controlled", ref.side)
            if held is None:
                card.gate.setFocus()
            else:
                self._leave_card(ref.side)

    def _leave_card(self, side: Side) -> None:
        if side is Side.RIGHT:
            self._cards[Side.LEFT].first_field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._cards[side].gate.setFocus()

    @property
    def _side(self) -> Side:
        """The side of the caret; outside the cards, the one that still waits for its pelvis."""
        at = QApplication.focusWidget()
        for side, card in self._cards.items():
            if at is not None and card.isAncestorOf(at):
                return side
        answers = self.desk.exam.exam.answers
        return Side.LEFT if answers.choice(ID, "pelvis_controlled", Side.RIGHT) else Side.RIGHT

    def _hold_pelvis(self) -> None:
        side = self._side
        gate = self._cards[side].gate
        here = gate.hasFocus()
        gate.turn()
        if here and self.desk.exam.exam.answers.choice(ID, "pelvis_controlled", side) == "yes":
            self._leave_card(side)

    def _turn(self, step: str) -> None:
        """Yes, then no, then not recorded again."""
        ref = Ref(ID, step, self._side)
        now = self.desk.exam.exam.answers.choice(ID, step, ref.side)
        self._typed(ref, {None: "yes", "yes": "no"}.get(now, ""))

    # Sheets

    def _show_also(self) -> None:
        side = self._side
        if side not in self._also:
            title = tr("{side}: noted beside the reading", side=side.heading)
            sheet = AlsoSheet(title, [PROTOCOL.step(id) for id in ALSO])
            sheet.typed.connect(lambda id, text: self._typed(Ref(ID, id, side), text))
            self._also[side] = sheet
        self._also[side].show_entries(self._also_entries(side))
        self.frame.ask(self._also[side])

    def _also_entries(self, side: Side) -> dict[str, EntryScreen]:
        exam = self.desk.exam.exam
        return {
            id: entry_screen(exam.answers, Ref(ID, id, side), PROTOCOL.step(id).kind, locked=not exam.open)
            for id in ALSO
        }

    def _ask_why(self) -> None:
        if self.desk.exam.exam.answers.not_done(ID) is not None:
            self.desk.clear(Ref(ID, ALL))
            return
        if self._why is None:
            self._why = ScopeSheet(tr("Thomas test: why is it not done?"), _SCOPES, NOT_DONE)
            self._why.decided.connect(self._skip)
        self.frame.ask(self._why)

    def _skip(self, scope: str, code: str, note: str) -> None:
        said = next(option.words for option in NOT_DONE if option.code == code)
        self.desk.skip(ID, code, note or said, None if scope == _WHOLE else Side(scope))

    def _ask_stop(self) -> None:
        if self._stop is None:
            self._stop = ReasonSheet(
                tr("Stop the test: why?"), _STOPS, tr("What was read is kept."), verb=tr("Stop")
            )
            self._stop.answered.connect(self._stopped)
        self.frame.ask(self._stop)

    def _stopped(self, code: str, note: str) -> None:
        """The sides that are not complete are closed with the reason; what was read stays in the record."""
        said = note or next(option.words for option in _STOPS if option.code == code)
        answers = self.desk.exam.exam.answers
        sides = {ref.side for ref in open_refs(ASSESSMENT, answers) if ref.side}
        for side in SIDES:
            if side in sides:
                self.desk.skip(ID, code, tr("Stopped: {reason}", reason=said.lower()), side)
        if not sides:
            self.frame.say(tr("Both sides are complete: there is nothing left to stop."))


PAGE = ThomasPage
