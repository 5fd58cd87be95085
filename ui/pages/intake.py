"""The intake on one page: the body chart, pain and what provokes it, activity, body and scores below."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from app.screens.guide import GuideScreen, guide_screen
from app.screens.intake import (
    ACTIVITY,
    BODY,
    EASING,
    EXTENSION,
    FLEXION,
    ID,
    LICENCE,
    PAIN,
    SCORES,
    IntakeScreen,
    intake_screen,
    keys_of,
    last_signed,
    last_visit,
    ref,
    stroke_of,
)
from assessments.intake.marking import marks_of, ticking
from assessments.intake.sites import SITES
from assessments.language.completeness import started
from assessments.language.exam import Version
from assessments.language.protocol import (
    Chosen,
    Counted,
    Marked,
    Measured,
    Noted,
    Option,
    Scale,
    Step,
    Ticked,
)
from assessments.language.reading import Complaint
from assessments.language.value import NotDone, Ref
from resources.tongue import tr
from ui.desk import assessment_of
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.body_chart import BodyChart
from ui.parts.chart_card import BesideChart, ChartCard
from ui.parts.choice_row import segments_of
from ui.parts.field import NumberField
from ui.parts.look import frame as box
from ui.parts.look import set_words, words
from ui.parts.scale_row import scale_cells
from ui.parts.segments import Segments
from ui.parts.sheet import ReasonSheet
from ui.parts.text_field import LineField
from ui.theme import theme

Entry = Segments | NumberField | LineField | BodyChart

WIDEST = 1180
_FIELD, _SCORE, _HIGH = 152, 60, 880
_WHY = (
    Option("cannot_say", tr("Cannot say"), "1"),
    Option("refused", tr("Does not want to say"), "2"),
    Option("no_time", tr("No time"), "3"),
    Option("other", tr("Other"), "4"),
)


class IntakePage(Page):
    """Every question is answered by one key and moves on; what is known from before is confirmed by Enter."""

    title = tr("Intake")
    exam_page = True
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._assessment = assessment_of(ID)
        self._next = assessment_of("safety").protocol.name
        self._steps = {step.id: step for step in self._assessment.protocol.steps}
        self._entries: dict[str, Entry] = {}
        self._labels: dict[str, QLabel] = {}
        self._unasked: dict[str, QLabel] = {}
        self._columns: list[QVBoxLayout] = []
        self._refused: dict[str, EntryScreen] = {}
        self._before: Version | None = None
        self._exam_id = ""
        self._returning = False
        self._screen: IntakeScreen | None = None
        self._why: ReasonSheet | None = None
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        upper = QWidget()
        top = QHBoxLayout(upper)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(10)
        top.addWidget(self._pain(), 365)
        top.addWidget(self._provocation(), 387)
        parts = (self._where(), upper, self._activity_body_scores(), self._entries["standing"])
        column.addWidget(BesideChart(*parts), 1)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 20, 1)
        row.addStretch(1)
        row.addWidget(self._inside, 1000)
        row.addStretch(1)
        for before, after in pairwise(("pain_worst_24h", "pain_map", "pain_sites")):
            QWidget.setTabOrder(self._entries[before], self._entries[after])
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._caret_moved)

    # The parts

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 5)
        row.setSpacing(14)
        row.addWidget(words(self.title, "title"))
        row.addWidget(
            words(tr("A question you did not ask stays not recorded."), "guide", "ink2"),
            1,
            Qt.AlignmentFlag.AlignBottom,
        )
        return row

    def _where(self) -> ChartCard:
        """The chart stands at the left and is asked after the pain: a mark answers the two rows beside it."""
        heading = self._labels["pain_map"] = words(self._steps["pain_map"].ask, "guide-strong")
        chart = self._entry("pain_map")
        assert isinstance(chart, BodyChart)
        self._chart = ChartCard(heading, chart)
        return self._chart

    def _pain(self) -> QWidget:
        card, column = _card(tr("Pain"))
        for id in (id for id in PAIN if id != "pain_map"):
            if id in ("pain_sites", "duration"):
                column.addWidget(self._label(id))
                column.addWidget(self._entry(id))
            else:
                self._ask(column, id)
            column.addStretch(1)
        return card

    def _provocation(self) -> QWidget:
        card, column = _card(tr("Worse with extension"))
        self._ask(column, *EXTENSION, apart=1)
        column.addStretch(1)
        column.addWidget(words(tr("Worse with flexion"), "guide-strong"))
        self._ask(column, *FLEXION, apart=1)
        column.addSpacing(5)
        self._ask(column, *EASING, apart=1)
        return card

    def _activity_body_scores(self) -> QWidget:
        card = box("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 6, 10, 5)
        column.setSpacing(1)
        three = QHBoxLayout()
        three.setSpacing(20)
        for steps, share in ((ACTIVITY, 252), (BODY, 243), (SCORES, 225)):
            part = QVBoxLayout()
            part.setSpacing(1)
            self._ask(part, *steps)
            three.addLayout(part, share)
        column.addLayout(three)
        goal = QHBoxLayout()
        goal.setSpacing(12)
        goal.addWidget(self._label("goal"))
        goal.addWidget(self._entry("goal"), 1)
        column.addLayout(goal)
        column.addWidget(words(LICENCE, "small", "ink3", wrap=True))
        return card

    def _ask(self, column: QVBoxLayout, *steps: str, apart: int = 0) -> None:
        """Questions in a line each: words at the left, entry at the right; `apart` where room is to spare."""
        self._columns.append(column)
        for id in steps:
            row = QHBoxLayout()
            row.setSpacing(5)
            row.addWidget(self._label(id), 1)
            entry = self._entry(id)
            if isinstance(entry, Segments):
                entry.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            else:
                entry.setFixedWidth(_FIELD if id in ("height", "mass") else _SCORE)
            row.addWidget(entry)
            if self._steps[id].applies is not None:
                self._unasked[id] = words("", "caption", "ink3")
                self._unasked[id].hide()
                row.addWidget(self._unasked[id])
            row.addStrut(27)
            column.addLayout(row)
            column.addStretch(apart)

    def _label(self, id: str) -> QLabel:
        ask = self._steps[id].ask
        self._labels[id] = words(
            ask, "guide" if len(ask) < 20 and id not in BODY else "caption", wrap=id != "goal"
        )
        return self._labels[id]

    def _entry(self, id: str) -> Entry:
        entry = _entry_for(self._steps[id])
        entry.typed.connect(lambda typed, id=id: self._typed(id, typed))
        self._entries[id] = entry
        return entry

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a high screen the lines stand further apart."""
        super().resizeEvent(event)
        for column in self._columns:
            column.setSpacing(9 if self.height() >= theme().px(_HIGH) else 1)
        self._inside.setMaximumWidth(theme().px(WIDEST))

    # Showing

    def enter(self, **where: object) -> None:
        exam = self.desk.exam
        if exam.id != self._exam_id:
            self._exam_id = exam.id
            self._before = last_signed(self.desk.workstation, exam.patient.id, exam.number)
            if self._why is not None:
                self._why.deleteLater()
                self._why = None
        self._returning = started(self._assessment, exam.exam.answers)
        self._refused.clear()
        self.show_exam()

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        exam = self.desk.exam
        screen = intake_screen(exam.exam, exam.patient, self._before, self._returning)
        self._screen = screen
        for id, entry in self._entries.items():
            shown = self._refused.get(id) or screen.entries[id]
            entry.show_entry(shown)
            reason = f". {shown.text}" if shown.state is EntryState.NOT_DONE else ""
            set_words(self._labels[id], f"{self._steps[id].ask}{reason}")
        self._chart.show_words(screen.marked)
        for id, label in self._unasked.items():
            why = screen.unasked.get(id, "")
            set_words(label, why)
            label.setVisible(bool(why))
            self._entries[id].setVisible(not why)

    def keys(self) -> tuple[KeyHint, ...]:
        id = self._focused()
        hints: list[KeyHint] = []
        if id and self._screen is not None and not isinstance(self._steps[id].kind, Noted):
            kind = self._steps[id].kind
            acts = {"Enter": self._past_the_chart} if id == "pain_map" else {}
            hints += [
                KeyHint(key, said, acts.get(key)) for key, said in keys_of(kind, self._screen.entries[id])
            ]
            if id == "pain_map":
                hints += [KeyHint(site.key, "", partial(self._tick, site.code)) for site in SITES]
            hints.append(KeyHint("X", tr("not asked, why"), self._ask_why, enabled=self.desk.exam.exam.open))
        elif id:
            hints.append(KeyHint("Enter", tr("next")))
        return (
            *hints,
            KeyHint("↑", "", lambda: self.focusNextPrevChild(False), about=tr("question before")),
            KeyHint("↓", "", lambda: self.focusNextPrevChild(True), about=tr("next question")),
            KeyHint("F1", tr("guide"), right=True),
            KeyHint("Ctrl Enter", tr("Next: {step}", step=self._next), self.frame.next_step, primary=True),
        )

    def every_key(self) -> tuple[KeyHint, ...]:
        kinds = (self._steps["pain_now"].kind, self._steps["pain_map"].kind)
        asked = [pair for kind in kinds for pair in keys_of(kind, EntryScreen("", EntryState.EMPTY))]
        number = KeyHint("1–9", tr("the answer with that number"))
        return (number, *(KeyHint(*it) for it in asked), *self.keys())

    def guide(self) -> GuideScreen:
        return guide_screen(self._assessment, last_visit(self._before))

    def first(self) -> QWidget | None:
        """The first question that nobody answered; on a finished intake the first of all."""
        screen = self._screen
        if screen is not None:
            for id, entry in self._entries.items():
                state = screen.entries[id].state
                if (
                    id != "pain_map"
                    and id not in screen.unasked
                    and state in (EntryState.EMPTY, EntryState.MISSING)
                ):
                    return entry
        return self._entries["pain_now"]

    def focus_ref(self, ref: Ref) -> bool:
        entry = self._entries.get(ref.step) if ref.assessment == ID else None
        if entry is None or not entry.isVisible():
            return False
        entry.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # Answering

    def _typed(self, id: str, typed: str) -> None:
        stroke = stroke_of(self.desk.exam.exam.answers, id, typed)
        if isinstance(stroke, Complaint):
            self.frame.say(stroke.words)
            return
        complaint = self.desk.record(ref(id), typed) if stroke is None else self.desk.record_many(stroke)
        self._refused.pop(id, None)
        if complaint is not None:
            self._refused[id] = EntryScreen(typed, EntryState.REFUSED, complaint.words)
            self.frame.say(complaint.words)
        elif id == "runner" and typed != "yes":
            # What was said of a runner does not stand for someone who does not run.
            self.desk.clear(ref("only_after_running"))
        self.show_exam()

    def _tick(self, site: str) -> None:
        """A site's key works on the chart as well, and takes the caret to the sites."""
        entry = self._entries["pain_sites"]
        entry.setFocus(Qt.FocusReason.OtherFocusReason)
        codes = set(self.desk.exam.exam.answers.choices(ID, "pain_sites") or ()) ^ {site}
        self._typed("pain_sites", " ".join(one.code for one in SITES if one.code in codes))

    def _past_the_chart(self) -> None:
        """On to the sites; past sites and side when marks have answered them."""
        if marks_of(self.desk.exam.exam.answers):
            self._entries["duration"].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(True)

    def _ask_why(self) -> None:
        id = "pain_sites" if self._focused() == "pain_map" else self._focused()
        if not id or not self.desk.exam.exam.open:
            return
        if self._why is not None:
            self._why.deleteLater()
        self._why = ReasonSheet(tr("{question}: why is it not recorded?", question=self._steps[id].ask), _WHY)
        self._why.answered.connect(lambda code, note, id=id: self._not_asked(id, code, note))
        self.frame.ask(self._why)

    def _not_asked(self, id: str, code: str, note: str) -> None:
        said = next(option.words for option in _WHY if option.code == code)
        self._refused.pop(id, None)
        reason = NotDone(code, note or said.lower())
        if id == "pain_sites":
            complaint = self.desk.record_many(ticking(self.desk.exam.exam.answers, reason))
        else:
            complaint = self.desk.record_value(ref(id), reason)
        if complaint is not None:
            self.frame.say(complaint.words)

    def _focused(self) -> str:
        """The question the caret is in; empty when it is in none."""
        now = QApplication.focusWidget()
        return next((id for id, e in self._entries.items() if now in (e, e.focusProxy())), "") if now else ""

    def _caret_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.isAncestorOf(now):
            self.frame.show_keys()


def _card(heading: str) -> tuple[QWidget, QVBoxLayout]:
    card = box("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(10, 5, 10, 7)
    column.setSpacing(1)
    column.addWidget(words(heading, "guide-strong"))
    return card, column


def _entry_for(step: Step) -> Entry:
    match step.kind:
        case Chosen(options):
            return Segments(step.ask, segments_of(options), show_keys=False, dense=True)
        case Ticked(options):
            return Segments(step.ask, segments_of(options), several=True, dense=True)
        case Marked(options):
            return BodyChart(step.ask, options)
        case Scale(low, high):
            return Segments(step.ask, scale_cells(low, high), equal=24, dense=True)
        case Measured(unit):
            return NumberField(step.ask, unit, role="guide", height=28)
        case Counted(_, _, unit):
            return NumberField(step.ask, unit, height=28)
        case _:
            return LineField(step.ask, height=30, quiet=True)


PAGE = IntakePage
