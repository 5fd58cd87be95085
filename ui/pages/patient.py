"""The record of one patient: since last visit, trends, exams; Enter starts or resumes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.access.rights import Right, refusal
from app.dates import write_date
from app.patients import VOIDED, Patient
from app.screens.banner import BannerScreen
from app.screens.patient import PatientScreen, SinceLine, patient_screen
from app.screens.reminders import reminders
from app.screens.state import State
from app.screens.strip import strip_for_patient
from assessments.classification.labels import labels
from assessments.language.exam import ExamKind
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.exam_list import ExamList
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import rule, set_words, words
from ui.parts.state_icon import StateIcon
from ui.parts.trend_card import TrendView
from ui.rating import choose_tests
from ui.record_keys import RecordKeys
from ui.taking_out import taking_out_keys

_MOST_LINES = 6


class PatientPage(Page):
    """Story at the left, what to do at the right."""

    title = tr("Patient")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._patient = Patient()
        self._screen: PatientScreen | None = None
        self._go = RecordKeys(frame)
        page = QHBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(24)
        page.addLayout(self._story(), 960)
        page.addLayout(self._actions(), 318)

    def _story(self) -> QVBoxLayout:
        story = QVBoxLayout()
        story.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._since = words("", "section")
        self._compared = words("", "body", "ink3")
        head.addWidget(self._since)
        head.addWidget(self._compared, 1, Qt.AlignmentFlag.AlignBottom)
        story.addLayout(head)
        box = card("card")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.setSpacing(0)
        self._nothing = words("", "body", "ink3", wrap=True)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        inside.addWidget(self._nothing)
        self._lines = [_SinceRow(first=n == 0) for n in range(_MOST_LINES)]
        for line in self._lines:
            inside.addWidget(line)
        story.addWidget(box)
        story.addSpacing(6)
        story.addWidget(words(tr("Trends"), "section"))
        trends = QHBoxLayout()
        trends.setSpacing(10)
        self._trends = [TrendView() for _ in range(4)]
        for view in self._trends:
            trends.addWidget(view, 1)
        story.addLayout(trends)
        story.addSpacing(6)
        story.addWidget(words(tr("Exams"), "section"))
        self._exams = ExamList()
        self._exams.opened.connect(self._open_exam)
        story.addWidget(self._exams, 1)
        return story

    def _actions(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(10)
        self._start = KeyButton(tr("Start exam 1"), "Enter", "primary", height=54)
        self._start.clicked.connect(self._begin)
        self._about = words("", "caption", "ink3", wrap=True)
        edit = KeyButton(tr("Correct the details"), "E")
        edit.clicked.connect(self._edit)
        progress = KeyButton(tr("Progress"), "G P")
        progress.clicked.connect(self._progress)
        for button in (self._start, progress, edit):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.addWidget(self._start)
        side.addWidget(self._about)
        side.addWidget(progress)
        side.addWidget(edit)
        side.addSpacing(8)
        self._before = card("card")
        inside = QVBoxLayout(self._before)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(words(tr("Before you start"), "strong"))
        self._reminders = [_Reminder() for _ in range(_MOST_LINES)]
        for line in self._reminders:
            inside.addWidget(line)
        side.addWidget(self._before)
        side.addStretch(1)
        return side

    def enter(self, **where: object) -> None:
        station = self.desk.workstation
        self.desk.lay_open(None)
        self._patient = station.open_patient(str(where["patient"]))
        heads = station.exams_of(self._patient.id)
        history = station.history(self._patient.id)
        signed = next((head for head in heads if head.signed_at is not None), None)
        last = station.open_exam(signed.id).exam if signed else None
        self._show_screen(
            patient_screen(heads, history, lambda code: labels()[code].label, reminders(last), self._barred)
        )

    def first(self) -> QWidget:
        return self._exams

    def banner(self) -> BannerScreen:
        station = self.desk.workstation
        return strip_for_patient(self._patient, station.clock.now().date(), station.settings)

    def keys(self) -> tuple[KeyHint, ...]:
        start = self._screen.start.lower() if self._screen else ""
        listed = bool(self._exams.current)
        return (
            *self._start_key(start),
            KeyHint("↑|↓", tr("exam"), enabled=listed),
            KeyHint("O", tr("open exam"), self._open_current, enabled=listed),
            KeyHint("G P", tr("progress"), spare=True),
            *self._edit_key(),
            *self._rating_keys(listed),
            *taking_out_keys(self, self._patient),
            KeyHint("Esc", tr("patient list"), lambda: self.frame.go("home"), right=True),
        )

    def _start_key(self, start: str) -> tuple[KeyHint, ...]:
        """Where nothing can be started the page says why beside its button."""
        if self._patient.voided is not None:
            return ()
        return self.for_who_may(
            Right.EXAMINE, KeyHint("Enter", start, self._begin, about=start or tr("start an exam"))
        )

    def _edit_key(self) -> tuple[KeyHint, ...]:
        if self._patient.voided is not None:
            return ()
        return self.for_who_may(
            Right.KEEP_PATIENTS, KeyHint("E", tr("correct the details"), self._edit, spare=True)
        )

    def _rating_keys(self, listed: bool) -> tuple[KeyHint, ...]:
        """Some tests of the exam under the caret scored again."""
        if self._patient.voided is not None or not listed:
            return ()
        second, again = ExamKind.SECOND_RATER, ExamKind.REPEAT
        return self.for_who_may(
            Right.EXAMINE,
            KeyHint("2", tr("second rater"), partial(self._score_again, second)),
            KeyHint("R", tr("repeat"), partial(self._score_again, again)),
        )

    def _score_again(self, kind: ExamKind) -> None:
        if self._exams.current:
            choose_tests(self.frame, self._exams.current, kind)

    @property
    def _barred(self) -> str:
        """Why no exam can be started here now."""
        if (voided := self._patient.voided) is not None:
            return tr(
                "Voided {day}, {by}: {reason}",
                day=write_date(voided.at.date()),
                by=voided.by,
                reason=voided.reason,
            )
        return "" if self.desk.may(Right.EXAMINE) else refusal(Right.EXAMINE)

    def _show_screen(self, screen: PatientScreen) -> None:
        self._screen = screen
        set_words(self._since, screen.since)
        set_words(self._compared, screen.compared)
        set_words(self._nothing, screen.nothing)
        self._nothing.setVisible(bool(screen.nothing))
        for line, shown in zip(self._lines, (*screen.lines, *[None] * _MOST_LINES), strict=False):
            line.setVisible(shown is not None)
            if shown is not None:
                line.show_line(shown)
        for view, trend in zip(self._trends, screen.trends, strict=True):
            view.show_trend(trend)
        self._exams.show_rows(screen.exams)
        self._start.show_button(screen.start, "primary", screen.can_start)
        set_words(self._about, screen.about)
        self._before.setVisible(bool(screen.before))
        for reminder, said in zip(self._reminders, (*screen.before, *[None] * _MOST_LINES), strict=False):
            reminder.setVisible(said is not None)
            if said is not None:
                reminder.show_reminder(*said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._go.take(event, self._patient.id):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _progress(self) -> None:
        self.frame.go("progress", patient=self._patient.id)

    def _begin(self) -> None:
        if self._barred:
            self.frame.say(self._barred)
            return
        station = self.desk.workstation
        if self._screen is not None and self._screen.resume:
            self._open_exam(self._screen.resume)
            return
        self.desk.lay_open(station.start_exam(self._patient.id, self.desk.by))
        self.frame.go("intake")

    def _open_current(self) -> None:
        if self._exams.current:
            self._open_exam(self._exams.current)

    def _open_exam(self, exam: str) -> None:
        station = self.desk.workstation
        head = next(h for h in station.exams_of(self._patient.id) if h.id == exam)
        self.desk.lay_open(station.open_exam(exam, self.desk.by))
        if head.signed_at is not None or head.last_step is None:
            self.frame.go("review" if head.signed_at is not None else "intake")
            return
        self.frame.go(head.last_step.assessment)
        self.frame.focus_answer(head.last_step)

    def _edit(self) -> None:
        if self._patient.voided is not None or not self.desk.may(Right.KEEP_PATIENTS):
            self.frame.say(VOIDED if self._patient.voided else refusal(Right.KEEP_PATIENTS))
            return
        self.frame.go("patient_form", patient=self._patient.id)


class _SinceRow(QWidget):
    def __init__(self, first: bool) -> None:
        super().__init__()
        self._icon = StateIcon(size=22)
        self._verdict = words("", "value")
        self._verdict.setMinimumWidth(190)
        self._words = words("", "body", wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._verdict)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not first:
            column.addWidget(rule())
        column.addLayout(row)

    def show_line(self, line: SinceLine) -> None:
        self._icon.show_state(line.state)
        set_words(self._verdict, line.verdict)
        set_words(self._words, line.words)


class _Reminder(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = StateIcon(size=18)
        self._words = words("", "guide", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_reminder(self, state: State, said: str) -> None:
        self._icon.show_state(state)
        set_words(self._words, said)


PAGE = PatientPage
